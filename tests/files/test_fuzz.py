"""Damaged files of every format: each is read or set aside, none is lost, none stops the others.

`make fuzz` runs many more; ZHULI_FUZZ says how many.
"""

import os
import random
from pathlib import Path

import pytest

from pipeline.files import corpus
from pipeline.files.readers import READERS
from pipeline.model.settings import Ingest
from pipeline.stages.ingest import ingest
from tests.files.mutations import mutated
from tests.files.seeds import SEEDS

FILES = int(os.environ.get("ZHULI_FUZZ", "5000"))
SEED = int(os.environ.get("ZHULI_FUZZ_SEED", "4"))
TOGETHER = 500
LIMITS = Ingest(max_seconds=20, max_megabytes=5)
SAID = ("中途退出", "秒还没有读完")  # what only a reader that crashed or hung leaves behind


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide LibreOffice: it takes seconds to refuse a damaged file."""
    monkeypatch.setenv("PATH", "")


def test_there_is_a_sound_file_of_every_format() -> None:
    assert set(SEEDS) == set(READERS)


def test_the_sound_files_are_read(tmp_path: Path) -> None:
    for suffix, data in SEEDS.items():
        (tmp_path / f"sound{suffix}").write_bytes(data)
    raws = list(corpus.read(tmp_path, corpus.find(tmp_path), LIMITS))
    assert {raw.file: raw.problem for raw in raws if raw.problem} == {}


@pytest.mark.parametrize("batch", range(-(-FILES // TOGETHER)))
def test_damaged_files_are_read_or_set_aside(tmp_path: Path, batch: int) -> None:
    draw = random.Random(SEED * 1_000_003 + batch)
    names = []
    for number in range(min(TOGETHER, FILES - batch * TOGETHER)):
        suffix = draw.choice(sorted(SEEDS))
        names.append(f"{number:04}{suffix}")
        (tmp_path / names[-1]).write_bytes(mutated(SEEDS[suffix], draw))
    raws = list(corpus.read(tmp_path, corpus.find(tmp_path), LIMITS))
    documents, texts = ingest(raws, {})
    assert {raw.file.partition("/")[0] if ".zip/" in raw.file else raw.file for raw in raws} >= set(names)
    assert len(documents) == len(raws)
    crashed = [raw.file for raw in raws if raw.problem and any(said in raw.problem.zh for said in SAID)]
    assert crashed == []
    stumbled = {raw.problem.en for raw in raws if raw.problem and "report this line" in raw.problem.en}
    assert stumbled == set()
    assert (texts["body_start"].to_numpy() <= texts["text"].str.len().to_numpy()).all()
