"""What came before a run: the earlier run of the same corpus, and what people have decided about its topics."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flows import manifest
from pipeline.files import reviews, run_folder
from pipeline.files import tables as table_files
from pipeline.model.errors import OutputError
from pipeline.stages.topics import Before, Decisions

TABLES = ("topics", "topic_terms", "topic_changes", "segment_topics", "segments")


def runs(corpus: Path) -> list[Path]:
    """Return the finished runs of a corpus, the latest first.

    Parameters
    ----------
    corpus : Path
        Its folder in the outputs.
    """
    found = (corpus / "runs").glob("*/manifest.json")
    return sorted((path.parent for path in found if not path.parent.name.startswith(".")), reverse=True)


def finished(corpus: Path) -> list[Path]:
    """Return the finished runs of a corpus, the latest first.

    Raises
    ------
    OutputError
        When there is none.
    """
    found = runs(corpus)
    if not found:
        raise OutputError(
            f"There is no finished run in {str(corpus)!r}; run the corpus first, or name its outputs with --out.",
            f"{str(corpus)!r} 里没有完成的运行；请先运行语料，或用 --out 指明结果文件夹。",
        )
    return found


def predecessor(corpus: Path, content: str) -> str:
    """Return the run that another one goes on from; empty when there is none.

    Parameters
    ----------
    corpus : Path
        The corpus's folder in the outputs.
    content : str
        Fingerprint of what the run is made from.

    Returns
    -------
    str
        The latest run with topics that was made from something else: running the same again goes on from where the first went on, and gives the same.
    """
    for folder in runs(corpus):
        held = run_folder.read_manifest(folder)
        if held.get("content") == content:
            before = str(held.get("predecessor", ""))
            return before if before and (corpus / "runs" / before).is_dir() else ""
        if held.get("content") and held.get("counts", {}).get("topics"):
            return folder.name
    return ""


def origin(corpus: Path, made_of: Mapping[str, Any], *, fresh: bool) -> dict[str, Any]:
    """Return what a manifest says of a run's origin: people's decisions, the fingerprint of all that it is made from, and the runs that it goes back to.

    Parameters
    ----------
    corpus : Path
        The corpus's folder in the outputs.
    made_of : mapping
        See `manifest.content`; with the decisions.
    fresh : bool
        Whether it starts from nothing.
    """
    content = manifest.fingerprint(made_of)
    earlier = "" if fresh else predecessor(corpus, content)
    descent = lineage(corpus, earlier)
    return {"decisions": made_of["decisions"], "content": content, "predecessor": earlier, "lineage": descent}


def before(corpus: Path, run_id: str) -> Before | None:
    """Read the tables of an earlier run; None without one."""
    if not run_id:
        return None
    tables = corpus / "runs" / run_id / "tables"
    return Before(**{name: table_files.read(tables, name) for name in TABLES})


def lineage(corpus: Path, run_id: str) -> list[str]:
    """Return a run and all that it goes back to, itself first."""
    if not run_id:
        return []
    return [run_id, *run_folder.read_manifest(corpus / "runs" / run_id).get("lineage", [])]


def decisions(made: Sequence[Mapping[str, str]], descent: Sequence[str]) -> Decisions:
    """Put what people said one after the other together.

    Parameters
    ----------
    made : sequence of mapping
        As `decided` gives them, the oldest first. Of several names the last counts, and a pin is there until it is taken back.
    descent : sequence of str
        The runs that this one goes back to: topic-03 of another line is another topic.
    """
    names: dict[str, str] = {}
    merged: dict[str, str] = {}
    pinned: set[str] = set()
    for one in (one for one in made if one["run_id"] in descent):
        topic, value = one["topic_id"], one["value"]
        if one["action"] == "rename":
            names[topic] = value
        elif one["action"] == "merge":
            merged[topic] = value
        elif one["action"] == "pin":
            pinned.add(topic)
        else:
            pinned.discard(topic)
    return Decisions(names, merged, frozenset(pinned))


def decided(corpus: Path) -> list[dict[str, Any]]:
    """Return the decisions on a corpus's topics as plain values, without when they were made: the same decisions give the same run."""
    return [
        {"action": one.action, "run_id": one.run_id, "topic_id": one.topic_id, "value": one.value}
        for one in reviews.read(corpus / reviews.NAME)
    ]
