"""Which two runs are meant, and what is said where they cannot be compared."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows import two_runs
from pipeline.files.run_folder import write_manifest
from pipeline.model.errors import OutputError
from tests.flows.hand_made import run
from tests.stages.compare.runs import document, documents

FIRST, SECOND, THIRD = "20260101-aaaa1111", "20260102-bbbb1111", "20260103-cccc2222"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a corpus's folder in the outputs, with three runs."""
    place = tmp_path / "out" / "notes"
    for name in (FIRST, SECOND, THIRD):
        run(place, name, documents("a b", "role"))
    return place


def named(place: Path, first: str | None, second: str | None) -> tuple[str, str]:
    before, after = two_runs.find(first, second, Path("notes"), place.parent)
    return before.name, after.name


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, None, (SECOND, THIRD)),
        ("previous", "latest", (SECOND, THIRD)),
        ("latest", "previous", (THIRD, SECOND)),
        ("aaaa1111", None, (FIRST, THIRD)),
        ("a1111", SECOND, (FIRST, SECOND)),
    ],
)
def test_runs_are_named_by_age_by_id_or_by_the_end_of_it(
    place: Path, first: str | None, second: str | None, expected: tuple[str, str]
) -> None:
    assert named(place, first, second) == expected


def test_a_folder_is_a_run_and_the_other_is_looked_for_beside_it(place: Path) -> None:
    before, after = two_runs.find(str(place / "runs" / FIRST), None, None, None)
    assert (before.name, after.name) == (FIRST, THIRD)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("1111", "latest", "is the end of several runs: 20260102-bbbb1111, 20260101-aaaa1111"),
        ("dddd", "latest", "There is no run 'dddd' in"),
        ("latest", "latest", "Both are the run '20260103-cccc2222'"),
        ("cccc2222", "latest", "Both are the run"),
    ],
)
def test_what_names_no_two_runs_is_refused(place: Path, first: str, second: str, said: str) -> None:
    with pytest.raises(OutputError, match=said):
        named(place, first, second)


def test_one_run_alone_has_no_previous_one(tmp_path: Path) -> None:
    run(tmp_path / "notes", FIRST, documents("a b"))
    with pytest.raises(OutputError, match="only one finished run") as caught:
        named(tmp_path / "notes", None, None)
    assert "只有一次完成的运行" in caught.value.zh


def test_without_a_run_the_cure_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no finished run.*--out"):
        named(tmp_path / "notes", None, None)


def test_a_folder_that_is_no_run_and_one_that_was_not_finished_are_refused(place: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is no run folder"):
        two_runs.find(str(tmp_path), None, Path("notes"), place.parent)
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match="is no run folder"):
        two_runs.read(tmp_path)
    write_manifest(tmp_path, {"run_id": "r"})
    with pytest.raises(OutputError, match="was not finished"):
        two_runs.read(tmp_path)


@pytest.mark.parametrize("fault", ["missing", "other columns", "damaged"])
def test_a_run_without_the_tables_is_one_sentence(place: Path, fault: str) -> None:
    folder = place / "runs" / FIRST
    path = folder / "tables" / "theme_documents.parquet"
    if fault == "missing":
        path.unlink()
    elif fault == "damaged":
        path.write_bytes(b"PAR1 no more")
    else:
        pq.write_table(pq.read_table(path).drop_columns("segments"), path)
    with pytest.raises(OutputError, match="has no table 'theme_documents' that this version of Zhuli can compare"):
        two_runs.read(folder)


def test_settings_that_make_a_difference_are_told_from_those_that_do_not(tmp_path: Path) -> None:
    other = {
        "pseudonymise": {"on": True, "threshold": 0.1, "roster": "/there/roster.txt", "spacy": ""},
        "topics": {"model": "nmf", "count": 0, "embeddings": "/there/model", "terms": 5},
        "ingest": {"workers": 4, "date_column": "日期"},
        "themes": {"significance": 0.01},
    }
    before = two_runs.read(run(tmp_path, FIRST, documents("a b"), lists={"roster": "1"}))
    after = two_runs.read(run(tmp_path, SECOND, documents("a b"), settings=other, lists={"roster": "2"}))
    assert two_runs.other_settings(before, after) == [
        'ingest.date_column "" → "日期"',
        "pseudonymise.threshold 0.06 → 0.1",
        'topics.model "clusters" → "nmf"',
        "pseudonymise.roster",
    ]
    assert two_runs.other_settings(before, before) == []
    assert two_runs.themes_settings(after).significance == 0.01
    assert two_runs.themes_settings(after).confidence == 0.95


@pytest.mark.parametrize(
    ("descent", "one_line"),
    [
        ({}, False),
        ({"lineage": [FIRST]}, True),
        ({"lineage": ["20251231-aaaa1111"]}, True),  # the same run made once more
        ({"lineage": ["20251231-dddd"]}, False),
    ],
)
def test_topics_can_be_compared_where_both_runs_go_back_to_one(
    tmp_path: Path, descent: dict[str, list[str]], one_line: bool
) -> None:
    before = two_runs.read(run(tmp_path, FIRST, documents("a b")))
    after = two_runs.read(run(tmp_path, SECOND, documents("a b"), **descent))
    assert two_runs.between(before, after).one_line is one_line
    assert two_runs.between(after, before).one_line is one_line


def test_what_became_of_topics_is_read_where_the_second_run_goes_on_from_the_first(tmp_path: Path) -> None:
    before = two_runs.read(run(tmp_path, FIRST, documents("a b")))
    after = two_runs.read(run(tmp_path, SECOND, documents("a b"), predecessor=FIRST, lineage=[FIRST]))
    assert two_runs.between(before, after).topic_changes is not None
    assert two_runs.between(after, before).topic_changes is None


def test_runs_of_corpora_with_other_names_share_content_only(tmp_path: Path) -> None:
    before = two_runs.read(run(tmp_path, FIRST, [document("a")]))
    after = two_runs.read(run(tmp_path, SECOND, [document("a")], corpus="else"))
    assert not two_runs.between(before, after).one_corpus
