"""zhuli compare, on runs made by hand and on two real ones."""

import csv
import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from flows import two_runs
from flows.compare import Written, compare_runs
from flows.sources import SAMPLE
from pipeline.files import tables as table_files
from pipeline.model.errors import OutputError
from pipeline.model.frames import from_rows
from tests.flows.conftest import Zhuli
from tests.flows.hand_made import run
from tests.flows.test_cli import sentence_of
from tests.stages.compare.runs import document, documents

TEN = "a b c d e f g h i j"
OLD = [document("a", "role", date="2024-01"), *documents(TEN[2:])]
ADDED = [document(name, "role:2 trust", date=f"2025-0{number}") for number, name in enumerate("vwxyz", 1)]
NEW = [*OLD[:9], document("j", text="edited"), *ADDED]


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("COLUMNS", "80"), ("ZHULI_LANGUAGE", "en"), ("NO_COLOR", "1")):
        monkeypatch.setenv(name, value)


def shown(
    capsys: pytest.CaptureFixture[str], first: Path, second: Path, *, everything: bool = False, **written: Any
) -> str:
    compare_runs(first, second, everything=everything, written=Written(**written))
    return capsys.readouterr().out


def words(text: str) -> str:
    """Return a text as one line: where the terminal broke it does not matter."""
    return " ".join(text.split())


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return run(tmp_path, "r1", OLD), run(tmp_path, "r2", NEW, lineage=["r1"], predecessor="r1")


def test_the_terminal_says_what_rose_from_what_to_what_and_why(
    capsys: pytest.CaptureFixture[str], pair: tuple[Path, Path]
) -> None:
    said = words(shown(capsys, *pair))
    assert "A r1 2026-01-02 03:04 10 documents B r2 2026-01-02 03:04 15 documents" in said
    assert "Documents: 5 added, 0 removed, 1 edited, 9 the same." in said
    assert "New: no document of A carries it, at least one of B does" in said
    assert "trust individual A 0/10 (0%, 0–28%) → B 5/15 (33%, 15–58%) +33.3 points q < 0.001" in said
    assert "Rose: the added documents carry it more often than those of A (q < 0.05)" in said
    assert "role risk A 1/10 (10%, 2–40%) → B 6/15 (40%, 20–64%) +30.0 points q = 0.002" in said
    assert "from added +30.0 (5 of 5 carry it)" in said
    assert "+ 2025-01 青禾 记录 v added 2 segments" in said


def test_the_terminal_speaks_chinese(
    capsys: pytest.CaptureFixture[str], pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHULI_LANGUAGE", "zh")
    said = words(shown(capsys, *pair))
    assert "文档：新增 5，删去 0，改过 1，未改 9。" in said
    assert "角色 风险 A 1/10 (10%, 2–40%) → B 6/15 (40%, 20–64%) +30.0 个百分点" in said
    assert "来自 新增 +30.0（5 份中 5 份写到）" in said
    assert "新出现：A 里没有一份写到，B 里有" in said
    assert "documents" not in said


def test_no_line_is_wider_than_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    long = [
        document(name, "role", "北渡助老送餐队和它的邻居们", date="2025-01-02", title="一次很长很长的主题沙龙记录" * 6)
        for name in "vwxyz"
    ]
    said = shown(capsys, run(tmp_path, "r1", OLD), run(tmp_path, "r2", [*OLD, *long]))
    assert max(cell_len(line.rstrip()) for line in said.splitlines()) <= 80


def test_at_most_ten_documents_are_listed_and_three_where_it_may_be_chance(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    many = documents("k l m n o p q r s t u", "trust")
    first, second = run(tmp_path, "r1", documents(TEN, "funds")), run(tmp_path, "r2", [*many, *documents(TEN)])
    said = shown(capsys, first, second)
    assert said.count("+ ") == 10
    assert "1 more; --csv writes them all." in said
    fewer = run(tmp_path, "r3", [*documents("a b c", "funds"), *documents(TEN[6:])])
    listed = shown(capsys, first, fewer)
    assert (listed.count("  - "), "4 more; --csv" in listed) == (3, True)
    assert "no documents were added, so nothing is tested" in words(listed)
    assert shown(capsys, first, fewer, everything=True).count("  - ") == 7


def test_what_changed_little_is_counted_and_listed_when_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = run(tmp_path, "r1", documents("a b", "role"))
    second = run(tmp_path, "r2", documents("a b", "role"))
    said = shown(capsys, first, second)
    assert "No theme has changed to speak of." in said
    assert "Themes that changed little (by less than one document makes): 1; --all lists them." in words(said)
    assert "Little changed" in shown(capsys, first, second, everything=True)


def test_every_theme_and_document_is_in_the_csv_safe_for_excel_and_for_the_owner_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    risky = document("k", "trust:3", title='=HYPERLINK("x")', organisation="@机构")
    first, second = run(tmp_path, "r1", OLD), run(tmp_path, "r2", [*OLD, risky])
    shown(capsys, first, second, csv_file=tmp_path / "changes.csv")
    content = (tmp_path / "changes.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE((tmp_path / "changes.csv").stat().st_mode) == 0o600
    new, little = csv.DictReader(content.decode("utf-8-sig").splitlines())
    assert (new["theme_id"], new["status"], new["label_zh"]) == ("code:trust", "new", "信任")
    assert (new["document_id"], new["change"], new["source"], new["segments_a"], new["segments_b"]) == (
        "k",
        "gained",
        "added",
        "0",
        "3",
    )
    assert (new["title"], new["organisation"]) == ('\'=HYPERLINK("x")', "'@机构")
    assert float(new["from_added"]) == float(new["difference"]) == 1 / 11
    assert (little["theme_id"], little["status"], little["document_id"]) == ("code:role", "little", "")


def test_json_is_printed_and_written_and_holds_no_infinite_number(
    capsys: pytest.CaptureFixture[str], pair: tuple[Path, Path], tmp_path: Path
) -> None:
    printed = shown(capsys, *pair, as_json=True, json_file=tmp_path / "changes.json")
    assert (tmp_path / "changes.json").read_text(encoding="utf-8") == printed
    assert stat.S_IMODE((tmp_path / "changes.json").stat().st_mode) == 0o600
    held = json.loads(printed, parse_constant=pytest.fail)
    assert (held["a"]["run_id"], held["b"]["run_id"]) == ("r1", "r2")
    assert held["documents"] == {"added": 5, "removed": 0, "changed": 1, "unchanged": 9}
    trust, role = held["themes"]
    assert (trust["status"], role["status"], role["odds_ratio"]) == ("new", "rose", None)
    assert [row["document_id"] for row in role["made_the_difference"]] == list("vwxyz")
    assert [row["document_id"] for row in held["documents_that_differ"]] == [*"vwxyz", "j"]


@pytest.mark.parametrize("option", ["csv_file", "json_file"])
def test_a_file_that_is_there_is_left_as_it_is(pair: tuple[Path, Path], tmp_path: Path, option: str) -> None:
    (tmp_path / "mine").write_text("notes", encoding="utf-8")
    with pytest.raises(OutputError, match="exists already"):
        compare_runs(*pair, everything=False, written=Written(**{option: tmp_path / "mine"}))
    with pytest.raises(OutputError, match="cannot be written"):
        compare_runs(*pair, everything=False, written=Written(**{option: tmp_path / "nowhere" / "file"}))
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "notes"


def test_only_what_two_codebooks_have_in_common_is_compared_and_the_rest_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = run(tmp_path, "r1", documents("a b", "role funds"))
    codes = {"role": {"patterns": "[甲, 乙]"}, "hope": {}}
    second = run(tmp_path, "r2", documents("a b", "hope"), codes=codes)
    said = words(shown(capsys, first, second))
    assert "only codes of both are compared (1); only in A: funds, trust; only in B: hope" in said
    assert "levels whose codes differ, not compared: individual, risk." in said
    assert (
        "These codes catch other things in B's codebook, so that their differences may come from that alone: role."
        in said
    )
    assert "read otherwise (“same file” below); possible reasons: the codebook." in said
    assert "not tested" not in said.partition("role risk")[0]
    assert "from same file −100.0 (+0 −2 documents)" in said
    assert "hope risk" not in said


def test_codebooks_without_a_common_code_are_refused(tmp_path: Path) -> None:
    first, second = run(tmp_path, "r1", OLD), run(tmp_path, "r2", OLD, codes={"hope": {}})
    with pytest.raises(OutputError, match="nothing in common"):
        compare_runs(first, second, everything=False, written=Written())


def test_topics_of_runs_that_do_not_go_back_to_one_are_named_as_left_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    notes = documents("a b", "topic-01 role")
    first, second = (
        run(tmp_path, "r1", notes, topics={"topic-01": "r1"}),
        run(tmp_path, "r2", notes[:1], topics={"topic-01": "r1"}),
    )
    said = words(shown(capsys, first, second, everything=True))
    assert "the same number is not the same topic: 1 topics of A and 1 of B are not compared, only codes are." in said
    assert "topic-01" not in said


def test_a_topic_that_went_into_another_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    both = {"topic-01": "r1", "topic-02": "r1"}
    first = run(tmp_path, "r1", documents("a b", "topic-01 topic-02"), topics=both)
    line = {"predecessor": "r1", "lineage": ["r1"]}
    second = run(tmp_path, "r2", documents("a b", "topic-01"), topics={"topic-01": "r1"}, **line)
    changes = [{"topic_id": "topic-02", "change": "merged", "other": "topic-01", "label_zh": "乙", "label_en": "b"}]
    table_files.write(second / "tables", "topic_changes", from_rows("topic_changes", changes))
    said = words(shown(capsys, first, second))
    assert "topic-02 A 2/2 (100%, 34–100%) → B 0/2 (0%, 0–66%) −100.0 points merged into topic-01" in said
    assert "possible reasons: topics, which every run fits anew." in said


def test_added_documents_that_go_the_other_way_than_all_are_pointed_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = run(tmp_path, "r1", documents(TEN, "role"))
    second = run(tmp_path, "r2", [document("a", "role"), *documents(TEN[2:]), *documents("v w x y z", "role")])
    said = words(shown(capsys, first, second))
    assert "More or fewer, but not beyond chance" in said
    assert "the added documents carry it more often (q = 0.002), but the others changed the other way" in said


def test_other_settings_another_program_and_another_corpus_are_said_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = run(tmp_path, "r1", documents("a b", "role"))
    other = {"settings": {"topics": {"count": 8}, "pseudonymise": {"threshold": 0.1}}, "program": "q", "corpus": "else"}
    second = run(tmp_path, "r2", documents("a b"), **other)
    said = words(shown(capsys, first, second))
    assert "The runs are of two corpora (notes, else): only files with the same content count" in said
    assert "reason for differences: pseudonymise.threshold 0.06 → 0.1; topics.count 0 → 8." in said
    assert "possible reasons: the settings, the version of the program or its packages." in said


def test_titles_are_shown_as_they_are_though_they_hold_brackets(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = run(tmp_path, "r1", documents("a b"))
    second = run(tmp_path, "r2", [*documents("a b"), document("c", "role", title="[人物07]访谈 [red]")])
    assert "[人物07]访谈 [red]" in shown(capsys, first, second)


TWELVE = 12
LINES = "\n社工说角色模糊，不清楚自己该做什么，变成了打杂的。\n项目一结束，经费断了，小组就散了。\n"


@pytest.fixture(scope="module")
def runs(zhuli: Zhuli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run twelve notes of the sample; then with three of them removed, one edited, one renamed and four added."""
    place = tmp_path_factory.mktemp("compare")
    notes = place / "notes"
    notes.mkdir()
    chosen = sorted(path for path in SAMPLE.rglob("*") if path.suffix in (".md", ".txt"))[:TWELVE]
    for number, path in enumerate(chosen):
        shutil.copyfile(path, notes / f"{number:02}{path.suffix}")
    done = zhuli("run", notes, "--out", place / "out")
    assert done.returncode == 0, done.stderr
    files = sorted(notes.iterdir())
    for path in files[:3]:
        path.unlink()
    files[3].write_text(files[3].read_text(encoding="utf-8") + LINES, encoding="utf-8")
    files[4].rename(notes / f"renamed{files[4].suffix}")
    for number in range(4):
        (notes / f"added{number}.txt").write_text(
            f"机构：新机构{number}\n日期：2026-03-0{number + 1}\n{LINES}第{number}次。\n", encoding="utf-8"
        )
    done = zhuli("run", notes, "--out", place / "out")
    assert done.returncode == 0, done.stderr
    return place


def test_two_real_runs_are_compared_by_age(zhuli: Zhuli, runs: Path) -> None:
    done = zhuli("compare", "previous", "latest", runs / "notes", "--out", runs / "out", "--json")
    assert done.returncode == 0, done.stderr
    held = json.loads(done.stdout)
    first, second = (two_runs.read(path) for path in sorted((runs / "out" / "notes" / "runs").iterdir()))
    assert (held["a"]["run_id"], held["b"]["run_id"]) == (first.name, second.name)
    assert held["documents"] == {"added": 4, "removed": 3, "changed": 1, "unchanged": 8}
    vague = {row["theme_id"]: row for row in held["themes"]}["code:role_vagueness"]
    assert (vague["total_a"], vague["total_b"]) == (12, 13)
    counted = {row["document_id"]: row["segments"] for row in _of_role(second)}
    assert vague["documents_b"] == len(counted)
    added = [row for row in vague["made_the_difference"] if row["source"] == "added"]
    assert [row["title"] for row in added] == ["added0", "added1", "added2", "added3"]
    assert {row["segments_b"] for row in added} == {1}
    parts = sum(vague[f"from_{source}"] for source in ("added", "removed", "changed", "unchanged"))
    assert parts == pytest.approx(vague["difference"])


def _of_role(held: two_runs.Run) -> list[dict[str, Any]]:
    frame = held.side.theme_documents
    return frame[frame["theme_id"] == "code:role_vagueness"].to_dict("records")  # type: ignore[return-value]


def test_no_text_of_a_document_is_said_besides_titles(zhuli: Zhuli, runs: Path) -> None:
    csv_file = runs / "changes.csv"
    done = zhuli("compare", "latest", "previous", runs / "notes", "--out", runs / "out", "--all", "--csv", csv_file)
    assert done.returncode == 0, done.stderr
    assert "Documents: 3 added, 4 removed, 1 edited, 8 the same." in done.stdout
    for said in (done.stdout, csv_file.read_text(encoding="utf-8-sig")):
        assert "打杂" not in said
        assert "小组就散了" not in said


def test_a_run_that_is_not_there_is_one_sentence_and_exit_code_2(zhuli: Zhuli, runs: Path) -> None:
    done = zhuli("compare", "nothing", "latest", runs / "notes", "--out", runs / "out")
    assert done.returncode == 2
    assert "There is no run 'nothing'" in sentence_of(done)
    done = zhuli("compare", runs / "notes", ZHULI_LANGUAGE="zh")
    assert done.returncode == 2
    assert "不是运行文件夹" in sentence_of(done)
