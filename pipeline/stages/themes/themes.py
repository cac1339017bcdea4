"""Themes: codings and topics in, what emerges out, counted in documents, with its evidence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.model.frames import build, check, from_rows, values
from pipeline.model.settings import Themes
from pipeline.model.theme_tables import MOVING
from pipeline.stages.themes.carriers import Inputs, Notes, Theme, notes_of, themes_of
from pipeline.stages.themes.evidence import evidence
from pipeline.stages.themes.judge import Means, Statistics, differences, means_of, organisations, trends

# each group is compared with others of the same stratum only: stages within an organisation, organisations within a stage
WITHIN: Mapping[str, str] = {
    "stage": "organisation",
    "kind": "organisation",
    "organisation": "stage",
    "language": "organisation",
}
DIMENSIONS = (*WITHIN, "month")

Row = dict[str, object]


@dataclass(frozen=True)
class Found:
    """The tables of the themes; see `pipeline.model.theme_tables`."""

    themes: pd.DataFrame
    theme_shares: pd.DataFrame
    theme_organisations: pd.DataFrame
    theme_documents: pd.DataFrame
    theme_evidence: pd.DataFrame


def themes(inputs: Inputs, settings: Themes, statistics: Statistics) -> Found:
    """Find what emerges from a coded corpus.

    Parameters
    ----------
    inputs : Inputs
        The tables so far.
    settings : Themes
        Level of the intervals, significance, least number of dated documents, quotations per theme.
    statistics : Statistics
        The tests.

    Returns
    -------
    Found
        A theme per code and topic with a passage, and per level with several codes: those that change first, the surest before the others, then by falling
        share, levels last. Every count is of documents (status ok with at least one segment), never of hits: ten hits in one interview are one interview.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    for name in ("documents", "segments", "codings", "topics", "segment_topics", "topic_passages"):
        check(name, getattr(inputs, name))
    notes = notes_of(inputs)
    found = themes_of(inputs, notes)
    means = means_of(found, notes, settings, statistics)
    judged = trends(found, means) if found else []
    speakers = _speakers(inputs)
    order = _order(found, judged)
    found, judged = [found[place] for place in order], [judged[place] for place in order]
    rows = [
        _row(theme, notes, speakers) | _share(int(theme.carried.sum()), len(notes.ids), settings, statistics) | course
        for theme, course in zip(found, judged, strict=True)
    ]
    return Found(
        themes=from_rows("themes", rows),
        theme_shares=from_rows("theme_shares", list(_shares(found, means))),
        theme_organisations=from_rows("theme_organisations", organisations(found, means)),
        theme_documents=_carriers(found),
        theme_evidence=from_rows(
            "theme_evidence", [row for theme in found for row in evidence(theme, notes, settings.evidence)]
        ),
    )


def _order(found: Sequence[Theme], judged: Sequence[Row]) -> list[int]:
    def key(place: int) -> tuple[bool, bool, float, int, str]:
        theme, row = found[place], judged[place]
        moves = row["status"] in MOVING
        return (
            theme.kind == "level",
            not moves,
            float(row["q_value"]) if moves else 0.0,  # type: ignore[arg-type]
            -int(theme.carried.sum()),
            theme.id,
        )

    return sorted(range(len(found)), key=key)


def _row(theme: Theme, notes: Notes, speakers: Mapping[str, str]) -> Row:
    held = {notes.groups["organisation"][place] for place in np.flatnonzero(theme.carried)} - {""}
    segments = {passage.segment_id for passage in theme.passages}
    return {
        "theme_id": theme.id,
        "kind": theme.kind,
        "label_zh": theme.label.zh,
        "label_en": theme.label.en,
        "documents": int(theme.carried.sum()),
        "segments": len(segments),
        "organisations": len(held),
        "people": len({speakers[segment] for segment in segments} - {""}),
    }


def _speakers(inputs: Inputs) -> dict[str, str]:
    """Return who speaks in each segment: the speaker of a turn, else the author of the note; '' when unknown."""
    authors = dict(zip(values(inputs.documents, "document_id"), values(inputs.documents, "author"), strict=True))
    columns = (values(inputs.segments, name) for name in ("segment_id", "document_id", "speaker"))
    return {segment: speaker or authors[document] or "" for segment, document, speaker in zip(*columns, strict=True)}


def _share(count: int, total: int, settings: Themes, statistics: Statistics) -> Row:
    low, high = statistics.wilson(count, total, settings.confidence)
    return {"share": count / total, "share_low": low, "share_high": high}


def _shares(found: Sequence[Theme], means: Means) -> Iterable[Row]:
    """Return rows of `theme_shares`."""
    if not found:
        return
    notes = means.notes
    beside = {dimension: differences(found, dimension, within, means) for dimension, within in WITHIN.items()}
    carried = np.stack([theme.carried for theme in found])
    counted = {}
    for dimension in DIMENSIONS:
        names, group = np.unique(np.asarray(notes.groups[dimension], dtype=object).astype(str), return_inverse=True)
        members = np.zeros((len(notes.ids), len(names)), dtype=np.int64)
        members[np.arange(len(notes.ids)), group] = 1
        counted[dimension] = (names.tolist(), (carried @ members).tolist(), members.sum(axis=0).tolist())
    for place, theme in enumerate(found):
        for dimension, (names, counts, totals) in counted.items():
            for name, count, total in zip(names, counts[place], totals, strict=True):
                yield (
                    {"theme_id": theme.id, "dimension": dimension, "value": name, "documents": count, "total": total}
                    | _share(count, total, means.settings, means.statistics)
                    | beside.get(dimension, {}).get((theme.id, name), {})
                )


def _carriers(found: Sequence[Theme]) -> pd.DataFrame:
    rows = []
    for theme in found:
        segments = Counter(document for document, _ in {(one.document_id, one.segment_id) for one in theme.passages})
        rows += [(theme.id, document, segments[document]) for document in sorted(segments)]
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return build("theme_documents", dict(zip(("theme_id", "document_id", "segments"), columns, strict=True)))
