"""Topics keep their identity: where a run goes on from, and which topic of the earlier run each of its topics is."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import pandas as pd

from pipeline.model.frames import values
from pipeline.model.topic_fit import Numbers, Start
from pipeline.model.topic_tables import LEFT
from pipeline.stages.topics.passages import Passage

SAME = 0.25  # likeness from which two topics can be the same one
PINNED = 100.0  # likeness that outweighs any other pair
PART = 0.5  # of a topic's segments: so many out of one earlier topic, or into one later, are a split or a merger
TERMS_SHARED = 2  # terms of a topic of which no segment is left, by which a passage is taken for its own
PREFIX = "topic-"

Assign = Callable[[Numbers], Sequence[tuple[int, int]]]
"""A table of likenesses to the pairs (row, column) of the best one-to-one assignment."""


@dataclass(frozen=True)
class Decisions:
    """What people have said about topics, by topic_id.

    Parameters
    ----------
    names : mapping of str to str
        New names.
    merged : mapping of str to str
        A topic to the one that it is part of.
    pinned : frozenset of str
        Topics to be kept whatever happens.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Before:
    """The tables of the earlier run that topics go on from."""

    topics: pd.DataFrame
    topic_terms: pd.DataFrame
    topic_changes: pd.DataFrame
    segment_topics: pd.DataFrame
    segments: pd.DataFrame


@dataclass(frozen=True)
class Earlier:
    """The topics of an earlier run, as people have merged them.

    Parameters
    ----------
    ids : tuple of str
        By their order there.
    labels : mapping
        topic_id to (label, Chinese label, English label).
    first_run : mapping of str to str
        topic_id to the run that found it.
    terms : mapping of str to mapping of str to float
        topic_id to its listed terms and their weights.
    of_text : mapping of (str, str) to str
        Document and text of a segment to its topic; a segment whose text is new has none.
    gone : tuple of Change
        What had become of topics that were gone before.
    """

    ids: tuple[str, ...]
    labels: Mapping[str, tuple[str, str, str]]
    first_run: Mapping[str, str]
    terms: Mapping[str, Mapping[str, float]]
    of_text: Mapping[tuple[str, str], str]
    gone: tuple["Change", ...]


@dataclass(frozen=True)
class Change:
    """What became of a topic between two runs: kept, new, split, merged or gone; `other` is the topic it came out of or went into."""

    topic_id: str
    change: str
    other: str | None
    shared: float | None
    label_zh: str
    label_en: str


@dataclass(frozen=True)
class Identity:
    """The ids of a run's topics, in their order, and what became of each topic of both runs."""

    ids: tuple[str, ...]
    changes: tuple[Change, ...]


def earlier(before: Before, decisions: Decisions) -> Earlier:
    """Read the topics of the earlier run."""
    named = ("topic_id", "label", "label_zh", "label_en", "first_run")
    rows = {row[0]: row[1:] for row in zip(*(values(before.topics, name) for name in named), strict=True)}
    home = {topic: _home(topic, decisions.merged, rows) for topic in rows}
    terms: dict[str, dict[str, float]] = defaultdict(dict)
    columns = ("topic_id", "term", "weight")
    for topic, term, weight in zip(*(values(before.topic_terms, name) for name in columns), strict=True):
        terms[home[topic]][term] = max(weight, terms[home[topic]].get(term, 0.0))
    strongest: dict[str, str] = {}
    for segment, topic in zip(
        *(values(before.segment_topics, name) for name in ("segment_id", "topic_id")), strict=True
    ):
        strongest.setdefault(segment, home[topic])
    texts = zip(*(values(before.segments, name) for name in ("segment_id", "document_id", "text")), strict=True)
    changed = [item.name for item in fields(Change)]
    changes = (Change(*row) for row in zip(*(values(before.topic_changes, name) for name in changed), strict=True))
    gone = tuple(change for change in changes if change.change in LEFT)
    return Earlier(
        ids=tuple(topic for topic in rows if home[topic] == topic),
        labels={topic: row[:3] for topic, row in rows.items()},
        first_run={topic: row[3] for topic, row in rows.items()},
        terms=terms,
        of_text={(document, text): strongest[segment] for segment, document, text in texts if segment in strongest},
        gone=gone,
    )


def begin_with(known: Earlier, decisions: Decisions, most: int) -> tuple[str, ...]:
    """Return the earlier topics to go on with: all, or as many as asked for, pinned ones first, else the largest."""
    ordered = sorted(known.ids, key=lambda topic: topic not in decisions.pinned)
    return tuple(ordered[: most or None])


def start(
    passages: Sequence[Passage], texts: Mapping[str, tuple[str, str]], known: Earlier, begun_as: Sequence[str]
) -> Start:
    """Return where to begin: each passage in the topic of most of its segments; a topic of which no segment is left, in those that hold its terms.

    `texts` leads from a segment_id to its document and text; `begun_as` names the earlier topics to begin with, in their order.
    """
    place = {topic: number for number, topic in enumerate(begun_as)}
    begun = np.full(len(passages), -1, dtype=np.int64)
    for row, passage in enumerate(passages):
        held = Counter(
            place[topic] for topic in (known.of_text.get(texts[key], "") for key in passage.ids) if topic in place
        )
        if held:
            begun[row] = min(held, key=lambda topic: (-held[topic], topic))
    orphans = [topic for topic in begun_as if place[topic] not in set(begun.tolist())]
    for row in map(int, np.flatnonzero(begun < 0) if orphans else ()):
        words = set(passages[row].words)
        shared = {topic: len(words & known.terms[topic].keys()) for topic in orphans}
        best = max(orphans, key=lambda topic: shared[topic])
        if shared[best] >= TERMS_SHARED:
            begun[row] = place[best]
    return Start(begun, len(place), held=True)


def identify(
    terms: Sequence[Mapping[str, float]],
    members: Sequence[Mapping[tuple[str, str], float]],
    known: Earlier | None,
    assign: Assign,
    decisions: Decisions,
    begun_as: Sequence[str | None] = (),
) -> Identity:
    """Find which earlier topic each topic is.

    Parameters
    ----------
    terms : sequence of mapping of str to float
        Per topic its listed terms and their weights.
    members : sequence of mapping
        Per topic the (document_id, text) of its segments.
    known : Earlier or None
        The earlier run, if there was one.
    assign : Assign
        Optimal assignment.
    decisions : Decisions
        What people have said.
    begun_as : sequence of str or None, optional
        Per topic the earlier one that it began as: a pinned topic is the one that began as it.

    Returns
    -------
    Identity
        The likeness of two topics is the mean of the cosine of their terms' weights and the Jaccard index of those segments of theirs that are in both
        runs; pairs below `SAME` are not the same. A new id follows the highest ever given.
    """
    if known is None:
        return Identity(tuple(f"{PREFIX}{number:02}" for number in range(1, len(terms) + 1)), ())
    flow, sizes = _flow(members, known)
    likeness = _likeness(terms, flow, sizes, known)
    for topic, name in enumerate(begun_as):
        if name in decisions.pinned:
            likeness[topic, known.ids.index(name)] = PINNED
    pairs = _pairs(likeness, assign)
    highest = max([_number(topic) for topic in (*known.labels, *(change.topic_id for change in known.gone))], default=0)
    ids: list[str] = []
    for topic in range(len(terms)):
        if topic not in pairs:
            highest += 1
        ids.append(known.ids[pairs[topic]] if topic in pairs else f"{PREFIX}{highest:02}")
    changes = [*_here(ids, flow, pairs, known), *_left(ids, flow, pairs, known, decisions)]
    return Identity(tuple(ids), tuple(changes))


def _pairs(likeness: Numbers, assign: Assign) -> dict[int, int]:
    return {row: column for row, column in assign(likeness) if likeness[row, column] >= SAME}


def _flow(members: Sequence[Mapping[tuple[str, str], float]], known: Earlier) -> tuple[Numbers, Numbers]:
    """Return how many common segments went from each earlier topic (columns) to each topic (rows), and the earlier topics' sizes among them."""
    place = {topic: number for number, topic in enumerate(known.ids)}
    flow = np.zeros((len(members), len(place)))
    for row, held in enumerate(members):
        for key in held:
            topic = known.of_text.get(key)
            if topic in place:
                flow[row, place[topic]] += 1
    return flow, flow.sum(axis=0)


def _likeness(terms: Sequence[Mapping[str, float]], flow: Numbers, sizes: Numbers, known: Earlier) -> Numbers:
    together = flow.sum(axis=1, keepdims=True) + sizes[None] - flow
    segments = flow / np.maximum(together, 1.0)
    cosines = np.asarray([[_cosine(mine, known.terms[topic]) for topic in known.ids] for mine in terms])
    return (segments + cosines.reshape(segments.shape)) / 2 if flow.any() else cosines.reshape(segments.shape)


def _cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    lengths = [sum(weight * weight for weight in each.values()) ** 0.5 for each in (first, second)]
    joint = sum(weight * second.get(term, 0.0) for term, weight in first.items())
    return joint / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def _here(ids: Sequence[str], flow: Numbers, pairs: Mapping[int, int], known: Earlier) -> list[Change]:
    found = []
    for topic, name in enumerate(ids):
        held = flow[topic].sum()
        if topic in pairs:
            kept = flow[topic, pairs[topic]]
            union = held + flow[:, pairs[topic]].sum() - kept
            share = float(kept / union) if union else None
            found.append(Change(name, "kept", None, share, *known.labels[name][1:]))
            continue
        source = int(flow[topic].argmax()) if held else -1
        share = float(flow[topic, source] / held) if held else 0.0
        split = share >= PART
        found.append(
            Change(name, "split" if split else "new", known.ids[source] if split else None, share or None, "", "")
        )
    return found


def _left(
    ids: Sequence[str], flow: Numbers, pairs: Mapping[int, int], known: Earlier, decisions: Decisions
) -> list[Change]:
    found = list(known.gone)
    for topic in sorted(set(known.labels) - set(known.ids)):
        home = _home(topic, decisions.merged, known.labels)
        found.append(Change(topic, "merged", home, None, *known.labels[topic][1:]))
    for place, topic in enumerate(known.ids):
        if place in pairs.values():
            continue
        held = flow[:, place].sum()
        target = int(flow[:, place].argmax()) if held else -1
        share = float(flow[target, place] / held) if held else 0.0
        merged = share >= PART
        found.append(
            Change(
                topic,
                "merged" if merged else "gone",
                ids[target] if merged else None,
                share or None,
                *known.labels[topic][1:],
            )
        )
    return found


def _home(topic: str, merged: Mapping[str, str], known: Mapping[str, object]) -> str:
    """Follow a topic to the one it was merged into, as far as that is known."""
    seen = [topic]
    while merged.get(seen[-1]) in known:
        target = merged[seen[-1]]
        if target in seen:  # merged into each other: the first of them stands for all
            return min(seen[seen.index(target) :])
        seen.append(target)
    return seen[-1]


def _number(topic: str) -> int:
    digits = topic.removeprefix(PREFIX)
    return int(digits) if digits.isdigit() else 0
