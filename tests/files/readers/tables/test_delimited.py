"""Rows of text files with delimiters."""

import pytest

from pipeline.files.readers.tables.delimited import split


def rows(said: str) -> list[list[str]]:
    return split(said)[0]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", []),
        ("date,text\n1,一\n", [["date", "text"], ["1", "一"]]),
        ("date;text\n1;a, b, c\n2;d, e\n", [["date", "text"], ["1", "a, b, c"], ["2", "d, e"]]),
        ("date\ttext\n1\t一；二；三, 四\n", [["date", "text"], ["1", "一；二；三, 四"]]),
        ("日期,正文\n1,一，二，三\n2,四\n", [["日期", "正文"], ["1", "一，二，三"], ["2", "四"]]),
        ("2024 年汇总\n日期;正文\n1;a, b\n2;c, d\n", [["2024 年汇总"], ["日期", "正文"], ["1", "a, b"], ["2", "c, d"]]),
        ("sep=;\na;b,c\n", [["a", "b,c"]]),
        ("text\nI came, then left.\nHello\n", [["text"], ["I came, then left."], ["Hello"]]),
        ('text\n"I came,\nthen left."\n', [["text"], ["I came,\nthen left."]]),
        ('a,b\n1, "x, y"\n', [["a", "b"], ["1", "x, y"]]),
        ('a,b\n1,"x ""y"" z"\n', [["a", "b"], ["1", 'x "y" z']]),
    ],
)
def test_the_delimiter_that_makes_even_rows_parts_the_cells(said: str, expected: list[list[str]]) -> None:
    assert split(said) == (expected, ())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('a,b\n1,"好\n2,二\n3,"三"\n', [["a", "b"], ["1", '"好'], ["2", "二"], ["3", "三"]]),
        ('a,b\n1,"好\n2,二\n', [["a", "b"], ["1", '"好'], ["2", "二"]]),
        ('a,b\n1,"他说"好"，走了"\n2,二\n', [["a", "b"], ["1", '他说"好"，走了'], ["2", "二"]]),
        ('a,b\n1,"x, "y", z"\n2,"w\nv"\n', [["a", "b"], ["1", 'x, "y', 'z"'], ["2", "w\nv"]]),
        ('a,b\n"1" ,二\n"三"四,\n', [["a", "b"], ["1", "二"], ['"三"四', ""]]),
    ],
)
def test_a_quote_that_does_not_match_swallows_nothing_below_it_and_is_said(
    said: str, expected: list[list[str]]
) -> None:
    found, doubts = split(said)
    assert [[cell.strip() for cell in row] for row in found] == expected
    assert [doubt.zh for doubt in doubts] == ["有引号不成对，已按原样读入，请核对"]


@pytest.mark.parametrize("piece", ['"a"b,', '"a""b,', '"""b,', '"a\n', 'a,"b\n', '"a"b\n'])
def test_a_hostile_run_of_quotes_comes_to_an_end(piece: str) -> None:
    rows, _ = split("a,b\n" + piece * 200_000)
    assert rows[0] == ["a", "b"]
