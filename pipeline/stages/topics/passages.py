"""What topics are looked for in: which words of which segments."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import pandas as pd

from pipeline.model.aliases import ALIAS
from pipeline.model.content_words import content_words
from pipeline.model.frames import values
from pipeline.model.metadata import is_label

LEAST_WORDS = 4  # a passage with fewer different words says too little to place it
PASSAGE_WORDS = 12  # a shorter segment is read together with the next one of its document
LEAST_DOCUMENTS = 3  # a word in fewer documents belongs to a story and names no topic ...
MANY_DOCUMENTS = 10  # ... in a corpus of so many or more
LEAST_PAIRS = 5  # times that two words must stand side by side to be read as one term ...
BOUND = 0.5  # ... and the NPMI of their doing so (Bouma 2009)

Row = tuple[str, list[str]]


@dataclass(frozen=True)
class Passage:
    """Neighbouring segments of one document that are placed together, and their words."""

    ids: tuple[str, ...]
    words: list[str]


@dataclass(frozen=True)
class Cut:
    """The passages of a corpus, and the words that may name a topic."""

    passages: list[Passage]
    listable: frozenset[str]


def cut(tokens: pd.DataFrame, segments: pd.DataFrame, stop_words: frozenset[str]) -> Cut:
    """Cut a corpus into passages: long segments alone, short ones together with their neighbours.

    Parameters
    ----------
    tokens, segments : pandas.DataFrame
        The tables.
    stop_words : frozenset of str
        Lemmas that say nothing.

    Returns
    -------
    Cut
        Words are lemmas; two that keep company (social worker) are one. Speakers' names, aliases, a form's headings (内容, 反思), numbers and
        stop words are left out.
    """
    homes = dict(zip(values(segments, "segment_id"), values(segments, "document_id"), strict=True))
    headings = {
        segment_id
        for segment_id, text in zip(values(segments, "segment_id"), values(segments, "text"), strict=True)
        if is_label(text)
    }
    lemmas = {key: words for key, words in _lemmas(tokens, segments).items() if key not in headings}
    telling = content_words(set().union(*lemmas.values()), values(segments, "speaker"), stop_words)
    rows = _joined(lemmas, telling, homes)
    seen: dict[str, set[str]] = defaultdict(set)
    for segment_id, words in rows:
        for word in words:
            seen[word].add(homes[segment_id])
    least = LEAST_DOCUMENTS if len(set(homes.values())) >= MANY_DOCUMENTS else 1
    listable = frozenset(word for word, where in seen.items() if len(where) >= least)
    return Cut(_passages(rows, homes), listable)


def _passages(rows: Sequence[Row], homes: Mapping[str, str]) -> list[Passage]:
    found: list[Passage] = []
    for segment_id, words in rows:
        last = found[-1] if found else None
        if last and len(set(last.words)) < PASSAGE_WORDS and homes[last.ids[0]] == homes[segment_id]:
            found[-1] = Passage((*last.ids, segment_id), last.words + words)
        else:
            found.append(Passage((segment_id,), words))
    return [passage for passage in found if len(set(passage.words)) >= LEAST_WORDS]


def _joined(lemmas: Mapping[str, list[str]], telling: frozenset[str], homes: Mapping[str, str]) -> list[Row]:
    """Keep the telling lemmas, those that cohere with their neighbour as one term."""
    counts = Counter(lemma for words in lemmas.values() for lemma in words)
    pairs: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    for segment_id, words in lemmas.items():
        for pair in zip(words, words[1:], strict=False):
            if pair[0] in telling and pair[1] in telling and pair[0] != pair[1]:
                pairs[pair] += 1
                where[pair].add(homes[segment_id])
    total = max(1, sum(counts.values()))
    bound = {
        pair: _term(*pair)
        for pair, count in pairs.items()
        if count >= LEAST_PAIRS
        and len(where[pair]) >= LEAST_DOCUMENTS
        and log(count * total / (counts[pair[0]] * counts[pair[1]])) / -log(count / total) >= BOUND
    }
    return [(segment_id, _bound(words, telling, bound)) for segment_id, words in lemmas.items()]


def _bound(words: list[str], telling: frozenset[str], bound: Mapping[tuple[str, str], str]) -> list[str]:
    kept, place = [], 0
    while place < len(words):
        term = bound.get((words[place], words[place + 1])) if place + 1 < len(words) else None
        if term or words[place] in telling:
            kept.append(term or words[place])
        place += 2 if term else 1
    return kept


def _term(first: str, second: str) -> str:
    return f"{first} {second}" if first.isascii() or second.isascii() else first + second


def _lemmas(tokens: pd.DataFrame, segments: pd.DataFrame) -> dict[str, list[str]]:
    """Return the lemmas of every segment, empty ones in place of those inside aliases: [人物07] is no topic."""
    names = ("segment_id", "lemma", "start_char")
    found: dict[str, list[str]] = {}
    texts = zip(values(segments, "text"), values(segments, "start_char"), strict=True)
    columns = zip(*(values(tokens, name) for name in names), strict=True)
    for (text, begin), (segment_id, lemmas, starts) in zip(texts, columns, strict=True):
        masked = [alias.span() for alias in ALIAS.finditer(text)] if "[" in text else []
        found[segment_id] = (
            [
                # an alias parts the words beside it
                "" if any(low <= start - begin < high for low, high in masked) else lemma
                for lemma, start in zip(lemmas, starts, strict=True)
            ]
            if masked
            else lemmas
        )
    return found
