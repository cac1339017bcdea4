"""Layout: how numbers and texts are cut to fit."""

import math
from dataclasses import replace

import pytest

from pipeline.model.report import Line, Odds
from pipeline.render import layout
from tests.render import sample


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0.0, "0%"),
        (0.004, "<1%"),
        (0.005, "<1%"),
        (0.995, ">99%"),
        (0.426, "43%"),
        (0.999, ">99%"),
        (1.0, "100%"),
        (float("nan"), "–"),
    ],
)
def test_shares_read_as_percentages_that_do_not_round_to_nothing_or_all(share: float, written: str) -> None:
    assert layout.percent(share) == written


def test_intervals_probabilities_and_trends_are_written_short() -> None:
    assert layout.interval(sample.share("", 6, 12, (0.2538, 0.7462))) == "25–75%"
    assert [layout.probability(value) for value in (None, 0.0004, 0.0123)] == ["–", "<0.001", "0.012"]
    assert [layout.points(value) for value in (None, 0.031, -0.02)] == ["", "+3.1", "−2.0"]


def test_a_long_segment_is_shortened_around_its_passage() -> None:
    held = sample.quotation(text="前" * 200 + sample.PASSAGE + "后" * 200)
    before, passage, after = layout.excerpt(held)
    assert before == "…" + "前" * 90
    assert passage == sample.PASSAGE
    assert after == "后" * 90 + "…"


def test_an_english_segment_is_cut_between_words() -> None:
    before, _, after = layout.excerpt(sample.quotation(text="wonder " * 40 + sample.PASSAGE + " wonder" * 40))
    assert before.startswith("…wonder ")
    assert after.endswith(" wonder…")


def test_a_short_segment_stays_whole() -> None:
    held = sample.quotation()
    assert layout.excerpt(held) == (held.before, held.passage, held.after)


def test_overlapping_passages_are_one_highlight_in_context() -> None:
    line = Line("d1-2", "", "", None, "一二三四五六", True, False)
    quotations = [sample.quotation(text=line.text, passage=passage) for passage in ("二三", "三四", line.text)]
    assert layout.pieces(line, quotations) == [("一", False), ("二三四", True), ("五六", False)]


def test_a_quotation_that_does_not_fit_its_line_highlights_nothing() -> None:
    line = Line("d1-2", "", "", None, "别的话", True, False)
    assert layout.pieces(line, [sample.quotation()]) == [("别的话", False)]
    assert layout.pieces(replace(line, text=""), []) == []


def test_months_without_documents_leave_a_gap_in_the_small_bars() -> None:
    chart = layout.bars(sample.theme())
    assert chart is not None
    assert [bar.x for bar in chart.bars] == [1, 21, 61]
    assert [bar.height for bar in chart.bars] == [2.0, 50.0, 100.0]
    assert (chart.width, chart.first, chart.last, chart.top) == (70, "2024-03", "2024-09", "100%")


def test_a_theme_without_dates_has_no_bars() -> None:
    assert layout.bars(replace(sample.theme(), by={})) is None


def test_odds_ratios_are_written_with_their_interval() -> None:
    written = {
        Odds(2.2, 1.3, 4.31): "×2.2 (1.3–4.3)",
        Odds(0.43, 0.005, 150.0): "×0.43 (<0.01–>100)",
        Odds(math.inf, 1.0, math.inf): "×∞ (1.0–∞)",
        Odds(0.0, 0.0, 0.9): "×0 (0–0.90)",
    }
    assert [layout.ratio(odds) for odds in written] == list(written.values())
    assert layout.ratio(None) == ""


def test_one_segment_is_quoted_once_with_all_its_passages_and_what_lies_far_from_them_is_cut() -> None:
    text = "前" * 200 + "甲" + "中" * 300 + "乙" + "后" * 200
    one, other = (sample.quotation("d1-2", text, passage) for passage in "甲乙")
    ((first, cut),) = layout.together((one, other))
    assert first == one
    assert cut == [
        ("…" + "前" * 90, False),
        ("甲", True),
        ("中" * 90 + "… …" + "中" * 90, False),
        ("乙", True),
        ("后" * 90 + "…", False),
    ]


def test_passages_of_two_segments_are_two_quotations() -> None:
    made = layout.together((sample.quotation("d1-2"), sample.quotation("d1-4", "现在不是一个人撑着了。")))
    assert [[piece for piece, about in cut if about] for _, cut in made] == [["一个人撑着"], ["一个人撑着"]]
    assert made[1][1] == [("现在不是", False), ("一个人撑着", True), ("了。", False)]
