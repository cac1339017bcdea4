"""Words that mean the same in two languages: from a dictionary and from the codebook's word sets."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.topic_fit import CHINESE, Anchor, side

Glosses = Callable[[Collection[str]], Mapping[str, tuple[str, ...]]]
"""Chinese words to their English meanings, the first the commonest; a word that is not known is left out."""

_NOTE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[a-z]+")
_ASIDE = re.compile(r"(?:CL:|surname |variant of|old variant|see |abbr\.|erhua|Taiwan pr)")
LABEL_TERMS = 4
LABEL_WORDS = 2  # a longer gloss explains rather than translates


@dataclass(frozen=True)
class Languages:
    """What ties two languages together.

    Parameters
    ----------
    glosses : Glosses
        A dictionary.
    sets : mapping of str to sequence of str
        The codebook's word sets: words and phrases of one meaning, in any language.
    lemma : callable
        English word to its lemma.
    """

    glosses: Glosses
    sets: Mapping[str, Sequence[str]]
    lemma: Callable[[str], str]


def anchors(vocabulary: Collection[str], languages: Languages) -> tuple[Anchor, ...]:
    """Return the pairs of words of a vocabulary that mean the same.

    Parameters
    ----------
    vocabulary : collection of str
        The words of a corpus.
    languages : Languages
        Dictionary and word sets.

    Returns
    -------
    tuple of Anchor
        A gloss counts 1, a word of one of n words 1/n, the second gloss half of the first, and so on; of a set with n Chinese and m English words
        each pair counts 1/max(n, m), unless the dictionary has both words: a set is wider than a meaning.
    """
    chinese = sorted(word for word in vocabulary if side(word) == CHINESE)
    others = {word for word in vocabulary if side(word) != CHINESE}
    found: dict[tuple[str, str], float] = {}
    for word, glosses in sorted(languages.glosses(chinese).items()):
        for number, gloss in enumerate(_plain(glosses), 1):
            parts = [languages.lemma(part) for part in _WORD.findall(gloss)]
            for part in {*parts, gloss} & others:
                key = (word, part)
                sure = 1 / number if part == gloss else 1 / (len(parts) * number)
                found[key] = max(found.get(key, 0.0), sure)
    known_words = {word for key in found for word in key}
    for members in languages.sets.values():
        known = {member.lower() for member in members} & (others | set(chinese))
        here = sorted(word for word in known if side(word) == CHINESE)
        there = sorted(known - set(here))
        for key in ((first, second) for first in here for second in there):
            if not known_words.issuperset(key):
                found[key] = max(found.get(key, 0.0), 1 / max(len(here), len(there)))
    return tuple((first, second, sure) for (first, second), sure in sorted(found.items()))


def labels(terms: Sequence[str], glosses: Mapping[str, str]) -> tuple[str, str]:
    """Name a topic in both languages by its first terms.

    Parameters
    ----------
    terms : sequence of str
        The best first.
    glosses : mapping of str to str
        A term of one language to one word of the other.

    Returns
    -------
    tuple of (str, str)
        Chinese and English. Terms of the language itself come first; where there are none, others are translated, or stand as they are.
    """
    chinese = [term for term in terms if side(term) == CHINESE]
    others = [term for term in terms if side(term) != CHINESE]
    return "、".join(_named(chinese, others, glosses)), ", ".join(_named(others, chinese, glosses))


def translated(terms: Collection[str], languages: Languages) -> dict[str, str]:
    """Return one short English meaning for each Chinese term that has one."""
    chinese = sorted({term for term in terms if side(term) == CHINESE})
    found = {}
    for term, glosses in languages.glosses(chinese).items():
        short = [gloss for gloss in _plain(glosses) if len(gloss.split()) <= LABEL_WORDS]
        if short:
            found[term] = short[0]
    return found


def _named(own: Sequence[str], foreign: Sequence[str], glosses: Mapping[str, str]) -> list[str]:
    if own:
        return list(own[:LABEL_TERMS])
    return list(dict.fromkeys(glosses.get(term, term) for term in foreign[:LABEL_TERMS]))


def _plain(glosses: Iterable[str]) -> list[str]:
    """Take notes in brackets and 'to' away, and leave out what is no meaning: measure words, surnames, references."""
    said = [_NOTE.sub("", gloss).strip() for gloss in glosses if not _ASIDE.match(gloss.strip())]
    return [gloss.lower().removeprefix("to ").removeprefix("the ") for gloss in said if gloss]
