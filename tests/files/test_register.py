"""The register of aliases: numbers without names."""

import stat
from pathlib import Path

import pytest

from pipeline.files.register import Register, read, secret_of, write
from pipeline.model.errors import OutputError


def test_a_person_keeps_the_number_from_run_to_run(tmp_path: Path) -> None:
    register = read(tmp_path / "aliases.json", b"secret")
    assert register(["王秀兰", "李四平", "王秀兰"], 0) == {"王秀兰": 1, "李四平": 2}
    write(tmp_path / "aliases.json", register)
    again = read(tmp_path / "aliases.json", b"secret")
    assert again(["陈静", "李四平"], 0) == {"陈静": 3, "李四平": 2}
    assert stat.S_IMODE((tmp_path / "aliases.json").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "aliases.json"]


def test_a_new_register_counts_from_one_whatever_the_secret() -> None:
    assert Register(b"a", {})(["x", "y"], 0) == Register(b"b", {})(["x", "y"], 0) == {"x": 1, "y": 2}
    assert Register(b"a", {})(["x"], 7) == {"x": 8}


def test_the_register_holds_no_name_and_cannot_be_tried_without_the_secret(tmp_path: Path) -> None:
    first, second = Register(b"a", {}), Register(b"b", {})
    for register in (first, second):
        register(["王秀兰"], 0)
    assert "王秀兰" not in first.written()
    assert first.numbers.keys() != second.numbers.keys()


def test_what_is_no_register_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "aliases.json").write_text('{"a": "b"}')
    with pytest.raises(OutputError, match="cannot be read as a register"):
        read(tmp_path / "aliases.json", b"secret")


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = secret_of(tmp_path / "home")
    assert len(first) == 32
    assert secret_of(tmp_path / "home") == first
    assert stat.S_IMODE((tmp_path / "home" / "secret").stat().st_mode) == 0o600
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="ZHULI_HOME"):
        secret_of(tmp_path / "file" / "home")
