"""The flow: a folder of notes in, a theme report out. A task per stage."""

import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact

from flows import alerts, tasks
from flows.progress import STAGES, tell
from pipeline.files import register, run_folder


@flow(name="theme-report", log_prints=False, persist_result=False)
def theme_report(
    corpus: str, codebook: str, out: str, settings: str = "", key: str = "", *, fresh: bool = False
) -> str:
    """Run the main job.

    Parameters
    ----------
    corpus, codebook, out : str
        Folder of the notes, codebook file, folder for outputs.
    settings : str, optional
        A run.toml; without it the defaults hold.
    key : str, optional
        Where to keep, encrypted, who is behind the aliases; wins over the settings. The passphrase is no parameter: Prefect keeps those.
    fresh : bool, optional
        Topics start from nothing instead of from those of the latest run of the same corpus.

    Returns
    -------
    str
        The run folder, with report.html in it.

    Raises
    ------
    ZhuliError
        With one sentence; no run folder is left then.
    """
    block = alerts.load(Path(settings) if settings else None)
    folder = tasks.prepare(corpus, codebook, out, settings, key, fresh=fresh)
    try:
        progress = create_progress_artifact(0.0, description="Zhuli: theme report")
        steps: dict[str, Callable[[], None]] = {
            "ingest": lambda: tasks.ingest_files(folder, corpus, key),
            "segment": lambda: tasks.cut_segments(folder),
            "tokenise": lambda: tasks.cut_tokens(folder),
            "coding": lambda: tasks.code_segments(folder),
            "topics": lambda: tasks.find_topics(folder),
            "themes": lambda: tasks.find_themes(folder),
            "novelty": lambda: tasks.find_novelty(folder),
            "links": lambda: tasks.find_links(folder),
            "lens": lambda: tasks.look_at_practice(folder),
            "report": lambda: tasks.write_report(folder),
        }
        seconds = {}
        for number, stage in enumerate(STAGES, 1):
            seconds[stage] = _timed(stage, steps[stage])
            update_progress_artifact(_id(progress), 100 * number / len(STAGES))
        run_folder.write_manifest(Path(folder), run_folder.read_manifest(Path(folder)) | {"seconds": seconds})
        final = run_folder.finish(Path(folder), register.NAME)
    except BaseException:
        run_folder.discard(Path(folder))
        raise
    alerts.give(final, block)
    create_markdown_artifact(_summary(final), key="theme-report", description="Zhuli: summary")
    return str(final)


def _timed(stage: str, step: Callable[[], None]) -> float:
    tell(stage, 0.0)
    begun = time.perf_counter()
    step()
    tell(stage, 1.0)
    return round(time.perf_counter() - begun, 3)


def _id(artifact: object) -> UUID:
    return artifact if isinstance(artifact, UUID) else UUID(str(artifact))


def _summary(folder: Path) -> str:
    """Return the run's counts and the link to the report, as Markdown; nothing out of a document."""
    manifest = run_folder.read_manifest(folder)
    counts = "\n".join(f"| {name} | {count} |" for name, count in manifest["counts"].items())
    link = (folder / "report.html").resolve().as_uri()
    return f"## {manifest['run_id']}\n\n[report.html]({link})\n\n| | |\n|---|---:|\n{counts}\n"
