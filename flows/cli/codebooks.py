"""Commands on codebooks: check, try, diff, import, export."""

from pathlib import Path

import click

from flows.cli.parts import BOOK, CORPUS, MOST, Group
from flows.speech import say
from pipeline.model.codebook import LEVELS

FORMAT_NAMES = click.Choice(["liwc", "khcoder", "quanteda", "wordstat", "taguette"])


@click.group(
    cls=Group,
    help=say("检查、试用、比较、转换编码本。", "Check, try, compare and convert codebooks."),
    epilog="zhuli codebook check codebook.yaml",
)
def codebook() -> None:
    """Hold the commands about codebooks together."""


@codebook.command(
    name="check",
    help=say(
        "检查编码本：抓不到的例句、永远不会命中或多余的模式；给出语料时，还有命中过多的模式。有提醒时退出码为 1。",
        "Check a codebook: examples that are not caught, patterns that cannot match or add nothing and, with a corpus, "
        "those that fire too often. Exit code 1 when there are remarks.",
    ),
    epilog="zhuli codebook check codebook.yaml --corpus notes",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--corpus", type=click.Path(path_type=Path), help=say("语料文件夹", "folder of notes"))
def check_codebook(file: Path, corpus: Path | None) -> None:
    """Check a codebook."""
    from flows.codebooks import check

    check(file, corpus)


@codebook.command(
    name="try",
    help=say(
        "试一条模式：逐处列出它在语料里的命中，词组和否定词取自编码本。",
        "Try a pattern: list its passages in a corpus; word sets and cues are those of the codebook.",
    ),
    epilog="zhuli codebook try '{worker} * {unclear}' corpus/sample",
)
@click.argument("pattern")
@CORPUS
@BOOK
@MOST
def try_one(pattern: str, corpus: Path, codebook: Path | None, most: int) -> None:
    """Try a pattern."""
    from flows.codebooks import try_pattern

    try_pattern(pattern, corpus, codebook, most)


@codebook.command(
    help=say(
        "比较两版编码本：在同一语料上，哪些编码多了，哪些少了。",
        "Compare two codebooks: which codings of a corpus come and go.",
    ),
    epilog="zhuli codebook diff old.yaml new.yaml --corpus notes",
)
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("--corpus", required=True, type=click.Path(path_type=Path), help=say("语料文件夹", "folder of notes"))
@MOST
def diff(first: Path, second: Path, corpus: Path, most: int) -> None:
    """Compare two codebooks."""
    from flows.codebooks import compare

    compare(first, second, corpus, most)


@codebook.command(
    name="import",
    help=say(
        "把其他软件的词典（LIWC、KH Coder、quanteda、WordStat、Taguette）转成编码本；带不过来的逐行列出。",
        "Turn another program's dictionary (LIWC, KH Coder, quanteda, WordStat, Taguette) into a codebook; what cannot be "
        "carried over is listed by line.",
    ),
    epilog="zhuli codebook import dictionary.dic --from liwc --out codebook.yaml",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "kind", required=True, type=FORMAT_NAMES, help=say("原来的格式", "the format that it has"))
@click.option(
    "--level",
    default=LEVELS[0],
    show_default=True,
    type=click.Choice(LEVELS),
    help=say("给所有编码的层面", "level given to all codes"),
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help=say("写到哪个文件", "file to write"))
def import_codebook(file: Path, kind: str, level: str, out: Path) -> None:
    """Turn a dictionary into a codebook."""
    from flows.codebooks import convert_from

    convert_from(file, kind, level, out)


@codebook.command(
    name="export",
    help=say(
        "把编码本写成其他软件的格式；装不下的逐项列出。",
        "Write a codebook in another program's format; what that cannot hold is listed.",
    ),
    epilog="zhuli codebook export codebook.yaml --to quanteda --out dictionary.yaml",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "kind", required=True, type=FORMAT_NAMES, help=say("要写的格式", "the format to write"))
@click.option("--out", required=True, type=click.Path(path_type=Path), help=say("写到哪个文件", "file to write"))
def export_codebook(file: Path, kind: str, out: Path) -> None:
    """Write a codebook for another program."""
    from flows.codebooks import convert_to

    convert_to(file, kind, out)
