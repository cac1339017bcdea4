"""Topics as groups of passages that lie together: spherical k-means by scikit-learn (Dhillon and Modha 2001; Sia et al. 2020), which can go on from an earlier run."""

import numpy as np

from pipeline.backends.cluster_terms import FIRST, members, terms_of
from pipeline.backends.word_vectors import windows
from pipeline.model.topic_fit import Fit, Numbers, Passages, Places, Start, TopicFit, Vectors, length_one, listable

TRIES = 10  # k-means from so many beginnings, the best kept ...
MANY, TRIES_OF_MANY = 10_000, 3  # ... in a corpus of more passages from fewer: there they differ less
ROUNDS = 100  # at most
# cosines lie close together in long texts and far apart in short ones: both are in units of the middle passage's distance between its two nearest topics
LOYALTY = 0.75  # that another topic must be nearer by before a passage leaves the one it had
SOFTNESS = 0.33  # a topic farther away by so much has a third of the share
UNSHOWN = 0.45  # share at most of a topic none of whose terms a passage holds: not half, for nobody could see it there
HAIR = 1e-9  # by so much: its share is the greatest, and is not greater by anything one could see
BORN = 5  # new topics at most in a run that goes on from an earlier one
LEAST_BORN = 15  # passages that a new topic needs
LOOSE = 0.9  # how near to its centre it must be, beside the middle one of the topics
CONTRAST = 3.0  # how many times as common it must be among new passages as among old ones


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
        new lie together and far from all others. A topic's first ten terms are typical of it and occur together: see `cluster_terms`.
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
            near = _near(points, centres)
            step = _step(near[placed])
            _stay(near, start, step)
            assigned = np.where(points.any(axis=1), near.argmax(axis=1), -1)
            terms = terms_of(assigned, centres, vectors, held, named)
            # what a passage holds does not depend on what was held before: of two that are near the one that it stays in counts as the nearest
            near = _near(points, centres)
            rows = np.arange(len(near))
            near[rows, assigned] = near.max(axis=1) + HAIR
            explained = _fitting(_near(points, centres), assigned) * _shown(terms, assigned, vectors)
            weights = _shares(near, step) * explained[:, None]
            weights[assigned < 0] = 0.0
        return TopicFit(weights, terms)

    return fit


def _centres(points: Numbers, count: int, start: Start | None, seed: int) -> Numbers:
    """Return the topics' centres, rows of length 1; those of a held start first and in its order."""
    from sklearn.cluster import KMeans

    if start is None or not (start.topics >= 0).any():
        tries = TRIES if len(points) <= MANY else TRIES_OF_MANY
        free = KMeans(count, n_init=tries, random_state=seed, max_iter=ROUNDS).fit(points)
        return length_one(free.cluster_centers_)
    known = np.stack([_middle(points[start.topics == topic]) for topic in range(start.count)])
    if not start.held:
        centres = _more(points, known, count - len(known), seed)
        guided = KMeans(len(centres), init=centres, n_init=1, max_iter=ROUNDS).fit(points)
        return length_one(guided.cluster_centers_)
    # once before the topics move towards what is new, and once more when they have settled
    grown = _grown(points, known, start)
    centres = _settled(points, _more(points, grown, count - len(grown), seed), start)
    return _grown(points, centres, start)


def _grown(points: Numbers, centres: Numbers, start: Start) -> Numbers:
    """Add new topics as long as there are any, up to `BORN` more than the run began with."""
    while len(centres) < start.count + BORN:
        more = _with_new(points, centres, start)
        if more is None:
            break
        centres = more
    return centres


def _middle(points: Numbers) -> Numbers:
    return np.asarray(length_one(points.sum(axis=0, keepdims=True))[0])


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
        near = _near(points, centres)
        _stay(near, start, _step(near))
        now = near.argmax(axis=1)
        if before is not None and (now == before).all():
            break
        before = now
        sums = np.asarray(members(now, len(centres)) @ points)
        empty = ~sums.any(axis=1)
        sums[empty] = centres[empty]
        centres = length_one(sums)
    return centres


def _near(points: Numbers, centres: Numbers) -> Numbers:
    """Return the cosine of every point and centre; a centre of which no passage is left is near to none."""
    return np.where(centres.any(axis=1), points @ centres.T, -1.0)


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

    Far is farther from the nearest topic than 19 of 20 passages of the earlier run; together is not much looser than the middle one of the topics.
    """
    near = _near(points, centres)
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
    near = _near(points, grown)
    _stay(near, start, _step(near))
    assigned, last = near.argmax(axis=1), len(grown) - 1
    mine = assigned == last
    drawn = _near(points, grown).argmax(axis=1) == last
    if mine[fresh].sum() < LEAST_BORN or drawn[fresh].mean() < CONTRAST * drawn[~fresh].mean():
        return None
    tight = [
        float((points[assigned == topic] @ grown[topic]).mean()) for topic in range(last) if (assigned == topic).any()
    ]
    return grown if float((points[mine] @ grown[last]).mean()) >= LOOSE * np.median(tight) else None


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
