"""A small codebook, made up, for what the writers write."""

from pipeline.exchange.codebook_text import from_dictionary
from pipeline.exchange.codebook_yaml import read
from pipeline.model.codebook import Codebook
from pipeline.model.dictionary import Dictionary

HEAD = """\
name: {zh: 测试, en: test}
version: "1.0"
sets:
  worker: [社工, '"social worker"']
  people: ['"anna"', '"bert"']
cues:
  negation: {scope: clause, within: 5, before: [不再]}
codes:
"""


def book(*codes: str) -> Codebook:
    """Make a codebook of codes given as 'id | pattern | pattern', with the level risk."""
    return read(HEAD + "".join(map(_code, codes)), "book.yaml")


def _code(line: str) -> str:
    identifier, *patterns = [part.strip() for part in line.split(" | ")]
    listed = "".join(f"      - {pattern}\n" for pattern in patterns)
    return (
        f"  - id: {identifier}\n    level: risk\n    name: {{zh: 名, en: name}}\n"
        f"    definition: {{zh: 定义, en: meaning}}\n    patterns:\n{listed}"
    )


def with_extras() -> Codebook:
    """Make a codebook with an exception, a cue, a condition, a weight and a scope."""
    return read(
        HEAD
        + _code("role | '\"roles\"' | {pattern: '\"duty\"', weight: 0.5, within: segment, where: {kind: [diary]}}")
        + "    unless: ['\"role play\"']\n    reacts_to: [negation]\n    where: {stage: [summary]}\n",
        "book.yaml",
    )


def as_codebook(dictionary: Dictionary) -> Codebook:
    """Turn what a reader read into a codebook, through the text of one."""
    return read(from_dictionary(dictionary, "risk"), "book.yaml")


def patterns(codebook: Codebook) -> dict[str, list[str]]:
    """Return the patterns of each code as written."""
    return {code.id: [pattern.source for pattern in code.patterns] for code in codebook.codes}
