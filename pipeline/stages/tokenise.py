"""Tokenise: segments in, their tokens and lemmas out, each run of script cut by its own tokenizer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.model.errors import StageError
from pipeline.model.frames import build, check, values
from pipeline.model.points import ALL_POINTS, Numbers, code_points, points_of, text_of
from pipeline.model.schema import COUNTS, TEXTS
from pipeline.model.scripts import CHINESE, CHINESE_SIGNS, SPACES

Cutter = Callable[[str], list[str]]
BATCH = 1_000_000  # characters cut at once: the words of so many take some 100 MB
END = "\n"  # stands behind every segment, and between the runs of Chinese that are cut in one go
_OTHER, _SPACE, _CHINESE, _SIGN = range(4)


def _kinds() -> Numbers:
    """Return per code point what it is."""
    table = np.full(ALL_POINTS, _OTHER, dtype=np.uint8)
    for kind, characters in ((_SPACE, SPACES), (_CHINESE, CHINESE), (_SIGN, CHINESE_SIGNS)):
        table[points_of(characters)] = kind
    return table


KINDS = _kinds()


def tokenise(
    segments: pd.DataFrame,
    *,
    cut_chinese: Cutter,
    cut_english: Cutter,
    lemma: Callable[[str], str],
    progress: Callable[[int], None] = lambda done: None,
) -> pd.DataFrame:
    """Cut segments into tokens.

    Parameters
    ----------
    segments : pandas.DataFrame
        Table `segments`.
    cut_chinese : callable
        Runs of Chinese characters, a line each, to their words, which joined give the text (line ends may be left out). It is called
        once for many runs, and must cut each as if it stood alone.
    cut_english : callable
        A chunk of anything else without white space to its tokens, which joined give the chunk.
    lemma : callable
        A lower-case English token to its lemma.
    progress : callable, optional
        Told after each batch of about a million characters how many segments are done.

    Returns
    -------
    pandas.DataFrame
        Table `tokens`, a row per segment in the same order. A sentence in both languages is cut right in both halves: 用Zoom开会
        gives 用, Zoom, 开会. Each distinct chunk of English is cut once. White space is no token; signs are.

    Raises
    ------
    TableError
        When `segments` does not fit its schema.
    StageError
        When the tokens of a cutter do not give its text.
    """
    check("segments", segments)
    texts = values(segments, "text")
    offsets = np.asarray(segments["start_char"].array, dtype=np.int64)
    tools = _Tools(cut_chinese, _tokens(cut_english), _lemmas(lemma))
    parts: dict[str, list[pa.Array]] = {"token": [], "lemma": [], "start_char": [], "end_char": []}
    for low, high in _batches(texts):
        for name, part in _columns(_Text(texts[low:high]), offsets[low:high], tools).items():
            parts[name].append(part)
        progress(high)
    types = {"token": TEXTS, "lemma": TEXTS, "start_char": COUNTS, "end_char": COUNTS}
    columns = {name: pa.chunked_array(part, type=types[name]) for name, part in parts.items()}
    return build("tokens", {"segment_id": values(segments, "segment_id"), **columns})


@dataclass(frozen=True)
class _Tools:
    """Chinese to words, a unit (a Chinese word, a sign or a chunk of anything else) to tokens in one string, a token to its lemma."""

    cut_chinese: Cutter
    tokens: Callable[[str], str]
    lemma: Callable[[str], str]


class _Text:
    """Segments laid end to end, each with END behind it: code points, what each is, and where segments and runs begin."""

    def __init__(self, texts: list[str]) -> None:
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
        self.begins = np.cumsum(lengths) - lengths
        self.points = code_points(END.join(texts) + END)
        self.kinds = KINDS[self.points]
        self.inside = self.kinds != _SPACE
        self.first = self.kinds == _SIGN
        self.first[0] = True
        self.first[1:] |= self.kinds[1:] != self.kinds[:-1]


def _batches(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Return from which to which segment the batches go; a segment is never parted."""
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)
    low = done = 0
    while low < len(texts):
        high = min(int(np.searchsorted(ends, done + BATCH)) + 1, len(texts))
        yield low, high
        low, done = high, int(ends[high - 1])


def _columns(text: _Text, offsets: Numbers, tools: _Tools) -> dict[str, pa.Array]:
    """Return the list columns of the segments of a text, which begin at some offsets in their documents."""
    first, inside = text.first, text.inside
    first[_chinese_starts(text, tools.cut_chinese)] = True
    first &= inside
    starts = np.flatnonzero(first)
    ends = np.flatnonzero(inside[:-1] & (first[1:] | ~inside[1:])) + 1  # the last character is END, never inside
    units = _strings(text.points[inside], ends - starts).dictionary_encode()
    distinct = units.dictionary.to_pylist()
    parts = list(map(tools.tokens, distinct))
    tokens = " ".join(parts).split(" ") if parts else []
    lengths = np.fromiter(map(len, tokens), dtype=np.int64, count=len(tokens))
    counts = np.fromiter((part.count(" ") + 1 for part in parts), dtype=np.int64, count=len(parts))
    _refuse_other("".join(tokens), "".join(distinct), "cut_english")
    starts, number = _spread(starts, units.indices.to_numpy(), counts, lengths)
    rows = np.append(np.searchsorted(starts, text.begins), len(starts))
    starts += np.repeat(offsets - text.begins, np.diff(rows))
    strings = {"token": tokens, "lemma": list(map(tools.lemma, tokens))}
    columns = {name: pa.array(held, type=pa.string()).take(pa.array(number)) for name, held in strings.items()}
    columns |= {"start_char": pa.array(starts), "end_char": pa.array(starts + lengths[number])}
    return {name: pa.ListArray.from_arrays(pa.array(rows, type=pa.int32()), column) for name, column in columns.items()}


def _spread(starts: Numbers, unit: Numbers, counts: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """Go from units to tokens.

    Parameters
    ----------
    starts, unit : array of int
        Where each unit begins, and which one it is.
    counts : array of int
        How many tokens each distinct unit has.
    lengths : array of int
        How long each of these tokens is, unit by unit.

    Returns
    -------
    starts, number : array of int
        Where each token begins, and its place in `lengths`.
    """
    many = counts[unit]
    begun = np.cumsum(counts) - counts
    number = np.arange(many.sum()) + np.repeat(begun[unit] - (np.cumsum(many) - many), many)
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts, many) + (before - np.repeat(before[begun], counts))[number], number


def _chinese_starts(text: _Text, cut: Cutter) -> Numbers:
    """Return where Chinese words begin; places between the runs may be among them."""
    chinese = text.kinds == _CHINESE
    held = chinese.copy()
    held[1:] |= chinese[:-1]  # each run with the place behind it, which stands for its end
    places = np.flatnonzero(held)[:-1]
    if not len(places):
        return places
    runs = text_of(np.where(chinese[places], text.points[places], np.uint32(ord(END))))
    words = cut(runs)
    joined = "".join(words)
    if joined != runs:
        _refuse_other(joined, runs.replace(END, ""), "cut_chinese")
        places = places[chinese[places]]
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    return np.asarray(places[np.cumsum(lengths) - lengths])


def _strings(points: Numbers, lengths: Numbers) -> pa.StringArray:
    """Cut code points into strings of some lengths, without a Python string for each."""
    ends = np.cumsum(lengths)
    further = sum((points >= least).view(np.uint8) for least in (0x80, 0x800, 0x10000))  # UTF-8 bytes beyond the first
    offsets = np.concatenate([[0], ends + np.cumsum(further, dtype=np.int32)[ends - 1]])
    data = text_of(points).encode()
    return pa.StringArray.from_buffers(len(lengths), pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(data))


def _tokens(cut_english: Cutter) -> Callable[[str], str]:
    """Make a function that gives the tokens of a unit with a blank between them, and cuts each chunk once.

    Chinese words and signs are tokens themselves. One string, not a list: a list for every distinct chunk keeps the garbage collector busy.
    """

    @cache
    def tokens(unit: str) -> str:
        return " ".join(cut_english(unit)) if KINDS.item(ord(unit[0])) == _OTHER else unit

    return tokens


def _lemmas(lemma: Callable[[str], str]) -> Callable[[str], str]:
    """Make a function that gives the lemma of a token of either language, and asks for each once."""

    @cache
    def lemma_of(token: str) -> str:
        return lemma(token.lower()) if token.isascii() and token.isalpha() else token.lower()

    return lemma_of


def _refuse_other(joined: str, text: str, name: str) -> None:
    if joined != text:
        raise StageError(
            f"tokenise: the tokens of {name} joined do not give its text. Please report it with this line.",
            f"分词阶段：{name} 切出的词连起来不等于原文。请附上本行反馈。",
        )
