"""How the number of different codes and topics grows with the documents."""

from collections.abc import Callable
from itertools import combinations
from math import comb, sqrt

import numpy as np
import pandas as pd
import pytest

from pipeline.model.settings import Themes
from pipeline.stages.novelty.saturation import chao, rarefied
from tests.stages.novelty.notes import Notes, Row, months

Rows = Callable[[pd.DataFrame], list[Row]]


def four() -> Notes:
    """Four notes: one code in all, one in the last two, one in the third only."""
    notes = Notes()
    for date in months(4):
        notes.note(date, "甲队", "开会")
    return notes.carry("code:all", 0, 1, 2, 3).carry("code:late", 2, 3).carry("code:once", 2)


def test_an_example_worked_by_hand(rows_of: Rows) -> None:
    made = four().found()
    rows = rows_of(made.saturation)
    assert [(row["kind"], row["documents"], row["found"], row["date"]) for row in rows] == [
        ("code", number, found, date) for number, found, date in zip(range(1, 5), (1, 1, 3, 3), months(4), strict=True)
    ]
    # 1 + 2/4 + 1/4, 1 + (1 - 1/6) + 2/4, 1 + 1 + 3/4, 3
    assert [row["expected"] for row in rows] == pytest.approx([1.75, 1 + 5 / 6 + 0.5, 2.75, 3.0], abs=1e-6)
    # once 1, twice 1: 3 + 3/4 x 1/2
    assert rows_of(made.saturation_estimates) == [
        {"kind": "code", "documents": 4, "found": 3, "once": 1, "twice": 1, "coming": 0.25, "estimated": 3.375}
    ]
    # of two documents: 1 + (5/6)^2 + (1/2)^2 less (2 1/3)^2 / 3.375
    spread = sqrt(1 + 25 / 36 + 0.25 - (7 / 3) ** 2 / 3.375)
    assert rows[1]["expected_low"] == pytest.approx(7 / 3 - 1.959964 * spread, abs=1e-5)
    assert rows[1]["expected_high"] == pytest.approx(7 / 3 + 1.959964 * spread, abs=1e-5)


def test_topics_are_counted_beside_codes_and_levels_are_not(rows_of: Rows) -> None:
    made = four().carry("topic:topic-02", 1).carry("topic:topic-01", 0, 3).carry("level:risk", 0).found()
    assert [(row["kind"], row["found"], row["once"]) for row in rows_of(made.saturation_estimates)] == [
        ("code", 3, 1),
        ("topic", 2, 1),
    ]
    assert [row["found"] for row in rows_of(made.saturation) if row["kind"] == "topic"] == [1, 2, 2, 2]


def test_undated_documents_are_read_and_stand_in_no_order(rows_of: Rows) -> None:
    notes = four().note(None, None, "开会").carry("code:undated", 4)
    rows = rows_of(notes.found().saturation)
    assert [row["found"] for row in rows] == [1, 1, 3, 3, None]
    assert (rows[-1]["expected"], rows[-1]["date"]) == (4.0, None)


def test_documents_that_do_not_count_carry_nothing(rows_of: Rows) -> None:
    notes = four().note("2021-01-01", None, "开会", status="duplicate").note("2021-02-01", None)
    made = notes.carry("code:duplicate", 4).carry("code:empty", 5).found()
    assert rows_of(made.saturation_estimates)[0]["found"] == 3
    assert len(made.saturation) == 4


def test_without_codes_and_topics_there_is_no_curve(rows_of: Rows) -> None:
    made = Notes().note("2024-01", None, "开会").carry("level:risk", 0).found()
    assert (rows_of(made.saturation), rows_of(made.saturation_estimates)) == ([], [])


def test_the_level_of_the_interval_is_the_one_of_the_settings(rows_of: Rows) -> None:
    wide, narrow = (rows_of(four().found(settings=Themes(confidence=level)).saturation)[1] for level in (0.95, 0.5))
    ratio = (wide["expected_high"] - wide["expected"]) / (narrow["expected_high"] - narrow["expected"])
    assert ratio == pytest.approx(1.959964 / 0.67449, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_the_formula_gives_the_mean_over_all_choices_of_documents(seed: int) -> None:
    random = np.random.default_rng(seed)
    held = [set(np.flatnonzero(random.random(7) < chance).tolist()) | {0} for chance in random.random(6)]
    expected, squares = rarefied(np.asarray([len(places) for places in held]), 7)
    for read in range(1, 8):
        chosen = [set(some) for some in combinations(range(7), read)]
        assert expected[read - 1] == pytest.approx(
            sum(sum(bool(places & some) for places in held) for some in chosen) / len(chosen)
        )
        chances = [1 - comb(7 - len(places), read) / comb(7, read) for places in held]
        assert squares[read - 1] == pytest.approx(sum(chance**2 for chance in chances))


def test_many_documents_are_as_exact_as_few() -> None:
    expected, _ = rarefied(np.asarray([1, 2500, 5000]), 5000)
    some = 1 - comb(2500, 10) / comb(5000, 10)
    assert expected[9] == pytest.approx(10 / 5000 + some + 1, abs=1e-9)
    assert expected[-1] == pytest.approx(3.0)


def test_what_is_to_come_is_what_each_document_alone_brought_on_average() -> None:
    held = [{0}, {1}, {1, 2}, {0, 3}, {4}]
    alone = sum(places == {document} for document in range(5) for places in held) / 5
    notes = Notes()
    for date in months(5):
        notes.note(date, None, "开会")
    for number, places in enumerate(held):
        notes.carry(f"code:{number}", *sorted(places))
    coming = notes.found().saturation_estimates["coming"].to_list()
    assert coming == [alone] == [0.6]


@pytest.mark.parametrize(
    ("counts", "total", "expected"),
    [
        ([3, 4, 5], 10, 3.0),
        ([1, 1, 1, 2, 2, 9], 10, 6 + 0.9 * 9 / 4),
        # none is in two documents: the bias-corrected form
        ([1, 1, 1, 5], 10, 4 + 0.9 * 3),
        ([1, 5], 10, 2.0),
        ([1], 1, 1.0),
    ],
)
def test_chao(counts: list[int], total: int, expected: float) -> None:
    assert chao(np.asarray(counts), total) == pytest.approx(expected)
