"""The command that puts two runs side by side."""

from pathlib import Path
from typing import Any

import click

from flows.cli.parts import Command
from flows.speech import say


@click.command(
    cls=Command,
    help=say(
        "比较两次运行：哪些主题新出现、增多、减少、不再出现，是哪些文档带来的。RUN_A 和 RUN_B 写运行文件夹、运行编号或其结尾、"
        "latest（最近一次）或 previous（上一次）；都不写时比较上一次和最近一次。CORPUS 和 --out 指明是哪个语料，写法和 zhuli topics 一样。",
        "Compare two runs: which themes are new, rose, fell or are gone, and which documents made the difference. RUN_A and RUN_B are run "
        "folders, run ids or their ends, latest or previous; without them the previous run and the latest. CORPUS and --out name the corpus, "
        "as for zhuli topics.",
    ),
    epilog="zhuli compare\nzhuli compare previous latest notes --out results\nzhuli compare 1b20228a latest notes --csv changes.csv",
)
@click.argument("run_a", required=False)
@click.argument("run_b", required=False)
@click.argument("corpus", required=False, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help=say("结果所在的文件夹", "folder of the outputs"))
@click.option(
    "--all", "everything", is_flag=True, help=say("变化不大的主题也列出", "list themes that changed little, too")
)
@click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path),
    help=say("把全部主题和文档写成 CSV 文件", "write all themes and documents to this CSV file"),
)
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON，供程序使用", "print JSON, for machines"))
@click.option(
    "--json-file",
    type=click.Path(path_type=Path),
    help=say("把同样的 JSON 写进文件", "write the same JSON to this file"),
)
def compare(
    run_a: str | None, run_b: str | None, corpus: Path | None, out: Path | None, everything: bool, **written: Any
) -> None:
    """Compare two runs."""
    from flows import two_runs
    from flows.compare import Written, compare_runs

    compare_runs(*two_runs.find(run_a, run_b, corpus, out), everything=everything, written=Written(**written))
