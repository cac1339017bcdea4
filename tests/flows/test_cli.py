"""Every command helps with an example, and every fault of a user ends in one sentence, exit code 2 and nothing left behind."""

from pathlib import Path

import pytest

from tests.flows.conftest import Zhuli

COMMANDS = ("run", "check", "init", "doctor")
NOTE = "日期：2024-05-03\n机构：青禾队\n\n社工说今天来的人不多。\n"


def sentence_of(done: object) -> str:
    """Return what stands on the error output, without the progress bars, when it is one line."""
    lines = [line for line in done.stderr.splitlines() if line.startswith(("Error: ", "出错："))]  # type: ignore[attr-defined]
    assert len(lines) == 1, done.stderr  # type: ignore[attr-defined]
    assert "Traceback" not in done.stderr  # type: ignore[attr-defined]
    return lines[0]


def refused(zhuli: Zhuli, *arguments: object, out: Path, **environment: str) -> str:
    before = sorted(out.parent.rglob("*"))
    done = zhuli("run", *arguments, "--out", out, **environment)
    assert done.returncode == 2
    assert sorted(out.parent.rglob("*")) == before
    return sentence_of(done)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_shows_an_example(zhuli: Zhuli, command: str) -> None:
    done = zhuli(command, "--help")
    assert done.returncode == 0
    assert f"Example:\n  zhuli {command}" in done.stdout


def test_help_speaks_chinese_in_a_chinese_locale(zhuli: Zhuli) -> None:
    done = zhuli("--help", ZHULI_LANGUAGE="", LANG="zh_CN.UTF-8")
    assert "示例：" in done.stdout
    assert "督导记录" in done.stdout


def test_help_names_all_commands(zhuli: Zhuli) -> None:
    done = zhuli("--help")
    assert all(f"  {command} " in done.stdout for command in COMMANDS)


def test_unknown_option_is_one_sentence(zhuli: Zhuli) -> None:
    done = zhuli("run", "--colour")
    assert done.returncode == 2
    assert "--colour" in sentence_of(done)


def test_missing_corpus_is_named(zhuli: Zhuli, tmp_path: Path) -> None:
    assert "'nowhere' does not exist" in refused(zhuli, "nowhere", out=tmp_path / "out")


def test_empty_corpus_is_named(zhuli: Zhuli, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    said = refused(zhuli, tmp_path / "notes", out=tmp_path / "out")
    assert f"The corpus {str(tmp_path / 'notes')!r} is empty" in said
    assert ".docx" in said


def test_corpus_in_which_every_file_is_broken_says_why(zhuli: Zhuli, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.docx").write_bytes(b"no zip at all")
    (tmp_path / "notes" / "b.exe").write_bytes(b"MZ")
    said = refused(zhuli, tmp_path / "notes", out=tmp_path / "out")
    assert "(2 tried)" in said
    assert "'a.docx': damaged" in said


def test_single_note_is_sent_to_check(zhuli: Zhuli, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text(NOTE, encoding="utf-8")
    said = refused(zhuli, tmp_path / "notes", out=tmp_path / "out", ZHULI_LANGUAGE="zh")
    assert "只有一份可读的记录" in said
    assert "zhuli check" in said


def test_codebook_with_a_syntax_error_names_file_line_and_column(zhuli: Zhuli, tmp_path: Path) -> None:
    book = tmp_path / "book.yaml"
    book.write_text("name: {zh: 甲, en: a}\nversion: '1'\ncodes: [oops\n", encoding="utf-8")
    assert f"{book}:4:1:" in refused(zhuli, "--codebook", book, out=tmp_path / "out")


def test_misspelt_settings_key_is_refused_with_the_known_ones(zhuli: Zhuli, tmp_path: Path) -> None:
    settings = tmp_path / "run.toml"
    settings.write_text("[topics]\nmodle = 'nmf'\n", encoding="utf-8")
    said = refused(zhuli, "--settings", settings, out=tmp_path / "out")
    assert "'modle'" in said
    assert "Did you mean 'model'?" in said
    assert "minimum_segments" in said


def test_output_folder_that_cannot_be_written_is_named(zhuli: Zhuli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    said = refused(zhuli, out=tmp_path / "file" / "out")
    assert "cannot be written" in said
    assert "--out" in said


def test_run_without_corpus_takes_run_toml_of_the_folder(zhuli: Zhuli, tmp_path: Path) -> None:
    assert zhuli("init", tmp_path / "project").returncode == 0
    done = zhuli("run", cwd=tmp_path / "project")
    assert done.returncode == 2
    assert str(tmp_path / "project" / "corpus") in sentence_of(done)
