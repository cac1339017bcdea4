"""Texts as arrays of Unicode code points, and back."""

from typing import Any

import numpy as np

Numbers = np.ndarray[Any, Any]
ALL_POINTS = 0x110000  # code points that there are


def code_points(text: str) -> Numbers:
    """Return a text as an array of its code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(points: Numbers) -> str:
    """Return the text that an array of code points (uint32) stands for."""
    return points.tobytes().decode("utf-32-le", "surrogatepass")


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
