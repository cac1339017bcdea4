"""The tables of the topics, from what a model found."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.model.frames import build, from_rows
from pipeline.model.topic_fit import Passages, TopicFit, sides
from pipeline.stages.topics.anchors import LABEL_TERMS, Languages, labels, translated
from pipeline.stages.topics.codes import compare
from pipeline.stages.topics.coherence import npmi
from pipeline.stages.topics.identity import identify
from pipeline.stages.topics.number import COHERENCE_TERMS, Trial
from pipeline.stages.topics.parts import Corpus, Found, Run
from pipeline.stages.topics.passages import Passage
from pipeline.stages.topics.representative import representative

LEAST_SHARE = 0.2  # smaller shares of a topic in a segment are not listed, but for the greatest


def tables(fit: TopicFit, corpus: Corpus, run: Run) -> Found:
    """Make the tables: topics by falling size, those that hold no segment left out unless they are pinned."""
    strongest = np.where(fit.weights.any(axis=1), fit.weights.argmax(axis=1) if fit.weights.shape[1] else 0, -1)
    sizes = [int(corpus.lengths[strongest == topic].sum()) for topic in range(fit.weights.shape[1])]
    begun_as = dict(enumerate(run.begun_as))
    kept = [topic for topic in range(len(sizes)) if sizes[topic] or begun_as.get(topic) in run.context.decisions.pinned]
    order = sorted(kept, key=lambda topic: (-sizes[topic], topic))
    members = [
        [key for row in np.flatnonzero(strongest == topic) for key in corpus.cut.passages[row].ids] for topic in order
    ]
    identity = identify(
        [dict(fit.terms[topic][: run.settings.terms]) for topic in order],
        [dict.fromkeys((corpus.texts[key] for key in held), 1.0) for held in members],
        run.known,
        run.tools.assign,
        run.context.decisions,
        [begun_as.get(topic) for topic in order],
    )
    names = dict(zip(order, identity.ids, strict=True))
    points = {
        key: corpus.vectors.passages[row] for row, passage in enumerate(corpus.cut.passages) for key in passage.ids
    }
    return Found(
        topics=_topics(fit, corpus, run, names, strongest),
        topic_terms=_terms(fit, names, run.settings.terms),
        segment_topics=_segments(fit, corpus.cut.passages, names),
        topic_numbers=numbers(run.tried, run.chosen),
        topic_changes=from_rows("topic_changes", [vars(change) for change in identity.changes]),
        topic_codes=compare(dict(zip(identity.ids, members, strict=True)), run.codes, points),
        topic_passages=_passages(fit, corpus, names),
        key_terms=build("key_terms", {}),
    )


def _topics(
    fit: TopicFit, corpus: Corpus, run: Run, names: Mapping[int, str], strongest: NDArray[np.int64]
) -> pd.DataFrame:
    first = {topic: [term for term, _ in fit.terms[topic][:COHERENCE_TERMS]] for topic in names}
    coherence = npmi(list(first.values()), corpus.passages.words)
    chinese = sides(corpus.passages)
    meanings = _meanings(set().union(*first.values()), corpus.passages, run.tools.languages)
    rows = []
    for (topic, name), score in zip(names.items(), coherence, strict=True):
        given = run.known.labels.get(name) if run.known else None
        made = "、".join(first[topic][:LABEL_TERMS])
        label, zh, en = given or (made, *labels(first[topic], meanings))
        said = run.context.decisions.names.get(name)
        rows.append(
            {
                "topic_id": name,
                "label": said or label,
                "label_zh": said or zh,
                "label_en": said or en,
                "segments": int(corpus.lengths[strongest == topic].sum()),
                "coherence_npmi": None if score is None else round(score, 6),
                "chinese": float(chinese[strongest == topic].mean()) if (strongest == topic).any() else 0.0,
                "first_run": run.known.first_run.get(name, run.context.run) if run.known else run.context.run,
            }
        )
    return from_rows("topics", rows)


def _meanings(terms: set[str], passages: Passages, languages: Languages) -> dict[str, str]:
    """Return a word of the other language for each term: of the corpus where one is anchored to it, else of the dictionary."""
    known = translated(terms, languages)
    surest: dict[str, float] = {}
    for chinese, other, sure in passages.anchors:
        if other in terms and sure > surest.get(other, 0.0):
            known[other], surest[other] = chinese, sure
    return known


def _terms(fit: TopicFit, names: Mapping[int, str], listed: int) -> pd.DataFrame:
    rows = []
    for topic, name in names.items():
        kept = fit.terms[topic][:listed]
        total = sum(weight for _, weight in kept) or 1.0
        rows += [
            {"topic_id": name, "rank": rank, "term": term, "weight": round(weight / total, 6)}
            for rank, (term, weight) in enumerate(kept, 1)
        ]
    return from_rows("topic_terms", rows)


def _segments(fit: TopicFit, passages: Sequence[Passage], names: Mapping[int, str]) -> pd.DataFrame:
    rows = []
    for row, passage in enumerate(passages):
        shares = fit.weights[row]
        listed = [
            (names[int(topic)], round(float(shares[topic]), 6))
            for rank, topic in enumerate(np.argsort(-shares, kind="stable"))
            if (shares[topic] >= LEAST_SHARE or (rank == 0 and shares[topic] > 0)) and int(topic) in names
        ]
        rows += [
            {"segment_id": segment_id, "topic_id": name, "weight": weight}
            for segment_id in passage.ids
            for name, weight in listed
        ]
    return from_rows("segment_topics", rows)


def numbers(tried: Sequence[Trial], chosen: int) -> pd.DataFrame:
    """Make table `topic_numbers`."""
    return from_rows("topic_numbers", [vars(trial) | {"chosen": int(trial.count == chosen)} for trial in tried])


def _passages(fit: TopicFit, corpus: Corpus, names: Mapping[int, str]) -> pd.DataFrame:
    rows = []
    for topic, name in names.items():
        shown = representative(corpus.cut.passages, fit.weights[:, topic], corpus.vectors.passages, corpus.texts)
        rows += [{"topic_id": name, "rank": rank, "segment_id": key} for rank, key in enumerate(shown, 1)]
    return from_rows("topic_passages", rows)
