"""The run folder: hidden until it is finished."""

import hashlib
import stat
from pathlib import Path

import pytest

from pipeline.files import run_folder
from pipeline.model.errors import OutputError


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_run_is_written_under_a_hidden_name_and_gets_its_own_when_finished(tmp_path: Path) -> None:
    folder = run_folder.begin(tmp_path / "out", "三月 notes", "r1")
    assert folder == tmp_path / "out" / "三月_notes" / "runs" / ".partial-r1"
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["csv", "exports", "tables"]
    run_folder.write_text(folder / "report.html", "好")
    final = run_folder.finish(folder)
    assert final == tmp_path / "out" / "三月_notes" / "runs" / "r1"
    assert names(tmp_path / "out") == [
        "三月_notes",
        "三月_notes/runs",
        "三月_notes/runs/r1",
        "三月_notes/runs/r1/csv",
        "三月_notes/runs/r1/exports",
        "三月_notes/runs/r1/report.html",
        "三月_notes/runs/r1/tables",
    ]


@pytest.mark.parametrize(
    ("corpus", "name"),
    [
        ("../up", "up"),
        ("a/b", "a_b"),
        ("..", "corpus"),
        ("", "corpus"),
        (".hidden", "hidden"),
        ("督导 2024", "督导_2024"),
    ],
)
def test_the_name_of_a_corpus_cannot_lead_out_of_the_folder(tmp_path: Path, corpus: str, name: str) -> None:
    assert run_folder.begin(tmp_path, corpus, "r1").parents[1] == tmp_path / name


def test_discard_takes_away_all_that_begin_made(tmp_path: Path) -> None:
    folder = run_folder.begin(tmp_path / "new" / "out", "a", "r1")
    run_folder.write_text(folder / "tables" / "x", "y")
    run_folder.discard(folder)
    assert names(tmp_path) == []


def test_discard_leaves_what_was_there_before(tmp_path: Path) -> None:
    earlier = run_folder.finish(run_folder.begin(tmp_path, "a", "r1"))
    (tmp_path / "a" / "reviews.db").write_text("decisions")
    before = names(tmp_path)
    run_folder.discard(run_folder.begin(tmp_path, "a", "r2"))
    assert names(tmp_path) == before
    assert earlier.is_dir()


def test_discard_leaves_a_new_folder_into_which_somebody_else_wrote(tmp_path: Path) -> None:
    folder = run_folder.begin(tmp_path / "out", "a", "r1")
    (tmp_path / "out" / "note.txt").write_text("mine")
    run_folder.discard(folder)
    assert names(tmp_path) == ["out", "out/note.txt"]


def test_an_output_folder_that_cannot_be_written_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file is in the way")
    with pytest.raises(OutputError) as caught:
        run_folder.begin(tmp_path / "out", "a", "r1")
    assert (
        caught.value.en
        == f"The output folder '{tmp_path}/out' cannot be written (Not a directory); name another with --out."
    )
    assert names(tmp_path) == ["out"]


def test_a_disk_that_refuses_half_way_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Path.mkdir

    def refuse(path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        if path.name == "runs":
            raise PermissionError(13, "Permission denied", str(path))
        make(path, mode, parents, exist_ok)

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputError, match="Permission denied"):
        run_folder.begin(tmp_path / "out", "a", "r1")
    assert names(tmp_path) == []


def test_a_disk_that_is_full_after_the_first_folder_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def refuse(path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        if path.name == "csv":
            raise OSError(28, "No space left on device", str(path))
        make(path, mode, parents, exist_ok)

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputError, match="No space left on device"):
        run_folder.begin(tmp_path / "out", "a", "r1")
    assert names(tmp_path) == []


def test_the_same_run_cannot_begin_twice_and_the_first_one_stays(tmp_path: Path) -> None:
    folder = run_folder.begin(tmp_path, "a", "r1")
    run_folder.write_text(folder / "x", "mine")
    with pytest.raises(OutputError, match="File exists"):
        run_folder.begin(tmp_path, "a", "r1")
    assert (folder / "x").read_text() == "mine"


def test_texts_are_for_their_owner_only(tmp_path: Path) -> None:
    run_folder.write_text(tmp_path / "a.txt", "督导\ud800")
    assert (tmp_path / "a.txt").read_bytes() == "督导?".encode()
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o600


def test_the_manifest_is_written_with_sorted_keys_and_read_back(tmp_path: Path) -> None:
    run_folder.write_manifest(tmp_path, {"b": 1, "a": {"语料": "三月"}})
    assert (tmp_path / "manifest.json").read_text() == '{\n "a": {\n  "语料": "三月"\n },\n "b": 1\n}\n'
    assert run_folder.read_manifest(tmp_path) == {"a": {"语料": "三月"}, "b": 1}


def test_the_digest_of_a_file_is_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc" * 100_000)
    assert run_folder.sha256(tmp_path / "a") == hashlib.sha256(b"abc" * 100_000).hexdigest()
