"""Trends and differences: tests within organisations, corrected over all themes, and what status follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.model.association import NO_COLUMNS, Associate, Association, q_values
from pipeline.model.settings import Themes
from pipeline.stages.themes.carriers import Notes, Theme
from pipeline.stages.themes.likeness import Phases, centred, phases

QUARTER = 3  # months
Row = dict[str, object]


@dataclass(frozen=True)
class Statistics:
    """The statistics that themes are judged by, as plain callables (see `pipeline.backends.statistics` and `conditional`)."""

    wilson: Callable[[int, int, float], tuple[float, float]]
    associate: Associate
    adjust: Callable[[Sequence[float]], list[float]]
    tempered: Callable[[float, float], float]


@dataclass(frozen=True)
class Means:
    """What themes are judged with: the documents, how alike they are for a while by kind of theme, settings and statistics."""

    notes: Notes
    phases: Mapping[str, Phases]
    settings: Themes
    statistics: Statistics


def means_of(found: Sequence[Theme], notes: Notes, settings: Themes, statistics: Statistics) -> Means:
    """Find how alike documents of one phase are, for codes (and their levels) and for topics."""
    names, home = np.unique(np.asarray(notes.groups["organisation"], dtype=object).astype(str), return_inverse=True)
    # a document without a date is alike to none: it has a home of its own
    home = np.where(notes.dated, home, len(names) + np.arange(len(notes.ids)))
    alike = {}
    for kind in ("code", "topic"):
        carried = [theme.carried[notes.dated] for theme in found if theme.kind == kind]
        rows = np.stack(carried).astype(np.float64) if carried else np.zeros((0, int(notes.dated.sum())))
        dated = phases(rows, home[notes.dated], notes.months[notes.dated])
        alike[kind] = Phases(home, notes.months, dated.alike)
    return Means(notes, alike | {"level": alike["code"]}, settings, statistics)


def trends(found: Sequence[Theme], means: Means) -> list[Row]:
    """Judge every theme's course over the months, within organisations; returns the columns of `themes` from `trend` to `last_date`."""
    notes, settings = means.notes, means.settings
    dated = notes.dated
    months = notes.months[dated]
    homes = [notes.groups["organisation"][place] for place in np.flatnonzero(dated)]
    tested = _tested(found, dated, months.tolist(), homes, means)
    enough = dated.sum() >= settings.minimum_documents and len(np.unique(months)) >= settings.minimum_months
    several = [theme.carried[dated].sum() >= settings.minimum_carriers for theme in found]
    kept = [one if enough and many else None for one, many in zip(tested, several, strict=True)]
    made = []
    for theme, row in zip(found, _corrected(kept, means), strict=True):
        slope = _slope(theme.carried[dated], months, homes)
        status = _status(row, theme.carried[dated], slope, settings.significance)
        made.append({"trend": slope, **_stretched(row), **_dates(theme, dated, notes), "status": status})
    return made


def organisations(found: Sequence[Theme], means: Means) -> list[Row]:
    """Judge every theme's course within each organisation alone: rows of `theme_organisations`."""
    notes = means.notes
    rows: list[Row] = []
    tested: list[Association | None] = []
    slopes = []
    for name in sorted(set(notes.groups["organisation"]) - {""}):
        inside = notes.dated & (np.asarray(notes.groups["organisation"], dtype=object) == name)
        if not inside.any():
            continue
        months = notes.months[inside]
        tested += _tested(found, inside, months.tolist(), [""] * len(months), means)
        for theme in found:
            counted = {"documents": int(theme.carried[inside].sum()), "total": len(months)}
            rows.append({"theme_id": theme.id, "organisation": name} | counted | _dates(theme, inside, notes))
            slopes.append(_slope(theme.carried[inside], months, [name] * len(months)))
    for row, judgement, slope in zip(rows, _corrected(tested, means), slopes, strict=True):
        row |= (
            {"trend": slope}
            | _stretched(judgement)
            | {"status": _status(judgement, None, slope, means.settings.significance)}
        )
    return sorted(rows, key=lambda row: (str(row["theme_id"]), str(row["organisation"])))


def differences(found: Sequence[Theme], dimension: str, within: str, means: Means) -> dict[tuple[str, str], Row]:
    """Judge whether a theme is more, or less, frequent in each group of documents than in the others of the same stratum.

    Returns
    -------
    dict of (theme_id, group) to mapping
        Columns from `odds_ratio` to `q_value`.
    """
    groups, strata = means.notes.groups[dimension], means.notes.groups[within]
    names = sorted(set(groups) - {""})
    stated = np.asarray([group != "" for group in groups], dtype=bool)
    others = [stratum for stratum, known in zip(strata, stated, strict=True) if known]
    keys, tested = [], []
    for name in names if len(names) > 1 else []:
        tested += _tested(found, stated, [int(group == name) for group in groups if group], others, means)
        keys += [(theme.id, name) for theme in found]
    return dict(zip(keys, _corrected(tested, means), strict=True))


def _tested(
    found: Sequence[Theme], inside: NDArray[np.bool_], scores: Sequence[int], strata: Sequence[str], means: Means
) -> list[Association | None]:
    """Test themes on some documents, each weakened by what its kind's phases take."""
    statistics, doubt = means.statistics, 1 - means.settings.confidence
    effects = {kind: held.part(inside).effect(scores, strata) for kind, held in means.phases.items()}
    judges = {
        effect: statistics.associate(
            scores, strata, 1 - statistics.tempered(doubt, effect**0.5) if effect > 1 else 1 - doubt
        )
        for effect in set(effects.values())
    }
    tested = []
    for theme in found:
        effect = effects[theme.kind]
        one = judges[effect](theme.carried[inside].tolist())
        if one and effect > 1:
            weaker = (statistics.tempered(p_value, effect**-0.5) for p_value in (one.p_value, one.attainable))
            one = replace(one, **dict(zip(("p_value", "attainable"), weaker, strict=True)))
        tested.append(one)
    return tested


def _dates(theme: Theme, inside: NDArray[np.bool_], notes: Notes) -> Row:
    dates = [notes.dates[place] for place in np.flatnonzero(inside & theme.carried)]
    return {"first_date": min(dates, default=None), "last_date": max(dates, default=None)}


def _corrected(tested: Sequence[Association | None], means: Means) -> list[Row]:
    """Return the columns of the tests; those that could not have told anything are left empty."""
    corrected = q_values(tested, means.settings.significance, means.statistics.adjust)
    return [
        {**(one.columns if one and q_value is not None else NO_COLUMNS), "q_value": q_value}
        for one, q_value in zip(tested, corrected, strict=True)
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
    moved = centred(months.astype(np.float64), stratum)
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
