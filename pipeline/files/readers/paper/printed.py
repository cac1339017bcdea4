"""Printed lines back to running text: what the layout repeats is left out, what it broke is joined."""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.scripts import CHINESE, CHINESE_SIGNS

_ZONE = 0.15  # of the page's height, at both ends: where running headers and footers stand
_SHARE = 0.4  # of the pages: a header may change from left to right pages and be missing on the first
_EM = 1.2  # sizes that a line is shifted before it counts as indented
_GAP = 1.3  # times the usual distance between lines, from which a paragraph ends
_FULL = 0.8  # of the width between even margins

# numbers that may be a page's; one in the middle, as in 第3次督导, belongs to the text
_NUMBERS = re.compile(
    r"^\W*\d+|\d+\W*$|(?<=第)\s*[\d一二三四五六七八九十百零〇]+\s*(?=页)|(?<=[pP]age)\s*\d+|(?<=共)\s*\d+\s*(?=页)|\d+\s*[/／]\s*\d+"
)
_PAGE = re.compile(r"\W*(?:第|page|p\.?)?\W*#\W*页?\W*(?:(?:/|／|of|共)\W*#\W*页?)?\W*", re.IGNORECASE)
_ITEM = re.compile(
    r"[-–•·●○◆▪■*]\s|[（(]?\d{1,3}[.、)）．](?!\d)|[（(]?[一二三四五六七八九十]+[、)）.．]|第[一二三四五六七八九十\d]+[章节条次]"
)
_LABEL = re.compile(r"[^\W\d_][^：:，。,.!?！？]{0,24}[：:]")
_STOP = re.compile(r"[。！？!?.…；;][”’\"'）)」』]*$")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_CLOSED = re.compile(f"[{CHINESE}{CHINESE_SIGNS}]")
# second halves of compounds that keep their hyphen: follow-up, check-in, community-based, well-being, long-term
_TAILS = frozenset("up down in out on off by to of and the based being term time led wide side free like self".split())
_HEADS = frozenset("self non co well long short face one peer ex".split())


@dataclass(frozen=True)
class Line:
    """A printed line: its text, and its place on the page in points from below left.

    Parameters
    ----------
    text : str
        Without blanks around it and without a hyphen that only the line's end made.
    left, right, base, size : float
        Where it begins and ends, how high it stands, how large it is.
    head : float
        How wide its first word is: what would have had to fit on the line above.
    blank : bool
        Whether a blank ended it.
    hyphen : bool
        Whether a hyphen ended it.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    head: float = 0.0
    blank: bool = False
    hyphen: bool = False


@dataclass(frozen=True)
class Page:
    """A page's lines in the order of the file, and its size in points."""

    lines: tuple[Line, ...]
    width: float
    height: float


@dataclass(frozen=True)
class _Block:
    """Lines below each other: their margins, and which of them were filled up to the last word that fitted."""

    left: float
    full: frozenset[int]


def without_running(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """Leave out headers, footers and page numbers that stand at the same place on most pages; say how many lines that were."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    printed = sum(bool(page.lines) for page in pages)
    running = {
        key for key, count in seen.items() if count >= max(2 if _PAGE.fullmatch(key[0]) else 3, _SHARE * printed)
    }
    kept = []
    for page in pages:
        edges = set(map(id, _edges(page)))
        lines = [line for line in page.lines if id(line) not in edges or _key(line) not in running]
        kept.append(replace(page, lines=tuple(lines)))
    return kept, sum(len(page.lines) for page in pages) - sum(len(page.lines) for page in kept)


def running_text(pages: Sequence[Page]) -> tuple[str, tuple[int, ...], int]:
    """Put the lines of all pages together.

    Returns
    -------
    text : str
        A paragraph per line: what the layout broke is joined, without a blank between Chinese.
    starts : tuple of int
        Where each page begins; a page without text begins where the next one does.
    hyphens : int
        How many words were joined across a hyphen that was taken for one of the line's end.
    """
    words = Counter(word.lower() for page in pages for line in page.lines for word in _WORD.findall(line.text))
    leading = _leading(pages)
    parts: list[str] = []
    starts: list[int] = []
    length = hyphens = 0
    before: tuple[Line, _Block, int, bool] | None = None  # the line above, its block, its number, whether on this page
    for page in pages:
        started = False
        for line, block, number in _blocks(page):
            between = "\n" if parts else ""
            if before and _continues(before, line, block, leading):
                between = _between(before[0], line, words)
                hyphens += before[0].hyphen and not between
            elif before and before[0].hyphen:
                between = "-\n"
            parts += [between, line.text]
            length += len(between)
            if not started:
                starts.append(length)
                started = True
            length += len(line.text)
            before = (line, block, number, True)
        if before:
            before = (*before[:3], False)
        if not started:
            starts.append(-1)
    tail = "-" if before and before[0].hyphen else ""
    return "".join(parts) + tail, _filled(starts, length + len(tail)), hyphens


def _filled(starts: Sequence[int], end: int) -> tuple[int, ...]:
    places = []
    for start in reversed(starts):
        end = start if start >= 0 else end
        places.append(end)
    return (0, *reversed(places[:-1])) if places else ()


def _edges(page: Page) -> list[Line]:
    """Return the three highest and the three lowest lines, where they stand at the ends of the page."""
    lines = sorted(page.lines, key=lambda line: -line.base)
    top = [line for line in lines[:3] if line.base > (1 - _ZONE) * page.height]
    return top + [line for line in lines[-3:] if line.base < _ZONE * page.height]


def _key(line: Line) -> tuple[str, int]:
    return _NUMBERS.sub("#", line.text), round(line.base / 8)


def _blocks(page: Page) -> Iterator[tuple[Line, _Block, int]]:
    """Yield each line with its block and its number there; a block ends where the lines go up again or beside, as at a column."""
    held: list[Line] = []
    for line in page.lines:
        if held and not _below(held[-1], line):
            yield from _numbered(held, page)
            held = []
        held.append(line)
    yield from _numbered(held, page)


def _below(above: Line, line: Line) -> bool:
    return line.base <= above.base + 0.3 * above.size and line.left < above.right and line.right > above.left


def _numbered(lines: Sequence[Line], page: Page) -> Iterator[tuple[Line, _Block, int]]:
    if lines:
        left = min(line.left for line in lines)
        margins = [_margin(line, lines, page.width) for line in lines]
        full = [number for number in range(len(lines)) if _is_full(number, lines, margins[number])]
        # the longest of some short lines is not full; some that end there are, or one that reaches to an even margin
        full = [number for number in full if len(full) > 2 or margins[number] >= _FULL * (page.width - left)]
        block = _Block(left, frozenset(full))
        yield from ((line, block, number) for number, line in enumerate(lines))


def _is_full(number: int, lines: Sequence[Line], margin: float) -> bool:
    """Tell whether the first word of the next line would not have fitted on a line."""
    line = lines[number]
    head = lines[number + 1].head if number + 1 < len(lines) else line.size
    return line.right + head + 0.25 * line.size > margin - 0.2 * line.size


def _margin(line: Line, lines: Sequence[Line], width: float) -> float:
    """Return how far lines like this one reach, not counting a single one that reaches further."""
    alike = [
        other
        for other in lines
        if abs(other.left - line.left) < 3 * line.size and abs(other.size - line.size) < 0.1 * line.size
    ]
    reached = sorted((other.right for other in alike), reverse=True)
    if len(alike) < 3:
        return max(reached[0], _FULL * (width - line.left))
    most = max(2, len(alike) // 7)
    for right in reached[: -most or None]:
        if right < 0.85 * reached[0]:
            break
        if sum(right - 3 * line.size <= other <= right for other in reached) >= most:
            return right
    return reached[0]


def _continues(before: tuple[Line, _Block, int, bool], line: Line, block: _Block, leading: float) -> bool:
    """Tell whether a line goes on with the paragraph of the line above."""
    above, its, number, same_page = before
    if above.hyphen and same_page:
        return True
    if abs(above.size - line.size) > 0.1 * line.size or number not in its.full or _ITEM.match(line.text):
        return False
    if _STOP.search(above.text) and (_LABEL.match(line.text) or not same_page or block is not its):
        return False
    if block is not its or not same_page:
        return line.left - block.left < _EM * line.size
    if above.base - line.base > _GAP * leading * line.size:
        return False
    return line.left - above.left < _EM * line.size or bool(_ITEM.match(above.text))


def _leading(pages: Sequence[Page]) -> float:
    """Return the usual distance of lines, in sizes."""
    found = [
        (above.base - line.base) / line.size
        for page in pages
        for above, line in zip(page.lines, page.lines[1:], strict=False)
        if line.size
        and abs(above.size - line.size) < 0.1 * line.size
        and 0.5 < (above.base - line.base) / line.size < 3
    ]
    return statistics.median_low(found) if found else 1.5


def _between(above: Line, line: Line, words: Counter[str]) -> str:
    """Return what stands between two lines of a paragraph."""
    if above.hyphen:
        return "-" if _is_compound(above.text, line.text, words) else ""
    closed = [bool(_CLOSED.match(letter)) for letter in (above.text[-1:], line.text[:1])]
    if all(closed) or (any(closed) and not above.blank):
        return ""
    return " "


def _is_compound(above: str, line: str, words: Counter[str]) -> bool:
    """Tell whether a hyphen at a line's end belongs to the word: it stands so elsewhere, or both halves are words."""
    first, second = re.search(r"[A-Za-z-]*$", above), _WORD.match(line)
    if not first or not first[0] or not second:
        return True  # 2024-, A-: no word that was broken
    head, tail = first[0].lower(), second[0].lower()
    if words[f"{head}-{tail}"] or tail in _TAILS or head in _HEADS or second[0][0].isupper():
        return True
    if words[head + tail]:
        return False
    return words[head] > 1 and words[tail] > 1  # once is the broken word itself
