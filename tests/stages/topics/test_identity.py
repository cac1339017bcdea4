"""Topics keep their identity from run to run."""

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from pipeline.model.frames import from_rows
from pipeline.model.topic_fit import Numbers
from pipeline.stages.topics.identity import Before, Change, Decisions, Identity, earlier, identify

NOTHING = Decisions()
Terms = Mapping[str, float]


def best_pairs(likeness: Numbers) -> list[tuple[int, int]]:
    """Try every assignment."""
    rows, columns = likeness.shape
    if rows > columns:
        return [(row, column) for column, row in best_pairs(likeness.T)]
    tried = ([*enumerate(some)] for some in permutations(range(columns), rows))
    return max(tried, key=lambda pairs: sum(likeness[pair] for pair in pairs))


def before(
    members: Mapping[str, str], terms: Mapping[str, Terms] | None = None, gone: Sequence[Change] = (), run: str = "r1"
) -> Before:
    """Make the tables of an earlier run from the letters that each topic holds: each is a segment of document d."""
    held = [(letter, topic) for topic, letters in members.items() for letter in letters]
    listed = terms or {topic: {f"of {topic}": 1.0} for topic in members}
    named = {"coherence_npmi": 0.5, "chinese": 1.0, "first_run": run}
    return Before(
        topics=from_rows(
            "topics",
            [
                {"topic_id": topic, "label": f"{topic}!", "label_zh": f"{topic} 中", "label_en": f"{topic} en"}
                | {"segments": len(letters)}
                | named
                for topic, letters in members.items()
            ],
        ),
        topic_terms=from_rows(
            "topic_terms",
            [
                {"topic_id": topic, "rank": rank, "term": term, "weight": weight}
                for topic, some in listed.items()
                for rank, (term, weight) in enumerate(some.items(), 1)
            ],
        ),
        topic_changes=from_rows("topic_changes", [vars(change) for change in gone]),
        segment_topics=from_rows(
            "segment_topics",
            [{"segment_id": f"d-{letter}", "topic_id": topic, "weight": 1.0} for letter, topic in held],
        ),
        segments=segments("".join(letter for letter, _ in held)),
    )


def segments(letters: str) -> pd.DataFrame:
    rows = [
        {"segment_id": f"d-{letter}", "document_id": "d", "segment_index": place + 1, "text": letter}
        | {"start_char": place, "end_char": place + 1}
        for place, letter in enumerate(dict.fromkeys(letters))
    ]
    return from_rows("segments", rows)


def named(
    known: Before | None,
    *members: str,
    terms: Sequence[Terms] = (),
    decisions: Decisions = NOTHING,
    begun_as: Sequence[str | None] = (),
) -> Identity:
    """Name topics that hold those letters; their terms are unlike any earlier ones unless given."""
    return identify(
        terms or [{f"new {number}": 1.0} for number in range(len(members))],
        [{("d", letter): 1.0 for letter in letters} for letters in members],
        earlier(known, decisions) if known else None,
        best_pairs,
        decisions,
        begun_as,
    )


def change(topic: str, what: str, other: str | None = None, shared: float | None = None) -> Change:
    """Make a change of a topic that was there before."""
    return Change(topic, what, other, shared, f"{topic} 中", f"{topic} en")


def born(topic: str, what: str, other: str | None = None, shared: float | None = None) -> Change:
    return Change(topic, what, other, shared, "", "")


TWO = before({"topic-01": "abcdefgh", "topic-02": "ijkl"})


def test_the_topics_of_a_first_run_are_numbered_and_have_no_history() -> None:
    assert named(None, "abc", "de") == Identity(("topic-01", "topic-02"), ())
    assert named(None, *["a"] * 100).ids[98:] == ("topic-99", "topic-100")
    assert named(None) == Identity((), ())


def test_a_topic_that_holds_the_same_segments_is_kept_whatever_its_place_and_terms() -> None:
    assert named(TWO, "ijkl", "abcdefgh") == Identity(
        ("topic-02", "topic-01"), (change("topic-02", "kept", shared=1.0), change("topic-01", "kept", shared=1.0))
    )


def test_what_kept_topics_share_is_the_jaccard_index_of_segments_in_both_runs() -> None:
    # of topic-01 six stayed and two went, of topic-02 all four stayed; x and y are new texts, k is no longer there
    found = named(TWO, "abcdefxy", "ijlgh")
    assert found.changes == (change("topic-01", "kept", shared=6 / 8), change("topic-02", "kept", shared=3 / 5))


def test_a_topic_of_new_texts_is_new_and_its_number_follows_the_highest() -> None:
    assert named(TWO, "xyz", "abcdefgh", "ijkl", "uvw") == Identity(
        ("topic-03", "topic-01", "topic-02", "topic-04"),
        (
            born("topic-03", "new"),
            change("topic-01", "kept", shared=1.0),
            change("topic-02", "kept", shared=1.0),
            born("topic-04", "new"),
        ),
    )


def test_a_topic_half_of_which_comes_out_of_a_kept_one_is_split_from_it() -> None:
    found = named(TWO, "abcde", "ijkl", "fghxyz")
    assert found.ids == ("topic-01", "topic-02", "topic-03")
    assert found.changes[2] == born("topic-03", "split", "topic-01", 1.0)
    kept = before({"topic-01": "abcdefgh", "topic-02": "ijklmn", "topic-03": "opqrst"})
    assert named(kept, "abcdef", "ijklm", "opqrs", "ghnt").changes[3] == born("topic-04", "split", "topic-01", 0.5)
    assert named(kept, "abcdefg", "ijklm", "opqrs", "hnt").changes[3] == born("topic-04", "new", None, 1 / 3)


def test_an_earlier_topic_that_went_into_another_is_merged_and_one_that_went_everywhere_or_nowhere_is_gone() -> None:
    assert named(TWO, "abcdefghijk") == Identity(
        ("topic-01",), (change("topic-01", "kept", shared=8 / 11), change("topic-02", "merged", "topic-01", 1.0))
    )
    assert named(TWO, "abcdefgh").changes[1] == change("topic-02", "gone")
    four = before({"topic-01": "abcd", "topic-02": "efgh", "topic-03": "ijkl", "topic-04": "mno"})
    assert named(four, "abcdm", "efghn", "ijklo").changes[3] == change("topic-04", "gone", None, 1 / 3)
    assert named(four, "abcdm", "efgh", "ijkl").changes[3] == change("topic-04", "merged", "topic-01", 1.0)


def test_a_run_without_topics_leaves_all_gone() -> None:
    assert named(TWO) == Identity((), (change("topic-01", "gone"), change("topic-02", "gone")))


def test_a_run_after_one_without_topics_begins_anew() -> None:
    assert named(before({}), "ab") == Identity(("topic-01",), (born("topic-01", "new"),))


@pytest.mark.parametrize(
    ("terms", "kept"),
    [
        ({"a": 1.0}, True),
        ({"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}, True),  # cosine 1/2, no common segment: likeness 1/4
        ({"a": 0.99, "b": 1.0, "c": 1.0, "d": 1.0}, False),
        ({"b": 1.0}, False),
    ],
)
def test_likeness_is_the_mean_of_terms_and_segments_and_a_quarter_is_enough(terms: Terms, kept: bool) -> None:
    known = before({"topic-01": "abcd", "topic-02": "efgh"}, {"topic-01": {"a": 2.0}, "topic-02": {"z": 1.0}})
    found = named(known, "xyz", "efgh", terms=[terms, {"z": 1.0}])
    assert found.ids == ("topic-01" if kept else "topic-03", "topic-02")


@pytest.mark.parametrize(("letters", "kept"), [("abxyz", True), ("axyz", False)])
def test_without_like_terms_half_of_the_segments_must_be_the_same(letters: str, kept: bool) -> None:
    # Jaccard 2/4 or 1/4 within the segments that both runs have, half of it for the terms
    known = before({"topic-01": "abcd", "topic-02": "efgh"})
    assert named(known, letters, "cd", "efgh").ids[0] == ("topic-01" if kept else "topic-03")


def test_without_any_common_segment_the_terms_alone_count() -> None:
    known = before({"topic-01": "ab"}, {"topic-01": {"a": 1.0, "b": 1.0}})
    # cosine 1/2 of a and of four terms beside b
    assert named(known, "xy", terms=[{"a": 1.0, "c": 1.0, "d": 1.0}]).changes == (change("topic-01", "kept"),)
    assert named(known, "xy", terms=[{"a": 1.0, "c": 4.0}]).ids == ("topic-02",)


def test_the_best_pairs_together_count_not_the_best_one_first() -> None:
    shares = {"topic-01": {"a": 1.0}, "topic-02": {"b": 1.0}}
    known = before({"topic-01": "", "topic-02": ""}, shares)
    # the first is like both (0.8 and 0.6), the second only like topic-01 (0.7): 0.6 + 0.7 is more than 0.8
    found = named(known, "x", "y", terms=[{"a": 0.8, "b": 0.6}, {"a": 0.7, "c": 0.714}])
    assert found.ids == ("topic-02", "topic-01")


def test_what_was_gone_stays_listed_and_its_number_is_never_given_again() -> None:
    gone = (change("topic-07", "gone"), change("topic-03", "merged", "topic-01", 0.8))
    known = before({"topic-01": "abcd"}, gone=(*gone, born("topic-01", "new")))
    assert named(known, "abcd", "xyz") == Identity(
        ("topic-01", "topic-08"), (change("topic-01", "kept", shared=1.0), born("topic-08", "new"), *gone)
    )


def test_a_pinned_topic_is_the_one_that_began_as_it_though_another_is_likelier_or_it_is_empty() -> None:
    pinned = Decisions(pinned=frozenset({"topic-02"}))
    assert named(TWO, "abcdefgh", "ijkl", "", begun_as=["topic-01", None, "topic-02"], decisions=pinned) == Identity(
        ("topic-01", "topic-03", "topic-02"),
        (
            change("topic-01", "kept", shared=1.0),
            born("topic-03", "split", "topic-02", 1.0),
            change("topic-02", "kept", shared=0.0),
        ),
    )
    free = named(TWO, "abcdefgh", "ijkl", "", begun_as=["topic-01", None, "topic-02"])
    assert free.ids == ("topic-01", "topic-02", "topic-03")


@pytest.mark.parametrize("seed", range(8))
def test_through_a_long_history_of_random_runs_no_number_is_given_to_two_topics(seed: int) -> None:
    random = np.random.default_rng(seed)
    known: Before | None = None
    lost: set[str] = set()
    for _ in range(12):
        letters = random.permutation(list("abcdefghijklmnopqrstuvwxyz"))[: random.integers(8, 26)]
        members = ["".join(some) for some in np.array_split(letters, random.integers(1, 6))]
        ids = list(known.topics["topic_id"]) if known else []
        into = {ids[0]: ids[1]} if len(ids) > 1 and random.random() < 0.4 else {}
        found = named(known, *members, decisions=Decisions(merged=into))
        assert len(set(found.ids)) == len(members)
        assert not lost & set(found.ids)
        assert {one.topic_id for one in found.changes} >= {*ids, *lost}
        lost |= set(ids) - set(found.ids)
        known = before(dict(zip(found.ids, members, strict=True)), gone=found.changes)
    assert len(lost) > 3
