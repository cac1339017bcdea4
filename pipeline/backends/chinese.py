"""Chinese word segmentation: rjieba (Rust, the default) or jieba, same dictionary and algorithm."""

import logging
from collections.abc import Callable
from functools import cache


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


@cache
def lexicon() -> dict[str, tuple[int, str]]:
    """Return the dictionary that both segmenters use.

    Returns
    -------
    dict
        A word to its frequency and its part of speech (jieba's tags: 'nr' a person, 'ns' a place ...), some 350,000. A word that is missing
        was guessed by the segmenter. Do not change it: it is read once.
    """
    import jieba

    with jieba.get_dict_file() as file:
        lines = file.read().decode().splitlines()
    entries = (line.split(" ") for line in lines)
    return {word: (int(frequency), tag) for word, frequency, tag in entries}
