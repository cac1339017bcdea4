"""Words that mark a part of a corpus: what can be said when there is too little text for topics."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log

import pandas as pd

from pipeline.model.frames import from_rows, values
from pipeline.stages.topics.passages import Cut

DIMENSIONS = ("stage", "organisation", "kind")
TERMS = 10  # a group
LEAST_GROUP = 2  # documents; one alone is a story


def key_terms(cut: Cut, homes: Mapping[str, str], documents: pd.DataFrame) -> pd.DataFrame:
    """Find the terms that mark the documents of each stage, organisation and kind.

    Parameters
    ----------
    cut : Cut
        The passages' words.
    homes : mapping of str to str
        segment_id to document_id.
    documents : pandas.DataFrame
        The table.

    Returns
    -------
    pandas.DataFrame
        Table `key_terms`: log-likelihood keyness (Dunning 1993) of the number of documents that hold a term, in a group against all others; where there are
        no two groups to compare, the terms in most documents.
    """
    held: dict[str, set[str]] = defaultdict(set)
    for passage in cut.passages:
        for word in passage.words:
            if word in cut.listable:
                held[homes[passage.ids[0]]].add(word)
    where: dict[str, set[str]] = defaultdict(set)
    for document, words in held.items():
        for word in words:
            where[word].add(document)
    known = {homes[passage.ids[0]] for passage in cut.passages}
    rows = [row for dimension in DIMENSIONS for row in _groups(dimension, where, known, documents)]
    if not rows:
        widest = sorted((word for word in where if len(where[word]) > 1), key=lambda word: (-len(where[word]), word))
        rows = [_row("", "", rank, word, None, len(where[word])) for rank, word in enumerate(widest[:TERMS], 1)]
    return from_rows("key_terms", rows)


def _groups(
    dimension: str, where: Mapping[str, set[str]], known: set[str], documents: pd.DataFrame
) -> list[dict[str, object]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for document, value in zip(values(documents, "document_id"), values(documents, dimension), strict=True):
        if value and document in known:
            groups[value].add(document)
    groups = {value: members for value, members in groups.items() if len(members) >= LEAST_GROUP}
    if len(groups) < 2:
        return []
    compared = set().union(*groups.values())
    return [row for value in sorted(groups) for row in _marked(dimension, value, groups[value], compared, where)]


def _marked(
    dimension: str, value: str, group: set[str], compared: set[str], where: Mapping[str, set[str]]
) -> list[dict[str, object]]:
    found: Sequence[tuple[float, str, int]] = sorted(
        (
            (
                -keyness(len(having & group), len(having & compared), len(group), len(compared)),
                word,
                len(having & group),
            )
            for word, having in where.items()
            if len(having & group) >= LEAST_GROUP
        ),
    )
    return [
        _row(dimension, value, rank, word, round(-score, 6), count)
        for rank, (score, word, count) in enumerate((row for row in found[:TERMS] if row[0] < 0), 1)
    ]


def keyness(inside: int, both: int, group: int, total: int) -> float:
    """Return the log-likelihood of a word that `inside` of the group's and `both` of all documents hold; 0 where it is no commoner in the group."""
    outside, others = both - inside, total - group
    if not others or inside * others <= outside * group:
        return 0.0
    share = both / total
    cells = (
        (inside, group * share),
        (outside, others * share),
        (group - inside, group * (1 - share)),
        (others - outside, others * (1 - share)),
    )
    return 2 * sum(seen * log(seen / wanted) for seen, wanted in cells if seen)


def _row(dimension: str, value: str, rank: int, term: str, score: float | None, documents: int) -> dict[str, object]:
    return {
        "dimension": dimension,
        "value": value,
        "rank": rank,
        "term": term,
        "keyness": score,
        "documents": documents,
    }
