"""The section on practice problems."""

import re
from dataclasses import replace

import pytest

from pipeline.model.both import Both
from pipeline.model.report_lens import Help, Lens, Problem
from pipeline.model.report_parts import Odds
from pipeline.render.page import page
from tests.render import sample

LEADER = sample.theme().label
LIFT = Both("资源链接", "linking resources")


def problem(who: str = "银龄互助队", status: str = "open") -> Problem:
    help = Help(LIFT, 4, Odds(2.5, 1.1, 6.0), 0.2, ((Both("走访", "visits"), 3),), sample.quotation())
    numbers = {"came_back": None, "could_follow": 7, "planned": None, "followed": 4}
    hidden = frozenset({"came_back", "planned"})
    return Problem(who, LEADER, status, "2024-03-01", "2024-05-03", "", **numbers, taken_up="yes", suppressed=hidden, quotation=sample.quotation(), helps=(help,) if status == "open" else ())  # fmt: skip


def practice() -> Lens:
    return Lens(
        problems=(LEADER,),
        organisations=(problem("Maple Court"), problem(), problem(status="quiet")),
        workers=(replace(problem("陈"), could_follow=None, followed=None, planned=None, helps=()),),
        few_organisations=("巡河队",),
        few_workers=("李",),
        listed=True,
        undated=2,
        least=3,
        quiet_after=2,
    )


def section(lens: Lens) -> str:
    return page(replace(sample.report(), lens=lens)).split('<section id="lens">')[1].split("</section>")[0]


def rows(written: str) -> list[str]:
    """Return the text of each table row, cells parted by |."""
    found = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", written, flags=re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", re.sub(r"</t[dh]>", "|", row))).strip() for row in found]


def test_open_problems_stand_by_name_with_small_numbers_not_told() -> None:
    maple, silver, *_ = rows(section(practice()))
    assert maple == (
        "Maple Court|全靠一个带头人everything on one leader|2024-03-01|2024-05-03|跟进了yes|4 / 7|一个人撑着|"
    )
    assert silver.startswith("银龄互助队|全靠一个带头人")


def test_a_small_number_beside_others_that_are_told_is_said_to_be_small() -> None:
    back = replace(problem("Maple Court"), came_back=3, suppressed=frozenset({"planned"}))
    first, second, *_ = rows(section(replace(practice(), organisations=(back, problem()))))
    assert "|3|4 / 7|一个人撑着|" in first
    assert "|少于 3fewer than 3|4 / 7|一个人撑着|" in second


def test_the_section_says_that_it_is_not_for_ranking_and_what_is_left_out() -> None:
    written = section(practice())
    for said in (
        "not for ranking organisations or workers",
        "不能拿来给组织或社工排名",
        "Numbers below 3 are not told",
        "2 notes without a date left out.",
        "fewer than 2 notes in a row are without it",
    ):
        assert said in written
    assert "巡河队" in written and "李" in written
    assert "Numbers below" not in section(replace(practice(), least=0))


def test_quotations_lead_to_their_context_and_codes_to_their_themes() -> None:
    written = section(practice())
    assert 'href="#line-2">一个人撑着</a>' in written
    assert 'href="#theme-1"' in written


def test_what_helped_elsewhere_has_its_figures_its_proof_and_its_doubt() -> None:
    written = section(practice())
    for said in ("4 other organisations; odds ×2.5 (1.1–6.0), q = 0.200", "may be chance", "走访", "visits</span> (3)", "<mark>一个人撑着</mark>"):  # fmt: skip
        assert said in written
    sure = replace(problem().helps[0], q_value=0.001)
    lens = replace(practice(), organisations=(replace(problem(), helps=(sure,)),))
    assert "may be chance" not in section(lens)


def test_workers_and_problems_that_are_over_have_tables_of_their_own_without_sums() -> None:
    written = section(practice())
    *_, over, worker = rows(written)
    assert over == "银龄互助队|全靠一个带头人everything on one leader|近来没再写到quiet|2024-03-01|2024-05-03|跟进了yes|一个人撑着|"  # fmt: skip
    assert worker.startswith("陈|") and " / " not in worker


@pytest.mark.parametrize(
    ("lens", "said"),
    [
        (Lens(), "there is nothing to look at"),
        (Lens(problems=(LEADER,), least=3), "how problems come and go cannot be told"),
        (Lens(problems=(LEADER,), least=3, listed=True), "None of the organisations listed has an open problem."),
        (Lens(problems=(LEADER,), least=3, few_organisations=("甲",)), "Organisations with fewer than 3 notes"),
    ],
)
def test_where_there_is_nothing_to_show_one_sentence_says_why(lens: Lens, said: str) -> None:
    written = section(lens)
    assert said in written
    assert "<table" not in written


def test_nothing_out_of_a_document_can_run() -> None:
    attack = sample.ATTACK
    label = Both(attack, attack + "!")
    spoken = replace(sample.quotation("d1-2", f"前{attack}后", attack), title=attack, organisation=attack, date=attack)
    help = replace(problem().helps[0], outcome=label, between=((label, 3),), quotation=spoken)
    hit = replace(problem(attack), code=label, since=attack, last_date=attack, quotation=spoken, helps=(help,))
    lens = replace(practice(), problems=(label,), organisations=(hit, replace(hit, status="quiet")), workers=(hit,), few_organisations=(attack,), few_workers=(attack,))  # fmt: skip
    written = section(lens)
    assert "<img" not in written
    assert "</script>" not in written
    assert "49" not in written
