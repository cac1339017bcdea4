"""Fold text for matching: a shadow of the text, one code point for each of it, so that no offset ever needs a map."""

import unicodedata
from collections.abc import Callable
from functools import cache

import numpy as np

from pipeline.model.points import ALL_POINTS, LAST_ASCII, Numbers, looked_up

_APOSTROPHES = dict.fromkeys("‘’ʼ`´", "'")
UNKNOWN = 0xFFFFFFFF  # no code point
FEW = 20_000  # characters that are looked through for new ones at a time


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
        self._table = np.full(ALL_POINTS, UNKNOWN, dtype=np.uint32)
        self._table[: LAST_ASCII + 1] = [ord(self._fold(chr(point))) for point in range(LAST_ASCII + 1)]

    def points(self, points: Numbers) -> Numbers:
        """Fold code points."""
        folded = looked_up(self._table, points)
        if folded.max(initial=0) < UNKNOWN:
            return folded
        places = np.flatnonzero(folded == UNKNOWN)
        unknown = held = points[places]
        while len(unknown := unknown[self._table[unknown] == UNKNOWN]):
            for point in set(unknown[:FEW].tolist()):  # a text soon shows most of its characters
                self._table[point] = ord(self._fold(chr(point)))
        folded[places] = self._table[held]
        return folded

    def characters(self) -> set[str]:
        """Return all that the code points folded so far have become."""
        return set(map(chr, self._table[self._table != UNKNOWN].tolist()))

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


def _one(candidate: str, otherwise: str) -> str:
    return candidate if len(candidate) == 1 else otherwise
