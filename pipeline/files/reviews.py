"""People's decisions on a corpus: reviews.db beside its runs. Rows are added, never changed or deleted, and no run writes into it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.errors import OutputError

NAME = "reviews.db"
ACTIONS = ("rename", "merge", "pin", "unpin")
_READ = "select decided, action, run_id, topic_id, value from topic_decisions order by decision_id"
_SCHEMA = """
create table if not exists topic_decisions (
    decision_id integer primary key,
    decided text not null,   -- when, ISO 8601, UTC
    action text not null,    -- one of rename, merge, pin, unpin
    run_id text not null,    -- the run whose topic it is
    topic_id text not null,
    value text not null      -- rename: the name; merge: the topic it becomes part of; else empty
)
"""


@dataclass(frozen=True)
class TopicDecision:
    """What somebody said about a topic."""

    decided: str
    action: str
    run_id: str
    topic_id: str
    value: str


def add(path: Path, decision: TopicDecision) -> None:
    """Write a decision down, in a file that only its owner may read.

    Raises
    ------
    OutputError
        When the file cannot be written, or is no database of decisions.
    """
    if not path.exists():
        with _explained(path):
            path.touch(mode=0o600)
    with _explained(path), closing(sqlite3.connect(path)) as database, database:
        database.execute(_SCHEMA)
        database.execute(
            "insert into topic_decisions (decided, action, run_id, topic_id, value) values (?, ?, ?, ?, ?)",
            (decision.decided, decision.action, decision.run_id, decision.topic_id, decision.value),
        )


def read(path: Path) -> list[TopicDecision]:
    """Read all decisions, the oldest first; none where there is no file.

    Raises
    ------
    OutputError
        When the file is no database of decisions.
    """
    if not path.exists():
        return []
    with _explained(path), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        names = [row[0] for row in database.execute("select name from sqlite_master where type = 'table'")]
        if "topic_decisions" not in names:
            return []
        rows = database.execute(_READ)
        return [TopicDecision(*row) for row in rows]


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise OutputError(
            f"The decisions in {str(path)!r} cannot be read or written ({error}); check the file and its permissions.",
            f"{str(path)!r} 里的审阅决定无法读写（{error}），请检查文件和权限。",
        ) from error
