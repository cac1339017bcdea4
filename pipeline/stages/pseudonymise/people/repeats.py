"""What a name in one place says of others: the given name alone in the same text, and the same full name anywhere in the corpus."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.people.candidates import Candidate
from pipeline.stages.pseudonymise.people.reading import PERSON_TAGS, Lexicon
from pipeline.stages.pseudonymise.people.weighing import Weighed
from pipeline.stages.pseudonymise.people.words import LONG_TITLES, NOT_NAMES, PLACES, SHORT_TITLES

SPOKEN_OF = 1.5  # log odds of a given name whose full name stands in the same text
WORD_SPOKEN_OF = 0.0  # where the given name is also a word
LIKELY = 1.0  # log odds of a full name from which its given name is looked for
FREQUENT = 1500
CERTAIN = 2.5  # log odds of a full name from which it is a name wherever it stands
EVERYWHERE = 1.0  # log odds then
NO_DOCTRINE = "(?!理论|思想|主义|精神|定理|定律|奖)"
OFTEN, MOST = 3, 0.5  # times that a form is masked, and share of its places, from which it is masked everywhere
AGAIN = 0.5  # certainty of the places that are added
COMMON_ACROSS = 50  # frequency of a word that reaches across the end of a form
FULL = frozenset({"three", "compound", "dotted", "dashed", "spaced", "japanese", "foreign", "latin"})


def bounded(name: str) -> str:
    """Make the pattern of a name, which in Latin letters must not be part of a word."""
    return rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name[0].isascii() else re.escape(name)


def given_alone(texts: Sequence[str], found: Sequence[Weighed], lexicon: Lexicon) -> list[Weighed]:
    """Find given names without the surname, in texts where the full name stands (秀兰 beside 王秀兰, Xiulan beside Wang Xiulan)."""
    wanted: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        given = _given_of(one)
        if given and one.odds >= LIKELY and given not in NOT_NAMES and lexicon.get(given, (0, ""))[0] < FREQUENT:
            wanted[one.text][given].add(one.name[: -len(given)])
    alone = []
    for number, givens in sorted(wanted.items()):
        text = texts[number]
        for match in re.finditer("|".join(map(bounded, sorted(givens))), text):
            if not any(text[: match.start()].endswith(surname) for surname in givens[match[0]]):
                tag = lexicon.get(match[0], (0, ""))[1]
                odds = WORD_SPOKEN_OF if tag and tag not in PERSON_TAGS else SPOKEN_OF
                place = Candidate(*match.span(), "given")
                alone.append(Weighed(number, place, match[0], odds, ("full name in the text",)))
    return alone


def _given_of(one: Weighed) -> str:
    if one.candidate.form in ("three", "compound"):
        return one.name[-2:] if len(one.name) >= 3 else ""
    if one.candidate.form == "latin":
        parts = one.name.split()
        return parts[-1] if len(parts) == 2 and len(parts[-1]) > 3 else ""
    return ""


def everywhere(texts: Sequence[str], found: Iterable[Weighed]) -> list[Weighed]:
    """Find full names that are sure somewhere wherever the same string stands, also where nothing was looked at."""
    places: set[tuple[int, int, int]] = set()
    names: dict[str, str] = {}
    for one in found:
        form = one.candidate.form
        if form in FULL and one.odds > -1:
            places.add((one.text, one.candidate.start, one.candidate.end))
        if form in FULL and one.odds >= CERTAIN and _is_full(one.name) and one.name not in PLACES:
            names[one.name] = form
    if not names:
        return []
    pattern = _alternatives(names)
    return [
        Weighed(number, Candidate(*match.span(), names[match[0]]), match[0], EVERYWHERE, ("again in the corpus",))
        for number, text in enumerate(texts)
        for match in pattern.finditer(text)
        if (number, *match.span()) not in places
    ]


def mostly(
    texts: Sequence[str], found: Sequence[list[Mention]], lexicon: Lexicon, keep: re.Pattern[str] | None
) -> list[list[Mention]]:
    """Add the other places of a form that is masked three times or more and in most of its places: 小周 is 小周 in a new neighbourhood, too.

    What stands inside a word to keep is left alone.
    """
    masked = Counter(
        form for text, ones in zip(texts, found, strict=True) for one in ones if len(form := _form(text, one)) > 1
    )
    lengths = {_form(text, one): one.end - one.start for text, ones in zip(texts, found, strict=True) for one in ones}
    often = [form for form, count in masked.items() if count >= OFTEN]
    if not often:
        return [list(ones) for ones in found]
    pattern = _alternatives(often)
    places = []
    for text in texts:
        kept = [match.span() for match in keep.finditer(text)] if keep else []
        matches = [match for match in pattern.finditer(text) if _stands(text, match, lexicon)]
        places.append([each for each in matches if not any(low <= each.start() < high for low, high in kept)])
    there = Counter(match[0] for matches in places for match in matches)
    made = []
    for matches, ones in zip(places, found, strict=True):
        taken = {place for one in ones for place in range(one.start, one.end)}
        more = [
            Mention(
                match.start(), match.start() + lengths[match[0]], "person", AGAIN, ("repeated", "again in the corpus")
            )
            for match in matches
            if masked[match[0]] >= MOST * there[match[0]]
            and taken.isdisjoint(range(match.start(), match.start() + lengths[match[0]]))
        ]
        made.append(sorted([*ones, *more]))
    return made


def _form(text: str, one: Mention) -> str:
    """Return what is masked; of a surname alone with its title, '' without one."""
    written = text[one.start : one.end]
    if len(written) > 1:
        return written
    for length, titles in ((2, LONG_TITLES), (1, SHORT_TITLES)):
        if text[one.end : one.end + length] in titles:
            return text[one.start : one.end + length]
    return ""


def _stands(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Say whether a form is no part of other words at its ends: 小周 in 小周末, 大小周."""
    if match[0][0].isascii():
        return True
    return all(
        lexicon.get(text[max(0, end - 1) : end + 1], (0, ""))[0] < COMMON_ACROSS for end in (match.start(), match.end())
    )


def _is_full(name: str) -> bool:
    return len(name.split()) > 1 if name[0].isascii() else len(name) >= 3


def _alternatives(names: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern of many names, parted by their first character, so that it is quick; the longest first."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_first[name[0]].append(bounded(name)[len(bounded(name[0])) :] if not name[0].isascii() else bounded(name))
    parts = []
    for first, rests in sorted(by_first.items()):
        together = "|".join(rests)
        parts.append(f"(?:{together})" if first.isascii() else f"{re.escape(first)}(?:{together})")
    return re.compile(f"(?:{'|'.join(parts)}){NO_DOCTRINE}")
