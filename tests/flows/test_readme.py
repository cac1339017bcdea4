"""The README's commands do what it says."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from flows.sources import ROOT
from tests.flows.conftest import Zhuli

LINES = [
    line.split("  #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
PROGRAM = ".venv/bin/zhuli"


def test_readme_opens_with_the_two_commands() -> None:
    assert [line.split()[:2] for line in LINES[:2]] == [["make", "run"], ["make", "test"]]


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith(PROGRAM)])
def test_command_of_the_readme_works(zhuli: Zhuli, sample_run: Path, tmp_path: Path, line: str) -> None:
    shutil.copytree(ROOT / "corpus" / "sample", tmp_path / "corpus" / "sample")
    if any(name in line for name in ("topics", "compare", "watch")):  # what the run some lines above has made
        shutil.copytree(sample_run.parents[1], tmp_path / "my-results" / "sample")
    if "compare" in line:  # an earlier run
        shutil.copytree(sample_run, tmp_path / "my-results" / "sample" / "runs" / f"2000-{sample_run.name[-8:]}")
    done = zhuli(*shlex.split(line)[1:], cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_make_run_prints_where_the_report_lies(prefect_home: Path) -> None:
    if not (ROOT / ".venv" / ".run").exists():
        pytest.skip("the tests run outside the project's .venv")
    done = subprocess.run(
        ["make", "run"],
        cwd=ROOT,
        env=os.environ | {"PREFECT_HOME": str(prefect_home), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=True,
    )
    path = re.search(r"\S+report\.html", done.stdout)
    assert path is not None
    assert Path(path.group()).is_file()


def test_every_other_line_is_a_target_of_make() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    others = [line.split() for line in LINES if not line.startswith(PROGRAM)]
    assert all(words[0] == "make" and words[1] in targets for words in others)
