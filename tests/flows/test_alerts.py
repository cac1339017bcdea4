"""Who is told what when something emerges, and that nothing else goes out."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from flows import alerts, manifest
from flows.sources import CODEBOOK
from pipeline.files import run_folder
from pipeline.files import tables as table_files
from pipeline.model.errors import SettingsError
from pipeline.model.frames import from_rows
from pipeline.model.practice_options import Alerts

BEFORE, RUN = "20240101T080000000Z-0a1b2c3d", "20240201T080000000Z-4e5f6a7b"
Row = dict[str, Any]


def theme(theme_id: str, status: str) -> Row:
    kind = theme_id.partition(":")[0]
    plain = {
        "label_zh": "王秀兰的电梯",
        "label_en": "lift of Lena",
        "documents": 7,
        "segments": 9,
        "organisations": 4,
        "people": 2,
    }
    return {"theme_id": theme_id, "kind": kind, "status": status} | plain  # fmt: skip


def problem(who: str, code_id: str, status: str = "open", dimension: str = "organisation") -> Row:
    cells = {"since": "2024-01", "last_date": "2024-02", "suppressed": [], "segment_id": "s", "document_id": "d"}
    return {"dimension": dimension, "who": who, "code_id": code_id, "status": status, "start_char": 0, "end_char": 2, "quote": "原话"} | cells  # fmt: skip


def run(place: Path, name: str, problems: list[Row], themes: list[Row], block: str = "", suppress: int = 3) -> Path:
    folder = place / "notes" / "runs" / name
    (folder / "tables").mkdir(parents=True)
    table_files.write(folder / "tables", "themes", from_rows("themes", themes))
    table_files.write(folder / "tables", "lens_problems", from_rows("lens_problems", problems))
    run_folder.write_text(folder / "codebook.yaml", CODEBOOK.read_text(encoding="utf-8"))
    settings = {"lens": {"suppress": suppress}, "alerts": {"block": block}}
    run_folder.write_manifest(folder, {"settings": settings, "predecessor": BEFORE if name == RUN else ""})
    return folder


THEMES = [
    theme("code:role_vagueness", "rising"),
    theme("level:risk", "new"),
    theme("topic:topic-03", "new"),
    theme("code:visit", "fading"),
    theme("code:salon", "insufficient"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a run with three things that emerge, and problems newly open: one in three organisations, one in one."""
    run(tmp_path, BEFORE, [problem("甲队", "rigid_method"), problem("丁队", "role_vagueness", "quiet")], [])
    new = [problem(who, "role_vagueness") for who in ("甲队", "乙队", "丁队")]
    old = [problem("甲队", "rigid_method"), problem("乙队", "cooperation_gap", "resolved")]
    person = problem("王秀兰", "cooperation_gap", dimension="worker")
    return run(tmp_path, RUN, [*new, *old, problem("乙队", "rigid_method"), person], THEMES)


def raised(folder: Path) -> list[alerts.Alert]:
    return alerts.alerts(folder, run_folder.read_manifest(folder))


def test_new_and_rising_themes_and_newly_open_problems_are_told(folder: Path) -> None:
    counts = {"run_id": RUN, "documents": 7, "organisations": 4}
    opened = {"run_id": RUN, "status": "open", "suppress": 3}
    assert raised(folder) == [
        alerts.Alert(
            "zhuli.theme.rising",
            f"zhuli.run.{RUN}.theme.code:role_vagueness",
            counts | {"theme_id": "code:role_vagueness", "status": "rising"},
        ),
        alerts.Alert("zhuli.theme.new", f"zhuli.run.{RUN}.theme.level:risk", counts | {"theme_id": "level:risk", "status": "new"}),
        alerts.Alert("zhuli.theme.new", f"zhuli.run.{RUN}.theme.topic:topic-03", counts | {"theme_id": "topic:topic-03", "status": "new"}),
        alerts.Alert("zhuli.problem.open", f"zhuli.run.{RUN}.problem.rigid_method", opened | {"code_id": "rigid_method", "organisations": None}),
        alerts.Alert("zhuli.problem.open", f"zhuli.run.{RUN}.problem.role_vagueness", opened | {"code_id": "role_vagueness", "organisations": 3}),
    ]  # fmt: skip


def test_a_first_run_and_one_after_an_older_program_know_of_no_problem_that_is_new(tmp_path: Path) -> None:
    first = run(tmp_path, BEFORE, [problem("甲队", "rigid_method")], [])
    assert raised(first) == []
    second = run(tmp_path, RUN, [problem("乙队", "rigid_method")], [])
    (first / "tables" / "lens_problems.parquet").write_bytes((second / "tables" / "themes.parquet").read_bytes())
    assert raised(second) == []
    (first / "tables" / "lens_problems.parquet").unlink()
    assert raised(second) == []


def test_nothing_that_is_told_holds_a_name_a_term_or_a_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = raised(folder)
    said = json.dumps([vars(alert) for alert in told], ensure_ascii=False)
    for language in ("zh", "en"):
        monkeypatch.setenv("ZHULI_LANGUAGE", language)
        said += alerts.body(told, folder)
    for secret in ("王秀兰", "电梯", "Lena", "lift", "甲队", "乙队", "丁队", "原话"):
        assert secret not in said


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "- 社工角色模糊 (code:role_vagueness)：增多，7 份材料，4 个组织",
                "- level:risk：新出现，7 份材料，4 个组织",
                "- topic:topic-03：新出现，7 份材料，4 个组织",
                "- 培育方式不灵活 (code:rigid_method)：上次运行以来新出现、尚未解决，少于 3 个组织",
                "- 社工角色模糊 (code:role_vagueness)：上次运行以来新出现、尚未解决，3 个组织",
            ],
        ),
        (
            "en",
            [
                "- vague role of the social worker (code:role_vagueness): rising; documents: 7, organisations: 4",
                "- level:risk: new; documents: 7, organisations: 4",
                "- topic:topic-03: new; documents: 7, organisations: 4",
                "- inflexible cultivation method (code:rigid_method): newly open since the run before; organisations: fewer than 3",
                "- vague role of the social worker (code:role_vagueness): newly open since the run before; organisations: 3",
            ],
        ),
    ],
)
def test_a_message_has_a_line_for_each(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str, lines: list[str]
) -> None:
    monkeypatch.setenv("ZHULI_LANGUAGE", language)
    assert alerts.body(raised(folder), folder).splitlines() == lines


@pytest.mark.parametrize("block", ["my-block", "slack-webhook/", "/my", "Slack Webhook/my", "a/b/c"])
def test_a_name_that_cannot_be_a_blocks_is_refused_before_prefect_starts(block: str) -> None:
    with pytest.raises(SettingsError, match="must be written type/name"):
        alerts.check(Alerts(block))
    alerts.check(Alerts("slack-webhook/my-block"))
    alerts.check(Alerts(""))


def test_whom_to_tell_makes_no_other_run() -> None:
    def printed(block: str) -> str:
        rest = {"paths": {}, "pseudonymise": {"roster": "", "keep": "", "key": ""}, "topics": {"embeddings": ""}}
        return manifest.fingerprint({"settings": rest | {"alerts": {"block": block}}})

    assert printed("") == printed("slack-webhook/my-block")


class Service(BaseHTTPRequestHandler):
    """A service of the user's on this machine, which keeps what it is told."""

    told: list[Any] = []
    answer = 200

    def do_POST(self) -> None:
        self.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.answer)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start a Prefect of its own, and save two blocks there: a webhook on this machine, and a text."""
    context = pytest.MonkeyPatch()
    context.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    context.setenv("NO_PROXY", "127.0.0.1,localhost")
    from prefect.blocks.notifications import CustomWebhookNotificationBlock
    from prefect.blocks.system import Secret
    from prefect.testing.utilities import prefect_test_harness

    service = HTTPServer(("127.0.0.1", 0), Service)
    Thread(target=service.serve_forever, daemon=True).start()
    with prefect_test_harness(server_startup_timeout=120):
        address = f"http://127.0.0.1:{service.server_port}/"
        words = {"title": "{{subject}}", "text": "{{body}}"}
        CustomWebhookNotificationBlock(name="here", url=address, json_data=words).save("here")
        Secret(value="x").save("a-secret")
        yield
    service.shutdown()
    context.undo()


def settings(tmp_path: Path, block: str) -> Path:
    path = tmp_path / "run.toml"
    path.write_text(f'[alerts]\nblock = "{block}"\n', encoding="utf-8")
    return path


def test_events_reach_prefect_and_the_message_reaches_the_block(
    prefect_server: None,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from prefect.events.worker import EventsWorker

    monkeypatch.setenv("ZHULI_LANGUAGE", "en")
    emitted: list[Any] = []
    worker = EventsWorker.instance()
    monkeypatch.setattr(worker, "send", emitted.append)
    Service.told.clear()
    noted = run_folder.read_manifest(folder)
    noted["settings"]["alerts"]["block"] = "custom-webhook/here"
    run_folder.write_manifest(folder, noted)
    block = alerts.load(settings(tmp_path, "custom-webhook/here"))
    alerts.give(folder, block)
    ours = [event for event in emitted if event.event.startswith("zhuli.")]
    assert [(event.event, event.resource.id, event.payload) for event in ours] == [
        (alert.event, alert.resource, dict(alert.payload)) for alert in raised(folder)
    ]
    assert Service.told == [{"title": f"Zhuli: run {RUN}", "text": alerts.body(raised(folder), folder)}]
    made = run_folder.read_manifest(folder)
    assert made["alerts"] == {"raised": 5, "block": "custom-webhook/here", "failed": ""}
    alerts.report(made)
    assert capsys.readouterr().out == "Alerts sent by custom-webhook/here: 5.\n"


def test_a_block_that_fails_is_a_warning_and_the_run_stands(
    prefect_server: None,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ZHULI_LANGUAGE", "zh")
    monkeypatch.setattr(Service, "answer", 500)
    alerts.give(folder, alerts.load(settings(tmp_path, "custom-webhook/here")))
    made = run_folder.read_manifest(folder)
    assert made["alerts"]["failed"] == "HTTPStatusError"
    alerts.report(made | {"alerts": made["alerts"] | {"block": "custom-webhook/here"}})
    warning = capsys.readouterr()
    assert warning.out == ""
    assert warning.err == "提醒没有发出去：通知块 custom-webhook/here 出错（HTTPStatusError）；运行结果不受影响。\n"


@pytest.mark.parametrize(
    ("block", "why"),
    [("custom-webhook/not-there", "ValueError"), ("no-such-type/here", "ValueError"), ("secret/a-secret", "Secret")],
)
def test_a_block_that_is_not_there_or_sends_nothing_is_refused(
    prefect_server: None, tmp_path: Path, block: str, why: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        alerts.load(settings(tmp_path, block))
    assert f"the notification block '{block}' could not be loaded ({why})" in refused.value.en
    assert block in refused.value.zh


def test_without_a_block_nobody_is_written_to(tmp_path: Path) -> None:
    assert alerts.load(None) is None
    assert alerts.load(settings(tmp_path, "")) is None
