"""Segment: texts in, paragraphs and turns of speech out."""

import re
import statistics
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from pipeline.model import metadata
from pipeline.model.frames import build, check, rows, values

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
LONGEST = 60  # characters of a label that is worth remembering
_BRACKETS = frozenset("[(（【])）】")
_SIGNS = _BRACKETS | frozenset("#-*+•·>")
_CHINESE = re.compile("[一-鿿]")
_LETTER = re.compile(r"[^\W\d_]")
_STOP_AT_END = re.compile(r"[。！？!?；;.…:：”\"'）)]$")

_Opening = tuple[int, str | None, str | None]
_Turn = Callable[[str], tuple[str, int, str | None]]


# Columns instead of one small object per line: the garbage collector would go through all of them, again and again.
@dataclass(frozen=True)
class _Lines:
    """Where lines begin, and what they say, without the white space around them."""

    begins: list[int]
    texts: list[str]


@dataclass(frozen=True)
class _Labels:
    """What may be a speaker's label: per line the name or '', where the text behind it begins, and the time stamp."""

    names: list[str]
    behinds: list[int]
    times: list[str | None]


@dataclass(frozen=True)
class _Pieces:
    """Begin, end, speaker and time stamp of the segments of a document."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    speakers: list[str | None] = field(default_factory=list)
    times: list[str | None] = field(default_factory=list)


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
    is_name, turn = cache(_is_name), _turns()
    names = ("segment_id", "document_id", "segment_index", "speaker", "start_char", "end_char", "text", "time", "page")
    columns: dict[str, list[Any]] = {name: [] for name in names}
    endings: list[str] = []  # of the ids: -0001, -0002 ..., each made once
    for row in rows(texts):
        document_id, text = row["document_id"], row["text"]
        if row["turn_start"]:
            pieces = _given(row)
        else:
            spoken = kinds.get(document_id) in ("salon", "interview")
            pieces = _pieces(text, row["body_start"], is_name, turn, spoken=spoken)
        indexes = range(1, len(pieces.starts) + 1)
        endings += [f"-{index:04}" for index in range(len(endings) + 1, len(indexes) + 1)]
        columns["segment_id"] += [document_id + ending for ending in endings[: len(indexes)]]
        columns["document_id"] += [document_id] * len(indexes)
        columns["segment_index"] += indexes
        columns["speaker"] += pieces.speakers
        columns["start_char"] += pieces.starts
        columns["end_char"] += pieces.ends
        columns["text"] += [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
        columns["time"] += pieces.times
        pages = row["page_start"] or ()
        columns["page"] += [bisect_right(pages, start) or None for start in pieces.starts]
    return build("segments", columns | {"language": list(map(language_of, columns["text"]))})


def _given(row: Mapping[str, Any]) -> _Pieces:
    """Return the turns that the format itself tells."""
    speakers, times = ([said or None for said in row[name]] for name in ("turn_speaker", "turn_time"))
    return _Pieces(row["turn_start"], row["turn_end"], speakers, times)


def _pieces(text: str, body_start: int, is_name: Callable[[str], bool], turn: _Turn, *, spoken: bool) -> _Pieces:
    lines = _lines(text, body_start)
    labels = _labels(lines.texts, turn)
    speakers = _speakers(labels.names, is_name, spoken=spoken)
    if not speakers and _is_hard_wrapped(text, lines):
        lines = _paragraphs(text, lines)
    pieces = _Pieces()
    current: str | None = None
    since: str | None = None
    for number, (start, line) in enumerate(zip(lines.begins, lines.texts, strict=True)):
        end = start + len(line)
        behind, speaker, time = _opening(line, labels, number, speakers)
        current, since = speaker or current, time or since
        start += behind
        if start < end:
            aside = speaker is None and text[start] in _BRACKETS and _ASIDE.fullmatch(text, start, end) is not None
            pieces.starts.append(start)
            pieces.ends.append(end)
            pieces.speakers.append(None if aside else current)
            pieces.times.append(since)
            since = None
    return pieces


def _lines(text: str, start: int) -> _Lines:
    """Return the lines that are not blank."""
    begins, texts = [], []
    for whole in text[start:].split("\n"):
        line = whole.strip()
        if line:
            begins.append(start + whole.index(line[0]))
            texts.append(line)
        start += len(whole) + 1
    return _Lines(begins, texts)


def _speakers(names: list[str], is_name: Callable[[str], bool], *, spoken: bool) -> frozenset[str]:
    """Decide which labels at the beginning of lines, a name or nothing for each, are speakers.

    A label is one when it comes back, or when at least half of the lines of a document open with one (a third,
    in a salon or an interview); labels of forms, numbers and addresses never are.
    """
    counts = Counter(name for name in names if name and is_name(name))
    if not counts:
        return frozenset()
    many = sum(counts.values()) >= len(names) * (1 / 3 if spoken else 1 / 2) and len(names) > 1
    return frozenset(name for name, count in counts.items() if count > 1 or many)


def _labels(lines: list[str], turn: _Turn) -> _Labels:
    """Return what stands at the beginning of lines like a speaker's label."""
    labels = _Labels([""] * len(lines), [0] * len(lines), [None] * len(lines))
    for number, line in enumerate(lines):
        # a line with neither label nor clock, like most: the expressions would take a hundred times as long
        if ":" not in line and "：" not in line:
            continue
        last = line[-1]
        head = _HEAD.fullmatch(line) if last.isdecimal() or last in _BRACKETS else None
        if head:
            labels.names[number], labels.behinds[number] = head["name"].strip(), len(line)
            labels.times[number] = head["time"]
        else:
            labels.names[number], labels.behinds[number], labels.times[number] = turn(line)
    return labels


def _turn(line: str) -> tuple[str, int, str | None]:
    """Return the name before the colon of a turn of speech ('' when it is none), where the speech begins, and the time."""
    turn = _TURN.fullmatch(line)
    if turn is None:
        return "", 0, None
    start = turn.start("speech")
    return turn["name"].strip(), start if start >= 0 else len(line), turn["time"] or turn["time2"] or turn["time3"]


def _turns() -> _Turn:
    """Make a quicker `_turn`, which remembers the few labels that come again and again."""
    known: Callable[[str], str] = cache(lambda label: _turn(label)[0])

    def turn(line: str) -> tuple[str, int, str | None]:
        wide, narrow = line.find("："), line.find(":")
        colon = narrow if wide < 0 or 0 <= narrow < wide else wide
        label = line[: colon + 1]
        # behind a digit it may be the colon of a clock, and bold has more signs around it
        if not 0 < colon < LONGEST or line[colon - 1].isdecimal() or "*" in label or line.startswith("//", colon + 1):
            return _turn(line)
        name = known(label)
        speech = line[colon + 1 :].lstrip()
        return (name, len(line) - len(speech), None) if name else ("", 0, None)

    return turn


def _is_name(name: str) -> bool:
    """Tell whether a label can be a speaker's name."""
    too_long = len(name) > 12 if _CHINESE.search(name) else len(name.split()) > 5
    return not (
        too_long
        or not _LETTER.search(name)
        or name.lower() in ("http", "https", "file", "mailto")
        or metadata.is_label(name)
    )


def _opening(line: str, labels: _Labels, number: int, speakers: frozenset[str]) -> _Opening:
    """Return where the text of a line begins, behind label, stamp and mark, with the speaker and the time."""
    if speakers and labels.names[number]:
        name, behind, time = labels.names[number], labels.behinds[number], labels.times[number]
        if name not in speakers and behind == len(line):
            name, behind, time = _turn(line)  # 居民 9:30 may also be the turn of one called 居民 9
        if name in speakers:
            return behind, name, _clock(time)
    return _silent(line) if line[0].isdecimal() or line[0] in _SIGNS else (0, None, None)


def _silent(line: str) -> _Opening:
    """Return where the text of a line begins that nobody speaks, behind stamp or mark, with the time."""
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


def _is_hard_wrapped(text: str, lines: _Lines) -> bool:
    """Tell whether line ends are an editor's, not the writer's: even lengths, and hardly a stop at their ends."""
    follows = zip(lines.begins, lines.texts, lines.begins[1:], strict=False)
    inner = [line for begin, line, after in follows if text.count("\n", begin + len(line), after) == 1]
    lengths = list(map(len, inner))
    if len(inner) < 5 or max(lengths) > 120 or statistics.median(lengths) < 25:
        return False
    even = sum(length >= 0.75 * max(lengths) for length in lengths) / len(lengths)
    stopped = sum(bool(_STOP_AT_END.search(line)) for line in inner) / len(inner)
    return even >= 0.7 and stopped <= 0.35 and not any(map(_MARK.match, inner))


def _paragraphs(text: str, lines: _Lines) -> _Lines:
    begins: list[int] = []
    ends: list[int] = []
    for begin, line in zip(lines.begins, lines.texts, strict=True):
        if ends and text.count("\n", ends[-1], begin) == 1:
            ends[-1] = begin + len(line)
        else:
            begins.append(begin)
            ends.append(begin + len(line))
    return _Lines(begins, [text[begin:end] for begin, end in zip(begins, ends, strict=True)])
