"""From evidence to certainty: weights, and what the same string elsewhere says."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log

from pipeline.stages.pseudonymise.people.candidates import Candidate
from pipeline.stages.pseudonymise.people.evidence import Features
from pipeline.stages.pseudonymise.people.weights import weights

VERY_SURE = 2.0
SCARCEST = -1.5  # leaves fewer than one wrong mask in 400 turns of zh_smile_slice
SURE = 1.0  # log odds from which an occurrence speaks for the others
DUBIOUS = -1.0  # mean log odds of a string below which one sure place does not raise the others
SAME_TEXT, SAME_CORPUS = 1.5, 0.8
LISTING = frozenset("、；;")
IN_LIST = 1.0  # log odds of standing in a list beside a sure name
STANDS_ALONE = frozenset(
    {
        "two",
        "three",
        "compound",
        "given",
        "double",
        "nickname",
        "foreign",
        "japanese",
        "dotted",
        "dashed",
        "spaced",
        "latin",
    }
)


@dataclass
class Weighed:
    """A candidate with its log odds.

    Parameters
    ----------
    text : int
        Which text of the corpus it stands in.
    candidate : Candidate
        Its place in that text, and its form.
    name : str
        The characters it would mask.
    odds : float
        Log odds that it is a name.
    reasons : tuple of str
        The rules that spoke for it.
    """

    text: int
    candidate: Candidate
    name: str
    odds: float
    reasons: tuple[str, ...] = ()


def odds_of(features: Features) -> float:
    """Add up the weights of what was measured."""
    bias, of = weights()
    return bias + sum(of.get(name, 0.0) * value for name, value in features.items())


def certainty(odds: float) -> float:
    """Turn log odds into a number from 0 to 1."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, odds)))), 3)


def odds_at(certainty: float) -> float:
    """Turn a certainty back into log odds."""
    clipped = min(max(certainty, 1e-9), 1 - 1e-9)
    return log(clipped / (1 - clipped))


def recur(found: Iterable[Weighed]) -> None:
    """Raise what stands elsewhere in the same text, or in the corpus, where it is surely a name."""
    by_name: dict[str, list[Weighed]] = defaultdict(list)
    for one in found:
        if one.candidate.form in STANDS_ALONE:
            by_name[one.name].append(one)
    for same in by_name.values():
        sure = [one for one in same if one.odds >= SURE]
        if not sure or len(same) < 2 or sum(one.odds for one in same) / len(same) < DUBIOUS:
            continue
        places = {(one.text, one.candidate.start) for one in sure}
        texts: dict[int, set[int]] = defaultdict(set)
        for text, start in places:
            texts[text].add(start)
        for one in same:
            _raise(one, texts, len(places))


def listed(texts: Sequence[str], found: Sequence[Weighed]) -> None:
    """Raise what stands in a list beside what is surely a name: 王秀兰、平凡、李明."""
    begins: dict[tuple[int, int], float] = {}
    ends: dict[tuple[int, int], float] = {}
    for one in found:
        if one.odds >= SURE and one.candidate.form in STANDS_ALONE:
            begins[one.text, one.candidate.start] = ends[one.text, one.candidate.end] = one.odds
    for one in found:
        start, end, form = one.candidate
        text = texts[one.text]
        if form in STANDS_ALONE and (
            (text[end : end + 1] in LISTING and (one.text, end + 1) in begins)
            or (start and text[start - 1] in LISTING and (one.text, start - 1) in ends)
        ):
            one.odds += IN_LIST
            one.reasons += ("in a list",)


def scarcity(found: Iterable[Weighed], characters: int) -> float:
    """Return what to take from all log odds in a corpus that names hardly anybody: there, what looks like a name mostly is none.

    Parameters
    ----------
    found : iterable of Weighed
        Everything weighed in the corpus.
    characters : int
        How long its texts are together.

    Returns
    -------
    float
        0 where a thousand characters hold a sure name or more, down to SCARCEST.
    """
    sure = {(one.text, one.candidate.start) for one in found if one.odds >= VERY_SURE}
    return max(SCARCEST, min(0.0, log((len(sure) + 1) / (characters / 1000 + 1))))


def _raise(one: Weighed, texts: dict[int, set[int]], sure: int) -> None:
    here = texts.get(one.text, set())
    itself = one.candidate.start in here
    if len(here) > itself:
        one.odds += SAME_TEXT
        one.reasons += ("again in the text",)
    elif sure > itself:
        one.odds += SAME_CORPUS
        one.reasons += ("again in the corpus",)
