"""A Report as one HTML file that opens offline, in two languages."""

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.model.both import Both
from pipeline.model.report import Report, ReportTheme
from pipeline.model.theme_tables import EMERGING, MOVING
from pipeline.render import layout
from pipeline.render.figures import STAGE_LIMIT, figures
from pipeline.render.names import NAMES, confidence, meaning, name, option, rule
from pipeline.render.words import say

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")
FIRST_QUOTATIONS = 3  # the others of a theme wait behind one click
SHORT_LIST = 12  # of each sort in the summary
LINKS_SHOWN = 8  # pairs of codes in each sort of unit; the others wait behind one click
# what could end a script element, or a line in old JavaScript
UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def page(report: Report) -> str:
    """Draw a report.

    Parameters
    ----------
    report : Report
        Everything that the page shows.

    Returns
    -------
    str
        One self-contained HTML file: styles, scripts and figures are in it, and its content security policy forbids any
        connection. It opens in the report's language, holds both, and is readable without JavaScript. The same report gives
        the same text.
    """
    from plotly.offline import get_plotlyjs

    surroundings = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    scripts = {"script": _source(surroundings, "page.js"), "plotly": get_plotlyjs()}
    language = report.language if report.language in LANGUAGES else LANGUAGES[0]
    surroundings.filters |= {
        "both": both,
        "percent": layout.percent,
        "interval": layout.interval,
        "probability": layout.probability,
        "points": layout.points,
        "ratio": layout.ratio,
    }
    surroundings.globals |= {
        "w": _word,
        "name": lambda group, value: both(name(group, value)),
        "called": name,
        "spoken": partial(_spoken, language),
        "language_of": layout.language_of,
        "setting_meaning": lambda section, key: both(meaning(section, key)),
    }
    return surroundings.get_template("page.html").render(
        report=report,
        language=language,
        style=Markup(_source(surroundings, "page.css")),
        policy=_policy(scripts.values()),
        figure_data=_data(report),
        **{key: Markup(source) for key, source in scripts.items()},
        **_parts(report),
    )


def both(said: Both) -> Markup:
    """Write a text in both languages, of which the page shows one; where one is missing or both are the same, once."""
    if said.zh == said.en or not (said.zh and said.en):
        return escape(said.zh or said.en)
    return Markup('<span class="zh" lang="zh">{}</span><span class="en" lang="en">{}</span>').format(said.zh, said.en)


def _word(key: str, **values: object) -> Markup:
    return both(say(key, **values))


def _spoken(language: str, key: str, **values: object) -> Markup:
    """Return the attributes that name an element for those who hear the page; the script keeps them in its language."""
    said = say(key, **values)
    opening = said.zh if language == "zh" else said.en
    return Markup('aria-label="{}" data-zh="{}" data-en="{}"').format(opening, said.zh, said.en)


def _parts(report: Report) -> dict[str, object]:
    """Return what the templates need beside the report; all of it order and layout, none of it counted."""
    moving = [theme for theme in report.themes if theme.status in MOVING and theme.kind != "level"]
    risks = [
        theme for theme in report.themes if theme.level == "risk" and theme.kind != "level" and theme not in moving
    ]
    quotations = layout.quoted(report)
    return {
        "anchors": layout.anchors(report),
        "moving": moving,
        "risks": risks,
        "uncovered": [topic for topic in report.topics if topic.uncovered],
        "judged": any(theme.status != "insufficient" for theme in report.themes),
        "drawn": set(figures(report, "en")),
        "months": _months(report),
        "stages": _values(report.themes, "stage"),
        "rule": lambda status: both(rule(status, report)),
        "statuses": [status for status in NAMES["status"] if status in {theme.status for theme in report.themes}],
        "confidence": confidence(report),
        "significance": f"{option(report, 'significance'):g}",
        "excerpt": layout.excerpt,
        "together": layout.together,
        "is_whole": layout.is_whole,
        "bars": layout.bars,
        "by_value": lambda theme, dimension: {share.value: share for share in theme.by.get(dimension, ())},
        "pieces": lambda line: layout.pieces(line, quotations.get(line.segment_id, ())),
        "EMERGING": EMERGING,
        "FIRST": FIRST_QUOTATIONS,
        "SHORT_LIST": SHORT_LIST,
        "STAGE_LIMIT": STAGE_LIMIT,
        "LINKS_SHOWN": LINKS_SHOWN,
    }


def _months(report: Report) -> list[str]:
    return sorted(value for value in _values(report.themes, "month") if value)


def _values(themes: Sequence[ReportTheme], dimension: str) -> list[str]:
    return list(dict.fromkeys(share.value for theme in themes for share in theme.by.get(dimension, ())))


def _data(report: Report) -> Markup:
    """Return both languages' figures as JSON that cannot leave its script element."""
    drawn = {language: figures(report, language) for language in LANGUAGES}
    return Markup(json.dumps(drawn, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(UNSAFE))


def _policy(scripts: Iterable[str]) -> str:
    """Allow exactly these scripts, inline styles and drawn images; nothing is fetched from anywhere."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(surroundings: Environment, file: str) -> str:
    """Return a file as it stands: styles and scripts are no templates."""
    return FileSystemLoader(FOLDER).get_source(surroundings, file)[0]
