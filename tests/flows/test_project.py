"""zhuli init lays out a project that works, and never overwrites one."""

from pathlib import Path

from flows.sources import CODEBOOK
from pipeline.model import run_toml
from pipeline.model.settings import Settings
from tests.flows.conftest import Zhuli


def test_project_holds_corpus_settings_and_codebook(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("init", tmp_path / "project")
    assert done.returncode == 0
    folder = tmp_path / "project"
    assert sorted(path.name for path in folder.iterdir()) == ["codebook.yaml", "corpus", "run.toml"]
    assert sorted(path.name for path in (folder / "corpus").iterdir()) == ["interviews", "salons", "supervision"]
    assert run_toml.parse((folder / "run.toml").read_text(encoding="utf-8"), "run.toml") == Settings()
    assert (folder / "codebook.yaml").read_text(encoding="utf-8") == CODEBOOK.read_text(encoding="utf-8")


def test_existing_project_is_left_as_it_is(zhuli: Zhuli, tmp_path: Path) -> None:
    (tmp_path / "run.toml").write_text("mine", encoding="utf-8")
    done = zhuli("init", tmp_path)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["run.toml"]
    assert (tmp_path / "run.toml").read_text(encoding="utf-8") == "mine"
