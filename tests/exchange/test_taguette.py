"""Taguette codebooks: what is read, what is written, and what each message says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.taguette import COLUMN, read, write
from pipeline.model.dictionary import Dropped, Entry
from pipeline.model.errors import CodebookError
from tests.exchange.books import as_codebook, book, patterns

EXPORTED = (
    "tag,description,number of highlights,number of documents\r\n"
    'role.vague,"unclear, or\nnot said",3,2\r\n'
    "信任,居民之间的信任,0,0\r\n"
)


def refused(text: str) -> CodebookError:
    with pytest.raises(CodebookError) as caught:
        read(text, "codebook.csv")
    return caught.value


def test_tags_have_descriptions_and_no_patterns_and_the_counts_are_named() -> None:
    found = read(EXPORTED, "codebook.csv")
    assert found.entries == (
        Entry("role.vague", description="unclear, or\nnot said"),
        Entry("信任", description="居民之间的信任"),
    )
    assert found.dropped == (
        Dropped(1, "number of highlights", COLUMN),
        Dropped(1, "number of documents", COLUMN),
    )


def test_the_column_may_be_called_name_or_path_and_stand_anywhere() -> None:
    assert read("\ufeffDescription, NAME\nd,社工 role\n,,\nx,y\n", "codebook.csv").entries == (
        Entry("社工 role", description="d"),
        Entry("y", description="x"),
    )
    assert read("path\na\n", "codebook.csv").entries == (Entry("a"),)


def test_a_codebook_without_tags_is_empty() -> None:
    assert read("tag,description\n", "codebook.csv").entries == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "codebook.csv: the file is empty. Choose the file that holds the dictionary."),
        (
            "code,text\n",
            "codebook.csv:1: the header must have one column named tag, name, path, it has 0; export the codebook from Taguette again.",
        ),
        (
            "\ntag,name\n",
            "codebook.csv:2: the header must have one column named tag, name, path, it has 2; export the codebook from Taguette again.",
        ),
        ('tag,description\n"a\nb",c\nd\n', "codebook.csv:4: the row has only 1 columns; fill it up."),
        ("tag,description\n ,c\n", "codebook.csv:2: the tag has no name; write one."),
        ("tag\na\nb\na\n", "codebook.csv:4: the tag 'a' stands twice; remove one."),
        (
            'tag\n"a"b\n',
            "codebook.csv:2: not valid CSV (',' expected after '\"'); export the codebook from Taguette again.",
        ),
    ],
)
def test_each_fault_names_file_line_and_cure(text: str, message: str) -> None:
    error = refused(text)
    assert error.en == message
    assert error.zh.startswith("codebook.csv：")


def test_a_codebook_is_written_as_taguette_imports_it_and_every_pattern_is_named() -> None:
    written = write(book("a | role | 角色", "b | trust"))
    assert written.text == 'tag,description\r\na,"名: 定义\nname: meaning"\r\nb,"名: 定义\nname: meaning"\r\n'
    assert [(item.code, item.said) for item in written.dropped] == [("a", "role"), ("a", "角色"), ("b", "trust")]


def test_tags_become_a_codebook_with_their_names_as_patterns() -> None:
    codebook = as_codebook(read(EXPORTED, "codebook.csv"))
    assert patterns(codebook) == {"role_vague": ['"role.vague"'], "code_02": ['"信任"']}
    assert codebook.codes[0].definition.en == "unclear, or\nnot said"
    assert codebook.codes[1].name.zh == codebook.codes[1].name.en == "信任"


def test_what_is_written_is_read() -> None:
    assert read(write(book("a | x", "b | y")).text, "codebook.csv").entries == (
        Entry("a", description="名: 定义\nname: meaning"),
        Entry("b", description="名: 定义\nname: meaning"),
    )


@given(
    st.lists(st.text("ab社工\"', \n:#*—", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4, unique=True)
)
def test_any_names_make_a_codebook_that_is_read(names: list[str]) -> None:
    text = "tag,description\n" + "".join('"' + name.replace('"', '""') + '",\n' for name in names)
    codebook = as_codebook(read(text, "codebook.csv"))
    assert [code.name.en for code in codebook.codes] == names
