"""A sheet that is a form: labels beside or above their values, one record."""

import re
from collections.abc import Sequence

from pipeline.files.readers.columns import FORM
from pipeline.files.readers.sheet import Row
from pipeline.files.readers.text import normalise
from pipeline.model.metadata import SECTIONS, TEXT_LABELS, clean_label, is_metadata

_NUMBER = re.compile(r"[\d\s./:年月日-]+")


def is_form(rows: Sequence[Row]) -> bool:
    """Tell whether filled rows are a form: their first cells are mostly known labels, each said once."""
    cells = [_filled(row) for _, row in rows]
    cells = cells[1:] if len(cells[0]) == 1 else cells
    if not cells or (len(cells[0]) > 1 and all(map(_known, cells[0]))):  # a header over columns
        return False
    firsts = [row[0] for row in cells]
    known = [clean_label(label) for label in firsts if _known(label)]
    if len(known) < 2 or len(set(known)) < len(known):
        return False
    two_columns = max(map(len, cells)) == 2 and len(set(firsts)) == len(firsts)
    return 2 * len(known) >= len(firsts) or (two_columns and not any(map(_NUMBER.fullmatch, firsts)))


def read_form(rows: Sequence[Row]) -> tuple[str, dict[str, str]]:
    """Return text and metadata of a form, as a form in a Word file gives them: a known label and the cell behind it are metadata."""
    fields: dict[str, str] = {}
    lines: list[str] = []
    for place, (_, row) in enumerate(rows):
        cells = _filled(row)
        if place == 0 and len(cells) == 1 and not _known(cells[0]):
            fields[FORM] = cells[0]
        else:
            lines += _row(cells, fields)
    return normalise("\n".join(lines)), fields


def _row(cells: Sequence[str], fields: dict[str, str]) -> list[str]:
    lines: list[str] = []
    place = 0
    while place < len(cells):
        label = cells[place].rstrip(":：").strip()
        if place + 1 < len(cells) and is_metadata(label) and not _is_prose(label) and label not in fields:
            fields[label] = cells[place + 1]
            place += 2
        else:
            lines.append(cells[place])
            place += 1
    return lines


def _filled(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]


def _known(label: str) -> bool:
    return is_metadata(label) or _is_prose(label)


def _is_prose(label: str) -> bool:
    return clean_label(label) in SECTIONS or clean_label(label) in TEXT_LABELS
