"""Where a run goes on from: the topics of the earlier run, as people have merged them."""

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.stages.topics.identity import Decisions, Earlier, begin_with, earlier, start
from pipeline.stages.topics.passages import Passage
from tests.stages.topics.test_identity import NOTHING, before, change, named


def merged(**into: str) -> Decisions:
    """Say that topics are part of others: t01="t02"."""
    return Decisions(merged={one.replace("t", "topic-"): other.replace("t", "topic-") for one, other in into.items()})


THREE = before(
    {"topic-01": "ab", "topic-02": "cd", "topic-03": "ef"},
    {"topic-01": {"a": 0.7, "b": 0.3}, "topic-02": {"a": 0.1, "b": 0.6, "c": 0.3}, "topic-03": {"d": 1.0}},
)


def test_topics_that_people_merged_are_one_with_the_segments_and_the_terms_of_both() -> None:
    known = earlier(THREE, merged(t01="t02"))
    assert known.ids == ("topic-02", "topic-03")
    assert [known.of_text["d", letter][-1] for letter in "abcdef"] == list("222233")
    assert dict(known.terms["topic-02"]) == {"a": 0.7, "b": 0.6, "c": 0.3}
    found = named(THREE, "abcd", "ef", decisions=merged(t01="t02"))
    assert found.ids == ("topic-02", "topic-03")
    assert found.changes[2:] == (change("topic-01", "merged", "topic-02"),)


def test_mergers_are_followed_to_their_end_and_those_into_unknown_topics_are_not() -> None:
    assert earlier(THREE, merged(t01="t02", t02="t03")).ids == ("topic-03",)
    assert earlier(THREE, merged(t01="t09")).ids == ("topic-01", "topic-02", "topic-03")
    assert earlier(THREE, merged(t09="t01")).ids == ("topic-01", "topic-02", "topic-03")


def test_the_number_of_a_merged_topic_is_not_given_again() -> None:
    assert named(THREE, "ab", "cdef", "xyz", decisions=merged(t03="t02")).ids == ("topic-01", "topic-02", "topic-04")


def test_of_two_topics_merged_into_each_other_one_is_left() -> None:
    known = earlier(THREE, merged(t01="t02", t02="t01"))
    assert len(known.ids) == 2
    assert {known.of_text["d", letter] for letter in "abcd"} <= set(known.ids)


def test_an_earlier_run_is_read_with_labels_and_first_runs_and_the_first_listed_topic_of_a_segment() -> None:
    # c is listed under both; its strongest topic stands first
    known = earlier(before({"topic-02": "abc", "topic-01": "cd"}, run="abcd1234"), NOTHING)
    assert known == Earlier(
        ids=("topic-02", "topic-01"),
        labels={
            "topic-02": ("topic-02!", "topic-02 中", "topic-02 en"),
            "topic-01": ("topic-01!", "topic-01 中", "topic-01 en"),
        },
        first_run={"topic-02": "abcd1234", "topic-01": "abcd1234"},
        terms={"topic-02": {"of topic-02": 1.0}, "topic-01": {"of topic-01": 1.0}},
        of_text={("d", "a"): "topic-02", ("d", "b"): "topic-02", ("d", "c"): "topic-02", ("d", "d"): "topic-01"},
        gone=(),
    )


@pytest.mark.parametrize(
    ("most", "pinned", "expected"),
    [
        (0, (), ("topic-01", "topic-02", "topic-03")),
        (2, (), ("topic-01", "topic-02")),
        (9, (), ("topic-01", "topic-02", "topic-03")),
        (1, ("topic-03",), ("topic-03",)),
        (2, ("topic-03", "topic-77"), ("topic-03", "topic-01")),
    ],
)
def test_a_run_begins_with_all_earlier_topics_or_with_the_pinned_and_the_largest(
    most: int, pinned: Sequence[str], expected: tuple[str, ...]
) -> None:
    decisions = Decisions(pinned=frozenset(pinned))
    assert begin_with(earlier(THREE, decisions), decisions, most) == expected


def test_a_passage_begins_in_the_topic_of_most_of_its_segments() -> None:
    texts = {f"s{letter}": ("d", letter) for letter in "abcdefxyz"} | {"e-a": ("e", "a")}
    held = ("sa", "sb sc sd", "sd sa", "se", "sx sy", "sx sb", "e-a", "")
    passages = [Passage(tuple(ids.split()), []) for ids in held]
    begun = start(passages, texts, earlier(THREE, NOTHING), ("topic-02", "topic-01"))
    # of equally many the one that stands first here; a text of another document is another text; topic-03 is not gone on with
    assert (begun.topics.tolist(), begun.count, begun.held) == ([1, 0, 0, -1, -1, 1, -1, -1], 2, True)
    assert begun.topics.dtype == np.int64


def test_a_topic_of_which_no_segment_is_left_begins_in_new_passages_that_hold_two_of_its_terms() -> None:
    known = earlier(
        before(
            {"topic-01": "ab", "topic-02": "cd", "topic-03": "ef"},
            {
                "topic-01": {"p": 1.0, "q": 1.0},
                "topic-02": {"r": 1.0, "s": 1.0, "t": 1.0},
                "topic-03": {"t": 1.0, "u": 1.0},
            },
        ),
        NOTHING,
    )
    texts = {key: ("d", key) for key in "abxyzvw"}
    words = {"a": "r s t", "b": "", "x": "p q", "y": "r t", "z": "r r q", "v": "r s t u", "w": "t u q"}
    passages = [Passage((key,), some.split()) for key, some in words.items()]
    begun = start(passages, texts, known, ("topic-01", "topic-02", "topic-03"))
    # a and b are where they were; topic-01 has segments left and draws nothing by its words; one term alone is not enough
    assert begun.topics.tolist() == [0, 0, -1, 1, -1, 1, 2]
