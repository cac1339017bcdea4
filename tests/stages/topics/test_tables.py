"""The tables of the topics, from what a model found."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pipeline.backends import assignment
from pipeline.model.settings import Topics
from pipeline.model.topic_fit import Anchor, Numbers, Passages, TopicFit, Vectors
from pipeline.stages.topics import Context, Decisions, Found, Languages, Tools
from pipeline.stages.topics.identity import earlier
from pipeline.stages.topics.number import Trial
from pipeline.stages.topics.parts import Corpus, Run
from pipeline.stages.topics.passages import Cut, Passage
from pipeline.stages.topics.tables import numbers, tables
from tests.stages.topics.test_identity import before

Row = dict[str, Any]
Terms = Sequence[Mapping[str, float]]
WORDS = ["春 夏 秋 冬", "春 夏 秋", "spring 春 冬", "spring summer"]
MEANINGS = {"春": ("spring",), "夏": ("summer season of a year", "summer"), "冬": ("winter",)}


def look_up(words: Collection[str]) -> dict[str, tuple[str, ...]]:
    return {word: MEANINGS[word] for word in words if word in MEANINGS}


def never(*_: object) -> Any:
    raise AssertionError("nothing is fitted or compared where tables are made")


TOOLS = Tools(never, never, never, assignment.assign, Languages(look_up, {}, str))
RUN = Run(Topics(), Context(frozenset(), "abcd1234"), TOOLS, None, {}, (), 2)


def corpus(
    *ids: str, words: Sequence[str] = (), anchors: Sequence[Anchor] = (), points: Numbers | None = None
) -> Corpus:
    """Make a corpus of passages with those segments; segment a1 is in document a."""
    cells = [line.split() for line in words or WORDS[: len(ids)]]
    passages = [Passage(tuple(some.split()), said) for some, said in zip(ids, cells, strict=True)]
    texts = {key: (key[:1], f"{key} {'字' * 60}") for passage in passages for key in passage.ids}
    placed = np.ones((len(ids), 1)) if points is None else points
    vectors = Vectors(None, (), placed, np.zeros((0, 1)))
    return Corpus(Passages(cells, anchors=anchors), vectors, Cut(passages, frozenset()), texts)


FOUR = corpus("a1", "b1", "c1", "d1")


def fit(weights: Sequence[Sequence[float]], *terms: Mapping[str, float]) -> TopicFit:
    held = np.asarray(weights, dtype=np.float64).reshape(len(weights), -1)
    return TopicFit(held, tuple(tuple(some.items()) for some in terms))


def of(found: Found, table: str, *columns: str) -> list[tuple[Any, ...]]:
    frame = getattr(found, table)
    return list(zip(*(frame[column].tolist() for column in columns), strict=True))


def test_topics_are_numbered_by_falling_size_and_labelled_by_their_first_terms() -> None:
    weights = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.3, 0.7, 0.0], [0.6, 0.4, 0.0]]
    terms = [{"春": 3.0, "夏": 1.0}, {"冬": 4.0, "夏": 2.0, "秋": 1.0, "霜": 1.0, "雪": 0.5}, {"霜": 1.0}]
    found = tables(fit(weights, *terms), FOUR, replace(RUN, settings=Topics(terms=3)))
    assert of(found, "topics", "topic_id", "label", "segments", "first_run") == [
        ("topic-01", "春、夏", 2, "abcd1234"),
        ("topic-02", "冬、夏、秋、霜", 2, "abcd1234"),
    ]
    assert of(found, "topic_terms", "topic_id", "rank", "term", "weight") == [
        ("topic-01", 1, "春", 0.75),
        ("topic-01", 2, "夏", 0.25),
        ("topic-02", 1, "冬", 0.571429),
        ("topic-02", 2, "夏", 0.285714),
        ("topic-02", 3, "秋", 0.142857),
    ]
    assert (len(found.topic_changes), len(found.key_terms)) == (0, 0)


def test_size_counts_the_segments_of_passages() -> None:
    found = tables(fit([[1, 0], [1, 0], [0, 1]], {"春": 1.0}, {"夏": 1.0}), corpus("a1", "b1", "c1 c2 c3"), RUN)
    assert of(found, "topics", "topic_id", "label", "segments") == [("topic-01", "夏", 3), ("topic-02", "春", 2)]
    assert of(found, "segment_topics", "segment_id", "topic_id") == [
        ("a1", "topic-02"),
        ("b1", "topic-02"),
        ("c1", "topic-01"),
        ("c2", "topic-01"),
        ("c3", "topic-01"),
    ]


def test_segments_list_their_topics_from_a_fifth_on_the_strongest_first() -> None:
    weights = [[0.2, 0.8], [0.19, 0.81], [1.0, 0.0], [0.5, 0.5]]
    found = tables(fit(weights, {"春": 1.0}, {"夏": 1.0}), FOUR, RUN)
    assert of(found, "segment_topics", "segment_id", "topic_id", "weight") == [
        ("a1", "topic-02", 0.8),
        ("a1", "topic-01", 0.2),
        ("b1", "topic-02", 0.81),
        ("c1", "topic-01", 1.0),
        ("d1", "topic-01", 0.5),
        ("d1", "topic-02", 0.5),
    ]


def test_a_segment_that_counts_in_the_size_of_a_topic_lists_it() -> None:
    found = tables(fit([[0.19, 0.18], [0.9, 0.1]], {"春": 1.0}, {"夏": 1.0}), corpus("a1", "b1"), RUN)
    assert of(found, "topics", "topic_id", "segments") == [
        (topic, list(found.segment_topics["topic_id"]).count(topic)) for topic in ("topic-01",)
    ]


def test_outliers_belong_to_no_topic_and_show_none() -> None:
    found = tables(fit([[0], [1], [0], [1]], {"春": 1.0}), FOUR, RUN)
    assert of(found, "topics", "segments") == [(2,)]
    assert of(found, "segment_topics", "segment_id") == [("b1",), ("d1",)]
    assert of(found, "topic_passages", "topic_id", "rank", "segment_id") == [
        ("topic-01", 1, "b1"),
        ("topic-01", 2, "d1"),
    ]


@pytest.mark.parametrize("weights", [[[]] * 4, [[0.0]] * 4], ids=["no topic", "only outliers"])
def test_a_model_that_finds_nothing_gives_empty_tables(weights: list[list[float]]) -> None:
    found = tables(fit(weights, *[{"春": 1.0}] * len(weights[0])), FOUR, RUN)
    assert [len(frame) for frame in vars(found).values()] == [0] * 8


def again(
    weights: Sequence[Sequence[float]], begun_as: tuple[str, ...], decisions: Decisions, held: Mapping[str, str]
) -> Found:
    """Go on from a run whose topics held the first segments of documents."""
    first = before(held, run="first")
    texts = replace(FOUR, texts={f"{letter}1": ("d", letter) for letter in "abcd"})
    context = Context(frozenset(), "abcd1234", first, decisions)
    run = replace(RUN, context=context, known=earlier(first, decisions), begun_as=begun_as)
    return tables(fit(weights, *({f"词{number}": 1.0} for number in range(len(weights[0])))), texts, run)


def test_kept_topics_keep_their_labels_and_first_run_and_a_name_is_the_label_in_both_languages() -> None:
    named = Decisions(names={"topic-02": "散步", "topic-09": "nobody"})
    found = again([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], (), named, {"topic-01": "ab", "topic-02": "c"})
    assert of(found, "topics", "topic_id", "label", "label_zh", "label_en", "first_run") == [
        ("topic-01", "topic-01!", "topic-01 中", "topic-01 en", "first"),
        ("topic-02", "散步", "散步", "散步", "first"),
        ("topic-03", "词2", "词2", "词2", "abcd1234"),
    ]
    assert found.topic_changes["change"].tolist() == ["kept", "kept", "new"]


def test_a_topic_that_holds_nothing_is_left_out_unless_it_is_pinned() -> None:
    held = {"topic-01": "ab", "topic-02": "cd"}
    begun_as = ("topic-01", "topic-02")
    weights = [[1.0, 0.0]] * 4
    assert of(again(weights, begun_as, Decisions(), held), "topics", "topic_id", "segments") == [("topic-01", 4)]
    pinned = again(weights, begun_as, Decisions(pinned=frozenset({"topic-02"})), held)
    assert of(pinned, "topics", "topic_id", "label", "segments", "chinese") == [
        ("topic-01", "topic-01!", 4, 0.75),
        ("topic-02", "topic-02!", 0, 0.0),
    ]
    assert of(pinned, "topic_passages", "topic_id") == [("topic-01",)] * 4


def test_a_topic_is_named_by_its_own_terms_in_each_language() -> None:
    found = tables(fit([[1]] * 4, {"春": 3.0, "spring": 2.0, "夏": 1.0}), FOUR, RUN)
    assert of(found, "topics", "label", "label_zh", "label_en") == [("春、spring、夏", "春、夏", "spring")]


def test_a_topic_of_one_language_is_named_in_the_other_by_the_dictionary_and_what_is_tied_in_the_corpus() -> None:
    tied = corpus(
        "a1", "b1", "c1", "d1", anchors=(("夏", "summer", 0.5), ("暑假", "summer", 1.0), ("夏天", "summer", 0.7))
    )
    weights = [[1, 0], [1, 0], [0, 1], [0, 1]]
    found = tables(fit(weights, {"春": 1.0, "夏": 0.5, "秋": 0.2}, {"summer": 1.0, "garden": 0.5}), tied, RUN)
    assert of(found, "topics", "label_zh", "label_en") == [
        ("春、夏、秋", "spring, summer, 秋"),
        ("暑假、garden", "summer, garden"),
    ]


def test_coherence_is_of_the_ten_first_terms_and_none_of_a_single_one() -> None:
    found = tables(fit([[1, 0], [1, 0], [0, 1], [0, 1]], {"春": 1.0, "冬": 0.5}, {"spring": 1.0}), FOUR, RUN)
    # 春 in three, 冬 in two, both in two of four passages
    expected = round(math.log((2 / 4) / (3 / 4 * 2 / 4)) / math.log(2), 6)
    assert found.topics["coherence_npmi"].tolist()[0] == expected
    assert found.topics["coherence_npmi"].isna().tolist() == [False, True]
    many = {"春": 1.0, "冬": 0.9} | {f"春{number}": 0.1 for number in range(8)}
    for terms in (many, many | {"夏": 0.05}):
        more = tables(fit([[1]] * 4, terms), FOUR, RUN)
        assert more.topics["coherence_npmi"].tolist() == [round((expected - 44) / 45, 6)]


def test_chinese_is_the_share_of_passages_that_are_mostly_so() -> None:
    found = tables(fit([[1, 0], [0, 1], [0, 1], [0, 1]], {"a": 1.0}, {"b": 1.0}), FOUR, RUN)
    # of the last three the English one is the last
    assert of(found, "topics", "segments", "chinese") == [(3, 2 / 3), (1, 1.0)]


def test_codes_are_compared_by_the_segments_and_the_points_of_their_passages(
    rows_of: Callable[..., list[Row]],
) -> None:
    points = np.asarray([[1.0, 0.0], [0.0, 1.0]])
    codes = {"a2": {"p"}, "b1": {"q"}, "z9": {"q"}}
    found = tables(
        fit([[1, 0], [0, 1]], {"春": 1.0}, {"夏": 1.0}), corpus("a1 a2", "b1", points=points), replace(RUN, codes=codes)
    )
    made = [
        tuple(row[name] for name in ("topic_id", "code_id", "segments", "share_of_topic", "likeness"))
        for row in rows_of(found.topic_codes)
    ]
    assert made == [
        ("topic-01", "p", 1, 0.5, 1.0),
        ("topic-01", "q", 0, 0.0, 0.0),
        ("topic-02", "q", 1, 1.0, 1.0),
        ("topic-02", "p", 0, 0.0, 0.0),
    ]


def test_numbers_that_were_tried_are_listed_and_the_chosen_one_is_marked(rows_of: Callable[..., list[Row]]) -> None:
    tried = [Trial(3, 0.5, 0.25, 0.1, 0.275, 0.01), Trial(4, 0.75, 0.25, 0.0, 0.5, 0.02)]
    made = rows_of(numbers(tried, 4))
    assert made[1] == {
        "count": 4,
        "agreement": 0.75,
        "chance": 0.25,
        "coherence": 0.0,
        "score": 0.5,
        "error": 0.02,
        "chosen": 1,
    }
    assert made[0]["chosen"] == 0
    assert rows_of(numbers([], 4)) == []
