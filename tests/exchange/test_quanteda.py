"""quanteda dictionaries in YAML: what is read, what is written, and what each message says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.foreign_text import quoted
from pipeline.exchange.glob_words import ANY_WORD, ANY_WORD_AT_END, CHARACTERS_WILDCARD, WILDCARD, carried
from pipeline.exchange.quanteda import read, write
from pipeline.model.dictionary import Dropped, Entry
from pipeline.model.errors import CodebookError
from tests.exchange.books import as_codebook, book, patterns

# as.yaml(): a single pattern is no list, a key that holds patterns and keys has its own under __
WRITTEN_BY_R = """\
one:
  - a b
  - c*
two: x
three:
  inner:
    - z??
    - 'no'
  __:
    - own
"""


def refused(text: str) -> CodebookError:
    with pytest.raises(CodebookError) as caught:
        read(text, "my.yml")
    return caught.value


def test_what_as_yaml_writes_is_read() -> None:
    found = read(WRITTEN_BY_R, "my.yml")
    assert found.entries == (
        Entry("one", patterns=('"a" "b"', "c*")),
        Entry("two", patterns=('"x"',)),
        Entry("three", patterns=('"own"',)),
        Entry("inner", ("three",), ("z??", '"no"')),
    )
    assert found.dropped == ()


def test_a_key_that_only_holds_keys_is_no_entry() -> None:
    assert read("a: {b: {c: [x]}}\n", "my.yml").entries == (Entry("c", ("a", "b"), ('"x"',)),)


def test_a_list_may_hold_patterns_and_keys() -> None:
    assert read("a:\n  - x\n  - b: [y]\n", "my.yml").entries == (
        Entry("a", patterns=('"x"',)),
        Entry("b", ("a",), ('"y"',)),
    )


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    assert read("a: [no, 1, 2.50, true]\nb:\n", "my.yml").entries == (
        Entry("a", patterns=('"no"', '"1"', '"2.50"', '"true"')),
        Entry("b"),
    )


def test_chinese_words_are_whole_words() -> None:
    found = read("\ufeff赋权: [增能, 社会 工作, 自主*, '*参与*']\n", "my.yml")
    assert found.entries == (Entry("赋权", patterns=('"增能"', '"社会" "工作"', "~自主", "~参与")),)
    assert found.dropped == (Dropped(1, "自主*", CHARACTERS_WILDCARD),)


def test_mixed_and_hyphenated_words_are_read() -> None:
    assert read("a: [T恤, well-being, mother-in-law*]\n", "my.yml").entries[0].patterns == (
        '"T恤"',
        '"well-being"',
        '"mother" "in" law*',
    )


def test_wildcards_that_zhuli_has_not_are_named_with_their_line() -> None:
    found = read("a:\n  - x * y\n  - '* z'\n  - can'*\nb: ['平?台']\n", "my.yml")
    assert [entry.patterns for entry in found.entries] == [('seq("x", "y", within=1)',), ()]
    assert found.dropped == (
        Dropped(2, "x * y", ANY_WORD),
        Dropped(3, "* z", ANY_WORD_AT_END),
        Dropped(4, "can'*", WILDCARD),
        Dropped(5, "平?台", WILDCARD),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "my.yml: the file is empty. Choose the file that holds the dictionary."),
        ("# nothing\n", "my.yml:1: a quanteda dictionary consists of 'key: [pattern, pattern]' lines; write it so."),
        ("\n- a\n", "my.yml:2: a quanteda dictionary consists of 'key: [pattern, pattern]' lines; write it so."),
        ("a: [x]\na: [y]\n", "my.yml:2: the key 'a' stands twice; join the two."),
        ("a:\n  - - x\n", "my.yml:2: a list stands in a list; write its patterns one below the other."),
        ("? [a]\n: [x]\n", "my.yml:1: a key must be a name; write one."),
        (
            "a: &x {b: [c]}\nd: *x\n",
            "my.yml:1: keys repeat through an alias (*) or go more than 30 deep; write them out.",
        ),
    ],
)
def test_each_fault_names_file_line_and_cure(text: str, message: str) -> None:
    error = refused(text)
    assert error.en == message
    assert error.zh.startswith("my.yml：")


def test_what_is_no_yaml_is_refused_with_the_line() -> None:
    assert refused("a: [x\nb: [y]\n").en.startswith("my.yml:2: not valid YAML: ")
    assert refused("a: " + "[" * 5000).en.startswith("my.yml")


def test_levels_become_keys_and_nothing_is_read_as_a_truth_value() -> None:
    written = write(book("a | '\"no\"' | role* | '\"don''t\" \"know\"' | '~平台'", "b | 'x * y'"))
    assert written.text == (
        "'risk':\n  'a':\n    - 'no'\n    - 'role*'\n    - 'don''t know'\n    - '*平台*'\n  'b': []\n"
    )
    assert [(item.code, item.said) for item in written.dropped] == [("b", "x * y")]


def test_a_dictionary_becomes_a_codebook_and_comes_back() -> None:
    codebook = as_codebook(read(WRITTEN_BY_R, "my.yml"))
    assert patterns(codebook) == {
        "one": ['"a" "b"', "c*"],
        "two": ['"x"'],
        "three": ['"own"'],
        "three_inner": ["z??", '"no"'],
    }
    again = read(write(codebook).text, "again.yml")
    assert {entry.name: list(entry.patterns) for entry in again.entries} == patterns(codebook)


@given(st.lists(st.text("aB9é'-*? 社工.:#&{}[]\x7f", min_size=1, max_size=8), min_size=1, max_size=5))
def test_every_word_survives_being_written_and_read(words: list[str]) -> None:
    wanted = list(dict.fromkeys(found.pattern for found in map(carried, words) if found.pattern and not found.loss))
    if wanted:
        written = write(book(" | ".join(["a", *map(quoted, wanted)])))
        assert written.dropped == ()
        assert read(written.text, "my.yml").entries[0].patterns == tuple(wanted)
