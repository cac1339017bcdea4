"""Cues: from pieces of speech with a time, as subtitles hold them, to turns that a person would read."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.model import speakers
from pipeline.model.lines import together
from pipeline.model.raw import Turn
from pipeline.model.scripts import CHINESE

PAUSE = 3000  # milliseconds of silence that end a paragraph when nobody is named
ENOUGH = 120  # characters, a Chinese one counting twice, after which a full stop ends such a paragraph
MOST = 600  # after which the end of any cue does: many Chinese subtitles have no stops
_CHINESE = re.compile(f"[{CHINESE}]")
_STOP = re.compile(r"[。！？!?…]['\"”’」』）)]*$|\.['\"”’)]*$")
_ASIDE = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")


@dataclass(frozen=True)
class Cue:
    """What is shown at one time.

    Parameters
    ----------
    start, end : int
        Milliseconds from the beginning.
    lines : tuple of str
        Without tags; none is blank.
    speaker : str
        As the format tells it, else empty.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = ""


def turns_of(cues: Sequence[Cue]) -> tuple[Turn, ...]:
    """Join cues into turns of speech.

    Cues of one speaker that follow each other are one turn with the time of the first. Where nobody is named, cues are joined
    until a pause of 3 seconds, a full stop after 60 Chinese characters (120 others), or any end of a cue after five times that.
    Of subtitles in two languages each language is a line of its own in the turn.
    """
    cues = _without_rolled_up(cues)
    cues = cues if any(cue.speaker for cue in cues) else _labelled(cues)
    named = any(cue.speaker for cue in cues)
    bilingual = _are_bilingual(cues)
    groups: list[list[Cue]] = []
    size = 0
    for cue in cues:
        last = groups[-1][-1] if groups else None
        if last is not None and (cue.speaker == last.speaker if named else not _parted(last, cue, size)):
            groups[-1].append(cue)
        else:
            groups.append([cue])
            size = 0
        size += sum(len(line) + len(_CHINESE.findall(line)) for line in cue.lines) if not named else 0
    return tuple(_turn(group, bilingual=bilingual) for group in groups)


def clock(milliseconds: int) -> str:
    """Write a time as hh:mm:ss."""
    seconds = max(milliseconds, 0) // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _turn(cues: Sequence[Cue], *, bilingual: bool) -> Turn:
    lines = [line for cue in cues for line in cue.lines]
    tracks: dict[str, list[str]] = {}
    track = ""
    for line in lines:
        track = (_language(line) or track) if bilingual else ""
        tracks.setdefault(track, []).append(line)
    return Turn("\n".join(map(together, tracks.values())), cues[0].speaker, clock(cues[0].start))


def _parted(last: Cue, cue: Cue, size: int) -> bool:
    """Tell whether a paragraph of `size` that ends in one cue is not carried on by the next."""
    stopped = any(map(_STOP.search, last.lines))
    return cue.start - last.end >= PAUSE or size >= MOST or (stopped and size >= ENOUGH)


def _are_bilingual(cues: Sequence[Cue]) -> bool:
    """Tell whether at least a third of the cues show a line with Chinese characters and one in other letters."""
    both = sum({"zh", "other"} <= set(map(_language, cue.lines)) for cue in cues)
    return both > 0 and both * 3 >= len(cues)


def _language(line: str) -> str:
    """Return 'zh', 'other', or '' for a line without letters, which goes with the line before it."""
    return "zh" if _CHINESE.search(line) else "other" if any(map(str.isalpha, line)) else ""


def _without_rolled_up(cues: Sequence[Cue]) -> list[Cue]:
    """Take out lines that only stay on the screen: in rolling captions most cues begin with the last lines of the one before."""
    kept = [0] + [_kept(last.lines, cue.lines) for last, cue in zip(cues, cues[1:], strict=False)]
    if len(cues) < 3 or sum(map(bool, kept)) * 2 <= len(cues) - 1:
        return list(cues)
    rest = [replace(cue, lines=cue.lines[count:]) for cue, count in zip(cues, kept, strict=True)]
    return [cue for cue in rest if cue.lines]


def _kept(last: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """Return how many lines at the beginning are the last ones of the cue before."""
    most = min(len(last), len(lines))
    return next((count for count in range(most, 0, -1) if last[-count:] == lines[:count]), 0)


def _labelled(cues: Sequence[Cue]) -> list[Cue]:
    """Take speakers' labels off the lines, where they are any by the decision that is made for plain text."""
    openings = [speakers.turn(line) for cue in cues for line in cue.lines]
    known = speakers.chosen([opening.name for opening in openings], cache(speakers.is_name), spoken=True)
    if not known:
        return list(cues)
    return list(_spoken(cues, iter(openings), known.__contains__))


def _spoken(
    cues: Sequence[Cue], openings: Iterator[speakers.Opening], is_speaker: Callable[[str], bool]
) -> Iterator[Cue]:
    current = ""
    for cue in cues:
        for line in cue.lines:
            opening = next(openings)
            behind = 0
            if opening.name and is_speaker(opening.name):
                current, behind = opening.name, opening.behind
            aside = not behind and _ASIDE.fullmatch(line)
            if line[behind:]:
                yield Cue(cue.start, cue.end, (line[behind:],), "" if aside else current)
