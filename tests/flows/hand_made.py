"""Run folders made by hand, as a run would leave them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.files import run_folder
from pipeline.files import tables as table_files
from pipeline.model.frames import build
from pipeline.stages.compare import Side
from tests.stages.compare.runs import Row, book_text, side

SETTINGS: Mapping[str, Any] = {
    "pseudonymise": {"on": True, "threshold": 0.06, "roster": "/here/roster.txt"},
    "topics": {"model": "clusters", "count": 0, "embeddings": "/here/model", "terms": 10},
    "ingest": {"workers": 2, "date_column": ""},
    "themes": {"significance": 0.05, "confidence": 0.95},
}
TABLES = ("documents", "segments", "themes", "theme_documents", "topics")


def run(
    place: Path, run_id: str, documents: Sequence[Row], *, codes: Mapping[str, Any] | None = None, **manifest: Any
) -> Path:
    """Write a finished run of these documents into `place`, the corpus's folder in the outputs; returns its folder."""
    made = side(*documents, topics=manifest.pop("topics", None))
    return written(place, run_id, made, codes or {}, **manifest)


def written(place: Path, run_id: str, made: Side, codes: Mapping[str, Any], **manifest: Any) -> Path:
    """Write a run folder out of its tables."""
    folder = place / "runs" / run_id
    (folder / "tables").mkdir(parents=True)
    for name in TABLES:
        table_files.write(folder / "tables", name, getattr(made, name))
    table_files.write(folder / "tables", "topic_changes", build("topic_changes", {}))
    run_folder.write_text(folder / "codebook.yaml", book_text(**codes))
    plain = {
        "run_id": run_id,
        "corpus": "notes",
        "started": "2026-01-02T03:04:05+00:00",
        "settings": SETTINGS,
        "lists": {},
        "program": "p",
        "packages": {"zhuli": "1"},
        "predecessor": "",
        "lineage": [],
        "tables": {},
    }
    run_folder.write_manifest(folder, plain | manifest)
    return folder
