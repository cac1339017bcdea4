"""What a report says about what goes with what."""

from math import inf
from typing import Any

from pipeline.model.both import Both
from pipeline.model.report import Odds, Report
from pipeline.model.report_links import LinkedPair, Links
from tests.stages.test_report import START, made

Row = dict[str, Any]
ROLES, TRUST = Both("角色不清", "vague roles"), Both("信任", "trust")
COUNTED = {"with_a": 4, "with_b": 3, "with_both": 2, "units": 11, "documents": 1, "organisations": 1, "npmi": 0.5}


def pair(unit: str = "segment", **cells: Any) -> Row:
    plain = {"unit": unit, "code_a": "roles", "code_b": "trust", "expected": 0.5, "overlapping": None}
    return plain | COUNTED | {"odds_ratio": 6.0, "odds_low": 2.0, "odds_high": 18.0, "p_value": 0.001, "q_value": 0.01} | cells  # fmt: skip


def sequence(first: str, then: str, **cells: Any) -> Row:
    counted = {"after_carried": 7, "after_total": 12, "otherwise_carried": 3, "otherwise_total": 20}
    told = {"odds_ratio": 6.0, "odds_low": 2.0, "odds_high": 18.0, "p_value": 0.001, "q_value": 0.01}
    return {"first": first, "then": then} | counted | told | cells


def evidence(
    unit: str, rank: int, segment: str, low: int, high: int, codes: tuple[str, str] = ("roles", "trust")
) -> Row:
    start = START[segment]
    return {"unit": unit, "code_a": codes[0], "code_b": codes[1], "rank": rank, "segment_id": segment, "document_id": segment[0], "start_char": start + low, "end_char": start + high, "quote": "引"}  # fmt: skip


def said(report: Report) -> Links:
    return report.links


def test_a_pair_that_meets_more_often_is_listed_with_its_quotations() -> None:
    shown = [evidence("segment", 1, "a-2", 3, 7), evidence("segment", 2, "a-2", 8, 10)]
    links = said(made(code_pairs=[pair(overlapping=1)], link_evidence=shown))
    (held,) = links.units[0].more
    assert (held.code_a, held.code_b, held.times, held.odds, held.told) == (
        ROLES,
        TRUST,
        4.0,
        Odds(6.0, 2.0, 18.0),
        True,
    )
    assert (held.with_both, held.expected, held.overlapping) == (2, 0.5, 1)
    assert [(one.before, one.passage) for one in held.quotations] == [
        ("今天说", "角色不清"),
        ("今天说角色不清，", "用Z"),
    ]
    assert links.quotations == held.quotations
    assert links.codes == (ROLES, TRUST)


def test_every_unit_says_how_many_pairs_could_be_judged() -> None:
    rows = [pair(), pair("window", q_value=0.05), pair("document", q_value=None, odds_ratio=None, odds_low=None, odds_high=None)]  # fmt: skip
    links = said(made(code_pairs=rows))
    assert [(unit.unit, unit.judged, len(unit.more)) for unit in links.units] == [
        ("segment", 1, 1),
        ("window", 1, 0),
        ("document", 0, 0),
    ]


def test_the_surest_pair_comes_first_and_what_meets_less_often_is_apart() -> None:
    third = {"code_a": "roles", "code_b": "never"}
    rows = [
        pair(odds_ratio=inf, odds_low=1.2, odds_high=inf),
        pair(**third, odds_ratio=8.0, odds_low=5.0),
        pair(code_a="trust", code_b="never", odds_ratio=0.1, odds_low=0.01, odds_high=0.4),
    ]
    unit = said(made(code_pairs=rows)).units[0]
    assert [(one.code_a.en, one.code_b.en) for one in unit.more] == [("vague roles", "never"), ("vague roles", "trust")]
    assert [(one.code_a.en, one.code_b.en) for one in unit.fewer] == [("trust", "never")]


def test_an_odds_ratio_without_an_interval_is_not_shown() -> None:
    (held,) = said(made(code_pairs=[pair(odds_ratio=inf, odds_low=None, odds_high=None)])).units[0].more
    assert held.odds is None


def test_sequences_of_two_codes_and_of_one_are_apart_and_quoted_with_both_notes() -> None:
    rows = [
        sequence("roles", "trust", first_before=2, first_after=1, first_with=0),
        sequence("trust", "trust", q_value=0.2),
        sequence("trust", "roles", odds_ratio=0.2, odds_low=0.1, odds_high=0.7, first_before=1, first_after=2, first_with=0),
    ]  # fmt: skip
    shown = [evidence("sequence", 1, "b-1", 0, 2), evidence("sequence", 2, "a-6", 2, 4)]
    links = said(made(code_sequences=rows, link_evidence=shown))
    (more,), (fewer,) = links.follows.more, links.follows.fewer
    assert (more.first, more.then, more.after_carried, more.after_total, more.first_before) == (ROLES, TRUST, 7, 12, 2)
    assert [(one.segment_id, one.passage) for one in more.quotations] == [("b-1", "角色"), ("a-6", "信任")]
    assert (fewer.first, fewer.then, fewer.quotations) == (TRUST, ROLES, ())
    assert (links.follows.judged, links.returns.judged, links.returns.more) == (2, 1, ())


def test_what_is_quoted_stands_in_its_context() -> None:
    shown = [evidence("segment", 1, "c-1", 0, 1), evidence("segment", 2, "c-1", 0, 1)]
    report = made(code_pairs=[pair()], link_evidence=shown)
    assert {line.segment_id for context in report.contexts for line in context.lines if line.marked} >= {"c-1"}


def test_a_code_that_the_codebook_lacks_is_left_out_and_empty_tables_say_nothing() -> None:
    assert said(made(code_pairs=[pair(code_b="stranger")])).pairs == ()
    nothing = said(made())
    assert (nothing.codes, nothing.pairs, nothing.quotations) == ((), (), ())
    assert [(unit.judged, unit.more) for unit in nothing.units] == [(0, ())] * 3


def test_every_pair_of_the_figure_says_whether_it_is_told() -> None:
    pairs: tuple[LinkedPair, ...] = said(made(code_pairs=[pair(), pair("document", q_value=0.5)])).pairs
    assert [(one.unit, one.told, one.npmi) for one in pairs] == [("segment", True, 0.5), ("document", False, 0.5)]
