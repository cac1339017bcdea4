"""Heads: lines that say only who speaks and when, as speech recognisers write them above what was said."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.model import speakers
from pipeline.model.speakers import Opening

_CLOCK = re.compile(r":\d")


def may_hold_heads(text: str, start: int) -> bool:
    """Tell quickly whether a text is worth `heads_of`: most have no line that looks like a head."""
    while found := _CLOCK.search(text, start):
        begin = text.rfind("\n", start, found.start()) + 1 or start
        start = text.find("\n", found.end()) + 1 or len(text)
        line = text[begin:start].strip()
        if speakers.is_range(line) or _head(line):
            return True
    return False


def heads_of(lines: Sequence[str], *, spoken: bool) -> Mapping[int, Opening]:
    """Decide which lines are heads.

    Parameters
    ----------
    lines : sequence of str
        Of a text's body, without white space around them, none blank.
    spoken : bool
        Whether the document is known to be speech (a salon, an interview).

    Returns
    -------
    mapping of int to Opening
        Number of the line to who speaks and when; empty when the text is no recogniser's: most heads have no speech below
        them, or no name comes back, is a made-up one (说话人1) or stands above half of the lines (a third, where it is speech),
        or more lines have a label with a colon.
    """
    found = {number: head for number, line in enumerate(lines) if (head := _head(line))}
    heads = {number: head for number, head in found.items() if speakers.is_name(head.name)}
    if not heads:
        return {}
    names = [head.name for head in heads.values()]
    spoken_below = sum(number + 1 < len(lines) and number + 1 not in heads for number in heads)
    many = len(heads) > 1 and len(heads) >= len(lines) * (1 / 3 if spoken else 1 / 2)
    known = many or max(Counter(names).values()) > 1 or any(map(speakers.is_numbered, names))
    if not known or spoken_below * 2 < len(heads):
        return {}
    return heads if _labelled(lines, found, spoken=spoken) <= len(heads) else {}


def _head(line: str) -> Opening | None:
    return (
        speakers.head(line)
        if ":" in line and len(line) <= speakers.LONGEST_HEAD and speakers.may_be_head(line)
        else None
    )


def _labelled(lines: Sequence[str], found: Mapping[int, Opening], *, spoken: bool) -> int:
    """Count the lines that open with a speaker's label and a colon."""
    names = ["" if number in found else speakers.turn(line).name for number, line in enumerate(lines)]
    inline = speakers.chosen(names, cache(speakers.is_name), spoken=spoken)
    return sum(name in inline for name in names)
