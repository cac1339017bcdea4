"""Heads: lines that say only who speaks and when, as speech recognisers write them above what was said."""

import re
from collections import Counter
from collections.abc import Callable

from pipeline.model import speakers
from pipeline.stages.segment.labels import Labels, Turn, labels_of, read_again
from pipeline.stages.segment.lines import Lines

NOTICE = re.compile(
    r"Transcribed by https?://\S+|.{1,60} (?:started|stopped) transcription|.{1,60}(?:开始|停止|结束)(?:了)?(?:转录|听录)",
    re.IGNORECASE,
)


def accepted(labels: Labels, is_name: Callable[[str], bool], *, spoken: bool) -> list[int]:
    """Decide which lines are heads.

    Returns
    -------
    list of int
        Numbers of the lines; empty when the text is no recogniser's: most heads have no speech below them, or no name comes
        back, is a made-up one (说话人1) or stands above half of the lines, or more lines have a label with a colon.
    """
    heads = [number for number in labels.heads if is_name(labels.names[number])]
    if not heads:
        return []
    names = [labels.names[number] for number in heads]
    held = set(heads)
    spoken_below = sum(number + 1 < len(labels.names) and number + 1 not in held for number in heads)
    many = len(heads) > 1 and len(heads) >= len(labels.names) * (1 / 3 if spoken else 1 / 2)
    known = many or max(Counter(names).values()) > 1 or any(map(speakers.is_numbered, names))
    if not known or spoken_below * 2 < len(heads):
        return []
    others = ["" if number in held else name for number, name in enumerate(labels.names)]
    inline = speakers.chosen(others, is_name, spoken=spoken)
    return heads if sum(name in inline for name in others) <= len(heads) else []


def read_labels(
    lines: Lines, turn: Turn, is_name: Callable[[str], bool], *, spoken: bool
) -> tuple[Labels, frozenset[int]]:
    """Return the labels of lines, and which lines are heads."""
    labels = labels_of(lines.texts, turn)
    if not labels.heads:
        return labels, frozenset()
    heads = accepted(labels, is_name, spoken=spoken)
    if not heads:
        read_again(labels, lines.texts, labels.heads, speakers.turn)
    return labels, frozenset(heads)


def join_ranges(text: str, lines: Lines) -> Lines:
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
