"""Many literals at once."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.backends.ahocorasick import automaton


def test_all_occurrences_are_found_in_code_points_overlapping_ones_too() -> None:
    found = automaton(["角色", "色不", "角色不清", "role"])("😀角色不清role𠮷role")
    assert sorted(found) == [(0, 1, 3), (1, 2, 4), (2, 1, 5), (3, 5, 9), (3, 10, 14)]


def test_no_literals_find_nothing() -> None:
    assert list(automaton([])("角色")) == []


def test_an_empty_text_holds_nothing() -> None:
    assert list(automaton(["角色"])("")) == []


@given(
    st.lists(st.text("角色ab😀", min_size=1, max_size=3), min_size=1, max_size=6, unique=True),
    st.text("角色ab😀", max_size=20),
)
def test_it_finds_what_looking_everywhere_finds(literals: list[str], text: str) -> None:
    plain = [
        (number, start, start + len(literal))
        for number, literal in enumerate(literals)
        for start in range(len(text))
        if text.startswith(literal, start)
    ]
    assert sorted(automaton(literals)(text)) == sorted(plain)
