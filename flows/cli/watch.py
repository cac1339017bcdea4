"""The command that looks at one organisation."""

from pathlib import Path

import click

from flows.cli.parts import Command
from flows.speech import say


@click.command(
    cls=Command,
    help=say(
        "看一个组织眼下的实务问题：哪些还没解决、从何时起、有没有跟进，别的组织后来写到什么。组织名写一部分即可。",
        "See the practice problems of one organisation: which are open, since when, whether they were followed up, and what other organisations wrote afterwards. "
        "A part of the name will do.",
    ),
    epilog="zhuli watch 银龄 notes\nzhuli watch riverside notes --out results --run 1b20228a",
)
@click.argument("organisation")
@click.argument("corpus", required=False, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help=say("结果所在的文件夹", "folder of the outputs"))
@click.option(
    "--run",
    default="",
    help=say(
        "哪次运行（编号或其结尾）；不写时是最近一次", "which run (its id or the end of it); without it the latest"
    ),
)
def watch(organisation: str, corpus: Path | None, out: Path | None, run: str) -> None:
    """Look at one organisation."""
    from flows.watch import watch as show

    show(organisation, corpus, out, run)
