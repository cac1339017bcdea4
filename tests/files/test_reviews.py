"""People's decisions: kept in a file of their own, added to and never changed."""

import stat
from pathlib import Path

import pytest

from pipeline.files.reviews import NAME, TopicDecision, add, read
from pipeline.model.errors import OutputError

RENAME = TopicDecision("2024-05-03T08:00:00+00:00", "rename", "run-1", "topic-03", "经费断档")
PIN = TopicDecision("2024-05-03T08:01:00+00:00", "pin", "run-1", "topic-03", "")


def test_decisions_come_back_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    for decision in (RENAME, PIN, RENAME):
        add(tmp_path / NAME, decision)
    assert read(tmp_path / NAME) == [RENAME, PIN, RENAME]


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    add(tmp_path / NAME, PIN)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_without_a_file_there_are_no_decisions_and_reading_makes_none(tmp_path: Path) -> None:
    assert read(tmp_path / NAME) == []
    assert list(tmp_path.iterdir()) == []


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    add(tmp_path / NAME, PIN)
    before = (tmp_path / NAME).read_bytes()
    read(tmp_path / NAME)
    assert (tmp_path / NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("这不是数据库，只是一段文字。" * 20, encoding="utf-8")
    for call in (lambda: read(tmp_path / NAME), lambda: add(tmp_path / NAME, PIN)):
        with pytest.raises(OutputError, match=r"reviews\.db' cannot be read or written"):
            call()


def test_a_database_of_other_decisions_holds_none_on_topics(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    assert read(tmp_path / NAME) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be read or written"):
        add(tmp_path / "nowhere" / NAME, PIN)
