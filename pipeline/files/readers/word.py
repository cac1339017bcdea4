"""Word documents (python-docx): paragraphs, and the form tables that supervision records are."""

import io
from collections.abc import Iterator
from typing import Any

from pipeline.files.readers.package import FAULTS, refuse_bomb
from pipeline.files.readers.text import normalise
from pipeline.model.errors import DocumentError
from pipeline.model.metadata import SECTIONS, clean_label, is_metadata
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

FORM = "表名"  # the name of the form, printed above its table, is metadata and no paragraph
TITLE = 30


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a Word file.

    Paragraphs and tables come in the order of the page. In a table a cell with a known label and the cell behind it become
    metadata, and so does the form's name above it; a cell that is a heading of prose stands as a line of its own above the prose.
    A merged cell counts once.

    Raises
    ------
    DocumentError
        When it is no Word file.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    refuse_bomb(data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        fields: dict[str, str] = {}
        items = list(document.iter_inner_content())
        blocks = [_block(item, fields) for item in items]
        if fields and not hasattr(items[0], "rows") and 0 < len(blocks[0].strip()) <= TITLE:
            fields = {FORM: blocks.pop(0).strip(), **fields}
    except (OpcError, LxmlError, *FAULTS) as error:
        raise DocumentError(
            f"not a readable Word file ({type(error).__name__}); open it in Word or WPS and save it as .docx",
            "Word 文件读不出来，请用 Word 或 WPS 打开后另存为 .docx",
        ) from error
    text = "\n".join(blocks)
    yield RawDocument(file=name, text=normalise(text.strip("\n")), fields=fields)


def _block(item: Any, fields: dict[str, str]) -> str:
    if hasattr(item, "rows"):
        return "\n".join(_table(item, fields))
    return str(item.text)


def _table(table: Any, fields: dict[str, str]) -> list[str]:
    lines: list[str] = []
    seen: set[Any] = set()  # the elements themselves: lxml's proxies are made anew, so their id() comes back
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                cells.append(cell)
        lines += _row(cells, fields)
    return lines


def _row(cells: list[Any], fields: dict[str, str]) -> list[str]:
    lines: list[str] = []
    place = 0
    while place < len(cells):
        cell = cells[place]
        label = cell.text.strip()
        following = cells[place + 1] if place + 1 < len(cells) else None
        if following is not None and is_metadata(label) and not _is_section(label):
            value = following.text.strip()
            if value:
                fields.setdefault(label.rstrip(":：").strip(), value)
            place += 2
            continue
        lines += [block for block in (_block(item, fields) for item in cell.iter_inner_content()) if block.strip()]
        place += 1
    return lines


def _is_section(label: str) -> bool:
    return clean_label(label) in SECTIONS
