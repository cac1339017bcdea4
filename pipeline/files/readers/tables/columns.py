"""What the columns of a table are: its header row, its text, its metadata."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.files.readers.tables.sheet import Area, Row
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.metadata import FIELDS, SECTIONS, TEXT_LABELS, clean_label, column_of, is_metadata
from pipeline.model.settings import Ingest

PROSE = 15  # mean letters of a column that is taken for text when no column is called text
ANSWER = 5  # the same below a question
TOP = 20  # the header stands within so many filled rows
FORM = "表名"
REMARK = "说明"

_QUESTION = re.compile("[?？]|您|请|什么|如何|怎么|怎样|为什么|哪些|what|how|why|which|describe", re.IGNORECASE)
_PAIR = re.compile(r"(?P<label>[^:：\n]{1,20})[:：]\s*(?P<value>\S.*)", re.DOTALL)
_MAPPED = ("title", "date", "organisation", "kind")


@dataclass(frozen=True)
class Columns:
    """What each column of a table is.

    Parameters
    ----------
    labels : sequence of str
        One per column; empty for an empty column.
    texts : sequence of str
        Labels of the columns that hold text, in the order of the table.
    names : mapping of str to str
        Under which label a column's metadata goes, where it is not its own; these come first.
    speaker : str
        Label of the column that says who speaks; empty when none does.
    doubts : tuple of Both
        What was guessed.
    """

    labels: Sequence[str]
    texts: Sequence[str]
    names: Mapping[str, str] = field(default_factory=dict)
    speaker: str = ""
    doubts: tuple[Both, ...] = ()


def header_row(rows: Sequence[Row], wanted: Sequence[str]) -> int:
    """Find the header among filled rows.

    Parameters
    ----------
    rows : sequence of Row
        Filled rows.
    wanted : sequence of str
        Columns that the settings name; a row that holds one is the header.

    Returns
    -------
    int
        Its place: the first row that names a text column, or that fills most of the table's width and is no line of a title block.
    """
    top = rows[:TOP]
    for place, (_, row) in enumerate(top):
        if any(_is(cell, label) for cell in row for label in wanted):
            return place
    for place, (_, row) in enumerate(top):
        if any(clean_label(cell) in TEXT_LABELS for cell in row):
            return place
    widest = max(sum(map(bool, map(str.strip, row))) for _, row in rows[: TOP * 5])
    for place, (_, row) in enumerate(top):
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) >= max(min(2, widest), 0.6 * widest) and not all(_PAIR.fullmatch(cell) for cell in cells):
            return place
    return 0


def labels_of(rows: Sequence[Row], place: int, merged: Sequence[Area]) -> tuple[list[str], int, int]:
    """Return a label for every column, so that none is lost, where the header begins, and where the rows below it do.

    A column without a label gets its number, one said twice a count. Under merged labels the row below tells the columns apart.
    """
    top, above, below = _levels(rows, place, merged)
    names: list[str] = []
    for column in range(max(len(row) for _, row in rows)):
        name = _joined(above, below, column)
        name = name or (f"第{column + 1}列" if any(_cell(row, column) for _, row in rows[place:]) else "")
        names.append(f"{name} {names.count(name) + 1}" if name and name in names else name)
    return names, top, top + (1 if below is None else 2)


def title_block(rows: Sequence[Row]) -> dict[str, str]:
    """Return as metadata what stands above the header: the table's name, pairs of label and value, remarks."""
    fields: dict[str, str] = {}
    remarks: list[str] = []
    for cell in dict.fromkeys(cell.strip() for _, row in rows for cell in row if cell.strip()):
        pair = _PAIR.fullmatch(cell)
        if pair and pair["label"].strip() not in fields:
            fields[pair["label"].strip()] = pair["value"].strip()
        elif FORM not in fields and not pair:
            fields[FORM] = cell
        else:
            remarks.append(cell)
    return fields | ({REMARK: " ".join(remarks)} if remarks else {})


def settle(labels: Sequence[str], rows: Sequence[Mapping[str, str]], limits: Ingest) -> Columns:
    """Decide what each column is: as the settings say, else by its label and by how wordy it is.

    Raises
    ------
    DocumentError
        When a column that the settings name is none of the table's, or no column holds text.
    """
    doubts: list[Both] = []
    named = {key: _found(label, labels, doubts) for key, label in named_columns(limits)}
    texts = [label for key in limits.text_columns if (label := named[key])]
    if limits.text_columns and not texts:
        raise _missing(limits.text_columns[0], labels)
    mapped = {key: named.get(f"{key}_column", "") for key in (*_MAPPED, "speaker")}
    if not texts:
        texts = _guess([label for label in labels if label not in mapped.values()], rows)
        doubts += _guessed(texts)
    if not texts:
        raise DocumentError(
            f"no column with text; call one 'text'. Found: {', '.join(filter(None, labels))[:200]}",
            f"没有找到正文列，请把正文那一列命名为“正文”。现有列：{'、'.join(filter(None, labels))[:200]}",
        )
    names = {mapped[key]: _label(key, labels) for key in _MAPPED if mapped[key] and column_of(mapped[key]) != key}
    names |= {mapped[key]: mapped[key] for key in _MAPPED if mapped[key] and mapped[key] not in names}
    return Columns(labels, sorted(texts, key=list(labels).index), names, mapped["speaker"], tuple(doubts))


def named_columns(limits: Ingest) -> Iterator[tuple[str, str]]:
    """Yield each column that the settings name, behind a key: its setting, or itself where it is one of several."""
    yield from ((label, label) for label in limits.text_columns)
    for key in (*_MAPPED, "speaker"):
        label = getattr(limits, f"{key}_column")
        if label:
            yield f"{key}_column", label


def _levels(rows: Sequence[Row], place: int, merged: Sequence[Area]) -> tuple[int, list[str], list[str] | None]:
    """Return where the header begins, its row with merged labels over all their columns, and the row that tells these apart, if any."""
    for upper in (place - 1, place):
        if upper < 0 or upper + 1 >= len(rows) or rows[upper + 1][0] != rows[upper][0] + 1:
            continue
        number, row = rows[upper]
        wide = [area for area in merged if area.top == area.bottom == number and area.right > area.left]
        if wide and sum(bool(cell.strip()) for cell in row) > 1:
            above = list(row) + [""] * (max(area.right for area in wide) - len(row))
            for area in wide:
                above[area.left - 1 : area.right] = [above[area.left - 1]] * (area.right - area.left + 1)
            return upper, above, rows[upper + 1][1]
    return place, rows[place][1], None


def _joined(above: Sequence[str], below: Sequence[str] | None, column: int) -> str:
    upper, lower = _cell(above, column), _cell(below or (), column)
    if not upper or not lower or is_metadata(lower) or clean_label(lower) in TEXT_LABELS:
        return lower or upper
    return f"{upper} {lower}"


def _cell(row: Sequence[str], column: int) -> str:
    return " ".join(row[column].split()) if column < len(row) else ""


def _is(cell: str, label: str) -> bool:
    return bool(cell.strip()) and clean_label(cell) == clean_label(label)


def _found(label: str, labels: Sequence[str], doubts: list[Both]) -> str:
    """Return the table's own label for a column that the settings name; empty, with a doubt, when it belongs to another table."""
    own = next((each for each in labels if _is(each, label)), "")
    if not own:
        if difflib.get_close_matches(label, labels, n=1, cutoff=0.75):
            raise _missing(label, labels)
        doubts.append(
            Both(
                f"这个表没有设置里写的列：{label}", f"the settings name a column that this table does not have: {label}"
            )
        )
    return own


def _missing(label: str, labels: Sequence[str]) -> DocumentError:
    near = difflib.get_close_matches(label, labels, n=1)
    listed = [each for each in labels if each]
    return DocumentError(
        f"no column {label!r}, which [ingest] names"
        + (f"; did you mean {near[0]!r}?" if near else ";")
        + f" its columns: {', '.join(listed)[:300]}",
        f"没有 [ingest] 里写的列“{label}”"
        + (f"，是不是“{near[0]}”？" if near else "。")
        + f"现有列：{'、'.join(listed)[:300]}",
    )


def _label(key: str, labels: Sequence[str]) -> str:
    """Return a label that names a column of the documents, in the table's language and not yet in it."""
    chinese = any(not label.isascii() for label in labels)
    known = sorted(FIELDS[key], key=lambda label: label.isascii() == chinese)
    return next(label for label in known if label not in labels)


def _guess(labels: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[str]:
    held = [label for label in labels if label and (clean_label(label) in TEXT_LABELS or not is_metadata(label))]
    return [label for label in held if clean_label(label) in TEXT_LABELS or _is_prose(label, rows)]


def _guessed(texts: Sequence[str]) -> list[Both]:
    if all(clean_label(label) in TEXT_LABELS | SECTIONS for label in texts):
        return []
    return [
        Both(
            f"正文取自：{'、'.join(texts)[:300]}（不对的话请在 run.toml 的 [ingest] text_columns 里写明）",
            f"text was taken from: {', '.join(texts)[:300]}; if that is wrong, name the columns in [ingest] text_columns of run.toml",
        )
    ]


def _is_prose(label: str, rows: Sequence[Mapping[str, str]]) -> bool:
    values = [row[label] for row in rows if row.get(label)]
    if not values:
        return False
    mean = sum(map(_letters, values)) / len(values)
    many = len(values) == 1 or len(set(values)) * 2 > len(values)  # an answer that is ticked comes back
    return mean >= PROSE or (mean >= ANSWER and many and bool(_QUESTION.search(label)))


def _letters(value: str) -> int:
    """Count the letters of prose; an address, a number or a time has none."""
    if value.isascii() and not re.search(r"[A-Za-z'’,]+\s+[A-Za-z]", value):
        return 0
    return sum(letter.isalpha() or letter in " ，。,.'" for letter in value)
