"""The operators of the pattern language: near, seq, AND, OR, NOT, AFTER, BEFORE and references to other codes.

``near(社工, {unclear}, within=8)``, ``{worker} AND NOT 角色扮演``, ``经费 NOT AFTER {negation} WITHIN 3``, ``@training``. The terms
are KH Coder's (near, seq, and, or, not) and WordStat's (NEAR, AFTER, BEFORE).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.model.patterns import PatternError, Sequence, Token, read_terms, set_names, split

NEAR = 8  # words between the parts of near, seq, AFTER and BEFORE where no number is given
MAX_NEAR = 4  # parts of one near(): its orders are tried one by one
MAX_DEPTH = 20  # of brackets and calls inside each other
OPERATORS = ("and", "or", "not", "after", "before")
_OPERANDS_BEFORE = ("set", "quoted", "close", "reference", "literal", "part", "reach")
_OPERANDS_AFTER = ("set", "quoted", "open", "reference", "literal", "part", "call")


@dataclass(frozen=True)
class Terms:
    """Words without operators; several sequences where alternatives begin or end with a gap."""

    sequences: tuple[Sequence, ...]


@dataclass(frozen=True)
class Near:
    """All parts, at most `within` words between neighbours; in the order given when `ordered`."""

    parts: tuple["Expression", ...]
    within: int
    ordered: bool


@dataclass(frozen=True)
class Either:
    """Any of the parts."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Only:
    """The passages of `kept` in whose scope every one of `needed` is found and none of `barred`."""

    kept: "Expression"
    needed: tuple["Expression", ...] = ()
    barred: tuple["Expression", ...] = ()


@dataclass(frozen=True)
class Beside:
    """The passages of `kept` that stand (not, when `barred`) `side` ('after' or 'before') `other`, at most `within` words away."""

    kept: "Expression"
    other: "Expression"
    side: str
    within: int
    barred: bool


@dataclass(frozen=True)
class Reference:
    """The asserted passages of another code."""

    code_id: str


Expression = Terms | Near | Either | Only | Beside | Reference


def read(pattern: str) -> Expression:
    """Read a pattern, with or without operators.

    Parameters
    ----------
    pattern : str
        As written in a codebook. Operators are read in capitals anywhere; in lower case where no plain English word stands
        beside them: `{worker} and {unclear}` is an operator, `time and money` are three words. Without any it is `Terms`.

    Raises
    ------
    PatternError
        With the position and the cure.
    """
    return _Reader(_operators(split(pattern))).whole()


def parts_of(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and everything inside it."""
    yield expression
    inner: tuple[Expression, ...] = ()
    if isinstance(expression, Near | Either):
        inner = expression.parts
    elif isinstance(expression, Only):
        inner = (expression.kept, *expression.needed, *expression.barred)
    elif isinstance(expression, Beside):
        inner = (expression.kept, expression.other)
    for part in inner:
        yield from parts_of(part)


def sets_of(expression: Expression) -> list[str]:
    """Return the names of the word sets that an expression uses."""
    terms = [part for part in parts_of(expression) if isinstance(part, Terms)]
    return [name for part in terms for sequence in part.sequences for name in set_names(sequence)]


def references_of(expression: Expression) -> list[str]:
    """Return the ids of the codes that an expression refers to."""
    return [part.code_id for part in parts_of(expression) if isinstance(part, Reference)]


def _operators(tokens: list[Token]) -> list[Token]:
    """Turn the words that are operators into tokens of that kind."""
    if not any(kind == "word" and text.lower() in OPERATORS for kind, text, _ in tokens):
        return tokens
    kinds = ["", "", *(kind for kind, _, _ in tokens), "", ""]
    names = ["", "", *(text.lower() for _, text, _ in tokens), "", ""]
    for at in reversed(range(2, len(kinds) - 2)):
        if kinds[at] == "word" and names[at] in OPERATORS:
            upper = tokens[at - 2][1].isupper()
            kinds[at] = names[at] if upper or _is_operator(kinds, names, at) else "word"
    return [(kind, text, position) for kind, (_, text, position) in zip(kinds[2:-2], tokens, strict=True)]


def _is_operator(kinds: list[str], names: list[str], at: int) -> bool:
    """Judge a lower-case word by what stands beside it; those behind it are judged already."""
    name, before, after = names[at], kinds[at - 1], kinds[at + 1]
    if name == "not":  # {x} and not {y}; {x} not after {y}
        return after in ("after", "before") or (names[at - 1] in ("and", "or") and kinds[at - 2] in _OPERANDS_BEFORE)
    if name in ("after", "before"):
        measured = kinds[at + 2] == "reach"  # x after {y} within 3 can be nothing else
        held = kinds[at - 2] if names[at - 1] == "not" else before
        return after in _OPERANDS_AFTER and (measured or held in _OPERANDS_BEFORE)
    return before in _OPERANDS_BEFORE and (after in _OPERANDS_AFTER or after in OPERATORS or names[at + 1] == "not")


class _Reader:
    """Reads tokens by recursive descent: OR binds least, then AND, NOT, AFTER and BEFORE."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        if not any(kind in (*OPERATORS, "call", "reference") for kind, _, _ in self._tokens):
            return Terms(read_terms(self._tokens))
        found = self._either()
        if self._at < len(self._tokens):
            raise self._fault("')' or ',' closes nothing; remove it", "多余的“)”或“,”，请删去")
        return found

    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self, kind: str) -> bool:
        taken = self._kind() == kind
        self._at += taken
        return taken

    def _fault(self, en: str, zh: str) -> PatternError:
        places = [position for _, _, position in self._tokens]
        end = places[-1] + len(self._tokens[-1][1]) if places else 0
        return PatternError(en, zh, places[self._at] if self._at < len(places) else end)

    def _chain(self, operator: str, read_part: Callable[[], Expression]) -> list[Expression]:
        parts = [read_part()]
        while self._take(operator):
            parts.append(read_part())
        return parts

    def _either(self) -> Expression:
        parts = self._chain("or", self._only)
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _only(self) -> Expression:
        kept: list[Expression] = []
        barred: list[Expression] = []
        while True:
            side = barred if self._take("not") else kept
            side.append(self._beside())
            if not self._take("and"):
                break
        if not kept:
            raise self._fault(
                "NOT alone says nothing; write what is looked for: A AND NOT B",
                "单独的 NOT 没有意义，请写明要找什么：甲 AND NOT 乙",
            )
        return kept[0] if len(kept) == 1 and not barred else Only(kept[0], tuple(kept[1:]), tuple(barred))

    def _beside(self) -> Expression:
        found = self._primary()
        while True:
            following = self._tokens[self._at + 1][0] if self._at + 1 < len(self._tokens) else ""
            barred = self._kind() == "not" and following in ("after", "before")
            self._at += barred
            if self._kind() not in ("after", "before"):
                return found
            side = self._kind()
            self._at += 1
            other = self._primary()
            within = NEAR
            if self._kind() == "reach":
                within = self._number(1)
            found = Beside(found, other, side, within, barred)

    def _number(self, low: int) -> int:
        written = self._tokens[self._at][1]
        digits = written.rpartition("=")[2].split()[-1:] or [""]
        if not (digits[0].isdecimal() and len(digits[0]) <= 4 and low <= int(digits[0]) <= 1000):
            raise self._fault(
                f"{written!r}: write a whole number of words from {low} to 1000",
                f"{written!r}：应写 {low} 到 1000 的整数词数",
            )
        self._at += 1
        return int(digits[0])

    def _primary(self) -> Expression:
        if self._kind() == "call":
            return self._call()
        if self._kind() == "reference":
            self._at += 1
            return Reference(self._tokens[self._at - 1][1][1:])
        end = self._closing()
        if end is not None and self._is_group(end):
            return self._group(end)
        return self._terms()

    def _call(self) -> Expression:
        name = self._tokens[self._at][1]
        self._at += 2  # the call is always followed by its bracket
        self._deeper()
        parts: list[Expression] = []
        within = NEAR
        while True:
            if self._kind() == "option":
                within = self._number(0)
                break
            parts.append(self._either())
            if not self._take("comma"):
                break
        if not self._take("close"):
            raise self._fault(f"'{name}(' is not closed; write ')'", f"“{name}(”没有配对的“)”")
        if not 2 <= len(parts) <= MAX_NEAR:
            raise self._fault(
                f"{name}() takes two to {MAX_NEAR} parts, parted by commas, not {len(parts)}",
                f"{name}() 要有两到 {MAX_NEAR} 个部分，用逗号隔开，现在是 {len(parts)} 个",
            )
        self._depth -= 1
        return Near(tuple(parts), within, ordered=name == "seq")

    def _group(self, end: int) -> Expression:
        self._at += 1
        self._deeper()
        found = self._either()
        if self._at != end:
            raise self._fault("')' is missing here, or a '|' stands beside operators", "此处缺“)”，或“|”与运算符混用")
        self._at, self._depth = end + 1, self._depth - 1
        return found

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._fault(
                f"brackets are nested more than {MAX_DEPTH} deep; use a word set",
                f"括号嵌套超过 {MAX_DEPTH} 层，请改用词组",
            )

    def _closing(self) -> int | None:
        """Return where the bracket that opens here closes."""
        if self._kind() != "open":
            return None
        depth = 0
        for at in range(self._at, len(self._tokens)):
            depth += {"open": 1, "close": -1}.get(self._tokens[at][0], 0)
            if depth == 0:
                return at
        raise self._fault("'(' is not closed; write ')'", "“(”没有配对的“)”")

    def _is_group(self, end: int) -> bool:
        return any(kind in (*OPERATORS, "call", "reference") for kind, _, _ in self._tokens[self._at + 1 : end])

    def _terms(self) -> Expression:
        """Read words up to the next operator, or to the comma or bracket that ends this part of a call or group."""
        start, depth = self._at, 0
        while self._at < len(self._tokens):
            kind = self._kind()
            if (
                kind in OPERATORS
                or (depth == 0 and kind == "close")
                or (depth == 0 and kind == "comma" and self._depth)
            ):
                break
            if kind == "reach" and start < self._at and self._tokens[start - 1][0] in ("after", "before"):
                break
            depth += {"open": 1, "close": -1}.get(kind, 0)
            self._at += 1
        if start == self._at:
            raise self._fault("words are expected here", "此处应写要找的词")
        return Terms(read_terms(self._tokens[start : self._at]))
