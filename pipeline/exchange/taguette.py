"""Taguette codebooks in CSV: tags with descriptions, no patterns.

After Taguette's source: its export (taguette/export.py) writes the columns tag, description, number of highlights and number of
documents; its import (taguette/import_codebook.py) takes one column named tag, name or path, a description where there is one, in
any case of letters, and skips empty rows.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from pipeline.exchange.flat_words import beside_patterns
from pipeline.exchange.foreign_text import fault, lines_of
from pipeline.model.both import Both
from pipeline.model.codebook import Code, Codebook
from pipeline.model.dictionary import Dictionary, Dropped, Entry, Omitted, Written, shortened

NAMES = ("tag", "name", "path")
DESCRIPTION = "description"

COLUMN = Both("助力的编码本没有这一列", "Zhuli's codebooks have no such column")
NO_PATTERNS = Both("Taguette 的标签没有模式，由人来编码", "Taguette's tags have no patterns: people do the coding")


def read(text: str, name: str) -> Dictionary:
    """Read a Taguette codebook.

    Parameters
    ----------
    text : str
        The CSV file.
    name : str
        What messages call the file.

    Returns
    -------
    Dictionary
        One entry for a tag, with its description and without patterns. Other columns, such as the counts, are named in `dropped`.

    Raises
    ------
    CodebookError
        When the column of names is missing or there are two, when a row is too short or has no name, or a name stands twice.
    """
    lines_of(text, name)  # for its message about an empty file
    rows = _rows(text.removeprefix("\ufeff"), name)
    first, header = next(rows)
    columns = [cell.strip().lower() for cell in header]
    held = [columns.index(known) for known in NAMES if known in columns]
    if len(held) != 1:
        raise fault(
            name,
            first,
            f"the header must have one column named {', '.join(NAMES)}, it has {len(held)}; export the codebook from Taguette again",
            f"表头应恰有一列名为 {'、'.join(NAMES)}，现有 {len(held)} 列；请从 Taguette 重新导出编码本",
        )
    described = columns.index(DESCRIPTION) if DESCRIPTION in columns else None
    entries: dict[str, Entry] = {}
    for line, row in rows:
        entry = _entry(row, held[0], described, (name, line))
        if entry.name in entries:
            raise fault(
                name, line, f"the tag {entry.name!r} stands twice; remove one", f"标签 {entry.name!r} 重复，请删去一个"
            )
        entries[entry.name] = entry
    others = [cell for number, cell in enumerate(header) if number not in (held[0], described) and cell.strip()]
    dropped = [Dropped(first, shortened(cell), COLUMN) for cell in others]
    return Dictionary(name, tuple(entries.values()), tuple(dropped))


def write(codebook: Codebook) -> Written:
    """Write a codebook for Taguette's 'import codebook'.

    Parameters
    ----------
    codebook : Codebook
        The ids of its codes become the tags; names and definitions in both languages the descriptions.

    Returns
    -------
    Written
        Every pattern is in `dropped`.
    """
    text = StringIO()
    table = csv.writer(text)
    table.writerow(("tag", DESCRIPTION))
    dropped: list[Omitted] = []
    for code in codebook.codes:
        table.writerow((code.id, _description(code)))
        dropped += [Omitted(code.id, shortened(pattern.source), NO_PATTERNS) for pattern in code.patterns]
        dropped += beside_patterns(code)
    return Written(text.getvalue(), tuple(dropped))


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the line in which it begins."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise fault(
            name,
            line,
            f"not valid CSV ({error}); export the codebook from Taguette again",
            f"不是有效的 CSV（{error}）；请从 Taguette 重新导出编码本",
        ) from error


def _entry(row: list[str], named: int, described: int | None, place: tuple[str, int]) -> Entry:
    if len(row) <= max(named, described or 0):
        raise fault(*place, f"the row has only {len(row)} columns; fill it up", f"这一行只有 {len(row)} 列，请补全")
    if not row[named].strip():
        raise fault(*place, "the tag has no name; write one", "标签没有名称，请补上")
    description = row[described].strip() if described is not None else ""
    return Entry(row[named].strip(), description=description)


def _description(code: Code) -> str:
    parts = (code.name.zh, code.definition.zh), (code.name.en, code.definition.en)
    return "\n".join(f"{name}: {definition}" for name, definition in parts)
