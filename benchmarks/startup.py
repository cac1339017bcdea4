"""How long a person waits: the main job on the sample corpus, and `zhuli check` on one note, from cold start to last line.

    .venv/bin/python benchmarks/startup.py [--runs 5]

Prints medians with minimum and maximum over whole processes, and the ten modules that cost `zhuli check` most.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ZHULI = Path(sys.executable).with_name("zhuli")
NOTE = next((ROOT / "corpus" / "sample" / "supervision").glob("2024-11-14*.docx"))
UNWANTED = ("prefect", "bertopic", "plotly", "sklearn")
LIMITS = {"check": 2.0, "run": 25.0, "first": 40.0}


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Return the wall-clock seconds of one process; its failure is an error."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    return time.perf_counter() - begun


def spread(seconds: list[float]) -> str:
    """Return median, minimum and maximum in words."""
    return (
        f"median {statistics.median(seconds):.2f} s (min {min(seconds):.2f}, max {max(seconds):.2f}, n {len(seconds)})"
    )


def profile(environment: dict[str, str]) -> tuple[list[tuple[float, str]], list[str]]:
    """Return the ten modules that cost most of their own (ms), and the unwanted ones that were loaded."""
    command = [sys.executable, "-X", "importtime", str(ZHULI), "check", str(NOTE)]
    lines = subprocess.run(
        command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT
    ).stderr.splitlines()
    rows = [
        (int(match[1]) / 1000, match[3].strip())
        for line in lines
        if (match := re.match(r"import time:\s+(\d+) \|\s+(\d+) \|(.*)", line))
    ]
    loaded = sorted({name.split(".")[0] for _, name in rows} & set(UNWANTED))
    return sorted(rows, reverse=True)[:10], loaded


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        home = {**os.environ, "PREFECT_HOME": f"{folder}/prefect"}
        command = [str(ZHULI), "run", "--out", f"{folder}/out"]
        print(f"zhuli run, sample corpus, very first time: {timed(command, home):.2f} s (limit {LIMITS['first']:.0f})")
        print(
            f"zhuli run, sample corpus, once installed:  {spread([timed(command, home) for _ in range(runs)])} (limit {LIMITS['run']:.0f})"
        )
        check = [timed([str(ZHULI), "check", str(NOTE)], home) for _ in range(runs)]
        print(f"zhuli check, one .docx note:               {spread(check)} (limit {LIMITS['check']:.1f})")
        rows, loaded = profile(home)
    print(f"loaded by check of {', '.join(UNWANTED)}: {', '.join(loaded) or 'none'}")
    print("ten heaviest modules of check (own time, ms):")
    for milliseconds, name in rows:
        print(f"  {milliseconds:7.1f}  {name}")


if __name__ == "__main__":
    main()
