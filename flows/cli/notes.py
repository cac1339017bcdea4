"""Commands on notes: run, check, init, doctor, kwic."""

from pathlib import Path

import click

from flows.cli.parts import BOOK, CORPUS, KEY, MOST, Command
from flows.speech import say


@click.command(
    cls=Command,
    help=say(
        "读取整个文件夹，生成主题报告。不写 CORPUS 时：当前文件夹有 run.toml 就照它运行，否则用自带的示例语料。",
        "Run a folder of notes to a theme report. Without CORPUS: what ./run.toml names, else the bundled sample corpus.",
    ),
    epilog="zhuli run notes --out results\nzhuli run --settings my-project/run.toml",
)
@click.argument("corpus", required=False, type=click.Path(path_type=Path))
@click.option("--settings", type=click.Path(path_type=Path), help=say("运行设置 run.toml", "run settings, a run.toml"))
@BOOK
@click.option("--out", type=click.Path(path_type=Path), help=say("结果输出到哪个文件夹", "folder for the outputs"))
@KEY
@click.option(
    "--fresh",
    is_flag=True,
    help=say(
        "主题从头做起，不接着同一语料上一次的主题",
        "find topics from nothing instead of going on from those of the latest run",
    ),
)
def run(
    corpus: Path | None, settings: Path | None, codebook: Path | None, out: Path | None, key: Path | None, fresh: bool
) -> None:
    """Run the main job."""
    from flows.run import run_corpus

    run_corpus(corpus, settings, codebook, out, key, fresh=fresh)


@click.command(
    cls=Command,
    help=say(
        "只给一份或几份记录编码，马上看到其中的实务问题。不生成运行文件夹，不做主题模型。",
        "Code one or a few notes at once and show the practice problems in them. No run folder, no topics.",
    ),
    epilog="zhuli check note.docx\nzhuli check --json notes/*.txt",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@BOOK
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON，供程序使用", "print JSON, for machines"))
def check(files: tuple[Path, ...], codebook: Path | None, as_json: bool) -> None:
    """Code a few notes."""
    from flows.check import check_files

    check_files(files, codebook, as_json=as_json)


@click.command(
    cls=Command,
    help=say(
        "新建一个项目：语料文件夹、写明每个选项的 run.toml、一份编码本。",
        "Lay out a new project: corpus folder, run.toml with every option explained, copy of the codebook.",
    ),
    epilog="zhuli init my-project",
)
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Lay out a new project."""
    from flows.project import create

    create(folder)


@click.command(
    cls=Command,
    help=say(
        "检查装了什么、缺哪些可选部分、怎么补上。",
        "Say what is installed, which optional parts are missing, and how to get them.",
    ),
    epilog="zhuli doctor",
)
def doctor() -> None:
    """Say what is installed."""
    from flows.doctor import examine

    examine()


@click.command(
    cls=Command,
    help=say(
        "在语料里查任何一个词或模式，逐处列出上下文（KWIC）。",
        "List every place of a word or pattern in a corpus, in its context (KWIC).",
    ),
    epilog="zhuli kwic 居委 corpus/sample\nzhuli kwic 'near(社工, 角色)' corpus/sample",
)
@click.argument("pattern")
@CORPUS
@BOOK
@MOST
def kwic(pattern: str, corpus: Path, codebook: Path | None, most: int) -> None:
    """List passages in context."""
    from flows.codebooks import try_pattern

    try_pattern(pattern, corpus, codebook, most)
