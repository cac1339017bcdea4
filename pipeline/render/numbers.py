"""Every figure's numbers as rows, so that they are written as CSV beside the report."""

from collections.abc import Iterable

from pipeline.model.report import Report, ReportTheme, Share
from pipeline.model.report_links import LinkedPair

Row = dict[str, object]


def figure_tables(report: Report) -> dict[str, list[Row]]:
    """Return the numbers of every figure.

    Parameters
    ----------
    report : Report
        The report that the figures are drawn from.

    Returns
    -------
    dict of str to list of rows
        File name (without .csv) to rows; shares 0 to 1, empty (None) where a group holds no document. Themes and groups in
        the order of the report; documents without a date are not in `figure_trend`.
    """
    return {
        "figure_ranked": [
            _who(theme) | {"level": theme.level, "status": theme.status} | _numbers(theme.overall)
            for theme in report.themes
        ],
        "figure_trend": list(_by(report, "month", keep_empty=False)),
        "figure_stage": list(_by(report, "stage", keep_empty=True)),
        "figure_heat_map": [
            {"code_zh": code.zh, "code_en": code.en, "organisation": organisation} | _numbers(cell)
            for code, cells in zip(report.heat_map.codes, report.heat_map.cells, strict=True)
            for organisation, cell in zip(report.heat_map.organisations, cells, strict=True)
        ],
        "figure_numbers": [vars(trial) | {"chosen": int(trial.chosen)} for trial in report.topic_story.numbers],
        "figure_saturation": [
            {"kind": one.kind} | vars(point) for one in report.novelty.saturation for point in one.points
        ],
        "figure_links": [_pair(pair) for pair in report.links.pairs],
    }


def _pair(pair: LinkedPair) -> Row:
    names = {
        "code_a_zh": pair.code_a.zh,
        "code_a_en": pair.code_a.en,
        "code_b_zh": pair.code_b.zh,
        "code_b_en": pair.code_b.en,
    }
    counted = ("with_a", "with_b", "with_both", "units", "expected", "npmi", "q_value")
    return {"unit": pair.unit} | names | {name: getattr(pair, name) for name in counted}


def _by(report: Report, dimension: str, *, keep_empty: bool) -> Iterable[Row]:
    for theme in report.themes:
        for share in theme.by.get(dimension, ()):
            if share.value or keep_empty:
                yield _who(theme) | {dimension: share.value} | _numbers(share)


def _who(theme: ReportTheme) -> Row:
    return {
        "theme_id": theme.theme_id,
        "kind": theme.kind,
        "label_zh": theme.label.zh,
        "label_en": theme.label.en,
    }


def _numbers(share: Share) -> Row:
    there = share.total > 0
    return {
        "documents": share.documents,
        "total": share.total,
        "share": share.share if there else None,
        "share_low": share.low if there else None,
        "share_high": share.high if there else None,
    }
