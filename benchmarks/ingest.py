"""How fast files are read: many small notes, as plain text and as Word forms, and what memory it takes.

    .venv/bin/python benchmarks/ingest.py [--files 10000] [--forms 2000] [--runs 3]

The files are made up by a seed in a temporary folder. Wall-clock seconds of finding, reading in two processes, and making the tables `documents` and
`texts`; medians. Memory is what Linux counts: the largest resident set of the process that makes the tables, for a tenth of the files and for all of them, each
in a process of its own.
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx

from pipeline.files import corpus
from pipeline.model.settings import Ingest
from pipeline.stages import ingest

SYLLABLES = "我们今天和三位志愿者谈了分工的事情大家都说不清楚到底谁来跟进社工建议先列一张清单再商量"
WORDS = "we talked with the volunteers about who does what and nobody could say so a list comes first".split()
LABELS = {"督导时间": "2024年5月{day}日", "督导者": "王老师", "被督导者": "李社工", "地点": "活动室"}


def note(draw: random.Random) -> str:
    """Make up a note of some 600 characters, one line in four in English."""
    lines = []
    for _ in range(draw.randrange(5, 25)):
        if draw.random() < 0.25:
            lines.append(" ".join(draw.choices(WORDS, k=12)).capitalize() + ".")
        else:
            lines.append("".join(draw.choices(SYLLABLES, k=30)) + "。")
    return f"日期：2024-05-{draw.randrange(1, 29):02}\n机构：第{draw.randrange(40)}队\n\n" + "\n".join(lines)


def write_notes(folder: Path, count: int) -> None:
    """Write plain notes."""
    draw = random.Random(11)
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(note(draw), encoding="utf-8")


def write_forms(folder: Path, count: int) -> None:
    """Write Word forms: a table of labels and a merged cell of prose."""
    draw = random.Random(12)
    for number in range(count):
        document = docx.Document()
        document.add_heading("督导记录表", 1)
        table = document.add_table(rows=3, cols=4)
        cells = [cell for label, value in LABELS.items() for cell in (label, value.format(day=draw.randrange(1, 29)))]
        for place, text in enumerate(cells):
            table.cell(place // 4, place % 4).text = text
        prose = table.cell(2, 0).merge(table.cell(2, 3))
        prose.text = "督导内容"
        for line in note(draw).split("\n")[3:]:
            prose.add_paragraph(line)
        document.save(str(folder / f"{number:05}.docx"))


def read(folder: Path, most: int) -> dict[str, float]:
    """Read a folder, at most so many files of it, and tell seconds and memory."""
    begun = time.perf_counter()
    raws = list(corpus.read(folder, corpus.find(folder)[:most], Ingest()))
    documents, _ = ingest.ingest(raws, {})
    taken = time.perf_counter() - begun
    failed = int((documents["status"] == "failed").sum())
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000  # type: ignore[index]
    characters = int(documents["characters"].sum())
    return {
        "documents": len(documents),
        "failed": failed,
        "seconds": taken,
        "peak": peak,
        "mb": characters / 1e6,
    }


def measured(folder: Path, most: int, runs: int) -> None:
    """Read a folder several times, each in a process of its own, and print the medians."""
    told = [
        json.loads(
            subprocess.run(
                [sys.executable, __file__, "--read", str(folder), "--files", str(most)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        for _ in range(runs)
    ]
    middle = {key: statistics.median(each[key] for each in told) for key in told[0]}
    rates = sorted(each["documents"] / each["seconds"] for each in told)
    print(
        f"{middle['documents']:6.0f} files, {middle['failed']:.0f} failed, {middle['mb']:.1f} million characters: "
        f"{statistics.median(rates):7.0f} files/s ({rates[0]:.0f} to {rates[-1]:.0f}); peak {middle['peak']:.0f} MB",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--forms", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(json.dumps(read(options.read, options.files)))
        return
    for suffix, write, count in ((".txt", write_notes, options.files), (".docx", write_forms, options.forms)):
        with tempfile.TemporaryDirectory() as base:
            write(Path(base), count)
            print(suffix)
            for most in (count // 10, count):
                measured(Path(base), most, options.runs)


if __name__ == "__main__":
    main()
