"""Passages that stand for a topic: near its middle, and different from each other."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.model.topic_fit import Numbers
from pipeline.stages.topics.passages import Passage

PASSAGES = 12  # of a topic
AMONG = 60  # of the best
RELEVANCE = 0.7  # against novelty (maximal marginal relevance; Carbonell and Goldstein 1998)
PART = 0.5  # of a passage that a topic must make up to be shown by it
FULL_LENGTH = 60  # characters; a shorter passage shows less, in proportion


def representative(
    passages: Sequence[Passage], weights: Numbers, points: Numbers, texts: Mapping[str, tuple[str, str]]
) -> list[str]:
    """Choose segments that stand for a topic.

    Parameters
    ----------
    passages : sequence of Passage
        Of the corpus.
    weights : ndarray, shape (passages,)
        Share of the topic in each.
    points : ndarray, shape (passages, dimensions)
        Of length 1.
    texts : mapping
        segment_id to (document_id, text).

    Returns
    -------
    list of str
        segment_ids, a passage's longest; every document once before any twice.
    """
    shown = [max(passage.ids, key=lambda key: (len(texts[key][1]), key)) for passage in passages]
    length = np.asarray([min(1.0, len(texts[key][1]) / FULL_LENGTH) for key in shown])
    best = [int(row) for row in np.argsort(-weights * length, kind="stable") if weights[row] >= PART]
    turns: Counter[str] = Counter()
    ranked = []
    for place, row in enumerate(best):  # the best of every document before the second best of any
        document = texts[shown[row]][0]
        ranked.append((turns[document], place, row))
        turns[document] += 1
    mine = [row for _, _, row in sorted(ranked)[:AMONG]]
    if not mine:
        return []
    centre = (points[mine] * weights[mine][:, None]).sum(axis=0)
    near = points[mine] @ centre / max(float(np.linalg.norm(centre)), 1e-12) * length[mine]
    alike = points[mine] @ points[mine].T
    chosen: list[int] = []
    used: dict[str, int] = {}
    while len(chosen) < min(PASSAGES, len(mine)):
        redundant = alike[:, chosen].max(axis=1) if chosen else np.zeros(len(mine))
        worth = RELEVANCE * near - (1 - RELEVANCE) * redundant
        again = np.asarray([used.get(texts[shown[row]][0], 0) for row in mine], dtype=np.float64)
        worth = worth - 10.0 * again  # no passage is worth as much as another document's voice
        worth[chosen] = -np.inf
        chosen.append(int(worth.argmax()))
        document = texts[shown[mine[chosen[-1]]]][0]
        used[document] = used.get(document, 0) + 1
    return [shown[mine[row]] for row in chosen]
