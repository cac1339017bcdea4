"""Trends and differences: tests within organisations, corrected over all themes, and what status follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.model.association import Associate, Association
from pipeline.model.settings import Themes
from pipeline.stages.themes.carriers import Notes, Theme

QUARTER = 3  # months
Row = dict[str, object]


@dataclass(frozen=True)
class Statistics:
    """The statistics that themes are judged by, as plain callables (see `pipeline.backends.statistics` and `conditional`)."""

    wilson: Callable[[int, int, float], tuple[float, float]]
    associate: Associate
    adjust: Callable[[Sequence[float]], list[float]]


def trends(found: Sequence[Theme], notes: Notes, settings: Themes, statistics: Statistics) -> list[Row]:
    """Judge every theme's course over the months, within organisations; returns the columns of `themes` from `trend` to `last_date`."""
    dated = notes.dated
    months, organisations = (
        notes.months[dated],
        [notes.groups["organisation"][place] for place in np.flatnonzero(dated)],
    )
    judge = statistics.associate(months.tolist(), organisations, settings.confidence)
    tested = [judge(theme.carried[dated].tolist()) for theme in found]
    enough = dated.sum() >= settings.minimum_documents and len(np.unique(months)) >= settings.minimum_months
    several = [theme.carried[dated].sum() >= settings.minimum_carriers for theme in found]
    kept = [one if enough and many else None for one, many in zip(tested, several, strict=True)]
    judged = _corrected(kept, settings.significance, statistics.adjust)
    made = []
    for theme, row in zip(found, judged, strict=True):
        carried = theme.carried[dated]
        slope = _slope(carried, months, organisations)
        dates = [notes.dates[place] for place in np.flatnonzero(dated & theme.carried)]
        made.append(
            {
                "trend": slope,
                **_stretched(row),
                "first_date": min(dates, default=None),
                "last_date": max(dates, default=None),
            }
            | {"status": _status(row, carried, slope, settings.significance)}
        )
    return made


def organisations(found: Sequence[Theme], notes: Notes, settings: Themes, statistics: Statistics) -> list[Row]:
    """Judge every theme's course within each organisation alone: rows of `theme_organisations`."""
    rows: list[Row] = []
    tested: list[Association | None] = []
    for name in sorted(set(notes.groups["organisation"]) - {""}):
        inside = notes.dated & (np.asarray(notes.groups["organisation"], dtype=object) == name)
        if not inside.any():
            continue
        months = notes.months[inside]
        judge = statistics.associate(months.tolist(), [""] * len(months), settings.confidence)
        for theme in found:
            carried = theme.carried[inside]
            dates = [notes.dates[place] for place in np.flatnonzero(inside & theme.carried)]
            tested.append(judge(carried.tolist()) if carried.any() else None)
            rows.append(
                {"theme_id": theme.id, "organisation": name, "documents": int(carried.sum()), "total": len(months)}
                | {"first_date": min(dates, default=None), "last_date": max(dates, default=None)}
                | {"slope": _slope(carried, months, [name] * len(months))}
            )
    judged = _corrected(tested, settings.significance, statistics.adjust)
    for row, judgement in zip(rows, judged, strict=True):
        slope = row.pop("slope")
        status = _status(judgement, None, slope, settings.significance)  # type: ignore[arg-type]
        row |= _stretched(judgement) | {"status": status}
    return sorted(rows, key=lambda row: (str(row["theme_id"]), str(row["organisation"])))


def differences(
    found: Sequence[Theme], groups: Sequence[str], strata: Sequence[str], settings: Themes, statistics: Statistics
) -> dict[tuple[str, str], Row]:
    """Judge whether a theme is more, or less, frequent in each group of documents than in the others of the same stratum.

    Returns
    -------
    dict of (theme_id, group) to mapping
        Columns from `odds_ratio` to `q_value`.
    """
    names = sorted(set(groups) - {""})
    stated = np.asarray([group != "" for group in groups], dtype=bool)
    within = [stratum for stratum, known in zip(strata, stated, strict=True) if known]
    keys, tested = [], []
    for name in names if len(names) > 1 else []:
        score = [int(group == name) for group in groups if group]
        judge = statistics.associate(score, within, settings.confidence)
        for theme in found:
            keys.append((theme.id, name))
            tested.append(judge(theme.carried[stated].tolist()))
    judged = _corrected(tested, settings.significance, statistics.adjust)
    return dict(zip(keys, judged, strict=True))


def _corrected(
    tested: Sequence[Association | None], significance: float, adjust: Callable[[Sequence[float]], list[float]]
) -> list[Row]:
    """Return the columns of the tests; those that could not have told anything are left empty, and out of the correction (Tarone 1990)."""
    telling = [one if one and one.attainable <= significance else None for one in tested]
    corrected = iter(adjust([one.p_value for one in telling if one]))
    return [
        {
            "odds_ratio": one.odds_ratio if one else None,
            "odds_low": one.low if one else None,
            "odds_high": one.high if one else None,
            "p_value": one.p_value if one else None,
            "q_value": next(corrected) if one else None,
        }
        for one in telling
    ]


def _stretched(row: Row) -> Row:
    """Turn odds ratios per month into such per quarter."""
    made = dict(row)
    for name in ("odds_ratio", "odds_low", "odds_high"):
        ratio = row[name]
        made[name] = None if ratio is None else float(np.float64(ratio) ** QUARTER)  # type: ignore[arg-type]
    return made


def _slope(carried: NDArray[np.bool_], months: NDArray[np.int64], organisations: Sequence[str]) -> float | None:
    """Return the change of the share per month within organisations, by least squares; None where no organisation has two months."""
    _, stratum = np.unique(np.asarray(organisations, dtype=object).astype(str), return_inverse=True)
    sizes = np.bincount(stratum)
    moved = months - (np.bincount(stratum, weights=months) / sizes)[stratum] if len(months) else months
    spread = float((moved**2).sum())
    return float((moved * carried).sum() / spread) if spread else None


def _status(row: Row, carried: NDArray[np.bool_] | None, slope: float | None, significance: float) -> str:
    """Apply the rules of docs/methods.md; with the carriers in the order of dates `new` and `gone` are told apart too."""
    if row["q_value"] is None or slope is None:
        return "insufficient"
    if float(row["q_value"]) >= significance:  # type: ignore[arg-type]
        return "steady"
    rising = slope > 0
    if carried is not None:
        third = len(carried) // 3
        edge = carried[:third] if rising else carried[len(carried) - third :]
        if not edge.any():
            return "new" if rising else "gone"
    return "rising" if rising else "fading"
