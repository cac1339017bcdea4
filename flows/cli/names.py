"""Commands on names: pseudonymise, reveal."""

from pathlib import Path
from typing import Any

import click

from flows.cli.parts import CORPUS, KEY, Command
from flows.speech import say


@click.command(
    cls=Command,
    help=say(
        "写出一份可以对外提供的语料：人名、电话、证件号、住址等换成代号。原来的文件不动。",
        "Write a copy of a corpus to pass on: names, telephone and identity numbers, addresses become aliases. The files themselves stay as they are.",
    ),
    epilog="zhuli pseudonymise corpus/sample shareable",
)
@CORPUS
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    help=say(
        "名单：一行一个人，一律遮盖；几种叫法用 = 隔开",
        "names that are always masked, a person a line, forms parted by =",
    ),
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help=say("保留：一行一个，从不遮盖", "words that are never masked, one a line"),
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.001, 0.999),
    help=say("把握达到多少就遮盖人名", "certainty from which a name is masked"),
)
@click.option(
    "--institutions",
    is_flag=True,
    help=say("机构名和地名也换成化名", "organisations and places become aliases too"),
)
@click.option(
    "--aliases",
    type=click.Path(path_type=Path),
    help=say(
        "化名登记表：同一个人每次都是同一个号，例如 outputs/语料/aliases.json",
        "register that keeps a person's number from time to time, such as outputs/CORPUS/aliases.json",
    ),
)
@KEY
def pseudonymise(corpus: Path, out: Path, aliases: Path | None, institutions: bool, **given: Any) -> None:
    """Write a copy without what identifies people."""
    from flows.pseudonyms import pseudonymise as write
    from pipeline.model.settings import Pseudonymise

    named: dict[str, Any] = {
        name: value if name == "threshold" else str(value) for name, value in given.items() if value
    }
    write(corpus, out, Pseudonymise(institutions=institutions, **named), aliases)


@click.command(
    cls=Command,
    help=say(
        "打开密钥，看化名背后是谁。名单写法（--roster）可以改好后作为名单再用：同一个人写在一行，不是一个人就拆开。",
        "Open a key and show who is behind the aliases. With --roster as a roster, to be corrected and used again: forms of one person "
        "on one line, different persons on lines of their own.",
    ),
    epilog="zhuli reveal names.key 人物07\nzhuli reveal names.key --roster > roster.txt",
)
@click.argument("key", type=click.Path(path_type=Path))
@click.argument("aliases", nargs=-1)
@click.option("--roster", is_flag=True, help=say("按名单的写法列出", "print as a roster"))
def reveal(key: Path, aliases: tuple[str, ...], roster: bool) -> None:
    """Show who is behind aliases."""
    from flows.pseudonyms import reveal as show

    show(key, aliases, as_roster=roster)
