"""Traditional to simplified Chinese, character by character (OpenCC's own table)."""

from functools import cache


@cache
def _converter() -> "object":
    import opencc

    return opencc.OpenCC("t2s")


@cache
def simplify(character: str) -> str:
    """Return the simplified form of one character; one that has none stays."""
    return str(_converter().convert(character))  # type: ignore[attr-defined]
