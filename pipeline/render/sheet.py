"""What the figures share: words and anchors, colours, axes, labels."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pipeline.model.both import Both
from pipeline.model.report import Report, Share
from pipeline.render.layout import Anchors, interval, percent
from pipeline.render.names import confidence
from pipeline.render.words import say

Figure = dict[str, Any]

WIDE, NARROW = 40, 22  # width of a label, in Latin letters; a Chinese character takes two
SMALL = {"font.size": 12}  # on a phone
INK, GRID = "#1f2a33", "#dde3e6"
# dark enough on white to be told apart from it (3:1), and each with a shape of its own
LINES = ("#b3261e", "#1f5fa8", "#00695c", "#7a4fa3", "#8a5a00", "#ad1457", "#37474f", "#4e6b00")
SHAPES = ("circle", "square", "diamond", "x", "triangle-up", "star", "cross", "triangle-down")
DASHES = ("solid", "dash", "dot", "dashdot")


@dataclass(frozen=True)
class Sheet:
    """What every figure needs: the report, its anchors, and words in one language."""

    report: Report
    anchors: Anchors
    pick: Callable[[Both], str]

    def say(self, key: str, **values: object) -> str:
        """Return a word of the interface in the figure's language."""
        return self.pick(say(key, **values))

    def hover(self, head: Iterable[str], share: Share) -> str:
        """Return the lines of a hover box; names come out of documents, hence escaped."""
        counted = self.say("hover", documents=share.documents, total=share.total, share=percent(share.share))
        between = self.say("hover_interval", confidence=confidence(self.report), interval=interval(share))
        return "<br>".join((*(f"<b>{plain(text)}</b>" for text in head), counted, between))


def look(label: str, colour: str, shape: str) -> Figure:
    """Return name and marker of a trace."""
    marker = {"color": colour, "symbol": shape, "size": 9, "line": {"color": colour, "width": 1.5}}
    return {"name": plain(label), "marker": marker}


def layout_of(height: int, *, legend_above: bool) -> Figure:
    """Return the layout that all figures share."""
    above = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"}
    return {
        "height": height,
        "margin": {"l": 10, "r": 10, "t": 20, "b": 50},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 13, "color": INK},
        "hoverlabel": {"align": "left", "bgcolor": "#ffffff", "font": {"color": INK}},
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": True,
        "legend": above if legend_above else {"x": 1.02, "y": 1, "font": {"size": 12}},
    }


def axis(title: str) -> Figure:
    """Return an axis that cannot be dragged."""
    return {
        "title": {"text": plain(title), "standoff": 12},
        "automargin": True,
        "fixedrange": True,
        "gridcolor": GRID,
        "zerolinecolor": GRID,
    }


def ticks(labels: Sequence[str], width: int) -> Figure:
    """Put labels at 0, 1, 2 ...: two names that are cut alike stay two."""
    return {"tickvals": list(range(len(labels))), "ticktext": [cut(label, width) for label in labels]}


def cut(text: str, width: int) -> str:
    """Shorten a label to a width, and escape it."""
    taken = 0
    for place, character in enumerate(text):
        taken += 1 if ord(character) < 0x2E80 else 2
        if taken > width:
            return plain(text[: place - 1] + "…")
    return plain(text)


def plain(text: str) -> str:
    """Escape a text: plotly reads markup in labels."""
    return escape(text, quote=False)
