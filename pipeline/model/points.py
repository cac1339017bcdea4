"""Texts as arrays of Unicode code points, and back."""

from typing import Any

import numpy as np

Numbers = np.ndarray[Any, Any]
ALL_POINTS = 0x110000  # code points that there are
LAST_ASCII = 0x7F
FEW = 8  # one character in so many may be another one


def code_points(text: str) -> Numbers:
    """Return a text as an array of its code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(points: Numbers) -> str:
    """Return the text that an array of code points (uint32) stands for."""
    return points.tobytes().decode("utf-32-le", "surrogatepass")


def looked_up(table: Numbers, points: Numbers) -> Numbers:
    """Return table[points] for a table over all code points, several times as fast where nearly all of them are ASCII.

    Parameters
    ----------
    table : array of uint8 or uint32, shape (ALL_POINTS,)
        What it holds for the code points below 128 must fit a byte.
    points : array of uint32
        Code points.
    """
    beyond = np.flatnonzero(points > LAST_ASCII)
    if len(beyond) * FEW > len(points):
        return np.asarray(table[points])
    narrow = table[:256].astype(np.uint8).tobytes()
    found = np.frombuffer(points.astype(np.uint8).tobytes().translate(narrow), dtype=np.uint8).astype(table.dtype)
    found[beyond] = table[points[beyond]]
    return found


def points_of(characters: str) -> list[int]:
    """Return the code points of a regular expression's character class, such as those of `scripts`.

    Parameters
    ----------
    characters : str
        Single characters, and ranges written with a hyphen.
    """
    points: list[int] = []
    at = 0
    while at < len(characters):
        last = at + 2 if characters[at + 1 : at + 2] == "-" else at
        points += range(ord(characters[at]), ord(characters[last]) + 1)
        at = last + 1
    return points
