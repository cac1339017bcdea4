"""JSON and JSON lines: notes, and conversations as data sets and speech recognisers write them."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.files.readers.plain.mojibake import doubts_of
from pipeline.files.readers.plain.text import decode, normalise
from pipeline.files.readers.speech import conversation
from pipeline.files.readers.tables import table
from pipeline.files.readers.tables.sheet import Sheet
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.metadata import TEXT_LABELS, clean_label, column_of, is_metadata
from pipeline.model.raw import RawDocument, Turn
from pipeline.model.scripts import CHINESE
from pipeline.model.settings import Ingest

_NO_RECORD = Both(
    "这一条不是可读的 JSON 记录，需要有 text 或 turns", "this is no readable JSON record with a 'text' or 'turns'"
)
_NO_LINE = Both(
    "这一行不是可读的 JSON 记录，需要有 text 或 turns",
    "this line is no readable JSON record with a 'text' or 'turns'",
)
_PROSE = re.compile(rf"[{CHINESE}]{{12}}|\S+(?:\s+\S+){{5}}")
LONGEST_ROW = 60  # characters of a key that names a document


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the documents of a JSON file: one conversation or note, a list of them, or an object of id to record.

    A record that is not understood yields a document with its problem.

    Raises
    ------
    DocumentError
        When the file is no JSON, holds neither text nor turns, or too many records.
    """
    text, encoding = decode(data)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _are_lines(text):
            yield from read_lines(data, name, limits)
            return
        raise DocumentError(
            "not valid JSON, or nested too deeply; export it again", "不是有效的 JSON，或嵌套过深，请重新导出"
        ) from error
    records = _records(value)
    _refuse_many(len(records), limits, Both("条", "records"))
    raws = []
    for row, record in records:
        digest = _digest(json.dumps(record, ensure_ascii=False)) if row else ""
        raws.append(_document(record, _NO_RECORD, RawDocument(file=name, row=row, sha256=digest, encoding=encoding)))
    if all(raw.problem for raw in raws):
        listed = _as_table(records, name, limits)
        if listed:
            yield from _doubted([replace(raw, encoding=encoding) for raw in listed], text, encoding)
            return
        raise DocumentError(
            "no text in this JSON; it needs a list of turns with 'speaker' and 'text', or records with a 'text'",
            "这份 JSON 里没有找到文字，需要有对话列表（speaker 和 text），或带 text 的记录",
        )
    yield from _doubted(raws, text, encoding)


def read_lines(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield a document per line: its text, or its turns as [speaker, text] or {"speaker": ..., "text": ...}.

    A line that is not understood yields a document with its problem.

    Raises
    ------
    DocumentError
        When the file is no text, or has too many lines.
    """
    text, encoding = decode(data)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    _refuse_many(len(lines), limits, Both("行", "lines"))
    raws, records = [], []
    for number, line in lines:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        raw = RawDocument(file=name, row=str(number), sha256=_digest(line), encoding=encoding)
        raws.append(_document(record, _NO_LINE, raw))
        records.append((str(number), record))
    if all(raw.problem for raw in raws):
        raws = [replace(raw, encoding=encoding) for raw in _as_table(records, name, limits)] or raws
    yield from _doubted(raws, text, encoding)


def _as_table(records: Sequence[tuple[str, Any]], name: str, limits: Ingest) -> list[RawDocument]:
    """Read records without a text under a known key as the rows of a table, whose columns tell which of them holds prose; none when they are no such rows."""
    if not all(row.isdecimal() and isinstance(record, dict) for row, record in records):
        return []
    flat = [
        (int(row), {key: str(value) for key, value in record.items() if isinstance(value, str | int | float)})
        for row, record in records
    ]
    labels = list(dict.fromkeys(key for _, record in flat for key in record))
    rows = [(0, labels), *((row, [record.get(label, "") for label in labels]) for row, record in flat)]
    rows = [(row, cells) for row, cells in rows if any(map(str.strip, cells))]
    try:
        return list(table.documents(Sheet("", rows), name, limits))
    except DocumentError:
        return []


def _doubted(raws: list[RawDocument], text: str, encoding: str) -> Iterator[RawDocument]:
    """Say of the first document what is to be thought of the whole file."""
    for number, raw in enumerate(raws):
        yield raw if number else replace(raw, doubts=(*raw.doubts, *doubts_of(text, encoding)))


def _refuse_many(count: int, limits: Ingest, unit: Both) -> None:
    if count > limits.max_rows:
        raise DocumentError(
            f"{count} {unit.en} are over the limit of {limits.max_rows}; raise [ingest] max_rows or split it",
            f"共 {count} {unit.zh}，超过上限 {limits.max_rows}；可调大 [ingest] max_rows 或拆分",
        )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _are_lines(text: str) -> bool:
    """Tell whether a file that is no JSON as a whole is JSON lines under another name."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _records(value: Any) -> list[tuple[str, Any]]:
    """Return the records of a file, each with the row that names it; one without a row is the whole file."""
    if isinstance(value, list):
        whole = None if any(map(_is_record, value)) else conversation.spoken(value, strict=True)
        return [("", value)] if whole else [(str(number), record) for number, record in enumerate(value, 1)]
    if not isinstance(value, dict) or conversation.here(value) or _text_key(value):
        return [("", value)]
    named = sum(isinstance(inner, dict | list) and _understood(inner) for inner in value.values()) > 1
    if not named and _understood(value):
        return [("", value)]
    for key, inner in value.items():
        if conversation.plain_key(key) in conversation.RECORDS and isinstance(inner, list):
            return [(str(number), record) for number, record in enumerate(inner, 1)]
    return [(" ".join(key.split())[:LONGEST_ROW] or "-", record) for key, record in value.items()]


def _is_record(item: Any) -> bool:
    """Tell whether an item of a list is a document of its own: it has metadata or a conversation of its own."""
    return isinstance(item, dict) and (
        any(column_of(key) in ("title", "date", "organisation", "kind") for key in item)
        or conversation.find(item) is not None
    )


def _understood(record: Any) -> bool:
    return _note(record) is not None


def _document(record: Any, problem: Both, raw: RawDocument) -> RawDocument:
    note = _note(record)
    if note is None:
        return RawDocument(file=raw.file, row=raw.row, sha256=raw.sha256, problem=problem)
    text, turns, key = note
    fields, doubts = (_fields(record), _left_out(record, key)) if isinstance(record, dict) else ({}, ())
    return RawDocument(
        file=raw.file,
        row=raw.row,
        sha256=raw.sha256,
        encoding=raw.encoding,
        text=text,
        turns=turns,
        fields=fields,
        doubts=doubts,
    )


def _note(record: Any) -> tuple[str, tuple[Turn, ...], str] | None:
    """Return a record's text or turns, and the key they stand under; None when it has neither."""
    if isinstance(record, list):
        turns = conversation.spoken(record, strict=True)
        return ("", turns, "") if turns else None
    if not isinstance(record, dict):
        return None
    found = conversation.find(record)
    if found:
        return "", found[1], found[0]
    key = _text_key(record)
    return (normalise(record[key]), (), key) if key else None


def _text_key(record: Mapping[str, Any]) -> str:
    """Return the key of a record's text, '' when it has none."""
    return next(
        (key for key, value in record.items() if clean_label(key) in TEXT_LABELS and isinstance(value, str)), ""
    )


def _fields(record: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: str(value)
        for key, value in record.items()
        if isinstance(value, str | int | float)
        and is_metadata(key)
        and clean_label(key) not in TEXT_LABELS
        # a recogniser's setting; the language of a document is measured
        and not (column_of(key) == "language" and "segments" in record)
    }


def _left_out(record: Mapping[str, Any], key: str) -> tuple[Both, ...]:
    """Name the entries beside the text that hold prose too."""
    names = [
        name
        for name, value in record.items()
        if name != key
        and not is_metadata(name)
        and clean_label(name) not in TEXT_LABELS
        and conversation.plain_key(name) not in ("words", "wordsegments", *conversation.TURNS, *conversation.COARSE)
        and _holds_prose(value, 4)
    ]
    if not names:
        return ()
    listed = [name[:LONGEST_ROW] for name in names[:5]]
    return (
        Both(
            f"对话以外的内容没有读入：{'、'.join(listed)}",
            f"what stands beside the text was left out: {', '.join(listed)}",
        ),
    )


def _holds_prose(value: Any, depth: int) -> bool:
    if isinstance(value, str):
        return _PROSE.search(value[:1000]) is not None
    inner = value[:50] if isinstance(value, list) else list(value.values())[:50] if isinstance(value, dict) else []
    return depth > 0 and any(_holds_prose(item, depth - 1) for item in inner)
