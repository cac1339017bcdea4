"""The terms of topics that are groups of passages: typical of them, and found together."""

from typing import Any

import numpy as np

from pipeline.model.topic_fit import CHINESE, OTHER, Numbers, Places, Vectors, heaviest, side

POOL = 50  # best terms of a topic, among which the ten that cohere are looked for
FIRST = 10  # terms that are chosen to cohere
LEAST_LANGUAGE = 0.2  # of a topic's weight, from which the rarer language has terms of its own among the ten ...
FIRST_OTHER = 3  # ... at least so many
OPENINGS = 10  # of the best terms, from each of which the choice is begun once
DOUBT = 3.0  # windows: a pair seen in so many counts for half
TYPICAL = 0.1  # how much a term's weight counts beside coherence, per natural logarithm


def terms_of(
    assigned: Places, centres: Numbers, vectors: Vectors, held: Any, named: Any
) -> tuple[tuple[tuple[str, float], ...], ...]:
    """Choose each topic's terms.

    A term's weight is its log-likelihood keyness (Dunning 1993) in the topic's passages against all others, times the cosine of word and topic. It is
    listed only where that is highest. Of the best fifty, the ten that occur together most come first, a typical term being worth some coherence.
    """
    weights = _keyness(assigned, len(centres), vectors) * np.maximum(centres @ vectors.words.T, 0.0) * named
    own = weights.argmax(axis=0)
    counted = members(assigned, len(centres)) @ vectors.matrix
    listed = []
    for topic in range(len(centres)):
        choices = (np.where(own == topic, weights[topic], 0.0), weights[topic], counted[[topic]].toarray()[0] * named)
        # a topic of which no word is typical shares some with others, or has those that it uses most
        mine = next((choice for choice in choices if choice.any()), choices[0])
        listed.append(_listed(mine, vectors.vocabulary, held))
    return tuple(listed)


def _listed(weights: Numbers, vocabulary: tuple[str, ...], held: Any) -> tuple[tuple[str, float], ...]:
    pool = heaviest(weights, POOL)
    if not pool:
        return ()
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
    belonging = members(assigned, count)
    inside = np.asarray((belonging @ (vectors.matrix > 0).astype(np.float64)).todense())
    sizes = np.asarray(belonging.sum(axis=1))
    outside, others = inside.sum(axis=0) - inside, sizes.sum() - sizes
    share = (inside + outside) / max(1.0, float(sizes.sum()))
    score = np.zeros_like(inside)
    # the four cells: passages with the word and without, in the topic and in the others
    for seen, wanted in (
        (inside, sizes * share),
        (outside, others * share),
        (sizes - inside, sizes * (1 - share)),
        (others - outside, others * (1 - share)),
    ):
        with np.errstate(divide="ignore", invalid="ignore"):
            score += np.where(seen > 0, seen * np.log(seen / wanted), 0.0)
    return np.where(inside * others > outside * sizes, np.maximum(2 * score, 0.0), 0.0)


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


def members(assigned: Places, count: int) -> Any:
    """Return which passages each topic holds (scipy.sparse, ones, topics by passages); -1 is none."""
    from scipy.sparse import csr_matrix

    rows = np.flatnonzero(assigned >= 0)
    return csr_matrix((np.ones(len(rows)), (assigned[rows], rows)), shape=(count, len(assigned)))
