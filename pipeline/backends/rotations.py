"""What meets more often than by chance where neighbours resemble each other: one thing is turned round against the other within each document.

A code comes in runs: a matter is talked about for some paragraphs or turns, and windows overlap. Tests that take segments as independent then sound the alarm
far too often. Turning one code's sequence round a document by every possible number of places (its end joined to its beginning) keeps both codes' numbers and
runs and breaks only what is between them (Lotwick and Silverman 1982, for points in a plane). All turns of all documents are counted, nothing is drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from pipeline.backends.conditional import leaned, middle_p
from pipeline.backends.lengths import likely
from pipeline.backends.mantel_haenszel import Pooled, pool
from pipeline.backends.sums import by_group
from pipeline.model.pairs import Marks, Numbers, Places, Together, Units

EXACT = (
    200  # documents at most that can tell something about a pair, for which all turns are counted; beyond it by moments
)
BLOCK = 4_000_000  # numbers held at once


def meet(units: Units, confidence: float) -> Together:
    """Tell how things meet within documents.

    Parameters
    ----------
    units : Units
        Segments or windows in the order of the text, by document.
    confidence : float
        Level of the intervals, 0 to 1.

    Returns
    -------
    Together
        The odds ratio is Mantel-Haenszel's over documents, divided by that of the meetings that lengths alone give; its interval (Robins, Breslow and Greenland) is
        widened by the square root of the inflation, where that is above 1. The p-value is the two-sided mid-p of the number of meetings among all turns of the
        documents, leaned to the mean that lengths give; where more than `EXACT` documents can tell something, its normal approximation with a correction for skewness
        (Edgeworth).
    """
    marks, sizes = units.marks, units.sizes
    things = marks.shape[1]
    counts = by_group(marks.astype(float), sizes)
    telling = (counts > 0) & (counts < sizes[:, None])
    spectra = list(_spectra(marks, sizes))
    chance = likely(marks, sizes, units.lengths)
    made = {name: np.full((things, things), np.nan) for name in Together.__dataclass_fields__}
    for one in range(things - 1):
        held = np.flatnonzero(counts[:, one])
        if not len(held):
            continue
        others = slice(one + 1, things)
        tables = counts[held, one, None], counts[held, others], sizes[held, None].astype(float)
        found = pool(by_group((marks[:, one, None] & marks[:, others]).astype(float), sizes)[held], *tables)
        by_length = pool(by_group(chance[:, one, None] * chance[:, others], sizes)[held], *tables)
        turned = _turn(spectra, telling, one)
        for name, values in _told(found, by_length, turned, confidence).items():
            made[name][one, others] = values
    return Together(**made)


Spectrum = tuple[Places, int, "np.ndarray[tuple[int, int, int], np.dtype[np.complex128]]"]
"""Documents of the same length, that length, and the Fourier transforms of what their units carry."""


def _spectra(marks: Marks, sizes: Places) -> Iterator[Spectrum]:
    starts = np.cumsum(sizes) - sizes
    for length in np.unique(sizes).tolist():
        documents = np.flatnonzero(sizes == length)
        for some in np.array_split(documents, 1 + len(documents) * length * marks.shape[1] // BLOCK):
            rows = starts[some, None] + np.arange(length)
            yield some, length, np.fft.rfft(marks[rows].astype(float), axis=1)


@dataclass
class _Turned:
    """Sums over documents of the moments of meetings over all turns of one thing against each other one, and the meetings themselves where few documents can tell."""

    variance: Numbers
    third: Numbers
    met: dict[int, list[Numbers]] = field(default_factory=dict)


def _turn(spectra: list[Spectrum], telling: Marks, one: int) -> _Turned:
    """Turn each later thing against this one in the documents that can tell something about both."""
    others = telling.shape[1] - one - 1
    able = telling[:, one, None] & telling[:, one + 1 :]
    few = np.flatnonzero((able.sum(axis=0) > 0) & (able.sum(axis=0) <= EXACT))
    turned = _Turned(np.zeros(others), np.zeros(others), {int(other): [] for other in few})
    for documents, length, spectrum in spectra:
        kept = np.flatnonzero(able[documents].any(axis=1))
        if not len(kept):
            continue
        crossed = np.conj(spectrum[kept, :, one, None]) * spectrum[kept, :, one + 1 :]
        meetings = np.rint(np.fft.irfft(crossed, length, axis=1))
        off = meetings - meetings.mean(axis=1, keepdims=True)
        squares = off * off
        turned.variance += squares.sum(axis=(0, 1)) / length
        turned.third += np.einsum("dtp,dtp->p", squares, off) / length
        for other, held in turned.met.items():
            held.extend(meetings[able[documents[kept], other], :, other])
    return turned


def _told(found: Pooled, by_length: Pooled, turned: _Turned, confidence: float) -> dict[str, Numbers]:
    from scipy.stats import norm

    expected = by_length.met
    with np.errstate(divide="ignore", invalid="ignore"):
        inflation = np.where(found.variance > 0, turned.variance / found.variance, np.nan)
        half = norm.isf((1 - confidence) / 2) * found.error * np.sqrt(np.fmax(inflation, 1.0))
        ratio = found.odds_ratio / by_length.odds_ratio
        ends = np.exp(np.log(ratio) - half), np.exp(np.log(ratio) + half)
    p_value, attainable = _approximate(found, expected, turned)
    for other, met in turned.met.items():
        if turned.variance[other] > 0:
            mean = expected[other] - found.expected[other]
            p_value[other], attainable[other] = _exact(met, mean)
    return {
        "expected": expected,
        "odds_ratio": ratio,
        "low": ends[0],
        "high": ends[1],
        "inflation": inflation,
        "p_value": p_value,
        "attainable": attainable,
    }


def _exact(met: list[Numbers], lift: float) -> tuple[float, float]:
    """Return mid-p and the least p of the meetings found (first of each document) among all turns of all documents, whose mean is lifted by what lengths add."""
    found = [turns.astype(np.int64) - int(turns.min()) for turns in met]
    chances = reduce(np.convolve, (np.bincount(turns) / len(turns) for turns in found))
    mean = float(chances @ np.arange(len(chances))) + lift
    return middle_p(leaned(chances, mean), int(sum(turns[0] for turns in found)))


def _approximate(found: Pooled, expected: Numbers, turned: _Turned) -> tuple[Numbers, Numbers]:
    from scipy.stats import norm

    with np.errstate(divide="ignore", invalid="ignore"):
        lifted = np.maximum(
            expected / found.expected, 1.0
        )  # a count that is so many times as large varies so many times as much
        variance = turned.variance * lifted
        z = (found.met - expected) / np.sqrt(variance)
        skew = turned.third * lifted / variance**1.5 / 6 * (z**2 - 1) * norm.pdf(z)
    tail = np.where(z > 0, norm.sf(z) + skew, norm.cdf(z) - skew)
    p_value = np.where(turned.variance > 0, np.clip(2 * tail, 0.0, 1.0), np.nan)
    return p_value, np.where(np.isnan(p_value), np.nan, 0.0)
