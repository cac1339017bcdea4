"""Topics as groups of passages that lie together: spherical k-means by scikit-learn (Dhillon and Modha 2001; Sia et al. 2020), which can go on from an earlier run."""

from typing import Any

import numpy as np

from pipeline.backends.word_vectors import windows
from pipeline.model.topic_fit import (
    CHINESE,
    OTHER,
    Fit,
    Numbers,
    Passages,
    Places,
    Start,
    TopicFit,
    Vectors,
    listable,
    side,
)

TRIES = 3  # k-means from so many beginnings, the best kept
ROUNDS = 100  # at most
# cosines lie close together in long texts and far apart in short ones: both are in units of the middle passage's distance between its two nearest topics
LOYALTY = 0.75  # that another topic must be nearer by before a passage leaves the one it had
SOFTNESS = 0.33  # a topic farther away by so much has a third of the share
UNSHOWN = 0.45  # share at most of a topic none of whose terms a passage holds: not half, for nobody could see it there
BORN = 5  # new topics at most in a run that goes on from an earlier one
LEAST_BORN = 15  # passages that a new topic needs
CONTRAST = 3.0  # how many times as common it must be among new passages as among old ones
POOL = 50  # best terms of a topic, among which the ten that cohere are looked for
FIRST = 10  # terms that are chosen to cohere
LEAST_LANGUAGE = 0.2  # of a topic's weight, from which the rarer language has terms of its own among the ten ...
FIRST_OTHER = 3  # ... at least so many
OPENINGS = 10  # of the best terms, from each of which the choice is begun once
DOUBT = 3.0  # windows: a pair seen in so many counts for half
TYPICAL = 0.1  # how much a term's weight counts beside coherence, per natural logarithm


def model(passages: Passages, vectors: Vectors, seed: int) -> Fit:
    """Prepare to group passages.

    Parameters
    ----------
    passages : Passages
        Their words.
    vectors : Vectors
        Their points.
    seed : int
        Of the beginnings.

    Returns
    -------
    callable
        Number of topics, and where to begin, to a TopicFit. From a held start more topics than asked for may come, when passages that are
        new lie together and far from all others. A topic's first ten terms are typical of it and occur together: see `_terms`.
    """
    from threadpoolctl import threadpool_limits

    points = vectors.passages
    held = windows(passages.words, vectors.vocabulary) if vectors.vocabulary else None
    named = listable(passages, vectors.vocabulary)

    def fit(count: int, start: Start | None = None) -> TopicFit:
        placed = np.flatnonzero(points.any(axis=1)) if points.shape[1] else np.zeros(0, dtype=np.int64)
        if not len(placed):
            return TopicFit(np.zeros((len(points), 0)), ())
        begun = None if start is None else Start(start.topics[placed], start.count, start.held)
        with threadpool_limits(1):
            centres = _centres(points[placed], max(1, min(count, len(placed))), begun, seed)
            near = points @ centres.T
            step = _step(near[placed])
            _stay(near, start, step)
            assigned = np.where(points.any(axis=1), near.argmax(axis=1), -1)
            terms = _terms(assigned, centres, vectors, held, named)
            explained = _fitting(points @ centres.T, assigned) * _shown(terms, assigned, vectors)
            weights = _shares(near, step) * explained[:, None]
            weights[assigned < 0] = 0.0
        return TopicFit(weights, terms)

    return fit


def _centres(points: Numbers, count: int, start: Start | None, seed: int) -> Numbers:
    """Return the topics' centres, rows of length 1; those of a held start first and in its order."""
    from sklearn.cluster import KMeans

    if start is None:
        free = KMeans(count, n_init=TRIES, random_state=seed, max_iter=ROUNDS).fit(points)
        return _length_one(free.cluster_centers_)
    known = np.stack([_middle(points[start.topics == topic]) for topic in range(start.count)])
    centres = _more(points, known, count - len(known), seed)
    if not start.held:
        guided = KMeans(len(centres), init=centres, n_init=1, max_iter=ROUNDS).fit(points)
        return _length_one(guided.cluster_centers_)
    centres = _settled(points, centres, start)
    for _ in range(BORN):
        grown = _with_new(points, centres, start)
        if grown is None:
            break
        centres = grown
    return centres


def _middle(points: Numbers) -> Numbers:
    return np.asarray(_length_one(points.sum(axis=0, keepdims=True))[0])


def _more(points: Numbers, centres: Numbers, many: int, seed: int) -> Numbers:
    """Add centres where passages are far from those there are (k-means++; Arthur and Vassilvitskii 2007)."""
    random = np.random.default_rng(seed)
    for _ in range(many):
        far = np.maximum(1 - (points @ centres.T).max(axis=1), 0.0) ** 2
        total = far.sum()
        chosen = points[random.choice(len(points), p=far / total)] if total > 0 else points[0]
        centres = np.vstack([centres, chosen])
    return centres


def _settled(points: Numbers, centres: Numbers, start: Start) -> Numbers:
    """Move centres and passages in turn until no passage changes its topic."""
    before: Places | None = None
    for _ in range(ROUNDS):
        near = points @ centres.T
        _stay(near, start, _step(near))
        now = near.argmax(axis=1)
        if before is not None and (now == before).all():
            break
        before = now
        sums = np.asarray(_members(now, len(centres)) @ points)
        empty = ~sums.any(axis=1)
        sums[empty] = centres[empty]
        centres = _length_one(sums)
    return centres


def _step(near: Numbers) -> float:
    """Return by how much the middle passage is nearer to its topic than to the next."""
    if near.shape[1] < 2:
        return 1.0
    two = np.partition(near, -2, axis=1)[:, -2:]
    return max(float(np.median(two[:, 1] - two[:, 0])), 1e-6)


def _stay(near: Numbers, start: Start | None, step: float) -> None:
    """Let passages lean to the topic that they had."""
    if start is not None and start.held:
        known = np.flatnonzero(start.topics >= 0)
        near[known, start.topics[known]] += LOYALTY * step


def _with_new(points: Numbers, centres: Numbers, start: Start) -> Numbers | None:
    """Return the centres with one more, if enough passages that were not there before lie together and far from all topics.

    Far is farther from the nearest topic than 19 of 20 passages of the earlier run; together is no looser than the middle one of the topics.
    """
    near = points @ centres.T
    best = near.max(axis=1)
    fresh = start.topics < 0
    if not fresh.any() or fresh.all():
        return None
    far = np.flatnonzero(fresh & (best < np.quantile(best[~fresh], 0.05)))
    if len(far) < LEAST_BORN:
        return None
    among = points[far] @ points[far].T
    heart = np.sort(among, axis=1)[:, -LEAST_BORN:].mean(axis=1).argmax()
    seed = _middle(points[far[np.argsort(-among[heart], kind="stable")[:LEAST_BORN]]])
    grown = _settled(points, np.vstack([centres, seed]), start)
    near = points @ grown.T
    _stay(near, start, _step(near))
    assigned, last = near.argmax(axis=1), len(grown) - 1
    members = assigned == last
    drawn = (points @ grown.T).argmax(axis=1) == last
    if members[fresh].sum() < LEAST_BORN or drawn[fresh].mean() < CONTRAST * drawn[~fresh].mean():
        return None
    tight = [
        float((points[assigned == topic] @ grown[topic]).mean()) for topic in range(last) if (assigned == topic).any()
    ]
    return grown if float((points[members] @ grown[last]).mean()) >= np.median(tight) else None


def _fitting(near: Numbers, assigned: Places) -> Numbers:
    """Return how well each passage fits its topic: 1 where it is as near as the middle one of the topic's passages, less in proportion."""
    own = near[np.arange(len(near)), assigned]
    middles = [
        np.median(own[assigned == topic]) if (assigned == topic).any() else 1.0 for topic in range(near.shape[1])
    ]
    return np.asarray(np.clip(own / np.maximum(np.asarray(middles)[assigned], 1e-6), 0.0, 1.0))


def _shown(terms: tuple[tuple[tuple[str, float], ...], ...], assigned: Places, vectors: Vectors) -> Numbers:
    """Return 1 where a passage holds one of the first terms of its topic, else `UNSHOWN`."""
    place = {word: number for number, word in enumerate(vectors.vocabulary)}
    held = vectors.matrix.tocsc() > 0
    columns = [held[:, [place[term] for term, _ in listed[:FIRST]]].sum(axis=1) for listed in terms]
    return np.where(np.asarray(np.hstack(columns))[np.arange(len(assigned)), assigned] > 0, 1.0, UNSHOWN)


def _shares(near: Numbers, step: float) -> Numbers:
    shares = np.exp((near - near.max(axis=1, keepdims=True)) / (SOFTNESS * step))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _terms(
    assigned: Places, centres: Numbers, vectors: Vectors, held: Any, named: Any
) -> tuple[tuple[tuple[str, float], ...], ...]:
    """Choose each topic's terms.

    A term's weight is its log-likelihood keyness (Dunning 1993) in the topic's passages against all others, times the cosine of word and topic. It is
    listed only where that is highest. Of the best fifty, the ten that occur together most come first, a typical term being worth some coherence.
    """
    weights = _keyness(assigned, len(centres), vectors) * np.maximum(centres @ vectors.words.T, 0.0) * named
    own = weights.argmax(axis=0)
    return tuple(
        _listed(np.where(own == topic, weights[topic], 0.0), vectors.vocabulary, held) for topic in range(len(centres))
    )


def _listed(weights: Numbers, vocabulary: tuple[str, ...], held: Any) -> tuple[tuple[str, float], ...]:
    order = np.lexsort((np.arange(len(weights)), -weights.round(9)))[:POOL]
    pool = [int(place) for place in order if weights[place] > 0]
    chosen: list[int] = []
    for number, part in _by_language(pool, weights, vocabulary):
        chosen += [part[place] for place in _together(held[:, part], weights[part], number)]
    rest = [place for place in pool if place not in set(chosen)]
    # weights fall with the rank: a term chosen for its company is worth what would have stood in its place
    worth = np.sort(weights[pool])[::-1]
    return tuple((vocabulary[place], float(value)) for place, value in zip([*chosen, *rest], worth, strict=True))


def _by_language(pool: list[int], weights: Numbers, vocabulary: tuple[str, ...]) -> list[tuple[int, list[int]]]:
    """Part a topic's terms by language, the fuller first, with how many of the ten each gets; words of two languages do not occur together."""
    parts = [[place for place in pool if side(vocabulary[place]) == one] for one in (CHINESE, OTHER)]
    parts.sort(key=lambda part: -float(weights[part].sum()))
    lesser = float(weights[parts[1]].sum()) / max(float(weights[pool].sum()), 1e-12)
    if lesser < LEAST_LANGUAGE:
        return [(FIRST, pool)]
    number = max(FIRST_OTHER, round(FIRST * lesser))
    return [(FIRST - number, parts[0]), (number, parts[1])]


def _keyness(assigned: Places, count: int, vectors: Vectors) -> Numbers:
    """Return the log-likelihood of each word in each topic's passages against the others, shape (topics, vocabulary); 0 where it is rarer there."""
    members = _members(assigned, count)
    inside = np.asarray((members @ (vectors.matrix > 0).astype(np.float64)).todense())
    sizes = np.asarray(members.sum(axis=1))
    outside, others = inside.sum(axis=0) - inside, sizes.sum() - sizes
    share = (inside + outside) / max(1.0, float(sizes.sum()))
    with np.errstate(divide="ignore", invalid="ignore"):
        here = np.where(inside > 0, inside * np.log(inside / (sizes * share)), 0.0)
        there = np.where(outside > 0, outside * np.log(outside / (others * share)), 0.0)
    return np.where(inside * others > outside * sizes, np.maximum(here + there, 0.0), 0.0)


def _members(assigned: Places, count: int) -> Any:
    """Return which passages each topic holds (scipy.sparse, ones, topics by passages); -1 is none."""
    from scipy.sparse import csr_matrix

    rows = np.flatnonzero(assigned >= 0)
    return csr_matrix((np.ones(len(rows)), (assigned[rows], rows)), shape=(count, len(assigned)))


def _together(held: Any, weights: Numbers, number: int) -> list[int]:
    """Choose some of a topic's terms, by turns the one that coheres best with those chosen; the best of several openings."""
    if len(weights) <= 1:
        return list(range(len(weights)))
    cohere = _cohesion(held)
    worth = TYPICAL * np.log(weights / weights.max())
    best: tuple[float, list[int]] = (-np.inf, [])
    for opening in range(min(OPENINGS, len(weights))):
        chosen = [opening]
        while len(chosen) < min(number, len(weights)):
            gain = cohere[:, chosen].mean(axis=1) + worth
            gain[chosen] = -np.inf
            chosen.append(int(gain.argmax()))
        pairs = max(1, len(chosen) * (len(chosen) - 1))
        value = float(cohere[np.ix_(chosen, chosen)].sum() / pairs + worth[chosen].mean())
        if value > best[0] + 1e-9:
            best = (value, chosen)
    return best[1]


def _cohesion(held: Any) -> Numbers:
    """Return the NPMI of all pairs of columns within windows, 0 on the diagonal.

    What few windows show counts less (as in Pantel and Lin 2002): two words that met once, and never occurred without each other, make no topic.
    """
    counts = np.asarray((held.T @ held).todense())
    together = counts / held.shape[0]
    alone = np.diag(together).copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        cohere = np.log((together + 1e-12) / np.outer(alone, alone)) / -np.log(together + 1e-12)
    cohere = np.where(cohere > 0, cohere * counts / (counts + DOUBT), cohere)
    np.fill_diagonal(cohere, 0.0)
    return np.asarray(np.nan_to_num(cohere))


def _length_one(rows: Numbers) -> Numbers:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 1e-12, lengths, 1.0), dtype=np.float64)
