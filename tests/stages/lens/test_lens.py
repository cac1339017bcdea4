"""The lens on whole tables."""

from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import Any

import pandas as pd
import pytest

from pipeline.backends.conditional import associate
from pipeline.backends.opencc import simplify
from pipeline.backends.statistics import adjust
from pipeline.model.errors import TableError
from pipeline.model.frames import build, from_rows
from pipeline.model.practice_options import Lens
from pipeline.model.settings import Themes
from pipeline.stages.lens import Codes, Found, Inputs, Tools, lens

Row = dict[str, Any]
Rows = Callable[[pd.DataFrame], list[Row]]
Said = tuple[str, str, str]  # text, asserted codes, resolved codes

CODES = Codes(problems=("vague", "rigid"), outcomes=("joined",), methods=("visit", "salon"))
TOOLS = Tools(associate, adjust, simplify)


def inputs(*documents: Mapping[str, Any]) -> Inputs:
    """Make tables of documents, each with `said`: its segments as (text, asserted codes, resolved codes)."""
    rows: dict[str, list[Row]] = {"documents": [], "segments": [], "codings": []}
    for document in documents:
        plain = {"path": "p", "kind": "supervision", "organisation": "甲队", "characters": 9, "status": "ok"}
        held = plain | {key: value for key, value in document.items() if key != "said"}
        rows["documents"].append(held)
        start = 0
        for index, (text, asserted, resolved) in enumerate(document["said"], 1):
            key = f"{held['document_id']}-{index}"
            place = {"start_char": start, "end_char": start + len(text)}
            rows["segments"].append(
                {"segment_id": key, "document_id": held["document_id"], "segment_index": index, "text": text} | place
            )
            for status, codes in (("asserted", asserted), ("negated", resolved)):
                for code in codes.split():
                    rows["codings"].append(
                        {
                            "coding_id": f"{key}{code}{status}",
                            "segment_id": key,
                            "document_id": held["document_id"],
                            "code_id": code,
                            "coder": "rules",
                            "status": status,
                            "quote": text,
                            "cue": "resolution" if status == "negated" else None,
                        }
                        | place
                    )
            start += len(text) + 1
    return Inputs(**{name: from_rows(name, held) for name, held in rows.items()})  # fmt: skip


def document(document_id: str, date: str | None, *said: Said, **cells: Any) -> Row:
    return {"document_id": document_id, "date": date, "said": said} | cells


def look(tables: Inputs, **options: Any) -> Found:
    return lens(tables, CODES, Lens(**{"suppress": 0} | options), Themes(), TOOLS)


CHINESE = inputs(
    document("a", "2024-03-01", ("说不清谁管", "vague", ""), ("下一步计划", "", ""), ("上门谈", "visit", ""), author="何"),
    document("b", "2024-04", ("还是说不清，谁都来问", "vague", ""), ("他说不清", "vague", ""), ("下一步：开会", "", ""), author="何"),
    document("c", "2024-05-02", ("大家来了", "joined", ""), kind="salon", author="李"),
    document("d", "2024-06-01", ("已经清楚了", "", "vague"), author="何"),
    document("u", None, ("说不清", "vague rigid", ""), author="何"),
)  # fmt: skip


def test_a_problem_of_an_organisation_is_told_with_its_course_its_follow_up_and_its_last_quotation(
    rows_of: Rows,
) -> None:
    organisation, worker = rows_of(look(CHINESE).lens_problems)
    assert organisation == {
        "dimension": "organisation",
        "who": "甲队",
        "code_id": "vague",
        "status": "resolved",
        "since": "2024-03-01",
        "last_date": "2024-04",
        "ended": "2024-06-01",
        "came_back": 0,
        # a and b have a next note; the one after b has no section
        "could_follow": 2,
        "planned": 2,
        "followed": 1,
        "taken_up": "no",
        "suppressed": [],
        "segment_id": "b-1",
        "document_id": "b",
        "start_char": 0,
        "end_char": 10,
        "quote": "还是说不清，谁都来问",
    }
    numbers = ("could_follow", "planned", "followed")
    assert worker == organisation | {"dimension": "worker", "who": "何"} | dict.fromkeys(numbers)


def test_numbers_below_the_threshold_are_empty_and_named_and_groups_with_few_notes_have_none(rows_of: Rows) -> None:
    found = look(CHINESE, suppress=3)
    assert rows_of(found.lens_groups) == [
        {"dimension": "organisation", "who": "甲队", "listed": 1},
        {"dimension": "worker", "who": "何", "listed": 1},
    ]
    organisation, worker = rows_of(found.lens_problems)
    numbers = ("came_back", "could_follow", "planned", "followed")
    assert [organisation[name] for name in numbers] == [None] * 4
    assert organisation["suppressed"] == list(numbers)
    assert (worker["came_back"], worker["suppressed"]) == (None, ["came_back"])
    assert (organisation["status"], organisation["taken_up"]) == ("resolved", "no")
    found = look(CHINESE, suppress=4)
    assert [(row["who"], row["listed"]) for row in rows_of(found.lens_groups)] == [("甲队", 1), ("何", 0)]
    assert [row["dimension"] for row in rows_of(found.lens_problems)] == ["organisation"]


def test_with_a_threshold_of_two_no_single_answer_gives_a_number_away(rows_of: Rows) -> None:
    assert {row["taken_up"] for row in rows_of(look(CHINESE, suppress=2).lens_problems)} == {None}


def test_undated_failed_and_empty_documents_and_those_without_an_organisation_are_no_notes(rows_of: Rows) -> None:
    found = look(
        inputs(
            document("a", None, ("说不清", "vague", "")),
            document("b", "2024-01-01", ("说不清", "vague", ""), status="duplicate"),
            document("c", "2024-01-01"),
            document("d", "2024-01-01", ("说不清", "vague", ""), organisation=None),
        )
    )
    assert {name: len(table) for name, table in vars(found).items()} == dict.fromkeys(
        ("lens_groups", "lens_problems", "lens_helps", "lens_between"), 0
    )


def test_a_workers_notes_are_supervision_notes_of_all_organisations(rows_of: Rows) -> None:
    found = look(
        inputs(
            document(
                "a", "2024-01-01", ("nobody knows who does what", "vague", ""), author="Dr Tan", organisation="Maple"
            ),
            document(
                "b", "2024-01-02", ("谈谈 roles", "vague", ""), author="Dr Tan", organisation="甲队", kind="interview"
            ),
            document("c", "2024-01-03", ("Next: ask", "rigid", ""), author="Dr Tan", organisation="甲队"),
            document("d", "2024-01-04", ("quiet", "", ""), author="Dr Tan", organisation="Maple"),
        )  # fmt: skip
    )
    workers = [row for row in rows_of(found.lens_problems) if row["dimension"] == "worker"]
    assert [(row["code_id"], row["status"], row["last_date"], row["taken_up"]) for row in workers] == [
        ("vague", "quiet", "2024-01-01", "no"),
        ("rigid", "open", "2024-01-03", None),
    ]


def test_groups_come_by_name_and_problems_in_the_order_of_the_codebook(rows_of: Rows) -> None:
    found = look(
        inputs(
            *(
                document(f"{name}{day}", f"2024-01-0{day}", ("说", "rigid vague", ""), organisation=name)
                for name, days in (("乙队", 5), ("丙队", 1), ("Maple", 3))
                for day in range(1, days + 1)
            )
        )
    )
    assert [(row["who"], row["code_id"]) for row in rows_of(found.lens_problems)] == [
        (name, code) for name in ("Maple", "丙队", "乙队") for code in ("vague", "rigid")
    ]


def helped(*names: str) -> list[Row]:
    """Make organisations in which the outcome is written after the problem, and not otherwise."""
    return [
        row
        for name in names
        for row in (
            document(f"{name}1", "2024-01-01", ("好好的", "", ""), organisation=name),
            document(f"{name}2", "2024-01-02", ("好好的", "", ""), organisation=name),
            document(f"{name}3", "2024-01-03", ("死板", "rigid", ""), organisation=name),
            document(f"{name}4", "2024-01-04", ("上门", "visit", ""), organisation=name),
            document(f"{name}5", "2024-01-05", (f"{name}的人来了", "joined salon", ""), organisation=name),
        )
    ]


TROUBLED = [
    document(f"z{day}", f"2024-02-0{day}", ("说", codes, ""), organisation="丁队")
    for day, codes in enumerate(("", "", "", "rigid"), 1)
]


def test_what_helped_elsewhere_is_told_for_open_problems_with_the_latest_quotation_from_elsewhere(
    rows_of: Rows,
) -> None:
    found = look(inputs(*helped("甲队", "乙队", "丙队"), *TROUBLED))
    (row,) = [row for row in rows_of(found.lens_helps) if row["organisation"] == "丁队"]
    # in each of three organisations one of two notes after the problem has the outcome, and none of two others
    told = {key: row[key] for key in ("code_id", "outcome", "organisations", "segment_id", "quote", "odds_ratio")}
    assert told == {
        "code_id": "rigid",
        "outcome": "joined",
        "organisations": 3,
        "segment_id": "甲队5-1",
        "quote": "甲队的人来了",
        "odds_ratio": inf,
    }
    assert (row["p_value"], row["q_value"]) == (pytest.approx(0.125), None)
    assert [
        (one["between"], one["organisations"]) for one in rows_of(found.lens_between) if one["organisation"] == "丁队"
    ] == [("visit", 3), ("salon", 3)]


def test_the_organisations_own_notes_and_few_other_organisations_count_for_nothing(rows_of: Rows) -> None:
    tables = inputs(*helped("甲队", "乙队", "丙队"), *TROUBLED)
    # rigid is quiet where two notes without it came after it, and open for none of the three with quiet_after = 3
    found = look(tables, quiet_after=3)
    assert [(row["organisation"], row["organisations"]) for row in rows_of(found.lens_helps)] == [
        ("丁队", 3),
        ("丙队", 2),
        ("乙队", 2),
        ("甲队", 2),
    ]
    assert [row["organisation"] for row in rows_of(look(tables, quiet_after=3, suppress=3).lens_helps)] == ["丁队"]
    assert rows_of(look(tables, quiet_after=3, suppress=4).lens_helps) == []


def test_outcomes_that_are_not_more_frequent_after_the_problem_are_not_told(rows_of: Rows) -> None:
    rows = [
        document(f"{name}{day}", f"2024-01-0{day}", ("好", codes, ""), organisation=name)
        for name in ("甲队", "乙队")
        for day, codes in enumerate(("", "joined", "rigid", "", "joined", "joined"), 1)
    ]
    assert rows_of(look(inputs(*rows, *TROUBLED)).lens_helps) == []


def test_tests_that_could_not_reach_the_level_stay_out_of_the_correction(rows_of: Rows) -> None:
    family: list[list[float]] = []

    def noted(p_values: Sequence[float]) -> list[float]:
        family.append(list(p_values))
        return adjust(p_values)

    many = inputs(*helped(*(f"{number:02}队" for number in range(8))), *TROUBLED)
    found = lens(many, CODES, Lens(suppress=3), Themes(), Tools(associate, noted, simplify))
    (row,) = [row for row in rows_of(found.lens_helps) if row["organisation"] == "丁队"]
    # 2 to the power of -8 for all eight to lie so, twice the half of it
    assert (row["p_value"], row["q_value"]) == (pytest.approx((2 / 4) ** 8), pytest.approx((2 / 4) ** 8))
    assert family == [[pytest.approx((2 / 4) ** 8)]]


def test_nothing_gives_nothing() -> None:
    empty = Inputs(*(build(name, {}) for name in ("documents", "segments", "codings")))
    assert {name: len(table) for name, table in vars(look(empty)).items()} == dict.fromkeys(vars(look(empty)), 0)
    nothing = lens(CHINESE, Codes((), (), ()), Lens(), Themes(), TOOLS)
    assert len(nothing.lens_problems) == 0


@pytest.mark.parametrize("name", ["documents", "segments", "codings"])
def test_a_table_that_does_not_fit_is_refused(name: str) -> None:
    with pytest.raises(TableError, match=f"table '{name}'"):
        look(Inputs(**(vars(CHINESE) | {name: build("texts", {})})))


def test_tables_stay_as_they_were_and_the_order_of_rows_does_not_matter() -> None:
    tables = inputs(*helped("甲队", "乙队", "丙队"), *TROUBLED)
    before = {name: frame.copy(deep=True) for name, frame in vars(tables).items()}
    first = look(tables)
    turned = Inputs(**{name: frame.iloc[::-1].reset_index(drop=True) for name, frame in vars(tables).items()})
    second = look(turned)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(tables, name), frame)
    for name, frame in vars(first).items():
        pd.testing.assert_frame_equal(getattr(second, name), frame)
