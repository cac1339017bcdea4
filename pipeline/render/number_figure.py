"""The curve by which the number of topics was chosen."""

from pipeline.render.sheet import DASHES, LINES, SHAPES, Figure, Sheet, axis, layout_of, look

HEIGHT = 340
MEASURES = {
    "score": "number_score",
    "agreement": "number_agreement",
    "chance": "number_chance",
    "coherence": "number_coherence",
}


def number_of_topics(sheet: Sheet) -> Figure:
    """Draw agreement of halves, what chance gives, coherence and score for every number of topics that was tried."""
    tried = sheet.report.topic_story.numbers
    if len(tried) < 2:
        return {"data": [], "layout": {}}
    traces = []
    for number, (measure, word) in enumerate(MEASURES.items()):
        values = [getattr(trial, measure) for trial in tried]
        label = sheet.say(word)
        look_of = look(label, LINES[number], SHAPES[number])
        sizes = [13 if measure == "score" and trial.chosen else 7 for trial in tried]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [trial.count for trial in tried],
                "y": values,
                "line": {"color": LINES[number], "dash": DASHES[number], "width": 2 if measure == "score" else 1.2},
                "hoverinfo": "text",
                "hovertext": [
                    f"{trial.count} · {label}: {value:.3f}" for trial, value in zip(tried, values, strict=True)
                ],
            }
            | look_of
            | {"marker": {**look_of["marker"], "size": sizes}}
        )
    layout = layout_of(HEIGHT, legend_above=True)
    counts = [trial.count for trial in tried]
    layout["xaxis"] = axis(sheet.say("axis_number")) | {
        "type": "log",
        "tickvals": counts,
        "ticktext": list(map(str, counts)),
    }
    layout["yaxis"] = axis(sheet.say("axis_measure"))
    return {"data": traces, "layout": layout, "narrow": {"font.size": 12}}
