"""What a page is made of, whatever the format: paragraphs and tables, and what the cells of a table are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from pipeline.model.metadata import SECTIONS, clean_label, column_of, is_metadata, is_role
from pipeline.model.scripts import CHINESE

LONGEST = 40  # characters of a label
HEADING = 12  # Chinese characters of a heading that no list knows; twice as many Latin ones
SENTENCE = re.compile(r"[。！？；!?;]|\.\s|\.$|，.*，")
_DIGIT = re.compile(r"[\d〇一二三四五六七八九十]")
_NO_LABEL = re.compile(r"[\d。，、；！？,;!?]")
_CHINESE = re.compile(f"[{CHINESE}]")

Block: TypeAlias = "str | Table"
"""A paragraph, which may hold line ends, or a table."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table; a merged one stands once, where it begins.

    Parameters
    ----------
    blocks : tuple of Block
        What it holds.
    column, width, height : int
        Its first column, from 0, and over how many columns and rows it goes.
    """

    blocks: tuple[Block, ...] = ()
    column: int = 0
    width: int = 1
    height: int = 1

    @cached_property
    def text(self) -> str:
        """Its paragraphs, without the tables in it."""
        return "\n".join(block for block in self.blocks if isinstance(block, str)).strip()

    @cached_property
    def nested(self) -> bool:
        """Whether a table is in it."""
        return any(isinstance(block, Table) for block in self.blocks)

    @cached_property
    def blank(self) -> bool:
        """Whether it holds nothing."""
        return not self.text and not self.nested

    @cached_property
    def is_metadata(self) -> bool:
        """Whether it is nothing but a label of metadata."""
        return self._may_be_label and not self.is_section and is_metadata(self.text)

    @cached_property
    def is_section(self) -> bool:
        """Whether it is nothing but a known heading of prose."""
        return self._may_be_label and clean_label(self.text) in SECTIONS

    @property
    def is_known(self) -> bool:
        """Whether it is nothing but a label of either kind."""
        return self.is_section or self.is_metadata

    @cached_property
    def is_heading(self) -> bool:
        """Whether it looks like a label, known or not: one short line without digits and stops."""
        if self.is_known:
            return True
        longest = HEADING if _CHINESE.search(self.text) else 2 * HEADING
        return (
            self._may_be_label
            and "\n" not in self.text
            and len(self.text) <= longest
            and not _NO_LABEL.search(self.text)
        )

    @property
    def label(self) -> str:
        """Its text as a label: no blanks or line ends that only the layout wants, no colon."""
        return plain_label(self.text)

    @property
    def _may_be_label(self) -> bool:
        return bool(self.text) and len(self.text) <= LONGEST and not self.nested


@dataclass(frozen=True)
class Table:
    """A table: its rows, each with the cells that begin in it."""

    rows: tuple[tuple[Cell, ...], ...]


def plain_label(text: str) -> str:
    """Take from a label the blanks that only spread it, and its colon."""
    parts = text.strip().rstrip(":：").split()
    return ("" if _CHINESE.search(text) else " ").join(parts)


def is_prose(label: str, value: str) -> bool:
    """Tell whether what stands beside a label of metadata is prose, which belongs into the text: remarks of several sentences."""
    if column_of(label) is not None or is_role(label):
        return False
    return len(value) >= 20 and bool(SENTENCE.search(value))


def side(row: Sequence[Cell]) -> int:
    """Count the cells on the left of a row that go on beside the rows below it."""
    if len(row) < 2:
        return 0
    lowest = min(cell.height for cell in row)
    tall = 0
    while row[tall].height > lowest:
        tall += 1
    return tall


def values_below(rows: Sequence[Sequence[Cell]], number: int) -> int:
    """Count the rows below a row of headings that are filled under them, blank ones counted; 0 when it is no such row."""
    header = rows[number][side(rows[number]) :]
    if not header or any(cell.blank or cell.nested for cell in header) or not _is_header(header):
        return 0
    starts = {cell.column for cell in header}
    ends = {cell.column + cell.width for cell in header}
    count = 0
    filled = False
    for row in rows[number + 1 :]:
        held = [cell for cell in row if not cell.blank]
        fits = all(cell.column in starts and cell.column + cell.width in ends for cell in row)
        if not fits or (held and held[0].is_known) or (len(header) == 1 and count):
            break
        filled = filled or bool(held)
        count += 1
    return count if filled else 0


def is_dialogue(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a table is a conversation: two columns, and a role such as 督导 comes back in the first."""
    if len(rows) < 3 or any(len(row) != 2 for row in rows):
        return False
    counts = Counter(row[0].label for row in rows if is_role(row[0].text))
    return any(count > 1 for count in counts.values())


def _is_header(cells: Sequence[Cell]) -> bool:
    if len(cells) == 1:
        return cells[0].is_metadata
    if not all(cell.is_heading for cell in cells):
        return False
    known = {place for place, cell in enumerate(cells) if cell.is_known}
    if len(known) == len(cells):
        return True
    if any(is_no_date(cells[place], cells[place + 1]) for place in known if place + 1 < len(cells)):
        return True
    # labels and values take turns in a form, so a label at an odd place, or at the end, is the head of a column
    return any(place % 2 for place in known) or (len(cells) % 2 == 1 and len(cells) - 1 in known)


def is_no_date(label: Cell, value: Cell) -> bool:
    """Tell whether a label of a date stands beside something else, as in the header of a log."""
    return not value.blank and column_of(label.text) == "date" and not _DIGIT.search(value.text)
