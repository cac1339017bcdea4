"""How well a topic's terms go together."""

from collections.abc import Sequence

import numpy as np

from pipeline.model.topic_fit import Numbers, side


def npmi(terms: Sequence[Sequence[str]], passages: Sequence[Sequence[str]]) -> list[float | None]:
    """Measure how coherent topics are by normalised pointwise mutual information (Bouma 2009), a passage being the window.

    Parameters
    ----------
    terms : sequence of sequence of str
        The first terms of each topic.
    passages : sequence of sequence of str
        The words of each passage.

    Returns
    -------
    list of float or None
        Per topic the mean over the pairs of its terms that are of one language (words of two do not meet in a passage, whatever they mean),
        -1 to 1; a pair that never meets counts -1. None without a pair.
    """
    wanted = sorted({term for topic in terms for term in topic})
    place = {term: number for number, term in enumerate(wanted)}
    held = np.zeros((len(passages), len(wanted)), dtype=np.float32)
    for row, words in enumerate(passages):
        held[row, [place[word] for word in set(words) if word in place]] = 1.0
    together = (held.T @ held).astype(np.float64) / max(1, len(passages))
    return [_mean(together, [(place[term], side(term)) for term in topic]) for topic in terms]


def _mean(together: Numbers, terms: Sequence[tuple[int, str]]) -> float | None:
    scores = []
    for number, (first, language) in enumerate(terms):
        for second, other in terms[number + 1 :]:
            if language != other:
                continue
            joint = together[first, second]
            apart = together[first, first] * together[second, second]
            # a pair in every passage is certain: its NPMI is 1 in the limit
            scores.append(-1.0 if joint == 0 else 1.0 if joint == 1 else float(np.log(joint / apart) / -np.log(joint)))
    return sum(scores) / len(scores) if scores else None
