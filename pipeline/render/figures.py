"""The figures of a report, as plain plotly figures in either language; every number is one of the Report's."""

from collections.abc import Sequence

from pipeline.model.report import HeatMap, Report, ReportTheme, Share
from pipeline.model.theme_tables import MOVING
from pipeline.render.layout import anchors
from pipeline.render.link_figure import code_by_code
from pipeline.render.names import name
from pipeline.render.number_figure import number_of_topics
from pipeline.render.numbers import figure_tables
from pipeline.render.saturation_figure import saturation_curves
from pipeline.render.sheet import (
    DASHES,
    LINES,
    NARROW,
    SHAPES,
    SMALL,
    WIDE,
    Figure,
    Sheet,
    axis,
    cut,
    layout_of,
    look,
    ticks,
)

__all__ = ["STAGE_LIMIT", "figure_tables", "figures"]

STAGE_LIMIT = 24  # themes that fit into one readable figure
SHOWN_WITHOUT_MOVEMENT = 3
# dark enough on white to be told apart from it (3:1), and each with a shape of its own
LEVELS = {
    "risk": ("#b3261e", "x"),
    "outcome": ("#00695c", "star"),
    "individual": ("#1f5fa8", "circle"),
    "interpersonal": ("#7a4fa3", "square"),
    "social participation": ("#8a5a00", "diamond"),
    "topic": ("#4a5560", "circle-open"),
    "": ("#4a5560", "hexagon"),
}
BLUES = ((0.0, "#f4f8fb"), (0.25, "#c3dcec"), (0.5, "#9cc6e3"), (0.75, "#2f74ab"), (1.0, "#0b4a7d"))


def figures(report: Report, language: str) -> dict[str, Figure]:
    """Draw all figures.

    Parameters
    ----------
    report : Report
        What to draw.
    language : str
        'zh' or 'en': of titles, axes, legends and hover texts.

    Returns
    -------
    dict of str to dict
        'ranked', 'trend', 'stage', 'heat', 'numbers', 'saturation' and 'links' to a plotly figure (data, layout, and `narrow`: what a phone changes in the layout);
        a figure without anything to draw is left out. Labels are escaped: plotly reads them as markup.
    """
    sheet = Sheet(report, anchors(report), lambda said: said.zh if language == "zh" else said.en)
    drawn = {
        "ranked": _ranked(sheet),
        "trend": _trend(sheet),
        "stage": _stage(sheet),
        "heat": _heat(sheet),
        "numbers": number_of_topics(sheet),
        "saturation": saturation_curves(sheet),
        "links": code_by_code(sheet),
    }
    return {key: figure for key, figure in drawn.items() if figure["data"]}


def _ranked(sheet: Sheet) -> Figure:
    themes = sorted(_single(sheet), key=lambda theme: -theme.overall.share)
    places = {theme.theme_id: place for place, theme in enumerate(themes)}
    traces = []
    for level in (*LEVELS, *sorted({_group(theme) for theme in themes} - set(LEVELS))):
        held = [theme for theme in themes if _group(theme) == level]
        if not held:
            continue
        colour, shape = LEVELS.get(level, LEVELS[""])
        trace = _dots(held, [theme.overall for theme in held], [places[theme.theme_id] for theme in held], sheet)
        traces.append(trace | look(sheet.pick(name("level", level)), colour, shape))
    return _rows(traces, themes, sheet, height=22)


def _stage(sheet: Sheet) -> Figure:
    first = {"risk": 0, "topic": 1}
    themes = sorted(
        (theme for theme in _single(sheet) if theme.by.get("stage")),
        key=lambda theme: first.get(_group(theme), 2),
    )[:STAGE_LIMIT]
    stages = list(dict.fromkeys(share.value for theme in themes for share in theme.by["stage"]))
    if not any(stages):
        return {"data": [], "layout": {}}
    traces = []
    for number, stage in enumerate(stages):
        held = [
            (theme, share, place + 0.24 * (number - (len(stages) - 1) / 2))
            for place, theme in enumerate(themes)
            for share in theme.by["stage"]
            if share.value == stage and share.total
        ]
        trace = _dots([row[0] for row in held], [row[1] for row in held], [row[2] for row in held], sheet)
        label = sheet.pick(name("stage", stage))
        colour, shape = (LINES[number % 5 + 1], SHAPES[number % len(SHAPES)]) if stage else LEVELS["topic"]
        traces.append(trace | look(label, colour, shape))
    return _rows(traces, themes, sheet, height=44)


def _dots(themes: Sequence[ReportTheme], shares: Sequence[Share], places: Sequence[float], sheet: Sheet) -> Figure:
    """Return a trace of shares with their intervals."""

    def head(theme: ReportTheme, share: Share) -> list[str]:
        return [sheet.pick(theme.label), *([sheet.pick(name("stage", share.value))] if share.value else [])]

    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [share.share for share in shares],
        "y": list(places),
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [share.high - share.share for share in shares],
            "arrayminus": [share.share - share.low for share in shares],
            "thickness": 1.5,
            "width": 3,
        },
        "hoverinfo": "text",
        "hovertext": [sheet.hover(head(*pair), pair[1]) for pair in zip(themes, shares, strict=True)],
        "customdata": [sheet.anchors.themes[theme.theme_id] for theme in themes],
    }


def _rows(traces: list[Figure], themes: Sequence[ReportTheme], sheet: Sheet, *, height: int) -> Figure:
    """Lay out a figure with a theme per row."""
    labels = [sheet.pick(theme.label) for theme in themes]
    top = max(
        (
            max(trace["x"][row] + trace["error_x"]["array"][row] for row in range(len(trace["x"])))
            for trace in traces
            if trace["x"]
        ),
        default=1,
    )
    across = axis(sheet.say("axis_share")) | {"tickformat": ".0%", "range": [-0.01, min(1.02, top + 0.03)]}
    rows = {"range": [len(themes) - 0.4, -0.6], "zeroline": False} | ticks(labels, WIDE)
    layout = layout_of(150 + height * len(themes), legend_above=True) | {"xaxis": across, "yaxis": axis("") | rows}
    narrow = {"yaxis.ticktext": ticks(labels, NARROW)["ticktext"], "xaxis.title.text": sheet.say("share")} | SMALL
    return {"data": traces, "layout": layout, "narrow": narrow}


def _trend(sheet: Sheet) -> Figure:
    themes = [theme for theme in _single(sheet) if any(share.value for share in theme.by.get("month", ()))]
    shown = {theme.theme_id for theme in themes if theme.status in MOVING}
    shown = shown or {theme.theme_id for theme in themes[:SHOWN_WITHOUT_MOVEMENT]}
    ordered = sorted(themes, key=lambda theme: theme.theme_id not in shown)
    traces = [_line(theme, number, sheet) for number, theme in enumerate(ordered)]
    for theme, trace in zip(ordered, traces, strict=True):
        trace["visible"] = True if theme.theme_id in shown else "legendonly"
    layout = layout_of(460, legend_above=False)
    layout["xaxis"] = axis(sheet.say("axis_month")) | {"type": "date", "tickformat": "%Y-%m", "hoverformat": "%Y-%m"}
    layout["yaxis"] = axis(sheet.say("axis_share")) | {"tickformat": ".0%", "range": [-0.02, 1.03]}
    narrow = {
        "height": 560,
        "yaxis.title.text": "",
        "legend": {"orientation": "h", "y": -0.22, "yanchor": "top", "x": 0, "maxheight": 190, "font": {"size": 12}},
    }
    return {"data": traces, "layout": layout, "narrow": narrow}


def _line(theme: ReportTheme, number: int, sheet: Sheet) -> Figure:
    months = [share for share in theme.by["month"] if share.value and share.total]
    label = sheet.pick(theme.label)
    colour = LINES[number % len(LINES)]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": cut(label, WIDE - 8),
        "x": [share.value for share in months],
        "y": [share.share for share in months],
        "line": {"color": colour, "width": 2, "dash": DASHES[number // len(LINES) % len(DASHES)]},
        "marker": {"color": colour, "size": 8, "symbol": SHAPES[number % len(SHAPES)]},
        "hoverinfo": "text",
        "hovertext": [sheet.hover((label, share.value), share) for share in months],
        "customdata": [sheet.anchors.themes[theme.theme_id]] * len(months),
    }


def _heat(sheet: Sheet) -> Figure:
    grid = sheet.report.heat_map
    if not grid.codes or not grid.organisations:
        return {"data": [], "layout": {}}
    codes = [sheet.pick(code) for code in grid.codes]
    trace = {
        "type": "heatmap",
        "x": list(range(len(grid.organisations))),
        "y": list(range(len(codes))),
        "z": [[cell.share if cell.total else None for cell in row] for row in grid.cells],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [list(step) for step in BLUES],
        "xgap": 2,
        "ygap": 2,
        "text": [[f"{100 * cell.share:.0f}" if cell.total else "" for cell in row] for row in grid.cells],
        "texttemplate": "%{text}",
        "hoverinfo": "text",
        "hovertext": _cells(grid, codes, sheet),
        "hoverongaps": False,
        "customdata": [[sheet.anchors.codes.get(code, "")] * len(grid.organisations) for code in grid.codes],
        "colorbar": {"tickformat": ".0%", "thickness": 10, "outlinewidth": 0, "len": 0.6},
    }
    across = {"side": "bottom", "tickangle": -40, "showgrid": False, "zeroline": False}
    layout = layout_of(190 + 26 * len(codes), legend_above=True)
    layout["xaxis"] = axis(sheet.say("axis_organisation")) | across | ticks(grid.organisations, 24)
    down = {"autorange": "reversed", "showgrid": False, "zeroline": False}
    layout["yaxis"] = axis(sheet.say("axis_code")) | down | ticks(codes, WIDE)
    narrow = {
        "xaxis.ticktext": ticks(grid.organisations, 16)["ticktext"],
        "yaxis.ticktext": ticks(codes, NARROW)["ticktext"],
        "yaxis.title.text": "",
    } | SMALL
    return {
        "data": [trace],
        "layout": layout,
        "narrow": narrow,
        "least": 200 + 30 * len(grid.organisations),
    }


def _cells(grid: HeatMap, codes: Sequence[str], sheet: Sheet) -> list[list[str]]:
    return [
        [
            sheet.hover((code, organisation), cell) if cell.total else ""
            for organisation, cell in zip(grid.organisations, row, strict=True)
        ]
        for code, row in zip(codes, grid.cells, strict=True)
    ]


def _single(sheet: Sheet) -> list[ReportTheme]:
    """Return the themes without whole levels, which would stand above all their codes."""
    return [theme for theme in sheet.report.themes if theme.kind != "level"]


def _group(theme: ReportTheme) -> str:
    return "topic" if theme.kind == "topic" else theme.level
