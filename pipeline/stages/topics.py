"""Topics: tokens in, topics with their terms and segments out."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.model.aliases import ALIAS
from pipeline.model.frames import build, check, values
from pipeline.model.metadata import is_label
from pipeline.model.settings import Topics
from pipeline.model.topic_fit import Fit, Numbers, Prepare, TopicFit

_COUNT = re.compile("第?[一二三四五六七八九十两几半百千万零]+.?")  # 七点, 两天, 第二次: numbers with their measure word
LEAST_WORDS = 4  # a window with fewer different words says too little to place it
WINDOW_WORDS = 12  # a shorter segment is read together with the next one of its document
LEAST_DOCUMENTS = 3  # a word in fewer documents makes no topic ...
MANY_DOCUMENTS = 10  # ... in a corpus of so many or more
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


@dataclass(frozen=True)
class Context:
    """What a run knows besides its tables: lemmas that say nothing, and its own fingerprint."""

    stop_words: frozenset[str]
    first_run: str


@dataclass(frozen=True)
class _Window:
    """Neighbouring segments of one document that are placed together, and their words."""

    ids: tuple[str, ...]
    words: list[str]


def topics(
    tokens: pd.DataFrame,
    segments: pd.DataFrame,
    prepare: Prepare,
    settings: Topics,
    context: Context,
    *,
    progress: Callable[[float], None] = lambda share: None,
) -> Found:
    """Find the topics of a corpus.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Table `tokens`.
    segments : pandas.DataFrame
        Table `segments`: which document a segment is of, and who speaks in it.
    prepare : callable
        The topic model (see `pipeline.model.topic_fit`).
    settings : Topics
        Number of topics (0: the one of the candidates with the best coherence times diversity), terms, seed.
    context : Context
        Stop words, and the fingerprint of this run.
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
        When a table does not fit its schema.
    """
    check("tokens", tokens)
    check("segments", segments)
    windows = _windows(tokens, segments, context.stop_words)
    documents = [window.words for window in windows]
    if (
        sum(len(window.ids) for window in windows) < settings.minimum_segments
        or len(set().union(*documents)) < 2 * LEAST_WORDS
    ):
        return Found(build("topics", {}), build("topic_terms", {}), build("segment_topics", {}))
    # BERTopic finds its own number of topics
    count = settings.count or (
        0 if settings.model == "bertopic" else _best_count(documents, prepare, settings, progress)
    )
    fit = prepare(documents, settings.seed)(count)
    progress(0.95)
    return _tables(fit, windows, settings.terms, context.first_run)


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


def _windows(tokens: pd.DataFrame, segments: pd.DataFrame, stop_words: frozenset[str]) -> list[_Window]:
    """Return what topics are looked for in: long segments alone, short ones together with their neighbours.

    A word that occurs in one or two documents belongs to a story, not to a topic; neither a speaker's name nor a form's heading
    (内容, 反思) is anybody's topic.
    """
    headings = {
        segment_id
        for segment_id, text in zip(values(segments, "segment_id"), values(segments, "text"), strict=True)
        if is_label(text)
    }
    homes = dict(zip(values(segments, "segment_id"), values(segments, "document_id"), strict=True))
    # 阿姨 in 王阿姨 is a form of address, no topic
    speakers = "\n".join(sorted({name.lower() for name in values(segments, "speaker") if name}))
    parts = set(speakers.split())
    cut = _lemmas(tokens, segments)
    telling = {
        lemma
        for lemma in set().union(*cut.values())
        if _tells(lemma)
        and lemma not in stop_words
        and lemma not in parts
        and (lemma.isascii() or lemma not in speakers)
    }
    rows = [
        (segment_id, [lemma for lemma in lemmas if lemma in telling and segment_id not in headings])
        for segment_id, lemmas in cut.items()
    ]
    seen: dict[str, set[str]] = defaultdict(set)
    for segment_id, words in rows:
        for word in words:
            seen[word].add(homes[segment_id])
    least = LEAST_DOCUMENTS if len(set(homes.values())) >= MANY_DOCUMENTS else 1
    found: list[_Window] = []
    for segment_id, words in rows:
        kept = [word for word in words if len(seen[word]) >= least]
        last = found[-1] if found else None
        if last and len(set(last.words)) < WINDOW_WORDS and homes[last.ids[0]] == homes[segment_id]:
            found[-1] = _Window((*last.ids, segment_id), last.words + kept)
        else:
            found.append(_Window((segment_id,), kept))
    return [window for window in found if len(set(window.words)) >= LEAST_WORDS]


def _lemmas(tokens: pd.DataFrame, segments: pd.DataFrame) -> dict[str, list[str]]:
    """Return the lemmas of every segment without those inside aliases: [人物07] is no topic."""
    names = ("segment_id", "lemma", "start_char")
    cut: dict[str, list[str]] = {}
    texts = zip(values(segments, "text"), values(segments, "start_char"), strict=True)
    columns = zip(*(values(tokens, name) for name in names), strict=True)
    for (text, begin), (segment_id, lemmas, starts) in zip(texts, columns, strict=True):
        masked = [found.span() for found in ALIAS.finditer(text)] if "[" in text else []
        cut[segment_id] = (
            [
                lemma
                for lemma, start in zip(lemmas, starts, strict=True)
                if not any(low <= start - begin < high for low, high in masked)
            ]
            if masked
            else lemmas
        )
    return cut


def _tells(lemma: str) -> bool:
    return lemma.isalpha() and len(lemma) >= (3 if lemma.isascii() else 2) and _COUNT.fullmatch(lemma) is None


def _best_count(
    documents: list[list[str]], prepare: Prepare, settings: Topics, progress: Callable[[float], None]
) -> int:
    """Compare the candidates on at most `TRIAL` evenly chosen segments; coherence, weighted by the topics' sizes, times diversity decides."""
    trial = documents[:: -(-len(documents) // TRIAL)]
    counts = [count for count in CANDIDATES if count * SEGMENTS_PER_TOPIC <= len(documents)] or [CANDIDATES[0]]
    fit: Fit = prepare(trial, settings.seed)
    scores = []
    for number, count in enumerate(counts, 1):
        found = fit(count)
        terms = [names for names, _ in _first_terms(found, COHERENCE_TERMS)]
        coherence = [-1.0 if score is None else score for score in npmi(terms, trial)]
        different = len({term for topic in terms for term in topic}) / max(1, sum(map(len, terms)))
        # weighted by size: one vast topic of everything else must not hide behind a few neat ones
        mean = float(np.average(coherence, weights=found.weights.sum(axis=0) + 1e-12)) if coherence else -1.0
        scores.append((mean + 1) * different)
        progress(0.8 * number / len(counts))
    return counts[int(np.argmax(scores))]


def _first_terms(fit: TopicFit, number: int) -> list[tuple[list[str], list[float]]]:
    """Return per topic its first terms with their weights; equal weights in the order of the alphabet."""
    found = []
    for row in fit.terms:
        best = [int(place) for place in np.lexsort((np.arange(len(row)), -row.round(9)))[:number] if row[place] > 0]
        found.append(([fit.vocabulary[place] for place in best], [float(row[place]) for place in best]))
    return found


def _tables(fit: TopicFit, windows: Sequence[_Window], listed: int, first_run: str) -> Found:
    strongest = np.where(
        fit.weights.max(axis=1, initial=0.0) > 0, fit.weights.argmax(axis=1) if fit.weights.shape[1] else 0, -1
    )
    lengths = np.asarray([len(window.ids) for window in windows])
    sizes = [int(lengths[strongest == topic].sum()) for topic in range(fit.weights.shape[1])]
    terms = _first_terms(fit, max(listed, COHERENCE_TERMS))
    order = [
        topic
        for topic in sorted(range(len(sizes)), key=lambda topic: (-sizes[topic], topic))
        if sizes[topic] and terms[topic][0]
    ]
    names = {topic: f"topic-{rank:02}" for rank, topic in enumerate(order, 1)}
    coherence = npmi([terms[topic][0][:COHERENCE_TERMS] for topic in order], [window.words for window in windows])
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
    return Found(made, _term_table(terms, names, listed), _segment_table(fit, windows, names))


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


def _segment_table(fit: TopicFit, windows: Sequence[_Window], names: dict[int, str]) -> pd.DataFrame:
    rows = [
        (segment_id, names[int(topic)], round(float(fit.weights[row, topic]), 6))
        for row, window in enumerate(windows)
        for segment_id in window.ids
        for topic in np.argsort(-fit.weights[row], kind="stable")
        if fit.weights[row, topic] >= LEAST_SHARE and int(topic) in names
    ]
    return build(
        "segment_topics",
        dict(zip(("segment_id", "topic_id", "weight"), zip(*rows, strict=True), strict=True)) if rows else {},
    )
