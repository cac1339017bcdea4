"""zhuli codebook and zhuli kwic, as a person uses them."""

from pathlib import Path

import pytest

from flows.cli.codebooks import FORMAT_NAMES
from flows.codebooks import FORMATS
from tests.flows.conftest import Zhuli

BOOK = """\
name: {zh: 甲, en: a}
version: "1"
sets:
  unclear: [不清, 模糊, unclear]
cues:
  negation: {scope: clause, within: 4, before: [不再, no longer]}
codes:
  - id: role
    level: risk
    name: {zh: 角色, en: role}
    definition: {zh: 说不清, en: unclear}
    examples: {zh: [角色模糊], en: [the role is unclear]}
    patterns: ['角色 * {unclear}', 'role * {unclear}']
    reacts_to: [negation]
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "一.txt").write_text("社工的角色还是模糊。\n现在角色不再模糊。\n", encoding="utf-8")
    (folder / "b.txt").write_text("The role is unclear.\nAll is well.\n", encoding="utf-8")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_check_has_no_remark_about_a_sound_codebook(zhuli: Zhuli, book: Path, corpus: Path) -> None:
    done = zhuli("codebook", "check", str(book))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 codes, 2 patterns, version 1, fingerprint ")
    assert done.stdout.endswith("no remarks.\n")


def test_check_names_file_line_column_and_code_and_ends_with_one(zhuli: Zhuli, book: Path, corpus: Path) -> None:
    book.write_text(BOOK.replace("角色模糊]", "分工模糊]"), encoding="utf-8")
    done = zhuli("codebook", "check", str(book), "--corpus", str(corpus))
    assert done.returncode == 1
    assert f"{book}:8:5: code 'role': it does not catch its own example '分工模糊'; add a pattern" in done.stdout
    assert f"{book}:13:16: code 'role': the pattern '角色 * {{unclear}}' fires in 50% of the segments" in done.stdout


def test_try_lists_passages_in_context_and_counts_what_cues_take_back(zhuli: Zhuli, book: Path, corpus: Path) -> None:
    done = zhuli("codebook", "try", "near(角色, {unclear})", str(corpus), "--codebook", str(book))
    assert done.returncode == 0
    assert "社工的角色还是模糊。  [一.txt 1]" in done.stdout
    assert "2 passages (1 taken back by a cue) in 1 documents, 2 segments (50.0%)." in done.stdout


def test_kwic_finds_any_word(zhuli: Zhuli, corpus: Path) -> None:
    done = zhuli("kwic", "well", str(corpus))
    assert "All is well.  [b.txt 2]" in done.stdout


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("near(角色", "The pattern 'near(角色', character 8: 'near(' is not closed; write ')'."),
        ("{unclaer}", "The pattern '{unclaer}': the codebook has no set or code 'unclaer'"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_one_sentence(
    zhuli: Zhuli, corpus: Path, book: Path, pattern: str, sentence: str
) -> None:
    done = zhuli("codebook", "try", pattern, str(corpus), "--codebook", str(book))
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_diff_shows_what_comes_and_goes(zhuli: Zhuli, book: Path, corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(BOOK.replace("'role * {unclear}'", "社工"), encoding="utf-8")
    done = zhuli("codebook", "diff", str(book), str(other), "--corpus", str(corpus))
    assert done.returncode == 0
    assert "- " in done.stdout and "The role is unclear.  [b.txt 1] role" in done.stdout
    assert "In all: 1 gone, 1 new, 2 the same." in done.stdout


def test_a_dictionary_comes_in_and_goes_out_and_what_is_lost_is_listed(
    zhuli: Zhuli, book: Path, tmp_path: Path
) -> None:
    made, there = tmp_path / "words.dic", tmp_path / "in.yaml"
    done = zhuli("codebook", "export", str(book), "--to", "liwc", "--out", str(made))
    assert done.returncode == 0
    assert "role: " in done.stdout  # gaps do not fit into LIWC
    made.write_text("%\n1\trole\n%\n角色\t1\nunclear*\t1\n", encoding="utf-8")
    done = zhuli("codebook", "import", str(made), "--from", "liwc", "--level", "risk", "--out", str(there))
    assert done.returncode == 0
    assert "1 codes; 0 lines could not be carried over" in done.stdout
    again = zhuli("codebook", "import", str(made), "--from", "liwc", "--out", str(there))
    assert (again.returncode, again.stderr) == (
        2,
        f"Error: {str(there)!r} exists already and is left as it is; name another file.\n",
    )
    assert zhuli("codebook", "check", str(there)).returncode == 1  # it has no examples yet


def test_the_command_line_offers_every_format_that_there_is() -> None:
    assert list(FORMAT_NAMES.choices) == list(FORMATS)
