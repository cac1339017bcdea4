"""Optimal one-to-one assignment (Kuhn 1955; Crouse 2016), by scipy."""

from pipeline.model.topic_fit import Numbers


def assign(likeness: Numbers) -> list[tuple[int, int]]:
    """Return the pairs (row, column) whose likenesses have the greatest sum; each row and column once at most."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(likeness, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]
