"""How the number of different codes and topics grows with the documents read."""

from pipeline.model.report_novelty import Saturation
from pipeline.render.sheet import LINES, SHAPES, Figure, Sheet, axis, layout_of, look

HEIGHT = 380
LOOKS = {"code": 1, "topic": 0}  # colour and shape of each kind


def saturation_curves(sheet: Sheet) -> Figure:
    """Draw, for codes and for topics, what documents in any order hold, with its interval, and what was found by date."""
    traces = [trace for one in sheet.report.novelty.saturation if len(one.points) > 1 for trace in _traces(one, sheet)]
    layout = layout_of(HEIGHT, legend_above=True)
    layout["xaxis"] = axis(sheet.say("axis_documents")) | {"rangemode": "tozero"}
    layout["yaxis"] = axis(sheet.say("axis_different")) | {"rangemode": "tozero"}
    return {"data": traces, "layout": layout, "narrow": {"font.size": 12}}


def _traces(one: Saturation, sheet: Sheet) -> list[Figure]:
    number = LOOKS.get(one.kind, 2)
    colour, points = LINES[number], one.points
    kind = sheet.say("saturation_code" if one.kind == "code" else "saturation_topic")
    across = [point.documents for point in points]
    expected = sheet.say("curve_expected", kind=kind)
    band: Figure = {
        "type": "scatter",
        "mode": "lines",
        "x": [*across, *reversed(across)],
        "y": [*(point.high for point in points), *(point.low for point in reversed(points))],
        "fill": "toself",
        "fillcolor": f"{colour}22",
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    line: Figure = {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": [point.expected for point in points],
        "line": {"color": colour, "width": 2},
        "hoverinfo": "text",
        "hovertext": [
            f"{point.documents} · {expected}: {point.expected:.1f} ({point.low:.1f}–{point.high:.1f})"
            for point in points
        ],
    } | look(expected, colour, SHAPES[number])
    by_date = sheet.say("curve_found", kind=kind)
    dated = [(point.documents, point.found) for point in points if point.found is not None]
    found: Figure = {
        "type": "scatter",
        "mode": "markers",
        "x": [documents for documents, _ in dated],
        "y": [different for _, different in dated],
        "hoverinfo": "text",
        "hovertext": [f"{documents} · {by_date}: {different}" for documents, different in dated],
    } | look(by_date, colour, SHAPES[number])
    found["marker"] = {**found["marker"], "size": 6}
    return [band, line, *([found] if dated else [])]
