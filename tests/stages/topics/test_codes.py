"""How topics and codes go together."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pipeline.model.frames import build, from_rows
from pipeline.model.topic_fit import Numbers
from pipeline.stages.topics.codes import coded, compare, guides
from pipeline.stages.topics.passages import Passage

Row = dict[str, Any]
Rows = Callable[..., list[Row]]


def codings(*made: tuple[str, str, str]) -> pd.DataFrame:
    """Make codings of (segment, code, status)."""
    rows = [
        {
            "coding_id": str(number),
            "segment_id": segment,
            "document_id": "d",
            "code_id": code,
            "coder": "rules",
            "status": status,
            "start_char": 0,
            "end_char": 1,
            "quote": "x",
        }
        for number, (segment, code, status) in enumerate(made)
    ]
    return from_rows("codings", rows)


def passages(*ids: str) -> list[Passage]:
    """Make a passage of each string of segment_ids."""
    return [Passage(tuple(one.split()), []) for one in ids]


def begun(*held: str, count: int = 9) -> list[int] | None:
    """Begin with passages of one segment each, whose codes are given."""
    segments = [f"s{number}" for number in range(len(held))]
    codes = {key: set(some.split()) for key, some in zip(segments, held, strict=True)}
    start = guides(passages(*segments), codes, count)
    return None if start is None else start.topics.tolist()


def test_a_segment_carries_what_is_asserted_there_once() -> None:
    made = codings(
        ("a", "roles", "asserted"),
        ("a", "roles", "asserted"),
        ("a", "trust", "asserted"),
        ("b", "trust", "negated"),
        ("c", "roles", "negated"),
        ("c", "trust", "asserted"),
    )
    assert coded(made) == {"a": {"roles", "trust"}, "c": {"trust"}}
    assert coded(build("codings", {})) == {}


def test_each_code_begins_a_topic_the_commonest_first_and_uncoded_passages_in_none() -> None:
    assert begun("care", "care", "roles", "roles", "", "roles", "care", "roles") == [1, 1, 0, 0, -1, 0, 1, 0]
    # of equally common ones the first by name
    assert begun("b", "a", "b", "a", "b", "a") == [1, 0, 1, 0, 1, 0]


def test_a_code_of_fewer_than_three_passages_guides_nothing() -> None:
    assert begun("roles", "roles", "roles", "care", "care") == [0, 0, 0, -1, -1]
    assert begun("roles", "roles", "care", "care") is None
    assert begun() is None


def test_as_many_codes_guide_as_topics_are_asked_for() -> None:
    held = ["b"] * 4 + ["a"] * 5 + ["c"] * 3
    assert begun(*held, count=2) == [1] * 4 + [0] * 5 + [-1] * 3
    assert begun(*held, count=3) == [1] * 4 + [0] * 5 + [2] * 3


def test_a_passage_begins_in_the_code_of_most_of_its_segments_and_of_equal_ones_in_the_commoner() -> None:
    held = passages("1 2 3", "4 5", "6", "7", "8", "9", "10")
    codes = {
        **{"1": {"a"}, "2": {"b"}, "3": {"b"}},
        **{"4": {"b"}, "5": {"a"}},
        **{key: {"a"} for key in ("6", "7")},
        **{key: {"b", "a"} for key in ("8", "9", "10")},
    }
    # a is in seven passages, b in five
    start = guides(held, codes, 9)
    assert start is not None
    assert (start.topics.tolist(), start.count, start.held) == ([1, 0, 0, 0, 0, 0, 0], 2, False)


def test_a_code_that_is_first_in_no_passage_has_no_topic_and_leaves_no_gap() -> None:
    # b is in three passages, but nowhere without a; c comes after it
    held = passages(*"1234567")
    codes = {**{key: {"a", "b"} for key in "123"}, "4": {"a"}, **{key: {"c"} for key in "567"}}
    start = guides(held, codes, 9)
    assert start is not None
    assert (start.topics.tolist(), start.count) == ([0, 0, 0, 0, 1, 1, 1], 2)


UNIT = {"x": np.array([1.0, 0.0]), "y": np.array([0.0, 1.0])}


def test_figures_of_an_example_worked_by_hand(rows_of: Rows) -> None:
    members = {"topic-01": ["a", "b", "c", "d"], "topic-02": ["e", "f"]}
    codes = {"a": {"roles"}, "b": {"roles"}, "c": {"roles", "trust"}, "e": {"trust"}, "z": {"roles", "other"}}
    points = {key: UNIT["x" if key in "abcd" else "y"] for key in "abcdef"}
    made = rows_of(compare(members, codes, points))
    # six segments have a topic; of z, which has none, nothing counts
    assert made == [
        {
            "topic_id": "topic-01",
            "code_id": "roles",
            "segments": 3,
            "share_of_topic": 0.75,
            "share_of_code": 1.0,
            # ln((3/6) / (4/6 x 3/6)) / -ln(3/6)
            "npmi": pytest.approx(math.log(1.5) / math.log(2), abs=1e-6),
            "likeness": 1.0,
        },
        {
            "topic_id": "topic-01",
            "code_id": "trust",
            "segments": 1,
            "share_of_topic": 0.25,
            "share_of_code": 0.5,
            "npmi": pytest.approx(math.log((1 / 6) / (4 / 6 * 2 / 6)) / math.log(6), abs=1e-6),
            # c points one way, e the other: their mean lies half-way
            "likeness": pytest.approx(math.sqrt(0.5), abs=1e-6),
        },
        {
            "topic_id": "topic-02",
            "code_id": "trust",
            "segments": 1,
            "share_of_topic": 0.5,
            "share_of_code": 0.5,
            "npmi": pytest.approx(math.log((1 / 6) / (2 / 6 * 2 / 6)) / math.log(6), abs=1e-6),
            "likeness": pytest.approx(math.sqrt(0.5), abs=1e-6),
        },
        {
            "topic_id": "topic-02",
            "code_id": "roles",
            "segments": 0,
            "share_of_topic": 0.0,
            "share_of_code": 0.0,
            "npmi": -1.0,
            "likeness": 0.0,
        },
    ]


def test_of_equal_shares_the_nearer_code_comes_first(rows_of: Rows) -> None:
    members = {"topic-01": ["a", "b"], "topic-02": ["c"]}
    codes = {"a": {"p"}, "b": {"q"}, "c": {"p"}}
    made = rows_of(compare(members, codes, {"a": UNIT["x"], "b": UNIT["x"], "c": UNIT["y"]}))
    assert [row["code_id"] for row in made if row["topic_id"] == "topic-01"] == ["q", "p"]


def test_a_code_and_a_topic_of_all_segments_are_as_one(rows_of: Rows) -> None:
    (row,) = rows_of(compare({"topic-01": ["a", "b"]}, {"a": {"p"}, "b": {"p"}}, {"a": UNIT["x"], "b": UNIT["x"]}))
    assert (row["share_of_topic"], row["share_of_code"], row["npmi"], row["likeness"]) == (1.0, 1.0, 1.0, 1.0)


def test_without_codes_or_topics_there_is_nothing_to_compare() -> None:
    assert len(compare({"topic-01": ["a"]}, {}, {"a": UNIT["x"]})) == 0
    assert len(compare({}, {"a": {"p"}}, {})) == 0


def test_a_topic_that_holds_nothing_is_like_no_code(rows_of: Rows) -> None:
    made = rows_of(compare({"topic-01": ["a"], "topic-02": []}, {"a": {"p"}}, {"a": np.array([1.0])}))
    assert made[1] == {
        "topic_id": "topic-02",
        "code_id": "p",
        "segments": 0,
        "share_of_topic": 0.0,
        "share_of_code": 0.0,
        "npmi": -1.0,
        "likeness": 0.0,
    }


def naive(
    members: Mapping[str, Sequence[str]], codes: Mapping[str, set[str]], points: Mapping[str, Numbers]
) -> dict[tuple[str, str], tuple[float, ...]]:
    everything = [key for held in members.values() for key in held]
    found = {}
    for topic, held in members.items():
        for code in sorted({code for key in everything for code in codes[key]}):
            carrying = [key for key in everything if code in codes[key]]
            both = len(set(held) & set(carrying))
            joint, apart = both / len(everything), len(held) / len(everything) * len(carrying) / len(everything)
            npmi = math.log(joint / apart) / -math.log(joint) if both else -1.0
            mine, theirs = (sum(points[key] for key in keys) for keys in (held, carrying))
            cosine = float(np.dot(mine, theirs) / (np.linalg.norm(mine) * np.linalg.norm(theirs)))
            found[topic, code] = (both, both / len(held), both / len(carrying), npmi, cosine)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_figures_agree_with_their_definitions_on_random_segments(seed: int, rows_of: Rows) -> None:
    random = np.random.default_rng(seed)
    keys = [f"s{number}" for number in range(30)]
    members = {"topic-01": keys[:12], "topic-02": keys[12:25], "topic-03": keys[25:]}
    codes = {key: {code for code in "pqrs" if random.random() < 0.3} for key in keys}
    points = {key: random.normal(size=4) for key in keys}
    made = rows_of(compare(members, codes, points))
    figures = ("segments", "share_of_topic", "share_of_code", "npmi", "likeness")
    found = {(row["topic_id"], row["code_id"]): tuple(row[name] for name in figures) for row in made}
    expected = naive(members, codes, points)
    assert found.keys() == expected.keys()
    for key, numbers in expected.items():
        assert found[key] == pytest.approx(numbers, abs=1e-6)
