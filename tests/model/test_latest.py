"""The latest part of dated documents."""

import pytest

from pipeline.model.latest import latest


@pytest.mark.parametrize(
    ("dates", "count"),
    [
        ([], 0),
        (["2024"] * 5, 0),
        (["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"], 0),
        (["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"], 3),
        ([f"2024-01-{day:02}" for day in range(1, 21)], 5),
        ([f"2024-01-{day:02}" for day in range(1, 22)], 6),
        # all of one day are on one side, and too few must not be left before them
        (["2024-01-01"] * 3 + ["2024-01-02"] * 5, 5),
        (["2024-01-01"] * 2 + ["2024-01-02"] * 6, 0),
        (["2024-01-01"] * 8, 0),
        # a date to the month stands for its beginning
        (["2024-01"] * 3 + ["2024-05", "2024-05-01", "2024-05-02", "2024-05-03"], 3),
    ],
)
def test_the_last_quarter_of_at_least_three(dates: list[str], count: int) -> None:
    assert latest(dates) == count
