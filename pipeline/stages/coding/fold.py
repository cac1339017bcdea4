"""Fold text for matching: a shadow string, one code point for each of the text, so that no offset ever needs a map."""

import re
import unicodedata
from collections.abc import Callable

from pipeline.model.scripts import LATIN

WORD = re.compile(f"[{LATIN}]+(?:'[{LATIN}]+)*")
SENTENCE_STOP = re.compile(r"[。!?;]|\.(?=\s|$|[\"'”’)])")
CLAUSE_STOP = re.compile(r"[,、:]")
_APOSTROPHES = dict.fromkeys("‘’ʼ`´", "'")


class Folding(dict[int, str]):
    """A table for `str.translate` that fills itself: full width, case and traditional characters folded one to one.

    Parameters
    ----------
    simplify : callable
        Turns one traditional character into its simplified one.

    Notes
    -----
    What does not fold to exactly one code point (ß in upper case, ㎏, …) stays as it is.
    """

    def __init__(self, simplify: Callable[[str], str]) -> None:
        super().__init__()
        self._simplify = simplify

    def __missing__(self, point: int) -> str:
        """Fold one code point and remember it."""
        character = chr(point)
        folded = _one(unicodedata.normalize("NFKC", character), character)
        folded = _one(folded.lower(), folded)
        folded = _APOSTROPHES.get(folded, folded)
        if folded > "\u3400":
            folded = _one(self._simplify(folded), folded)
        self[point] = folded
        return folded


def _one(candidate: str, otherwise: str) -> str:
    return candidate if len(candidate) == 1 else otherwise
