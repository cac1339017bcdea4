"""How many documents hold each word, latest and earlier, within organisations: all words at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.stages.novelty.parts import Corpus, Flags, Numbers, Places, Row

LEAST_ORGANISATIONS = 2  # that hold a word lately; what one of them talks about is its own affair ...
LEAST_DOCUMENTS = 2  # ... and documents, where there is only one organisation


@dataclass(frozen=True)
class Counts:
    """Arrays over all words.

    Parameters
    ----------
    recent, before, total, total_before : ndarray of int
        Documents, latest and earlier, that hold a word, and all in the languages that it occurs in.
    organisations : ndarray of int
        With a latest document that holds it.
    languages : ndarray of int
        The languages that it occurs in, one bit each.
    keyness : ndarray
        Log-likelihood of the four counts; 0 where it is no commoner in the latest documents.
    expected, variance : ndarray
        Of `recent`, when latest and earlier are alike within organisations (Mantel and Haenszel 1959).
    attainable : ndarray
        The chance that all documents of a word that can be are latest ones: the least p-value there could be.
    wide : ndarray of bool
        Whether enough organisations, or documents, hold it lately.
    """

    terms: tuple[str, ...]
    recent: Places
    before: Places
    total: Places
    total_before: Places
    organisations: Places
    languages: Places
    keyness: Numbers
    expected: Numbers
    variance: Numbers
    attainable: Numbers
    wide: Flags
    pairs: tuple[Places, Places]

    def holding(self, word: int) -> Places:
        """Return the places of the dated documents that hold a word."""
        words, places = self.pairs
        low, high = np.searchsorted(words, [word, word + 1])
        return places[low:high]


def kinds_of(documents: Sequence[Row]) -> Places:
    """Return the language of each document as a bit of its own."""
    names = sorted({row["language"] or "" for row in documents})
    return np.asarray([1 << names.index(row["language"] or "") for row in documents], dtype=np.int64)


def compare(corpus: Corpus, recent: int) -> Counts:
    """Count the dated documents of each word; the last `recent` of them are the latest ones."""
    size = len(corpus.words.terms)
    dated = corpus.documents[: corpus.dated]
    word, place = (column[corpus.holding[1] < len(dated)] for column in corpus.holding)
    late = np.arange(len(dated)) >= len(dated) - recent
    kind = kinds_of(dated)
    languages = np.zeros(size, dtype=np.int64)
    np.bitwise_or.at(languages, word, kind[place])
    held = np.bincount(word[late[place]], minlength=size), np.bincount(word[~late[place]], minlength=size)
    totals = np.zeros((2, size), dtype=np.int64)
    moments = np.zeros((3, size))
    strata = _numbered([row["organisation"] or "" for row in dated])
    for some in np.unique(languages[word]):
        among = (kind & some) > 0
        chosen = languages == some
        totals[:, chosen] = [[(late & among).sum()], [(~late & among).sum()]]
        mine = chosen[word]
        moments += _moments((word[mine], place[mine]), strata, late, among, size)
    organisations, several = _organisations(dated, word, place, late, size)
    return Counts(
        terms=corpus.words.terms,
        recent=held[0],
        before=held[1],
        total=totals[0],
        total_before=totals[1],
        organisations=organisations,
        languages=languages,
        keyness=_keyness(held[0], held[1], totals[0], totals[1]),
        expected=moments[0],
        variance=moments[1],
        attainable=np.exp(moments[2]),
        wide=organisations >= LEAST_ORGANISATIONS if several else held[0] >= LEAST_DOCUMENTS,
        pairs=(word, place),
    )


def _numbered(names: Sequence[str]) -> Places:
    return np.asarray(np.unique(np.asarray(names, dtype=object).astype(str), return_inverse=True)[1], dtype=np.int64)


def _moments(pairs: tuple[Places, Places], strata: Places, late: Flags, among: Flags, size: int) -> Numbers:
    """Return mean and variance of the latest documents of each word, and the logarithm of the chance of the most there can be."""
    word, place = pairs
    groups = int(strata.max()) + 1
    total = np.bincount(strata[among], minlength=groups)
    lately = np.bincount(strata[among & late], minlength=groups)
    key, n = np.unique(word * groups + strata[place], return_counts=True)
    word, group = np.divmod(key, groups)
    big, small = total[group], lately[group]
    mean = n * small / big
    variance = mean * (1 - small / big) * (big - n) / np.maximum(1, big - 1)
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, len(strata) + 1)))))

    def ways(of: Places, chosen: Places) -> Numbers:
        return np.asarray(logs[of] - logs[chosen] - logs[of - chosen])

    most = np.minimum(small, n)
    extreme = ways(small, most) + ways(big - small, n - most) - ways(big, n)
    return np.asarray([np.bincount(word, weights=weights, minlength=size) for weights in (mean, variance, extreme)])


def _organisations(dated: Sequence[Row], word: Places, place: Places, late: Flags, size: int) -> tuple[Places, bool]:
    """Return how many organisations hold each word lately, and whether there is more than one at all."""
    names = [row["organisation"] or "" for row in dated]
    number = _numbered(names)
    named = np.asarray([bool(name) for name in names])
    kept = late[place] & named[place]
    groups = len(dated)
    held, _ = np.divmod(np.unique(word[kept] * groups + number[place[kept]]), groups)
    return np.bincount(held, minlength=size), len(set(names) - {""}) >= LEAST_ORGANISATIONS


def _keyness(recent: Places, before: Places, total: Places, total_before: Places) -> Numbers:
    share = (recent + before) / np.maximum(1, total + total_before)
    cells = (
        (recent, total * share),
        (before, total_before * share),
        (total - recent, total * (1 - share)),
        (total_before - before, total_before * (1 - share)),
    )
    found = np.zeros(len(recent))
    for seen, wanted in cells:
        there = seen > 0
        found[there] += 2 * seen[there] * np.log(seen[there] / wanted[there])
    commoner = recent * total_before > before * total
    return np.asarray(np.where(commoner & (total_before > 0), np.maximum(0.0, found), 0.0))
