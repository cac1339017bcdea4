"""Passages far from everything known: no code, hardly a topic, and words that few other documents have."""

from collections import Counter, defaultdict

import numpy as np
import pandas as pd

from pipeline.model.frames import build, from_rows, values
from pipeline.stages.novelty.parts import Corpus, Flags, Inputs, Numbers, Row

LEAST_WORDS = 10  # content words; a shorter segment says too little to be strange
EXPLAINED = 0.3  # of a segment by its topics: from here on they do explain it
SEGMENTS = 12  # listed


def far_segments(corpus: Corpus, inputs: Inputs) -> pd.DataFrame:
    """List the segments that neither codes nor topics explain.

    Parameters
    ----------
    corpus : Corpus
        Documents and words.
    inputs : Inputs
        The tables.

    Returns
    -------
    pandas.DataFrame
        Table `novel_segments`, at most twelve: by what is unexplained times how rare the words are, so that small talk does not come first; every document's
        first before any document's second. Empty without topics: then nothing is known to be far from.
    """
    if not len(inputs.segment_topics):
        return build("novel_segments", {})
    explained = _explained(inputs)
    lengths = np.bincount(corpus.words.segment, minlength=len(explained))
    asserted = {
        key
        for key, status in zip(*(values(inputs.codings, name) for name in ("segment_id", "status")), strict=True)
        if status == "asserted"
    }
    coded = np.asarray([key in asserted for key in values(inputs.segments, "segment_id")], dtype=bool)
    wanted = (lengths >= LEAST_WORDS) & (explained < EXPLAINED) & ~coded & (corpus.home >= 0)
    rarity = _rarity(corpus, wanted)
    score = np.round((1 - explained) * rarity, 9)
    order = sorted(np.flatnonzero(wanted).tolist(), key=lambda row: (-score[row], row))
    columns = ("segment_id", "document_id", "start_char", "end_char", "text")
    held = dict(zip(columns, (values(inputs.segments, name) for name in columns), strict=True))
    first = {held["text"][row]: row for row in reversed(order)}  # the same words twice prove nothing more
    order = [row for row in order if first[held["text"][row]] == row]
    rows: list[Row] = [
        {
            "rank": rank,
            "quote": held["text"][row],
            "explained": round(float(explained[row]), 6),
            "rarity": round(float(rarity[row]), 6),
            "words": int(lengths[row]),
        }
        | {name: held[name][row] for name in columns[:4]}
        for rank, row in enumerate(_spread(order, corpus)[:SEGMENTS], 1)
    ]
    return from_rows("novel_segments", rows)


def _explained(inputs: Inputs) -> Numbers:
    row_of = {key: row for row, key in enumerate(values(inputs.segments, "segment_id"))}
    rows = [row_of[key] for key in values(inputs.segment_topics, "segment_id")]
    weights = values(inputs.segment_topics, "weight")
    return np.minimum(1.0, np.bincount(rows, weights=weights, minlength=len(row_of)))


def _rarity(corpus: Corpus, wanted: Flags) -> Numbers:
    """Return the mean inverse document frequency of the different words of each wanted segment."""
    words, size = corpus.words, max(1, len(corpus.words.terms))
    kept = wanted[words.segment]
    segment, word = np.divmod(np.unique(words.segment[kept] * size + words.word[kept]), size)
    rare = np.log(max(1, len(corpus.documents)) / np.bincount(corpus.holding[0], minlength=size).clip(1))
    total = np.bincount(segment, weights=rare[word], minlength=len(wanted))
    return np.asarray(total / np.bincount(segment, minlength=len(wanted)).clip(1))


def _spread(order: list[int], corpus: Corpus) -> list[int]:
    """Order rows so that every document speaks once before any speaks twice."""
    turns: Counter[int] = Counter()
    rounds: dict[int, list[int]] = defaultdict(list)
    for row in order:
        home = int(corpus.home[row])
        rounds[turns[home]].append(row)
        turns[home] += 1
    return [row for turn in sorted(rounds) for row in rounds[turn]]
