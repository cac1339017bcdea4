"""A sheet that is a form: labels beside or above their values, one record."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.files.readers.plain.text import normalise
from pipeline.files.readers.tables.columns import FORM
from pipeline.files.readers.tables.sheet import Row
from pipeline.model.metadata import SECTIONS, TEXT_LABELS, clean_label, column_of, is_metadata, value_of

_NUMBER = re.compile(r"[\d\s./:年月日-]+")


def is_form(rows: Sequence[Row]) -> bool:
    """Tell whether filled rows are a form: below each other stand known labels, each said once, that open most of the rows."""
    held = [row for _, row in rows]
    held = held[1:] if len(_filled(held[0])) == 1 else held
    if not held or (len(_filled(held[0])) > 1 and all(map(_known, _filled(held[0])))):  # a header over columns
        return False
    firsts = [next((place, cell.strip()) for place, cell in enumerate(row) if cell.strip()) for row in held]
    column = Counter(place for place, label in firsts if _known(label)).most_common(1)
    known = [clean_label(label) for place, label in firsts if column and place == column[0][0] and _known(label)]
    if len(known) < 2 or len(set(known)) < len(known):
        return False
    labels = [label for _, label in firsts]
    header = column_of(labels[0])
    if header and all(value_of(header, label) not in (None, "other", label) for label in labels[1:]):  # its values
        return False
    two_columns = max(len(_filled(row)) for row in held) == 2 and len(set(labels)) == len(labels)
    return 2 * len(known) >= len(labels) or (two_columns and not any(map(_NUMBER.fullmatch, labels)))


def read_form(rows: Sequence[Row]) -> tuple[str, dict[str, str]]:
    """Return text and metadata of a form, as a form in a Word file gives them: a known label and the cell behind it are metadata."""
    fields: dict[str, str] = {}
    lines: list[str] = []
    for place, (_, row) in enumerate(rows):
        cells = _filled(row)
        if place == 0 and len(cells) == 1 and len(rows) > 1 and len(_filled(rows[1][1])) > 1:
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
