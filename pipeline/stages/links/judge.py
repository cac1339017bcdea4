"""What the tests found, corrected over all that could be told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.model.association import Association
from pipeline.model.pairs import Follow, Meet

Row = dict[str, object]


@dataclass(frozen=True)
class Statistics:
    """The statistics that links are judged by, as plain callables (see `pipeline.backends.rotations`, `draws`, `orders` and `statistics`)."""

    meet: Meet
    gather: Meet
    follow: Follow
    adjust: Callable[[Sequence[float]], list[float]]


def corrected(
    tested: Sequence[Association | None], significance: float, adjust: Callable[[Sequence[float]], list[float]]
) -> list[Row]:
    """Return the columns from `odds_ratio` to `q_value`; tests that could not have told anything are left empty, and out of the correction (Tarone 1990)."""
    telling = [one if one and one.attainable <= significance else None for one in tested]
    q_values = iter(adjust([one.p_value for one in telling if one]))
    return [
        {
            "odds_ratio": _number(one.odds_ratio),
            "odds_low": _number(one.low),
            "odds_high": _number(one.high),
            "p_value": one.p_value,
            "q_value": next(q_values),
        }
        if one
        else {}
        for one in telling
    ]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
