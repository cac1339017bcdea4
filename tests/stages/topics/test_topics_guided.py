"""Topics that begin from the codebook's codes."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.model.frames import from_rows, values
from pipeline.stages.topics import Inputs
from tests.stages.topics.test_passages import tables
from tests.stages.topics.test_topics import CHILDREN, THEMES, Fake, agreement, find


def codings(corpus: Inputs, codes: Mapping[str, str]) -> pd.DataFrame:
    plain = {"coder": "rules", "status": "asserted", "start_char": 0, "end_char": 1, "quote": "x"}
    return from_rows(
        "codings",
        [
            {"coding_id": key, "segment_id": key, "document_id": key[:3], "code_id": code} | plain
            for key, code in codes.items()
        ],
    )


def two_ways(seed: int = 0) -> tuple[Inputs, dict[str, str], dict[str, str]]:
    """Make a corpus that can be parted in two ways: each segment is on team or care, and on garden or children."""
    random = np.random.default_rng(seed)
    pairs = [(place % 2, place // 2 % 2) for place in range(80)]
    parts = [[THEMES[0], THEMES[1]], [THEMES[2], CHILDREN]]
    lines = [
        " ".join(random.permutation([*random.permutation(parts[0][a])[:6], *random.permutation(parts[1][b])[:6]]))
        for a, b in pairs
    ]
    corpus = tables(*(lines[place : place + 8] for place in range(0, 80, 8)))
    keys = values(corpus.segments, "segment_id")
    first = {key: ("team", "care")[a] for key, (a, _) in zip(keys, pairs, strict=True)}
    return corpus, first, {key: ("garden", "children")[b] for key, (_, b) in zip(keys, pairs, strict=True)}


@pytest.mark.parametrize("way", [0, 1])
def test_topics_that_begin_from_codes_part_a_corpus_as_the_codes_do(way: int) -> None:
    corpus, *ways = two_ways()
    half = dict(list(ways[way].items())[:40])
    found = find(replace(corpus, codings=codings(corpus, half)), guided=True, count=2)
    assert agreement(found, corpus, list(ways[way].values())) == 1.0
    assert agreement(found, corpus, list(ways[1 - way].values())) < 0.1


@pytest.mark.parametrize(("guided", "count", "begun"), [(True, 2, 2), (True, 1, 1), (False, 2, None)])
def test_a_model_begins_from_as_many_codes_as_topics_where_that_is_set(
    guided: bool, count: int, begun: int | None
) -> None:
    corpus, first, _ = two_ways()
    fake = Fake([[1.0]] * 80, {"团队": 1.0})
    find(replace(corpus, codings=codings(corpus, first)), fake.tools, guided=guided, count=count)
    ((_, start),) = fake.asked
    if begun is None:
        assert start is None
    else:
        assert start is not None and not start.held
        # of the two equally common codes care is the first
        assert start.topics.tolist() == [{"care": 0, "team": begun - 1 or -1}[code] for code in first.values()]
