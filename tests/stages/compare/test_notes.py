"""Which documents of two runs are the same."""

from pipeline.stages.compare.notes import notes_of
from tests.stages.compare.runs import document, side


def found(*sides: list[dict[str, object]], one_corpus: bool = True) -> list[tuple[str, str, str]]:
    before, after = (side(*made) for made in sides)
    return [(note.source, note.before, note.after) for note in notes_of(before, after, one_corpus=one_corpus)]


def test_documents_come_go_stay_and_change() -> None:
    old = [document("a"), document("b", text="one"), document("c")]
    new = [document("a"), document("b", text="two"), document("d")]
    assert found(old, new) == [
        ("added", "", "d"),
        ("removed", "c", ""),
        ("changed", "b", "b"),
        ("unchanged", "a", "a"),
    ]


def test_a_file_that_was_renamed_is_the_same_document() -> None:
    assert found([document("a", text="same")], [document("b", text="same")]) == [("unchanged", "a", "b")]


def test_rows_that_moved_down_in_a_table_are_the_same_documents() -> None:
    old = [document("row2", text="one"), document("row3", text="two")]
    new = [document("row2", text="put in"), document("row3", text="one"), document("row4", text="two")]
    assert found(old, new) == [("added", "", "row2"), ("unchanged", "row2", "row3"), ("unchanged", "row3", "row4")]


def test_content_that_stands_there_twice_tells_nothing_of_which_is_which() -> None:
    old = [document("a", text="same"), document("b", text="same")]
    new = [document("c", text="same"), document("d", text="same")]
    assert [source for source, _, _ in found(old, new)] == ["added", "added", "removed", "removed"]
    assert found(old, [document("b", text="same")]) == [("removed", "a", ""), ("unchanged", "b", "b")]


def test_in_two_corpora_only_content_tells_that_documents_are_the_same() -> None:
    old = [document("a", text="one"), document("b", text="two")]
    new = [document("a", text="three"), document("c", text="two")]
    assert found(old, new, one_corpus=False) == [("added", "", "a"), ("removed", "a", ""), ("unchanged", "b", "c")]


def test_a_document_that_could_not_be_read_before_is_added() -> None:
    assert found([document("a", status="failed")], [document("a")]) == [("added", "", "a")]


def test_title_date_and_organisation_are_those_of_the_second_run_and_the_stratum_that_of_the_first() -> None:
    old = document("a", organisation="青禾", date="2024-01", title=None)
    new = document("a", organisation="Riverside 青禾", date="2024-02", title=None)
    (note,) = notes_of(side(old), side(new), one_corpus=True)
    assert (note.title, note.date, note.organisation, note.stratum) == ("a.txt", "2024-02", "Riverside 青禾", "青禾")


def test_no_documents_give_none() -> None:
    assert found([], []) == []
