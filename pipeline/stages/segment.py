"""Segment: texts in, paragraphs and turns of speech out."""

import re
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from pipeline.model import metadata
from pipeline.model.frames import check, from_rows, values

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
# in brackets, or with seconds: "9:30 分组讨论" is a programme, no time stamp
_TIME = rf"(?:[\[(（【](?P<time>{_CLOCK})(?:[.,]\d{{1,3}})?[\])）】]\s*|(?P<time2>\d{{1,2}}:\d{{2}}:\d{{2}})(?:[.,]\d{{1,3}})?\s+)?"
_NAME = r"(?P<bold>\*\*)?(?P<name>[^\s\-+•·:：。，,！？!?；;|/\\\"“”\[\]【】*#<>][^:：。，,！？!?；;|/\\\"“”\[\]\n*#<>]{0,39}?)"
_BESIDE = rf"(?:\s*[\[(（【](?P<time3>{_CLOCK})[\])）】])?"
_TURN = re.compile(
    rf"{_TIME}{_NAME}{_BESIDE}\s*(?:\*\*)?\s*[:：](?!//)(?(bold)(?:\*\*)?)\s*(?P<speech>\S.*)?", re.DOTALL
)
# 说话人1 00:00:12, with the speech on the lines below
_HEAD = re.compile(rf"{_NAME}\s+[\[(（【]?(?P<time>{_CLOCK})[\])）】]?")
_STAMP = re.compile(rf"{_TIME}(?P<rest>\S.*)", re.DOTALL)
_MARK = re.compile(r"(?:#{1,6}|[-*+•·>]|>+)\s+(?=\S)")
_ASIDE = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_LETTER = re.compile(r"[^\W\d_]")
_STOP_AT_END = re.compile(r"[。！？!?；;.…:：”\"'）)]$")


@dataclass(frozen=True)
class _Line:
    start: int
    end: int


def segment(texts: pd.DataFrame, documents: pd.DataFrame, language_of: Callable[[str], str | None]) -> pd.DataFrame:
    """Cut texts into segments.

    Parameters
    ----------
    texts : pandas.DataFrame
        Table `texts`.
    documents : pandas.DataFrame
        Table `documents`; the kind tells whether a text is sure to be speech.
    language_of : callable
        Text to 'zh', 'en', 'mixed' or None.

    Returns
    -------
    pandas.DataFrame
        Table `segments`: one row per paragraph of a note or turn of speech, in order. `text` is exactly
        `text[start_char:end_char]` of the document, without the speaker's label, time stamp and list mark.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    check("texts", texts)
    check("documents", documents)
    kinds = dict(zip(values(documents, "document_id"), values(documents, "kind"), strict=True))
    rows = []
    for document_id, text, body_start in zip(
        *(values(texts, name) for name in ("document_id", "text", "body_start")), strict=True
    ):
        spoken = kinds.get(document_id) in ("salon", "interview")
        for index, (start, end, speaker, time) in enumerate(_pieces(text, body_start, spoken=spoken), 1):
            piece = text[start:end]
            rows.append(
                {
                    "segment_id": f"{document_id}-{index:04}",
                    "document_id": document_id,
                    "segment_index": index,
                    "speaker": speaker,
                    "start_char": start,
                    "end_char": end,
                    "language": language_of(piece),
                    "text": piece,
                    "time": time,
                }
            )
    return from_rows("segments", rows)


_Piece = tuple[int, int, str | None, str | None]


def _pieces(text: str, body_start: int, *, spoken: bool) -> list[_Piece]:
    lines = _lines(text, body_start)
    speakers = _speakers([text[line.start : line.end] for line in lines], spoken=spoken)
    if not speakers and _is_hard_wrapped(text, lines):
        lines = _paragraphs(text, lines)
    pieces: list[_Piece] = []
    current: str | None = None
    since: str | None = None
    for line in lines:
        start, speaker, time = _opening(text[line.start : line.end], speakers)
        current, since = speaker or current, time or since
        start += line.start
        aside = _ASIDE.fullmatch(text, start, line.end) is not None
        if start < line.end:
            pieces.append((start, line.end, None if aside and not speaker else current, since))
            since = None
    return pieces


def _lines(text: str, start: int) -> list[_Line]:
    found = []
    for match in re.compile(r"[^\n]+").finditer(text, start):
        line = match.group()
        left = len(line) - len(line.lstrip())
        if line.strip():
            found.append(_Line(match.start() + left, match.start() + len(line.rstrip())))
    return found


def _speakers(lines: list[str], *, spoken: bool) -> frozenset[str]:
    """Decide which labels at the beginning of lines are speakers.

    A label is one when it comes back, or when at least half of the lines of a document open with one (a third,
    in a salon or an interview); labels of forms, numbers and addresses never are.
    """
    names = Counter(name for name in map(_name, lines) if name)
    if not names:
        return frozenset()
    many = sum(names.values()) >= len(lines) * (1 / 3 if spoken else 1 / 2) and len(lines) > 1
    return frozenset(name for name, count in names.items() if count > 1 or many)


def _name(line: str) -> str | None:
    match = _HEAD.fullmatch(line) or _TURN.fullmatch(line)
    if match is None:
        return None
    name = match["name"].strip()
    words = len(name.split())
    too_long = len(name) > 12 if re.search("[一-鿿]", name) else words > 5
    if (
        too_long
        or not _LETTER.search(name)
        or name.lower() in ("http", "https", "file", "mailto")
        or metadata.is_label(name)
    ):
        return None
    return name


def _opening(line: str, speakers: frozenset[str]) -> tuple[int, str | None, str | None]:
    """Return where the text of a line begins, behind label, stamp and mark, with the speaker and the time."""
    head = _HEAD.fullmatch(line)
    if head and head["name"].strip() in speakers:
        return len(line), head["name"].strip(), _clock(head["time"])
    turn = _TURN.fullmatch(line)
    if turn and turn["name"].strip() in speakers:
        start = turn.start("speech") if turn["speech"] else len(line)
        return start, turn["name"].strip(), _clock(turn["time"] or turn["time2"] or turn["time3"])
    stamp = _STAMP.fullmatch(line)
    if stamp and (stamp["time"] or stamp["time2"]):
        return stamp.start("rest"), None, _clock(stamp["time"] or stamp["time2"])
    mark = _MARK.match(line)
    return (mark.end() if mark else 0), None, None


def _clock(time: str | None) -> str | None:
    if not time:
        return None
    parts = [int(part) for part in time.split(":")]
    hours, minutes, seconds = parts if len(parts) == 3 else (0, *parts)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _is_hard_wrapped(text: str, lines: list[_Line]) -> bool:
    """Tell whether line ends are an editor's, not the writer's: even lengths, and hardly a stop at their ends."""
    inner = [
        (line, after)
        for line, after in zip(lines, lines[1:], strict=False)
        if text.count("\n", line.end, after.start) == 1
    ]
    if len(inner) < 5:
        return False
    lengths = [line.end - line.start for line, _ in inner]
    longest = max(lengths)
    even = sum(length >= 0.75 * longest for length in lengths) / len(lengths)
    stopped = sum(bool(_STOP_AT_END.search(text[line.start : line.end])) for line, _ in inner) / len(inner)
    marked = any(_MARK.match(text[line.start : line.end]) for line, _ in inner)
    return longest <= 120 and statistics.median(lengths) >= 25 and even >= 0.7 and stopped <= 0.35 and not marked


def _paragraphs(text: str, lines: list[_Line]) -> list[_Line]:
    joined: list[_Line] = []
    for line in lines:
        if joined and text.count("\n", joined[-1].end, line.start) == 1:
            joined[-1] = _Line(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined
