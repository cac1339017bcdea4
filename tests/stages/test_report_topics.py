"""What a report says about topics: their history, and what the codebook has to do with them."""

from typing import Any

import pytest

from pipeline.model.both import Both
from pipeline.model.report import Report
from pipeline.model.report_topics import KeyTerms, LeftTopic, TopicCode, TopicNumber
from tests.stages.test_report import ROWS, made

Row = dict[str, Any]
ROLES = Both("角色不清", "vague roles")


def beside(topic_id: str, segments: int, share: float, likeness: float, code_id: str = "roles") -> Row:
    return {
        "topic_id": topic_id,
        "code_id": code_id,
        "segments": segments,
        "share_of_topic": share,
        "share_of_code": 1.0,
        "npmi": 0.1,
        "likeness": likeness,
    }


def topic(topic_id: str = "topic-01", chinese: float = 1.0, segments: int = 10) -> Row:
    return ROWS["topics"][0] | {"topic_id": topic_id, "chinese": chinese, "segments": segments}


def change(topic_id: str, what: str, other: str | None = None) -> Row:
    return {
        "topic_id": topic_id,
        "change": what,
        "other": other,
        "label_zh": f"{topic_id}旧名",
        "label_en": f"old {topic_id}",
    }


@pytest.mark.parametrize(
    ("row", "relation", "nearest"),
    [
        (beside("topic-01", 3, 0.3, 0.1), "same", ROLES),
        (beside("topic-01", 1, 0.29, 0.6), "side", ROLES),
        (beside("topic-01", 1, 0.29, 0.59), "", ROLES),
        (beside("topic-01", 0, 0.0, 0.59), "", None),
        (beside("topic-01", 9, 0.9, 0.9, "not_in_the_codebook"), "", None),
    ],
)
def test_a_topic_is_a_code_or_a_code_from_another_side_or_neither(
    row: Row, relation: str, nearest: Both | None
) -> None:
    first = made(topics=[topic()], topic_codes=[row]).topics[0]
    assert (first.relation, first.nearest) == (relation, nearest)


def test_what_lies_near_a_code_is_not_uncovered_though_few_of_its_segments_carry_one() -> None:
    near, far = (
        made(codings=[], topics=[topic()], topic_codes=[beside("topic-01", 0, 0.0, likeness)]).topics[0]
        for likeness in (0.7, 0.2)
    )
    assert (near.uncovered, far.uncovered) == (False, True)


def test_codes_that_no_segment_carries_are_not_listed_beside_a_topic() -> None:
    first = made(topics=[topic()], topic_codes=[beside("topic-01", 2, 0.2, 0.5)]).topics[0]
    assert first.codes == (TopicCode(ROLES, 0.2, 0.5),)
    assert made(topics=[topic()], topic_codes=[beside("topic-01", 0, 0.0, 0.9)]).topics[0].codes == ()


def test_a_topic_says_whether_it_was_there_before_and_out_of_which_it_came() -> None:
    report = made(
        topics=[topic("topic-01"), topic("topic-05"), topic("topic-06")],
        topic_changes=[
            change("topic-01", "kept"),
            change("topic-05", "split", "topic-01"),
            change("topic-06", "new"),
            change("topic-02", "merged", "topic-01"),
            change("topic-03", "gone"),
        ],
    )
    label = Both("开会、谈", "meet, talk")
    assert [(one.change, one.source) for one in report.topics] == [("kept", None), ("split", label), ("new", None)]
    assert report.topic_story.left == (
        LeftTopic("topic-02", Both("topic-02旧名", "old topic-02"), label),
        LeftTopic("topic-03", Both("topic-03旧名", "old topic-03"), None),
    )
    assert report.topic_story.changes == {"kept": 1, "split": 1, "new": 1, "merged": 1, "gone": 1}


def test_a_first_run_has_no_history() -> None:
    report = made()
    assert {one.change for one in report.topics} == {""}
    assert (report.topic_story.changes, report.topic_story.left) == (None, ())


def sided(*shares: float) -> Report:
    return made(topics=[topic(f"topic-{place:02}", share) for place, share in enumerate(shares, 1)])


def test_topics_of_one_language_are_named_where_the_corpus_has_two() -> None:
    # 60 % Chinese on average: less than a fifth of the rarer language's 40 % is 8 %
    report = sided(0.93, 0.91, 0.5, 0.06)
    assert [one.one_sided for one in report.topics] == ["zh", "", "", "en"]
    assert (report.topic_story.bilingual, report.topic_story.one_sided) == (True, 2)


def test_a_corpus_of_one_language_has_no_one_sided_topics() -> None:
    for report in (sided(1.0, 1.0), sided(0.0), sided(1.0, 0.99, 0.99, 0.99), made(topics=[])):
        assert {one.one_sided for one in report.topics} <= {""}
        assert (report.topic_story.bilingual, report.topic_story.one_sided) == (False, 0)


def test_the_numbers_that_were_tried_and_key_terms_are_passed_on_in_their_order() -> None:
    tried = {"agreement": 0.5, "chance": 0.1, "coherence": 0.2, "score": 0.48, "error": 0.1}
    marks = [
        {"dimension": "stage", "value": "summary", "rank": 1, "term": "经费", "keyness": 3.0, "documents": 4},
        {"dimension": "stage", "value": "summary", "rank": 2, "term": "交接", "keyness": 2.0, "documents": 3},
        {"dimension": "kind", "value": "salon", "rank": 1, "term": "rota", "documents": 2},
    ]
    story = made(
        topics=[], topic_numbers=[{"count": 3, "chosen": 0} | tried, {"count": 4, "chosen": 1} | tried], key_terms=marks
    ).topic_story
    assert story.numbers == tuple(TopicNumber(count, 0.5, 0.1, 0.2, 0.48, count == 4) for count in (3, 4))
    assert story.key_terms == (
        KeyTerms("stage", "summary", (("经费", 4), ("交接", 3))),
        KeyTerms("kind", "salon", (("rota", 2),)),
    )
