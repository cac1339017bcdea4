"""zhuli check: code a few notes without Prefect, topics or a run folder."""

import gc
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from flows.sources import CODEBOOK, coding_tools, inputs_of, read_codebook
from flows.speech import pick, say
from pipeline.files.workers import Readers
from pipeline.model.both import Both
from pipeline.model.codebook import LEVELS, Code, Codebook
from pipeline.model.errors import CorpusError
from pipeline.model.frames import rows
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Settings
from pipeline.stages import coding, ingest

STYLES = {"risk": "bold white on red", "outcome": "black on green"}
OTHER_STYLE = "black on cyan"
NEGATED_STYLE = "dim underline"
ORDER = ("risk", *(level for level in LEVELS if level != "risk"))
NAMES = {
    "risk": Both("实务问题", "practice problems"),
    "individual": Both("个人层面", "individual"),
    "interpersonal": Both("人际层面", "interpersonal"),
    "social participation": Both("社会参与层面", "social participation"),
    "outcome": Both("成效", "outcomes"),
}

Row = dict[str, Any]


def check_files(files: Sequence[Path], codebook: Path | None, *, as_json: bool) -> None:
    """Print what the codes find in a few notes, practice problems first.

    Raises
    ------
    CorpusError
        When none of the files can be read.
    CodebookError
        When the codebook cannot.
    """
    gc.disable()  # a short life: collecting costs more than it frees
    settings = Settings()
    with Readers(settings.ingest) as readers:
        read = readers.read(Path(), list(map(str, files)))  # goes on beside the codebook
        book = read_codebook(codebook or CODEBOOK)
        raws = [raw for documents in read for raw in documents]
        readers.stop()  # its processes end beside the rest
        found = _found(raws, book, settings)
    if not any(document["status"] == "ok" for document in found):
        first = found[0]
        raise CorpusError(f"{first['path']!r}: {first['problem']}.", f"{first['path']!r}：{first['problem_zh']}。")
    if as_json:
        print(
            json.dumps(
                {"codebook": {"version": book.version, "sha256": book.fingerprint()}, "documents": found},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        _print(found, book)


def _found(raws: Sequence[RawDocument], book: Codebook, settings: Settings) -> list[Row]:
    """Code documents; returns each with its segments and codings."""
    inputs = inputs_of(*ingest.ingest(raws, {}), settings)
    codings = coding.code(inputs, book, coding_tools())
    return _gather(rows(inputs.documents), rows(inputs.segments), rows(codings), book)


def _gather(documents: list[Row], segments: list[Row], codings: list[Row], book: Codebook) -> list[Row]:
    """Put segments and codings under their documents; codings by level, risk first, then in the order of the text."""
    codes = {code.id: code for code in book.codes}
    places = {segment["segment_id"]: segment for segment in segments}
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in segments:
        parts[row["document_id"]].append(row)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in codings:
        segment_row, code = places[row["segment_id"]], codes[row["code_id"]]
        names = ("code_id", "status", "quote", "start_char", "end_char", "rule", "cue", "cue_start", "cue_end")
        extra = {
            "level": code.level,
            "name_zh": code.name.zh,
            "name_en": code.name.en,
            "segment_index": segment_row["segment_index"],
            "speaker": segment_row["speaker"],
        }
        found[row["document_id"]].append({name: row[name] for name in names} | extra)
    for listed in found.values():
        listed.sort(key=lambda row: (ORDER.index(row["level"]), row["start_char"], row["code_id"]))
    kept = (
        "path",
        "title",
        "kind",
        "organisation",
        "stage",
        "date",
        "language",
        "author",
        "status",
        "problem",
        "problem_zh",
    )
    shown = ("segment_index", "speaker", "start_char", "end_char", "text")
    return [
        {name: document[name] for name in kept}
        | {
            "codings": found[document["document_id"]],
            "segments": [{name: row[name] for name in shown} for row in parts[document["document_id"]]],
        }
        for document in documents
    ]


def _print(found: list[Row], book: Codebook) -> None:
    console = Console(highlight=False)
    codes = {code.id: code for code in book.codes}
    for document in found:
        about = [
            document["date"],
            document["organisation"],
            document["path"] if document["title"] != document["path"] else None,
        ]
        console.rule(Text(" · ".join(filter(None, (document["title"], *about))), style="bold"))
        if document["status"] != "ok":
            console.print(
                Text(
                    say("未采用：", "set aside: ") + (say(document["problem_zh"] or "", document["problem"] or "")),
                    style="yellow",
                )
            )
            continue
        if document["problem"]:
            doubt = say("请留意：", "note: ") + say(document["problem_zh"], document["problem"])
            console.print(Text(doubt, style="yellow"))
        _print_summary(console, document, codes)
        _print_text(console, document, codes)


def _print_summary(console: Console, document: Row, codes: dict[str, Code]) -> None:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in document["codings"]:
        if row["status"] == "asserted":
            counts[row["level"]][row["code_id"]] += 1
    for level in ORDER:
        if counts[level]:
            listed = say("、", ", ").join(f"{pick(codes[code].name)} ×{count}" for code, count in counts[level].items())
            console.print(
                Text(f"{pick(NAMES[level])}{say('：', ': ')}", style="bold").append(
                    listed, style="bold red" if level == "risk" else ""
                )
            )
        elif level == "risk":
            console.print(Text(say("没有发现实务问题。", "No practice problem found."), style="green"))
    negated = sum(row["status"] == "negated" for row in document["codings"])
    if negated:
        console.print(
            Text(
                say(
                    f"另有 {negated} 处提到但被否定、已解决或只是设想（下划线），不计入。",
                    f"{negated} more passages are negated, resolved or hypothetical (underlined) and do not count.",
                ),
                style="dim",
            )
        )
    console.print()


def _print_text(console: Console, document: Row, codes: dict[str, Code]) -> None:
    for part in document["segments"]:
        inside = [row for row in document["codings"] if part["start_char"] <= row["start_char"] < part["end_char"]]
        if not inside:
            continue
        line = Text(part["text"])
        labels = []
        for row in reversed(inside):  # the risk codes come first in the list, so they are painted last, on top
            style = NEGATED_STYLE if row["status"] == "negated" else STYLES.get(row["level"], OTHER_STYLE)
            line.stylize(style, row["start_char"] - part["start_char"], row["end_char"] - part["start_char"])
            name = pick(codes[row["code_id"]].name)
            labels.append(f"({name})" if row["status"] == "negated" else name)
        head = f"{part['segment_index']:>3} " + (f"{part['speaker']}{say('：', ': ')}" if part["speaker"] else "")
        console.print(Text(head, style="dim").append_text(line), soft_wrap=True)
        console.print(Text("    → " + " · ".join(dict.fromkeys(reversed(labels))), style="italic"))
