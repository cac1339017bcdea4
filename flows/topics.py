"""zhuli topics: what the topics of the latest run are, and what people decide about them; decisions hold from the next run on."""

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows import history
from flows.run import outputs_of
from flows.speech import say
from pipeline.files import reviews, run_folder
from pipeline.files import tables as table_files
from pipeline.model.errors import OutputError
from pipeline.model.frames import rows
from pipeline.model.topic_tables import LEFT

MOST_NAME = 60  # characters
CHANGES = {
    "kept": ("沿用", "kept"),
    "new": ("新", "new"),
    "split": ("分出", "split"),
    "merged": ("并入", "merged"),
    "gone": ("消失", "gone"),
}


def show(corpus: Path | None, out: Path | None) -> None:
    """Print the topics of the latest run, with what became of them and what people have decided since.

    Raises
    ------
    OutputError
        When there is no finished run.
    """
    folder = _latest(corpus, out)
    tables = folder / "tables"
    changes = {row["topic_id"]: row for row in rows(table_files.read(tables, "topic_changes"))}
    noted = _noted(folder)
    table = Table(box=None, pad_edge=False)
    for title in (
        say("主题", "topic"),
        say("名称", "name"),
        say("段落", "segments"),
        say("变化", "change"),
        say("已记下的决定", "noted"),
    ):
        table.add_column(title)
    held = rows(table_files.read(tables, "topics"))
    for row in held:
        label = say(row["label_zh"], row["label_en"])
        change = changes.get(row["topic_id"])
        table.add_row(
            row["topic_id"], label, str(row["segments"]), _said(change), "; ".join(noted.get(row["topic_id"], []))
        )
    for topic, change in changes.items():
        if change["change"] in LEFT:
            table.add_row(topic, say(change["label_zh"], change["label_en"]), "–", _said(change), "")
    console = Console(highlight=False)
    console.print(table if held else say("这次运行没有主题。", "This run has no topics."))


def decide(action: str, topic: str, value: str, corpus: Path | None, out: Path | None) -> None:
    """Write a decision down.

    Parameters
    ----------
    action : str
        One of `reviews.ACTIONS`.
    topic : str
        topic-03, 03 or 3.
    value : str
        rename: the name; merge: the topic that it becomes part of; else empty.
    corpus, out : Path or None
        As for a run.

    Raises
    ------
    OutputError
        When there is no run, or it has no such topic, or the name cannot be one.
    """
    folder = _latest(corpus, out)
    known = [row["topic_id"] for row in rows(table_files.read(folder / "tables", "topics"))]
    topic = _known(topic, known)
    if action == "merge":
        value = _known(value, known)
        if value == topic:
            raise OutputError(
                f"{topic} cannot be merged into itself; name two topics.", f"{topic} 不能并入自己，请写两个不同的主题。"
            )
    if action == "rename":
        value = " ".join(value.split())
        if not value or len(value) > MOST_NAME:
            raise OutputError(
                f"A topic's name has 1 to {MOST_NAME} characters; this one has {len(value)}.",
                f"主题名称要有 1 到 {MOST_NAME} 个字，现在是 {len(value)} 个。",
            )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    place = run_folder.corpus_folder(folder) / reviews.NAME
    reviews.add(place, reviews.TopicDecision(now, action, folder.name, topic, value))
    Console(highlight=False).print(
        say(
            f"已记下：{_words(action, topic, value)}。下次运行起生效。",
            f"Noted: {_words(action, topic, value)}. It holds from the next run on.",
        )
    )


def _latest(corpus: Path | None, out: Path | None) -> Path:
    return history.finished(outputs_of(corpus, out))[0]


def _known(topic: str, known: list[str]) -> str:
    name = f"topic-{int(topic):02}" if topic.isdecimal() else topic
    if name not in known:
        listed = ", ".join(known) or say("（无）", "none")
        raise OutputError(
            f"The latest run has no topic {topic!r}; it has: {listed}.",
            f"最近一次运行没有主题 {topic!r}；有：{listed}。",
        )
    return name


def _noted(folder: Path) -> dict[str, list[str]]:
    """Return the decisions that the latest run did not know yet, by topic."""
    found: dict[str, list[str]] = {}
    for one in reviews.read(run_folder.corpus_folder(folder) / reviews.NAME):
        if one.run_id == folder.name:
            found.setdefault(one.topic_id, []).append(_words(one.action, one.topic_id, one.value))
    return found


def _said(change: dict[str, object] | None) -> str:
    if change is None:
        return ""
    said = say(*CHANGES[str(change["change"])])
    return f"{said} {change['other']}" if change["other"] else said


def _words(action: str, topic: str, value: str) -> str:
    return {
        "rename": say(f"{topic} 改名为“{value}”", f"{topic} is called “{value}”"),
        "merge": say(f"{topic} 并入 {value}", f"{topic} is part of {value}"),
        "pin": say(f"{topic} 固定保留", f"{topic} is pinned"),
        "unpin": say(f"{topic} 不再固定", f"{topic} is no longer pinned"),
    }[action]
