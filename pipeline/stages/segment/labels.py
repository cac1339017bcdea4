"""Labels: what stands at the beginning of lines like a speaker's name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.model import speakers

Turn = Callable[[str], tuple[str, int, str | None]]
LONGEST = 60  # characters of a label that is worth remembering


@dataclass(frozen=True)
class Labels:
    """Per line the name or '', where the text behind it begins, and the time stamp; and which lines say only who and when."""

    names: list[str]
    behinds: list[int]
    times: list[str | None]
    heads: list[int] = field(default_factory=list)


def labels_of(lines: Sequence[str], turn: Turn) -> Labels:
    """Return what stands at the beginning of lines like a speaker's label."""
    labels = Labels([""] * len(lines), [0] * len(lines), [None] * len(lines))
    for number, line in enumerate(lines):
        # a line with neither label nor clock, like most: the expressions would take a hundred times as long
        if ":" not in line and "：" not in line:
            continue
        head = speakers.head(line) if len(line) <= speakers.LONGEST_HEAD and speakers.may_be_head(line) else None
        if head:
            labels.heads.append(number)
            labels.names[number], labels.behinds[number], labels.times[number] = head.name, len(line), head.time
        else:
            labels.names[number], labels.behinds[number], labels.times[number] = turn(line)
    return labels


def read_again(labels: Labels, lines: Sequence[str], numbers: Iterable[int], turn: Turn) -> None:
    """Read lines that are no heads after all as turns."""
    for number in numbers:
        labels.names[number], labels.behinds[number], labels.times[number] = turn(lines[number])


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
