"""Tokenise: segments in, their tokens and lemmas out, each run of script cut by its own tokenizer."""

import re
from collections.abc import Callable
from itertools import accumulate

import pandas as pd

from pipeline.model.frames import build, check, values
from pipeline.model.scripts import CHINESE

Cutter = Callable[[str], list[str]]
_SIGNS = "\u2018-\u201f\u2026\u3001-\u3004\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_RUN = re.compile(rf"(?P<chinese>[{CHINESE}]+)|(?P<sign>[{_SIGNS}])|(?P<other>[^\s{CHINESE}{_SIGNS}]+)")


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
    cut_chinese, cut_english : callable
        A run of Chinese characters, or a chunk of anything else without white space, to its tokens, which joined give the chunk.
    lemma : callable
        A lower-case English token to its lemma.
    progress : callable, optional
        Told after each segment how many are done.

    Returns
    -------
    pandas.DataFrame
        Table `tokens`, a row per segment in the same order. A sentence in both languages is cut right in both halves: 用Zoom开会
        gives 用, Zoom, 开会. Each distinct chunk of English is cut once. White space is no token; signs are.

    Raises
    ------
    TableError
        When `segments` does not fit its schema.
    """
    check("segments", segments)
    chunks: dict[str, list[str]] = {}
    lemmas: dict[str, str] = {}
    columns: dict[str, list[object]] = {name: [] for name in ("segment_id", "token", "lemma", "start_char", "end_char")}
    rows = zip(*(values(segments, name) for name in ("segment_id", "start_char", "text")), strict=True)
    for done, (segment_id, offset, text) in enumerate(rows, 1):
        tokens, starts = _cut(text, chunks, cut_chinese, cut_english)
        columns["segment_id"].append(segment_id)
        columns["token"].append(tokens)
        columns["lemma"].append([_lemma(token, lemmas, lemma) for token in tokens])
        columns["start_char"].append([offset + start for start in starts])
        columns["end_char"].append([offset + start + len(token) for token, start in zip(tokens, starts, strict=True)])
        progress(done)
    return build("tokens", columns)


def _cut(
    text: str, chunks: dict[str, list[str]], cut_chinese: Cutter, cut_english: Cutter
) -> tuple[list[str], list[int]]:
    tokens: list[str] = []
    starts: list[int] = []
    for run in _RUN.finditer(text):
        chunk = run.group()
        if run.lastgroup == "chinese":
            parts = cut_chinese(chunk)
        elif run.lastgroup == "sign":
            parts = [chunk]
        else:
            parts = chunks[chunk] if chunk in chunks else chunks.setdefault(chunk, cut_english(chunk))
        tokens += parts
        starts += [run.start() + end - len(part) for end, part in zip(accumulate(map(len, parts)), parts, strict=True)]
    return tokens, starts


def _lemma(token: str, known: dict[str, str], lemma: Callable[[str], str]) -> str:
    if token not in known:
        known[token] = lemma(token.lower()) if token.isascii() and token.isalpha() else token.lower()
    return known[token]
