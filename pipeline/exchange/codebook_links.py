"""What the patterns of a codebook say of each other: word sets and codes that must be there, circles, and how much they grow."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.exchange.yaml_nodes import Nodes
from pipeline.model.both import Both
from pipeline.model.codebook import Code, Sets, options_of
from pipeline.model.errors import CodebookError
from pipeline.model.expressions import Expression, Terms, parts_of, references_of, sets_of
from pipeline.model.patterns import MAX_GAPS, Gap, Piece
from pipeline.model.patterns import Sequence as Pieces

MOST_WAYS = 2000  # sequences that a pattern may be written out to, because it or its sets hold gaps
MOST_PIECES = 2000  # words of the longest of them
MOST_DEEP = 50  # sets inside sets


class Written(NamedTuple):
    """A pattern as read, with its code and its node."""

    expression: Expression
    code: str
    node: Any


def check_sets(read: Sequence[Written], sets: Sets, nodes: Nodes) -> None:
    """Refuse names of sets that are not there, sets that go round in a circle, and patterns that grow too large through their sets.

    Raises
    ------
    CodebookError
        At the first such pattern.
    """
    for written in read:
        for name in sets_of(written.expression):
            if name not in sets:
                nodes.code = written.code
                raise _unknown(
                    written.node,
                    nodes,
                    name,
                    sets,
                    Both("没有名为 {} 的词组", "there is no word set {}"),
                    Both("请在 sets 里定义", "Define it under 'sets'"),
                )
    links = {
        name: list(dict.fromkeys(inner for item in items for inner in sets_of(item.expression)))
        for name, items in sets.items()
    }
    depths: dict[str, int] = {}
    sizes: dict[str, _Size] = {}
    for written in read:
        nodes.code = written.code
        names = sets_of(written.expression)
        circle = next((found for name in names if (found := _circle(name, links, depths))), ())
        if circle:
            raise nodes.fault(
                written.node,
                f"the word sets go round in a circle: {' > '.join(circle)}; break it",
                f"词组互相引用成了环：{' > '.join(circle)}，请改掉其中一个",
            )
        if max((depths[name] for name in names), default=0) > MOST_DEEP:
            raise nodes.fault(
                written.node,
                f"word sets stand inside each other more than {MOST_DEEP} deep; write them flatter",
                f"词组套词组超过 {MOST_DEEP} 层，请写平一些",
            )
        if names:
            _refuse_large(written, sets, sizes, nodes)


def check_references(read: Sequence[Written], codes: Mapping[str, Code], nodes: Nodes) -> None:
    """Refuse references to codes that are not there, or that go round in a circle.

    Raises
    ------
    CodebookError
        At the first such pattern.
    """
    links: dict[str, list[str]] = {}
    for written in read:
        for name in references_of(written.expression):
            nodes.code = written.code
            if name not in codes or not written.code:
                said = Both("这里引用不到编码 {}", "there is no code {} to refer to here")
                cure = Both(
                    "请在某个编码的模式里写本编码本已有的编码", "Name one of this codebook, in the patterns of a code"
                )
                raise _unknown(written.node, nodes, name, codes, said, cure)
            links.setdefault(written.code, []).append(name)
            circle = _circle(written.code, links, {})
            if circle:
                raise nodes.fault(
                    written.node,
                    f"the codes refer to each other in a circle: {' > '.join(circle)}; break it",
                    f"编码互相引用成了环：{' > '.join(circle)}，请改掉其中一个",
                )


def _unknown(node: Any, nodes: Nodes, name: str, known: Iterable[str], said: Both, cure: Both) -> CodebookError:
    near = difflib.get_close_matches(name, known, n=1)
    hint_en, hint_zh = (f" Did you mean {near[0]!r}?", f"是不是想写 {near[0]!r}？") if near else ("", "")
    return nodes.fault(
        node, f"{said.en.format(repr(name))}.{hint_en} {cure.en}", f"{said.zh.format(repr(name))}。{hint_zh}{cure.zh}"
    )


def _circle(name: str, links: Mapping[str, Sequence[str]], depths: dict[str, int]) -> tuple[str, ...]:
    """Return the way from a name back to itself, or nothing; `depths` learns how deep the names without one are."""
    path: list[str] = []

    def visit(at: str) -> tuple[str, ...]:
        if at in depths:
            return ()
        if at in path:
            return (*path[path.index(at) :], at)
        if len(path) > 10 * MOST_DEEP:  # deep enough to be refused anyway
            depths[at] = len(path)
            return ()
        path.append(at)
        for inner in links.get(at, ()):
            found = visit(inner)
            if found:
                return found
        path.pop()
        depths[at] = 1 + max((depths[inner] for inner in links.get(at, ())), default=0)
        return ()

    return visit(name)


class _Size(NamedTuple):
    """Sequences that something is written out to because of its gaps, and the words and gaps of the longest."""

    ways: int
    pieces: int
    gaps: int


def _refuse_large(written: Written, sets: Sets, sizes: dict[str, _Size], nodes: Nodes) -> None:
    for part in parts_of(written.expression):
        if not isinstance(part, Terms):
            continue
        found = [_size(pieces, sets, sizes) for pieces in part.sequences]
        large = sum(size.ways for size in found) > MOST_WAYS or max(size.pieces for size in found) > MOST_PIECES
        if large or max(size.gaps for size in found) > MAX_GAPS:
            raise nodes.fault(
                written.node,
                f"through its word sets this pattern grows to more than {MOST_WAYS} sequences, {MOST_PIECES} words or {MAX_GAPS} gaps; "
                "write several, or sets without gaps",
                f"这条模式经词组展开后超过 {MOST_WAYS} 种、{MOST_PIECES} 个词或 {MAX_GAPS} 个间隔；请拆成几条，或让词组不含间隔",
            )


def _size(pieces: Pieces, sets: Sets, sizes: dict[str, _Size]) -> _Size:
    ways, length, gaps = 1, 0, 0
    for piece in pieces.pieces:
        inner = _size_of(piece, sets, sizes)
        ways *= inner.ways if inner.gaps else 1
        length += inner.pieces
        gaps += inner.gaps
    return _Size(ways, length, gaps)


def _size_of(piece: Piece, sets: Sets, sizes: dict[str, _Size]) -> _Size:
    name = getattr(piece, "name", "")
    if name in sizes:
        return sizes[name]
    options = [_size(sequence, sets, sizes) for sequence in options_of(piece, sets)]
    found = _Size(
        sum(option.ways for option in options) if options else 1,
        max((option.pieces for option in options), default=1),
        max((option.gaps for option in options), default=int(isinstance(piece, Gap))),
    )
    if name:
        sizes[name] = found
    return found
