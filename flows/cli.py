"""The command line: zhuli run, check, init, doctor. Heavy libraries are imported by the command that needs them."""

import sys
from pathlib import Path

import click

from flows.speech import pick, say
from pipeline.model.both import Both
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
@click.option("--codebook", type=click.Path(path_type=Path), help=say("编码本文件（YAML）", "codebook file (YAML)"))
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
@click.option("--codebook", type=click.Path(path_type=Path), help=say("编码本文件（YAML）", "codebook file (YAML)"))
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
        "检查装了什么、缺哪些可选部分、怎么补上。",
        "Say what is installed, which optional parts are missing, and how to get them.",
    ),
    epilog="zhuli doctor",
)
def doctor() -> None:
    """Say what is installed."""
    from flows.doctor import examine

    examine()
