"""The text of WordprocessingML, walked element by element: python-docx passes over content controls, text boxes, notes and revisions."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.files.readers.office.grid import Block, Cell, Table
from pipeline.files.readers.office.markup import sign

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
NOTES = ("footnote", "endnote")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")

_OPEN = frozenset(
    f"{W}{name}" for name in "ins moveTo customXml smartTag sdtContent hyperlink fldSimple dir bdo rubyBase".split()
)
"""What only wraps text, cells or rows."""
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_PICTURES = frozenset((f"{_A}blip", f"{_V}imagedata"))
_OBJECTS = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{urn:schemas-microsoft-com:office:office}OLEObject",
    )
)
WIDEST = 1000  # columns that one cell may go over


def pretransitional(data: bytes) -> bytes:
    """Give Strict Office Open XML the names of the common (transitional) form; all else is the same there."""
    return (
        _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data) if b"purl.oclc.org/ooxml" in data else data
    )


@dataclass
class _Paragraph:
    """A paragraph being read: its text, the text boxes and notes anchored in it, and the fields that are open."""

    hidden: bool
    pieces: list[str] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)
    instructions: list[bool] = field(default_factory=list)

    def add(self, text: str) -> None:
        if not any(self.instructions):
            self.pieces.append(text)


@dataclass
class Body:
    """The body of a Word file.

    Parameters
    ----------
    notes : mapping
        Per kind (footnote, endnote) the elements of the notes by their id.
    hidden : frozenset of str
        Styles whose text is hidden.
    left_out : Counter
        Counts what is left out.
    blocks : list of Block
        What is read.
    pictures : int
        How many pictures there are.
    """

    notes: Mapping[str, dict[str, Any]]
    hidden: frozenset[str]
    left_out: Counter[str]
    blocks: list[Block] = field(default_factory=list)
    pictures: int = 0

    def read(self, root: Any) -> None:
        """Read the body under the root of the main part; raises ValueError when there is none."""
        body = root.find(f"{W}body")
        if body is None:
            raise ValueError("no body")
        self.blocks = self._blocks(body)

    def _inside(self, parent: Any) -> Iterator[Any]:
        """Go through the children, through what only wraps them; deleted ones and unfilled prompts are passed over."""
        for child in parent:
            tag = child.tag
            if tag in _OPEN:
                yield from self._inside(child)
            elif tag == f"{W}sdt":
                yield from self._control(child)
            elif tag == f"{W}del":
                self.left_out["deletions"] += any(child.itertext(f"{W}delText", f"{W}t"))
            elif tag == _ALTERNATE:  # the same content twice, for new and old programs
                yield from self._inside(child[0] if len(child) else child)
            elif tag != f"{W}moveFrom":
                yield child

    def _control(self, control: Any) -> Iterator[Any]:
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self.left_out["prompts"] += 1
            return
        for content in control.findall(f"{W}sdtContent"):
            yield from self._inside(content)

    def _blocks(self, parent: Any) -> list[Block]:
        blocks: list[Block] = []
        carried = ""  # of a paragraph whose end is deleted
        for child in self._inside(parent):
            if child.tag == f"{W}p":
                paragraph = self._paragraph(child)
                text = carried + "".join(paragraph.pieces)
                carried = ""
                if _is_end_deleted(child):
                    carried = text
                    blocks += paragraph.beside
                else:
                    blocks += [text, *paragraph.beside]
            elif child.tag == f"{W}tbl":
                blocks.append(self._table(child))
            elif child.tag == f"{W}altChunk":
                self.left_out["objects"] += 1
        return [*blocks, carried] if carried else blocks

    def _paragraph(self, element: Any) -> _Paragraph:
        style = element.find(f"{W}pPr/{W}pStyle") if self.hidden else None
        paragraph = _Paragraph(hidden=style is not None and style.get(f"{W}val") in self.hidden)
        for child in self._inside(element):
            if child.tag == f"{W}r":
                self._run(child, paragraph)
            elif child.tag.startswith(_M):
                paragraph.add("".join(child.itertext(f"{_M}t")))
        return paragraph

    def _run(self, run: Any, paragraph: _Paragraph) -> None:
        properties = run.find(f"{W}rPr")
        if self._is_hidden(properties, paragraph):
            self.left_out["hidden"] += any(text.strip() for text in run.itertext(f"{W}t"))
            return
        for child in self._inside(run):
            tag = child.tag
            if tag == f"{W}t":
                paragraph.add((child.text or "").replace("\n", " "))
            elif tag in _SIGNS:
                paragraph.add(_SIGNS[tag])
            elif tag in _DRAWN:
                self._drawn(child, paragraph.beside)
            else:
                self._rare(child, paragraph)

    def _is_hidden(self, properties: Any, paragraph: _Paragraph) -> bool:
        if properties is None:
            return paragraph.hidden
        mark = properties.find(f"{W}vanish")
        if mark is not None:
            return mark.get(f"{W}val") not in ("0", "false", "off")
        style = properties.find(f"{W}rStyle") if self.hidden else None
        return paragraph.hidden or (style is not None and style.get(f"{W}val") in self.hidden)

    def _rare(self, child: Any, paragraph: _Paragraph) -> None:
        name = child.tag.removeprefix(W)
        if name == "fldChar":
            _field(child, paragraph)
        elif name == "sym":
            shown = sign(child.get(f"{W}font", ""), int(child.get(f"{W}char", "0"), 16))
            self.left_out["symbols"] += not shown
            paragraph.add(shown)
        elif name == "commentReference":
            self.left_out["comments"] += 1
        elif name == "ruby":
            self.left_out["readings"] += 1
            for run in self._inside(child):
                if run.tag == f"{W}r":
                    self._run(run, paragraph)
        else:
            self._note(name.removesuffix("Reference"), child.get(f"{W}id"), paragraph)

    def _note(self, kind: str, number: str | None, paragraph: _Paragraph) -> None:
        note = self.notes.get(kind, {}).pop(number or "", None)
        if note is not None:
            paragraph.beside += [block.strip() if isinstance(block, str) else block for block in self._blocks(note)]

    def _drawn(self, element: Any, blocks: list[Block]) -> None:
        """Read what is drawn: text boxes as paragraphs; pictures, diagrams and other objects are counted."""
        for child in self._inside(element):
            tag = child.tag
            if tag == f"{W}txbxContent":
                blocks += self._blocks(child)
            elif tag == f"{_A}p":
                blocks.append("".join(child.itertext(f"{_A}t")))
            elif tag == f"{_V}textpath":
                blocks.append(child.get("string", ""))
            else:
                self.pictures += tag in _PICTURES
                self.left_out["objects"] += tag in _OBJECTS
                self._drawn(child, blocks)

    def _table(self, element: Any) -> Table:
        rows: list[list[_Merged]] = []
        above: dict[int, _Merged] = {}
        for row in self._inside(element):
            if row.tag != f"{W}tr":
                continue
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.left_out["deletions"] += 1
            elif properties is not None and properties.find(f"{W}hidden") is not None:
                self.left_out["hidden"] += 1
            else:
                rows.append(self._cells(row, _number(properties, "gridBefore", 0), above))
        return Table(
            tuple(tuple(Cell(tuple(cell.blocks), cell.column, cell.width, cell.height) for cell in row) for row in rows)
        )

    def _cells(self, row: Any, column: int, above: dict[int, "_Merged"]) -> list["_Merged"]:
        cells: list[_Merged] = []
        for element in self._inside(row):
            if element.tag != f"{W}tc":
                continue
            properties = element.find(f"{W}tcPr")
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                self.left_out["deletions"] += 1
                continue
            width = _number(properties, "gridSpan", 1)
            merged = _merge(properties, "vMerge")
            if merged == "continue" and column in above:
                above[column].height += 1
                self._unseen(element)
            elif _merge(properties, "hMerge") == "continue" and cells:
                cells[-1].width += width
                self._unseen(element)
            else:
                cells.append(_Merged(self._blocks(element), column, width))
                above.pop(column, None)
                if merged:
                    above[column] = cells[-1]
            column += width
        return cells

    def _unseen(self, cell: Any) -> None:
        """Count what stands in a cell that another one covers: Word does not show it."""
        self.left_out["hidden"] += any(text.strip() for text in cell.itertext(f"{W}t"))


@dataclass
class _Merged:
    blocks: list[Block]
    column: int
    width: int
    height: int = 1


def _number(properties: Any, name: str, default: int) -> int:
    mark = properties.find(f"{W}{name}") if properties is not None else None
    return default if mark is None else min(max(int(mark.get(f"{W}val", default)), default), WIDEST)


def _merge(properties: Any, name: str) -> str:
    """Return restart, continue or nothing."""
    mark = properties.find(f"{W}{name}") if properties is not None else None
    return "" if mark is None else str(mark.get(f"{W}val", "continue"))


def _is_end_deleted(paragraph: Any) -> bool:
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(properties.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))


def _field(mark: Any, paragraph: _Paragraph) -> None:
    """Follow a field: its instruction is not shown, its result is; old check boxes and drop-downs show their state."""
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        paragraph.add(_form_field(mark))
        paragraph.instructions.append(True)
    elif paragraph.instructions and kind == "separate":
        paragraph.instructions[-1] = False
    elif paragraph.instructions and kind == "end":
        paragraph.instructions.pop()


def _form_field(mark: Any) -> str:
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        states = [box.find(f"{W}{name}") for name in ("checked", "default")]
        state = next((each.get(f"{W}val", "1") for each in states if each is not None), "0")
        return "☐" if state in ("0", "false", "off") else "☑"
    listed = mark.find(f"{W}ffData/{W}ddList")
    if listed is None:
        return ""
    entries = [entry.get(f"{W}val", "") for entry in listed.findall(f"{W}listEntry")]
    chosen = listed.find(f"{W}result")
    place = int(chosen.get(f"{W}val", "0")) if chosen is not None else 0
    return entries[place] if 0 <= place < len(entries) else ""
