"""The content words of a corpus, as arrays: a hundred thousand segments are read in about a second."""

from typing import Any

import numpy as np
import pandas as pd

from pipeline.model.aliases import ALIAS
from pipeline.model.content_words import content_words
from pipeline.model.frames import array, counted, lists, values
from pipeline.model.metadata import is_label
from pipeline.stages.novelty.parts import Corpus, Flags, Inputs, Places, Words


def read(inputs: Inputs, stop_words: frozenset[str]) -> Corpus:
    """Read the documents that count (status ok, with a segment) and their content words."""
    homes = values(inputs.segments, "document_id")
    kept = counted(inputs.documents, inputs.segments)
    kept.sort(key=lambda row: (not row["date"], row["date"] or "", row["document_id"]))
    place = {row["document_id"]: number for number, row in enumerate(kept)}
    home = np.asarray([place.get(one, -1) for one in homes], dtype=np.int64)
    words = _words(inputs, stop_words)
    of_word = home[words.segment]
    size = max(1, len(kept))
    word, holder = np.divmod(np.unique(words.word[of_word >= 0] * size + of_word[of_word >= 0]), size)
    return Corpus(tuple(kept), sum(bool(row["date"]) for row in kept), home, words, (word, holder))


def _words(inputs: Inputs, stop_words: frozenset[str]) -> Words:
    segments = inputs.segments
    row_of = {key: row for row, key in enumerate(values(segments, "segment_id"))}
    rows_of_tokens = np.asarray([row_of[key] for key in values(inputs.tokens, "segment_id")], dtype=np.int64)
    texts = values(segments, "text")
    begin = np.asarray(values(segments, "start_char"), dtype=np.int64)
    held = array(inputs.tokens, "lemma")
    encoded = held.flatten().dictionary_encode()
    lemmas: list[str] = encoded.dictionary.to_pylist()
    telling = content_words(lemmas, set(values(segments, "speaker")), stop_words)
    number = np.full(len(lemmas), -1, dtype=np.int64)
    terms = tuple(lemma for lemma in lemmas if lemma in telling)
    number[[place for place, lemma in enumerate(lemmas) if lemma in telling]] = np.arange(len(terms))
    word = number[encoded.indices.to_numpy()] if len(lemmas) else np.empty(0, dtype=np.int64)
    segment = np.repeat(rows_of_tokens, held.value_lengths().to_numpy().astype(np.int64))
    start, end = (_flat(inputs.tokens, name) for name in ("start_char", "end_char"))
    headings = np.asarray([is_label(text) for text in texts], dtype=bool)
    kept = word >= 0
    kept[kept] = ~headings[segment[kept]]
    kept &= ~_masked(segment, start - begin[segment] if len(begin) else start, texts)
    return Words(terms, word[kept], segment[kept], start[kept], end[kept])


def _flat(tokens: pd.DataFrame, name: str) -> Places:
    return np.asarray(lists(tokens, name)[0], dtype=np.int64)


def _masked(segment: Places, start: Places, texts: list[Any]) -> Flags:
    """Tell which tokens stand inside an alias: [人物07] is no word."""
    spans = [(row, *alias.span()) for row, text in enumerate(texts) if "[" in text for alias in ALIAS.finditer(text)]
    if not spans:
        return np.zeros(len(segment), dtype=bool)
    row, low, high = np.asarray(spans, dtype=np.int64).T
    longest = max(map(len, texts)) + 1
    last = np.searchsorted(row * longest + low, segment * longest + start, side="right") - 1
    inside: Flags = (last >= 0) & (row[last] == segment) & (start < high[last])
    return inside
