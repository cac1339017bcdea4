"""The manifest of a run: what it says of files and of itself."""

from pathlib import Path

from flows import manifest
from flows.sources import CODEBOOK, read_codebook
from pipeline.model.run_toml import parse


def content(folder: Path, settings: str = "") -> dict[str, object]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("王秀兰.txt", "王 秀兰.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    made = parse(settings, "run.toml")
    return manifest.content(folder, ["王秀兰.txt", "王 秀兰.txt"], made, read_codebook(CODEBOOK))


def test_names_of_files_are_there_only_when_they_are_masked_or_may_stand(tmp_path: Path) -> None:
    held = content(tmp_path / "notes")
    assert "王" not in str(held["inputs"])
    named = manifest.with_names(held, {"王秀兰.txt": "[人物01].txt", "王 秀兰.txt": "[人物01].txt"})["inputs"]
    assert len(named) == 2
    assert all(name.startswith("[人物01].txt") for name in named)
    assert set(named.values()) == set(held["inputs"].values())  # type: ignore[attr-defined]
    assert "王秀兰.txt" in str(content(tmp_path / "notes", "pseudonymise = false")["inputs"])


def test_where_things_lie_does_not_change_the_fingerprint_and_lists_do(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("王秀兰", encoding="utf-8")
    (tmp_path / "b").write_text("王秀兰", encoding="utf-8")
    (tmp_path / "c").write_text("李四平", encoding="utf-8")
    prints = [
        manifest.fingerprint(content(tmp_path / "notes", f"[pseudonymise]\nroster = '{tmp_path / name}'"))
        for name in "abc"
    ]
    assert prints[0] == prints[1] != prints[2]


def test_an_embedding_model_counts_by_its_name_not_by_where_it_lies(tmp_path: Path) -> None:
    prints = [
        manifest.fingerprint(content(tmp_path / "notes", f"[topics]\nembeddings = '{place}'"))
        for place in ("/a/minilm", "/b/minilm", "/a/other")
    ]
    assert prints[0] == prints[1] != prints[2]
