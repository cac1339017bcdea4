"""The latest part of dated documents."""

from collections.abc import Sequence

PART = 4  # the last quarter ...
LEAST = 3  # ... of at least three documents, with as many before it


def latest(dates: Sequence[str]) -> int:
    """Return how many documents are the latest ones: the last quarter, at least three; all of one day are on one side.

    Parameters
    ----------
    dates : sequence of str
        ISO 8601, in order; a date to the month stands for its beginning.

    Returns
    -------
    int
        0 when fewer than three documents would be on either side.

    Examples
    --------
    >>> latest(["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"])
    3
    """
    count = max(LEAST, -(-len(dates) // PART))
    if len(dates) < 2 * LEAST:
        return 0
    found = sum(date >= dates[-count] for date in dates)
    return found if len(dates) - found >= LEAST else 0
