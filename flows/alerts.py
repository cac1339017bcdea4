"""Who is told when something emerges: an event of Prefect for each, and the notification block that the settings name.

Nothing but ids, codes' names, counts, statuses and the run's id goes out: no text, no terms of topics, no names of organisations or people.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.sources import read_codebook, read_settings
from flows.speech import pick, say
from pipeline.files import run_folder
from pipeline.files import tables as table_files
from pipeline.model.both import Both
from pipeline.model.errors import SettingsError, TableError
from pipeline.model.frames import rows
from pipeline.model.practice_options import Alerts
from pipeline.model.theme_tables import EMERGING
from pipeline.render.names import name

if TYPE_CHECKING:
    from prefect.blocks.abstract import NotificationBlock

BLOCK = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")

Payload = Mapping[str, str | int | None]


@dataclass(frozen=True)
class Alert:
    """Something that emerges: the name of its event, the id of what it is about, and ids, counts and a status."""

    event: str
    resource: str
    payload: Payload


def check(options: Alerts) -> None:
    """Say at once that the name of a block cannot be one.

    Raises
    ------
    SettingsError
        Names it, and its form.
    """
    if options.block and not BLOCK.fullmatch(options.block):
        raise SettingsError(
            f"[alerts] block: {options.block!r} must be written type/name, such as 'slack-webhook/my-block'.",
            f"[alerts] block：{options.block!r} 应写成 类型/名称，例如 'slack-webhook/my-block'。",
        )


def load(settings: Path | None) -> "NotificationBlock | None":
    """Load the notification block that the settings name, from the Prefect that is in use; None when they name none.

    Raises
    ------
    SettingsError
        When it is not there or sends no notifications.
    """
    options = read_settings(settings).alerts if settings else Alerts()
    check(options)
    if not options.block:
        return None
    import prefect.blocks.notifications  # noqa: F401  makes Prefect's own kinds known
    from prefect.blocks.abstract import NotificationBlock
    from prefect.blocks.core import Block

    try:
        block = Block.load(options.block)
    except Exception as error:  # noqa: BLE001  whatever stands in the way; its message may hold an address
        raise _refused(options.block, type(error).__name__) from None
    if not isinstance(block, NotificationBlock):
        raise _refused(options.block, type(block).__name__)
    return block


def give(folder: Path, block: "NotificationBlock | None") -> None:
    """Raise the alerts of a finished run, and note in its manifest what became of them; a block that fails loses nothing.

    Parameters
    ----------
    folder : Path
        The run folder.
    block : NotificationBlock, optional
        Whom to tell.
    """
    from prefect.events import emit_event

    manifest = run_folder.read_manifest(folder)
    raised = alerts(folder, manifest)
    for alert in raised:
        emit_event(event=alert.event, resource={"prefect.resource.id": alert.resource}, payload=dict(alert.payload))
    failed = _send(block, body(raised, folder), folder) if block is not None and raised else ""
    noted = {"raised": len(raised), "block": manifest["settings"]["alerts"]["block"], "failed": failed}
    run_folder.write_manifest(folder, manifest | {"alerts": noted})


def report(manifest: Mapping[str, Any]) -> None:
    """Print what became of a run's alerts; that a block failed, as a warning."""
    noted = manifest["alerts"]
    block, raised, failed = noted["block"], noted["raised"], noted["failed"]
    if failed:
        click.echo(
            say(
                f"提醒没有发出去：通知块 {block} 出错（{failed}）；运行结果不受影响。",
                f"The alerts were not sent: the block {block} failed ({failed}); the run stands.",
            ),
            err=True,
        )
    elif raised and block:
        click.echo(say(f"已通过 {block} 发出提醒：{raised} 条。", f"Alerts sent by {block}: {raised}."))


def alerts(folder: Path, manifest: Mapping[str, Any]) -> list[Alert]:
    """Return what a run has to tell: themes that are new or rising, and problems newly open since the run before.

    Parameters
    ----------
    folder : Path
        The run folder.
    manifest : mapping
        Its manifest.

    Returns
    -------
    list of Alert
        In the order of the tables. A number of organisations below [lens] suppress is None.
    """
    run = folder.name
    found = [
        Alert(
            f"zhuli.theme.{row['status']}",
            f"zhuli.run.{run}.theme.{row['theme_id']}",
            {"run_id": run} | {key: row[key] for key in ("theme_id", "status", "documents", "organisations")},
        )
        for row in rows(table_files.read(folder / "tables", "themes"))
        if row["status"] in EMERGING
    ]
    least = int(manifest["settings"]["lens"]["suppress"])
    for code, count in _newly_open(folder, manifest["predecessor"]).items():
        told = {"organisations": count if count >= least else None, "suppress": least}
        payload = {"run_id": run, "code_id": code, "status": "open"} | told
        found.append(Alert("zhuli.problem.open", f"zhuli.run.{run}.problem.{code}", payload))
    return found


def body(raised: Sequence[Alert], folder: Path) -> str:
    """Write the message of a notification: a line for each alert."""
    names = {f"code:{code.id}": code.name for code in read_codebook(folder / "codebook.yaml").codes}
    return "\n".join(f"- {_line(alert.payload, names)}" for alert in raised)


def _line(payload: Payload, names: Mapping[str, Both]) -> str:
    about = str(payload.get("theme_id") or f"code:{payload['code_id']}")
    called = f"{pick(names[about])} ({about})" if about in names else about
    count = payload["organisations"]
    if "theme_id" in payload:
        status, notes = pick(name("status", str(payload["status"]))), payload["documents"]
        return say(
            f"{called}：{status}，{notes} 份材料，{count} 个组织",
            f"{called}: {status}; documents: {notes}, organisations: {count}",
        )
    least = payload["suppress"]
    where = say(f"少于 {least}", f"fewer than {least}") if count is None else str(count)
    return say(
        f"{called}：上次运行以来新出现、尚未解决，{where} 个组织",
        f"{called}: newly open since the run before; organisations: {where}",
    )


def _send(block: "NotificationBlock", text: str, folder: Path) -> str:
    """Send a message; returns what kind of error stood in the way, or nothing."""
    subject = say(f"助力：运行 {folder.name}", f"Zhuli: run {folder.name}")
    try:
        with block.raise_on_failure():
            block.notify(text, subject)  # type: ignore[unused-coroutine]
    except Exception as error:  # noqa: BLE001  a service of strangers; the run stands whatever it answers
        return type(error).__name__
    return ""


def _newly_open(folder: Path, before: str) -> Counter[str]:
    """Return each problem to the number of organisations where it is open and was not before; none when the run before is not known."""
    earlier = folder.parent / before / "tables"
    if not before or not (earlier / "lens_problems.parquet").is_file():
        return Counter()
    try:
        known = _open(earlier)
    except TableError:  # written by an older program
        return Counter()
    return Counter(sorted(code for _, code in _open(folder / "tables") - known))


def _open(tables: Path) -> set[tuple[str, str]]:
    return {
        (row["who"], row["code_id"])
        for row in rows(table_files.read(tables, "lens_problems"))
        if (row["dimension"], row["status"]) == ("organisation", "open")
    }


def _refused(block: str, why: str) -> SettingsError:
    return SettingsError(
        f"[alerts] block: the notification block {block!r} could not be loaded ({why}); make it in Prefect first, or leave the setting empty.",
        f"[alerts] block：通知块 {block!r} 载入不了（{why}），请先在 Prefect 里建好，或把此项留空。",
    )
