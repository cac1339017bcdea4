"""The reader of each format, by the file's ending."""

import hashlib
from pathlib import Path

import pytest

from pipeline.files.readers import READERS, read_file
from pipeline.files.readers.office import office
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest


def test_the_endings_that_are_read() -> None:
    texts = [".log", ".markdown", ".md", ".rst", ".text", ".txt"]
    tables = [".csv", ".et", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx"]
    talk = [".ass", ".json", ".jsonl", ".srt", ".ssa", ".vtt"]
    offices = ".doc .docm .docx .dot .dotm .dotx .fodt .htm .html .mht .mhtml .odt .ott .rtf .wps .wpt .xhtml".split()
    assert set(offices) == set(office.ENDINGS)
    assert sorted(READERS) == sorted([*texts, *tables, *talk, *offices, ".pdf", ".zip"])


def test_a_file_is_read_under_the_name_it_is_given_with_the_digest_of_its_bytes(tmp_path: Path, limits: Ingest) -> None:
    path = tmp_path / "A.TXT"
    path.write_bytes("角色不清".encode())
    digest = hashlib.sha256("角色不清".encode()).hexdigest()
    assert list(read_file(path, "督导/A.TXT", limits)) == [RawDocument("督导/A.TXT", "角色不清", {}, digest, "utf-8")]


@pytest.mark.parametrize(
    ("name", "kind"), [("a.pages", "'.pages'"), ("README", "without an ending"), (".txt", "without an ending")]
)
def test_an_unknown_format_is_refused_and_the_known_ones_listed(
    tmp_path: Path, limits: Ingest, name: str, kind: str
) -> None:
    (tmp_path / name).write_text("a")
    with pytest.raises(DocumentError) as caught:
        list(read_file(tmp_path / name, name, limits))
    assert (
        caught.value.en
        == f"format {kind} is not read; save it as .docx .xlsx .pdf .txt (docs/files.md lists all that are)"
    )


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1_000_001)
    with pytest.raises(DocumentError, match="1 MB is over the limit of 1 MB; raise .ingest. max_megabytes or split it"):
        list(read_file(path, "a.txt", Ingest(max_megabytes=1)))
    path.write_bytes(b"a" * 1_000_000)
    assert len(list(read_file(path, "a.txt", Ingest(max_megabytes=1)))) == 1


def test_a_missing_file_is_an_error_of_the_disk(tmp_path: Path, limits: Ingest) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_file(tmp_path / "a.txt", "a.txt", limits))
