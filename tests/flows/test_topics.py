"""Topics from run to run: what people decide is respected, and what they know stays what it is."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from flows.sources import SAMPLE
from pipeline.files.tables import read
from pipeline.model.frames import rows
from tests.flows.conftest import Zhuli
from tests.flows.test_cli import sentence_of

REPLACED = 4  # of forty notes


def topics_of(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["topic_id"]: row for row in rows(read(folder / "tables", "topics"))}


@pytest.fixture(scope="module")
def place(sample_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the corpus `sample`, of which a tenth has been replaced, and with the first run's outputs in `out`."""
    place = tmp_path_factory.mktemp("topics")
    shutil.copytree(SAMPLE, place / "sample")
    shutil.copytree(sample_run.parents[1], place / "out" / "sample")
    notes = sorted(path for path in (place / "sample").rglob("*") if path.suffix in (".md", ".txt"))
    for number, note in enumerate(notes[:: len(notes) // REPLACED][:REPLACED]):
        text = note.read_text(encoding="utf-8")
        note.unlink()
        note.with_name(f"again-{number}{note.suffix}").write_text(text + "\n又补记了一段。\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def second(zhuli: Zhuli, place: Path) -> Path:
    """Decide on three topics of the first run, and run again."""
    first = next(iter((place / "out" / "sample" / "runs").iterdir()))
    ids = list(topics_of(first))
    for arguments in (
        ("rename", ids[0], "邻里  小事"),
        ("merge", ids[-1], ids[1]),
        ("pin", ids[2].removeprefix("topic-")),
    ):
        done = zhuli("topics", *arguments, place / "sample", "--out", place / "out")
        assert done.returncode == 0, done.stderr
        assert "Noted: " in done.stdout
    return again(zhuli, place)


def again(zhuli: Zhuli, place: Path, *options: str) -> Path:
    before = set((place / "out" / "sample" / "runs").iterdir())
    done = zhuli("run", place / "sample", "--out", place / "out", *options)
    assert done.returncode == 0, done.stderr
    (made,) = set((place / "out" / "sample" / "runs").iterdir()) - before
    return made


def test_the_first_run_says_of_its_topics_that_they_come_from_nothing(sample_run: Path) -> None:
    manifest = json.loads((sample_run / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["predecessor"], manifest["lineage"], manifest["decisions"]) == ("", [], [])
    assert len(read(sample_run / "tables", "topic_changes")) == 0
    (chosen,) = [row for row in rows(read(sample_run / "tables", "topic_numbers")) if row["chosen"]]
    assert chosen["count"] == len(topics_of(sample_run))


def test_topics_are_listed_with_their_segments(zhuli: Zhuli, sample_run: Path) -> None:
    done = zhuli("topics", "list", SAMPLE, "--out", sample_run.parents[2])
    assert done.returncode == 0
    for topic, row in topics_of(sample_run).items():
        (line,) = [line for line in done.stdout.splitlines() if line.startswith(topic)]
        assert str(row["segments"]) in line


def test_a_scheduled_run_keeps_its_topics_and_names_where_they_come_from(sample_run: Path, second: Path) -> None:
    manifest = json.loads((second / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["predecessor"], manifest["lineage"]) == (sample_run.name, [sample_run.name])
    first, later = topics_of(sample_run), topics_of(second)
    merged = list(first)[-1]
    assert set(first) - {merged} <= set(later)
    assert merged not in later
    changes = {row["topic_id"]: row for row in rows(read(second / "tables", "topic_changes"))}
    kept = [topic for topic in later if changes[topic]["change"] == "kept"]
    assert len(kept) >= 0.9 * len(later)
    assert {first[topic]["first_run"] for topic in kept} == {later[topic]["first_run"] for topic in kept}
    assert sample_run.name in (second / "report.html").read_text(encoding="utf-8")


def test_names_mergers_and_pins_are_respected(sample_run: Path, second: Path) -> None:
    ids, later = list(topics_of(sample_run)), topics_of(second)
    named = later[ids[0]]
    assert {named["label"], named["label_zh"], named["label_en"]} == {"邻里 小事"}
    assert "邻里 小事" in (second / "report.html").read_text(encoding="utf-8")
    changes = {row["topic_id"]: (row["change"], row["other"]) for row in rows(read(second / "tables", "topic_changes"))}
    assert changes[ids[-1]] == ("merged", ids[1])
    assert ids[2] in later
    unnamed = ids[3]
    assert later[unnamed]["label_zh"] == topics_of(sample_run)[unnamed]["label_zh"]


def test_the_same_once_more_goes_on_from_the_same_run_and_gives_the_same_bytes(
    zhuli: Zhuli, place: Path, second: Path
) -> None:
    third = again(zhuli, place)
    assert third.name.rpartition("-")[2] == second.name.rpartition("-")[2]
    for path in sorted((second / "tables").iterdir()):
        assert (third / "tables" / path.name).read_bytes() == path.read_bytes(), path.name


def test_fresh_starts_from_nothing_and_forgets_no_decision(zhuli: Zhuli, place: Path, second: Path) -> None:
    before = (place / "out" / "sample" / "reviews.db").read_bytes()
    fresh = again(zhuli, place, "--fresh")
    manifest = json.loads((fresh / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["predecessor"], manifest["lineage"]) == ("", [])
    assert len(manifest["decisions"]) == 3
    assert len(read(fresh / "tables", "topic_changes")) == 0
    assert "邻里 小事" not in {row["label"] for row in topics_of(fresh).values()}
    assert (place / "out" / "sample" / "reviews.db").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rename", "99", "名"), "has no topic '99'; it has: topic-0"),
        (("pin", "topic-x"), "has no topic 'topic-x'"),
        (("merge", "1", "topic-01"), "cannot be merged into itself"),
        (("merge", "1", "99"), "has no topic '99'"),
        (("rename", "1", "  "), "1 to 60 characters; this one has 0"),
        (("rename", "1", "长" * 61), "this one has 61"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_one_sentence_and_nothing_is_noted(
    zhuli: Zhuli, sample_run: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = zhuli("topics", *arguments, SAMPLE, "--out", sample_run.parents[2])
    assert said in sentence_of(done)
    assert not (sample_run.parents[1] / "reviews.db").exists()


def test_without_a_run_there_is_nothing_to_decide_on(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("topics", "list", SAMPLE, "--out", tmp_path)
    assert "There is no finished run in" in sentence_of(done)
    assert list(tmp_path.iterdir()) == []
