"""What the report says of names: how many were masked, which are doubtful, and what may still tell who somebody is."""

from typing import Any

from pipeline.model.report import Masking, Privacy
from pipeline.model.run_toml import parse
from tests.stages.test_report import made

A = "[人物01]"


def masking(
    document: str, start: int, alias: str = A, kind: str = "person", certainty: float = 0.9, *reasons: str
) -> dict[str, Any]:
    return {"document_id": document, "start_char": start, "end_char": start + len(alias), "kind": kind, "alias": alias, "certainty": certainty, "reasons": list(reasons)}  # fmt: skip


def privacy(segments: dict[str, str], *maskings: dict[str, Any]) -> Privacy:
    rows, place = [], 0
    for number, (document, text) in enumerate(segments.items(), 1):
        rows.append({"segment_id": f"{document}-x", "document_id": document, "segment_index": number, "start_char": place, "end_char": place + len(text), "text": text})  # fmt: skip
    return made(segments=rows, codings=[], theme_evidence=[], segment_topics=[], maskings=list(maskings)).privacy


def test_places_are_counted_by_kind_and_certainty_and_doubtful_ones_shown_masked() -> None:
    found = privacy(
        {"a": f"他和{A}一起", "b": "[电话]"},
        masking("a", 2, A, "person", 0.3, "nickname"),
        masking("b", 0, "[电话]", "phone", 1.0),
    )
    assert found.kinds == (("person", 0, 1), ("phone", 1, 0))
    assert found.doubtful == (Masking("三月", A, "他和", "一起", 0.3, ("nickname",)),)
    assert (found.doubts, found.onces, found.persons) == (1, 1, 1)


def test_an_alias_of_several_forms_is_listed_and_is_not_named_once() -> None:
    found = privacy(
        {"a": f"{A}就是{A}阿姨"},
        masking("a", 0, A, "person", 0.9, "three"),
        masking("a", 8, A, "person", 0.9, "long_title"),
    )
    assert found.linked == ((A, ("long_title", "three"), 2),)
    assert found.once == ()


def test_a_segment_that_says_age_trade_and_place_is_shown() -> None:
    found = privacy({"a": f"{A}今年72岁，退休教师，住在柳荫巷。", "b": "他72岁了，很高兴。"})
    (telling,) = found.telling
    assert telling.kinds == ("age", "trade", "place")
    assert {"72岁", "退休教师"} < set(telling.words)


def test_a_trade_that_many_documents_name_points_at_nobody() -> None:
    text = "72岁的老师住在柳荫巷"
    assert privacy({name: text for name in "abc"}).telling == ()


def test_a_run_with_real_names_says_so() -> None:
    assert not made(parse("pseudonymise = false", "run.toml")).privacy.on
