"""New terms: words that mark the latest documents against all earlier ones, organisation by organisation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.model.association import NO_COLUMNS, Association, Judge
from pipeline.model.frames import build, from_rows, values
from pipeline.model.latest import latest
from pipeline.model.settings import Themes
from pipeline.stages.novelty.counts import Counts, compare, kinds_of
from pipeline.stages.novelty.parts import Corpus, Flags, Places, Row, Statistics

TESTED = 150  # exact tests at most; of the words that stand out most
TERMS = 20  # listed
HINTS = 5  # listed when nothing is proven ...
HINTED = 3.84  # ... with at least this log-likelihood, which one word in twenty has by chance
SHOWN_WORDS = 40  # content words beyond which a segment shows a word no better


@dataclass(frozen=True)
class _Judged:
    """A word with what the test says; None where no organisation can tell."""

    word: int
    told: Association | None
    q_value: float | None = None


def new_terms(corpus: Corpus, segments: pd.DataFrame, settings: Themes, statistics: Statistics) -> pd.DataFrame:
    """Find the words that mark the latest documents.

    Parameters
    ----------
    corpus : Corpus
        Documents and words.
    segments : pandas.DataFrame
        The table, for what shows a word.
    settings : Themes
        Level of the intervals and significance.
    statistics : Statistics
        The exact test and its correction.

    Returns
    -------
    pandas.DataFrame
        Table `novel_terms`: words with q below the significance, in latest documents of two organisations (two documents where there is one organisation only);
        where there are none, the strongest few as hints. Empty when there are too few dated documents for two parts.

    Notes
    -----
    A word is compared among documents in the languages that it occurs in, so that a change of language is no news. All words that could reach the level,
    given how many documents hold them in each organisation, are in the family that is corrected for; those that the exact test is not spent on count with p = 1.
    """
    recent = latest([row["date"] for row in corpus.documents[: corpus.dated]])
    if not recent:
        return build("novel_terms", {})
    counts = compare(corpus, recent)
    judges = _Judges(corpus, recent, counts, settings, statistics)
    adjusted = _adjusted(counts, judges, settings, statistics)
    told = _proven(adjusted, counts, judges, settings)
    status = "new" if told else "hint"
    told = told or _hints(adjusted, counts, judges, settings)
    shown = _Shown(corpus, recent, segments)
    return from_rows("novel_terms", [_row(rank, status, one, counts, shown) for rank, one in enumerate(told, 1)])


class _Judges:
    """The exact tests, one for each set of languages, made when first asked."""

    def __init__(self, corpus: Corpus, recent: int, counts: Counts, settings: Themes, statistics: Statistics) -> None:
        self._corpus, self._recent, self._counts = corpus, recent, counts
        self._settings, self._statistics = settings, statistics
        self._made: dict[int, tuple[Places, Judge]] = {}
        self._told: dict[int, Association | None] = {}

    def __call__(self, word: int) -> Association | None:
        if word not in self._told:
            self._told[word] = self._judge(word)
        return self._told[word]

    def _judge(self, word: int) -> Association | None:
        languages = int(self._counts.languages[word])
        if languages not in self._made:
            self._made[languages] = self._make(languages)
        places, judge = self._made[languages]
        return judge(np.isin(places, self._counts.holding(word)).tolist())

    def _make(self, languages: int) -> tuple[Places, Judge]:
        dated = self._corpus.documents[: self._corpus.dated]
        places = np.flatnonzero(kinds_of(dated) & languages)
        scores = [int(place >= len(dated) - self._recent) for place in places]
        strata = [dated[place]["organisation"] or "" for place in places]
        return places, self._statistics.associate(scores, strata, self._settings.confidence)


def _adjusted(counts: Counts, judges: _Judges, settings: Themes, statistics: Statistics) -> dict[int, float]:
    """Return the q-values of the words that stand out most and could reach the level."""
    family = (counts.variance > 0) & (counts.attainable <= settings.significance)
    score = np.round((counts.recent - counts.expected) / np.sqrt(np.maximum(counts.variance, 1e-12)), 9)
    wanted = family & counts.wide & (counts.recent > counts.expected) & (counts.keyness > 0)
    tested = _by(score, wanted, counts)[:TESTED]
    p_values = [1.0 if told is None else told.p_value for told in map(judges, tested)]
    adjusted = statistics.adjust([*p_values, *[1.0] * (int(family.sum()) - len(tested))])
    return dict(zip(tested, adjusted, strict=False))  # the others stand behind


def _proven(adjusted: Mapping[int, float], counts: Counts, judges: _Judges, settings: Themes) -> list[_Judged]:
    found = [_Judged(word, judges(word), q) for word, q in adjusted.items() if q < settings.significance]
    return sorted(found, key=lambda one: _rank(one, counts))[:TERMS]


def _hints(adjusted: Mapping[int, float], counts: Counts, judges: _Judges, settings: Themes) -> list[_Judged]:
    strong = _by(counts.keyness, counts.wide & (counts.keyness >= HINTED), counts)[:TESTED]
    judged = [_Judged(word, judges(word), adjusted.get(word)) for word in strong]
    return [one for one in judged if one.told is None or _leans(one.told, settings)][:HINTS]


def _leans(told: Association, settings: Themes) -> bool:
    return told.odds_ratio > 1 and told.p_value < settings.significance


def _by(score: Any, wanted: Flags, counts: Counts) -> list[int]:
    """Return the wanted words by falling score."""
    return sorted(np.flatnonzero(wanted).tolist(), key=lambda word: (-score[word], counts.terms[word]))


def _rank(one: _Judged, counts: Counts) -> tuple[float, float, str]:
    p_value = one.told.p_value if one.told else 1.0
    return round(p_value, 9), -float(counts.keyness[one.word]), counts.terms[one.word]


class _Shown:
    """Finds the place that shows a word: in a latest document, where it stands most often, in the longest segment up to a limit."""

    def __init__(self, corpus: Corpus, recent: int, segments: pd.DataFrame) -> None:
        self.corpus = corpus
        self._first = corpus.dated - recent
        self._lengths = np.bincount(corpus.words.segment, minlength=len(corpus.home))
        self._segments = {name: values(segments, name) for name in ("segment_id", "document_id")}
        self._order = np.argsort(corpus.words.word, kind="stable")
        self._sorted = corpus.words.word[self._order]

    def __call__(self, word: int) -> Row:
        low, high = np.searchsorted(self._sorted, [word, word + 1])
        tokens = self._order[low:high]
        home = self.corpus.home[self.corpus.words.segment[tokens]]
        dated = (home >= 0) & (home < self.corpus.dated)
        latest_ones = tokens[dated & (home >= self._first)]
        rows, times = np.unique(self.corpus.words.segment[latest_ones], return_counts=True)
        length = np.minimum(self._lengths[rows], SHOWN_WORDS)
        row = int(rows[np.lexsort((rows, -length, -times))[0]])
        token = latest_ones[self.corpus.words.segment[latest_ones] == row].min()
        return {
            "first_date": self.corpus.documents[int(home[dated].min())]["date"],
            "start_char": int(self.corpus.words.start[token]),
            "end_char": int(self.corpus.words.end[token]),
        } | {name: column[row] for name, column in self._segments.items()}


def _row(rank: int, status: str, one: _Judged, counts: Counts, shown: _Shown) -> Row:
    word = one.word
    return {
        "rank": rank,
        "term": counts.terms[word],
        "status": status,
        "documents": int(counts.recent[word]),
        "total": int(counts.total[word]),
        "documents_before": int(counts.before[word]),
        "total_before": int(counts.total_before[word]),
        "organisations": int(counts.organisations[word]),
        "keyness": round(float(counts.keyness[word]), 6),
        **(one.told.columns if one.told else NO_COLUMNS),
        "q_value": one.q_value,
    } | shown(word)
