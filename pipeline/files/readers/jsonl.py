"""JSON lines: a note or a dialogue per line."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.files.readers.text import decode, normalise
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.metadata import TEXT_LABELS, clean_label, is_metadata
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

TURNS = ("turns", "dialogue", "dialog", "messages", "utterances", "conversation", "conversations")
SPEAKERS = ("speaker", "role", "name", "from", "who")
SPEECHES = ("text", "content", "value", "utterance", "message")


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield a document per line: its text, or its turns as [speaker, text] or {"speaker": ..., "text": ...}.

    A line that is not understood yields a document with its problem.

    Raises
    ------
    DocumentError
        When the file is no text, or has too many lines.
    """
    text, encoding = decode(data)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > limits.max_rows:
        raise DocumentError(
            f"{len(lines)} lines are over the limit of {limits.max_rows}; raise [ingest] max_rows or split it",
            f"共 {len(lines)} 行，超过上限 {limits.max_rows}；可调大 [ingest] max_rows 或拆分",
        )
    for number, line in lines:
        digest = hashlib.sha256(line.encode("utf-8", "replace")).hexdigest()
        try:
            body, fields = _note(json.loads(line))
        except (ValueError, RecursionError):
            problem = Both(
                "这一行不是可读的 JSON 记录，需要有 text 或 turns",
                "this line is no readable JSON record with a 'text' or 'turns'",
            )
            yield RawDocument(file=name, row=str(number), sha256=digest, problem=problem)
            continue
        yield RawDocument(file=name, row=str(number), text=body, fields=fields, sha256=digest, encoding=encoding)


def _note(record: Any) -> tuple[str, dict[str, str]]:
    """Return text and metadata of a record; raises ValueError when it has neither text nor turns."""
    if not isinstance(record, dict):
        raise ValueError("no object")
    fields = {
        str(key): str(value)
        for key, value in record.items()
        if isinstance(value, str | int | float) and is_metadata(str(key)) and clean_label(str(key)) not in TEXT_LABELS
    }
    for key in TURNS:
        if isinstance(record.get(key), list):
            return "\n".join(_turn(turn) for turn in record[key]), fields
    for key, value in record.items():
        if clean_label(str(key)) in TEXT_LABELS and isinstance(value, str):
            return normalise(value), fields
    raise ValueError("no text")


def _turn(turn: Any) -> str:
    if isinstance(turn, str):
        return _line(turn)
    if isinstance(turn, list) and len(turn) == 2 and all(isinstance(part, str) for part in turn):
        return f"{turn[0]}：{_line(turn[1])}"
    if isinstance(turn, Mapping):
        speaker = next((turn[key] for key in SPEAKERS if isinstance(turn.get(key), str)), "")
        speech = next((turn[key] for key in SPEECHES if isinstance(turn.get(key), str)), None)
        if speech is not None:
            return f"{speaker}：{_line(speech)}" if speaker else _line(speech)
    raise ValueError("no turn")


def _line(text: str) -> str:
    return re.sub(r"\s*[\r\n]+\s*", " ", text).strip()
