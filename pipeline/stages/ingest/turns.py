"""Turns of speech: read from under a recogniser's heads, and written under each other as people write them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipeline.model import speakers
from pipeline.model.lines import Lines, together, unlabelled
from pipeline.model.raw import Turn
from pipeline.model.speakers import Opening

Columns = dict[str, list[Any]]
_NOTICE = re.compile(
    r"Transcribed by https?://\S+|.{1,60} (?:started|stopped) transcription|.{1,60}(?:开始|停止|结束)(?:了)?(?:转录|听录)",
    re.IGNORECASE,
)


@dataclass
class _Block:
    """The lines under a head, or one that nobody speaks: where it begins, and from where to where something is said."""

    begin: int
    speaker: str = ""
    time: str = ""
    day: str = ""
    start: int = -1
    end: int = -1


def turns_under(text: str, lines: Lines, heads: Mapping[int, Opening]) -> Iterator[tuple[int, Turn]]:
    """Yield what a recogniser wrote as turns, each with its beginning in the text.

    Heads of one speaker that follow each other open one turn with the first time. Line ends under a head stay as they are; the
    lines above the first head and the notices of a tool are turns without speaker. A head or stamp with nothing below or behind
    it is a turn without text.
    """
    for speaker, group in groupby(_blocks(text, lines, heads), key=lambda block: block.speaker):
        blocks = list(group)
        for joined in [blocks] if speaker else [[block] for block in blocks]:
            timed = next((block for block in joined if block.time), joined[0])
            said = together([text[block.start : block.end] for block in joined])
            yield joined[0].begin, Turn(said, speaker, timed.time, timed.day)


def written(turns: Iterable[Turn], *, keep_silent: bool = False) -> tuple[str, Columns]:
    """Write turns under each other, `[00:00:12] name：speech`, and note where the speech of each stands.

    Of turns without speech the label is written or not; none is noted.
    """
    lines, starts, ends, names, times = [], [], [], [], []
    at = 0
    for turn in turns:
        name, speech = " ".join(turn.speaker.split()), turn.text.strip()
        if not (speech or keep_silent):
            continue
        stamp = " ".join(filter(None, [turn.day, turn.time]))
        label = " ".join(filter(None, [f"[{stamp}]" if stamp else "", f"{name}：" if name else ""]))
        label += " " if stamp and speech and not name else ""
        lines.append(f"{label}{speech}\n")
        if speech:
            starts.append(at + len(label))
            ends.append(at + len(label) + len(speech))
            names.append(name)
            times.append(turn.time)
        at += len(lines[-1])
    return "".join(lines), {"turn_start": starts, "turn_end": ends, "turn_speaker": names, "turn_time": times}


def _blocks(text: str, lines: Lines, heads: Mapping[int, Opening]) -> list[_Block]:
    blocks: list[_Block] = []
    speaker = ""
    for number, (begin, line) in enumerate(zip(lines.begins, lines.texts, strict=True)):
        end = begin + len(line)
        if number in heads:
            speaker = heads[number].name
            time = speakers.clock(heads[number].time) or ""
            blocks.append(_Block(begin, speaker, time, speakers.day(line)))
        elif not speaker or _NOTICE.fullmatch(line):
            opening = unlabelled(line)
            blocks.append(_Block(begin, time=speakers.clock(opening.time) or "", start=begin + opening.behind, end=end))
        else:
            if not blocks[-1].speaker:  # behind a notice the last speaker goes on
                blocks.append(_Block(begin, speaker))
            block = blocks[-1]
            block.start, block.end = begin if block.start < 0 else block.start, end
    return blocks
