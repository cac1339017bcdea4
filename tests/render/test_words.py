"""Words: nothing is said in one language only."""

import re
from pathlib import Path
from string import Formatter

import pytest

from pipeline.model.both import Both
from pipeline.model.codebook import LEVELS
from pipeline.model.settings import SECTIONS
from pipeline.render import names
from pipeline.render.words import WORDS, say
from tests.render import sample

HAN = re.compile("[一-鿿]")
ALIKE = {("made", "python")}
ENTRIES = [
    *((key, said) for key, said in WORDS.items()),
    *(((group, key), said) for group, held in names.NAMES.items() for key, said in held.items()),
    *((("rule", key), said) for key, said in names.RULES.items()),
]
PUNCTUATION = {"separator", "comma"}


@pytest.mark.parametrize(("key", "said"), ENTRIES, ids=str)
def test_every_entry_is_chinese_in_chinese_and_english_in_english(key: object, said: Both) -> None:
    assert said.zh and said.en
    assert not HAN.search(said.en)
    assert HAN.search(said.zh) or key in PUNCTUATION


@pytest.mark.parametrize(("key", "said"), ENTRIES, ids=str)
def test_both_languages_of_an_entry_have_the_same_places(key: object, said: Both) -> None:
    zh, en = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in (said.zh, said.en))
    assert zh == en


def test_templates_use_every_word_and_no_other() -> None:
    folder = Path(names.__file__).parent
    source = "\n".join(path.read_text("utf-8") for path in folder.iterdir() if path.suffix in (".html", ".py"))
    asked = set(re.findall(r'\b(?:w|say|spoken)\(\s*"(\w+)"[,)]', source))
    assert asked - set(WORDS) == set()
    keys = {key for key in WORDS if not key.startswith("figure_")}  # those are put together from the figure's name
    assert {key for key in keys if source.count(f'"{key}"') < 2} == set()


def test_one_document_is_a_document_and_two_are_documents() -> None:
    assert say("read_undated", undated=1) == Both("1 份没有日期。", "1 document has no date.")
    assert say("read_undated", undated=2345).en == "2,345 documents have no date."


def test_names_cover_what_the_model_knows() -> None:
    assert set(LEVELS) < set(names.NAMES["level"])
    assert set(SECTIONS) == set(names.NAMES["section"])
    assert set(names.RULES) == set(names.NAMES["status"])


def test_a_value_without_a_name_stays_as_it_is_and_an_empty_one_is_not_stated() -> None:
    assert names.name("organisation", "银龄互助队") == Both("银龄互助队", "银龄互助队")
    assert names.name("stage", "") == Both("未注明", "not stated")


def test_rules_carry_the_numbers_of_the_settings() -> None:
    held = sample.report()
    held.settings["themes"].update(significance=0.01, minimum_documents=25)  # type: ignore[attr-defined]
    assert "0.01" in names.rule("new", held).zh
    assert "25" in names.rule("insufficient", held).en
    assert "0.05" in names.rule("new", sample.empty()).en
