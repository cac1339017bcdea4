"""The command line as a person meets it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.sources import ROOT

ZHULI = Path(sys.executable).with_name("zhuli")
SHARED = ROOT.parent / "shared"

Zhuli = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="session")
def zhuli(prefect_home: Path) -> Zhuli:
    """Run the command line; keyword arguments become environment variables."""

    def call(*arguments: object, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
        named = {
            "PREFECT_HOME": str(prefect_home),
            "ZHULI_HOME": str(prefect_home / "zhuli"),
            "ZHULI_LANGUAGE": "en",
            "NO_COLOR": "1",
            "COLUMNS": "120",
        } | environment
        kept = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
        return subprocess.run(
            [str(ZHULI), *map(str, arguments)], cwd=cwd, env=kept | named, capture_output=True, text=True, timeout=300
        )

    return call


@pytest.fixture(scope="session")
def sample_run(zhuli: Zhuli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run folder of the bundled corpus."""
    return run_folder(zhuli, tmp_path_factory.mktemp("first"), PYTHONHASHSEED="1")


def run_folder(zhuli: Zhuli, out: Path, *arguments: object, **environment: str) -> Path:
    done = zhuli("run", *arguments, "--out", out, **environment)
    assert done.returncode == 0, done.stderr
    (folder,) = out.glob("*/runs/*")
    return folder
