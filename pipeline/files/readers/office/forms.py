"""Forms: what is metadata on a page becomes fields, the rest text, in reading order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.files.readers.office.grid import (
    SENTENCE,
    Block,
    Cell,
    Table,
    is_dialogue,
    is_no_date,
    is_prose,
    plain_label,
    side,
    values_below,
)
from pipeline.model.metadata import is_metadata, is_role

FORM = "表名"  # the name of the form, printed above its table or in its first row, is metadata and no paragraph
TITLE = 30
PROSE = 15
NAME = 10  # characters of names behind labels such as 督导者 alone
LINE = 200  # characters of a line that may hold labels with values

Group = tuple[str, ...]
"""The lines of one cell; an empty place of the row has none."""
_BREAK: Group = ("", "")  # no line goes on across a label


@dataclass
class Page:
    """What is read of a page.

    Parameters
    ----------
    text : str
        Paragraphs as lines, prose of forms under its headings, rows of other tables as lines with tabs.
    fields : dict of str to str
        Labels of forms, as written, to their values.
    repeated : bool
        Whether a label came back with another value, which then stands in the text.
    """

    text: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    repeated: bool = False

    def take(self, label: str, value: str) -> list[str]:
        """Take a field; what cannot be one comes back as lines of text."""
        if not value:
            return []
        if is_prose(label, value):
            return [label, *_lines(value)]
        if self.fields.setdefault(label, value) == value:
            return []
        self.repeated = True
        return [f"{label}：{value}"]


def compose(blocks: Sequence[Block]) -> Page:
    """Turn a page into text and fields."""
    page = Page()
    parts: list[list[str]] = []
    named = False
    for number, block in enumerate(blocks):
        parts.append([block] if isinstance(block, str) else _table(block, page))
        if isinstance(block, Table) and not named:
            named = True  # only what stands above the first table can be a form's name
            if page.fields and FORM not in page.fields:
                parts[:number] = _above(blocks[:number], page)
    page.text = "\n".join(line for part in parts for line in part).strip("\n")
    return page


def opens_with_fields(text: str) -> bool:
    """Tell whether the first line of a text is labels with values."""
    return bool(_pairs(text.lstrip().partition("\n")[0]))


def _above(blocks: Sequence[Block], page: Page) -> list[list[str]]:
    """Take the form's name, and lines of labels and values, from the paragraphs above the form's table."""
    lines = [line for block in blocks if isinstance(block, str) for line in block.split("\n") if line.strip()]
    held = [line for line in lines if not _pairs_into(line, page.fields)]
    if 1 <= len(held) <= 2 and all(map(_is_name, held)):
        page.fields = {FORM: " ".join(line.strip() for line in held), **page.fields}
        held = []
    return [held] if len(held) < len(lines) else [[block] for block in blocks if isinstance(block, str)]


def _is_name(line: str) -> bool:
    return len(line.strip()) <= TITLE and not SENTENCE.search(line) and not _pairs(line)


def _pairs_into(line: str, fields: dict[str, str]) -> bool:
    found = _pairs(line)
    if not found or any(fields.get(label, value) != value or is_prose(label, value) for label, value in found):
        return False
    fields.update({label: value for label, value in found if value})
    return True


def _table(table: Table, page: Page) -> list[str]:
    rows = [row for row in table.rows if row]
    if is_dialogue(rows):
        return [line for row in rows for line in _turn(row, page)]
    lines: list[str] = []
    before = len(page.fields)
    title = _title(rows)
    number = 1 if title else 0
    while number < len(rows):
        taken, made = _rows(rows, number, page)
        lines += made
        number += taken
    if title and FORM not in page.fields and len(page.fields) > before:
        page.fields = {FORM: title, **page.fields}
    elif title:
        lines.insert(0, title)
    return lines


def _title(rows: Sequence[Sequence[Cell]]) -> str:
    """Return the one short cell over the whole width that opens a table."""
    if len(rows) < 2 or len(rows[0]) != 1:
        return ""
    cell = rows[0][0]
    known = cell.is_known or cell.nested or _pairs(cell.text)
    if known or max(map(len, rows[1:])) < 2 or SENTENCE.search(cell.text):
        return ""
    return " ".join(cell.text.split()) if 0 < len(cell.text) <= TITLE else ""


def _rows(rows: Sequence[Sequence[Cell]], number: int, page: Page) -> tuple[int, list[str]]:
    """Read the rows from one on that belong together; return how many, and their lines."""
    row = rows[number]
    tall = side(row)
    if tall and row[tall - 1].is_metadata and _is_list(rows[number : number + row[0].height], row[tall - 1].column):
        height = row[0].height
        beside = [cell for each in rows[number : number + height] for cell in each if cell not in row[:tall]]
        value = "\n".join(cell.text for cell in beside if cell.text)
        return height, [*_join(_cells(row[: tall - 1], page)), *page.take(row[tall - 1].label, value)]
    aside = _cells(row[:tall], page) if tall > 1 else [_heading(cell, page) for cell in row[:tall]]
    lines = [line for group in aside for line in group if line]
    count = values_below(rows, number)
    if not count:
        return 1, lines + _join(_cells(row[tall:], page))
    held = [each for each in rows[number + 1 : number + 1 + count] if not all(cell.blank for cell in each)]
    if len(held) == 1:
        return 1 + count, lines + _columns(row[tall:], held[0], page)
    return 1 + count, lines + [
        line for each in (row[tall:], *held) for line in _join([_plain(cell, page) for cell in each])
    ]


def _is_list(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Tell whether beside a label over several rows stand values only."""
    beside = [cell for row in rows for cell in row if cell.column > column]
    return not any(cell.is_known or cell.nested or _pairs(cell.text) for cell in beside)


def _columns(header: Sequence[Cell], row: Sequence[Cell], page: Page) -> list[str]:
    """Read one row under its headings."""
    lines: list[str] = []
    beneath = {cell.column: cell for cell in row}
    for head in header:
        cell = beneath.get(head.column, Cell())
        if head.is_metadata and not cell.nested:
            lines += page.take(head.label, cell.text)
        else:
            lines += [*_heading(head, page), *_plain(cell, page)]
    return lines


def _cells(cells: Sequence[Cell], page: Page) -> list[Group]:
    """Read a row of a form: labels with the value behind them, headings, and cells of text."""
    groups: list[Group] = []
    place = 0
    while place < len(cells):
        cell = cells[place]
        following = cells[place + 1] if place + 1 < len(cells) else None
        if cell.is_metadata and following is not None and _is_value(cells, place + 1):
            groups += [tuple(page.take(cell.label, following.text)), _BREAK]
            place += 2
            continue
        heads = cell.is_section or (len(cells) == 2 and place == 0 and cell.is_heading and _is_long(cells[1]))
        groups += [tuple(_heading(cell, page)), _BREAK] if heads else [tuple(_plain(cell, page))]
        place += 1
    return groups


def _is_value(cells: Sequence[Cell], place: int) -> bool:
    """Tell whether a cell behind a label is its value and no label itself."""
    cell = cells[place]
    if cell.nested or cell.is_metadata or is_no_date(cells[place - 1], cell):
        return False
    return not cell.is_section or (place == len(cells) - 1 and all(each.is_metadata for each in cells[::2]))


def _is_long(cell: Cell) -> bool:
    return cell.nested or "\n" in cell.text or len(cell.text) >= 2 * PROSE or bool(SENTENCE.search(cell.text))


def _heading(cell: Cell, page: Page) -> list[str]:
    if cell.is_known:  # spread over the height of its cell, a character a line
        return [cell.label] if "\n" in cell.text else [cell.text]
    return _plain(cell, page)


def _plain(cell: Cell, page: Page) -> list[str]:
    """Read a cell of text: its leading labels with values, if any, its lines and its tables."""
    lines: list[str] = []
    paragraphs = cell.text.split("\n")
    taken = 0 if cell.nested else _leading(paragraphs)
    for line in paragraphs[:taken]:
        for label, value in _pairs(line):
            lines += page.take(label, value)
    if not cell.nested:
        return lines + [line for line in paragraphs[taken:] if line.strip()]
    for block in cell.blocks:
        lines += _lines(block) if isinstance(block, str) else _table(block, page)
    return lines


def _leading(lines: Sequence[str]) -> int:
    """Count the lines a cell opens with that are labels with values.

    Who speaks is no label: one that can be a speaker counts only when all lines are labels, and their values names.
    """
    found = [_pairs(line) for line in lines if line.strip()]
    names = [pair for pairs in found for pair in pairs]
    named = any(not is_role(label) for label, _ in names) or all(len(value) <= NAME for _, value in names)
    unsaid = not any(is_role(label) and SENTENCE.search(value) for label, value in names)
    if all(found) and named and unsaid and len({label for label, _ in names}) == len(names):
        return len(lines)
    for number, line in enumerate(lines):
        pairs = _pairs(line)
        if not pairs or any(is_role(label) for label, _ in pairs):
            return number
    return 0


def _pairs(line: str) -> list[tuple[str, str]]:
    """Split a line such as '时间：5月3日　　地　点：会议室'; empty when it does not open with a known label of metadata."""
    if not ("：" in line or ":" in line) or len(line) > LINE or "\n" in line:
        return []
    found: list[tuple[int, str, int]] = []
    start = 0
    for colon in re.finditer("[:：]", line):
        head = line[start : colon.start()]
        cuts = [0, *(blank.end() for blank in re.finditer(r"\s+", head))]
        cut = next((cut for cut in cuts if _is_field(head[cut:])), None)
        if cut is not None and (found or not head[:cut].strip()):
            found.append((start + cut, plain_label(head[cut:]), colon.end()))
            start = colon.end()
        elif not found:
            return []
    ends = [begin for begin, _, _ in found[1:]] + [len(line)]
    return [(label, line[behind:end].strip()) for (_, label, behind), end in zip(found, ends, strict=True)]


def _is_field(label: str) -> bool:
    return 0 < len(label.strip()) <= LINE // 5 and is_metadata(label) and not Cell((label,)).is_section


def _turn(row: Sequence[Cell], page: Page) -> list[str]:
    """Write a row of a conversation as people write it."""
    speech = _plain(row[1], page)
    return [f"{row[0].label}：{speech[0]}", *speech[1:]] if row[0].label and speech else [*_lines(row[0].text), *speech]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _join(groups: Sequence[Sequence[str]]) -> list[str]:
    """Write the cells of a row: those of one line beside each other, with tabs between them; longer ones as lines."""
    lines: list[str] = []
    for short, run in groupby((group for group in groups if group), key=lambda group: len(group) == 1):
        if short:
            lines.append("\t".join(group[0].strip() for group in run))
        else:
            lines += [line for group in run for line in group if line]
    return lines
