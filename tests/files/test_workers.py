"""Files are read in processes that may hang, swell or die."""

import logging
import os
import signal
import time
import warnings
from pathlib import Path

import pytest

from pipeline.files import readers
from pipeline.files.workers import AHEAD, TOGETHER, Readers
from pipeline.model.both import Both
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

READ_TEXT = readers.READERS[".txt"]


@pytest.fixture
def notes(tmp_path: Path) -> list[str]:
    names = [f"{number:03}.txt" for number in range(TOGETHER + 10)]
    for name in names:
        (tmp_path / name).write_text(f"第 {name} 份记录。", encoding="utf-8")
    return names


def hang(path: Path, name: str, limits: Ingest) -> list[RawDocument]:
    if name == "007.txt":
        time.sleep(60)
    return readers.documents_of(path, name, limits)


def die(path: Path, name: str, limits: Ingest) -> list[RawDocument]:
    if name == "007.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return readers.documents_of(path, name, limits)


def swell(path: Path, name: str, limits: Ingest) -> list[RawDocument]:
    if name == "007.txt":
        readers.READERS[".txt"] = lambda data, name, limits: bytearray(600_000_000)  # type: ignore[assignment, return-value]
    else:
        readers.READERS[".txt"] = READ_TEXT
    return readers.documents_of(path, name, limits)


def stumble(path: Path, name: str, limits: Ingest) -> list[RawDocument]:
    def fail(data: bytes, name: str, limits: Ingest) -> None:
        raise UnicodeError("王老师的原话")

    readers.READERS[".txt"] = fail if name == "007.txt" else READ_TEXT  # type: ignore[assignment]
    return readers.documents_of(path, name, limits)


def test_files_come_in_the_order_of_their_names(tmp_path: Path, notes: list[str]) -> None:
    with Readers(Ingest()) as made:
        read = list(made.read(tmp_path, notes))
    assert [(raw.file, raw.text) for (raw,) in read] == [(name, f"第 {name} 份记录。") for name in notes]


@pytest.mark.parametrize(
    ("read", "limits", "zh", "en"),
    [
        (hang, Ingest(max_seconds=1), "读了 1 秒还没有读完", "not read within 1 seconds"),
        (die, Ingest(), "读取程序中途退出", "reading it ended the reader"),
        (swell, Ingest(max_memory_megabytes=500), "所需内存超过 500 MB", "needs more than 500 MB of memory"),
        (stumble, Ingest(), "读不出来（UnicodeError）", "cannot be read (UnicodeError)"),
    ],
    ids=["hangs", "dies", "swells", "stumbles"],
)
def test_a_file_on_which_its_process_fails_is_set_aside_and_all_others_are_read(
    tmp_path: Path, notes: list[str], read: "object", limits: Ingest, zh: str, en: str
) -> None:
    with Readers(limits, read) as made:  # type: ignore[arg-type]
        found = [raw for documents in made.read(tmp_path, notes) for raw in documents]
    assert [raw.file for raw in found] == notes
    assert [raw.file for raw in found if raw.problem] == ["007.txt"]
    problem = found[7].problem
    assert isinstance(problem, Both)
    assert problem.zh.startswith(zh)
    assert problem.en.startswith(en)
    assert "王老师" not in problem.zh + problem.en


def test_no_file_is_lost_when_there_are_more_than_wait_at_a_time(tmp_path: Path) -> None:
    names = [f"{number:04}.txt" for number in range(TOGETHER * (AHEAD * Ingest().workers + 2) + 1)]
    for name in names:
        (tmp_path / name).write_text("记录。", encoding="utf-8")
    with Readers(Ingest()) as made:
        assert [raw.file for (raw,) in made.read(tmp_path, names)] == names


def warn(path: Path, name: str, limits: Ingest) -> list[RawDocument]:
    warnings.warn("王老师的原话", stacklevel=1)
    logging.getLogger("library").error("王老师的原话")
    return readers.documents_of(path, name, limits)


def test_what_libraries_warn_of_is_not_printed(
    tmp_path: Path, notes: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    with Readers(Ingest(), warn) as made:
        assert len(list(made.read(tmp_path, notes))) == len(notes)
    assert "王老师" not in "".join(capfd.readouterr())


def test_no_names_are_no_files(tmp_path: Path) -> None:
    with Readers(Ingest()) as made:
        assert list(made.read(tmp_path, [])) == []


def test_what_is_not_awaited_is_given_up(tmp_path: Path, notes: list[str]) -> None:
    with Readers(Ingest(), hang) as made:
        first = next(made.read(tmp_path, notes[:1]))
    assert first[0].text == "第 000.txt 份记录。"
