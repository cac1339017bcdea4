"""The blocks of a web page, walked without going deeper in calls however deep the page is."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipeline.files.readers.office.grid import Block, Cell, Table
from pipeline.files.readers.plain.text import normalise

WIDEST = 1000  # columns and rows that one cell may go over (colspan, as the standard limits it)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_COMMENTS = re.compile(r"mso-element\s*:\s*comment-list", re.IGNORECASE)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary ul""".split()
)
_SKIPPED = frozenset(
    "head script style template noscript iframe object embed svg math audio video canvas datalist rp select textarea".split()
)


@dataclass
class _Frame:
    """A table being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    busy: dict[int, int] = field(
        default_factory=dict
    )  # columns into which cells of rows above reach, and for how many rows
    blocks: list[Block] = field(default_factory=list)  # of the open cell
    span: tuple[int, int] = (1, 1)


@dataclass
class Walk:
    """What is read of a page so far."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    verbatim: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def read(self, root: Any) -> None:
        """Walk through a page without going deeper in calls."""
        node, entering = root, True
        depth = 0  # nodes are not compared: selectolax writes out both to do so
        while node is not None:
            inner = self._enter(node) if entering else None
            if inner is not None:
                node = inner
                depth += 1
                continue
            self._leave(node.tag)
            if depth == 0:
                break
            following = node.next
            entering = following is not None
            node = following if entering else node.parent
            depth -= not entering
        self._end_paragraph()

    def _enter(self, node: Any) -> Any:
        """Begin an element; return its first child, if that is to be read."""
        tag = node.tag
        if tag == "-text":
            self._add(node.text_content or "")
            return None
        if tag in _SKIPPED or tag.startswith("-") or tag == "rt" or self._is_hidden(node):
            self._passed_over(node, tag)
            return None
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "input":
            self.pieces.append(_input(node.attributes))
        elif tag in _BLOCKS:
            self._end_paragraph()
            self.verbatim += tag == "pre"
        elif tag in ("table", "tr", "td", "th"):
            self._enter_table(tag, node.attributes)
        return node.child

    def _leave(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_paragraph()
            self.verbatim -= tag == "pre" and self.verbatim > 0
        elif tag == "table" and self.frames:
            self._end_paragraph()
            self._move_strays()
            frame = self.frames.pop()
            self._target().append(Table(tuple(map(tuple, frame.rows))))
        elif tag in ("td", "th") and self.frames:
            self._end_cell()
        elif tag == "tr" and self.frames:
            frame = self.frames[-1]
            frame.busy = {column: rows - 1 for column, rows in frame.busy.items() if rows > 1}

    def _enter_table(self, tag: str, attributes: Any) -> None:
        self._end_paragraph()
        if tag == "table":
            self.frames.append(_Frame())
        elif self.frames:
            frame = self.frames[-1]
            self._move_strays()
            if tag == "tr":
                frame.rows.append([])
            else:
                frame.span = _span(attributes, "colspan"), _span(attributes, "rowspan")

    def _move_strays(self) -> None:
        """Put what stands in a table but in no cell, such as its caption, before it."""
        outer = self.frames[-2].blocks if len(self.frames) > 1 else self.blocks
        outer += self.frames[-1].blocks
        self.frames[-1].blocks = []

    def _end_cell(self) -> None:
        self._end_paragraph()
        frame = self.frames[-1]
        row = frame.rows[-1]
        column = row[-1].column + row[-1].width if row else 0
        width, height = frame.span
        while column in frame.busy:
            column += 1
        row.append(Cell(tuple(frame.blocks), column, width, height))
        frame.busy.update({column + place: height for place in range(width)} if height > 1 else {})
        frame.blocks = []

    def _target(self) -> list[Block]:
        return self.frames[-1].blocks if self.frames else self.blocks

    def _end_paragraph(self) -> None:
        lines = [line.strip(" ") for line in "".join(self.pieces).split("\n")]
        self.pieces = []
        text = "\n".join(lines).strip("\n")
        if text.strip():
            self._target().append(text)

    def _add(self, text: str) -> None:
        if self.verbatim:
            self.pieces.append(normalise(text))
            return
        text = _BLANKS.sub(" ", text)
        ended = not self.pieces or self.pieces[-1].endswith((" ", "\n"))
        self.pieces.append(text[1:] if ended and text.startswith(" ") else text)

    def _is_hidden(self, node: Any) -> bool:
        attributes = node.attributes
        if not attributes:
            return False
        style = attributes.get("style") or ""
        return "hidden" in attributes or bool(style and (_HIDDEN.search(style) or _COMMENTS.search(style)))

    def _passed_over(self, node: Any, tag: str) -> None:
        """Count what a person would not see, or sees elsewhere; the shown value of a choice is kept."""
        if tag == "select":
            self.pieces.append(_chosen(node))
        elif tag == "textarea":
            self.pieces.append(node.text(deep=True))
        elif tag == "rt":
            self.left_out["readings"] += 1
        elif tag not in _SKIPPED and not tag.startswith("-") and node.text(deep=True).strip():
            comments = _COMMENTS.search(node.attributes.get("style") or "")
            self.left_out["comments" if comments else "hidden"] += 1


def _span(attributes: Any, name: str) -> int:
    value = (attributes.get(name) or "").strip()
    return min(max(int(value), 1), WIDEST) if value.isascii() and value.isdecimal() and len(value) < 9 else 1


def _input(attributes: Any) -> str:
    kind = (attributes.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if "checked" in attributes else "☐"
    return attributes.get("value") or "" if kind in ("text", "date", "number", "email", "tel", "time") else ""


def _chosen(node: Any) -> str:
    options = node.css("option")
    chosen = [option for option in options if "selected" in option.attributes] or options[:1]
    return "、".join(" ".join(option.text(deep=True).split()) for option in chosen)
