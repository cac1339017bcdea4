"""What stands above a transcript: the title, date, length and key words that recording tools write, with or without labels."""

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.model import metadata, speakers

REACH = 60  # lines in which the first turn must come
SHORT = 60  # characters of a title or date
LABEL = re.compile(r"(?P<label>[^:：\n]{1,30}?)\s*[:：]\s*(?P<value>.*)")
_NUMBER = r"\d{1,4}"
_LENGTH = re.compile(
    rf"{_NUMBER}(?::\d\d){{1,2}}|(?:{_NUMBER}\s*(?:h|m|s|hours?|hrs?|minutes?|mins?|seconds?|secs?|小时|分钟|分|秒)[,，]?\s*){{1,3}}",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[|｜•·]")
_NOTICE = re.compile(r".{1,60}(?:started transcription|开始(?:了)?(?:转录|听录))", re.IGNORECASE)
_STOP = re.compile(r"[。！？!?；;，,]$")


@dataclass
class _Head:
    """What was understood so far, and the label whose value stands on the lines below; labels that come back are speakers'."""

    speakers: frozenset[str] = frozenset()
    fields: dict[str, str] = field(default_factory=dict)
    open: str = ""


def above_speech(lines: list[str]) -> tuple[dict[str, str], int]:
    """Read the lines above the first time-stamped turn of a transcript.

    Parameters
    ----------
    lines : list of str
        The lines of a text.

    Returns
    -------
    fields : dict of str to str
        Labels as written, or title, date and duration where a tool writes none; empty when no transcript follows.
    number : int
        Of the line where the body begins: the first one that is no metadata.
    """
    first = _first_turn(lines[:REACH], lines)
    labels = Counter(speakers.turn(line.strip()).name for line in lines[:REACH]) if first else Counter[str]()
    head = _Head(frozenset(label for label, count in labels.items() if count > 1))
    for number, line in enumerate(lines[:first]):
        if not _take(line.strip(), head):
            return head.fields, number if head.fields else 0
    return head.fields, first if head.fields else 0


def title_line(line: str) -> bool:
    """Tell whether a line can be a title: short, with letters, no label, no stop at its end."""
    return len(line) <= SHORT and any(map(str.isalpha, line)) and not _STOP.search(line) and not LABEL.fullmatch(line)


def _first_turn(near: list[str], lines: list[str]) -> int:
    """Return the number of the first line that names a speaker and a time, when another such line follows or a recogniser named the speaker."""
    numbers = [number for number, line in enumerate(near) if _is_timed(line.strip())]
    if not numbers:
        return 0
    first = numbers[0]
    opening = _timed(lines[first].strip())
    again = len(numbers) > 1 or any(_is_timed(line.strip()) for line in lines[REACH : 2 * REACH])
    return first if again or speakers.is_numbered(opening.name) else 0


def _timed(line: str) -> speakers.Opening:
    if speakers.is_range(line):
        return speakers.stamp(line)
    return (speakers.head(line) if speakers.may_be_head(line) else None) or speakers.turn(line)


def _is_timed(line: str) -> bool:
    if ":" not in line:
        return False
    opening = _timed(line)
    return bool(opening.time) and (speakers.is_name(opening.name) or speakers.is_range(line))


def _take(line: str, head: _Head) -> bool:
    """Take a line into the head; return False when it is none of its lines."""
    if not line:
        head.open = head.open if head.open and not head.fields[head.open] else ""
        return True
    match = LABEL.fullmatch(line)
    label, value = (match["label"].strip(), match["value"].strip()) if match else (line, "")
    if metadata.is_metadata(label) and label not in head.speakers:
        head.fields.setdefault(label, value)
        head.open = "" if value else label
        return True
    if head.open:
        head.fields[head.open] = f"{head.fields[head.open]} {line}".strip()
        return True
    if len(line) <= SHORT and (_take_when(line, head) or _NOTICE.fullmatch(line)):
        return True
    if value and len(label) <= 12 and not metadata.is_label(label) and label not in head.speakers:
        head.fields.setdefault(label, value)
        return True
    if head.fields or not title_line(line):
        return False
    head.fields["title"] = line
    return True


def _take_when(line: str, head: _Head) -> bool:
    """Take a line that is only a date, a length, or both with a sign between them."""
    parts = [part.strip() for part in _PARTS.split(line)]
    dates, lengths = [part for part in parts if _has_date(part)], [part for part in parts if _LENGTH.fullmatch(part)]
    if len(dates) + len(lengths) != len(parts):
        return False
    for label, found in (("date", dates), ("duration", lengths)):
        head.fields.update({label: found[0]} if found and label not in head.fields else {})
    return True


def _has_date(text: str) -> bool:
    return metadata.parse_date(text) is not None
