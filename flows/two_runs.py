"""Two finished runs: which ones somebody means, what is read of them, and how they stand to each other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows import history
from flows.run import outputs_of
from flows.sources import read_codebook
from pipeline.files import run_folder
from pipeline.files import tables as table_files
from pipeline.model.both import Both
from pipeline.model.errors import OutputError, TableError
from pipeline.model.settings import Themes
from pipeline.stages.compare import TABLES, Between, Side

LATEST, PREVIOUS = "latest", "previous"
LISTED = 5  # runs named in a message
NO_MATTER = ("roster", "keep", "key", "terms")  # where a file lies, and what is only shown
MATTERS = ("ingest", "pseudonymise", "tokenise", "topics")
SHORT = 60  # characters of a value in a message


@dataclass(frozen=True)
class Run:
    """A finished run: where it lies, its manifest, and what is compared of it."""

    folder: Path
    manifest: Mapping[str, Any]
    side: Side

    @property
    def name(self) -> str:
        """Its run id."""
        return self.folder.name

    @property
    def line(self) -> set[str]:
        """Fingerprints of itself and of all runs that it goes back to: the same fingerprint is the same run, whenever it was made."""
        return {_tail(name) for name in (str(self.manifest["run_id"]), *self.manifest.get("lineage", []))}


def find(first: str | None, second: str | None, corpus: Path | None, out: Path | None) -> tuple[Path, Path]:
    """Return the folders of the two runs that are meant.

    Parameters
    ----------
    first, second : str or None
        A run folder, a run id, the end of one, 'latest' or 'previous'. Without `second` the latest, without both the latest and the one before it.
    corpus, out : Path or None
        As for a run. Without both, and where a run folder is named, the other run is looked for beside it.

    Raises
    ------
    OutputError
        When there is no such run, or several, or both are the same.
    """
    names = (first or PREVIOUS, second or LATEST)
    given = [Path(name) for name in names if name not in (LATEST, PREVIOUS) and Path(name).is_dir()]
    if given and corpus is None and out is None:
        place = run_folder.corpus_folder(given[0].resolve())
    else:
        place = outputs_of(corpus, out)
    before, after = (_find(name, place) for name in names)
    if before.resolve() == after.resolve():
        raise OutputError(
            f"Both are the run {before.name!r}; name two runs, such as: zhuli compare previous latest",
            f"两个都是同一次运行 {before.name!r}；请写两次不同的运行，例如：zhuli compare previous latest",
        )
    return before, after


def read(folder: Path, other: Run | None = None) -> Run:
    """Read what is compared of a run.

    Parameters
    ----------
    folder : Path
        Its folder.
    other : Run, optional
        One that was read already: reading a codebook takes a second, and most runs have the same.

    Raises
    ------
    OutputError
        When the folder is no finished run, or one of a program that did not make the tables yet.
    CodebookError
        When its codebook cannot be read.
    """
    manifest = _manifest(folder)
    held = {}
    for name in TABLES:
        try:
            held[name] = table_files.read(folder / "tables", name)
        except (FileNotFoundError, TableError, KeyError, pa.ArrowException) as error:
            raise OutputError(
                f"The run {folder.name!r} has no table {name!r} that this version of Zhuli can compare: an older one made it, or it is damaged; run the corpus again and compare with that.",
                f"运行 {folder.name!r} 里没有本版本能比较的数据表 {name!r}（旧版本生成的，或已损坏）；请重新运行语料，再用新的结果比较。",
            ) from error
    path = folder / "codebook.yaml"
    same = other is not None and path.is_file() and path.read_bytes() == (other.folder / path.name).read_bytes()
    book = other.side.book if other is not None and same else read_codebook(path)
    return Run(folder, manifest, Side(**held, book=book))


def between(before: Run, after: Run) -> Between:
    """Tell how two runs stand to each other."""
    predecessor = _tail(str(after.manifest.get("predecessor", "")))
    direct = predecessor == _tail(str(before.manifest["run_id"]))
    changes = None
    if direct:
        try:
            changes = table_files.read(after.folder / "tables", "topic_changes")
        except (FileNotFoundError, TableError, KeyError, pa.ArrowException):
            changes = None  # only a remark beside a topic is lost
    return Between(
        one_corpus=before.manifest.get("corpus") == after.manifest.get("corpus"),
        one_line=bool(before.line & after.line),
        topic_changes=changes,
    )


def themes_settings(run: Run) -> Themes:
    """Return the settings of themes that a run was made with."""
    said = run.manifest.get("settings", {}).get("themes", {})
    return Themes(**{item.name: said[item.name] for item in fields(Themes) if item.name in said})


def other_settings(before: Run, after: Run) -> list[str]:
    """Return the settings that make a difference and that both runs have otherwise: 'topics.count 0 → 8'."""
    found = []
    old, new = (run.manifest.get("settings", {}) for run in (before, after))
    for section in MATTERS:
        for key in sorted(set(old.get(section, {})) & set(new.get(section, {}))):
            if key in NO_MATTER or (section == "ingest" and "column" not in key):
                continue
            values = [_shown(key, held[section][key]) for held in (old, new)]
            if values[0] != values[1]:
                found.append(f"{section}.{key} {values[0]} → {values[1]}")
    lists = [run.manifest.get("lists", {}) for run in (before, after)]
    return found + [f"pseudonymise.{name}" for name in ("roster", "keep") if lists[0].get(name) != lists[1].get(name)]


def other_program(before: Run, after: Run) -> bool:
    """Tell whether another version of the program, or of its packages, made the second run."""
    return any(before.manifest.get(name) != after.manifest.get(name) for name in ("program", "packages"))


def refuse_nothing_in_common(common: int, topics: bool) -> None:
    """Refuse two runs of which no theme can be compared.

    Raises
    ------
    OutputError
        When the codebooks have no code in common and topics cannot be compared.
    """
    if not common and not topics:
        raise OutputError(
            "The two runs have nothing in common that could be compared: their codebooks share no code, and their topics do not go back to one run.",
            "这两次运行没有可比的东西：编码本没有共同的编码，主题也没有传承关系。",
        )


def _find(name: str, place: Path) -> Path:
    if name in (LATEST, PREVIOUS):
        return _by_age(name, place)
    if Path(name).is_dir():
        _manifest(Path(name))
        return Path(name).resolve()
    found = [folder for folder in history.runs(place) if folder.name.endswith(name)]
    exact = [folder for folder in found if folder.name == name]
    if len(exact or found) == 1:
        return (exact or found)[0]
    listed = ", ".join(folder.name for folder in (found or history.runs(place))[:LISTED]) or "–"
    if found:
        raise OutputError(
            f"{name!r} is the end of several runs: {listed}; write more of it.",
            f"有几次运行都以 {name!r} 结尾：{listed}；请多写几个字符。",
        )
    raise OutputError(
        f"There is no run {name!r} in {str(place)!r}; the latest there: {listed}. Write a run folder, a run id or its end, {LATEST} or {PREVIOUS}.",
        f"{str(place)!r} 里没有运行 {name!r}；最近的有：{listed}。请写运行文件夹、运行编号或其结尾、{LATEST} 或 {PREVIOUS}。",
    )


def _by_age(name: str, place: Path) -> Path:
    runs = history.finished(place)
    wanted = (LATEST, PREVIOUS).index(name)
    if len(runs) > wanted:
        return runs[wanted]
    raise OutputError(
        f"There is only one finished run in {str(place)!r}, so none is the previous one; run the corpus again when its notes have changed.",
        f"{str(place)!r} 里只有一次完成的运行，没有上一次；记录有变化后再运行一次即可比较。",
    )


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        held = run_folder.read_manifest(folder)
    except (OSError, ValueError):
        held = {}
    if not isinstance(held, dict) or "run_id" not in held:
        raise OutputError(
            f"{str(folder)!r} is no run folder; those lie in outputs/<corpus>/runs (for the runs of a corpus write: zhuli compare {PREVIOUS} {LATEST} CORPUS).",
            f"{str(folder)!r} 不是运行文件夹；运行文件夹在 outputs/<语料>/runs 里（要比较某个语料的运行，请写：zhuli compare {PREVIOUS} {LATEST} 语料）。",
        )
    if "tables" not in held:
        raise OutputError(
            f"The run in {str(folder)!r} was not finished; name a finished one.",
            f"{str(folder)!r} 里的运行没有完成，请换一次完成的。",
        )
    return held


def _tail(run_id: str) -> str:
    return run_id.rpartition("-")[2]


def _shown(key: str, value: object) -> str:
    said = json.dumps(Path(str(value)).name if key == "embeddings" else value, ensure_ascii=False)
    return said if len(said) <= SHORT else f"{said[:SHORT]}…"


def causes(before: Run, after: Run, *, topics: bool, other_book: bool) -> list[Both]:
    """Return why documents that nobody touched may be read otherwise in the second run."""
    told = (
        (other_book, Both("编码本改过", "the codebook")),
        (bool(other_settings(before, after)), Both("设置不同", "the settings")),
        (other_program(before, after), Both("程序或软件包版本不同", "the version of the program or its packages")),
        (topics, Both("主题每次运行都会重新调整", "topics, which every run fits anew")),
    )
    return [said for holds, said in told if holds]
