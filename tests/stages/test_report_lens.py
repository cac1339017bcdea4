"""What a report says about practice problems."""

from typing import Any

from pipeline.model.both import Both
from pipeline.model.practice_options import Lens as Options
from pipeline.model.report_lens import Help, Lens, Problem
from pipeline.model.report_parts import Odds, Quotation
from pipeline.model.run_toml import parse
from tests.stages.test_report import DOCUMENTS, START, made

Row = dict[str, Any]
ROLES, TRUST, NEVER = Both("角色不清", "vague roles"), Both("信任", "trust"), Both("没有的", "never")


def quoted(segment: str, low: int, high: int) -> Row:
    span = {"start_char": START[segment] + low, "end_char": START[segment] + high}
    return {"segment_id": segment, "document_id": segment[0], "quote": "x"} | span


def problem(who: str, code_id: str = "roles", **cells: Any) -> Row:
    plain = {"dimension": "organisation", "status": "open", "since": "2024-03", "last_date": "2024-05-03"}
    numbers = {"came_back": None, "could_follow": 4, "planned": None, "followed": 0, "taken_up": "no"}
    hidden = {"suppressed": ["came_back", "planned"]}
    return {"who": who, "code_id": code_id} | plain | numbers | hidden | quoted("a-2", 3, 7) | cells


def group(who: str, listed: int = 1, dimension: str = "organisation") -> Row:
    return {"dimension": dimension, "who": who, "listed": listed}


def helped(outcome: str = "never", code_id: str = "roles") -> Row:
    odds = {"odds_ratio": 2.0, "odds_low": 0.5, "odds_high": 8.0, "p_value": 0.1, "q_value": None}
    key = {"organisation": "甲队", "code_id": code_id, "outcome": outcome, "organisations": 3}
    return key | odds | quoted("b-1", 0, 2)


def stood(between: str, organisations: int, outcome: str = "never") -> Row:
    key = {"organisation": "甲队", "code_id": "roles", "outcome": outcome}
    return key | {"between": between, "organisations": organisations}


LAST = Quotation("a", "a-2", "三月", "甲队", "2024-05-03", "李", "今天说", "角色不清", "，用Zoom再谈", "", "")
ELSEWHERE = Quotation("b", "b-1", "b.txt", "乙队", "2024-03", "", "", "角色", "都清楚", "", "")


def test_a_problem_has_its_quotation_and_what_helped_elsewhere() -> None:
    lens = made(
        lens_groups=[group("甲队"), group("乙队", 0), group("李", 0, "worker")],
        lens_problems=[problem("甲队")],
        lens_helps=[helped()],
        lens_between=[stood("trust", 3)],
    ).lens
    help = Help(NEVER, 3, Odds(2.0, 0.5, 8.0), None, ((TRUST, 3),), ELSEWHERE)
    numbers = {"came_back": None, "could_follow": 4, "planned": None, "followed": 0, "taken_up": "no"}
    assert lens.organisations == (
        Problem("甲队", ROLES, "open", "2024-03", "2024-05-03", "", **numbers, suppressed=frozenset({"came_back", "planned"}), quotation=LAST, helps=(help,)),
    )  # fmt: skip
    assert (lens.few_organisations, lens.few_workers, lens.listed) == (("乙队",), ("李",), True)
    assert lens.quotations == (LAST, ELSEWHERE)


def test_what_is_quoted_stands_in_its_context() -> None:
    report = made(
        lens_groups=[group("甲队")], lens_problems=[problem("甲队", **quoted("c-1", 0, 1))], theme_evidence=[]
    )
    assert [(one.document_id, [line.segment_id for line in one.lines]) for one in report.contexts] == [("c", ["c-1"])]


def test_problems_come_by_name_the_open_ones_first_and_then_as_in_the_codebook() -> None:
    rows = [
        problem("甲队", "trust", status="quiet", ended="2024-06"),
        problem("甲队", "never"),
        problem("乙队", "trust", status="resolved"),
        problem("甲队", "roles"),
        problem("李", "roles", dimension="worker"),
        problem("甲队", "not_in_the_codebook"),
    ]
    lens = made(lens_groups=[group("甲队")], lens_problems=rows).lens
    assert [(one.who, one.code.en, one.status) for one in lens.organisations] == [
        ("乙队", "trust", "resolved"),
        ("甲队", "vague roles", "open"),
        ("甲队", "never", "open"),
        ("甲队", "trust", "quiet"),
    ]
    assert [one.who for one in lens.workers] == ["李"]


def test_codes_in_between_are_cut_after_the_first_three_and_strange_ones_left_out() -> None:
    rows = [stood(code, 9 - place) for place, code in enumerate(("gone", "trust", "roles", "never"))]
    lens = made(lens_problems=[problem("甲队")], lens_helps=[helped(), helped("unheard_of")], lens_between=rows).lens
    ((help,),) = (one.helps for one in lens.organisations)
    assert help.between == ((TRUST, 8), (ROLES, 7), (NEVER, 6))


def test_the_settings_say_what_is_looked_at_and_undated_notes_of_organisations_are_counted() -> None:
    lens = made().lens
    # of the documents of the sample c has an organisation and no date
    assert lens == Lens(problems=(ROLES,), undated=1, least=3, quiet_after=2)
    named = made(parse('[lens]\nproblems = ["never", "trust"]\nsuppress = 0\nquiet_after = 5\n', "run.toml")).lens
    assert (named.problems, named.least, named.quiet_after) == ((TRUST, NEVER), 0, 5)
    assert made(documents=DOCUMENTS[:2]).lens.undated == 0
    assert Options() == Options((), 2, 3)
