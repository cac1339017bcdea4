"""Figures: their numbers are the report's."""

import json
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from pipeline.model.both import Both
from pipeline.model.report import HeatMap
from pipeline.model.report_links import Links
from pipeline.model.report_novelty import Novelty
from pipeline.model.report_topics import TopicStory
from pipeline.render.figures import STAGE_LIMIT, figure_tables, figures
from tests.render import sample


@pytest.mark.parametrize("language", ["zh", "en"])
def test_plotly_knows_every_attribute(language: str) -> None:
    for figure in figures(sample.report(), language).values():
        go.Figure(data=figure["data"], layout=figure["layout"])


def test_themes_are_ranked_with_their_intervals() -> None:
    risk, topic = figures(sample.report(), "zh")["ranked"]["data"]
    assert (risk["name"], topic["name"]) == ("风险", "模型主题")
    assert (risk["x"], risk["y"], topic["x"], topic["y"]) == ([0.5], [0], [0.25], [1])
    assert risk["error_x"]["array"] == pytest.approx([0.7462 - 0.5])
    assert risk["error_x"]["arrayminus"] == pytest.approx([0.5 - 0.2538])
    assert risk["hovertext"] == ["<b>全靠一个带头人</b><br>12 份中 6 份（50%）<br>95% 区间 25–75%"]


def test_moving_themes_are_shown_and_the_others_wait_in_the_legend() -> None:
    new, insufficient = figures(sample.report(), "en")["trend"]["data"]
    assert (new["visible"], insufficient["visible"]) == (True, "legendonly")
    assert (new["x"], new["y"]) == (["2024-03", "2024-05", "2024-09"], [0.0, 0.5, 1.0])


def test_without_movement_the_largest_themes_are_shown() -> None:
    steady = replace(sample.theme(), status="steady")
    themes = tuple(replace(steady, theme_id=f"code:{number}") for number in range(5))
    drawn = figures(replace(sample.report(), themes=themes), "en")["trend"]["data"]
    assert [trace["visible"] for trace in drawn] == [True, True, True, "legendonly", "legendonly"]


def test_risks_and_topics_come_first_by_stage() -> None:
    held = sample.report()
    method = replace(sample.theme(), theme_id="code:visit", level="interpersonal", label=Both("走访", "visits"))
    risk, topic = held.themes
    drawn = figures(replace(held, themes=(method, topic, risk)), "en")["stage"]
    assert drawn["layout"]["yaxis"]["ticktext"] == ["everything on one leader", "Topic 01: 电梯, 楼道", "visits"]
    assert [trace["name"] for trace in drawn["data"]] == ["preparation", "summary"]
    assert drawn["data"][1]["x"] == [0.625, 0.625, 0.625]


def test_by_stage_no_more_themes_are_drawn_than_fit() -> None:
    themes = tuple(replace(sample.theme(), theme_id=f"code:{number}") for number in range(STAGE_LIMIT + 5))
    held = replace(sample.report(), themes=themes)
    assert len(figures(held, "zh")["stage"]["data"][0]["x"]) == STAGE_LIMIT
    assert len(figure_tables(held)["figure_stage"]) == 2 * (STAGE_LIMIT + 5)


def test_cells_without_documents_are_blank() -> None:
    (trace,) = figures(sample.report(), "zh")["heat"]["data"]
    assert trace["z"] == [[0.4, 4 / 7], [None, 1 / 7]]
    assert trace["text"] == [["40", "57"], ["", "14"]]
    assert trace["hovertext"][1] == [
        "",
        "<b>课程培训</b><br><b>银龄互助队</b><br>7 份中 1 份（14%）<br>95% 区间 10–90%",
    ]


def test_labels_cut_alike_stay_two_rows() -> None:
    long = [
        replace(sample.theme(), theme_id=f"code:{end}", label=Both("长" * 40 + end, "long" * 20 + end)) for end in "ab"
    ]
    axis = figures(replace(sample.report(), themes=tuple(long)), "zh")["ranked"]["layout"]["yaxis"]
    assert axis["tickvals"] == [0, 1]
    assert axis["ticktext"] == ["长" * 19 + "…"] * 2


def test_markup_and_templates_in_names_stay_text() -> None:
    written = json.dumps(figures(sample.attacked(), "en"))
    assert "<img" not in written and "<a" not in written
    assert "hovertemplate" not in written


def test_figures_without_numbers_are_left_out() -> None:
    assert figures(sample.empty(), "zh") == {}
    bare = replace(
        sample.report(),
        heat_map=HeatMap((), (), ()),
        themes=(replace(sample.theme(), by={}),),
        topic_story=TopicStory(numbers=sample.story().numbers[:1]),
        novelty=Novelty(),
        links=Links(),
    )
    assert set(figures(bare, "zh")) == {"ranked"}


def test_tables_hold_the_numbers_of_the_report() -> None:
    tables = figure_tables(sample.report())
    assert tables["figure_ranked"][0] == {
        "theme_id": "code:one_leader",
        "kind": "code",
        "label_zh": "全靠一个带头人",
        "label_en": "everything on one leader",
        "level": "risk",
        "status": "new",
        "documents": 6,
        "total": 12,
        "share": 0.5,
        "share_low": 0.2538,
        "share_high": 0.7462,
    }
    assert [(row["month"], row["documents"], row["total"]) for row in tables["figure_trend"][:3]] == [
        ("2024-03", 0, 4),
        ("2024-05", 2, 4),
        ("2024-09", 4, 4),
    ]
    assert len(tables["figure_trend"]) == 6
    assert [(row["stage"], row["share"]) for row in tables["figure_stage"][:2]] == [
        ("preparation", 0.25),
        ("summary", 0.625),
    ]
    assert [(row["code_en"], row["organisation"], row["share"]) for row in tables["figure_heat_map"]] == [
        ("everything on one leader", "Maple Court", 0.4),
        ("everything on one leader", "银龄互助队", 4 / 7),
        ("curriculum training", "Maple Court", None),
        ("curriculum training", "银龄互助队", 1 / 7),
    ]


def test_the_number_of_topics_is_drawn_with_all_that_it_rests_on_and_the_chosen_one_is_large() -> None:
    figure = figures(sample.report(), "en")["numbers"]
    assert [(trace["name"], trace["y"]) for trace in figure["data"]] == [
        ("score", [0.11, 0.48, 0.3]),
        ("agreement of halves (ARI)", [0.4, 0.6, 0.5]),
        ("by chance", [0.3, 0.2, 0.2]),
        ("coherence (NPMI)", [0.1, 0.2, 0.0]),
    ]
    assert figure["data"][0]["x"] == [3, 4, 5]
    assert figure["data"][0]["marker"]["size"] == [7, 13, 7]
    assert figure_tables(sample.report())["figure_numbers"][1] == {
        "count": 4,
        "agreement": 0.6,
        "chance": 0.2,
        "coherence": 0.2,
        "score": 0.48,
        "chosen": 1,
    }


def test_curves_of_codes_and_topics_have_a_band_a_line_and_dots_by_date() -> None:
    band, line, dots, *topics = figures(sample.report(), "en")["saturation"]["data"]
    assert (band["x"], band["y"]) == ([1, 6, 12, 12, 6, 1], [1.0, 1.75, 2.5, 1.5, 1.25, 0.5])
    assert (line["name"], line["x"], line["y"]) == ("codes, in any order", [1, 6, 12], [0.75, 1.5, 2.0])
    assert line["hovertext"][1] == "6 · codes, in any order: 1.5 (1.2–1.8)"
    # the last documents are not dated
    assert (dots["name"], dots["x"], dots["y"]) == ("codes, by date", [1, 6], [0, 1])
    assert [trace.get("name") for trace in topics] == [None, "topics, in any order", "topics, by date"]
    assert figure_tables(sample.report())["figure_saturation"][1] == {
        "kind": "code",
        "documents": 6,
        "expected": 1.5,
        "low": 1.25,
        "high": 1.75,
        "found": 1,
    }


def test_a_curve_of_one_document_is_no_figure_and_undated_documents_have_no_dots() -> None:
    held = sample.report()
    codes = held.novelty.saturation[0]
    short = replace(held.novelty, saturation=(replace(codes, points=codes.points[:1]),))
    assert "saturation" not in figures(replace(held, novelty=short), "zh")
    undated = replace(codes, points=tuple(replace(point, found=None) for point in codes.points))
    drawn = figures(replace(held, novelty=replace(short, saturation=(undated,))), "zh")["saturation"]
    assert [trace.get("name") for trace in drawn["data"]] == [None, "编码，任意顺序"]


def test_codes_by_codes_show_the_segments_with_both_and_in_bold_what_is_told_from_chance() -> None:
    (trace,) = figures(sample.report(), "zh")["links"]["data"]
    assert (trace["x"], trace["y"], trace["z"], trace["text"]) == ([0], [0], [[0.58]], [["<b>6</b>"]])
    assert trace["hovertext"] == [
        ["<b>全靠一个带头人</b><br><b>课程培训</b><br>一起出现 6 段，碰巧约 1.9 段<br>关联（NPMI） 0.58"]
    ]
    held = sample.links()
    never = replace(held, pairs=(replace(held.pairs[0], with_both=0, npmi=-1.0, told=False),))
    (blank,) = figures(replace(sample.report(), links=never), "zh")["links"]["data"]
    assert (blank["z"], blank["text"]) == ([[None]], [[""]])
    rows = figure_tables(sample.report())["figure_links"]
    assert [(row["unit"], row["with_both"], row["expected"], row["npmi"]) for row in rows] == [
        ("segment", 6, 1.9, 0.58),
        ("window", 7, 1.9, 0.58),
        ("document", 1, 4.5, -0.3),
    ]


def test_tables_of_an_empty_report_are_empty() -> None:
    assert figure_tables(sample.empty()) == {
        "figure_ranked": [],
        "figure_trend": [],
        "figure_stage": [],
        "figure_heat_map": [],
        "figure_numbers": [],
        "figure_saturation": [],
        "figure_links": [],
    }
