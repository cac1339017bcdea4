"""Topics: tokens in, topics with their terms and segments out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.model.settings import Topics
from pipeline.model.tables import build, check, values
from pipeline.model.topic_fit import Fit, Numbers, Prepare, TopicFit

LEAST_WORDS = 4  # a segment with fewer words says too little to place it
LEAST_SHARE = 0.2  # smaller shares of a topic in a segment are not listed
CANDIDATES = (3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30)
SEGMENTS_PER_TOPIC = 15  # a number of topics is tried only when each could have so many segments
TRIAL = 4000  # segments at most on which numbers of topics are compared
COHERENCE_TERMS = 10


@dataclass(frozen=True)
class Found:
    """The three tables of the topics, `topics`, `topic_terms` and `segment_topics`."""

    topics: pd.DataFrame
    topic_terms: pd.DataFrame
    segment_topics: pd.DataFrame


def topics(
    tokens: pd.DataFrame,
    prepare: Prepare,
    settings: Topics,
    *,
    stop_words: frozenset[str],
    first_run: str,
    progress: Callable[[float], None] = lambda share: None,
) -> Found:
    """Find the topics of a corpus.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Table `tokens`.
    prepare : callable
        The topic model (see `pipeline.model.topic_fit`).
    settings : Topics
        Number of topics (0: the one of the candidates with the best coherence times diversity), terms, seed.
    stop_words : frozenset of str
        Lemmas that say nothing.
    first_run : str
        Fingerprint of this run.
    progress : callable, optional
        Told the share that is done, 0 to 1.

    Returns
    -------
    Found
        Topics by falling size. All three are empty when fewer than `settings.minimum_segments` segments hold enough words:
        with so little text topics would be made up.

    Raises
    ------
    TableError
        When `tokens` does not fit its schema.
    """
    check("tokens", tokens)
    ids, documents = _documents(tokens, stop_words)
    if len(documents) < settings.minimum_segments or len(set().union(*documents)) < 2 * LEAST_WORDS:
        return Found(build("topics", {}), build("topic_terms", {}), build("segment_topics", {}))
    count = settings.count or _best_count(documents, prepare, settings, progress)
    fit = prepare(documents, settings.seed)(count)
    progress(0.95)
    return _tables(fit, ids, documents, settings.terms, first_run)


def npmi(terms: Sequence[Sequence[str]], documents: Sequence[Sequence[str]]) -> list[float | None]:
    """Measure how coherent topics are by normalised pointwise mutual information (Bouma 2009), a document being the window.

    Parameters
    ----------
    terms : sequence of sequence of str
        The first terms of each topic.
    documents : sequence of sequence of str
        The words of each document.

    Returns
    -------
    list of float or None
        Per topic the mean over all pairs of its terms, -1 to 1; a pair that never meets counts -1. None with fewer than two terms.
    """
    wanted = sorted({term for topic in terms for term in topic})
    place = {term: number for number, term in enumerate(wanted)}
    held = np.zeros((len(documents), len(wanted)), dtype=np.float32)
    for row, words in enumerate(documents):
        held[row, [place[word] for word in set(words) if word in place]] = 1.0
    together = (held.T @ held).astype(np.float64) / len(documents)
    return [_mean_npmi(together, [place[term] for term in topic]) for topic in terms]


def _mean_npmi(together: Numbers, places: Sequence[int]) -> float | None:
    scores = []
    for number, first in enumerate(places):
        for second in places[number + 1 :]:
            joint = together[first, second]
            apart = together[first, first] * together[second, second]
            # a pair in every document is certain: its NPMI is 1 in the limit
            scores.append(-1.0 if joint == 0 else 1.0 if joint == 1 else float(np.log(joint / apart) / -np.log(joint)))
    return sum(scores) / len(scores) if scores else None


def _documents(tokens: pd.DataFrame, stop_words: frozenset[str]) -> tuple[list[str], list[list[str]]]:
    ids, documents = [], []
    for segment_id, lemmas in zip(values(tokens, "segment_id"), values(tokens, "lemma"), strict=True):
        words = [lemma for lemma in lemmas if _tells(lemma) and lemma not in stop_words]
        if len(set(words)) >= LEAST_WORDS:
            ids.append(segment_id)
            documents.append(words)
    return ids, documents


def _tells(lemma: str) -> bool:
    return lemma.isalpha() and len(lemma) >= (3 if lemma.isascii() else 2)


def _best_count(
    documents: list[list[str]], prepare: Prepare, settings: Topics, progress: Callable[[float], None]
) -> int:
    """Compare the candidates on at most `TRIAL` evenly chosen segments; coherence times diversity decides."""
    trial = documents[:: -(-len(documents) // TRIAL)]
    counts = [count for count in CANDIDATES if count * SEGMENTS_PER_TOPIC <= len(documents)] or [CANDIDATES[0]]
    fit: Fit = prepare(trial, settings.seed)
    scores = []
    for number, count in enumerate(counts, 1):
        terms = [names for names, _ in _first_terms(fit(count), COHERENCE_TERMS)]
        coherence = [score for score in npmi(terms, trial) if score is not None]
        different = len({term for topic in terms for term in topic}) / max(1, sum(map(len, terms)))
        scores.append((sum(coherence) / max(1, len(coherence)) + 1) * different)
        progress(0.8 * number / len(counts))
    return counts[int(np.argmax(scores))]


def _first_terms(fit: TopicFit, number: int) -> list[tuple[list[str], list[float]]]:
    """Return per topic its first terms with their weights; equal weights in the order of the alphabet."""
    found = []
    for row in fit.terms:
        best = [int(place) for place in np.lexsort((np.arange(len(row)), -row.round(9)))[:number] if row[place] > 0]
        found.append(([fit.vocabulary[place] for place in best], [float(row[place]) for place in best]))
    return found


def _tables(fit: TopicFit, ids: Sequence[str], documents: list[list[str]], listed: int, first_run: str) -> Found:
    strongest = np.where(
        fit.weights.max(axis=1, initial=0.0) > 0, fit.weights.argmax(axis=1) if fit.weights.shape[1] else 0, -1
    )
    sizes = [int((strongest == topic).sum()) for topic in range(fit.weights.shape[1])]
    terms = _first_terms(fit, max(listed, COHERENCE_TERMS))
    order = [
        topic
        for topic in sorted(range(len(sizes)), key=lambda topic: (-sizes[topic], topic))
        if sizes[topic] and terms[topic][0]
    ]
    names = {topic: f"topic-{rank:02}" for rank, topic in enumerate(order, 1)}
    coherence = npmi([terms[topic][0][:COHERENCE_TERMS] for topic in order], documents)
    made = build(
        "topics",
        {
            "topic_id": names.values(),
            "label": ["、".join(terms[topic][0][:4]) for topic in order],
            "segments": [sizes[topic] for topic in order],
            "coherence_npmi": [None if score is None else round(score, 6) for score in coherence],
            "first_run": [first_run] * len(order),
        },
    )
    return Found(made, _term_table(terms, names, listed), _segment_table(fit, ids, names))


def _term_table(terms: list[tuple[list[str], list[float]]], names: dict[int, str], listed: int) -> pd.DataFrame:
    rows = [
        (name, rank, term, round(weight / sum(terms[topic][1][:listed]), 6))
        for topic, name in names.items()
        for rank, (term, weight) in enumerate(zip(*(part[:listed] for part in terms[topic]), strict=True), 1)
    ]
    return build(
        "topic_terms",
        dict(zip(("topic_id", "rank", "term", "weight"), zip(*rows, strict=True), strict=True)) if rows else {},
    )


def _segment_table(fit: TopicFit, ids: Sequence[str], names: dict[int, str]) -> pd.DataFrame:
    rows = [
        (ids[row], names[int(topic)], round(float(fit.weights[row, topic]), 6))
        for row in range(len(ids))
        for topic in np.argsort(-fit.weights[row], kind="stable")
        if fit.weights[row, topic] >= LEAST_SHARE and int(topic) in names
    ]
    return build(
        "segment_topics",
        dict(zip(("segment_id", "topic_id", "weight"), zip(*rows, strict=True), strict=True)) if rows else {},
    )
