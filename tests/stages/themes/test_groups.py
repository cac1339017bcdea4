"""Where themes gather, how they go in each organisation, who carries them, and in which order they stand."""

from typing import Any

import pytest

from pipeline.model.frames import rows
from pipeline.model.settings import Themes
from pipeline.stages.themes import Found, Inputs, themes
from tests.stages.themes.test_themes import NAMES, REAL, Corpus

LEVELS = {"roles": "risk", "trust": "risk"}


def made(corpus: Corpus, levels: dict[str, str] | None = None, **options: Any) -> Found:
    inputs = corpus.inputs()
    return themes(Inputs(**(vars(inputs) | {"code_levels": levels or {}})), Themes(**options), REAL)


def stages(carriers: dict[str, int], organisations: int = 3) -> Corpus:
    """Three notes of each stage in each organisation; the mapping says how many of them carry the code."""
    corpus = Corpus()
    for home in range(organisations):
        for place, stage in enumerate(("preparation", "cultivation", "summary")):
            for number in range(3):
                name = f"o{home}s{place}n{number}"
                corpus.note(name, f"2024-{4 * place + number + 1:02}-01", stage=stage, organisation=f"机构{home}")
                if number < carriers.get(stage, 0):
                    corpus.code(f"{name}-1", "roles")
    return corpus


def test_a_theme_gathers_in_a_stage_within_organisations() -> None:
    found = {
        row["value"]: row
        for row in rows(made(stages({"summary": 3})).theme_shares)
        if row["theme_id"] == "code:roles" and row["dimension"] == "stage"
    }
    assert (found["summary"]["documents"], found["summary"]["total"]) == (9, 9)
    assert found["summary"]["odds_ratio"] == float("inf")
    assert found["summary"]["p_value"] == pytest.approx(1 / 84**3)  # three of nine notes, in three organisations
    assert found["summary"]["q_value"] < 0.001
    assert found["preparation"]["odds_ratio"] == 0.0


def test_months_are_not_compared_and_a_dimension_with_one_value_neither() -> None:
    found = rows(made(stages({"summary": 3}, organisations=1)).theme_shares)
    assert {row["q_value"] for row in found if row["dimension"] in ("month", "organisation", "kind")} == {None}


def test_organisations_are_compared_within_a_stage() -> None:
    """Both write of it in the summary only; the second has no other notes."""
    corpus = Corpus()
    for number in range(6):
        stage = "summary" if number > 2 else "preparation"
        corpus.note(f"a{number}", stage=stage, organisation="甲").note(f"b{number}", stage="summary", organisation="乙")
        corpus.code(f"b{number}-1", "roles")
        if stage == "summary":
            corpus.code(f"a{number}-1", "roles")
    found = [row for row in rows(made(corpus).theme_shares) if row["dimension"] == "organisation"]
    assert [(row["value"], row["documents"], row["q_value"]) for row in found] == [("乙", 6, None), ("甲", 3, None)]


def test_every_organisation_is_followed_by_itself() -> None:
    corpus = Corpus()
    for number in range(8):
        date = f"2024-{number + 1:02}"
        corpus.note(f"a{number}", date, organisation="甲").note(f"b{number}", date, organisation="乙")
        corpus.code(f"b{number}-1", "trust")
        if number > 3:
            corpus.code(f"a{number}-1", "roles")
    corpus.note("c", organisation="丙").code("c-1", "roles")
    found = {(row["theme_id"], row["organisation"]): row for row in rows(made(corpus).theme_organisations)}
    assert set(found) == {(f"code:{code}", name) for code in NAMES for name in "甲乙"}
    rising = found["code:roles", "甲"]
    assert (rising["documents"], rising["total"], rising["status"]) == (4, 8, "rising")
    assert (rising["first_date"], rising["last_date"]) == ("2024-05", "2024-08")
    assert rising["trend"] == pytest.approx(8 / 42)  # (.5 + 1.5 + 2.5 + 3.5) / (2 x 21)
    assert found["code:trust", "乙"]["trend"] == 0.0
    assert rising["p_value"] == pytest.approx(1 / 70)
    assert {found[key]["status"] for key in found if key != ("code:roles", "甲")} == {"insufficient"}


def test_a_trend_that_is_one_of_organisations_coming_and_going_is_none() -> None:
    """The organisation that always writes of it comes after the one that never does."""
    corpus = Corpus()
    for number in range(12):
        corpus.note(f"n{number:02}", f"2024-{number + 1:02}", organisation="后来的" if number > 5 else "先来的")
        if number > 5:
            corpus.code(f"n{number:02}-1", "roles")
    (row,) = rows(made(corpus).themes)
    assert (row["status"], row["trend"], row["p_value"]) == ("insufficient", 0.0, None)


def test_a_level_is_a_theme_of_all_its_codes_and_stands_last() -> None:
    corpus = Corpus().note("a", organisation="甲").note("b").note("c")
    corpus.code("a-1", "roles").code("a-1", "trust", at=4).code("b-1", "trust").code("c-1", "roles", status="negated")
    found = made(corpus, LEVELS)
    assert [(row["theme_id"], row["documents"], row["segments"]) for row in rows(found.themes)] == [
        ("code:trust", 2, 2),
        ("code:roles", 1, 1),
        ("level:risk", 2, 2),
    ]
    level = rows(found.themes)[-1]
    assert (level["kind"], level["label_zh"], level["label_en"]) == (
        "level",
        "风险（该层面各编码合计）",
        "risk (all its codes)",
    )
    quoted = [row for row in rows(found.theme_evidence) if row["theme_id"] == "level:risk"]
    assert [(row["document_id"], row["reason"]) for row in quoted] == [
        ("b", "asserted"),
        ("a", "asserted"),
        ("c", "negated"),
    ]


def test_a_level_with_one_code_is_no_theme_of_its_own() -> None:
    corpus = Corpus().note("a").note("b").code("a-1", "roles")
    assert [row["theme_id"] for row in rows(made(corpus, {"roles": "risk", "trust": "outcome"}).themes)] == [
        "code:roles"
    ]


def test_themes_that_change_stand_first_the_surest_before_the_others() -> None:
    corpus = Corpus()
    for number in range(24):
        corpus.note(f"n{number:02}", f"{2023 + number // 12}-{number % 12 + 1:02}")
        corpus.code(f"n{number:02}-1", "trust")
    for number in (9, 12, 14, 15, 17, 18, 19, 20, 21, 22, 23):
        corpus.code(f"n{number:02}-2", "roles")
    corpus.topic("topic-01", **{f"n{number:02}_1": 0.9 for number in range(10, 24)})
    found = rows(made(corpus).themes)
    assert [(row["theme_id"], row["status"]) for row in found] == [
        ("topic:topic-01", "new"),
        ("code:roles", "new"),
        ("code:trust", "insufficient"),
    ]


def test_people_are_speakers_and_where_nobody_is_named_authors() -> None:
    corpus = Corpus().note("a", author="阿敏").note("b", author="阿敏").note("c")
    corpus.code("a-1", "roles").code("a-2", "roles").code("b-1", "roles").code("c-1", "roles")
    inputs = corpus.inputs()
    (row,) = rows(themes(inputs, Themes(), REAL).themes)
    assert row["people"] == 1
    spoken = inputs.segments.copy()
    spoken["speaker"] = spoken["speaker"].where(spoken["segment_id"] != "a-2", "Lena")
    (row,) = rows(themes(Inputs(**(vars(inputs) | {"segments": spoken})), Themes(), REAL).themes)
    assert row["people"] == 2


def test_every_document_that_carries_a_theme_is_listed_with_its_segments() -> None:
    corpus = Corpus().note("b").note("a").topic("topic-01", b_1=0.9, b_2=0.8, a_1=0.2)
    corpus.code("a-1", "roles").code("a-1", "roles", at=4).code("a-2", "roles").code("b-1", "roles", status="negated")
    assert [tuple(row.values()) for row in rows(made(corpus).theme_documents)] == [
        ("code:roles", "a", 2),
        ("topic:topic-01", "b", 2),
    ]
