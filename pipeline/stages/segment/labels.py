"""Labels: what stands at the beginning of lines like a speaker's name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.model import speakers

Turn = Callable[[str], tuple[str, int, str | None]]
LONGEST = 60  # characters of a label that is worth remembering


@dataclass(frozen=True)
class Labels:
    """Per line the name or '', where the text behind it begins, and the time stamp."""

    names: list[str]
    behinds: list[int]
    times: list[str | None]


def labels_of(lines: Sequence[str], turn: Turn) -> Labels:
    """Return what stands at the beginning of lines like a speaker's label."""
    labels = Labels([""] * len(lines), [0] * len(lines), [None] * len(lines))
    for number, line in enumerate(lines):
        # a line with neither label nor clock, like most: the expressions would take a hundred times as long
        if ":" in line or "：" in line:
            labels.names[number], labels.behinds[number], labels.times[number] = turn(line)
    return labels


def quick_turn() -> Turn:
    """Make a quicker `speakers.turn`, which remembers the few labels that come again and again."""
    known: Callable[[str], str] = cache(lambda label: speakers.turn(label).name)

    def turn(line: str) -> tuple[str, int, str | None]:
        wide, narrow = line.find("："), line.find(":")
        colon = narrow if wide < 0 or 0 <= narrow < wide else wide
        # behind a digit it may be the colon of a clock
        if not 0 < colon < LONGEST or line[colon - 1].isdecimal() or line.startswith("//", colon + 1):
            return speakers.turn(line)
        label = line[: colon + 1]
        if line.startswith("**") and line.startswith("**", colon + 1):
            label += "**"
        name = known(label)
        speech = line[len(label) :].lstrip()
        return (name, len(line) - len(speech), None) if name else ("", 0, None)

    return turn
