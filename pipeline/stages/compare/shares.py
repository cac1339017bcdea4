"""A theme's shares in both runs, and what each kind of document made of their difference."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from pipeline.stages.compare.parts import (
    ADDED,
    CHANGED,
    GAINED,
    LITTLE,
    LOST,
    REMOVED,
    SOURCES,
    UNCHANGED,
    Change,
    Mover,
    Note,
    Part,
    Share,
)
from pipeline.stages.compare.themes import Theme

Wilson = Callable[[int, int, float], tuple[float, float]]


def change_of(theme: Theme, notes: Sequence[Note], wilson: Wilson, confidence: float) -> Change:
    """Count one theme in both runs; what a test says of it is left open.

    Parameters
    ----------
    theme : Theme
        With its carriers.
    notes : sequence of Note
        All documents that count.
    wilson : callable
        Count, total and level to an interval.
    confidence : float
        Its level.
    """
    movers = [mover for note in notes if (mover := _mover(note, theme))]
    movers.sort(key=lambda one: (-max(one.segments_before, one.segments_after), one.note.date, _name(one.note)))
    old = _share([note.before in theme.before for note in notes if note.before], wilson, confidence)
    new = _share([note.after in theme.after for note in notes if note.after], wilson, confidence)
    parts = _parts(movers, notes, old, new)
    return Change(
        theme_id=theme.id,
        kind=theme.kind,
        label=theme.label,
        status=LITTLE,
        before=old,
        after=new,
        difference=float(_exact(new) - _exact(old)) if old.total and new.total else None,
        parts=parts,
        association=None,
        q_value=None,
        untested=theme.untested,
        relation=theme.relation,
        other=theme.other,
        movers=tuple(movers),
    )


def _name(note: Note) -> str:
    return note.after or note.before


def _mover(note: Note, theme: Theme) -> Mover | None:
    old, new = theme.before.get(note.before, 0), theme.after.get(note.after, 0)
    return None if bool(old) == bool(new) else Mover(note, GAINED if new else LOST, old, new)


def _share(carried: Sequence[bool], wilson: Wilson, confidence: float) -> Share:
    count, total = sum(carried), len(carried)
    return (
        Share(count, total, count / total, *wilson(count, total, confidence))
        if total
        else Share(0, 0, None, None, None)
    )


def _exact(share: Share) -> Fraction:
    return Fraction(share.documents, share.total)


def _parts(movers: Sequence[Mover], notes: Sequence[Note], old: Share, new: Share) -> tuple[Part, ...]:
    """Go from A to B in three steps: without the removed documents, as the common ones read in B, with the added ones.

    Each step's difference is exact and they sum to the whole; seen from B to A each has the other sign. Without a common document the middle is the share
    in all documents of both.
    """
    totals = {source: sum(note.source == source for note in notes) for source in SOURCES}
    gained = {source: sum(one.note.source == source and one.change == GAINED for one in movers) for source in SOURCES}
    lost = {source: sum(one.note.source == source and one.change == LOST for one in movers) for source in SOURCES}
    made: dict[str, Fraction] = {}
    if old.total and new.total:
        common = totals[CHANGED] + totals[UNCHANGED]
        pooled = Fraction(old.documents + new.documents, old.total + new.total)
        first = Fraction(old.documents - lost[REMOVED], common) if common else pooled
        second = Fraction(new.documents - gained[ADDED], common) if common else pooled
        made = {ADDED: _exact(new) - second, REMOVED: first - _exact(old)}
        made |= {
            source: Fraction(gained[source] - lost[source], common) if common else Fraction(0)
            for source in (CHANGED, UNCHANGED)
        }
    return tuple(
        Part(source, totals[source], gained[source], lost[source], float(made[source]) if made else None)
        for source in SOURCES
    )
