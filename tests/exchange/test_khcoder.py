"""KH Coder's coding rules: what is read, what is written, and what each message says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.foreign_text import quoted
from pipeline.exchange.khcoder import read, write
from pipeline.exchange.khcoder_atoms import BRACKETS, LENGTH, NO_CODE, OPTION, SIGNS, SPEECH, VARIABLE
from pipeline.exchange.khcoder_conditions import COUNTED, NOT_ALONE
from pipeline.model.dictionary import Dropped, Entry
from pipeline.model.errors import CodebookError
from tests.exchange.books import as_codebook, book, patterns, with_extras


def refused(text: str) -> CodebookError:
    with pytest.raises(CodebookError) as caught:
        read(text, "my.cod")
    return caught.value


def condition(text: str) -> tuple[str, ...]:
    """Return the patterns of one condition of which nothing is lost."""
    found = read(f"*code\n{text}\n", "my.cod")
    assert found.dropped == ()
    return found.entries[0].patterns


def lost(text: str) -> tuple[tuple[str, ...], tuple[Dropped, ...]]:
    found = read(f"*code\n{text}\n", "my.cod")
    return found.entries[0].patterns, found.dropped


def test_alternatives_over_several_lines_become_patterns() -> None:
    found = read("# made up\n*role\nrole or duty\n\n| 职责\n#or task\n＊信任\n信任\n", "my.cod")
    assert found.entries == (
        Entry("role", patterns=("role", "duty", '"职责"')),
        Entry("信任", patterns=('"信任"',)),
    )
    assert found.dropped == ()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("role & clear", ("role AND clear",)),
        ("role and not clear", ("role AND NOT clear",)),
        ("role &! ( clear | plain )", ("role AND NOT clear AND NOT plain",)),
        ("not clear and role", ("role AND NOT clear",)),
        ("role and not ( clear and plain )", ("role AND NOT (clear AND plain)",)),
        ("not ( not role )", ("role",)),
        ("( a or b ) and c", ("a AND c", "b AND c")),
        ("a and ( b or c and d )", ("b AND a", "c AND d AND a")),
        ("社工 AND　角色", ('"社工" AND "角色"',)),
        ("near(a-b)", ("near(a, b, within=9)",)),
        ("near(社工-role-b)[3]", ('near("社工", role, b, within=2)',)),
        ("seq(a-b)[b8]", ("seq(a, b, within=7)",)),
        ("seq(a-b)[d1]", ("seq(a, b, within=0)",)),
        ("seq(a-b)[0]", ("seq(a, b, within=1000)",)),
        ("social+worker", ("social worker",)),
        ("卒業+証書", ('"卒業" "証書"',)),
        ("'说不清'", ("~说不清",)),
        ("'social work'", ("*social work*",)),
        ("'one of us'", ('*one "of" us*',)),
        ("'it''s'", None),
        ('"social worker"', ("social worker",)),
        ('"and"', ('"and"',)),
        ("near", ('"near"',)),
        ("role=>roles", ('"roles"',)),
        ("don't", ("don't",)),
        ("T恤", ('"T恤"',)),
    ],
)
def test_a_condition_is_read(written: str, wanted: tuple[str, ...] | None) -> None:
    if wanted is None:
        assert lost(written) == ((), (Dropped(2, written, SIGNS),))
    else:
        assert condition(written) == wanted


def test_references_name_the_ids_of_codes_above() -> None:
    found = read("*Vague-role\na\n＊信任\nb\n*both\n<*Vague-role> or <＊信任> or <*both> or c\n", "my.cod")
    assert found.entries[2].patterns == ("@vague_role", "@code_02", "c")
    assert found.dropped == (Dropped(6, "<*both>", NO_CODE),)


@pytest.mark.parametrize(
    ("written", "kept", "said", "reason"),
    [
        ("a or <>heading1-->x", ("a",), "<>heading1-->x", VARIABLE),
        ("a or <>见出し-->上", ("a",), "<>见出し-->上", VARIABLE),
        ('a or "<>size-->very large"', ("a",), '"<>size-->very large"', VARIABLE),
        ("a >= 2 or b", ("b",), "a >= 2", COUNTED),
        ("( No. >= 2 ) and ( No. <= 5 )", (), "No. >= 2", COUNTED),
        ("a or lw", ("a",), "lw", LENGTH),
        ("a or run-->Verb", ("a",), "run-->Verb", SPEECH),
        ("a or run->past", ("a",), "run->past", SPEECH),
        ("a or near(b-c)[x]", ("a",), "near(b-c)[x]", OPTION),
        ("a or not b", ("a",), "not b", NOT_ALONE),
        ("not a and not b", (), "not (a OR b)", NOT_ALONE),
        ("(a or b", ("b",), "(a", BRACKETS),
        ("a and <>x-->y or b", ("b",), "<>x-->y", VARIABLE),
        ("a and ( b or <>x-->y )", ("b AND a",), "<>x-->y", VARIABLE),
    ],
)
def test_what_zhuli_cannot_express_is_named_and_never_widens_the_rest(
    written: str, kept: tuple[str, ...], said: str, reason: object
) -> None:
    found, dropped = lost(written)
    assert found == kept
    assert (dropped[0].line, dropped[0].said, dropped[0].reason) == (2, said, reason)


def test_a_near_of_too_many_words_is_named_with_the_reason() -> None:
    found, dropped = lost("near(a-b-c-d-e)")
    assert found == ()
    assert dropped[0].reason.en == "near() takes two to 4 parts, parted by commas, not 5"


def test_a_code_without_a_condition_has_no_patterns() -> None:
    assert read("*a\n*b\nx\n", "my.cod").entries == (Entry("a"), Entry("b", patterns=("x",)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "my.cod: the file is empty. Choose the file that holds the dictionary."),
        ("# a\n", "my.cod:1: there is no code; a line with a code's name begins with *."),
        ("\na or b\n", "my.cod:2: a condition stands before the first code; write its name above it, with * in front."),
        ("*a\nx\n＊a\n", "my.cod:3: the code 'a' stands twice or has no name; rename one."),
        ("*a\nx\ny\n", "my.cod:3: 'y' follows without 'and' or 'or'; write one between them."),
        ("*a\n( x or y\n", "my.cod:2: '(' is not closed; write ')' with blanks around it."),
        ("*a\nx )\n", "my.cod:2: ')' follows without 'and' or 'or'; write one between them."),
        ("*a\nx\nor\n", "my.cod:3: a word is expected at the end; write one, or remove the operator before it."),
        (
            "*a\nx and\nor y\n",
            "my.cod:3: a word is expected in front of 'or'; write one, or remove the operator before it.",
        ),
    ],
)
def test_each_fault_names_file_line_and_cure(text: str, message: str) -> None:
    error = refused(text)
    assert error.en == message
    assert error.zh.startswith("my.cod：")


def test_brackets_nested_too_deep_are_refused() -> None:
    assert refused("*a\n" + "( " * 5000).en == "my.cod:2: brackets are nested more than 50 deep."


def test_patterns_are_written_as_alternatives() -> None:
    written = write(
        book(
            "a | role | 'social work' | '\"平台\"' | 平台 | 角色不清 | '{worker} * 不清'",
            "b | 'near(a, b, within=3)' | 'seq({worker}, 不清)' | 'x AFTER y WITHIN 2' | 'x BEFORE y' | '@a AND NOT time'",
            "c | '(a OR b) AND c AND d' | '~平台' | '*roles*' | '\"and\"'",
        )
    )
    assert written.text == (
        "*a\nrole\nor social+work\nor 平台\nor '角色不清'\nor seq(社工-不清)[b6]\n\n"
        "*b\nnear(a-b)[b4]\nor seq(社工-不清)[b9]\nor seq(y-x)[b3]\nor seq(x-y)[b9]\nor <*a> and not time\n\n"
        "*c\n( a or b ) and c and d\nor '平台'\nor 'roles'\nor 'and'\n"
    )
    assert [(item.code, item.said) for item in written.dropped] == [
        ("a", "{worker} * 不清"),
        ("b", "seq({worker}, 不清)"),
        ("c", '"and"'),
    ]


def test_what_conditions_cannot_say_is_named() -> None:
    written = write(
        book("a | 'a b * c' | 'a * b ... c' | 'near(a b, c)' | 'x NOT AFTER y' | wom?n | 'role*' | '\"don''t\" know'")
    )
    assert written.text == "*a\n'role'\nor 'don''t know'\n"
    assert [(item.said, item.reason.en) for item in written.dropped] == [
        ("a b * c", "in KH Coder's near and seq each part is one single word"),
        ("a * b ... c", "KH Coder's seq has one distance for all its parts"),
        ("near(a b, c)", "in KH Coder's near and seq each part is one single word"),
        ("x NOT AFTER y", "KH Coder has no NOT AFTER and NOT BEFORE"),
        ("wom?n", "KH Coder has no such wildcard"),
        (
            "role*",
            "KH Coder has no word forms and wildcards; written as a string, which also hits inside longer words",
        ),
        (
            '"don\'t" know',
            "KH Coder has no word forms and wildcards; written as a string, which also hits inside longer words",
        ),
        ('"don\'t" know', "Zhuli matches these English words by lemma (roles too); only this form was written"),
    ]


def test_a_code_stands_behind_those_that_it_refers_to() -> None:
    assert write(book("a | '@b'", "b | x")).text == "*b\nx\n\n*a\n<*b>\n"


def test_exceptions_are_written_and_cues_conditions_weights_and_scopes_named() -> None:
    written = write(with_extras())
    assert written.text == "*role\n(\n'roles'\nor 'duty'\n)\nand not (\n'role play'\n)\n"
    reasons = [item.reason.en.partition(" (")[0].partition(";")[0] for item in written.dropped]
    string = "KH Coder has no word forms and wildcards"
    assert reasons == [
        string,
        "the format has no conditions",
        "the format has no weights",
        "the format has no scopes",
        string,
        string,
        "the format has no cues",
        "the format has no conditions",
    ]


def test_rules_become_a_codebook_and_come_back() -> None:
    rules = "*role\nrole and not clear\nor social+worker\nor near(社工-不清)[b6]\n\n*trust\n<*role> or '信任'\n"
    codebook = as_codebook(read(rules, "my.cod"))
    wanted = {
        "role": ["role AND NOT clear", "social worker", 'near("社工", "不清", within=5)'],
        "trust": ["@role", "~信任"],
    }
    assert patterns(codebook) == wanted
    again = read(write(codebook).text, "again.cod")
    assert {entry.name: list(entry.patterns) for entry in again.entries} == wanted


@given(st.lists(st.text("abZé社工角色"), min_size=1, max_size=5), st.sampled_from(["", "near", "seq", "+", "'"]))
def test_any_words_come_back_as_they_were(words: list[str], form: str) -> None:
    words = list(filter(None, words))[:4] or ["x"]
    if form in ("near", "seq") and len(words) > 1:
        condition_text = f"{form}({'-'.join(words)})[b4]"
    elif form == "'":
        condition_text = f"'{words[0]}'"
    else:
        condition_text = "+".join(words) if form == "+" else " or ".join(words)
    found = read(f"*a\n{condition_text}\n", "my.cod").entries[0].patterns
    if found:
        written = write(book(" | ".join(["a", *map(quoted, found)])))
        again = read(written.text, "my.cod").entries[0].patterns
        assert again == found or written.dropped
