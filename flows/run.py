"""zhuli run: drives the Prefect flow, shows a bar per stage, and sums up."""

import gc
import importlib
import threading
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows import alerts, masking, practice, prefect_home
from flows.masking import masking_errors
from flows.progress import STAGES, listening
from flows.sources import CODEBOOK, OUTPUTS, SAMPLE, read_codebook, read_settings
from flows.speech import pick, say
from pipeline.files import corpus as corpus_files
from pipeline.files import run_folder
from pipeline.model.settings import Settings

COUNTS = {
    "documents": ("读取文档", "documents read"),
    "set_aside": ("未采用", "set aside"),
    "segments": ("段落", "segments"),
    "codings": ("编码", "codings"),
    "topics": ("主题模型得出的主题", "topics"),
    "themes": ("报告主题", "themes"),
}


@masking_errors
def run_corpus(
    corpus: Path | None,
    settings: Path | None,
    codebook: Path | None,
    out: Path | None,
    key: Path | None,
    *,
    fresh: bool = False,
) -> None:
    """Run the main job on a folder and print a summary.

    Raises
    ------
    ZhuliError
        With one sentence; what can be seen to be wrong is said before Prefect starts.
    """
    chosen = choose(corpus, settings, codebook, out, key)
    _look_ahead(**chosen)
    console = Console(stderr=True)
    prefect_home.set_up()
    with Progress(
        TextColumn("{task.description:<14}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), console=console
    ) as bars:
        starting = bars.add_task(say("启动 Prefect", "start Prefect"), total=None)
        shown: dict[str, Any] = {
            stage: bars.add_task(pick(name), total=1.0, start=False) for stage, name in STAGES.items()
        }

        def listener(stage: str, share: float) -> None:
            bars.update(starting, total=1.0, completed=1.0)
            bars.start_task(shown[stage])
            bars.update(shown[stage], completed=share)

        threading.Thread(target=_warm, daemon=True).start()
        from flows.theme_report import theme_report

        gc.freeze()  # what has been imported stays: looking through it again and again takes a fifth of the time of coding
        with listening(listener):
            folder = Path(theme_report(**chosen, fresh=fresh))
    prefect_home.remember()
    _sum_up(folder)


def choose(
    corpus: Path | None, settings: Path | None, codebook: Path | None, out: Path | None, key: Path | None
) -> dict[str, str]:
    """Decide what to run, and where its outputs are: what the command line names wins over run.toml, and that over what is bundled."""
    if settings is None and corpus is None and Path("run.toml").is_file():
        settings = Path("run.toml")
    paths = read_settings(settings).paths if settings else None
    return {
        "corpus": str(corpus or (paths.corpus if paths else SAMPLE)),
        "codebook": str(codebook or (paths.codebook if paths else CODEBOOK)),
        "out": str(out or (paths.out if paths else OUTPUTS)),
        "settings": str(settings or ""),
        "key": str(key or ""),
    }


def outputs_of(corpus: Path | None, out: Path | None) -> Path:
    """Return the folder of a corpus in the outputs, as a run of it would choose it."""
    chosen = choose(corpus, None, None, out, None)
    return run_folder.place(Path(chosen["out"]), Path(chosen["corpus"]).resolve().name)


def _look_ahead(corpus: str, codebook: str, out: str, settings: str, key: str) -> None:
    """Say at once what is wrong with a run, rather than after Prefect's ten seconds."""
    read = read_settings(Path(settings)) if settings else Settings()
    masking.check(read.pseudonymise, key, [corpus, out])
    if read.topics.embeddings:
        from flows import modelling

        modelling.check(read.topics)
    practice.check(read.lens, read_codebook(Path(codebook)))
    alerts.check(read.alerts)
    folder = Path(corpus)
    corpus_files.find(folder)
    corpus_files.overrides(folder)
    run_folder.discard(run_folder.begin(Path(out), folder.resolve().name, "test"))


def _warm() -> None:
    """Import what the stages need while Prefect's server starts in its own process."""
    for module in ("scipy.stats", "sklearn.cluster", "sklearn.feature_extraction.text", "spacy.lang.en"):
        importlib.import_module(module)


def _sum_up(folder: Path) -> None:
    manifest = run_folder.read_manifest(folder)
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, (zh, en) in COUNTS.items():
        table.add_row(say(zh, en), str(manifest["counts"][name]))
    seconds = "  ".join(
        f"{pick(STAGES[stage])} {value:.1f}"
        for stage, value in ((stage, manifest["seconds"][stage]) for stage in STAGES)
    )
    table.add_row(say("各步用时（秒）", "seconds per stage"), seconds)
    console = Console()
    console.print(table)
    alerts.report(manifest)
    console.print(say("报告：", "Report: "), end="")
    console.out(str((folder / "report.html").resolve()), highlight=False)
