"""Ingest: raw documents in, the documents table and their frozen texts out."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

import pandas as pd

from pipeline.model import metadata
from pipeline.model.both import Both
from pipeline.model.frames import from_rows, rows, values
from pipeline.model.raw import RawDocument
from pipeline.model.scripts import CHINESE
from pipeline.stages.ingest.freeze import clean, freeze, with_turns

_CHINESE = re.compile(f"[{CHINESE}]+")
_ENGLISH = re.compile(r"[A-Za-z]+")
Twins = Callable[[Sequence[str]], Sequence[tuple[int, float] | None]]
SHORT = 60  # characters that two people may well write alike
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
        the text of an earlier one is a 'duplicate' (short rows of tables are not: see `_sameness`). A name in `overrides` that fits no document becomes a failed row.
    """
    made, texts = [], []
    seen: dict[bytes, str] = {}
    used: set[str] = set()
    for raw in raws:
        given = _override(raw, overrides, used)
        row, text = _document(raw, given)
        if row["status"] == "ok":
            twin = seen.setdefault(_sameness(raw, str(text["text"])), str(row["path"]))
            if twin != row["path"]:
                row |= {"status": "duplicate"} | _problem([Both(f"与 {twin} 内容相同", f"same text as {twin}")])
            else:
                texts.append(text)
        made.append(row)
    for name in sorted(overrides.keys() - used):
        made.append(
            _failed(name, Both("metadata.csv 里写了它，但文件夹里没有", "named in metadata.csv, but not in the folder"))
        )
    return from_rows("documents", made), from_rows("texts", texts)


def _sameness(raw: RawDocument, text: str) -> bytes:
    """Return what two documents have in common that are the same one.

    Two people who answer a questionnaire with the same few words are two people: short rows of tables are the same only in the same row.
    """
    row = raw.row if len(text) < SHORT else ""
    return hashlib.sha256(f"{text.strip()}\0{row}".encode()).digest()


def mark_twins(documents: pd.DataFrame, texts: pd.DataFrame, twins: Twins) -> pd.DataFrame:
    """Say of every document that is nearly the same as an earlier one which that is: a note saved again with two words changed.

    Parameters
    ----------
    documents, texts : pandas.DataFrame
        The tables, as `ingest` makes them.
    twins : callable
        List of texts to, for each, the place of an earlier one that is nearly the same and how much of it, 0 to 1; or None.

    Returns
    -------
    pandas.DataFrame
        The documents with `twin` and its mention in `problem`; both stay in the corpus, for only a person can tell which one counts.
    """
    ids = values(texts, "document_id")
    bodies = [text[start:] for text, start in zip(values(texts, "text"), values(texts, "body_start"), strict=True)]
    found = {ids[place]: (ids[twin[0]], twin[1]) for place, twin in enumerate(twins(bodies)) if twin}
    if not found:
        return documents
    made = rows(documents)
    paths = {row["document_id"]: row["path"] for row in made}
    for row in made:
        if row["document_id"] in found:
            twin, share = found[row["document_id"]]
            said = Both(
                f"与 {paths[twin]} 大部分相同（{share:.0%}），两份都计入；如是同一份的修改稿，请只留一份",
                f"mostly the same as {paths[twin]} ({share:.0%}), both are counted; if one is a later version, keep only that",
            )
            already = [Both(row["problem_zh"], row["problem"])] if row["problem"] else []
            row |= {"twin": twin} | _problem([*already, said])
    return from_rows("documents", made)


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


def _document(raw: RawDocument, given: Mapping[str, str]) -> tuple[dict[str, object], dict[str, object]]:
    """Return a document's row, and its row of the texts when it holds any."""
    path = clean(raw.path)[0]
    if raw.problem:
        return _failed(path, raw.problem, sha256=raw.sha256), {}
    frozen = freeze(raw)
    if not frozen.text[frozen.body_start :].strip():
        empty = (
            Both("只有信息栏，没有正文", "it holds a header but no text")
            if frozen.fields
            else Both("里面没有文字", "there is no text in it")
        )
        return _failed(path, empty, sha256=raw.sha256), {}
    columns, not_understood = _columns([given, frozen.fields])
    file = PurePosixPath(clean(raw.file)[0])
    folders = [metadata.kind_of_folder(part) for part in reversed(file.parent.parts)]
    columns["kind"] = columns.get("kind") or next((kind for kind in folders if kind), None)
    frozen = with_turns(frozen, spoken=columns["kind"] in ("salon", "interview"))
    columns["language"] = columns.get("language") or language_of(frozen.text[frozen.body_start :])
    columns["title"] = columns.get("title") or file.stem + path[len(str(file)) :]
    row = columns | {
        "document_id": document_id(path),
        "path": path,
        "sha256": raw.sha256,
        "characters": len(frozen.text),
        "status": "ok",
        "encoding": raw.encoding or None,
        "cleaned": frozen.cleaned,
    }
    text = {"document_id": row["document_id"], "text": frozen.text, "body_start": frozen.body_start, **frozen.columns}
    return row | _problem([*raw.doubts, *_left_empty(not_understood)]), text


def _left_empty(columns: Sequence[str]) -> list[Both]:
    if not columns:
        return []
    listed = ", ".join(columns)
    said = Both(
        f"没看懂的信息：{listed}（已留空，可在 metadata.csv 里改正）",
        f"not understood and left empty: {listed}; correct it in metadata.csv",
    )
    return [said]


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


def _problem(problems: Sequence[Both]) -> dict[str, object]:
    if not problems:
        return {}
    return {"problem": "; ".join(each.en for each in problems), "problem_zh": "；".join(each.zh for each in problems)}


def _failed(path: str, problem: Both, *, sha256: str = "") -> dict[str, object]:
    return {
        "document_id": document_id(path),
        "path": path,
        "title": PurePosixPath(path).stem,
        "sha256": sha256 or None,
        "characters": 0,
        "cleaned": 0,
        "status": "failed",
    } | _problem([problem])
