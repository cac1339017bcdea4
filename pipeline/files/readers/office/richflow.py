"""Paragraphs and tables of rich text, put together from the marks that end them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.files.readers.office.grid import Block, Cell, Table

DEEPEST = 30  # tables in tables
NEAR = 30  # twips by which edges of one column differ from row to row
FLAGS = frozenset(("clvmgf", "clvmrg", "clmgf", "clmrg"))
TABLE_WORDS = FLAGS | {
    "intbl",
    "itap",
    "pard",
    "trowd",
    "cellx",
    "cell",
    "row",
    "nestcell",
    "nestrow",
    "nesttableprops",
}

_Row = tuple[list[list[Block]], list[tuple[int, str]]]


@dataclass
class _Level:
    """A depth of the page: the body, or the cell of a table being filled, with what is finished of its table."""

    blocks: list[Block] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


@dataclass
class Flow:
    """What is read so far."""

    pieces: list[str] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=lambda: [_Level()])
    depth: int = 0
    edges: list[tuple[int, str]] = field(
        default_factory=list
    )  # right edges of the row's cells, and how they are merged
    outer_edges: list[tuple[int, str]] = field(default_factory=list)
    flag: str = ""

    def end_paragraph(self, depth: int | None = None) -> None:
        """Put the paragraph where it belongs, and behind it the notes and text boxes anchored in it."""
        self._reach(self.depth if depth is None else depth)
        text = "".join(self.pieces)
        if any("\ud800" <= sign <= "\udfff" for sign in text):  # two halves of a character
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.levels[-1].blocks += [text, *self.beside]
        self.pieces, self.beside = [], []

    def finish(self) -> list[Block]:
        """Return all blocks."""
        if self.pieces or self.beside:
            self.end_paragraph()
        self._reach(0)
        return self.levels[0].blocks

    def table_word(self, word: str, number: int | None) -> None:
        """Obey a control word of tables."""
        if word in ("cell", "nestcell"):
            self.end_paragraph(1 if word == "cell" else max(self.depth, 2))
            level = self.levels[-1]
            level.cells.append(level.blocks)
            level.blocks = []
        elif word in ("row", "nestrow"):
            self._end_row(1 if word == "row" else max(self.depth, 2))
        elif word in FLAGS:
            self.flag = word
        elif word == "cellx":
            self.edges.append((number or 0, self.flag))
            self.flag = ""
        elif word == "trowd":
            self.edges, self.flag = [], ""
        elif word == "nesttableprops":
            self.outer_edges = self.edges
        else:
            self._set_depth(word, number)

    def _set_depth(self, word: str, number: int | None) -> None:
        if word == "pard":
            self.depth = 0
        elif word == "intbl":
            self.depth = max(self.depth, 1)
        else:
            self.depth = min(max(number or 0, 0), DEEPEST)

    def _end_row(self, depth: int) -> None:
        self._reach(depth)
        level = self.levels[-1]
        if level.cells:
            level.rows.append((level.cells, self.edges))
        level.cells = []
        if depth > 1:
            self.edges = self.outer_edges

    def _reach(self, depth: int) -> None:
        """Go to a depth: deeper tables end, those that are not yet there begin."""
        while len(self.levels) - 1 > depth:
            level = self.levels.pop()
            if level.cells or level.blocks:
                level.rows.append(([*level.cells, level.blocks] if level.blocks else level.cells, self.edges))
            self.levels[-1].blocks.append(_table(level.rows))
        while len(self.levels) - 1 < depth:
            self.levels.append(_Level())


def _table(rows: list[_Row]) -> Table:
    """Find the columns by the edges of all rows, and the merged cells by their marks."""
    columns = _columns(edge for _, edges in rows for edge, _ in edges)
    made: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # column to the place of the cell that is merged downwards
    for cells, edges in rows:
        row: list[Cell] = []
        column = 0
        made.append(row)
        for place, blocks in enumerate(cells):
            edge, flag = edges[place] if place < len(edges) else (None, "")
            end = max(columns[edge], column + 1) if edge is not None else column + 1
            if flag == "clmrg" and row:
                row[-1] = Cell(row[-1].blocks, row[-1].column, end - row[-1].column, row[-1].height)
            elif flag == "clvmrg" and column in above:
                number, index = above[column]
                top = made[number][index]
                made[number][index] = Cell(top.blocks, top.column, top.width, len(made) - number)
            else:
                above[column] = (len(made) - 1, len(row))
                row.append(Cell(tuple(blocks), column, end - column))
            column = end
    return Table(tuple(map(tuple, made)))


def _columns(edges: Iterable[int]) -> dict[int, int]:
    """Number the edges from 1; those next to each other are one."""
    numbers: dict[int, int] = {}
    count, last = 0, -(10**10)
    for edge in sorted(set(edges)):
        count += edge - last > NEAR
        numbers[edge] = count
        last = edge
    return numbers
