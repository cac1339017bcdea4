"""Commands on topics: list, rename, merge, pin, unpin."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from flows.cli.parts import Command, Group
from flows.speech import say


@click.group(
    cls=Group,
    help=say(
        "看最近一次运行的主题，给主题改名、合并、固定；决定记在语料的 reviews.db 里，下次运行起生效。",
        "See the topics of the latest run; rename, merge and pin them. Decisions are kept in the corpus's reviews.db and hold from the next run on.",
    ),
    epilog='zhuli topics list notes\nzhuli topics rename 3 "经费断档" notes',
)
def topics() -> None:
    """Hold the commands about topics together."""


def _placed(function: Callable[..., None]) -> Callable[..., None]:
    """Add what names the corpus: as for a run."""
    corpus = click.argument("corpus", required=False, type=click.Path(path_type=Path))
    out = click.option("--out", type=click.Path(path_type=Path), help=say("结果所在的文件夹", "folder of the outputs"))
    return corpus(out(function))


@topics.command(
    name="list",
    cls=Command,
    help=say(
        "列出主题、它们的变化和已记下的决定。", "List the topics, what became of them, and what has been decided."
    ),
    epilog="zhuli topics list notes --out results",
)
@_placed
def list_topics(**place: Any) -> None:
    """List the topics."""
    from flows.topics import show

    show(**place)


@topics.command(
    cls=Command,
    help=say("给一个主题改名。", "Give a topic a name."),
    epilog='zhuli topics rename topic-03 "经费断档" notes',
)
@click.argument("topic")
@click.argument("name")
@_placed
def rename(topic: str, name: str, **place: Any) -> None:
    """Rename a topic."""
    _decide("rename", topic, name, place)


@topics.command(
    cls=Command,
    help=say("把第一个主题并入第二个。", "Make the first topic part of the second."),
    epilog="zhuli topics merge 7 3 notes",
)
@click.argument("topic")
@click.argument("into")
@_placed
def merge(topic: str, into: str, **place: Any) -> None:
    """Merge two topics."""
    _decide("merge", topic, into, place)


@topics.command(
    cls=Command,
    help=say(
        "固定一个主题：以后即使段落很少也保留。", "Pin a topic: it is kept even when few segments are left in it."
    ),
    epilog="zhuli topics pin 3 notes",
)
@click.argument("topic")
@_placed
def pin(topic: str, **place: Any) -> None:
    """Pin a topic."""
    _decide("pin", topic, "", place)


@topics.command(cls=Command, help=say("取消固定。", "Take a pin back."), epilog="zhuli topics unpin 3 notes")
@click.argument("topic")
@_placed
def unpin(topic: str, **place: Any) -> None:
    """Take a pin back."""
    _decide("unpin", topic, "", place)


def _decide(action: str, topic: str, value: str, place: dict[str, Any]) -> None:
    from flows.topics import decide

    decide(action, topic, value, **place)
