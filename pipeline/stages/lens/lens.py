"""The supervisor's lens: the practice problems of each organisation and worker, and what helped elsewhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.model.association import Associate, q_values
from pipeline.model.frames import check, from_rows
from pipeline.model.practice_options import Lens
from pipeline.model.settings import Themes
from pipeline.stages.lens.course import OPEN, Course, FollowUp, course, follow_up
from pipeline.stages.lens.elsewhere import Answer, Pair, answers, between
from pipeline.stages.lens.notes import Note, notes
from pipeline.stages.lens.small import hide

ORGANISATION, WORKER = "organisation", "worker"
ONE_OR_NONE = 2  # fewer than two is one or none: a single answer of the latest note would tell which

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Note]]


@dataclass(frozen=True)
class Inputs:
    """The tables that the lens looks at."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame


@dataclass(frozen=True)
class Codes:
    """Code ids, in the order of the codebook: practice problems, outcomes, and methods (neither risk nor outcome)."""

    problems: tuple[str, ...]
    outcomes: tuple[str, ...]
    methods: tuple[str, ...]


@dataclass(frozen=True)
class Tools:
    """What the lens works with, as plain callables."""

    associate: Associate
    adjust: Callable[[Sequence[float]], list[float]]
    simplify: Callable[[str], str]


@dataclass(frozen=True)
class Found:
    """The tables of the lens."""

    lens_groups: pd.DataFrame
    lens_problems: pd.DataFrame
    lens_helps: pd.DataFrame
    lens_between: pd.DataFrame


def lens(inputs: Inputs, codes: Codes, settings: Lens, themes: Themes, tools: Tools) -> Found:
    """Look at practice problems.

    Parameters
    ----------
    inputs : Inputs
        The tables so far.
    codes : Codes
        What counts as a problem, as an outcome, as a method.
    settings : Lens
        When an episode is over, and which numbers are too small to be told.
    themes : Themes
        Level of the intervals and significance.
    tools : Tools
        Exact tests, correction, folding of characters.

    Returns
    -------
    Found
        Organisations and workers by name, problems in the codebook's order: no ranking. An organisation's notes are its dated documents of any kind, a
        worker's the dated supervision notes that name that author. Numbers below `suppress` are empty.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    for name in ("documents", "segments", "codings"):
        check(name, getattr(inputs, name))
    held = notes(inputs.documents, inputs.segments, inputs.codings, tools.simplify)
    groups = {ORGANISATION: _by(held, lambda note: note.organisation), WORKER: _by(held, lambda note: note.worker)}
    listed: list[Row] = [
        {"dimension": dimension, "who": who, "listed": int(len(some) >= settings.suppress)}
        for dimension, rows in groups.items()
        for who, some in rows.items()
    ]
    problems = [
        row
        for group in listed
        if group["listed"]
        for row in _problems(group["dimension"], group["who"], groups[group["dimension"]], codes, settings)
    ]
    helps, stood = _helps(problems, groups[ORGANISATION], codes, (settings, themes), tools)
    return Found(
        from_rows("lens_groups", listed),
        from_rows("lens_problems", problems),
        from_rows("lens_helps", helps),
        from_rows("lens_between", stood),
    )


def _by(held: Sequence[Note], name: Callable[[Note], str]) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = defaultdict(list)
    for note in held:
        if name(note):
            found[name(note)].append(note)
    return {who: found[who] for who in sorted(found)}


def _problems(dimension: str, who: str, rows: Rows, codes: Codes, settings: Lens) -> Iterable[Row]:
    for code in codes.problems:
        went = course(rows[who], code, settings.quiet_after)
        if went:
            followed = follow_up(rows[who], code, {*codes.methods, *codes.outcomes})
            key = {"dimension": dimension, "who": who, "code_id": code}
            yield key | _went(went) | _counts(dimension, went, followed, settings.suppress) | _quote(went.last, code)


def _went(went: Course) -> Row:
    dates = {"since": went.since, "last_date": went.last.date, "ended": went.ended or None}
    return {"status": went.status} | dates


def _counts(dimension: str, went: Course, followed: FollowUp, least: int) -> Row:
    numbers = {"came_back": went.came_back}
    parts = {}
    if (
        dimension == ORGANISATION
    ):  # of workers no sums, by which persons could be compared or others' told from the organisation's
        numbers |= {"could_follow": followed.could, "planned": followed.planned, "followed": followed.followed}
        parts = {"planned": "could_follow", "followed": "could_follow"}
    hidden = hide(numbers, parts, least)
    taken = None if followed.last is None or least == ONE_OR_NONE else ("yes" if followed.last else "no")
    return {**hidden.told, "taken_up": taken, "suppressed": list(hidden.suppressed)}


def _quote(note: Note, code: str) -> Row:
    names = ("segment_id", "document_id", "start_char", "end_char", "quote")
    return {name: note.said[code][name] for name in names}


def _helps(
    problems: Sequence[Row], rows: Rows, codes: Codes, settings: tuple[Lens, Themes], tools: Tools
) -> tuple[list[Row], list[Row]]:
    """Return, for every open problem of an organisation, what followed it elsewhere, and what stood in between."""
    least, judged = max(1, settings[0].suppress), _judged(rows, codes, settings[1], tools)
    helps: list[Row] = []
    stood: list[Row] = []
    for problem in problems:
        if problem["dimension"] != ORGANISATION or problem["status"] != OPEN:
            continue
        for outcome in codes.outcomes:
            answer = judged.get((problem["code_id"], outcome))
            elsewhere = {name: some for name, some in answer.cases.items() if name != problem["who"]} if answer else {}
            if answer is None or len(elsewhere) < least:
                continue
            key = {"organisation": problem["who"], "code_id": problem["code_id"], "outcome": outcome}
            latest = max((case.note for some in elsewhere.values() for case in some), key=_when)
            told = {"organisations": len(elsewhere), "q_value": answer.q_value} | answer.association.columns
            helps.append(key | told | _quote(latest, outcome))
            stood += [
                key | {"between": code, "organisations": count}
                for code, count in between(elsewhere, codes.methods)
                if count >= least
            ]
    return helps, stood


def _judged(rows: Rows, codes: Codes, themes: Themes, tools: Tools) -> dict[Pair, Answer]:
    """Return the pairs whose outcome is more frequent after the problem; every pair that can be judged counts in the correction."""
    pairs = [(problem, outcome) for problem in codes.problems for outcome in codes.outcomes if problem != outcome]
    found = answers(rows, pairs, tools.associate, themes.confidence)
    corrected = q_values([association for association, _ in found.values()], themes.significance, tools.adjust)
    return {
        pair: Answer(association, q_value, cases)
        for (pair, (association, cases)), q_value in zip(found.items(), corrected, strict=True)
        if association.odds_ratio > 1
    }


def _when(note: Note) -> tuple[str, str]:
    return (note.date, note.document_id)
