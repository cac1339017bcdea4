"""WordStat's rules in Zhuli's pattern language; see `wordstat` for what is known of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.exchange.glob_words import carried
from pipeline.model import expressions
from pipeline.model.both import Both
from pipeline.model.patterns import PatternError

_RULE = re.compile(r"@[^\[\]]*\[(.*)\]")
_OPERATOR = re.compile(r"\s+(AND NOT|OR NOT|NOT NEAR|NOT BEFORE|NOT AFTER|AND|OR|NOT|NEAR|BEFORE|AFTER)\s+")
_CATEGORY = re.compile(r"#[^\s/#()\[\]]+")
_WORD = re.compile(r"[^\s/#()\[\]@]+")

UNKNOWN = Both(
    "规则里有助力不认识的部分（括号、距离或范围选项等），请自己写成模式",
    "the rule holds what Zhuli does not know (brackets, distances, options); write a pattern by hand",
)
DISTANCE = Both(
    "规则的距离没有导入，暂用助力的默认距离，请检查 within",
    "the rule's own distance was not carried over; Zhuli's default stands in, check it",
)
NO_CATEGORY = Both("规则引用的类别不在文件里", "the rule refers to a category that is not in the file")
TEMPLATES = {
    "AND": "{} AND {}",
    "OR": "{} OR {}",
    "NOT": "{} AND NOT {}",
    "AND NOT": "{} AND NOT {}",
    "NEAR": "near({}, {})",
    "BEFORE": "{} BEFORE {}",
    "AFTER": "{} AFTER {}",
    "NOT BEFORE": "{} NOT BEFORE {}",
    "NOT AFTER": "{} NOT AFTER {}",
    "NOT NEAR": "{0} NOT BEFORE {1} NOT AFTER {1}",
}


@dataclass(frozen=True)
class Rule:
    """Two or more operands, and the operators between them."""

    operands: tuple[str, ...]
    operators: tuple[str, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """Return the names of the categories that it refers to."""
        return tuple(operand[1:] for operand in self.operands if operand.startswith("#"))

    @property
    def measures(self) -> bool:
        """Tell whether it asks how far things are apart."""
        return any(self.operators[0].endswith(name) for name in ("NEAR", "BEFORE", "AFTER"))


def parsed(line: str) -> Rule | Both:
    """Read a line that begins with @; the reason when it is none that is understood."""
    match = _RULE.fullmatch(line)
    parts = _OPERATOR.split((match[1] if match else line[1:]).strip())
    operands, operators = tuple(parts[::2]), tuple(parts[1::2])
    known = all(_CATEGORY.fullmatch(operand) or _WORD.fullmatch(operand) for operand in operands)
    # how operators bind is not known: two of a kind are clear, two kinds are not
    if not known or not operators or len(set(operators)) > 1 or operators[0] not in TEMPLATES:
        return UNKNOWN
    return Rule(operands, operators) if len(operators) == 1 or operators[0] in ("AND", "OR") else UNKNOWN


def as_pattern(rule: Rule, ids: Mapping[str, list[str]]) -> str | Both:
    """Return the pattern of a rule, given the ids that each of its categories stands for; the reason when there is none."""
    terms = []
    for operand in rule.operands:
        if operand.startswith("#"):
            references = [f"@{identifier}" for identifier in ids[operand[1:]]]
            if not references:
                return NO_CATEGORY
            terms.append(references[0] if len(references) == 1 else f"({' OR '.join(references)})")
            continue
        found = carried(operand.replace("_", " "))
        if not found.pattern or found.loss:
            return found.loss or UNKNOWN
        terms.append(found.pattern)
    pattern = terms[0]
    for operator, term in zip(rule.operators, terms[1:], strict=True):
        pattern = TEMPLATES[operator].format(pattern, term)
    try:
        expressions.read(pattern)
    except PatternError as error:
        return Both(error.zh, error.en)
    return pattern
