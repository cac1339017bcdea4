"""Chinese word segmentation: rjieba (Rust, the default) or jieba, same dictionary and algorithm."""

import logging
from collections.abc import Callable


def cutter(name: str) -> Callable[[str], list[str]]:
    """Return the segmenter of that name.

    Parameters
    ----------
    name : str
        'rjieba' or 'jieba'.

    Returns
    -------
    callable
        Chinese text to words, which joined give the text; with the hidden Markov model for unknown words. A line end is a word of its own,
        and each line is cut as if it stood alone.
    """
    return _jieba() if name == "jieba" else _rjieba()


def _rjieba() -> Callable[[str], list[str]]:
    import rjieba

    return lambda text: rjieba.cut(text, True)


def _jieba() -> Callable[[str], list[str]]:
    import jieba

    jieba.setLogLevel(logging.WARNING)  # else it writes to the terminal while it loads
    return lambda text: jieba.lcut(text, HMM=True)
