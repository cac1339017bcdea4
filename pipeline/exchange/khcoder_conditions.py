"""Conditions of KH Coder's coding rules, read into Zhuli's patterns.

A condition is parts between blanks: words, `and` `or` `not` (`&` `|` `!` `&!` `|!`), brackets, `a+b` (a phrase), `'a b'` (characters),
`near(a-b)[n]`, `seq(a-b)[n]` (at most n words on, 10 where no n is given), `<*code>`. As in SQL, `not` binds most and `or` least.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.exchange.foreign_text import fault
from pipeline.exchange.khcoder_atoms import Lost, atom
from pipeline.model import expressions
from pipeline.model.both import Both
from pipeline.model.dictionary import Dropped, shortened
from pipeline.model.errors import CodebookError
from pipeline.model.patterns import PatternError

_PART = re.compile(r"""'(?:[^']|'')*'(?=\s|$)|"(?:[^"]|"")*"(?=\s|$)|\S+""")
_SPELLINGS = {"&": ["and"], "|": ["or"], "!": ["not"], "&!": ["and", "not"], "|!": ["or", "not"]}
_OPERATORS = ("and", "or", "not")
_SUMS = (">", ">=", "<", "<=", "==", "=", "+", "-", "*", "/")
MOST_DEPTH = 50  # brackets inside each other
MOST_TERMS = (
    5000  # that (a or b) and c is written out to; longer conditions stay one pattern, which is then too long to be read
)

COUNTED = Both(
    "助力的模式不比较次数和长度，请删去",
    "Zhuli's patterns do not compare counts or lengths; leave them out",
)
NOT_ALONE = Both(
    "“没有某词”不能单独成为条件，助力要标出原文的一段话",
    "the absence of a word alone is no condition: Zhuli marks a passage of the text",
)


@dataclass(frozen=True)
class Part:
    """What stands between two blanks, in lower case when it is an operator, and its line."""

    text: str
    line: int


@dataclass(frozen=True)
class Leaf:
    """A pattern without operators, and the line that it comes from."""

    pattern: str
    line: int


@dataclass(frozen=True)
class Not:
    """What must not be there."""

    inner: "Node"


@dataclass(frozen=True)
class Joined:
    """Parts joined by 'and' or by 'or'."""

    operator: str
    parts: tuple["Node", ...]


Node = Leaf | Not | Joined | Lost


def split(line: str, number: int) -> list[Part]:
    """Cut a line of a condition into parts; `number` is the line's."""
    found = []
    for match in _PART.finditer(line.replace("\u3000", " ")):
        text = match.group()
        spelt = _SPELLINGS.get(text) or [text.lower() if text.lower() in _OPERATORS else text]
        found += [Part(part, number) for part in spelt]
    return found


def as_patterns(parts: list[Part], known: Mapping[str, str], name: str) -> tuple[list[str], list[Dropped]]:
    """Turn the condition of one code into patterns.

    Parameters
    ----------
    parts : list of Part
        The whole condition; may be empty.
    known : mapping
        Names of the codes above and their ids.
    name : str
        What messages call the file.

    Returns
    -------
    patterns, dropped : lists
        One pattern for each alternative, and what could not be expressed.

    Raises
    ------
    CodebookError
        When brackets or operators are missing or left over.
    """
    if not parts:
        return [], []
    node = _Reader(parts, known, name).whole()
    patterns: list[str] = []
    dropped: list[Dropped] = []
    for alternative in _distributed(_inwards(node)):
        kept = _kept(alternative, dropped)
        if isinstance(kept, Not):
            dropped.append(_alone(kept.inner))
        elif kept is not None:
            _add(_rendered(kept), parts[0].line, patterns, dropped)
    return patterns, list(dict.fromkeys(dropped))


def _add(pattern: str, line: int, patterns: list[str], dropped: list[Dropped]) -> None:
    try:
        expressions.read(pattern)
    except PatternError as error:
        dropped.append(Dropped(line, shortened(pattern), Both(error.zh, error.en)))
    else:
        patterns.append(pattern)


class _Reader:
    """Reads parts by recursive descent."""

    def __init__(self, parts: list[Part], known: Mapping[str, str], name: str) -> None:
        self._parts, self._known, self._name = parts, known, name
        self._at = self._depth = 0

    def whole(self) -> Node:
        node = self._joined("or")
        if self._at < len(self._parts):
            raise self._fault(
                f"{self._next()!r} follows without 'and' or 'or'; write one between them",
                f"{self._next()!r} 前面缺 and 或 or，请补上",
            )
        return node

    def _next(self) -> str:
        return self._parts[self._at].text if self._at < len(self._parts) else ""

    def _take(self, text: str) -> bool:
        taken = self._next() == text
        self._at += taken
        return taken

    def _fault(self, en: str, zh: str) -> CodebookError:
        return fault(self._name, self._parts[min(self._at, len(self._parts) - 1)].line, en, zh)

    def _joined(self, operator: str) -> Node:
        parts = [self._below(operator)]
        while self._take(operator):
            parts.append(self._below(operator))
        return parts[0] if len(parts) == 1 else Joined(operator, tuple(parts))

    def _below(self, operator: str) -> Node:
        return self._joined("and") if operator == "or" else self._negated()

    def _negated(self) -> Node:
        times = 0
        while self._take("not"):
            times += 1
        node = self._counted(self._primary())
        return Not(node) if times % 2 else node

    def _counted(self, node: Node) -> Node:
        """Give up a comparison or sum, up to the next operator or bracket."""
        start = self._at
        if self._next() not in _SUMS:
            return node
        while self._next() not in (*_OPERATORS, ")", ""):
            if self._take("("):
                self._group()
            else:
                self._at += 1
        said = " ".join(part.text for part in self._parts[max(start - 1, 0) : self._at])
        return Lost(self._parts[start].line, said, COUNTED)

    def _primary(self) -> Node:
        part = self._next()
        if part in (*_OPERATORS, ")", "", *_SUMS):
            raise self._fault(
                f"a word is expected {f'in front of {part!r}' if part else 'at the end'}; write one, or remove the operator before it",
                f"{f'{part!r} 前' if part else '末尾'}缺一个词，请补上，或删去前面的运算符",
            )
        line = self._parts[self._at].line
        self._at += 1
        if part == "(":
            return self._group()
        found = atom(part, line, self._known)
        return Leaf(found, line) if isinstance(found, str) else found

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise self._fault(f"brackets are nested more than {MOST_DEPTH} deep", f"括号嵌套超过 {MOST_DEPTH} 层")
        node = self._joined("or")
        if not self._take(")"):
            raise self._fault(
                "'(' is not closed; write ')' with blanks around it", "“(”没有配对，请写“)”，两边要有空格"
            )
        self._depth -= 1
        return node


def _flat(node: Node, operator: str) -> list[Node]:
    if isinstance(node, Joined) and node.operator == operator:
        return [inner for part in node.parts for inner in _flat(part, operator)]
    return [node]


def _inwards(node: Node, *, denied: bool = False) -> Node:
    """Move every `not` inwards to the words, so that leaving out one part of an `or` can only lose hits, never add any."""
    if isinstance(node, Not):
        return _inwards(node.inner, denied=not denied)
    if isinstance(node, Joined):
        operator = _other(node.operator) if denied else node.operator
        return Joined(operator, tuple(_inwards(part, denied=denied) for part in node.parts))
    return Not(node) if denied and isinstance(node, Leaf) else node


def _distributed(node: Node) -> list[Node]:
    """Return the alternatives of a node; (a or b) and c are two of them, so that what cannot be read of one spares the other."""
    found: list[Node] = []
    for alternative in _flat(node, "or"):
        parts = _flat(alternative, "and")
        choices = [part for part in parts if isinstance(part, Joined)]  # all of them 'or': an 'and' would be flat now
        choice = next((part for part in choices if not all(isinstance(inner, Not) for inner in part.parts)), None)
        rest = [part for part in parts if part is not choice]
        options = _flat(choice, "or") if choice else []
        if options and len(options) * len(rest) <= MOST_TERMS:
            found += [_single("and", [option, *rest]) for option in options]
        else:
            found.append(alternative)
    return found


def _other(operator: str) -> str:
    return "or" if operator == "and" else "and"


def _kept(node: Node, dropped: list[Dropped]) -> Node | None:
    """Return what can be expressed of a node, None when nothing can."""
    if isinstance(node, Lost):
        dropped.append(Dropped(node.line, shortened(node.said), node.reason))
        return None
    if isinstance(node, Joined):
        parts = [_kept(part, dropped) for part in _flat(node, node.operator)]
        kept = [part for part in parts if part is not None]
        lost_one = len(kept) < len(parts)
        return None if not kept or (lost_one and node.operator == "and") else _together(node.operator, kept, dropped)
    return node


def _together(operator: str, parts: list[Node], dropped: list[Dropped]) -> Node:
    """Join parts so that no `not` stands alone: Zhuli needs something to find."""
    denied = [part.inner for part in parts if isinstance(part, Not)]
    found = [part for part in parts if not isinstance(part, Not)]
    if not found:  # not a and not b is not (a or b)
        return Not(_single(_other(operator), denied))
    if operator == "or":
        dropped += [_alone(part) for part in denied]
        return _single("or", found)
    return _single("and", [*found, *map(Not, denied)])


def _single(operator: str, parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Joined(operator, tuple(parts))


def _alone(denied: Node) -> Dropped:
    first: Node = denied
    while isinstance(first, Joined):
        first = first.parts[0]
    line = first.line if isinstance(first, Leaf) else 0
    return Dropped(line, shortened(f"not {_bracketed(denied)}"), NOT_ALONE)


def _rendered(node: Node) -> str:
    if isinstance(node, Leaf):
        return node.pattern
    if isinstance(node, Not):
        return f"NOT {_bracketed(node.inner)}"
    if isinstance(node, Joined):
        inner = [_rendered(part) if node.operator == "or" else _bracketed(part) for part in node.parts]
        return f" {node.operator.upper()} ".join(inner)
    return ""


def _bracketed(node: Node) -> str:
    return f"({_rendered(node)})" if isinstance(node, Joined) else _rendered(node)
