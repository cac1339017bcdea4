"""The command line: zhuli run, check, pseudonymise, init, doctor ... Heavy libraries are imported by the command that needs them."""

import sys

import click

from flows.cli.codebooks import codebook
from flows.cli.compare import compare
from flows.cli.names import pseudonymise, reveal
from flows.cli.notes import check, doctor, init, kwic, run
from flows.cli.parts import Group
from flows.cli.topics import topics
from flows.cli.watch import watch
from flows.speech import pick, say
from pipeline.model.both import Both
from pipeline.model.errors import ZhuliError

FAILED = 2


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
    cls=Group,
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


for command in (run, check, compare, pseudonymise, reveal, init, doctor, kwic, codebook, topics, watch):
    zhuli.add_command(command)
