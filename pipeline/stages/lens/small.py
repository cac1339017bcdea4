"""Small numbers stay unsaid, and cannot be computed from what is said."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Hidden:
    """Numbers as they may be told, None in place of those left out, whose names are in `suppressed`."""

    told: Mapping[str, int | None]
    suppressed: tuple[str, ...]


def hide(numbers: Mapping[str, int], parts: Mapping[str, str], least: int) -> Hidden:
    """Leave small numbers out.

    Parameters
    ----------
    numbers : mapping of str to int
        By their names.
    parts : mapping of str to str
        Numbers that are a part of another one, to that. A part is left out, too, when the rest (the whole less the part) is small but not zero; whether the part
        or the rest is small is not said, since that would tell some of them exactly.
    least : int
        Numbers below it are small.

    Returns
    -------
    Hidden
        What is left out keeps at least two possible values, unless it is zero.

    Examples
    --------
    >>> hide({"all": 9, "some": 8}, {"some": "all"}, 3).told
    {'all': 9, 'some': None}
    """

    def small(name: str, number: int) -> bool:
        rest = numbers[parts[name]] - number if name in parts else 0
        return number < least or 0 < rest < least

    suppressed = tuple(name for name, number in numbers.items() if small(name, number))
    return Hidden({name: None if name in suppressed else number for name, number in numbers.items()}, suppressed)
