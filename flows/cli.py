"""The command line: zhuli run, check, pseudonymise, init, doctor ... Heavy libraries are imported by the command that needs them."""

import sys
from pathlib import Path

import click

from flows.speech import pick, say
from pipeline.model.both import Both
from pipeline.model.codebook import LEVELS
from pipeline.model.errors import ZhuliError

FAILED = 2


class _Command(click.Command):
    """A command whose help ends with an example, as it is written."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(
                say("示例：", "Example:") + "\n" + "".join(f"  {line}\n" for line in self.epilog.splitlines())
            )


class _Group(click.Group):
    """The commands, with their example."""

    command_class = _Command
    format_epilog = _Command.format_epilog


def main() -> None:
    """Run the command line; what a user can cause ends in one sentence and exit code 2."""
    try:
        zhuli.main(standalone_mode=False)
    except ZhuliError as error:
        _fail(pick(Both(error.zh, error.en)))
    except click.ClickException as error:
        _fail(error.format_message())
    except (KeyboardInterrupt, click.Abort):
        _fail(say("已中断，没有留下半成品。", "Interrupted; nothing half-written was left."))
    except OSError as error:
        _fail(
            say(
                f"磁盘读写失败：{error.strerror}（{error.filename}）。",
                f"The disk failed: {error.strerror} ({error.filename}).",
            )
        )


def _fail(sentence: str) -> None:
    click.echo(click.style(say("出错：", "Error: "), fg="red", bold=True) + sentence, err=True)
    sys.exit(FAILED)


CORPUS = click.argument("corpus", type=click.Path(path_type=Path))
BOOK = click.option(
    "--codebook", type=click.Path(path_type=Path), help=say("编码本文件（YAML）", "codebook file (YAML)")
)
MOST = click.option("--most", default=50, show_default=True, help=say("最多列出多少处", "passages listed at most"))


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=say(
        "助力：读社区社会工作的督导记录、沙龙和访谈，按赋权编码本编码并做主题报告。全程离线。",
        "Zhuli reads notes of community social work, codes them with an empowerment codebook and reports which themes emerge. Offline.",
    ),
    epilog="zhuli init my-project\nzhuli run my-project/corpus\nzhuli check note.docx",
)
@click.version_option(package_name="zhuli", prog_name="zhuli")
def zhuli() -> None:
    """Hold the commands together."""


@zhuli.command(
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
def run(corpus: Path | None, settings: Path | None, codebook: Path | None, out: Path | None) -> None:
    """Run the main job."""
    from flows.run import run_corpus

    run_corpus(corpus, settings, codebook, out)


@zhuli.command(
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


@zhuli.command(
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


@zhuli.command(
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
    help=say("名单：一行一个，一律遮盖", "names that are always masked, one a line"),
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help=say("保留：一行一个，从不遮盖", "words that are never masked, one a line"),
)
def pseudonymise(corpus: Path, out: Path, roster: Path | None, keep: Path | None) -> None:
    """Write a copy without what identifies people."""
    from flows.pseudonyms import pseudonymise as write

    write(corpus, out, roster, keep)


@zhuli.command(
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


FORMAT_NAMES = click.Choice(["liwc", "khcoder", "quanteda", "wordstat", "taguette"])


@zhuli.command(
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


@zhuli.group(
    cls=_Group,
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
