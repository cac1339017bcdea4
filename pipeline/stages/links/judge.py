"""What the tests found, corrected over all that could be told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.model.association import Association, q_values
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
    """Return the columns from `odds_ratio` to `q_value`; tests that could not have told anything are left empty."""
    return [
        {**one.columns, "q_value": q_value} if one and q_value is not None else {}
        for one, q_value in zip(tested, q_values(tested, significance, adjust), strict=True)
    ]
