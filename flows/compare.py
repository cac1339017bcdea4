"""zhuli compare: two finished runs side by side, in the terminal, as CSV and as JSON."""

import json
from dataclasses import dataclass
from pathlib import Path

from flows import compare_rows, compare_shown, two_runs
from pipeline.backends import conditional, statistics
from pipeline.files import tables as table_files
from pipeline.model.both import Both
from pipeline.model.errors import OutputError
from pipeline.stages.compare import Comparison, Statistics, compare


@dataclass(frozen=True)
class Written:
    """Where a comparison goes beside the terminal; with `as_json` JSON is printed in place of the tables."""

    csv_file: Path | None = None
    as_json: bool = False
    json_file: Path | None = None


def compare_runs(first: Path, second: Path, *, everything: bool, written: Written) -> None:
    """Print what became of the themes between two runs, and which documents made the difference.

    Parameters
    ----------
    first, second : Path
        Folders of finished runs, A and B.
    everything : bool
        Whether themes that changed little are listed too.
    written : Written
        Where it goes besides.

    Raises
    ------
    OutputError
        When a folder is no finished run, lacks what is compared, or a file cannot be written.
    CodebookError
        When a run's codebook cannot be read.
    """
    for path in (written.csv_file, written.json_file):
        _refuse_existing(path)
    before = two_runs.read(first)
    after = two_runs.read(second, before)
    between = two_runs.between(before, after)
    settings = two_runs.themes_settings(after)
    judged_by = Statistics(statistics.wilson, conditional.associate, statistics.adjust)
    found = compare(before.side, after.side, between, settings, judged_by)
    two_runs.refuse_nothing_in_common(len(found.books.common), between.one_line)
    remarks = _remarks(before, after, found)
    said = json.dumps(
        compare_rows.as_json(before, after, found, remarks), ensure_ascii=False, indent=1, allow_nan=False
    )
    if written.csv_file:
        header, rows = compare_rows.as_rows(found)
        _write(written.csv_file, table_files.csv_bytes(rows, header))
    if written.json_file:
        _write(written.json_file, (said + "\n").encode("utf-8", "replace"))
    if written.as_json:
        print(said)
    else:
        compare_shown.show(before, after, found, remarks, everything=everything, settings=settings)


def _remarks(before: two_runs.Run, after: two_runs.Run, found: Comparison) -> list[Both]:
    """Return what a reader has to know before any figure: what is not compared, and what else differs between the runs."""
    remarks = [*compare_shown.of_codebooks(found.books)]
    if any(found.topics_left_out):
        old, new = found.topics_left_out
        remarks.append(
            Both(
                f"两次运行的主题不是一脉相承的，同号不是同一个主题：A 的 {old} 个和 B 的 {new} 个模型主题都不比较，只比较编码。",
                f"The topics of the two runs do not go back to one run, and the same number is not the same topic: {old} topics of A and {new} of B are not compared, only codes are.",
            )
        )
    if before.manifest.get("corpus") != after.manifest.get("corpus"):
        names = before.manifest.get("corpus"), after.manifest.get("corpus")
        remarks.append(
            Both(
                f"两次运行的语料不同（{names[0]}、{names[1]}），只有内容完全相同的文件才算同一份文档。",
                f"The runs are of two corpora ({names[0]}, {names[1]}): only files with the same content count as the same document.",
            )
        )
    other = two_runs.other_settings(before, after)
    if other:
        remarks.append(
            Both(
                f"两次运行的设置不同，差别可能由此而来：{'；'.join(other)}。",
                f"The runs were made with other settings, which may be the reason for differences: {'; '.join(other)}.",
            )
        )
    recoded = any(part.gained or part.lost for change in found.themes for part in change.parts[-1:])
    topics = any(change.kind == "topic" for change in found.themes)
    because = two_runs.causes(before, after, topics=topics, other_book=bool(found.books.changed))
    if recoded and because:
        zh, en = "、".join(one.zh for one in because), ", ".join(one.en for one in because)
        remarks.append(
            Both(
                f"有些文件没改过，判读却和上次不同（下面记作“未改”），可能的原因：{zh}。",
                f"Some documents that nobody changed are read otherwise (“same file” below); possible reasons: {en}.",
            )
        )
    return remarks


def _refuse_existing(path: Path | None) -> None:
    if path is not None and path.exists():
        raise OutputError(
            f"{str(path)!r} exists already and is left as it is; name another file.",
            f"{str(path)!r} 已存在，未作改动；请换一个文件名。",
        )


def _write(path: Path, content: bytes) -> None:
    try:
        table_files.replace(path, content)
    except OSError as error:
        raise OutputError(
            f"{str(path)!r} cannot be written ({error.strerror}); name another file.",
            f"{str(path)!r} 无法写入（{error.strerror}），请换一个。",
        ) from error
