"""When more documents stop bringing anything new."""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd

from pipeline.model.frames import build, from_rows, values
from pipeline.stages.novelty.parts import Numbers, Places, Row

KINDS = ("code", "topic")


def saturation(
    documents: Sequence[Row], dated: int, theme_documents: pd.DataFrame, confidence: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count different codes and topics in more and more documents.

    Parameters
    ----------
    documents : sequence of Row
        Those that count, the dated ones first, by date.
    dated : int
        How many are dated.
    theme_documents : pandas.DataFrame
        Which documents carry which code or topic.
    confidence : float
        Level of the intervals, 0 to 1.

    Returns
    -------
    saturation, saturation_estimates : pandas.DataFrame
        The tables; a kind of which nothing was found has no rows.

    Notes
    -----
    Exact rarefaction (Hurlbert 1971) with its unconditional variance (of samples, here documents: Colwell, Mao and Chang 2004; Colwell et al. 2012); Good (1953); Chao (1987).
    """
    place = {row["document_id"]: number for number, row in enumerate(documents)}
    held: dict[str, dict[str, list[int]]] = {kind: {} for kind in KINDS}
    for theme, document in zip(*(values(theme_documents, name) for name in ("theme_id", "document_id")), strict=True):
        kind, _, name = theme.partition(":")
        if kind in held and document in place:
            held[kind].setdefault(name, []).append(place[document])
    curves, estimates = [], []
    for kind in KINDS:
        carried = [sorted(places) for _, places in sorted(held[kind].items())]
        if carried:
            curves.append(_curve(kind, carried, documents, dated, confidence))
            estimates.append(_estimate(kind, np.asarray([len(places) for places in carried]), len(documents)))
    columns = {name: [cell for curve in curves for cell in curve[name]] for name in (curves[0] if curves else ())}
    return build("saturation", columns), from_rows("saturation_estimates", estimates)


def rarefied(counts: Places, total: int) -> tuple[Numbers, Numbers]:
    """Return how many different ones 1, 2 ... `total` documents hold on average, and the sum of the squared chances to be in them.

    Parameters
    ----------
    counts : ndarray of int
        Documents that carry each, 1 to `total`.
    total : int
        Documents.
    """
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, total + 1)))))
    read = np.arange(1, total + 1)
    expected, squares = np.zeros(total), np.zeros(total)
    for count in counts.tolist():
        # none of the carriers among those read: C(total - count, read) / C(total, read)
        left = total - count
        some = read[: min(left, total)]
        missed = np.zeros(total)
        missed[: len(some)] = np.exp(logs[left] - logs[left - some] - logs[total] + logs[total - some])
        expected += 1 - missed
        squares += (1 - missed) ** 2
    return expected, squares


def chao(counts: Places, total: int) -> float:
    """Return how many there are in all, at least, those not found included (Chao2, its bias-corrected form where none is in two documents)."""
    once, twice = int((counts == 1).sum()), int((counts == 2).sum())
    unseen = once * once / (2 * twice) if twice else once * (once - 1) / 2
    return len(counts) + (total - 1) / total * unseen


def _curve(
    kind: str, carried: Sequence[Sequence[int]], documents: Sequence[Row], dated: int, confidence: float
) -> dict[str, list[object]]:
    total = len(documents)
    counts = np.asarray([len(places) for places in carried])
    expected, squares = rarefied(counts, total)
    spread = np.sqrt(np.maximum(0.0, squares - expected**2 / chao(counts, total)))
    half = NormalDist().inv_cdf((1 + confidence) / 2) * spread
    first = np.bincount([places[0] for places in carried], minlength=total).cumsum()
    return {
        "kind": [kind] * total,
        "documents": list(range(1, total + 1)),
        "expected": np.round(expected, 6).tolist(),
        "expected_low": np.round(np.maximum(0.0, expected - half), 6).tolist(),
        "expected_high": np.round(expected + half, 6).tolist(),
        "found": [*first[:dated].tolist(), *[None] * (total - dated)],
        "date": [row["date"] or None for row in documents],
    }


def _estimate(kind: str, counts: Places, total: int) -> Row:
    once = int((counts == 1).sum())
    return {
        "kind": kind,
        "documents": total,
        "found": len(counts),
        "once": once,
        "twice": int((counts == 2).sum()),
        "coming": once / total,
        "estimated": round(chao(counts, total), 6),
    }
