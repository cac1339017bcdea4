"""zhuli watch: what a run says of one organisation: its open problems, what helped elsewhere, what is over, and which themes rise there."""

import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows import history
from flows.run import outputs_of
from flows.sources import read_codebook
from flows.speech import pick, say
from pipeline.files import run_folder
from pipeline.files import tables as table_files
from pipeline.model.errors import OutputError, TableError
from pipeline.model.frames import rows
from pipeline.model.practice_options import Lens as Options
from pipeline.model.report_lens import Lens, Problem
from pipeline.model.report_parts import Quotation
from pipeline.model.theme_tables import EMERGING
from pipeline.render.layout import excerpt, probability, ratio
from pipeline.render.names import name
from pipeline.render.words import say as word
from pipeline.stages.report import Tables
from pipeline.stages.report.index import Index, index_of
from pipeline.stages.report.lens import lens

AROUND = 30  # characters of a segment shown on either side of a passage


def watch(organisation: str, corpus: Path | None, out: Path | None, run: str) -> None:
    """Print what a run says of an organisation.

    Parameters
    ----------
    organisation : str
        Its name, or a part that no other name has; width and case do not matter.
    corpus, out : Path or None
        As for a run.
    run : str
        A run's id, or its beginning or end; empty: the latest.

    Raises
    ------
    OutputError
        When there is no such run, or no such organisation, or more than one: lists those that there are.
    """
    folder = _run(corpus, out, run)
    tables, index = _read(folder)
    read = [row for row in index.documents.values() if row["status"] == "ok"]
    who = _known(organisation, sorted({row["organisation"] for row in read if row["organisation"]}))
    settings = run_folder.read_manifest(folder)["settings"]
    options = Options(**settings["lens"])
    console = Console(highlight=False)
    console.print(f"[bold]{escape(who)}[/bold]  [dim]{folder.name}[/dim]")
    _undated(console, sum(row["organisation"] == who and not row["date"] for row in read), options.suppress)
    groups = [
        row["listed"] for row in rows(tables.lens_groups) if row["dimension"] == "organisation" and row["who"] == who
    ]
    if not groups:
        console.print(pick(word("no_courses")))
    elif not groups[0]:
        least = options.suppress
        console.print(say(f"有日期的记录少于 {least} 份，不列数字。", f"Fewer than {least} dated notes: no figures."))
    else:
        _problems(console, who, lens(tables, index, options), settings["themes"]["significance"])
    _rising(console, who, tables, index)


def _read(folder: Path) -> tuple[Tables, Index]:
    try:
        tables = Tables(**{item.name: table_files.read(folder / "tables", item.name) for item in fields(Tables)})
    except (FileNotFoundError, TableError) as error:
        raise OutputError(
            f"The run {folder.name} was made by another version of the program; run the corpus again.",
            f"{folder.name} 是另一版本程序的结果，请重新运行语料。",
        ) from error
    return tables, index_of(tables, read_codebook(folder / "codebook.yaml"))


def _problems(console: Console, who: str, found: Lens, significance: float) -> None:
    held = [problem for problem in found.organisations if problem.who == who]
    running = [problem for problem in held if problem.status == "open"]
    if not running:
        console.print(say("没有未解决的问题。", "No problem is open."))
    for problem in running:
        console.print(f"\n[bold red]{escape(pick(problem.code))}[/bold red]")
        for line in _course(problem):
            console.print(f"  {line}")
        console.print(f"  {_quoted(problem.quotation)}")
        _helps(console, problem, significance)
    if any(problem.suppressed for problem in running):
        console.print(f"\n[dim]{escape(pick(word('lens_small', least=found.least)))}[/dim]")
    over = [problem for problem in held if problem.status != "open"]
    if over:
        table = Table(box=None, pad_edge=False)
        for title in ("lens_over", "status", "lens_since", "lens_last"):
            table.add_column(pick(word(title)))
        for problem in over:
            status = pick(name("course", problem.status))
            table.add_row(escape(pick(problem.code)), status, problem.since, problem.last_date)
        console.print()
        console.print(table)


def _course(problem: Problem) -> list[str]:
    """Say since when a problem is open, how often it came back, and whether it was followed up; numbers too small to be told are left out."""
    followed = None if problem.followed is None else f"{problem.followed} / {problem.could_follow}"
    came = {"lens_since": problem.since, "lens_last": problem.last_date, "lens_came_back": problem.came_back}
    taken_up = pick(name("taken", problem.taken_up)) if problem.taken_up else None
    then = {"lens_taken_up": taken_up, "lens_followed": followed, "lens_planned": problem.planned}
    lines = (
        " · ".join(
            f"{pick(word(key))}{pick(word('separator'))}{said}" for key, said in parts.items() if said is not None
        )
        for parts in (came, then)
    )
    return [line for line in lines if line]


def _helps(console: Console, problem: Problem, significance: float) -> None:
    if problem.helps:
        console.print(f"  {pick(word('lens_helps'))}")
    for help in problem.helps:
        odds, q_value = ratio(help.odds), probability(help.q_value)
        figures = pick(word("lens_help", organisations=help.organisations, odds=odds, q=q_value))
        proven = help.q_value is not None and help.q_value < significance
        chance = "" if proven else f" [dim]{pick(word('lens_chance'))}[/dim]"
        console.print(f"  - {escape(pick(help.outcome))}{pick(word('separator'))}{figures}{chance}")
        if help.between:
            stood = " · ".join(f"{pick(code)} ({count})" for code, count in help.between)
            console.print(f"    {pick(word('lens_between'))}{pick(word('separator'))}{escape(stood)}")
        console.print(f"    {_quoted(help.quotation)}")


def _rising(console: Console, who: str, tables: Tables, index: Index) -> None:
    found = [
        (theme, row)
        for theme in rows(tables.themes)
        for row in index.courses.get(theme["theme_id"], [])
        if row["organisation"] == who and row["status"] in EMERGING
    ]
    if found:
        console.print("\n" + say("在这个组织里增多的主题", "Themes that rise in this organisation"))
    for theme, row in found:
        label = escape(say(theme["label_zh"], theme["label_en"]))
        console.print(f"  - {label} ({pick(word('lens_since'))} {row['first_date']})")


def _undated(console: Console, count: int, least: int) -> None:
    if count:
        told = pick(word("fewer_than", least=least)) if count < least else str(count)
        console.print(say(f"没有日期、不在其中的记录：{told} 份。", f"Notes without a date, left out: {told}."))


def _quoted(quotation: Quotation) -> str:
    before, passage, after = map(escape, excerpt(quotation, AROUND))
    where = escape(" · ".join(filter(None, (quotation.title, quotation.date))))
    return f"» {before}[bold]{passage}[/bold]{after} [dim]({where})[/dim]"


def _run(corpus: Path | None, out: Path | None, run: str) -> Path:
    found = history.finished(outputs_of(corpus, out))
    named = [folder for folder in found if folder.name.startswith(run) or folder.name.endswith(run)]
    if run and len(named) != 1:
        listed = ", ".join(folder.name for folder in found)
        raise OutputError(
            f"{len(named)} runs are called {run!r}; there are: {listed}.",
            f"叫 {run!r} 的运行有 {len(named)} 次；现有：{listed}。",
        )
    return named[0]


def _known(organisation: str, known: Sequence[str]) -> str:
    wanted = _folded(organisation)
    found = [one for one in known if _folded(one) == wanted] or [
        one for one in known if wanted and wanted in _folded(one)
    ]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(found or known) or say("（无）", "none")
    if found:
        raise OutputError(
            f"{organisation!r} may be any of: {listed}.", f"{organisation!r} 可能是其中任何一个：{listed}。"
        )
    raise OutputError(
        f"The run has no organisation {organisation!r}; it has: {listed}.",
        f"这次运行里没有组织 {organisation!r}；有：{listed}。",
    )


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
