"""What the terminal says of one organisation."""

from pathlib import Path
from typing import Any

import pytest

from flows.sources import CODEBOOK
from flows.watch import watch
from pipeline.files import run_folder
from pipeline.files import tables as table_files
from pipeline.model.errors import OutputError
from pipeline.model.frames import from_rows
from pipeline.model.run_toml import as_dict, parse
from pipeline.model.tables import SCHEMAS
from tests.flows.conftest import Zhuli
from tests.flows.test_cli import sentence_of

Row = dict[str, Any]
RUN = "20240201T080000000Z-4e5f6a7b"
TEXT = "开头，大家都来找我，分不清社工 and volunteer，结尾"


def document(document_id: str, organisation: str, date: str | None = "2024-05-03", status: str = "ok") -> Row:
    return {"document_id": document_id, "path": f"{document_id}.txt", "title": f"[人物01]的记录{document_id}", "organisation": organisation, "date": date, "characters": 9, "status": status}  # fmt: skip


SPAN = {"segment_id": "a-1", "document_id": "a", "start_char": 3, "end_char": 9, "quote": TEXT[3:9]}


def problem(code_id: str, status: str = "open", **cells: Any) -> Row:
    plain = {
        "dimension": "organisation",
        "who": "银龄互助队",
        "code_id": code_id,
        "status": status,
        "since": "2024-01-05",
        "last_date": "2024-05-03",
    }
    numbers = {"came_back": None, "could_follow": 7, "planned": None, "followed": 4, "taken_up": "no"}
    return plain | numbers | {"suppressed": ["came_back", "planned"]} | SPAN | cells  # fmt: skip


def helped(q_value: float | None) -> Row:
    odds = {"odds_ratio": 2.5, "odds_low": 1.1, "odds_high": 6.0, "p_value": 0.01, "q_value": q_value}
    key = {"organisation": "银龄互助队", "code_id": "role_vagueness", "outcome": "resource_linking", "organisations": 4}
    return key | odds | SPAN


ROWS: dict[str, list[Row]] = {
    "documents": [
        *(document("a", "银龄互助队"), document("b", "银龄互助队", None), document("c", "Maple Court")),
        *(document("d", "柳岸巡河队"), document("e", "绿邻护绿队", None), document("f", "坏了的队", status="failed")),
    ],
    "segments": [{"segment_id": "a-1", "document_id": "a", "segment_index": 1, "start_char": 0, "end_char": len(TEXT), "text": TEXT}],
    "lens_groups": [
        {"dimension": "organisation", "who": "Maple Court", "listed": 1},
        {"dimension": "organisation", "who": "柳岸巡河队", "listed": 0},
        {"dimension": "organisation", "who": "银龄互助队", "listed": 1},
    ],
    "lens_problems": [problem("role_vagueness"), problem("rigid_method", "quiet", ended="2024-06")],
    "lens_helps": [helped(0.2)],
    "lens_between": [{"organisation": "银龄互助队", "code_id": "role_vagueness", "outcome": "resource_linking", "between": "visit", "organisations": 3}],
    "themes": [{"theme_id": "code:visit", "kind": "code", "label_zh": "走访", "label_en": "visits", "documents": 9, "segments": 9, "organisations": 2, "people": 2, "status": "steady"}],
    "theme_organisations": [
        {"theme_id": "code:visit", "organisation": "银龄互助队", "documents": 5, "total": 8, "status": "rising", "first_date": "2024-02-01"},
        {"theme_id": "code:visit", "organisation": "Maple Court", "documents": 2, "total": 8, "status": "steady"},
    ],
}  # fmt: skip


def made(out: Path, run: str = RUN, **rows: list[Row]) -> Path:
    folder = out / "notes" / "runs" / run
    (folder / "tables").mkdir(parents=True)
    for name in SCHEMAS:
        table_files.write(folder / "tables", name, from_rows(name, (ROWS | rows).get(name, [])))
    run_folder.write_text(folder / "codebook.yaml", CODEBOOK.read_text(encoding="utf-8"))
    run_folder.write_manifest(folder, {"settings": as_dict(parse("", "run.toml"))})
    return folder


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"COLUMNS": "200", "ZHULI_LANGUAGE": "en", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)


def said(capsys: pytest.CaptureFixture[str], organisation: str, out: Path, run: str = "") -> list[str]:
    watch(organisation, out / "notes", out, run)
    return [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]


def test_open_problems_what_helped_elsewhere_what_is_over_and_what_rises_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path)
    assert said(capsys, "银龄互助队", tmp_path) == [
        f"银龄互助队  {RUN}",
        "Notes without a date, left out: fewer than 3.",
        "vague role of the social worker",
        "Since: 2024-01-05 · Last written: 2024-05-03",
        "Followed up in the next note: no · Followed up / could be (notes): 4 / 7",
        f"» {TEXT} ([人物01]的记录a · 2024-05-03)",
        "Outcomes that other organisations wrote afterwards",
        "- stronger ability to link resources: 4 other organisations; odds ×2.5 (1.1–6.0), q = 0.200 may be chance",
        "written in between: visits and exchange (3)",
        f"» {TEXT} ([人物01]的记录a · 2024-05-03)",
        "Numbers below 3 are not told, and organisations and authors with fewer than 3 notes get no figures (setting [lens] suppress).",
        "Problems that are quiet or resolved  Status  Since       Last written",
        "inflexible cultivation method        quiet   2024-01-05  2024-05-03",
        "Themes that rise in this organisation",
        "- visits (Since 2024-02-01)",
    ]


def test_it_speaks_chinese_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHULI_LANGUAGE", "zh")
    made(tmp_path, lens_helps=[helped(0.01)])
    lines = said(capsys, "银龄", tmp_path)
    assert lines[1:5] == [
        "没有日期、不在其中的记录：少于 3 份。",
        "社工角色模糊",
        "自：2024-01-05 · 最后写到：2024-05-03",
        "后一份记录跟进了吗：没有 · 跟进／可跟进（份）：4 / 7",
    ]
    assert "- 资源链接能力提升：另外 4 个组织；可能性比 ×2.5 (1.1–6.0)，q = 0.010" in lines


@pytest.mark.parametrize("part", ["银龄", "maple", "ＭＡＰＬＥ ｃｏｕｒｔ", "maplecourt", " 巡河 "])
def test_a_part_of_a_name_will_do_whatever_its_width_and_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    made(tmp_path)
    assert said(capsys, part, tmp_path)[0].split("  ")[0] in ("银龄互助队", "Maple Court", "柳岸巡河队")


def test_a_whole_name_is_meant_though_another_holds_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path, documents=[document("a", "互助队"), document("b", "银龄互助队")], lens_problems=[], lens_helps=[])
    assert said(capsys, "互助队", tmp_path)[0].startswith("互助队  ")


def test_an_organisation_with_few_or_only_undated_notes_gets_no_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path)
    assert said(capsys, "巡河", tmp_path)[1:] == ["Fewer than 3 dated notes: no figures."]
    assert said(capsys, "护绿", tmp_path)[1:] == [
        "Notes without a date, left out: fewer than 3.",
        "No note has both an organisation and a date: how problems come and go cannot be told.",
    ]
    assert said(capsys, "maple", tmp_path)[1:] == ["No problem is open."]


def test_a_run_can_be_named_by_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path)
    made(tmp_path, "20240301T080000000Z-99999999", lens_problems=[], lens_helps=[])
    assert said(capsys, "银龄", tmp_path)[0].endswith("99999999")
    assert said(capsys, "银龄", tmp_path, "4e5f6a7b")[0].endswith(RUN)


@pytest.mark.parametrize(
    ("organisation", "run", "expected"),
    [
        ("不存在", "", "has no organisation '不存在'; it has: Maple Court, 柳岸巡河队, 绿邻护绿队, 银龄互助队."),
        ("坏了的队", "", "has no organisation '坏了的队'"),
        ("队", "", "'队' may be any of: 柳岸巡河队, 绿邻护绿队, 银龄互助队."),
        ("  ", "", "has no organisation '  '"),
        ("银龄", "nope", f"0 runs are called 'nope'; there are: {RUN}."),
    ],
)
def test_what_is_not_there_or_not_one_is_said_with_what_there_is(
    tmp_path: Path, organisation: str, run: str, expected: str
) -> None:
    made(tmp_path)
    with pytest.raises(OutputError) as refused:
        watch(organisation, tmp_path / "notes", tmp_path, run)
    assert expected in refused.value.en


def test_a_run_of_another_version_is_not_guessed_at(tmp_path: Path) -> None:
    (made(tmp_path) / "tables" / "lens_groups.parquet").unlink()
    with pytest.raises(OutputError, match="made by another version of the program"):
        watch("银龄", tmp_path / "notes", tmp_path, "")


def test_without_a_run_the_command_says_so_with_exit_code_two(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("watch", "银龄", tmp_path / "notes", "--out", tmp_path)
    assert done.returncode == 2
    assert "There is no finished run in" in sentence_of(done)
