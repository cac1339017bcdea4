"""LIWC dictionaries: what is read, what is written, and what each message says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.foreign_text import quoted
from pipeline.exchange.glob_words import CHARACTERS_WILDCARD, carried
from pipeline.exchange.liwc import CONDITIONAL, NO_CATEGORY, OF_TAG, UNKNOWN_CATEGORY, read, write
from pipeline.model.dictionary import Dropped, Entry
from pipeline.model.errors import CodebookError
from tests.exchange.books import as_codebook, book, patterns, with_extras

OLD = "%\n1\tposemo\n2\tsocial\n%\nhappy\t1\nfriend*\t1\t2\nkind of\t2\n"
NESTED = "%\n1\taffect (Affect)\n\t2\tposemo (Positive Emotions)\n\t3\tnegemo\n4\tempty\n%\nhappy\t1\t2\nsad\t3\n"


def refused(text: str) -> CodebookError:
    with pytest.raises(CodebookError) as caught:
        read(text, "my.dic")
    return caught.value


def test_words_globs_and_phrases_are_read_into_their_categories() -> None:
    found = read(OLD, "my.dic")
    assert found.entries == (
        Entry("posemo", patterns=('"happy"', "friend*")),
        Entry("social", patterns=("friend*", '"kind" "of"')),
    )
    assert found.dropped == ()


def test_indented_categories_stand_in_those_above_them() -> None:
    assert read(NESTED, "my.dic").entries == (
        Entry("affect", (), ('"happy"',), "Affect"),
        Entry("posemo", ("affect",), ('"happy"',), "Positive Emotions"),
        Entry("negemo", ("affect",), ('"sad"',)),
        Entry("empty"),
    )


def test_a_category_that_only_holds_others_is_no_entry() -> None:
    found = read("%\n1\tupper\n\t2\tlower\n%\na\t2\n", "my.dic")
    assert found.entries == (Entry("lower", ("upper",), ('"a"',)),)


def test_chinese_words_are_whole_words_and_a_star_makes_them_parts() -> None:
    found = read("\ufeff%\r\n1\t积极情绪\r\n%\r\n高兴\t1\r\n开心*\t1\r\n", "my.dic")
    assert found.entries == (Entry("积极情绪", patterns=('"高兴"', "~开心")),)
    assert found.dropped == (Dropped(5, "开心* 1", CHARACTERS_WILDCARD),)


def test_mixed_words_are_read() -> None:
    assert read("%\n1\tx\n%\nT恤\t1\nsocial 工作\t1\n", "my.dic").entries[0].patterns == ('"T恤"', '"social" "工作"')


def test_blanks_may_stand_in_place_of_tabs() -> None:
    assert read("%\n1 x\n2 y\n%\nkind of 1 2\n", "my.dic").entries == (
        Entry("x", patterns=('"kind" "of"',)),
        Entry("y", patterns=('"kind" "of"',)),
    )


def test_conditions_are_dropped_and_the_plain_categories_of_the_line_stay() -> None:
    found = read("%\n1\tx\n2\ty\n%\nlike\t(02 134)125/464\t(02 134)126\t2\n(1) fond\t1\nkind\t<of>1/2\n", "my.dic")
    assert found.entries == (Entry("x"), Entry("y", patterns=('"like"',)))
    assert found.dropped == (
        Dropped(5, "like (02 134)125/464 (02 134)126 2", CONDITIONAL),
        Dropped(6, "(1) fond 1", CONDITIONAL),
        Dropped(7, "kind <of>1/2", OF_TAG),
    )


def test_words_without_a_known_category_are_dropped() -> None:
    found = read("%\n1\tx\n%\nlost\nstray\t9\t1\n", "my.dic")
    assert found.entries[0].patterns == ('"stray"',)
    assert found.dropped == (Dropped(4, "lost", NO_CATEGORY), Dropped(5, "stray 9 1", UNKNOWN_CATEGORY))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            " \n",
            "my.dic: the file is empty. Choose the file that holds the dictionary.",
        ),
        (
            "\nDicTerm,posemo\n",
            "my.dic:2: a LIWC dictionary begins with a line '%'; choose a .dic file (in LIWC-22, export a .dicx as .dic).",
        ),
        (
            "%\n1\tx\n",
            "my.dic:1: the list of categories is not closed; write a second line '%' behind the last category.",
        ),
        ("%\n%\n", "my.dic:1: there is no category between the two '%'; write one."),
        ("%\n1\tx\nposemo\n%\n", "my.dic:3: 'posemo' is no category; write a number, a tab and a name."),
        ("%\n1\tx\n01\ty\n%\n", "my.dic:3: category number 1 stands twice; renumber one."),
    ],
)
def test_each_fault_names_file_line_and_cure(text: str, message: str) -> None:
    error = refused(text)
    assert error.en == message
    assert error.zh.startswith("my.dic：")


def test_a_codebook_is_written_with_numbers_and_each_word_once() -> None:
    written = write(book("a | '\"happy\"' | friend* | '(搞|弄)不清'", "b | friend* | '{worker}'"))
    assert written.text == (
        "%\n1\ta\n2\tb\n%\nhappy\t1\nfriend*\t1\t2\n搞不清\t1\n弄不清\t1\n社工\t2\nsocial worker\t2\n"
    )
    assert written.dropped == ()


def test_what_liwc_cannot_hold_is_named_by_code_and_pattern() -> None:
    written = write(book("a | role | 'a * b' | 'near(a, b)' | wom?n | '*gate' | '~平台' | '\"x\" OR \"y\"'"))
    assert written.text == "%\n1\ta\n%\nrole\t1\n平台\t1\nx\t1\ny\t1\n"
    assert [(item.code, item.said, item.reason.en.partition(";")[0]) for item in written.dropped] == [
        ("a", "a * b", "the format has no gaps"),
        ("a", "near(a, b)", "the format has no operators"),
        ("a", "wom?n", "the format cannot express one of its wildcards or signs"),
        ("a", "*gate", "the format cannot express one of its wildcards or signs"),
        ("a", "~平台", "the format has no 'part of a longer word'"),
        ("a", "role", "Zhuli matches these English words by lemma (roles too)"),
    ]


def test_exceptions_cues_conditions_weights_and_scopes_are_named() -> None:
    assert [(item.said, item.reason.en.partition(" (")[0]) for item in write(with_extras()).dropped] == [
        ('"duty"', "the format has no conditions"),
        ('"duty"', "the format has no weights"),
        ('"duty"', "the format has no scopes"),
        ('"role play"', "the format has no exceptions"),
        ("negation", "the format has no cues"),
        ("stage", "the format has no conditions"),
    ]


def test_a_dictionary_becomes_a_codebook_and_comes_back() -> None:
    codebook = as_codebook(read(OLD, "my.dic"))
    assert patterns(codebook) == {"posemo": ['"happy"', "friend*"], "social": ["friend*", '"kind" "of"']}
    assert write(codebook).text == OLD


@given(st.lists(st.text("abé'-*?社工 9.:)(%<>\t", min_size=1, max_size=8), min_size=1, max_size=5))
def test_every_word_survives_being_written_and_read_or_is_named(words: list[str]) -> None:
    wanted = list(dict.fromkeys(found.pattern for found in map(carried, words) if found.pattern and not found.loss))
    wanted = [pattern for pattern in wanted if not pattern.startswith("~")]  # LIWC has no part of a word
    if not wanted:
        return
    written = write(book(" | ".join(["a", *map(quoted, wanted)])))
    missing = len(written.dropped)
    assert set(read(written.text, "my.dic").entries[0].patterns) <= set(wanted)
    assert len(read(written.text, "my.dic").entries[0].patterns) == len(wanted) - missing
