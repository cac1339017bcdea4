"""A codebook in YAML to a Codebook; every message names file, line, column, the code and the cure.

The file is read as YAML nodes, not as Python objects: each node keeps its place, and a plain `no` stays the word no.
"""

import difflib
from typing import Any

from pipeline.exchange.codebook_links import Written, check_references, check_sets
from pipeline.exchange.yaml_nodes import LANGUAGES, Nodes, compose
from pipeline.model import expressions
from pipeline.model.both import Both
from pipeline.model.codebook import (
    CONDITIONS,
    CUES,
    LEVELS,
    SCOPES,
    SEGMENT,
    SENTENCE,
    Code,
    Codebook,
    Conditions,
    Cue,
    Pattern,
    Place,
)
from pipeline.model.expressions import Expression, Terms
from pipeline.model.patterns import PatternError

TOP = ("name", "version", "sets", "cues", "codes")
CODE = (
    "id",
    "level",
    "name",
    "definition",
    "include",
    "exclude",
    "examples",
    "patterns",
    "unless",
    "reacts_to",
    "where",
)
CUE = ("scope", "within", "before", "after", "cancelled_by", "until")
PATTERN = ("pattern", "within", "weight", "where")
MOST_WORDS = 1000  # of a pattern's scope
MOST_PATTERNS = 30_000  # and words of sets: several times the largest dictionaries in use


def read(text: str, name: str) -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    text : str
        YAML 1.2.
    name : str
        What messages call the file.

    Returns
    -------
    Codebook
        With every pattern parsed and every set name known.

    Raises
    ------
    CodebookError
        At the first fault, with line and column (from 1).
    """
    reader = _Reader(Nodes(name))
    top = reader.nodes.mapping(compose(text, name), TOP, required=("name", "version", "codes"))
    name_of, version = reader.nodes.both(top["name"]), reader.nodes.text(top["version"])
    sets = {key: reader.words(node) for key, node in reader.nodes.items(top.get("sets"))}
    cues = {key: _cue(reader, node, key) for key, node in reader.nodes.items(top.get("cues"), known=CUES)}
    codes: dict[str, Code] = {}
    for node in reader.nodes.sequence(top["codes"]):
        code = _code(reader, node)
        if code.id in codes:
            raise reader.nodes.fault(
                node, f"the id {code.id!r} is used twice; rename one", f"编码 id {code.id!r} 重复，请改名"
            )
        missing = [cue for cue in code.reacts_to if cue not in cues]
        if missing:
            raise reader.nodes.fault(
                node,
                f"code {code.id!r} reacts_to {missing[0]!r}, but 'cues' has no such entry",
                f"编码 {code.id!r} 的 reacts_to 写了 {missing[0]!r}，但 cues 里没有",
            )
        codes[code.id] = code
    if not codes:
        raise reader.nodes.fault(top["codes"], "'codes' holds no code; write at least one", "codes 里一个编码也没有")
    check_sets(reader.read, sets, reader.nodes)
    check_references(reader.read, codes, reader.nodes)
    return Codebook(name_of, version, tuple(codes.values()), sets, cues)


def _code(reader: "_Reader", node: Any) -> Code:
    reader.nodes.code = next((reader.nodes.text(value) for key, value in reader.nodes.items(node) if key == "id"), "")
    parts = reader.nodes.mapping(node, CODE, required=("id", "level", "name", "definition", "patterns"))
    nothing = Both("", "")
    code = Code(
        id=reader.nodes.code,
        level=reader.nodes.one_of(parts["level"], LEVELS),
        name=reader.nodes.both(parts["name"]),
        definition=reader.nodes.both(parts["definition"]),
        include=reader.nodes.both(parts["include"]) if "include" in parts else nothing,
        exclude=reader.nodes.both(parts["exclude"]) if "exclude" in parts else nothing,
        examples={
            key: tuple(reader.nodes.text(item) for item in reader.nodes.sequence(value))
            for key, value in reader.nodes.items(parts.get("examples"), known=LANGUAGES)
        },
        patterns=reader.patterns(parts["patterns"]),
        unless=reader.patterns(parts.get("unless")),
        reacts_to=tuple(reader.nodes.one_of(item, CUES) for item in reader.nodes.sequence(parts.get("reacts_to"))),
        where=_where(reader, parts.get("where")),
        place=_place(node),
    )
    if not code.patterns:
        raise reader.nodes.fault(
            parts["patterns"], "'patterns' is empty; write at least one", "patterns 是空的，至少写一条"
        )
    reader.nodes.code = ""
    return code


def _where(reader: "_Reader", node: Any) -> Conditions:
    conditions = []
    for key, value in reader.nodes.items(node, known=CONDITIONS):
        items = reader.nodes.sequence(value) if value.id == "sequence" else [value]
        conditions.append((key, tuple(reader.nodes.text(item) for item in items)))
    return tuple(conditions)


def _cue(reader: "_Reader", node: Any, name: str) -> Cue:
    parts = reader.nodes.mapping(node, CUE, required=("scope", "within"))
    within = reader.nodes.text(parts["within"])
    if not (within.isdecimal() and 0 < int(within) <= 100):
        raise reader.nodes.fault(
            parts["within"],
            f"'within' of cue {name!r} is {within!r}; write a whole number from 1 to 100",
            f"{name!r} 的 within 是 {within!r}，应为 1 到 100 的整数",
        )
    lists = {key: reader.patterns(parts.get(key)) for key in ("before", "after", "cancelled_by", "until")}
    return Cue(scope=reader.nodes.one_of(parts["scope"], SCOPES), within=int(within), **lists)


class _Reader:
    """Reads patterns, and remembers which word sets and codes they use."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.read: list[Written] = []
        self._count = 0

    def patterns(self, node: Any) -> tuple[Pattern, ...]:
        return tuple(self._pattern(item) for item in self._counted(node))

    def words(self, node: Any) -> tuple[Pattern, ...]:
        """Read the items of a word set, which are patterns without operators."""
        return tuple(
            Pattern(self.nodes.text(item), self._expression(item, only_words=True)) for item in self._counted(node)
        )

    def _counted(self, node: Any) -> list[Any]:
        items = self.nodes.sequence(node)
        self._count += len(items)
        if self._count > MOST_PATTERNS:
            raise self.nodes.fault(
                node,
                f"more than {MOST_PATTERNS} patterns and words in one codebook; split it",
                f"一个编码本里的模式和词超过 {MOST_PATTERNS} 条，请拆成几个",
            )
        return items

    def _pattern(self, node: Any) -> Pattern:
        keys = [str(key.value) for key, _ in node.value] if node.id == "mapping" else []
        if not any(
            difflib.get_close_matches(key, PATTERN, n=1) for key in keys
        ):  # {worker} without quotes is a mapping, too
            return Pattern(self.nodes.text(node), self._expression(node), place=_place(node))
        parts = self.nodes.mapping(node, PATTERN, required=("pattern",))
        return Pattern(
            source=self.nodes.text(parts["pattern"]),
            expression=self._expression(parts["pattern"]),
            within=self._scope(parts["within"]) if "within" in parts else SENTENCE,
            weight=self._weight(parts["weight"]) if "weight" in parts else 1.0,
            where=_where(self, parts.get("where")),
            place=_place(parts["pattern"]),
        )

    def _scope(self, node: Any) -> str | int:
        said = self.nodes.text(node)
        number = said.removesuffix("words").strip()
        if said in (SENTENCE, SEGMENT):
            return said
        if number.isdecimal() and 0 < int(number) <= MOST_WORDS:
            return int(number)
        raise self.nodes.fault(
            node,
            f"'within' is {said!r}; write sentence, segment or a number of words, such as 30 words",
            f"within 写成了 {said!r}，应为 sentence、segment 或词数，如 30 words",
        )

    def _weight(self, node: Any) -> float:
        said = self.nodes.text(node)
        try:
            weight = float(said)
        except ValueError:
            weight = 0.0
        if not 0 < weight <= 100:
            raise self.nodes.fault(
                node,
                f"'weight' is {said!r}; write a number above 0, such as 0.5",
                f"weight 是 {said!r}，应为大于 0 的数，如 0.5",
            )
        return weight

    def _expression(self, node: Any, *, only_words: bool = False) -> Expression:
        source = self.nodes.text(node)
        try:
            found = expressions.read(source)
        except PatternError as error:
            shift = _column(node, error.position)
            raise self.nodes.fault(
                node, f"pattern {source[:80]!r}: {error.en}", f"模式 {source[:80]!r}：{error.zh}", shift=shift
            ) from error
        if only_words and not isinstance(found, Terms):
            raise self.nodes.fault(
                node,
                f"the word set item {source[:80]!r} holds an operator; write operators in patterns, and a word in quotes",
                f"词组里的 {source[:80]!r} 含有运算符；运算符只能写在模式里，当作词用时请加引号",
            )
        self.read.append(Written(found, self.nodes.code, node))
        return found


def _place(node: Any) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _column(node: Any, position: int) -> int:
    """Return how far behind the beginning of a scalar a position in its stripped text stands."""
    raw = str(node.value)
    place = position + len(raw) - len(raw.lstrip())
    if node.style == "'":
        return 1 + place + raw[:place].count("'")  # a quote within quotes is written twice
    return place + int(node.style == '"')
