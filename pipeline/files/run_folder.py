"""The run folder: written under a hidden name, and given its own only when everything is in it."""

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.files.tables import private
from pipeline.model.errors import OutputError

PARTIAL = ".partial-"
MADE = ".made"  # the folders that were not there before, so that a run that fails leaves no trace


def begin(out: Path, corpus: str, run_id: str) -> Path:
    """Make the hidden folder in which a run is written.

    Parameters
    ----------
    out : Path
        Where outputs go.
    corpus : str
        Name of the corpus.
    run_id : str
        Name of the run.

    Returns
    -------
    Path
        `out/corpus/runs/.partial-run_id`, with tables/, csv/ and exports/ in it.

    Raises
    ------
    OutputError
        When it cannot be written; what was made on the way is taken away again.
    """
    folder = place(out, corpus) / "runs" / f"{PARTIAL}{run_id}"
    made = _missing(folder)
    try:
        for name in ("tables", "csv", "exports"):
            (folder / name).mkdir(parents=True, mode=0o700)
    except OSError as error:
        if folder in made:
            shutil.rmtree(folder, ignore_errors=True)
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()
        raise OutputError(
            f"The output folder {str(out)!r} cannot be written ({error.strerror}); name another with --out.",
            f"输出文件夹 {str(out)!r} 无法写入（{error.strerror}），请用 --out 换一个。",
        ) from error
    write_text(folder / MADE, json.dumps([str(path) for path in made]))
    return folder


def finish(folder: Path, beside: str = "") -> Path:
    """Give a run folder its name; from now on others may read it. A file of it may go beside the runs, for those to come."""
    (folder / MADE).unlink(missing_ok=True)
    final = folder.with_name(folder.name.removeprefix(PARTIAL))
    folder.rename(final)
    if beside and (final / beside).exists():
        (final / beside).replace(corpus_folder(final) / beside)
    return final


def place(out: Path, corpus: str) -> Path:
    """Return where a corpus has its outputs: its runs, and what people decided about them."""
    return out / _safe(corpus)


def corpus_folder(folder: Path) -> Path:
    """Return the folder of the corpus that a run folder belongs to."""
    return folder.parents[1]


def discard(folder: Path) -> None:
    """Take a run folder away that was not finished, and the folders that `begin` made for it; what was there before stays."""
    try:
        made = [Path(path) for path in json.loads((folder / MADE).read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        made = []
    shutil.rmtree(folder, ignore_errors=True)
    for path in reversed(made):
        with contextlib.suppress(OSError):
            path.rmdir()


def write_text(path: Path, text: str) -> None:
    """Write a text file that only its owner may read."""
    with private(path) as sink:
        sink.write(text.encode("utf-8", "replace"))


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write manifest.json, keys sorted."""
    write_text(folder / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read manifest.json."""
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def sha256(path: Path) -> str:
    """Return the sha256 of a file's bytes, read in pieces."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name).strip("._") or "corpus"


def _missing(folder: Path) -> list[Path]:
    return [path for path in (*reversed(folder.parents), folder) if not os.path.lexists(path)]
