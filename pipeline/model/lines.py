"""Lines of a text that say something: where they begin, what opens them, and how speech on several is joined."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import speakers
from pipeline.model.scripts import CHINESE, CHINESE_SIGNS

MARK = re.compile(r"(?:#{1,6}|[-*+•·>]|>+)\s+(?=\S)")
_NO_BLANK = re.compile(f"[{CHINESE}{CHINESE_SIGNS}]")


# Columns instead of one small object per line: the garbage collector would go through all of them, again and again.
@dataclass(frozen=True)
class Lines:
    """Where lines begin, and what they say, without the white space around them."""

    begins: list[int]
    texts: list[str]


def lines_of(text: str, start: int) -> Lines:
    """Return the lines that are not blank; a stretch of time on a line of its own is one with the number above it and the name below."""
    begins, texts = [], []
    at = start
    for whole in text[start:].split("\n"):
        line = whole.strip()
        if line:
            begins.append(at + whole.index(line[0]))
            texts.append(line)
        at += len(whole) + 1
    lines = Lines(begins, texts)
    return _with_ranges(text, lines) if text.find("-->", start) >= 0 else lines


def unlabelled(line: str) -> speakers.Opening:
    """Read the time stamp or the mark of a list before a text that has no label."""
    found = speakers.stamp(line)
    if found.time:
        return found
    mark = MARK.match(line)
    return speakers.Opening(behind=mark.end() if mark else 0)


def together(pieces: Sequence[str]) -> str:
    """Join pieces of speech: nothing between Chinese, a blank between others."""
    parts: list[str] = []
    for piece in filter(None, map(str.strip, pieces)):
        if parts and not (_NO_BLANK.match(piece) or _NO_BLANK.match(parts[-1][-1])):
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)


def _with_ranges(text: str, lines: Lines) -> Lines:
    """Join a line that is only `0:0:3.120 --> 0:0:5.000` with the number above it, and with the name below it where names stand there."""
    numbers = [number for number, line in enumerate(lines.texts) if speakers.is_range(line)]
    named = _are_named(lines.texts, numbers)
    firsts = {
        number - 1 if number and lines.texts[number - 1].isdecimal() else number: number + named for number in numbers
    }
    begins: list[int] = []
    texts: list[str] = []
    done = -1
    for number, begin in enumerate(lines.begins):
        last = firsts.get(number, number)
        if number > done and last < len(lines.texts):
            begins.append(begin)
            texts.append(text[begin : lines.begins[last] + len(lines.texts[last])])
        done = max(done, last)
    return Lines(begins, texts)


def _are_named(lines: list[str], ranges: list[int]) -> bool:
    """Tell whether the line below each range is a name: all can be names, and half of them come back."""
    below = [lines[number + 1] for number in ranges if number + 1 < len(lines)]
    speech = [number for number in ranges if number + 2 < len(lines) and "-->" not in lines[number + 2]]
    counts = Counter(below)
    again = sum(count for count in counts.values() if count > 1)
    return bool(below) and len(speech) == len(ranges) and all(map(_can_be_name, counts)) and again * 2 >= len(below)


def _can_be_name(line: str) -> bool:
    return speakers.is_name(line) and not re.search(r"[。？！!?…，：:]|\.$", line)
