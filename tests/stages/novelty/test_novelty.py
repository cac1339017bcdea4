"""Novelty as a whole: empty and wrong tables, unchanged inputs, many segments."""

import copy

import pandas as pd
import pytest

from pipeline.model.errors import TableError
from pipeline.model.frames import from_rows
from pipeline.model.settings import Themes
from pipeline.model.tables import SCHEMAS
from pipeline.stages.novelty import Found, Inputs, novelty
from tests.stages.novelty.notes import REAL, Notes
from tests.stages.novelty.test_far import TEN
from tests.stages.novelty.test_terms import two_teams


def everything() -> Notes:
    notes = two_teams(*["食堂 开会"] * 6).note("2022-01-01", "甲队", f"食堂 {TEN}", language="mixed")
    return notes.topic("n00-1", 0.9).carry("code:roles", 1, 2).carry("topic:topic-01", 0)


def test_empty_tables_give_empty_tables() -> None:
    found = Notes().found()
    assert {name: len(frame) for name, frame in vars(found).items()} == dict.fromkeys(Found.__dataclass_fields__, 0)
    assert set(vars(found)) <= set(SCHEMAS)


def test_documents_without_a_word_give_empty_tables() -> None:
    notes = Notes()
    for month in range(1, 10):
        notes.note(f"2024-0{month}", "甲队", "…… 2024")
    found = notes.topic("n00-1", 0.1).found()
    assert [len(frame) for frame in vars(found).values()] == [0, 0, 0, 0]


@pytest.mark.parametrize("name", list(Inputs.__dataclass_fields__))
def test_a_table_that_does_not_fit_is_refused(name: str) -> None:
    held = vars(everything().inputs()) | {name: from_rows("texts", [])}
    with pytest.raises(TableError, match=f"table '{name}'"):
        novelty(Inputs(**held), Themes(), REAL, frozenset())


def test_inputs_stay_as_they_were_and_the_same_inputs_give_the_same_tables() -> None:
    held = everything().inputs()
    before = {name: copy.deepcopy(frame) for name, frame in vars(held).items()}
    first, second = (novelty(held, Themes(), REAL, frozenset()) for _ in range(2))
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(held, name), frame)
    for name, frame in vars(first).items():
        pd.testing.assert_frame_equal(frame, getattr(second, name))
    assert [len(frame) for frame in vars(first).values()] == [1, 1, 50, 2]


def test_the_order_of_the_tokens_does_not_matter() -> None:
    notes = everything()
    expected = notes.found()
    notes.tokens.reverse()
    for name, frame in vars(notes.found()).items():
        pd.testing.assert_frame_equal(frame, getattr(expected, name))
