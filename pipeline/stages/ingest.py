"""Ingest: raw documents in, the documents table and their frozen texts out."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import pandas as pd

from pipeline.model import metadata
from pipeline.model.both import Both
from pipeline.model.frames import from_rows
from pipeline.model.raw import RawDocument
from pipeline.model.scripts import CHINESE

_LINE = re.compile(r"(?P<label>[^:：\n]{1,30}?)\s*[:：]\s*(?P<value>.*)")
_CHINESE = re.compile(f"[{CHINESE}]+")
_ENGLISH = re.compile(r"[A-Za-z]+")
CHARACTERS_PER_WORD = 1.6  # mean length of a Chinese word in running text, so that both languages count in words


def ingest(
    raws: Sequence[RawDocument], overrides: Mapping[str, Mapping[str, str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Turn what the readers found into documents with frozen text and metadata.

    Parameters
    ----------
    raws : sequence of RawDocument
        In the order in which they are to stand.
    overrides : mapping
        Path or bare file name to label and value, from a metadata.csv; these win over what a document says itself.

    Returns
    -------
    documents, texts : pandas.DataFrame
        Every raw document has a row in `documents`; those with status 'ok' have one in `texts`. A document with
        the text of an earlier one is a 'duplicate'. A name in `overrides` that fits no document becomes a failed row.
    """
    rows, texts = [], []
    seen: dict[bytes, str] = {}
    used: set[str] = set()
    for raw in raws:
        given = _override(raw, overrides, used)
        row, text, body_start = _document(raw, given)
        if row["status"] == "ok":
            twin = seen.setdefault(hashlib.sha256(text.strip().encode()).digest(), str(row["path"]))
            if twin != row["path"]:
                row |= {"status": "duplicate"} | _problem(Both(f"与 {twin} 内容相同", f"same text as {twin}"))
            else:
                texts.append({"document_id": row["document_id"], "text": text, "body_start": body_start})
        rows.append(row)
    for name in sorted(overrides.keys() - used):
        rows.append(
            _failed(name, Both("metadata.csv 里写了它，但文件夹里没有", "named in metadata.csv, but not in the folder"))
        )
    return from_rows("documents", rows), from_rows("texts", texts)


def document_id(path: str) -> str:
    """Return the id of the document at a path: the same in every run, on every machine."""
    return "d" + hashlib.sha256(unicodedata.normalize("NFC", path).encode("utf-8", "replace")).hexdigest()[:11]


def language_of(text: str) -> str | None:
    """Tell the language of a text by its share of English words.

    Returns
    -------
    str or None
        'zh' below a tenth, 'en' above nine tenths, 'mixed' between; None without any letter.
    """
    # most texts are in one language, which a look at their letters tells without counting
    if text.isascii():
        return "en" if _ENGLISH.search(text) else None
    if not text.encode("ascii", "ignore").lower().islower():
        return "zh" if _CHINESE.search(text) else None
    if not _CHINESE.search(text):
        return "en"
    chinese = sum(map(len, _CHINESE.findall(text))) / CHARACTERS_PER_WORD
    english = len(_ENGLISH.findall(text))
    share = english / (english + chinese)
    return "zh" if share < 0.1 else "en" if share > 0.9 else "mixed"


def header_block(text: str) -> tuple[dict[str, str], int]:
    """Read the header block of a text.

    Parameters
    ----------
    text : str
        A document's text.

    Returns
    -------
    fields : dict of str to str
        Labels as written to values; empty when the text opens without a header.
    body_start : int
        Code point where the body begins.

    Notes
    -----
    A header is lines between two `---`, or `label: value` lines ended by a blank line. Without a blank line it goes as far as the labels are
    known: a transcript's first turn is no metadata. A label that can be a speaker (督导, host) is metadata only beside another one, and only when it
    does not come back further down.
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() == "---":
        return _fence(lines, start + 1)
    fields: dict[str, str] = {}
    known = start
    for number in range(start, len(lines) + 1):
        match = _LINE.fullmatch(lines[number].strip()) if number < len(lines) else None
        label = match["label"].strip() if match else ""
        is_known = (
            bool(match) and metadata.is_metadata(label) and not (metadata.is_role(label) and _is_speaker(label, lines))
        )
        if match is None or not (is_known or fields):
            ended = number < len(lines) and not lines[number].strip()
            return _header(lines, fields, number + 1 if ended else known, whole=ended)
        fields.setdefault(label, match["value"].strip())
        known = number + 1 if is_known and known == number else known
    return {}, 0


def _header(lines: list[str], fields: dict[str, str], end: int, *, whole: bool) -> tuple[dict[str, str], int]:
    """Return the fields of the lines up to `end`, unless only speakers' labels stand there."""
    kept = fields if whole else dict(list(fields.items())[: sum(bool(line.strip()) for line in lines[:end])])
    if not any(metadata.is_metadata(label) and not metadata.is_role(label) for label in kept):
        return {}, 0
    return kept, _offset(lines, end)


def _fence(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    for number in range(start, len(lines)):
        line = lines[number].rstrip()
        if line == "---":
            return (fields, _offset(lines, number + 1)) if fields else ({}, 0)
        match = _LINE.fullmatch(line)
        if match and not line.startswith((" ", "\t", "-", "#")):
            fields.setdefault(match["label"].strip(), match["value"].strip().strip("\"'"))
    return {}, 0


def _is_speaker(label: str, lines: list[str]) -> bool:
    """Tell whether a label opens more than one line."""
    return [_label(line) for line in lines if line.lstrip().startswith(label)].count(label) > 1


def _label(line: str) -> str:
    match = _LINE.fullmatch(line.strip())
    return match["label"].strip() if match else ""


def _document(raw: RawDocument, given: Mapping[str, str]) -> tuple[dict[str, object], str, int]:
    path = _whole(raw.path)
    if raw.problem:
        return _failed(path, raw.problem, sha256=raw.sha256), "", 0
    found, body_start, text = dict(raw.fields), 0, _whole(raw.text)
    if found:
        head = _whole("".join(f"{label}：{' '.join(value.split())}\n" for label, value in found.items()) + "\n")
        text, body_start = head + text, len(head)
    else:
        found, body_start = header_block(text)
    if not text[body_start:].strip():
        empty = (
            Both("只有信息栏，没有正文", "it holds a header but no text")
            if found
            else Both("里面没有文字", "there is no text in it")
        )
        return _failed(path, empty, sha256=raw.sha256), "", 0
    columns, doubts = _columns([given, found])
    file = PurePosixPath(_whole(raw.file))
    folders = [metadata.kind_of_folder(part) for part in reversed(file.parent.parts)]
    columns["kind"] = columns.get("kind") or next((kind for kind in folders if kind), None)
    columns["language"] = columns.get("language") or language_of(text[body_start:])
    columns["title"] = columns.get("title") or file.stem + path[len(str(file)) :]
    row = columns | {
        "document_id": document_id(path),
        "path": path,
        "sha256": raw.sha256,
        "characters": len(text),
        "status": "ok",
        "encoding": raw.encoding or None,
    }
    if doubts:
        listed = ", ".join(doubts)
        row |= _problem(
            Both(
                f"没看懂的信息：{listed}（已留空，可在 metadata.csv 里改正）",
                f"not understood and left empty: {listed}; correct it in metadata.csv",
            )
        )
    return row, text, body_start


def _columns(sources: Sequence[Mapping[str, str]]) -> tuple[dict[str, object], list[str]]:
    """Take each column's value from the first source that has it; say which values were not understood."""
    columns: dict[str, object] = {}
    doubts = []
    for source in sources:
        for label, value in source.items():
            column = metadata.column_of(label)
            if column is None or column in columns or not value.strip():
                continue
            understood = metadata.value_of(column, value)
            if understood is None:
                doubts.append(column)
            else:
                columns[column] = understood
    return columns, sorted(set(doubts) - columns.keys())


def _override(raw: RawDocument, overrides: Mapping[str, Mapping[str, str]], used: set[str]) -> Mapping[str, str]:
    for name in (raw.path, raw.file, raw.file.rpartition("/")[2]):
        if name in overrides:
            used.add(name)
            return overrides[name]
    return {}


def _whole(text: str) -> str:
    """Replace lone surrogates, which no table can hold, by U+FFFD, one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _problem(problem: Both) -> dict[str, object]:
    return {"problem": problem.en, "problem_zh": problem.zh}


def _failed(path: str, problem: Both, *, sha256: str = "") -> dict[str, object]:
    return {
        "document_id": document_id(path),
        "path": path,
        "title": PurePosixPath(path).stem,
        "sha256": sha256 or None,
        "characters": 0,
        "status": "failed",
    } | _problem(problem)


def _offset(lines: list[str], number: int) -> int:
    return min(sum(len(line) + 1 for line in lines[:number]), sum(len(line) + 1 for line in lines) - 1)
