"""zhuli pseudonymise writes a copy without what identifies people, and leaves nothing half-written."""

import stat
from pathlib import Path

import pytest

from tests.flows.conftest import Zhuli

NOTE = "日期：2024-05-03\n督导者：欧阳静怡\n\n欧阳静怡说，她的电话是13812345678。\n王秀兰在，王阿姨住建国路88号院6号楼1203。\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    (folder / "督导").mkdir(parents=True)
    (folder / "督导" / "王秀兰访谈.txt").write_text(NOTE, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"nothing")
    return folder


def test_names_numbers_and_addresses_are_gone_from_texts_and_paths(zhuli: Zhuli, notes: Path, tmp_path: Path) -> None:
    done = zhuli("pseudonymise", notes, tmp_path / "out", ZHULI_LANGUAGE="zh")
    assert done.returncode == 0, done.stderr
    (file,) = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert file.relative_to(tmp_path / "out").as_posix() == "督导/[人物02]访谈.txt"
    text = file.read_text(encoding="utf-8")
    assert text == (
        "日期：2024-05-03\n督导者：[人物01]\n\n[人物01]说，她的电话是[电话]。\n[人物02]在，[人物02]阿姨住[地址]。\n"
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "写出 1 份文档，1 份没有采用。" in done.stdout
    for name in ("欧阳", "王秀兰", "13812345678"):
        assert name not in done.stdout + done.stderr
    assert (notes / "督导" / "王秀兰访谈.txt").read_text(encoding="utf-8") == NOTE


def test_the_roster_is_masked_and_the_kept_words_stay(zhuli: Zhuli, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text("大白兔又来了，王秀兰没来。", encoding="utf-8")
    (tmp_path / "roster.txt").write_text("大白兔\n", encoding="utf-8")
    (tmp_path / "keep.txt").write_text("王秀兰\n", encoding="utf-8")
    lists = ("--roster", tmp_path / "roster.txt", "--keep", tmp_path / "keep.txt")
    assert zhuli("pseudonymise", folder, tmp_path / "out", *lists).returncode == 0
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == "[人物01]又来了，王秀兰没来。"


def test_organisations_and_places_are_masked_when_asked_for(zhuli: Zhuli, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    note = "机构：青禾社工站\n日期：2024-05-03\n\n青禾社工站在广州，欧阳老师说好。"
    (folder / "a.txt").write_text(note, encoding="utf-8")
    assert zhuli("pseudonymise", folder, tmp_path / "plain").returncode == 0
    assert "青禾社工站在广州，[人物01]老师" in (tmp_path / "plain" / "a.txt").read_text(encoding="utf-8")
    assert zhuli("pseudonymise", folder, tmp_path / "out", "--institutions").returncode == 0
    masked = (tmp_path / "out" / "a.txt").read_text(encoding="utf-8")
    assert masked.endswith("[机构01]在[地点02]，[人物03]老师说好。")
    assert masked.startswith("机构：[机构01]")


@pytest.mark.parametrize(
    ("place", "said"),
    [("notes/out", "lies in the corpus"), ("notes", "is there already"), ("file/out", "cannot be written")],
)
def test_a_place_that_will_not_do_is_one_sentence(
    zhuli: Zhuli, notes: Path, tmp_path: Path, place: str, said: str
) -> None:
    (tmp_path / "file").write_text("")
    before = sorted(tmp_path.rglob("*"))
    done = zhuli("pseudonymise", notes, tmp_path / place)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("place", "said"), [("nowhere/aliases.json", "does not exist"), ("notes/aliases.json", "must be kept apart")]
)
def test_a_register_that_cannot_be_kept_is_said_before_anything_is_written(
    zhuli: Zhuli, notes: Path, tmp_path: Path, place: str, said: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = zhuli("pseudonymise", notes, tmp_path / "out", "--aliases", tmp_path / place)
    assert done.returncode == 2
    assert said in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_register_keeps_the_numbers_from_copy_to_copy(zhuli: Zhuli, notes: Path, tmp_path: Path) -> None:
    register = ("--aliases", tmp_path / "aliases.json")
    assert zhuli("pseudonymise", notes, tmp_path / "first", *register).returncode == 0
    (notes / "a.txt").write_text("陈玉梅来了。", encoding="utf-8")
    assert zhuli("pseudonymise", notes, tmp_path / "second", *register).returncode == 0
    assert (tmp_path / "second" / "a.txt").read_text(encoding="utf-8") == "[人物03]来了。"
    held = {path.read_bytes() for path in (tmp_path / "second" / "督导").iterdir()}
    assert held == {path.read_bytes() for path in (tmp_path / "first" / "督导").iterdir()}


def test_a_corpus_without_a_readable_file_is_one_sentence(zhuli: Zhuli, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.docx").write_bytes(b"nothing")
    done = zhuli("pseudonymise", tmp_path / "notes", tmp_path / "out")
    assert done.returncode == 2
    assert "could be read" in done.stderr
    assert not (tmp_path / "out").exists()
