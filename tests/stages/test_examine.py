"""What is said about a codebook: examples, patterns that cannot match, superfluous ones, and those that fire too often."""

from collections.abc import Sequence

import pandas as pd

from pipeline.exchange import codebook_yaml
from pipeline.model.codebook import Codebook
from pipeline.model.frames import from_rows
from pipeline.stages.coding import code
from pipeline.stages.examine import examine, too_often
from tests.stages.coding.conftest import PLAIN, inputs_of

HEAD = "name: {zh: 甲, en: a}\nversion: 1\nsets:\n  x: [社工, social worker]\n  none: []\ncodes:\n"
CODE = "  - {{id: {id}, level: risk, name: {{zh: 甲, en: a}}, definition: {{zh: 甲, en: a}}, examples: {{zh: [{zh}], en: [{en}]}},\n     patterns: {patterns}{rest}}}\n"


def book_of(*patterns: str, id: str = "c", zh: str = "角色", en: str = "role", rest: str = "") -> Codebook:
    made = CODE.format(id=id, zh=zh, en=en, patterns=str(list(patterns)), rest=rest)
    return codebook_yaml.read(HEAD + made, "book.yaml")


def apply(codebook: Codebook, texts: Sequence[str]) -> pd.DataFrame:
    rows = [
        {"segment_id": str(at), "document_id": "d", "segment_index": at + 1, "start_char": 0, "end_char": len(text)}
        | {"text": text}
        for at, text in enumerate(texts)
    ]
    return code(inputs_of(from_rows("segments", rows)), codebook, PLAIN)


def said(codebook: Codebook) -> list[str]:
    return [finding.said.en for finding in examine(codebook, apply)]


def test_a_sound_codebook_gives_no_remark() -> None:
    assert (
        said(book_of("角色", "role", "{x} * (不清|模糊)", "near(社工, 不清)", "不清 AND NOT 开会", "不清 AFTER 社工"))
        == []
    )


def test_an_example_that_is_not_caught_is_named_with_its_code_and_place() -> None:
    (finding,) = examine(book_of("角色", zh="分工不清", en="角色 role"), apply)
    assert (finding.code_id, finding.place) == ("c", (7, 5))
    assert finding.said.en == "it does not catch its own example '分工不清'; add a pattern or mend the example"


def test_a_code_without_examples_is_named() -> None:
    assert said(book_of("角色", zh="", en="")) == ["no example in zh, en; add one"]


def test_a_pattern_that_its_own_unless_bars_can_never_match() -> None:
    (found,) = said(book_of("角色", "role", "开会不清", rest=", unless: [开会]"))
    assert found.startswith("the pattern '开会不清' does not even catch a text made of its own words")


def test_an_empty_set_and_a_contradiction_can_never_match() -> None:
    found = said(book_of("角色", "role", "不清 AND NOT 不清"))
    assert [text.split(" does")[0] for text in found] == ["the pattern '不清 AND NOT 不清'"]


def test_a_pattern_within_another_one_is_superfluous() -> None:
    found = said(book_of("角色", "role", "(搞|弄)不清", "搞不清"))
    assert found == [
        "all that the pattern '搞不清' can catch is caught by '(搞|弄)不清' in line 8; it can be removed",
    ]


def test_an_open_pattern_is_never_called_superfluous() -> None:
    assert said(book_of("角色", "role", "角色 * 不清", "角色 ... 不清")) == []


def test_a_pattern_that_fires_in_more_than_a_fifth_of_the_segments_is_named() -> None:
    book = book_of("角色", "role")
    table = apply(book, ["角色", "role", "好", "好", "好", "角色", "好"])
    (finding,) = too_often(book, table, 7)
    assert finding.said.en == "the pattern '角色' fires in 29% of the segments; narrow it, or add an unless"
    assert too_often(book, table, 10) == []
