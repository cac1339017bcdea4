"""Notes made from the few things that a test is about."""

from typing import Any

from pipeline.stages.lens.notes import Note

Row = dict[str, Any]


def note(date: str, asserted: str = "", resolved: str = "", negated: str = "", **said: Any) -> Note:
    """Make a note of codes parted by blanks; of an organisation 甲 and without sections unless `said`."""
    plain = {"organisation": "甲", "worker": "", "written": True, "plan": False, "follow_up": False} | said
    return Note(
        document_id=f"{plain['organisation']}-{date}",
        date=date,
        asserted=frozenset(asserted.split()),
        negated=frozenset(f"{negated} {resolved}".split()),
        resolved=frozenset(resolved.split()),
        followed=frozenset(plain.pop("followed", "").split()),
        said={},
        **plain,
    )


def row(*said: str) -> list[Note]:
    """Make one note a day: 'x' asserts the problem x, '-' is without it, 'r' says that it is resolved, 'n' takes it back otherwise, 'b' asserts and resolves it."""
    forms = {
        "x": {"asserted": "x"},
        "-": {},
        "r": {"resolved": "x"},
        "n": {"negated": "x"},
        "b": {"asserted": "x", "resolved": "x"},
    }
    return [note(f"2024-01-{day:02}", **forms[one]) for day, one in enumerate("".join(said), 1)]
