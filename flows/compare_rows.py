"""A comparison as rows for a spreadsheet, and as JSON."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from flows.two_runs import Run
from pipeline.model.both import Both
from pipeline.stages.compare import SOURCES, Change, Comparison, Mover, Note, Share

HEADER = (
    "theme_id", "kind", "label_zh", "label_en", "status",
    "documents_a", "total_a", "share_a", "share_a_low", "share_a_high",
    "documents_b", "total_b", "share_b", "share_b_low", "share_b_high",
    "difference", *(f"from_{source}" for source in SOURCES),
    "odds_ratio", "odds_low", "odds_high", "p_value", "q_value", "untested", "relation", "other",
    "document_id", "title", "date", "organisation", "source", "change", "segments_a", "segments_b",
)  # fmt: skip

Row = dict[str, Any]


def as_rows(found: Comparison) -> tuple[Sequence[str], list[Row]]:
    """Return the header and a row per theme and document that made its difference; a theme without any has one row.

    The columns up to `other` are the theme's, and repeated; those behind it are the document's.
    """
    made = []
    for change in found.themes:
        theme = _theme(change)
        made += [theme | _mover(mover) for mover in change.movers] or [theme]
    return HEADER, [dict.fromkeys(HEADER) | row for row in made]


def as_json(before: Run, after: Run, found: Comparison, remarks: Sequence[Both]) -> Row:
    """Return a comparison as plain values; infinite odds ratios, which JSON cannot hold, are null."""
    books = found.books
    return {
        "a": _run(before),
        "b": _run(after),
        "remarks": [{"zh": one.zh, "en": one.en} for one in remarks],
        "codes": {
            "compared": sorted(books.common),
            "changed": sorted(books.changed),
            "only_a": sorted(books.only_before),
            "only_b": sorted(books.only_after),
            "levels_left_out": list(books.levels_left_out),
        },
        "topics_left_out": {"a": found.topics_left_out[0], "b": found.topics_left_out[1]},
        "documents": {source: sum(note.source == source for note in found.notes) for source in SOURCES},
        "documents_that_differ": [_note(note) for note in found.notes if note.source != "unchanged"],
        "themes": [
            {key: _finite(value) for key, value in _theme(change).items()}
            | {"made_the_difference": [_mover(mover) for mover in change.movers]}
            for change in found.themes
        ],
    }


def _run(run: Run) -> Row:
    return {
        "run_id": run.manifest["run_id"],
        "corpus": run.manifest.get("corpus"),
        "started": run.manifest.get("started"),
    }


def _theme(change: Change) -> Row:
    tested = change.association
    return {
        "theme_id": change.theme_id,
        "kind": change.kind,
        "label_zh": change.label.zh,
        "label_en": change.label.en,
        "status": change.status,
        **_share("a", change.before),
        **_share("b", change.after),
        "difference": change.difference,
        **{f"from_{part.source}": part.difference for part in change.parts},
        "odds_ratio": tested.odds_ratio if tested else None,
        "odds_low": tested.low if tested else None,
        "odds_high": tested.high if tested else None,
        "p_value": tested.p_value if tested else None,
        "q_value": change.q_value,
        "untested": change.untested,
        "relation": change.relation,
        "other": change.other,
    }


def _share(run: str, share: Share) -> Row:
    return {
        f"documents_{run}": share.documents,
        f"total_{run}": share.total,
        f"share_{run}": share.share,
        f"share_{run}_low": share.low,
        f"share_{run}_high": share.high,
    }


def _note(note: Note) -> Row:
    return {
        "document_id": note.after or note.before,
        "title": note.title,
        "date": note.date,
        "organisation": note.organisation,
        "source": note.source,
    }


def _mover(mover: Mover) -> Row:
    return _note(mover.note) | {
        "change": mover.change,
        "segments_a": mover.segments_before,
        "segments_b": mover.segments_after,
    }


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not isfinite(value) else value
