"""Compare: two runs' tables in; out, theme by theme, what became of its share and which documents did it."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.association import Association, q_values
from pipeline.model.frames import check
from pipeline.model.settings import Themes
from pipeline.stages.compare.books import books
from pipeline.stages.compare.notes import notes_of
from pipeline.stages.compare.parts import (
    ADDED,
    FELL,
    FEWER,
    GONE,
    LITTLE,
    MORE,
    NEW,
    ROSE,
    STATUSES,
    UNCHANGED,
    Between,
    Change,
    Comparison,
    Note,
    Side,
    Statistics,
)
from pipeline.stages.compare.shares import change_of
from pipeline.stages.compare.themes import Theme, themes_of

TABLES = ("documents", "segments", "themes", "theme_documents", "topics")
NOTHING_ADDED, TOO_FEW = "nothing added", "too few"


def compare(before: Side, after: Side, between: Between, settings: Themes, statistics: Statistics) -> Comparison:
    """Put two runs side by side.

    Parameters
    ----------
    before, after : Side
        A and B.
    between : Between
        What ids of documents and topics mean across both.
    settings : Themes
        Level of the intervals, and significance.
    statistics : Statistics
        The tests.

    Returns
    -------
    Comparison
        With every code, level and topic that both runs can be asked for and that a document carries in one of them.

    Raises
    ------
    TableError
        When a table does not fit its schema.

    Notes
    -----
    A difference is no proof that anything changed in the world: the documents added may come from other people or occasions than those of A.
    """
    for side in (before, after):
        for name in TABLES:
            check(name, getattr(side, name))
    notes = notes_of(before, after, one_corpus=between.one_corpus)
    known = books(before.book, after.book)
    themes = themes_of(before, after, between, known)
    counted = [change_of(theme, notes, statistics.wilson, settings.confidence) for theme in themes]
    judged = _judged(counted, themes, notes, settings, statistics)
    made = [
        replace(change, status=_status(change, settings.significance))
        for change in judged
        if change.before.documents or change.after.documents
    ]
    left_out = (0, 0) if between.one_line else (len(before.topics), len(after.topics))
    return Comparison(notes, tuple(sorted(made, key=_order)), known, left_out)


def _judged(
    changes: Sequence[Change], themes: Sequence[Theme], notes: Sequence[Note], settings: Themes, statistics: Statistics
) -> list[Change]:
    """Test the added documents beside those of A, within organisations; the p-values of all that could tell something are corrected together.

    Documents that nobody changed are taken as B reads them, so that one codebook and one set of topics measures both sides.
    """
    units = [note for note in notes if note.before or note.source == ADDED]
    if not any(note.before for note in units) or not any(note.source == ADDED for note in units):
        return [replace(change, untested=change.untested or NOTHING_ADDED) for change in changes]
    score = [int(note.source == ADDED) for note in units]
    judge = statistics.associate(score, [note.stratum for note in units], settings.confidence)
    tested: list[Association | None] = []
    for theme in themes:
        carried = [
            note.after in theme.after if note.source in (ADDED, UNCHANGED) else note.before in theme.before
            for note in units
        ]
        tested.append(None if theme.untested else judge(carried))
    corrected = q_values(tested, settings.significance, statistics.adjust)
    return [
        replace(
            change,
            association=one,
            q_value=q_value,
            untested=change.untested or (TOO_FEW if q_value is None else ""),
        )
        for change, one, q_value in zip(changes, tested, corrected, strict=True)
    ]


def _status(change: Change, significance: float) -> str:
    """Apply the rules of docs/methods.md."""
    old, new = change.before, change.after
    if not (old.total and new.total):
        return LITTLE
    if not old.documents or not new.documents:
        return NEW if new.documents else GONE
    moved = new.documents * old.total - old.documents * new.total  # the sign of the difference, in whole numbers
    if change.q_value is not None and change.q_value < significance and change.association:
        ratio = change.association.odds_ratio
        if (ratio > 1 and moved > 0) or (ratio < 1 and moved < 0):
            return ROSE if moved > 0 else FELL
    if abs(moved) < min(old.total, new.total):  # less than one document of the larger run
        return LITTLE
    return MORE if moved > 0 else FEWER


def _order(change: Change) -> tuple[int, float, str, str]:
    place = min(STATUSES.index(change.status), STATUSES.index(MORE) + (change.status == LITTLE))
    return (place, -abs(change.difference or 0.0), change.theme_id, change.status)
