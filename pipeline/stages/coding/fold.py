"""Fold text for matching: a shadow of the text, one code point for each of it, so that no offset ever needs a map."""

import unicodedata
from collections.abc import Callable
from functools import cache

import numpy as np

from pipeline.stages.coding.spans import Numbers

_APOSTROPHES = dict.fromkeys("‘’ʼ`´", "'")
ALL_POINTS = 0x110000  # code points that there are


class Folding:
    """Folds full width, case and traditional characters, one to one.

    Parameters
    ----------
    simplify : callable
        Turns one traditional character into its simplified one.

    Notes
    -----
    What does not fold to exactly one code point (ß in upper case, ㎏, …) stays as it is. Each distinct character is folded once.
    """

    def __init__(self, simplify: Callable[[str], str]) -> None:
        self._simplify = simplify
        self._fold = cache(self._folded)
        self._table = np.arange(ALL_POINTS, dtype=np.uint32)
        self._known = np.zeros(ALL_POINTS, dtype=bool)

    def points(self, points: Numbers) -> Numbers:
        """Fold code points."""
        new = np.flatnonzero((np.bincount(points, minlength=ALL_POINTS) > 0) & ~self._known)
        for point in new.tolist():
            self._table[point] = ord(self._fold(chr(point)))
        self._known[new] = True
        return self._table[points]

    def text(self, text: str) -> str:
        """Fold a text."""
        return "".join(map(self._fold, text))

    def _folded(self, character: str) -> str:
        if "\ud800" <= character <= "\udfff":
            return character
        folded = _one(unicodedata.normalize("NFKC", character), character)
        folded = _one(folded.lower(), folded)
        folded = _APOSTROPHES.get(folded, folded)
        return _one(self._simplify(folded), folded) if folded > "\u3400" else folded


def code_points(text: str) -> Numbers:
    """Return a text as an array of its code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _one(candidate: str, otherwise: str) -> str:
    return candidate if len(candidate) == 1 else otherwise
