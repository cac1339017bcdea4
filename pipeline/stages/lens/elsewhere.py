"""What followed a problem: outcomes within the next two notes, more often than in other notes of the same organisation."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.association import Associate, Association
from pipeline.stages.lens.notes import Note

NEXT = 2  # notes after the problem in which an outcome counts as having followed it


@dataclass(frozen=True)
class Case:
    """One note that asserts an outcome within `NEXT` notes after a problem; `between` are all codes asserted after the problem up to it."""

    note: Note
    between: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """How an outcome goes with a problem: how its odds change after it, and the cases by organisation."""

    association: Association
    q_value: float | None
    cases: Mapping[str, Sequence[Case]]


Pair = tuple[str, str]


def cases(rows: Mapping[str, Sequence[Note]], problem: str, outcome: str) -> dict[str, list[Case]]:
    """Return the cases of each organisation, in order; `rows` are its notes by date."""
    found: dict[str, list[Case]] = defaultdict(list)
    for organisation, notes in rows.items():
        for place, note in enumerate(notes):
            start = _nearest(notes, place, problem)
            if start is not None and outcome in note.asserted:
                between = frozenset(code for one in notes[start + 1 : place + 1] for code in one.asserted)
                found[organisation].append(Case(note, between))
    return dict(found)


def answers(
    rows: Mapping[str, Sequence[Note]], pairs: Sequence[Pair], associate: Associate, confidence: float
) -> dict[Pair, tuple[Association, dict[str, list[Case]]]]:
    """Compare notes that follow a problem with the other notes of the same organisation.

    Parameters
    ----------
    rows : mapping of str to sequence of Note
        Each organisation's notes by date; its first note, which cannot follow anything, is no unit.
    pairs : sequence of (str, str)
        Problem and outcome.
    associate : callable
        See `pipeline.model.association`.
    confidence : float
        Level of the intervals.

    Returns
    -------
    dict
        Pairs on which the notes can tell anything to the association and the cases.
    """
    units = [(organisation, place) for organisation, notes in rows.items() for place in range(1, len(notes))]
    strata = [organisation for organisation, _ in units]
    found = {}
    for problem in dict.fromkeys(problem for problem, _ in pairs):
        scores = [int(_nearest(rows[name], place, problem) is not None) for name, place in units]
        judge = associate(scores, strata, confidence)
        for outcome in [outcome for one, outcome in pairs if one == problem]:
            association = judge([outcome in rows[name][place].asserted for name, place in units])
            if association is not None:
                found[problem, outcome] = (association, cases(rows, problem, outcome))
    return found


def between(held: Mapping[str, Sequence[Case]], codes: Sequence[str]) -> list[tuple[str, int]]:
    """Return the codes that stood between problem and outcome, with the number of organisations; the most frequent first, then as in `codes`."""
    counts = Counter(
        code for some in held.values() for code in frozenset[str]().union(*(case.between for case in some))
    )
    return [(code, counts[code]) for code in sorted(codes, key=lambda code: -counts[code]) if counts[code]]


def _nearest(notes: Sequence[Note], place: int, problem: str) -> int | None:
    """Return the nearest of the `NEXT` notes before that asserts the problem."""
    near = [before for before in range(max(0, place - NEXT), place) if problem in notes[before].asserted]
    return near[-1] if near else None
