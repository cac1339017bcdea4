"""Two runs side by side: shares, tests, and which documents made the difference."""

import math
from dataclasses import replace

import pytest
from scipy.stats import hypergeom

from pipeline.model.errors import TableError
from pipeline.model.frames import from_rows
from pipeline.model.settings import Themes
from pipeline.stages.compare import Between
from tests.stages.compare.runs import book, compared, document, documents, side, statuses

TEN = "a b c d e f g h i j"


def test_nothing_changes_between_a_run_and_itself() -> None:
    run = side(*documents("a b", "role"), document("c", "trust"))
    found, themes = compared(run, run)
    assert statuses(found.themes) == {"code:role": "little", "code:trust": "little"}
    assert {change.difference for change in found.themes} == {0.0}
    assert [change.movers for change in found.themes] == [(), ()]
    assert themes["code:role"].untested == "nothing added"


def test_a_theme_of_added_documents_only_is_new_and_one_of_removed_documents_only_is_gone() -> None:
    before = side(*documents("a b c"), document("d", "trust"))
    after = side(*documents("a b c"), document("e", "role:2"))
    found, themes = compared(before, after)
    assert statuses(found.themes) == {"code:role": "new", "code:trust": "gone"}
    new = themes["code:role"]
    assert (new.before.documents, new.before.total, new.after.documents, new.after.total) == (0, 4, 1, 4)
    assert [
        (one.note.title, one.note.source, one.change, one.segments_before, one.segments_after) for one in new.movers
    ] == [("记录 e", "added", "gained", 0, 2)]
    assert [(one.note.before, one.change) for one in themes["code:trust"].movers] == [("d", "lost")]


def test_shares_have_wilson_intervals_of_their_own_runs() -> None:
    before = side(*documents("a b c d e f g", "role"), *documents(" ".join(f"x{n}" for n in range(13))))
    _, themes = compared(before, before)
    share = themes["code:role"].before
    assert share.share == 0.35
    # 7 of 20, as in the documentation of pipeline.backends.statistics
    assert [round(end or 0, 4) for end in (share.low, share.high)] == [0.1812, 0.5671]


def test_a_theme_rises_when_the_added_documents_carry_it_more_often_than_those_of_the_first_run() -> None:
    before = side(document("a", "role"), *documents(TEN[2:]))
    after = side(document("a", "role"), *documents(TEN[2:]), *documents("v w x y z", "role"))
    found, themes = compared(before, after)
    change = themes["code:role"]
    assert change.status == "rose"
    assert change.association is not None
    # of 15 documents 6 carry it, 5 of them are the added ones: mid-p twice 6/3003 halved
    assert change.association.p_value == pytest.approx(6 / 3003)
    assert change.association.p_value == pytest.approx(hypergeom(15, 6, 5).pmf(5))
    assert change.q_value == pytest.approx(6 / 3003)
    assert math.isinf(change.association.odds_ratio)
    assert (change.difference, change.untested) == (pytest.approx(6 / 15 - 1 / 10), "")
    assert [one.source for one in change.parts if one.difference] == ["added"]
    assert found.topics_left_out == (0, 0)


def test_a_theme_falls_when_the_added_documents_carry_it_less_often() -> None:
    before = side(*documents(TEN, "role"))
    after = side(*documents(TEN, "role"), *documents("v w x y z"))
    _, themes = compared(before, after)
    assert themes["code:role"].status == "fell"
    assert themes["code:role"].association.odds_ratio == 0  # type: ignore[union-attr]
    assert themes["code:role"].movers == ()


def test_more_that_may_be_chance_is_said_to_be_more() -> None:
    before = side(document("a", "role"), *documents("b c d"))
    after = side(document("a", "role"), *documents("b c d"), document("y", "role"), document("z", "role"))
    change = compared(before, after)[1]["code:role"]
    assert change.status == "more"
    assert change.q_value is None  # 1 of 4, and both of 2: even that is not below 0.05
    assert change.untested == "too few"


def test_organisations_that_always_speak_of_it_prove_nothing_by_writing_more() -> None:
    old = [*documents(TEN, organisation="青禾"), *documents("p q", "role", "柳岸")]
    before, after = side(*old), side(*old, *documents("s t u v w x y z", "role", "柳岸"))
    change = compared(before, after)[1]["code:role"]
    assert change.difference == pytest.approx(10 / 20 - 2 / 12)
    assert (change.status, change.association, change.untested) == ("more", None, "too few")


def test_documents_that_name_no_organisation_are_compared_with_each_other() -> None:
    old = [document(name, organisation=None) for name in TEN.split()[1:]]
    added = [document(name, "role", organisation=None) for name in "vwxyz"]
    first = document("a", "role", organisation=None)
    assert compared(side(first, *old), side(first, *old, *added))[1]["code:role"].status == "rose"


def test_q_values_go_over_all_themes_that_can_be_judged() -> None:
    before = side(document("a", "role trust"), *documents("b c", "trust"), *documents(TEN[6:]))
    added = [*documents("v w x", "role trust"), *documents("y z", "role")]
    after = side(document("a", "role trust"), *documents("b c", "trust"), *documents(TEN[6:]), *added)
    _, themes = compared(before, after)
    role, trust = themes["code:role"], themes["code:trust"]
    assert role.q_value == pytest.approx(2 * 6 / 3003)
    law = hypergeom(15, 6, 5)
    assert trust.association is not None
    assert trust.association.p_value == pytest.approx(2 * (law.sf(3) + law.pmf(3) / 2))
    assert trust.q_value == pytest.approx(trust.association.p_value)
    assert statuses((role, trust)) == {"code:role": "rose", "code:trust": "more"}


def test_without_added_documents_nothing_is_tested() -> None:
    before, after = side(*documents("a b c", "role"), *documents("d e f")), side(*documents("a b c", "role"))
    change = compared(before, after)[1]["code:role"]
    assert (change.status, change.association, change.untested) == ("more", None, "nothing added")
    assert change.difference == pytest.approx(0.5)


def test_what_a_document_says_after_an_edit_counts_as_edited_and_not_as_added() -> None:
    before = side(document("a", text="old"), *documents("b c"))
    after = side(document("a", "role", text="new"), *documents("b c"))
    found, themes = compared(before, after)
    change = themes["code:role"]
    assert [(part.source, part.documents, part.gained, part.lost) for part in change.parts] == [
        ("added", 0, 0, 0),
        ("removed", 0, 0, 0),
        ("changed", 1, 1, 0),
        ("unchanged", 2, 0, 0),
    ]
    assert [part.difference for part in change.parts] == pytest.approx([0, 0, 1 / 3, 0])
    assert [note.source for note in found.notes] == ["changed", "unchanged", "unchanged"]


def test_documents_that_nobody_changed_but_that_are_read_otherwise_are_told_apart_and_measure_both_sides_alike() -> (
    None
):
    before = side(document("a", "role"), *documents(TEN[2:]))
    recoded = [*documents("a b c d e", "role"), *documents("f g h i j")]
    after = side(*recoded, *documents("v w x y z", "role"))
    change = compared(before, after)[1]["code:role"]
    assert [part.difference for part in change.parts] == pytest.approx([10 / 15 - 5 / 10, 0, 0, 4 / 10])
    assert change.association is not None
    assert change.association.p_value == pytest.approx(hypergeom(15, 10, 5).pmf(5))  # five of ten, not one of ten


def test_what_the_added_documents_show_is_no_rise_when_the_share_fell() -> None:
    before = side(*documents(TEN, "role"))
    after = side(*documents(TEN[2:]), document("a", "role"), *documents("v w x y z", "role"))
    change = compared(before, after)[1]["code:role"]
    assert change.q_value is not None
    assert change.q_value < 0.05
    assert change.status == "fewer"


def test_less_than_one_document_makes_is_little() -> None:
    before = side(*documents("a b c", "role"), *documents("d e f g h i j"))
    after = side(*documents("a b c", "role"), *documents("d e f g h i j k"))
    change = compared(before, after)[1]["code:role"]
    assert (change.status, change.difference) == ("little", pytest.approx(3 / 11 - 3 / 10))


def test_new_ones_come_first_then_risen_fallen_gone_and_others_by_size() -> None:
    names = " ".join(f"n{number}" for number in range(20))
    old = [document(name, f"funds {'gone' if not number else ''} {'small' if number < 4 else ''} {'big' if number < 8 else ''}")
           for number, name in enumerate(names.split())]  # fmt: skip
    added = documents("v w x y z", "role risen new")
    codes = {name: {} for name in ("funds", "gone", "small", "big", "role", "risen", "new")}
    shared = book(**codes)
    before = side(*old, document("r", "risen"), codebook=shared)
    after = side(*old[1:], document("r", "risen"), *added, codebook=shared)
    found, _ = compared(before, after)
    assert list(statuses(found.themes).items()) == [
        ("code:new", "new"),
        ("code:role", "new"),
        ("code:risen", "rose"),
        ("code:funds", "fell"),
        ("code:gone", "gone"),
        ("code:big", "fewer"),
        ("code:small", "fewer"),
    ]


def test_the_documents_with_the_most_segments_come_first() -> None:
    added = [document("x", "role:1", date="2024-01"), document("y", "role:4"), document("z", "role:1", date="2023-05")]
    change = compared(side(*documents("a b")), side(*documents("a b"), *added))[1]["code:role"]
    assert [(one.note.after, one.segments_after) for one in change.movers] == [("y", 4), ("z", 1), ("x", 1)]


def test_only_codes_and_levels_of_both_codebooks_are_compared_and_changed_ones_are_not_tested() -> None:
    old = book(role={}, funds={}, trust={"level": "individual"})
    new = book(role={"patterns": "[甲, 乙]"}, trust={"level": "individual"}, hope={"level": "individual"})
    before = side(document("a", "role trust funds risk individual"), *documents(TEN[2:]), codebook=old)
    after = side(
        document("a", "role trust hope individual"),
        *documents(TEN[2:]),
        *documents("v w x y z", "role trust"),
        codebook=new,
    )
    found, themes = compared(before, after)
    assert sorted(themes) == ["code:role", "code:trust"]
    assert (themes["code:role"].untested, themes["code:role"].status) == ("other meaning", "more")
    assert themes["code:trust"].status == "rose"
    assert (sorted(found.books.only_before), sorted(found.books.only_after)) == (["funds"], ["hope"])
    assert found.books.levels_left_out == ("individual", "risk")


def test_a_topic_is_the_same_one_when_the_same_run_found_it() -> None:
    before = side(document("a", "topic-01 topic-02"), document("b"), topics={"topic-01": "r1", "topic-02": "r1"})
    after = side(*documents("a b", "topic-01 topic-02"), topics={"topic-01": "r1", "topic-02": "r2"})
    found, _ = compared(before, after)
    assert [(one.theme_id, one.status, one.untested) for one in found.themes] == [
        ("topic:topic-02", "new", "one run"),
        ("topic:topic-02", "gone", "one run"),
        ("topic:topic-01", "more", "nothing added"),
    ]


def test_topics_of_runs_that_do_not_go_back_to_one_are_not_compared() -> None:
    topics = {"topic-01": "r1"}
    before, after = side(document("a", "topic-01 role"), topics=topics), side(document("a", "role"), topics={})
    found, themes = compared(before, after, Between(one_corpus=True, one_line=False))
    assert sorted(themes) == ["code:role"]
    assert found.topics_left_out == (1, 0)


def test_it_is_said_what_a_topic_went_into_and_what_it_came_from() -> None:
    changes = [
        {"topic_id": "topic-02", "change": "merged", "other": "topic-01", "label_zh": "乙", "label_en": "b"},
        {"topic_id": "topic-03", "change": "split", "other": "topic-01", "label_zh": "", "label_en": ""},
        {"topic_id": "topic-01", "change": "kept", "other": None, "label_zh": "甲", "label_en": "a"},
    ]
    between = Between(one_corpus=True, one_line=True, topic_changes=from_rows("topic_changes", changes))
    before = side(*documents("a b", "topic-01 topic-02"), topics={"topic-01": "r1", "topic-02": "r1"})
    after = side(*documents("a b", "topic-01 topic-03"), topics={"topic-01": "r1", "topic-03": "r2"})
    found, _ = compared(before, after, between)
    assert [(one.theme_id, one.relation, one.other) for one in found.themes] == [
        ("topic:topic-03", "split", "topic-01"),
        ("topic:topic-02", "merged", "topic-01"),
        ("topic:topic-01", "", ""),
    ]


def test_failed_duplicate_and_empty_documents_do_not_count() -> None:
    others = (document("x", status="failed"), document("y", status="duplicate"), document("z", empty=True))
    found, themes = compared(side(document("a", "role"), *others), side(document("a", "role")))
    assert [note.before for note in found.notes] == ["a"]
    assert themes["code:role"].before.total == 1


def test_runs_without_a_document_that_counts_give_no_shares() -> None:
    found, _ = compared(side(), side(*documents("a b", "role")))
    (change,) = found.themes
    assert (change.status, change.before.share, change.difference) == ("little", None, None)
    assert [part.difference for part in change.parts] == [None] * 4
    assert compared(side(), side())[0].themes == ()


def test_a_table_that_does_not_fit_its_schema_is_refused() -> None:
    run = side(document("a", "role"))
    with pytest.raises(TableError, match="theme_documents"):
        compared(replace(run, theme_documents=run.themes), run)


def test_the_tables_given_stay_as_they_are_and_the_same_gives_the_same() -> None:
    before, after = side(*documents("a b", "role")), side(*documents("a c", "role trust"))
    copies = [frame.copy() for frame in (before.documents, before.theme_documents, after.themes)]
    assert compared(before, after)[0] == compared(before, after)[0]
    for frame, copy in zip((before.documents, before.theme_documents, after.themes), copies, strict=True):
        assert frame.equals(copy)


def test_another_significance_is_obeyed() -> None:
    before = side(document("a", "role"), *documents(TEN[2:]))
    after = side(document("a", "role"), *documents(TEN[2:]), *documents("v w x y z", "role"))
    assert compared(before, after, settings=Themes(significance=0.0015))[1]["code:role"].status == "more"
