"""A run that goes on from an earlier one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pipeline.model.frames import rows
from pipeline.stages.topics import Before, Context, Decisions, Found, Inputs
from tests.stages.topics.test_passages import tables
from tests.stages.topics.test_topics import CHILDREN, THEMES, Fake, agreement, find, lines_of, strongest
from tests.stages.topics.test_topics_guided import codings

TEAM, CARE, GARDEN = THEMES
NOTHING = Decisions()


def about(*themes: Sequence[str], seed: int = 0) -> list[list[str]]:
    """Write four documents of nine segments on each theme."""
    return [
        lines_of(theme, 9, 1000 * seed + 10 * place + number)
        for place, theme in enumerate(themes)
        for number in range(4)
    ]


def labels(documents: Sequence[Sequence[str]]) -> list[int]:
    """Return the theme of each segment."""
    themes = [*THEMES, CHILDREN]
    return [
        next(place for place, theme in enumerate(themes) if line.split()[0] in theme)
        for lines in documents
        for line in lines
    ]


def going_on(found: Found, corpus: Inputs, decisions: Decisions = NOTHING, run: str = "second") -> Context:
    """Know an earlier run."""
    tables_ = [found.topics, found.topic_terms, found.topic_changes, found.segment_topics, corpus.segments]
    return Context(frozenset({"今天"}), run, Before(*tables_), decisions)


def changes(found: Found) -> list[tuple[Any, ...]]:
    return [(row["topic_id"], row["change"], row["other"]) for row in rows(found.topic_changes)]


def about_topics(found: Found, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows(found.topics)]


PLAIN = about(TEAM, CARE, GARDEN)
CORPUS = tables(*PLAIN)
FIRST = find(CORPUS)
IDS = dict(zip(labels(PLAIN), strongest(FIRST).values(), strict=True))
"""The topic of each theme in the first run."""


def test_a_second_run_on_the_same_corpus_gives_the_same_topics() -> None:
    again = find(CORPUS, context=going_on(FIRST, CORPUS))
    for name in ("topics", "topic_terms", "topic_passages", "topic_codes"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(FIRST, name))
    assert strongest(again) == strongest(FIRST)
    assert [(row["topic_id"], row["change"], row["shared"]) for row in rows(again.topic_changes)] == [
        ("topic-01", "kept", 1.0),
        ("topic-02", "kept", 1.0),
        ("topic-03", "kept", 1.0),
    ]
    assert [(row["label_zh"], row["label_en"]) for row in rows(again.topic_changes)] == about_topics(
        FIRST, "label_zh", "label_en"
    )


@pytest.mark.parametrize("seed", range(1, 3))
def test_topics_keep_their_ids_and_labels_when_some_documents_are_replaced(seed: int) -> None:
    fresh = about(TEAM, CARE, GARDEN, seed=seed)
    mixed = [new if number % 4 < 2 else old for number, (new, old) in enumerate(zip(fresh, PLAIN, strict=True))]
    corpus = tables(*mixed)
    again = find(corpus, context=going_on(FIRST, CORPUS))
    assert agreement(again, corpus, labels(mixed)) == 1.0
    assert dict(zip(labels(mixed), strongest(again).values(), strict=True)) == IDS
    kept = ("topic_id", "label", "label_zh", "label_en", "segments", "first_run")
    assert sorted(about_topics(again, *kept)) == sorted(about_topics(FIRST, *kept))


def test_new_documents_join_the_topics_of_their_themes() -> None:
    more = [*PLAIN, *about(TEAM, GARDEN, seed=4)]
    again = find(tables(*more), context=going_on(FIRST, CORPUS))
    assert sorted(about_topics(again, "topic_id", "segments")) == sorted([(IDS[0], 72), (IDS[1], 36), (IDS[2], 72)])


def test_a_new_theme_in_new_documents_becomes_a_new_topic_and_the_others_stay() -> None:
    more = [*PLAIN, *about(CHILDREN, seed=5)]
    corpus = tables(*more)
    again = find(corpus, context=going_on(FIRST, CORPUS))
    assert agreement(again, corpus, labels(more)) == 1.0
    assert sorted(about_topics(again, "topic_id", "segments", "first_run")) == [
        ("topic-01", 36, "abcd1234"),
        ("topic-02", 36, "abcd1234"),
        ("topic-03", 36, "abcd1234"),
        ("topic-04", 36, "second"),
    ]
    assert sorted(changes(again)) == [
        ("topic-01", "kept", None),
        ("topic-02", "kept", None),
        ("topic-03", "kept", None),
        ("topic-04", "new", None),
    ]
    assert {key: topic for key, topic in strongest(again).items() if key < "d13"} == strongest(FIRST)


def test_a_theme_that_is_gone_leaves_its_number_to_none_through_a_third_run() -> None:
    less = [*PLAIN[:4], *PLAIN[8:], *about(CHILDREN, seed=6)]
    names = [f"d{number:02}" for number in (1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 15, 16)]
    corpus = tables(*less, names=names)
    second = find(corpus, context=going_on(FIRST, CORPUS), count=3)
    assert {row[0] for row in changes(second) if row[1] == "gone"} == {IDS[1]}
    everything = tables(*PLAIN, *less[8:])
    third = find(everything, context=going_on(second, corpus, run="third"), count=4)
    assert agreement(third, everything, labels([*PLAIN, *less[8:]])) == 1.0
    # the theme is back, but it is a topic of its own now
    assert IDS[1] not in about_topics(third, "topic_id")
    assert sorted(row[0] for row in changes(third) if row[1] == "new") == ["topic-05"]
    assert (IDS[1], "gone", None) in changes(third)


def test_a_theme_whose_documents_are_all_replaced_is_kept_by_its_words() -> None:
    for seed in (1, 3):
        again = find(tables(*about(TEAM, seed=seed), *PLAIN[4:]), context=going_on(FIRST, CORPUS))
        assert sorted(about_topics(again, "topic_id", "segments")) == sorted((topic, 36) for topic in IDS.values())


def test_topics_are_known_by_their_words_when_all_documents_have_moved() -> None:
    # a document's id comes from its path: a folder that was renamed
    moved = tables(*PLAIN, names=[f"e{number:02}" for number in range(12)])
    again = find(moved, context=going_on(FIRST, CORPUS))
    assert sorted(about_topics(again, "topic_id", "segments")) == sorted(about_topics(FIRST, "topic_id", "segments"))


def test_the_shares_of_topics_in_a_segment_do_not_depend_on_an_earlier_run() -> None:
    random = np.random.default_rng(0)
    blended = [" ".join(random.permutation([*TEAM[:7], *random.permutation(CARE)[:6]])) for _ in range(9)]
    corpus = tables(*PLAIN, blended)
    first = find(corpus, count=3)
    again = find(corpus, context=going_on(first, corpus), count=3)
    assert len(again.segment_topics) == len(first.segment_topics) > len(strongest(first))


def test_the_number_that_is_marked_as_chosen_is_the_number_of_topics() -> None:
    first = find(CORPUS, count=6)
    again = find(CORPUS, context=going_on(first, CORPUS))
    marked = [row["count"] for row in rows(again.topic_numbers) if row["chosen"]]
    assert marked == [len(again.topics)]


def test_topics_that_people_merged_stay_one_and_keep_their_terms_in_later_runs() -> None:
    decisions = Decisions(merged={IDS[1]: IDS[0]})
    context = going_on(FIRST, CORPUS, decisions)
    second = find(CORPUS, context=context)
    third = find(CORPUS, context=going_on(second, CORPUS, decisions, run="third"))
    for found in (second, third):
        assert about_topics(found, "topic_id", "segments") == [(IDS[0], 72), (IDS[2], 36)]
        assert sorted(changes(found)) == sorted(
            [(IDS[0], "kept", None), (IDS[2], "kept", None), (IDS[1], "merged", IDS[0])]
        )
    assert set(second.topic_terms["term"][second.topic_terms["topic_id"] == IDS[0]]) <= {*TEAM, *CARE}


def test_what_people_merged_is_not_parted_again_by_the_number_that_is_set() -> None:
    fake = Fake([[1.0, 0.0]] * 108, {"老人": 1.0}, {"团队": 1.0})
    find(CORPUS, fake.tools, going_on(FIRST, CORPUS, Decisions(merged={IDS[1]: IDS[0]})), count=3)
    ((count, start),) = fake.asked
    assert start is not None and (count, start.count) == (2, 2)


def test_a_name_that_people_gave_is_the_label_and_stays() -> None:
    second = find(CORPUS, context=going_on(FIRST, CORPUS, Decisions(names={IDS[1]: "上门照顾"})))
    assert (IDS[1], "上门照顾", "上门照顾", "上门照顾") in about_topics(
        second, "topic_id", "label", "label_zh", "label_en"
    )
    third = find(CORPUS, context=going_on(second, CORPUS, run="third"))
    assert (IDS[1], "上门照顾") in about_topics(third, "topic_id", "label_zh")


def test_a_pinned_topic_is_kept_though_nothing_is_left_of_it() -> None:
    corpus = tables(
        *PLAIN[:4], *PLAIN[8:], *about(TEAM, seed=7), names=[f"d{n:02}" for n in (*range(1, 5), *range(9, 17))]
    )
    pinned = find(corpus, context=going_on(FIRST, CORPUS, Decisions(pinned=frozenset({IDS[1]}))))
    (row,) = [row for row in about_topics(pinned, "topic_id", "segments", "first_run") if row[0] == IDS[1]]
    assert row == (IDS[1], 0, "abcd1234")
    assert (IDS[1], "kept", None) in changes(pinned)
    free = find(corpus, context=going_on(FIRST, CORPUS))
    assert IDS[1] not in [row[0] for row in about_topics(free, "topic_id")]


@pytest.mark.parametrize(
    ("model", "held"),
    [
        ("clusters", True),
        ("keynmf", True),
        ("nmf", True),
        ("lda", False),
        ("bertopic", False),
        ("bertopic-light", False),
    ],
)
def test_a_model_goes_on_from_the_earlier_topics_where_it_can(model: str, held: bool) -> None:
    fake = Fake([[1.0]] * 108, dict.fromkeys(TEAM, 1.0))
    coded = replace(CORPUS, codings=codings(CORPUS, dict.fromkeys(strongest(FIRST), "p")))
    # guided by codes is only what begins from nothing
    found = find(coded, fake.tools, going_on(FIRST, CORPUS), model=model, count=3, guided=True)
    ((_, start),) = fake.asked
    if held:
        assert start is not None and (start.held, start.count) == (True, 3)
        assert [f"topic-{topic + 1:02}" for topic in start.topics] == list(strongest(FIRST).values())
    else:
        assert start is None
    # and the topic is known by its words and segments all the same
    assert about_topics(found, "topic_id") == [(IDS[0],)]


def test_with_fewer_topics_asked_for_a_run_goes_on_with_the_pinned_and_the_largest() -> None:
    fake = Fake([[1.0, 0.0]] * 108, {"老人": 1.0}, {"团队": 1.0})
    decisions = Decisions(pinned=frozenset({"topic-03"}))
    found = find(CORPUS, fake.tools, going_on(FIRST, CORPUS, decisions), count=2)
    ((count, start),) = fake.asked
    assert start is not None and (count, start.count) == (2, 2)
    place = {"topic-03": 0, "topic-01": 1, "topic-02": -1}
    assert start.topics.tolist() == [place[topic] for topic in strongest(FIRST).values()]
    assert ("topic-03", "kept", None) in changes(found)
