"""What a name in one place says of others: the given name alone in the same text, and the same full name anywhere in the corpus."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.stages.pseudonymise.people.candidates import Candidate
from pipeline.stages.pseudonymise.people.reading import PERSON_TAGS, Lexicon
from pipeline.stages.pseudonymise.people.weighing import Weighed
from pipeline.stages.pseudonymise.people.words import NOT_NAMES, PLACES

SPOKEN_OF = 1.5  # log odds of a given name whose full name stands in the same text
WORD_SPOKEN_OF = 0.0  # where the given name is also a word
LIKELY = 1.0  # log odds of a full name from which its given name is looked for
FREQUENT = 1500
CERTAIN = 2.5  # log odds of a full name from which it is a name wherever it stands
EVERYWHERE = 1.0  # log odds then
NO_DOCTRINE = "(?!理论|思想|主义|精神|定理|定律|奖)"
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
