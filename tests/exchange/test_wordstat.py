"""WordStat dictionaries: what is read, what is written, and what each message says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.foreign_text import quoted
from pipeline.exchange.glob_words import CHARACTERS_WILDCARD, carried
from pipeline.exchange.wordstat import CIRCLE, NUMBER_SIGN, WEIGHTED, read, write
from pipeline.exchange.wordstat_rules import DISTANCE, NO_CATEGORY, UNKNOWN
from pipeline.model.dictionary import Dropped, Entry
from pipeline.model.errors import CodebookError
from tests.exchange.books import as_codebook, book, patterns, with_extras

PLACES = "SOUTH\n\tBW\n\t\tGABORONE (1)\n\t\tCAPE_TOWN (1)\n\tNA\n\t\tNAMIBIA* (1)\nNORTH\n\tOSLO (1)\n"
RULES = """\
NEGATIONS
\tNOT (1)
PEOPLE
\tTEACHERS
\t\tTEACHER* (1)
\tPARENTS
\t\tMOTHER (1)
MOOD
\t@ONE [SATISFIED NEAR #TEACHERS] (1)
\t@TWO [GOOD NOT AFTER #NEGATIONS]
\t@GLAD AND #PEOPLE (1)
\t@FOUR [GOOD NOT NEAR NOT_AT_ALL] (1)
\t@FIVE [GOOD BEFORE WORK OR PLAY] (1)
\t@SIX [GOOD NEAR WORK /S3] (1)
\t@SEVEN [GOOD AND #NOWHERE] (1)
\t@EIGHT [GOOD AND #MOOD] (1)
"""


def refused(text: str) -> CodebookError:
    with pytest.raises(CodebookError) as caught:
        read(text, "my.cat")
    return caught.value


def test_words_stand_in_the_categories_above_them() -> None:
    found = read(PLACES, "my.cat")
    assert found.entries == (
        Entry("BW", ("SOUTH",), ('"GABORONE"', '"CAPE" "TOWN"')),
        Entry("NA", ("SOUTH",), ("NAMIBIA*",)),
        Entry("NORTH", (), ('"OSLO"',)),
    )
    assert found.dropped == ()


def test_blanks_in_front_of_tabs_do_not_count_and_blanks_alone_do() -> None:
    assert read("A\n   \tB\n   \t\tx (1)\n", "my.cat").entries == (Entry("B", ("A",), ('"x"',)),)
    assert read("A\n  B\n    x (1)\n  C\n", "my.cat").entries == (Entry("B", ("A",), ('"x"',)), Entry("C", ("A",)))


def test_chinese_words_are_whole_words() -> None:
    found = read("\ufeff赋权\r\n\t增能 (1)\r\n\t自主* (1)\r\n", "my.cat")
    assert found.entries == (Entry("赋权", patterns=('"增能"', "~自主")),)
    assert found.dropped == (Dropped(3, "自主* (1)", CHARACTERS_WILDCARD),)


def test_mixed_words_and_smileys_are_read() -> None:
    assert read("A\n\tT恤 (1)\n\t:) (1)\n", "my.cat").entries[0].patterns == ('"T恤"', '":)"')


def test_weights_and_number_signs_are_named() -> None:
    found = read("A\n\tgood (2)\n\tbad (-0.5)\n\tB# (1)\n", "my.cat")
    assert found.entries == (Entry("A", patterns=('"good"', '"bad"')),)
    assert found.dropped == (
        Dropped(2, "good (2)", WEIGHTED),
        Dropped(3, "bad (-0.5)", WEIGHTED),
        Dropped(4, "B# (1)", NUMBER_SIGN),
    )


def test_rules_of_one_kind_of_operator_are_read_and_all_others_named() -> None:
    found = read(RULES, "my.cat")
    assert found.entries[-1] == Entry(
        "MOOD",
        (),
        (
            'near("SATISFIED", @people_teachers)',
            '"GOOD" NOT AFTER @negations',
            '"GLAD" AND (@people_teachers OR @people_parents)',
            '"GOOD" NOT BEFORE "NOT" "AT" "ALL" NOT AFTER "NOT" "AT" "ALL"',
        ),
    )
    assert found.dropped == (
        Dropped(9, "@ONE [SATISFIED NEAR #TEACHERS] (1)", DISTANCE),
        Dropped(10, "@TWO [GOOD NOT AFTER #NEGATIONS]", DISTANCE),
        Dropped(12, "@FOUR [GOOD NOT NEAR NOT_AT_ALL] (1)", DISTANCE),
        Dropped(13, "@FIVE [GOOD BEFORE WORK OR PLAY] (1)", UNKNOWN),
        Dropped(14, "@SIX [GOOD NEAR WORK /S3] (1)", UNKNOWN),
        Dropped(15, "@SEVEN [GOOD AND #NOWHERE] (1)", NO_CATEGORY),
        Dropped(16, "@EIGHT [GOOD AND #MOOD] (1)", CIRCLE),
    )


def test_categories_whose_rules_refer_to_each_other_do_not_go_round_in_a_circle() -> None:
    found = read("A\n\t@X AND #B (1)\nB\n\t@Y AND #C (1)\nC\n\t@Z AND #A (1)\n", "my.cat")
    assert [entry.patterns for entry in found.entries] == [('"X" AND @b',), ('"Y" AND @c',), ()]
    assert found.dropped == (Dropped(6, "@Z AND #A (1)", CIRCLE),)


def test_rules_make_a_codebook_that_is_read() -> None:
    assert patterns(as_codebook(read(RULES, "my.cat")))["mood"][0] == 'near("SATISFIED", @people_teachers)'


def test_an_empty_file_is_refused() -> None:
    assert refused("\n\n").en == "my.cat: the file is empty. Choose the file that holds the dictionary."


def test_a_word_in_no_category_is_refused_with_line_and_cure() -> None:
    error = refused("\nA\nx (1)\n")
    assert error.en == "my.cat:3: 'x (1)' stands in no category; write the category above it and indent it by a tab."
    assert error.zh == "my.cat：第 3 行：'x (1)' 不在任何类别之下；请在上一行写类别，并用制表符缩进。"


def test_levels_become_categories_and_phrases_have_underscores_and_weights() -> None:
    written = write(book("a | '{worker}' | role* | '~平台'"))
    assert written.text == "risk\n\ta\n\t\t社工 (1)\n\t\tsocial_worker (1)\n\t\trole* (1)\n\t\t*平台* (1)\n"
    assert written.dropped == ()
    assert write(with_extras()).text == "risk\n\trole\n\t\troles (1)\n\t\tduty (0.5)\n"


def test_what_wordstat_cannot_hold_is_named() -> None:
    written = write(book("a | 'near(a, b)' | '\"x#y\"' | '\"a_b\"' | wom?n"))
    assert written.text == "risk\n\ta\n"
    assert [item.said for item in written.dropped] == ["near(a, b)", '"x#y"', '"a_b"', "wom?n"]


def test_a_dictionary_becomes_a_codebook_and_comes_back() -> None:
    codebook = as_codebook(read(PLACES, "my.cat"))
    wanted = {"south_bw": ['"GABORONE"', '"CAPE" "TOWN"'], "south_na": ["NAMIBIA*"], "north": ['"OSLO"']}
    assert patterns(codebook) == wanted
    again = read(write(codebook).text, "again.cat")
    assert {entry.name: list(entry.patterns) for entry in again.entries} == wanted


@given(st.lists(st.text("aB9é'-* 社工.:()@&[]", min_size=1, max_size=8), min_size=1, max_size=5))
def test_every_word_survives_being_written_and_read_or_is_named(words: list[str]) -> None:
    wanted = list(dict.fromkeys(found.pattern for found in map(carried, words) if found.pattern and not found.loss))
    if wanted:
        written = write(book(" | ".join(["a", *map(quoted, wanted)])))
        found = read(written.text, "my.cat").entries[0].patterns
        assert set(found) <= set(wanted)
        assert len(found) == len(wanted) - len(written.dropped)
