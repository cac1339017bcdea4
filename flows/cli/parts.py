"""What the commands share: how their help looks, and the arguments and options that several of them take."""

from pathlib import Path

import click

from flows.speech import say


class Command(click.Command):
    """A command whose help ends with an example, as it is written."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(
                say("示例：", "Example:") + "\n" + "".join(f"  {line}\n" for line in self.epilog.splitlines())
            )


class Group(click.Group):
    """The commands, with their example."""

    command_class = Command
    format_epilog = Command.format_epilog


CORPUS = click.argument("corpus", type=click.Path(path_type=Path))
BOOK = click.option(
    "--codebook", type=click.Path(path_type=Path), help=say("编码本文件（YAML）", "codebook file (YAML)")
)
KEY = click.option(
    "--key",
    type=click.Path(path_type=Path),
    help=say(
        "把化名对应的真名加密存到这个文件（要口令）",
        "keep who is behind the aliases in this file, encrypted with a passphrase",
    ),
)
MOST = click.option("--most", default=50, show_default=True, help=say("最多列出多少处", "passages listed at most"))
