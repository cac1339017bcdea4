"""zhuli codebook check, try, diff, import, export; zhuli kwic."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pandas as pd
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flows.sources import CODEBOOK, code_texts, coding_tools, read_codebook, read_corpus, read_text
from flows.speech import pick, say
from pipeline.exchange import codebook_text, khcoder, liwc, quanteda, taguette, wordstat
from pipeline.files.run_folder import write_text
from pipeline.model import expressions
from pipeline.model.both import Both
from pipeline.model.codebook import LEVELS, Code, Codebook, Pattern
from pipeline.model.errors import CodebookError, OutputError
from pipeline.model.frames import values
from pipeline.model.patterns import PatternError
from pipeline.model.settings import Settings
from pipeline.stages import coding
from pipeline.stages.concord import Line, concord
from pipeline.stages.examine import Finding, examine, too_often

FORMATS: dict[str, ModuleType] = {
    "liwc": liwc,
    "khcoder": khcoder,
    "quanteda": quanteda,
    "wordstat": wordstat,
    "taguette": taguette,
}
REMARKS = 1  # exit code when there are remarks: scripts can ask for it
TRIED = "tried"


def check(file: Path, corpus: Path | None) -> None:
    """Print what in a codebook cannot work, adds nothing or, in a corpus, fires too often; exit code 1 when there is something.

    Raises
    ------
    CodebookError
        When it cannot be read.
    """
    book = read_codebook(file)
    found = examine(book, code_texts)
    if corpus is not None:
        inputs = read_corpus(corpus, Settings())
        found += too_often(book, coding.code(inputs, book, coding_tools()), len(inputs.segments))
    for finding in found:
        print(_said(file, finding))
    patterns = sum(len(code.patterns) for code in book.codes)
    print(
        say(
            f"{len(book.codes)} 个编码，{patterns} 条模式，版本 {book.version}，指纹 {book.fingerprint()[:12]}：",
            f"{len(book.codes)} codes, {patterns} patterns, version {book.version}, fingerprint {book.fingerprint()[:12]}: ",
        )
        + (say(f"{len(found)} 条提醒。", f"{len(found)} remarks.") if found else say("没有发现问题。", "no remarks."))
    )
    if found:
        sys.exit(REMARKS)


def _said(file: Path, finding: Finding) -> str:
    line, column = finding.place
    code = say(f"编码 {finding.code_id!r}：", f"code {finding.code_id!r}: ")
    return f"{file}:{line}:{column}: {code}{pick(finding.said)}{say('。', '.')}"


def try_pattern(pattern: str, corpus: Path, codebook: Path | None, most: int) -> None:
    """Print the passages of a corpus that a pattern means, in context; sets and cues are those of the codebook.

    Raises
    ------
    CodebookError
        When the pattern cannot be read, or names a set or code that the codebook does not have.
    CorpusError
        When the corpus cannot be read.
    """
    book = _of_one_pattern(pattern, read_codebook(codebook or CODEBOOK))
    inputs = read_corpus(corpus, Settings())
    found = coding.code(inputs, book, coding_tools())
    found = found[found["code_id"] == TRIED].reset_index(drop=True)
    lines = concord(found, inputs.segments, inputs.documents)
    _print_lines(lines[:most], with_code=False)
    segments = len(set(values(found, "segment_id")))
    taken = sum(line.status == "negated" for line in lines)
    documents = len(set(values(found, "document_id")))
    share = segments / max(1, len(inputs.segments))
    print(
        say(
            f"{len(lines)} 处（其中 {taken} 处被否定等收回），{documents} 份文档，{segments} 段（{share:.1%}）。",
            f"{len(lines)} passages ({taken} taken back by a cue) in {documents} documents, {segments} segments ({share:.1%}).",
        )
        + (
            say(f"只列出前 {most} 处，--most 可多列。", f" The first {most} are listed; see --most.")
            if len(lines) > most
            else ""
        )
    )


def _of_one_pattern(pattern: str, book: Codebook) -> Codebook:
    try:
        expression = expressions.read(pattern)
    except PatternError as error:
        place = error.position + 1
        raise CodebookError(
            f"The pattern {pattern!r}, character {place}: {error.en}.",
            f"模式 {pattern!r} 第 {place} 个字符：{error.zh}。",
        ) from error
    missing = [name for name in expressions.sets_of(expression) if name not in book.sets]
    missing += [name for name in expressions.references_of(expression) if name not in {code.id for code in book.codes}]
    if missing:
        raise CodebookError(
            f"The pattern {pattern!r}: the codebook has no set or code {missing[0]!r}; name one that it has, or another --codebook.",
            f"模式 {pattern!r}：编码本里没有 {missing[0]!r} 这个词组或编码，请换一个，或用 --codebook 指定编码本。",
        )
    nothing = Both("", "")
    made = Code(
        TRIED,
        LEVELS[0],
        nothing,
        nothing,
        nothing,
        nothing,
        {},
        (Pattern(pattern, expression),),
        reacts_to=tuple(book.cues),
    )
    others = tuple(code for code in book.codes if code.id != TRIED) if expressions.references_of(expression) else ()
    return replace(book, codes=(*others, made))


def compare(first: Path, second: Path, corpus: Path, most: int) -> None:
    """Print which codings of a corpus come and go between two codebooks.

    Raises
    ------
    CodebookError
        When one of them cannot be read.
    CorpusError
        When the corpus cannot be read.
    """
    books = [read_codebook(path) for path in (first, second)]
    inputs = read_corpus(corpus, Settings())
    tables = [coding.code(inputs, book, coding_tools()) for book in books]
    gone, come = _only_in(tables[0], tables[1]), _only_in(tables[1], tables[0])
    for sign, table in (("-", gone), ("+", come)):
        _print_lines(concord(table, inputs.segments, inputs.documents)[:most], with_code=True, sign=sign)
    lost, won = (Counter(values(table, "code_id")) for table in (gone, come))
    for code_id in sorted(lost | won):
        print(f"{code_id:28} -{lost[code_id]} +{won[code_id]}")
    same = len(tables[1]) - len(come)
    print(
        say(
            f"共：少了 {len(gone)} 处，多了 {len(come)} 处，{same} 处不变。",
            f"In all: {len(gone)} gone, {len(come)} new, {same} the same.",
        )
    )


def _only_in(table: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return the codings (passage, code, status) of one table that the other does not have; the rule may differ."""
    there = set(zip(values(other, "coding_id"), values(other, "status"), strict=True))
    here = zip(values(table, "coding_id"), values(table, "status"), strict=True)
    return table[[key not in there for key in here]].reset_index(drop=True)


def convert_from(file: Path, kind: str, level: str, out: Path) -> None:
    """Write another program's dictionary as a codebook, and list what could not be carried over.

    Raises
    ------
    CodebookError
        When it cannot be read.
    OutputError
        When the output exists or cannot be written.
    """
    found = FORMATS[kind].read(read_text(file, CodebookError), str(file))
    _write_new(out, codebook_text.from_dictionary(found, level))
    for dropped in found.dropped:
        print(f"{file}:{dropped.line}: {dropped.said!r}: {pick(dropped.reason)}")
    print(
        say(
            f"已写入 {out}：{len(found.entries)} 个编码；{len(found.dropped)} 行未能带入（见上）。下一步：zhuli codebook check {out}",
            f"{out} is written: {len(found.entries)} codes; {len(found.dropped)} lines could not be carried over (listed above). "
            f"Next: zhuli codebook check {out}",
        )
    )


def convert_to(file: Path, kind: str, out: Path) -> None:
    """Write a codebook in another program's format, and list what that cannot hold.

    Raises
    ------
    CodebookError
        When the codebook cannot be read.
    OutputError
        When the output exists or cannot be written.
    """
    made = FORMATS[kind].write(read_codebook(file))
    _write_new(out, made.text)
    for omitted in made.dropped:
        print(f"{omitted.code}: {omitted.said!r}: {pick(omitted.reason)}")
    print(
        say(
            f"已写入 {out}；{len(made.dropped)} 项该格式装不下（见上）。",
            f"{out} is written; {len(made.dropped)} things cannot be held by that format (listed above).",
        )
    )


def _write_new(out: Path, text: str) -> None:
    if out.exists():
        raise OutputError(
            f"{str(out)!r} exists already and is left as it is; name another file.",
            f"{str(out)!r} 已存在，未作改动；请换一个文件名。",
        )
    try:
        write_text(out, text)
    except OSError as error:
        raise OutputError(
            f"{str(out)!r} cannot be written ({error.strerror}); name another file.",
            f"{str(out)!r} 无法写入（{error.strerror}），请换一个。",
        ) from error


def _print_lines(lines: Sequence[Line], *, with_code: bool, sign: str = "") -> None:
    """Print passages under each other, the keyword in the middle of the terminal."""
    console = Console(highlight=False, soft_wrap=True)
    side = max(16, (console.width - 24) // 2)
    for line in lines:
        before, after = _fitting(line.before[::-1], side)[::-1], _fitting(line.after, side)
        style = "dim underline" if line.status == "negated" else "bold red"
        shown = Text(sign + " " * bool(sign) + " " * (side - cell_len(before)) + before, style="")
        shown.append(line.passage, style=style).append(after)
        where = f"  [{line.path} {line.segment_index}]" + (f" {line.code_id}" if with_code else "")
        console.print(shown.append(where, style="dim"))


def _fitting(text: str, cells: int) -> str:
    """Cut a text to what fits into so many cells; a Chinese character takes two."""
    kept, width = "", 0
    for character in text:
        width += cell_len(character)
        if width > cells:
            break
        kept += character
    return kept
