"""Codes by codes: how often they stand in the same segment, and whether that is more than by chance."""

from pipeline.model.report_links import LinkedPair
from pipeline.render.sheet import NARROW, SMALL, WIDE, Figure, Sheet, axis, layout_of, plain, ticks

# less than by chance, by chance, more
SCALE = ((0.0, "#8a5a00"), (0.35, "#e3c68c"), (0.5, "#f6f7f5"), (0.65, "#9cc6e3"), (1.0, "#0b4a7d"))


def code_by_code(sheet: Sheet) -> Figure:
    """Draw a cell for each pair of codes: its colour is the NPMI in segments, its number the segments with both, bold where that is told from chance."""
    codes = sheet.report.links.codes
    held = {(pair.code_a, pair.code_b): pair for pair in sheet.report.links.pairs if pair.unit == "segment"}
    if len(codes) < 2 or not held:
        return {"data": [], "layout": {}}
    down, across = codes[1:], codes[:-1]
    cells = [[held.get((column, row)) for column in across] for row in down]
    named = [[sheet.pick(code) for code in side] for side in (down, across)]
    trace = {
        "type": "heatmap",
        "x": list(range(len(across))),
        "y": list(range(len(down))),
        "z": [[cell.npmi if cell and cell.with_both else None for cell in row] for row in cells],
        "zmin": -1,
        "zmax": 1,
        "colorscale": [list(step) for step in SCALE],
        "xgap": 2,
        "ygap": 2,
        "text": [[_number(cell) for cell in row] for row in cells],
        "texttemplate": "%{text}",
        "textfont": {"size": 12},
        "hoverinfo": "text",
        "hovertext": [[_hover(cell, sheet) if cell else "" for cell in row] for row in cells],
        "hoverongaps": False,
        "customdata": [[sheet.anchors.codes.get(row, "") for _ in across] for row in down],
        "colorbar": {"title": {"text": sheet.say("links_npmi")}, "thickness": 10, "outlinewidth": 0, "len": 0.6},
    }
    layout = layout_of(210 + 26 * len(down), legend_above=True)
    bare = {"showgrid": False, "zeroline": False}
    layout["xaxis"] = axis("") | {"side": "bottom", "tickangle": -40} | bare | ticks(named[1], 24)
    layout["yaxis"] = axis("") | {"autorange": "reversed"} | bare | ticks(named[0], WIDE)
    narrow = {
        "xaxis.ticktext": ticks(named[1], 16)["ticktext"],
        "yaxis.ticktext": ticks(named[0], NARROW)["ticktext"],
    } | SMALL
    return {"data": [trace], "layout": layout, "narrow": narrow, "least": 220 + 30 * len(across)}


def _number(cell: LinkedPair | None) -> str:
    if not cell or not cell.with_both:
        return ""
    return f"<b>{cell.with_both}</b>" if cell.told else str(cell.with_both)


def _hover(cell: LinkedPair, sheet: Sheet) -> str:
    head = f"<b>{plain(sheet.pick(cell.code_a))}</b><br><b>{plain(sheet.pick(cell.code_b))}</b>"
    counted = sheet.say("links_hover", both=cell.with_both, expected=f"{cell.expected:.1f}")
    return "<br>".join(
        (head, counted, *([f"{sheet.say('links_npmi')} {cell.npmi:.2f}"] if cell.npmi is not None else []))
    )
