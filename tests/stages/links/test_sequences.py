"""What follows on what in an organisation's notes."""

from typing import Any

import pytest

from pipeline.model.frames import rows
from pipeline.stages.links import Found
from tests.stages.links.corpus import found, note

COUNTS = ("after_carried", "after_total", "otherwise_carried", "otherwise_total")
APPEARED = ("first_before", "first_after", "first_with")


def sequence(made: Found, first: str, then: str) -> dict[str, Any]:
    (row,) = [row for row in rows(made.code_sequences) if (row["first"], row["then"]) == (first, then)]
    return row


def test_next_notes_are_counted_within_an_organisation_by_date() -> None:
    made = found(
        note("a3", "-", "甲队", "2024-03-01"),
        note("a1", "t", "甲队", "2024-01-01"),
        note("a2", "r", "甲队", "2024-02-01"),
        note("b1", "t", "乙队", "2024-01-01"),
        note("b2", "tr", "乙队", "2024-01-02"),
    )
    row = sequence(made, "training", "rigid")
    # with a next note: a1 t, a2 r, b1 t
    assert tuple(row[name] for name in COUNTS) == (2, 2, 0, 1)
    assert tuple(row[name] for name in APPEARED) == (2, 0, 0)
    assert tuple(sequence(made, "rigid", "training")[name] for name in APPEARED) == (0, 2, 0)


def test_what_comes_back_is_a_sequence_of_one_code_and_has_no_order_of_appearance() -> None:
    made = found(
        note("a", "t", "甲队", "2024-01"), note("b", "t", "甲队", "2024-02"), note("c", "-", "甲队", "2024-03")
    )
    row = sequence(made, "training", "training")
    assert tuple(row[name] for name in (*COUNTS, *APPEARED)) == (1, 2, 0, 0, None, None, None)


def test_notes_of_one_date_follow_each_other_by_path() -> None:
    held = [note("b", "r", "甲队", "2024-01-01"), note("a", "t", "甲队", "2024-01-01")]
    for order in (held, held[::-1]):
        assert sequence(found(*order), "training", "rigid")["after_carried"] == 1


def test_notes_without_date_or_organisation_have_no_next_one() -> None:
    made = found(note("a", "t", "甲队"), note("b", "r", "甲队", "2024-01"), note("c", "t", None, "2024-01"), note("d", "r", None, "2024-02"))  # fmt: skip
    assert tuple(sequence(made, "training", "rigid")[name] for name in COUNTS) == (0, 0, 0, 0)


def test_codes_that_appear_in_the_same_note_are_counted_apart() -> None:
    made = found(
        note("a", "tr", "甲队", "2024-01"), note("b", "t r", "乙队", "2024-01"), note("c", "t", "丙队", "2024-01")
    )
    assert tuple(sequence(made, "training", "rigid")[name] for name in APPEARED) == (0, 0, 2)


def test_what_follows_more_often_than_in_other_orders_is_told_with_a_note_and_the_next_one() -> None:
    held = [
        note(f"{team}{place}", letters, team, f"2024-0{place}-01")
        for team in "甲乙丙丁戊己庚辛"
        for place, letters in enumerate(("t", "r", "-", "-"), 1)
    ]
    made = found(*held, minimum=3)
    row = sequence(made, "training", "rigid")
    assert tuple(row[name] for name in COUNTS) == (8, 8, 0, 16)
    # r stands directly behind t in a quarter of all orders: mid-p of 8 of 8
    assert row["p_value"] == pytest.approx(0.25**8)
    assert sequence(made, "rigid", "training")["q_value"] > 0.05
    shown = [row for row in rows(made.link_evidence) if row["unit"] == "sequence"]
    assert [(row["code_a"], row["code_b"], row["rank"], row["segment_id"]) for row in shown] == [
        ("training", "rigid", 1, "辛1-1"),
        ("training", "rigid", 2, "辛2-1"),
    ]
