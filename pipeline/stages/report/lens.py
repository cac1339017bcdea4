"""The part of a report about practice problems."""

from collections import defaultdict
from collections.abc import Mapping

from pipeline.model.both import Both
from pipeline.model.frames import rows
from pipeline.model.practice_options import Lens as Options
from pipeline.model.practice_options import problems_of
from pipeline.model.report_lens import Help, Lens, Problem
from pipeline.model.report_parts import Odds, Quotation
from pipeline.stages.report.index import Index, Row, Tables
from pipeline.stages.report.quoting import quote

STATUSES = ("open", "quiet", "resolved")
BETWEEN = 3  # codes named between a problem and an outcome

Key = tuple[str, ...]


def lens(tables: Tables, index: Index, options: Options) -> Lens:
    """Return what there is to say about practice problems: by name, never by number."""
    found = [row for row in rows(tables.lens_problems) if row["code_id"] in index.codes]
    helps = _helps(tables, index)
    groups = rows(tables.lens_groups)
    few = [(row["dimension"], row["who"]) for row in groups if not row["listed"]]
    documents = index.documents.values()
    return Lens(
        problems=tuple(index.codes[code].name for code in problems_of(options, index.codes.values())),
        organisations=_problems(found, "organisation", index, helps),
        workers=_problems(found, "worker", index, {}),
        few_organisations=tuple(who for dimension, who in few if dimension == "organisation"),
        few_workers=tuple(who for dimension, who in few if dimension == "worker"),
        listed=len(few) < len(groups),
        undated=sum(row["status"] == "ok" and bool(row["organisation"]) and not row["date"] for row in documents),
        least=options.suppress,
        quiet_after=options.quiet_after,
    )


def _problems(found: list[Row], dimension: str, index: Index, helps: Mapping[Key, list[Help]]) -> tuple[Problem, ...]:
    held = [row for row in found if row["dimension"] == dimension]
    order = {code: place for place, code in enumerate(index.codes)}
    held.sort(key=lambda row: (row["who"], STATUSES.index(row["status"]), order[row["code_id"]]))
    plain = ("who", "status", "since", "last_date", "came_back", "could_follow", "planned", "followed")
    return tuple(
        Problem(
            **{name: row[name] for name in plain},
            code=index.codes[row["code_id"]].name,
            ended=row["ended"] or "",
            taken_up=row["taken_up"] or "",
            suppressed=frozenset(row["suppressed"]),
            quotation=_quoted(row, index),
            helps=tuple(helps.get((row["who"], row["code_id"]), ())),
        )
        for row in held
    )


def _helps(tables: Tables, index: Index) -> dict[Key, list[Help]]:
    stood: dict[Key, list[tuple[Both, int]]] = defaultdict(list)
    for row in rows(tables.lens_between):
        if row["between"] in index.codes:
            key = (row["organisation"], row["code_id"], row["outcome"])
            stood[key].append((index.codes[row["between"]].name, row["organisations"]))
    found: dict[Key, list[Help]] = defaultdict(list)
    for row in rows(tables.lens_helps):
        if row["outcome"] in index.codes:
            help = Help(
                outcome=index.codes[row["outcome"]].name,
                organisations=row["organisations"],
                odds=Odds(row["odds_ratio"], row["odds_low"], row["odds_high"]),
                q_value=row["q_value"],
                between=tuple(stood[row["organisation"], row["code_id"], row["outcome"]][:BETWEEN]),
                quotation=_quoted(row, index),
            )
            found[row["organisation"], row["code_id"]].append(help)
    return found


def _quoted(row: Row, index: Index) -> Quotation:
    return quote(index, row["segment_id"], (row["start_char"], row["end_char"]))
