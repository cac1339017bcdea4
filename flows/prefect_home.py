"""How Zhuli uses Prefect: set before Prefect is imported; what the user has set in the environment wins."""

import os
from importlib.metadata import version
from pathlib import Path

DEFAULTS = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # the command line reports for itself
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # the first start lays the database
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
}

EMBEDDED = {
    # an embedded server lives for one run: nothing is scheduled, cleaned or triggered in it
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
}


def set_up() -> None:
    """Set the defaults above, and keep the embedded server's address away from a proxy."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    if "PREFECT_API_URL" in os.environ:
        return
    for name, value in EMBEDDED.items():
        os.environ.setdefault(name, value)
    if _laid().exists():
        os.environ.setdefault("PREFECT_API_DATABASE_MIGRATE_ON_START", "false")
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), "127.0.0.1", "localhost")))


def remember() -> None:
    """Note that this Prefect's database is laid, so that the next start need not look for migrations."""
    if "PREFECT_API_URL" not in os.environ:
        _laid().parent.mkdir(parents=True, exist_ok=True)
        _laid().touch()


def _laid() -> Path:
    home = Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect")
    return home / f".zhuli-database-{version('prefect')}"
