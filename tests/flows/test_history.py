"""Which run another one goes on from, and which decisions hold for it."""

from pathlib import Path

import pytest

from flows import history, manifest
from pipeline.files import reviews, run_folder
from pipeline.stages.topics import Decisions


def finished(corpus: Path, run_id: str, content: str, topics: int = 5, **said: object) -> Path:
    folder = corpus / "runs" / run_id
    folder.mkdir(parents=True)
    held = {"content": content, "counts": {"topics": topics}, "predecessor": "", "lineage": []} | said
    run_folder.write_manifest(folder, held)
    return folder


def test_a_first_run_goes_on_from_nothing(tmp_path: Path) -> None:
    assert history.predecessor(tmp_path, "a") == ""
    assert history.before(tmp_path, "") is None
    assert history.lineage(tmp_path, "") == []


def test_a_run_goes_on_from_the_latest_one_that_was_made_from_something_else(tmp_path: Path) -> None:
    finished(tmp_path, "2024-01-aaaa", "a")
    finished(tmp_path, "2024-02-bbbb", "b", predecessor="2024-01-aaaa", lineage=["2024-01-aaaa"])
    assert history.predecessor(tmp_path, "c") == "2024-02-bbbb"
    assert history.lineage(tmp_path, "2024-02-bbbb") == ["2024-02-bbbb", "2024-01-aaaa"]


def test_the_same_again_goes_on_from_where_the_first_went_on(tmp_path: Path) -> None:
    finished(tmp_path, "2024-01-aaaa", "a")
    assert history.predecessor(tmp_path, "a") == ""
    finished(tmp_path, "2024-02-bbbb", "b", predecessor="2024-01-aaaa")
    assert history.predecessor(tmp_path, "b") == "2024-01-aaaa"


def test_what_was_made_before_something_else_came_between_is_made_anew(tmp_path: Path) -> None:
    finished(tmp_path, "2024-01-aaaa", "a")
    finished(tmp_path, "2024-02-bbbb", "b", predecessor="2024-01-aaaa")
    assert history.predecessor(tmp_path, "a") == "2024-02-bbbb"


@pytest.mark.parametrize("other", [{"topics": 0}, {"content": ""}], ids=["no topics", "an older program"])
def test_a_run_without_topics_or_of_an_older_program_is_passed_over(tmp_path: Path, other: dict[str, object]) -> None:
    finished(tmp_path, "2024-01-aaaa", "a")
    finished(tmp_path, "2024-02-bbbb", **({"content": "b"} | other))  # type: ignore[arg-type]
    assert history.predecessor(tmp_path, "c") == "2024-01-aaaa"


def test_a_run_that_is_not_finished_and_one_that_was_deleted_do_not_count(tmp_path: Path) -> None:
    finished(tmp_path, ".partial-2024-03-cccc", "c")
    finished(tmp_path, "2024-02-bbbb", "b", predecessor="2024-01-aaaa")
    assert history.predecessor(tmp_path, "b") == ""
    assert [folder.name for folder in history.runs(tmp_path)] == ["2024-02-bbbb"]


def decision(action: str, topic_id: str, value: str = "", run_id: str = "r1") -> dict[str, str]:
    return {"action": action, "run_id": run_id, "topic_id": topic_id, "value": value}


def test_of_several_names_the_last_counts_and_a_pin_can_be_taken_back() -> None:
    made = [
        decision("rename", "topic-01", "旧名"),
        decision("pin", "topic-01"),
        decision("pin", "topic-02"),
        decision("merge", "topic-04", "topic-03"),
        decision("rename", "topic-01", "新名"),
        decision("unpin", "topic-02"),
    ]
    expected = Decisions({"topic-01": "新名"}, {"topic-04": "topic-03"}, frozenset({"topic-01"}))
    assert history.decisions(made, ["r1"]) == expected


def test_what_was_said_of_a_topic_of_another_line_does_not_count() -> None:
    made = [decision("rename", "topic-01", "甲", "r1"), decision("rename", "topic-01", "乙", "other")]
    assert history.decisions(made, ["r2", "r1"]).names == {"topic-01": "甲"}
    assert history.decisions(made, []) == Decisions()


def test_decisions_and_the_earlier_run_are_part_of_what_a_run_is_made_from_but_not_when_they_came(
    tmp_path: Path,
) -> None:
    made_of = {
        "settings": {"paths": {}, "pseudonymise": {"roster": "", "keep": "", "key": ""}, "topics": {"embeddings": ""}},
        "inputs": {},
    }
    finished(tmp_path, "20240101-aaaa", "a")
    origins = [
        history.origin(tmp_path, made_of | {"decisions": [decision("pin", "topic-01", run_id=run)]}, fresh=fresh)
        for run, fresh in (("20240101-aaaa", False), ("20250707-aaaa", False), ("20240101-aaaa", True))
    ]
    assert [origin["predecessor"] for origin in origins] == ["20240101-aaaa", "20240101-aaaa", ""]
    assert [origin["lineage"] for origin in origins] == [["20240101-aaaa"], ["20240101-aaaa"], []]
    prints = [manifest.fingerprint(made_of | origin) for origin in origins]
    assert prints[0] == prints[1] != prints[2]
    none = history.origin(tmp_path, made_of | {"decisions": []}, fresh=False)
    assert none["content"] != origins[0]["content"]


def test_decisions_are_read_without_the_time_at_which_they_were_made(tmp_path: Path) -> None:
    reviews.add(tmp_path / reviews.NAME, reviews.TopicDecision("2024-05-03", "pin", "r1", "topic-01", ""))
    assert history.decided(tmp_path) == [decision("pin", "topic-01")]
