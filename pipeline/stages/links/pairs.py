"""Which codes meet in a segment, in a window of segments, or in a document."""

from itertools import combinations
from math import isnan, log

import numpy as np

from pipeline.model.association import Association
from pipeline.model.pairs import Places, Together, Units
from pipeline.model.settings import Themes
from pipeline.stages.links.held import Held, by_group, runs
from pipeline.stages.links.judge import Row, Statistics, corrected

Pair = tuple[int, int]


def pairs(held: Held, overlaps: Places, settings: Themes, statistics: Statistics) -> list[Row]:
    """Return rows of `code_pairs`; `overlaps` are segments with two codes whose passages share a character (three columns)."""
    carriers = held.documents().sum(axis=0)
    names = list(combinations(range(len(held.codes)), 2))
    shared = np.zeros((len(held.codes),) * 2, dtype=np.int64)
    np.add.at(shared, (overlaps[:, 1], overlaps[:, 2]), 1)
    rows: list[Row] = []
    for unit in ("segment", "window", "document"):
        units = held.units(unit)
        met = (statistics.gather if unit == "document" else statistics.meet)(units, settings.confidence)
        tested = [
            _association(met, pair) if carriers[list(pair)].min() >= settings.minimum_carriers else None
            for pair in names
        ]
        judged = corrected(tested, settings.significance, statistics.adjust)
        counted = _count(held, units, names, unit)
        for pair, row, result in zip(names, counted, judged, strict=True):
            inflation = float(met.inflation[pair])
            told: Row = {
                "expected": float(met.expected[pair]),
                "inflation": None if isnan(inflation) else inflation,
                "overlapping": int(shared[pair]) if unit == "segment" else None,
            }
            rows.append({"unit": unit} | row | told | result)
    return rows


def npmi(with_a: int, with_b: int, with_both: int, units: int) -> float | None:
    """Return normalised pointwise mutual information (Bouma 2009).

    -1 where two things never meet, 0 by chance, 1 where neither is without the other; None where both are in every unit.
    """
    if with_both == units:
        return None
    return log(with_both * units / (with_a * with_b)) / log(units / with_both) if with_both else -1.0


def _association(met: Together, pair: Pair) -> Association | None:
    told = [float(getattr(met, name)[pair]) for name in ("odds_ratio", "low", "high", "p_value", "attainable")]
    return None if isnan(told[3]) else Association(*told)


def _count(held: Held, units: Units, names: list[Pair], unit: str) -> list[Row]:
    """Count units, documents and organisations of each pair."""
    carriers = units.marks.sum(axis=0)
    unnamed = held.notes.organisations.count("")
    organisations = runs(held.notes.organisations[unnamed:])
    rows: list[Row] = []
    for one, other in names:
        both = (units.marks[:, one] & units.marks[:, other])[:, None]
        documents = both if unit == "document" else by_group(both, units.sizes)
        counts = int(carriers[one]), int(carriers[other]), int(both.sum())
        rows.append(
            {
                "code_a": held.codes[one],
                "code_b": held.codes[other],
                **dict(zip(("with_a", "with_b", "with_both"), counts, strict=True)),
                "units": len(units.marks),
                "documents": int(documents.sum()),
                "organisations": int(by_group(documents[unnamed:], organisations).sum()),
                "npmi": npmi(*counts, len(units.marks)),
            }
        )
    return rows
