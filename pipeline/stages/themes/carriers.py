"""What themes are made of: the documents that count, and the passages of each theme."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.model.both import Both
from pipeline.model.codebook import LEVEL_NAMES
from pipeline.model.frames import counted, values

CARRIES = 0.5  # a segment carries a topic that makes up half of it or more
FULL_LENGTH = 60  # characters; a shorter turn proves less, in proportion
UNDATED = -1
TOGETHER = Both("{level}（该层面各编码合计）", "{level} (all its codes)")


@dataclass(frozen=True)
class Inputs:
    """What themes are made from: the tables, and the codes' names and levels by code_id."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    topics: pd.DataFrame
    segment_topics: pd.DataFrame
    topic_passages: pd.DataFrame
    code_names: Mapping[str, Both]
    code_levels: Mapping[str, str] = field(default_factory=dict)


class Passage(NamedTuple):
    """A passage that speaks for or against a theme; `reason` as in table `theme_evidence`."""

    document_id: str
    segment_id: str
    start: int
    end: int
    quote: str
    reason: str


@dataclass(frozen=True)
class Notes:
    """The documents that count: those that were read and have a segment, as parallel columns.

    Parameters
    ----------
    ids : tuple of str
        By date (undated ones first), then id.
    place : mapping of str to int
        Where each stands.
    dates : tuple of str
        Empty where there is none.
    months : ndarray of int
        Since the first month with a document; `UNDATED` without a date.
    groups : mapping of str to tuple of str
        'stage', 'kind', 'organisation', 'language' and 'month' to each document's value, '' where it does not say.
    """

    ids: tuple[str, ...]
    place: Mapping[str, int]
    dates: tuple[str, ...]
    months: NDArray[np.int64]
    groups: Mapping[str, tuple[str, ...]]

    @property
    def dated(self) -> NDArray[np.bool_]:
        """Which documents have a date."""
        return np.asarray(self.months != UNDATED)


@dataclass(frozen=True)
class Theme:
    """A theme with its passages; `carried` says which documents carry it, in the order of Notes."""

    id: str
    kind: str
    label: Both
    passages: tuple[Passage, ...]
    counter: tuple[Passage, ...]
    carried: NDArray[np.bool_]


def notes_of(inputs: Inputs) -> Notes:
    """Return the documents that count."""
    rows = counted(inputs.documents, inputs.segments)
    rows.sort(key=lambda row: (row["date"] or "", row["document_id"]))
    dates = tuple(row["date"] or "" for row in rows)
    months = np.asarray([12 * int(date[:4]) + int(date[5:7]) if date else UNDATED for date in dates], dtype=np.int64)
    first = months[months != UNDATED].min(initial=np.iinfo(np.int64).max)
    groups = {name: tuple(row[name] or "" for row in rows) for name in ("stage", "kind", "organisation", "language")}
    return Notes(
        ids=tuple(row["document_id"] for row in rows),
        place={row["document_id"]: place for place, row in enumerate(rows)},
        dates=dates,
        months=np.where(months == UNDATED, UNDATED, months - first),
        groups=groups | {"month": tuple(date[:7] for date in dates)},
    )


def themes_of(inputs: Inputs, notes: Notes) -> list[Theme]:
    """Return all themes with a passage: codes, levels with several codes, topics."""
    coded = _by_code(inputs)
    made = (*_codes(inputs, coded), *_levels(inputs, coded), *_topics(inputs))
    return [
        Theme(name, kind, label, tuple(passages), tuple(counter), _carried(passages, notes))
        for name, kind, label, passages, counter in made
        if passages
    ]


Parts = tuple[str, str, Both, Sequence[Passage], Sequence[Passage]]
Coded = Mapping[tuple[str, str], list[Passage]]
"""Passages by code and status."""


def _carried(passages: Iterable[Passage], notes: Notes) -> NDArray[np.bool_]:
    held = np.zeros(len(notes.ids), dtype=bool)
    held[[notes.place[document] for document in {passage.document_id for passage in passages}]] = True
    return held


def _by_code(inputs: Inputs) -> Coded:
    passages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    columns = ("code_id", "status", "document_id", "segment_id", "start_char", "end_char", "quote")
    for code, status, document, segment, start, end, quote in zip(
        *(values(inputs.codings, name) for name in columns), strict=True
    ):
        passages[code, status].append(Passage(document, segment, start, end, quote, status))
    return passages


def _codes(inputs: Inputs, held: Coded) -> Iterable[Parts]:
    for code, name in inputs.code_names.items():
        yield f"code:{code}", "code", name, held.get((code, "asserted"), []), held.get((code, "negated"), [])


def _levels(inputs: Inputs, held: Coded) -> Iterable[Parts]:
    codes: dict[str, list[str]] = defaultdict(list)
    for code, level in inputs.code_levels.items():
        if level:
            codes[level].append(code)
    for level, members in codes.items():
        if len(members) < 2:
            continue
        said = [
            sorted(passage for code in members for passage in held.get((code, status), []))
            for status in ("asserted", "negated")
        ]
        called = LEVEL_NAMES.get(level, Both(level, level))
        label = Both(TOGETHER.zh.format(level=called.zh), TOGETHER.en.format(level=called.en))
        yield f"level:{level}", "level", label, said[0], said[1]


def _topics(inputs: Inputs) -> Iterable[Parts]:
    columns = ("segment_id", "document_id", "start_char", "end_char", "text")
    places = {row[0]: row[1:] for row in zip(*(values(inputs.segments, name) for name in columns), strict=True)}
    weights = inputs.segment_topics["weight"].to_numpy(dtype=float)
    held = inputs.segment_topics[weights >= CARRIES]
    rows = zip(*(values(held, name) for name in ("segment_id", "topic_id", "weight")), strict=True)
    passages: dict[str, list[Passage]] = defaultdict(list)
    for segment, topic, _ in sorted(rows, key=lambda row: -row[2] * min(len(places[row[0]][3]), FULL_LENGTH)):
        document, start, end, text = places[segment]
        passages[topic].append(Passage(document, segment, start, end, text, "topic"))
    # those that stand for the topic come first, in the order in which they were chosen: near its middle, and different from each other
    shown = zip(*(values(inputs.topic_passages, name) for name in ("topic_id", "segment_id", "rank")), strict=True)
    ranks = {(topic, segment): rank for topic, segment, rank in shown}
    last = len(ranks) + 1
    for topic, zh, en in zip(
        *(values(inputs.topics, name) for name in ("topic_id", "label_zh", "label_en")), strict=True
    ):
        number = topic.rpartition("-")[2]
        name = Both(f"主题 {number}：{zh}", f"Topic {number}: {en}")
        ordered = sorted(passages[topic], key=lambda one: ranks.get((topic, one.segment_id), last))
        yield f"topic:{topic}", "topic", name, ordered, []
