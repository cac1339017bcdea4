"""Which codes meet: counts by hand, expectations by hand, and what is not told."""

from collections.abc import Iterable
from math import log
from typing import Any

import pandas as pd
import pytest

from pipeline.model.errors import TableError
from pipeline.model.frames import from_rows, rows
from pipeline.model.settings import Themes
from pipeline.stages.links import Found, Inputs, links
from pipeline.stages.links.pairs import npmi
from tests.stages.links.corpus import STATISTICS, coding, found, inputs, note

COUNTS = ("with_a", "with_b", "with_both", "units", "documents", "organisations")


def pair(made: Found, unit: str, one: str = "training", other: str = "rigid") -> dict[str, Any]:
    (row,) = [row for row in rows(made.code_pairs) if (row["unit"], row["code_a"], row["code_b"]) == (unit, one, other)]
    return row


def cells(row: dict[str, Any], names: Iterable[str] = COUNTS) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def test_segments_windows_and_documents_with_both_are_counted() -> None:
    made = found(
        note("a", "tr - - - r -", "甲队", "2024-01-05"), note("b", "t - - r - -", "甲队", "2024-02"), note("c", "t - r")
    )
    assert cells(pair(made, "segment")) == (3, 4, 1, 15, 1, 1)
    # a: 1-4 and 2-5 hold r, 1-4 t; 3-6 r. b: 1-4 both, 2-5 and 3-6 r. c: its only window is the whole
    assert cells(pair(made, "window")) == (3, 7, 3, 7, 3, 1)
    assert cells(pair(made, "document")) == (3, 3, 3, 3, 3, 1)


def test_segments_four_apart_are_in_no_window() -> None:
    made = found(note("a", "t - - - r - -"), note("b", "t - - r - - -"))
    assert pair(made, "window")["with_both"] == 1


def test_a_window_does_not_reach_into_the_next_document_and_a_short_document_is_one_window() -> None:
    made = found(note("a", "- t"), note("b", "r -"))
    assert cells(pair(made, "window")) == (1, 1, 0, 2, 0, 0)


def test_a_gap_in_the_numbering_of_segments_is_a_distance() -> None:
    held = inputs(note("a", "t r - - -"))
    apart = held.segments.copy()
    apart["segment_index"] = pd.array([1, 9, 10, 11, 12], dtype=held.segments["segment_index"].dtype)
    made = links(Inputs(held.documents, apart, held.codings, held.codes), Themes(minimum_carriers=1), STATISTICS)
    # anchors 1 and 9: 1 alone, then 9 to 12
    assert cells(pair(made, "window")) == (1, 1, 0, 2, 0, 0)


def test_what_is_expected_is_expected_within_each_document() -> None:
    made = found(note("a", "tr t r -"), note("b", "t - - r"), note("c", "- - - -"))
    assert pair(made, "segment")["expected"] == pytest.approx(2 * 2 / 4 + 1 * 1 / 4)


def test_npmi_is_that_of_bouma() -> None:
    made = found(note("a", "tr t r -"), note("b", "- - - -"))
    assert pair(made, "segment")["npmi"] == pytest.approx(log((1 / 8) / (2 / 8 * 2 / 8)) / -log(1 / 8))
    assert npmi(2, 2, 1, 4) == pytest.approx(0.0)
    assert (npmi(2, 2, 2, 4), npmi(1, 2, 0, 4), npmi(4, 4, 4, 4)) == (1.0, -1.0, None)


def test_pairs_go_by_the_codebook_and_codes_without_an_asserted_passage_are_left_out() -> None:
    made = found(note("a", "xt r"), codings=[coding("a-1", "roles", 20, 2), coding("a-1", "training", 24, 2), coding("a-2", "rigid", 40, 2, "negated")])  # fmt: skip
    assert [cells(row, ("unit", "code_a", "code_b")) for row in rows(made.code_pairs)] == [
        (unit, "training", "roles") for unit in ("segment", "window", "document")
    ]


def test_documents_that_were_not_read_do_not_count() -> None:
    made = found(note("a", "tr -"), note("b", "tr tr", status="duplicate"))
    assert cells(pair(made, "segment")) == (1, 1, 1, 2, 1, 0)


def test_the_same_words_under_two_codes_are_counted_as_such() -> None:
    same = [coding("a-1", "training", 20, 3), coding("a-1", "rigid", 22, 3), coding("a-1", "training", 26, 2)]
    apart = [coding("a-2", "training", 40, 3), coding("a-2", "rigid", 43, 3)]
    made = found(note("a", "- - -"), codings=same + apart)
    assert (pair(made, "segment")["with_both"], pair(made, "segment")["overlapping"]) == (2, 1)
    assert pair(made, "document")["overlapping"] is None


TOGETHER = [note(f"n{place}", "tr - - - - - - x", "甲队", f"2024-01-{place + 1:02}") for place in range(12)]


def test_what_meets_more_often_than_by_chance_is_told_with_one_quotation_of_each() -> None:
    made = found(*TOGETHER, minimum=3)
    row = pair(made, "segment")
    assert row["q_value"] < 0.001 and row["expected"] == pytest.approx(12 / 8)
    shown = [row for row in rows(made.link_evidence) if row["unit"] == "segment"]
    # the latest note speaks
    assert [
        cells(row, ("code_a", "code_b", "rank", "segment_id", "start_char", "end_char", "quote")) for row in shown
    ] == [
        ("training", "rigid", 1, "n11-1", 20, 23, "培训 "),
        ("training", "rigid", 2, "n11-1", 24, 27, "培训 "),
    ]


def test_where_no_segment_holds_both_the_nearest_two_are_quoted() -> None:
    apart = [note(f"n{place}", "t - r - - - - - - - - - x -", "甲队", "2024-01") for place in range(12)]
    made = found(*apart, minimum=3)
    assert {(row["unit"], row["rank"], row["segment_id"]) for row in rows(made.link_evidence) if row["unit"] == "window"} == {("window", 1, "n9-1"), ("window", 2, "n9-3")}  # fmt: skip


def test_a_code_in_too_few_documents_is_not_judged() -> None:
    made = found(*TOGETHER, minimum=13)
    assert {row["q_value"] for row in rows(made.code_pairs)} == {None}
    assert pair(made, "segment")["with_both"] == 12
    assert len(made.link_evidence) == 0


def test_what_could_not_have_been_told_is_left_out_of_the_correction() -> None:
    made = found(note("a", "tr -"), note("b", "x -"), minimum=1)
    assert {row["p_value"] for row in rows(made.code_pairs)} == {None}


def test_a_mixed_corpus_without_organisations_is_one_stratum_and_counts_none() -> None:
    held = [note(f"n{place}", "tr -" if place < 6 else "- -") for place in range(12)]
    row = pair(found(*held, texts="培训 training 很死板"), "document")
    # of 12 documents 6 carry each, the same 6: one way of 924
    assert (row["p_value"], row["organisations"]) == (pytest.approx(1 / 924), 0)


def test_without_documents_or_codings_there_is_nothing() -> None:
    for made in (found(), found(note("a", "- -")), found(note("a", ""))):
        assert [len(frame) for frame in vars(made).values()] == [0, 0, 0]


def test_a_table_that_does_not_fit_is_refused() -> None:
    held = inputs(note("a", "t r"))
    with pytest.raises(TableError, match="table 'codings'"):
        links(Inputs(held.documents, held.segments, from_rows("texts", []), held.codes), Themes(), STATISTICS)


def test_tables_stay_as_they_were_and_their_order_does_not_matter() -> None:
    held = inputs(*TOGETHER)
    before = {name: frame.copy(deep=True) for name, frame in vars(held).items() if name != "codes"}
    first = links(held, Themes(), STATISTICS)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(held, name), frame)
    turned = Inputs(*(frame.iloc[::-1].reset_index(drop=True) for frame in before.values()), held.codes)
    for name, frame in vars(links(turned, Themes(), STATISTICS)).items():
        pd.testing.assert_frame_equal(frame, getattr(first, name))
