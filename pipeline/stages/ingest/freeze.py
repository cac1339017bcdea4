"""Freeze a raw document: the one text that every later row points into, and what the format told about it."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.model.lines import lines_of
from pipeline.model.points import ALL_POINTS, Numbers, code_points, looked_up, points_of
from pipeline.model.raw import RawDocument
from pipeline.model.scripts import CHINESE
from pipeline.stages.ingest.header import header_block
from pipeline.stages.ingest.heads import heads_of, may_hold_heads
from pipeline.stages.ingest.turns import Columns, turns_under, written

_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# other control characters; marks of direction, which can make a text look like another one; blanks without width and soft
# hyphens, which would hide a word from the codebook
_UNSEEN = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_JOINERS = "\u200c\u200d"
_SURROGATES = "\ud800-\udfff"
_TO_LINE_END = dict.fromkeys(map(ord, _LINE_ENDS), "\n")
# a joiner belongs to an emoji or another script, but not behind our two
_UNSEEN_HERE = re.compile(f"[{_UNSEEN}]|(?<=[\\x20-\u024f{CHINESE}\u3000-\u303f\uff00-\uffef])[{_JOINERS}]")
_SURROGATE = re.compile(f"[{_SURROGATES}]")


def _odd() -> Numbers:
    table = np.zeros(ALL_POINTS, dtype=np.uint8)
    table[points_of(_LINE_ENDS + _UNSEEN + _JOINERS + _SURROGATES)] = 1
    return table


_ODD = _odd()


@dataclass(frozen=True)
class Frozen:
    """A frozen text with what is known about it.

    Parameters
    ----------
    text : str
        The header block, if any, and the body.
    body_start : int
        Where the body begins.
    fields : mapping of str to str
        Metadata, labels as written.
    columns : mapping
        Turns and pages: the further columns of the table `texts`.
    cleaned : int
        How many characters nobody can see, or that are none, were taken out or replaced.
    """

    text: str
    body_start: int
    fields: Mapping[str, str]
    columns: Columns = field(default_factory=dict)
    cleaned: int = 0


def freeze(raw: RawDocument) -> Frozen:
    """Freeze a document that could be read.

    Metadata that the format sets apart stands as a header block before the text; otherwise the text's own is looked for.
    """
    parts = [turn.text for turn in raw.turns] or _pages(raw)
    cleaned = [clean(part) for part in parts]
    count = sum(number for _, number in cleaned)
    held = [part for part, _ in cleaned]
    if raw.turns:
        spoken = zip(raw.turns, held, strict=True)
        body, columns = written(replace(turn, text=text, speaker=clean(turn.speaker)[0]) for turn, text in spoken)
    else:
        body, columns = "".join(held), _page_starts(held) if raw.pages else {}
    fields, start = dict(raw.fields), 0
    if fields or raw.turns:
        head = clean("".join(f"{label}：{' '.join(value.split())}\n" for label, value in fields.items()))[0]
        head += "\n" if fields else ""
        body, start = head + body, len(head)
        columns = _moved(columns, start)
    else:
        fields, start = header_block(body)
    return Frozen(body, start, fields, columns, count)


def with_turns(frozen: Frozen, *, spoken: bool) -> Frozen:
    """Write the body of a text that is a recogniser's export (`heads_of`) as turns; every other text stays as it is.

    The header block stays, to the letter.
    """
    text, start = frozen.text, frozen.body_start
    if "turn_start" in frozen.columns or not may_hold_heads(text, start):
        return frozen
    lines = lines_of(text, start)
    heads = heads_of(lines.texts, spoken=spoken)
    if not heads:
        return frozen
    turns = list(turns_under(text, lines, heads))
    body, columns = written((turn for _, turn in turns), keep_silent=True)
    columns = _moved(columns, start)
    if "page_start" in frozen.columns:
        begins = [begin for begin, turn in turns if turn.text]
        places = [*columns["turn_start"], start + len(body)]
        # a page that begins inside a turn begins with the next one
        columns["page_start"] = [
            page if page <= start else places[bisect_left(begins, page)] for page in frozen.columns["page_start"]
        ]
    return replace(frozen, text=text[:start] + body, columns=columns)


def clean(text: str) -> tuple[str, int]:
    """Take out of a text what nobody can see, and replace what is no character.

    Returns
    -------
    text : str
        Lone surrogates, which no table can hold, are U+FFFD; odd line ends are LF.
    count : int
        How many characters were taken out or replaced; line ends are not counted.
    """
    # like most: a short one is told by Python, a long one by its table; the expressions would take ten times as long
    if text.isprintable() or not looked_up(_ODD, code_points(text)).any():
        return text, 0
    text = text.translate(_TO_LINE_END)
    text, unseen = _UNSEEN_HERE.subn("", text)
    whole = _SURROGATE.search(text) is None
    replaced = text if whole else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return replaced, unseen + (0 if whole else replaced.count("\ufffd") - text.count("\ufffd"))


def _pages(raw: RawDocument) -> list[str]:
    ends = [*raw.pages[1:], len(raw.text)]
    return [raw.text[start:end] for start, end in zip(raw.pages or (0,), ends, strict=True)]


def _moved(columns: Columns, by: int) -> Columns:
    """Return columns whose places lie further down."""
    return {
        name: [place + by for place in column] if name.endswith(("_start", "_end")) else column
        for name, column in columns.items()
    }


def _page_starts(parts: list[str]) -> Columns:
    starts = [0]
    for part in parts[:-1]:
        starts.append(starts[-1] + len(part))
    return {"page_start": starts}
