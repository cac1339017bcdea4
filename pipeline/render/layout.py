"""Where things stand on the page and how they are cut to fit: excerpts, highlights, anchors, small numbers."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.both import Both
from pipeline.model.report import Line, Odds, Quotation, Report, ReportTheme, Share
from pipeline.render.words import say

AROUND = 90  # characters of a segment shown on either side of a passage
PASSAGE = 320  # characters of a passage shown; the rest is in its context
HAN = re.compile("[㐀-鿿豈-﫿]")
NO_NUMBER = "–"


@dataclass(frozen=True)
class Anchors:
    """The ids of the page: themes by theme_id, lines by segment_id, and per segment the quotations that cite it."""

    themes: Mapping[str, str]
    lines: Mapping[str, str]
    citing: Mapping[str, Sequence[tuple[str, Both]]]
    codes: Mapping[Both, str]


@dataclass(frozen=True)
class Bar:
    """One month of a small bar chart; x, y, width and height in its own units (100 high)."""

    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True)
class Bars:
    """A small bar chart with its width and what a reader who cannot see it is told."""

    bars: tuple[Bar, ...]
    width: int
    first: str
    last: str
    top: str


def anchors(report: Report) -> Anchors:
    """Give every theme and every line in context an id that is valid in a link, and say which quotations cite a line."""
    themes = {theme.theme_id: f"theme-{number}" for number, theme in enumerate(report.themes, 1)}
    lines: dict[str, str] = {}
    for context in report.contexts:
        for line in context.lines:
            lines.setdefault(line.segment_id, f"line-{len(lines) + 1}")
    citing: dict[str, list[tuple[str, Both]]] = defaultdict(list)
    for theme in report.themes:
        for number, quotation in enumerate((*theme.evidence, *theme.counter), 1):
            citing[quotation.segment_id].append((f"{themes[theme.theme_id]}-{number}", theme.label))
    for number, (quotation, label) in enumerate(_novel(report), 1):
        citing[quotation.segment_id].append((f"novel-{number}", label))
    codes = {theme.label: themes[theme.theme_id] for theme in report.themes if theme.kind == "code"}
    return Anchors(themes, lines, citing, codes)


def percent(share: float) -> str:
    """Write a share as a percentage; one that is above zero never reads 0%, one below the whole never 100%."""
    if not math.isfinite(share):
        return NO_NUMBER
    written = f"{100 * share:.0f}%"
    if written == "0%" and share > 0:
        return "<1%"
    return ">99%" if written == "100%" and share < 1 else written


def interval(share: Share) -> str:
    """Write the interval of a share: '28–58%'."""
    if not (math.isfinite(share.low) and math.isfinite(share.high)):
        return NO_NUMBER
    return f"{100 * share.low:.0f}–{100 * share.high:.0f}%"


def probability(value: float | None) -> str:
    """Write a p or q value; a dash where there is none."""
    if value is None or not math.isfinite(value):
        return NO_NUMBER
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def times(ratio: float) -> str:
    """Write a ratio: '2.2', '0.43', '>100'."""
    if ratio > 100 or ratio == 0:
        return ">100" if ratio else "0"
    if 0 < ratio < 0.01:
        return "<0.01"
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}"


def ratio(odds: Odds | None) -> str:
    """Write an odds ratio with its interval: '×2.2 (1.3–4.3)'; empty where there is none, ∞ where it has no end."""
    if odds is None:
        return ""
    low, high, middle = ("∞" if math.isinf(end) else times(end) for end in (odds.low, odds.high, odds.ratio))
    return f"×{middle} ({low}–{high})"


def points(trend: float | None) -> str:
    """Write a change of share as signed percentage points; empty where there is none."""
    if trend is None or not math.isfinite(trend):
        return ""
    return f"{100 * trend:+.1f}".replace("-", "−")


def language_of(text: str) -> str:
    """Return the language that a browser should choose fonts and voices for: 'zh' with any Chinese character, else 'en'."""
    return "zh" if HAN.search(text) else "en"


def excerpt(quotation: Quotation, around: int = AROUND) -> tuple[str, str, str]:
    """Return before, passage and after, cut to what a list of quotations can hold; … stands for what was cut."""
    return (
        _last(quotation.before, around),
        _first(quotation.passage, PASSAGE),
        _first(quotation.after, around),
    )


def is_whole(quotation: Quotation) -> bool:
    """Tell whether the passage is its whole segment, so that there is nothing to set it off from."""
    return not quotation.before.strip() and not quotation.after.strip()


def pieces(line: Line, quotations: Sequence[Quotation]) -> list[tuple[str, bool]]:
    """Cut a line into pieces, each with whether some quotation is about it; passages that are the whole line do not count."""
    about = [False] * len(line.text)
    for quotation in quotations:
        start, end = len(quotation.before), len(quotation.before) + len(quotation.passage)
        if quotation.before + quotation.passage + quotation.after == line.text and not is_whole(quotation):
            about[start:end] = [True] * (end - start)
    changes = [place for place in range(1, len(about)) if about[place] != about[place - 1]]
    edges = [0, *changes, len(about)]
    return [(line.text[start:end], about[start]) for start, end in zip(edges, edges[1:], strict=False) if start < end]


def together(quotations: Sequence[Quotation]) -> list[tuple[Quotation, list[tuple[str, bool]]]]:
    """Cut each quoted segment into pieces as `pieces` does, once for all quotations from it; … stands for what lies far from all of them."""
    segments = dict.fromkeys(quotation.segment_id for quotation in quotations)
    made = []
    for segment in segments:
        held = [quotation for quotation in quotations if quotation.segment_id == segment]
        text = held[0].before + held[0].passage + held[0].after
        cut = pieces(Line(segment, "", "", None, text, marked=True, gap=False), held)
        last = len(cut) - 1
        for place, (piece, about) in enumerate(cut):
            if not about and last:
                parts = [_first(piece, AROUND)] if place else []
                parts += [_last(piece, AROUND)] if place < last else []
                cut[place] = (piece if len(piece) <= AROUND * len(parts) else " ".join(parts), about)
        made.append((held[0], cut))
    return made


def quoted(report: Report) -> Mapping[str, Sequence[Quotation]]:
    """Return all quotations by their segment."""
    held: dict[str, list[Quotation]] = defaultdict(list)
    for theme in report.themes:
        for quotation in (*theme.evidence, *theme.counter):
            held[quotation.segment_id].append(quotation)
    for quotation in (*report.novelty.quotations, *report.links.quotations, *report.lens.quotations):
        held[quotation.segment_id].append(quotation)
    return held


def _novel(report: Report) -> list[tuple[Quotation, Both]]:
    """Return what is quoted as new, in the order of the page, each with what it is quoted for."""
    terms = [(one.quotation, say("novel_term", term=one.term)) for one in report.novelty.terms]
    return terms + [(one.quotation, say("far_passage")) for one in report.novelty.passages]


def bars(theme: ReportTheme) -> Bars | None:
    """Lay out a theme's shares by month as a small bar chart on a common scale of 0 to 1; None without dated documents."""
    months = [share for share in theme.by.get("month", ()) if share.value and share.total]
    if not months:
        return None
    places = [_month(share.value) for share in months]
    step, first = 10, min(places)
    drawn = tuple(
        Bar(
            x=step * (place - first) + 1,
            y=round(100 - max(2.0, 100 * share.share), 2),
            width=step - 2,
            height=round(max(2.0, 100 * share.share), 2),
            title=f"{share.value}: {share.documents}/{share.total} ({percent(share.share)})",
        )
        for place, share in zip(places, months, strict=True)
    )
    top = percent(max(share.share for share in months))
    return Bars(drawn, step * (max(places) - first + 1), months[0].value, months[-1].value, top)


def _month(value: str) -> int:
    year, _, month = value.partition("-")
    return 12 * int(year) + int(month)


def _first(text: str, most: int) -> str:
    if len(text) <= most + 10:
        return text
    cut = text[:most]
    space = cut.rfind(" ", most - 15)
    return cut[: space if space > 0 and cut[-1].isascii() else most].rstrip() + "…"


def _last(text: str, most: int) -> str:
    if len(text) <= most + 10:
        return text
    cut = text[-most:]
    space = cut.find(" ", 0, 15)
    return "…" + cut[space + 1 if space > 0 and cut[0].isascii() else 0 :].lstrip()
