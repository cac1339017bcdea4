"""Dictionaries as codebook files: ids, names, quoting, comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.codebook_text import from_dictionary
from pipeline.exchange.codebook_yaml import read
from pipeline.model.both import Both
from pipeline.model.dictionary import Dictionary, Dropped, Entry, identifiers, shortened
from pipeline.model.errors import CodebookError
from tests.exchange.books import as_codebook, patterns

SAMPLE = Dictionary(
    "我的.dic",
    (
        Entry("Social workers", ("Who",), ('"social" work*', "don't: #1"), "people at work"),
        Entry("信任", (), ('"信任"',)),
        Entry("None"),
    ),
    (Dropped(7, "like (02)1", Both("不能", "it cannot")),),
)


def test_a_dictionary_is_written_as_a_codebook_file() -> None:
    assert from_dictionary(SAMPLE, "risk") == (
        "# 由 我的.dic 导入，请逐条检查 · imported from 我的.dic; check every line\n"
        "# 未能完整导入 · not carried over whole: 7: like (02)1: 不能 · it cannot\n"
        "name: {zh: '我的.dic', en: '我的.dic'}\n"
        "version: '1.0'\n"
        "codes:\n"
        "  # Who > Social workers\n"
        "  - id: who_social_workers\n"
        "    level: risk\n"
        "    name: {zh: 'Social workers', en: 'Social workers'}\n"
        "    definition: {zh: 'people at work', en: 'people at work'}\n"
        "    patterns:\n"
        "      - '\"social\" work*'\n"
        "      - 'don''t: #1'\n"
        "  - id: code_02\n"
        "    level: risk\n"
        "    name: {zh: '信任', en: '信任'}\n"
        "    definition: {zh: '信任', en: '信任'}\n"
        "    patterns:\n"
        "      - '\"信任\"'\n"
        "  - id: none\n"
        "    level: risk\n"
        "    name: {zh: 'None', en: 'None'}\n"
        "    definition: {zh: 'None', en: 'None'}\n"
        "    # 原文件没有模式，暂用名称本身，请改写 · no pattern in the file: its own name stands in; write better ones\n"
        "    patterns:\n"
        "      - '\"None\"'\n"
    )


def test_the_file_is_a_codebook() -> None:
    codebook = as_codebook(SAMPLE)
    assert patterns(codebook) == {
        "who_social_workers": ['"social" work*', "don't: #1"],
        "code_02": ['"信任"'],
        "none": ['"None"'],
    }
    assert codebook.codes[0].definition == Both("people at work", "people at work")


def test_ids_come_from_path_and_name_and_are_all_different() -> None:
    names = [("Déjà vu!",), ("deja vu",), ("A", "b"), ("社工", "role"), ("社工", "信任"), ("9 lives",), ("Code 05",)]
    entries = [Entry(name[-1], name[:-1]) for name in names]
    assert identifiers(entries) == (
        "deja_vu",
        "deja_vu_2",
        "a_b",
        "role",
        "code_05",
        "code_9_lives",
        "code_05_2",
    )


def test_what_is_said_is_shortened_to_sixty_characters_in_one_line() -> None:
    assert shortened("a\n\tb  c") == "a b c"
    assert shortened("字" * 60) == "字" * 60
    assert shortened("字" * 61) == "字" * 59 + "…"


def test_an_unknown_level_is_refused_and_the_known_ones_are_listed() -> None:
    with pytest.raises(CodebookError) as caught:
        from_dictionary(SAMPLE, "danger")
    assert caught.value.en == (
        "'danger' is no level; choose one of: individual, interpersonal, social participation, outcome, risk."
    )
    assert caught.value.zh.startswith("没有 'danger' 这个层次")


def test_a_dictionary_without_entries_is_refused() -> None:
    with pytest.raises(CodebookError) as caught:
        from_dictionary(Dictionary("x.dic", ()), "risk")
    assert caught.value.en.startswith("x.dic: there is no category in it")


@given(
    st.lists(
        st.tuples(st.text(min_size=1), st.text(), st.text()).filter(lambda entry: bool(entry[0].strip())), min_size=1
    )
)
def test_any_names_descriptions_and_remarks_give_a_file_that_is_read(texts: list[tuple[str, str, str]]) -> None:
    entries = tuple(Entry(name, (said,), (), said) for name, said, _ in texts)
    dropped = tuple(Dropped(1, shortened(remark), Both(remark, remark)) for _, _, remark in texts)
    codebook = read(from_dictionary(Dictionary("any", entries, dropped), "risk"), "book.yaml")
    assert [code.name.en for code in codebook.codes] == [name.strip() for name, _, _ in texts]
