"""zhuli check answers at once: coded passages, practice problems first, nothing heavy loaded."""

import json
import subprocess
import sys
from pathlib import Path

from flows.sources import ROOT
from tests.flows.conftest import Zhuli

NOTE = "日期：2024-11-08\n机构：青禾队\n类型：督导\n\n今天先在楼下喝茶。\n社工的角色一直很模糊，跑腿的事都归她。\n"


def note(folder: Path, text: str = NOTE) -> Path:
    path = folder / "note.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_practice_problems_come_first_and_are_named(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("check", note(tmp_path), ZHULI_LANGUAGE="zh")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert "2024-11-08" in lines[0]
    assert "青禾队" in lines[0]
    assert lines[1].startswith("实务问题：")
    assert "社工角色模糊" in lines[1]
    assert "社工的角色一直很模糊" in done.stdout
    assert "今天先在楼下喝茶" not in done.stdout


def test_note_without_a_problem_says_so(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("check", note(tmp_path, "今天先在楼下喝茶。\n"))
    assert "No practice problem found." in done.stdout


def test_json_holds_quotes_that_can_be_cut_out_of_the_segments(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("check", "--json", note(tmp_path))
    (document,) = json.loads(done.stdout)["documents"]
    assert (document["date"], document["organisation"], document["kind"]) == ("2024-11-08", "青禾队", "supervision")
    segments = {row["segment_index"]: row for row in document["segments"]}
    assert [row["text"] for row in segments.values()] == [
        "今天先在楼下喝茶。",
        "社工的角色一直很模糊，跑腿的事都归她。",
    ]
    assert "role_vagueness" in {row["code_id"] for row in document["codings"]}
    for row in document["codings"]:
        segment = segments[row["segment_index"]]
        assert (
            row["quote"]
            == segment["text"][row["start_char"] - segment["start_char"] : row["end_char"] - segment["start_char"]]
        )
    assert document["codings"][0]["level"] == "risk"


def test_what_needs_a_look_is_said_above_the_note(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("check", note(tmp_path, NOTE.replace("2024-11-08", "上周五")), ZHULI_LANGUAGE="zh")
    assert done.stdout.splitlines()[1].startswith("请留意：没看懂的信息：date")
    assert "实务问题：" in done.stdout


def test_several_notes_are_answered_and_a_broken_one_is_named(zhuli: Zhuli, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"no zip")
    done = zhuli("check", tmp_path / "broken.docx", note(tmp_path))
    assert done.returncode == 0
    assert "set aside: damaged" in done.stdout
    assert "practice problems:" in done.stdout


def test_file_that_cannot_be_read_is_one_sentence(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("check", tmp_path / "nowhere.txt")
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from flows.check import check_files; "
        f"check_files([Path({str(note(tmp_path))!r})], None, as_json=True); "
        "print('LOADED', sorted({name.split('.')[0] for name in sys.modules} & {'prefect', 'bertopic', 'plotly', 'sklearn', 'spacy'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED []"
