"""The main job, end to end, in processes of its own, through Prefect's embedded server."""

import json
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from flows.sources import ROOT, SAMPLE
from pipeline.files.run_folder import sha256
from pipeline.files.tables import read
from pipeline.model.frames import values
from pipeline.model.tables import SCHEMAS
from tests.flows.conftest import SHARED, Zhuli, run_folder


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    frame = read(folder / "tables", table)
    columns = [values(frame, name) for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


@pytest.fixture(scope="module")
def texts(sample_run: Path) -> dict[str, str]:
    return {str(row["document_id"]): str(row["text"]) for row in rows(sample_run, "texts")}


def test_every_table_of_the_contract_is_written_and_fits_its_schema(sample_run: Path) -> None:
    assert sorted(path.stem for path in (sample_run / "tables").iterdir()) == sorted(SCHEMAS)
    for name in SCHEMAS:
        read(sample_run / "tables", name)


def test_same_corpus_gives_the_same_bytes_in_another_process(sample_run: Path, zhuli: Zhuli, tmp_path: Path) -> None:
    again = run_folder(zhuli, tmp_path, PYTHONHASHSEED="2")
    for name in SCHEMAS:
        assert (again / "tables" / f"{name}.parquet").read_bytes() == (
            sample_run / "tables" / f"{name}.parquet"
        ).read_bytes(), name
    assert again.name.rpartition("-")[2] == sample_run.name.rpartition("-")[2]


def test_every_quotation_is_cut_out_of_its_document(sample_run: Path, texts: dict[str, str]) -> None:
    for table, quote in (("segments", "text"), ("codings", "quote"), ("theme_evidence", "quote")):
        for row in rows(sample_run, table):
            assert row[quote] == texts[str(row["document_id"])][row["start_char"] : row["end_char"]]


def test_every_token_is_cut_out_of_its_document(sample_run: Path, texts: dict[str, str]) -> None:
    documents = {row["segment_id"]: str(row["document_id"]) for row in rows(sample_run, "segments")}
    for row in rows(sample_run, "tokens"):
        text = texts[documents[row["segment_id"]]]
        assert row["token"] == [text[start:end] for start, end in zip(row["start_char"], row["end_char"], strict=True)]  # type: ignore[call-overload]


def test_every_file_of_the_corpus_is_in_the_documents_table(sample_run: Path) -> None:
    listed = {str(row["path"]).split("#")[0] for row in rows(sample_run, "documents")}
    manifest = json.loads((sample_run / "manifest.json").read_text(encoding="utf-8"))
    assert listed == manifest["inputs"].keys()  # names of files may be masked, in both alike
    assert sorted(manifest["inputs"].values()) == sorted(sha256(path) for path in SAMPLE.rglob("*") if path.is_file())


def test_sample_corpus_is_read_as_it_was_written(sample_run: Path) -> None:
    read_documents = [row for row in rows(sample_run, "documents") if row["status"] == "ok"]
    kinds = [row["kind"] for row in read_documents]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"supervision": 18, "salon": 10, "interview": 12}
    assert len({row["organisation"] for row in read_documents}) == 10
    assert all(row["date"] for row in read_documents)
    assert [row["status"] for row in rows(sample_run, "documents")].count("duplicate") == 1
    assert [row["encoding"] for row in read_documents].count("gb18030") == 1


def test_manifest_says_how_it_was_made(sample_run: Path) -> None:
    manifest = json.loads((sample_run / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["run_id"] == sample_run.name
    assert manifest["settings"]["topics"]["model"] == "clusters"
    assert manifest["tables"] == {name: sha256(sample_run / "tables" / f"{name}.parquet") for name in SCHEMAS}
    assert len(manifest["codebook"]["sha256"]) == 64
    assert "prefect" in manifest["packages"]


def test_outputs_are_readable_by_their_owner_only(sample_run: Path) -> None:
    for path in sample_run.rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_csv_opens_in_excel(sample_run: Path) -> None:
    text = (sample_run / "csv" / "themes.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbftheme_id,kind,label_zh")
    assert "社工角色模糊".encode() in text


def test_summary_names_the_counts_and_the_report(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("run", "--out", tmp_path, ZHULI_LANGUAGE="zh")
    assert done.returncode == 0
    assert "读取文档" in done.stdout
    (report,) = tmp_path.glob("*/runs/*/report.html")
    assert str(report) in done.stdout.replace("\n", "")
    assert "ERROR" not in done.stderr
    assert "Traceback" not in done.stderr


def test_prefect_keeps_no_text_of_the_corpus(sample_run: Path, prefect_home: Path, texts: dict[str, str]) -> None:
    database = prefect_home / "prefect.db"
    with sqlite3.connect(database) as connection:
        dumped = "\n".join(connection.iterdump())
    said = {str(row["quote"]) for row in rows(sample_run, "codings")}
    # a single English word such as "report" stands in Prefect's own names, too
    quotes = {quote for quote in said if len(quote) >= 6 and (" " in quote or not quote.isascii())}
    assert len(quotes) > 50
    assert not [quote for quote in quotes if quote in dumped]
    assert "theme-report" in dumped
    assert "report.html" in dumped


def test_folder_of_mixed_files_runs_to_a_report(zhuli: Zhuli, tmp_path: Path) -> None:
    notes = tmp_path / "混合 mixed"
    (notes / "访谈").mkdir(parents=True)
    (notes / "a.txt").write_bytes(
        "日期：2024年5月\r\n机构：青禾队\r\n\r\n今天开联席会。\r\n物业没来。".encode("gb18030")
    )
    (notes / "b.md").write_text(
        "---\ndoc_type: salon\ndate: 2024-06-01\n---\n# Salon\n**Lena:** we held a theme salon\n\n**Tom:** 来的人不多\n",
        encoding="utf-8",
    )
    (notes / "c.csv").write_text(
        "日期,机构,内容\n2024-07-01,青禾队,社工说自己成了跑腿的\n2024-07-08,青禾队,又跑了一天\n", encoding="utf-8-sig"
    )
    (notes / "访谈" / "d.jsonl").write_text(
        '{"turns": [["问", "谁管钱"], ["答", "项目的钱花完就停了"]]}\n', encoding="utf-8"
    )
    (notes / "e.pdf").write_bytes(b"%PDF-1.7")
    (notes / "metadata.csv").write_text("file,organisation\nb.md,Maple Court\n", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in notes.rglob("*")}
    folder = run_folder(zhuli, tmp_path / "out", notes)
    documents = {row["path"]: row for row in rows(folder, "documents")}
    assert {path: row["status"] for path, row in documents.items()} == {
        "a.txt": "ok",
        "b.md": "ok",
        "c.csv#2": "ok",
        "c.csv#3": "ok",
        "e.pdf": "failed",
        "访谈/d.jsonl#1": "ok",
    }
    assert (documents["b.md"]["organisation"], documents["b.md"]["kind"]) == ("Maple Court", "salon")
    assert documents["访谈/d.jsonl#1"]["kind"] == "interview"
    assert rows(folder, "topics") == []
    assert (folder / "report.html").stat().st_size > 100_000
    assert {path: path.stat().st_mtime_ns for path in notes.rglob("*")} == before


@pytest.mark.parametrize("name", ["zh_smile_slice", "en_changelog_slice/md"])
def test_real_corpus_runs_to_a_report(zhuli: Zhuli, tmp_path: Path, name: str) -> None:
    corpus = SHARED / "data" / name
    if not corpus.is_dir():
        pytest.skip(f"no {corpus.relative_to(ROOT.parent)} beside the project")
    folder = run_folder(zhuli, tmp_path, corpus)
    counts = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["counts"]
    expected = {"zh_smile_slice": (2001, 1), "en_changelog_slice/md": (39, 0)}[name]
    assert (counts["documents"], counts["set_aside"]) == expected
    assert counts["topics"] >= 3
    texts_by_id = {row["document_id"]: str(row["text"]) for row in rows(folder, "texts")}
    for row in rows(folder, "codings"):
        assert row["quote"] == texts_by_id[row["document_id"]][row["start_char"] : row["end_char"]]


def test_what_was_planted_is_what_rises_and_stands_on_top(sample_run: Path) -> None:
    themes = rows(sample_run, "themes")
    rising = [row["theme_id"] for row in themes if row["kind"] == "code" and row["status"] in ("new", "rising")]
    assert rising == ["code:role_vagueness", "code:sustainability_risk"]
    moving = [row["status"] in ("new", "rising", "fading", "gone") for row in themes]
    assert moving == sorted(moving, reverse=True)
    assert themes[0]["status"] == "new"  # accidents and insurance, of which no code speaks


def test_no_organisation_alone_is_said_to_move(sample_run: Path) -> None:
    """None has more than six notes."""
    assert {row["status"] for row in rows(sample_run, "theme_organisations")} <= {"insufficient", "steady"}


def test_planted_gathering_of_sustainability_risk_in_the_summary_stage_is_all_that_gathers(sample_run: Path) -> None:
    gathered = [
        (row["theme_id"], row["dimension"], row["value"])
        for row in rows(sample_run, "theme_shares")
        if row["q_value"] is not None and float(str(row["q_value"])) < 0.05 and float(str(row["odds_ratio"])) > 1
    ]
    assert gathered == [("code:sustainability_risk", "stage", "summary")]


def test_every_status_leads_to_its_documents_and_quotations(sample_run: Path) -> None:
    carriers: dict[object, set[object]] = {}
    for row in rows(sample_run, "theme_documents"):
        carriers.setdefault(row["theme_id"], set()).add(row["document_id"])
    quoted = {(row["theme_id"], row["document_id"]) for row in rows(sample_run, "theme_evidence")}
    months: dict[object, int] = {}
    for row in rows(sample_run, "theme_shares"):
        if row["dimension"] == "month":
            months[row["theme_id"]] = months.get(row["theme_id"], 0) + int(str(row["documents"]))
    for theme in rows(sample_run, "themes"):
        name = theme["theme_id"]
        assert len(carriers[name]) == theme["documents"] == months[name]
        assert any((name, document) in quoted for document in carriers[name])


def test_planted_theme_that_no_code_covers_is_found_as_a_new_topic(sample_run: Path) -> None:
    terms: dict[str, set[str]] = {}
    for row in rows(sample_run, "topic_terms"):
        terms.setdefault(str(row["topic_id"]), set()).add(str(row["term"]))
    (topic,) = [name for name, words in terms.items() if {"受伤", "意外险"} <= words]
    (theme,) = [row for row in rows(sample_run, "themes") if row["theme_id"] == f"topic:{topic}"]
    assert theme["status"] == "new"
    assert str(theme["first_date"]) >= "2024-09"
    page = (sample_run / "report.html").read_text(encoding="utf-8")
    assert "Hardly any code covers this" in page


@pytest.mark.browser
@pytest.mark.parametrize(("language", "heading"), [("zh", "各主题与证据"), ("en", "Themes and evidence")])
def test_report_opens_in_chromium_without_an_error(sample_run: Path, language: str, heading: str) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    errors: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        opened = browser.new_page()
        opened.on(
            "console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None
        )
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on(
            "request",
            lambda request: (
                errors.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None
            ),
        )
        opened.goto(f"{(sample_run / 'report.html').as_uri()}#lang={language}")
        opened.wait_for_selector(".js-plotly-plot .main-svg")
        assert opened.get_by_role("heading", name=heading, exact=True).is_visible()
        browser.close()
    assert errors == []
