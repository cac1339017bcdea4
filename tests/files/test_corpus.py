"""Find and read the files of a corpus folder."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.files import corpus
from pipeline.model.errors import CorpusError
from pipeline.model.settings import Ingest

Folder = Callable[..., Path]
as_anyone = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and list everything")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Make a corpus folder that holds the named files."""

    def make(**files: str) -> Path:
        base = tmp_path / "notes"
        base.mkdir(exist_ok=True)
        for name, text in files.items():
            path = base / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return base

    return make


def write(base: Path, *names: str, text: str = "一") -> None:
    for name in names:
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_text(text, encoding="utf-8")


def test_files_are_found_in_all_folders_in_order(folder: Folder) -> None:
    base = folder()
    write(base, "b.txt", "督导/三月.docx", "a/c.md", "README", "访谈/x/y.jsonl")
    assert corpus.find(base) == ["README", "a/c.md", "b.txt", "督导/三月.docx", "访谈/x/y.jsonl"]


def test_hidden_files_lock_files_and_metadata_are_left_out(folder: Folder) -> None:
    base = folder()
    write(base, "a.txt", ".DS_Store", "~$a.docx", ".git/config", ".hidden/b.txt", "metadata.csv", "Metadata.CSV")
    assert corpus.find(base) == ["a.txt"]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        corpus.find(tmp_path / "nothing")
    assert caught.value.en == f"The corpus '{tmp_path}/nothing' does not exist; name a folder of notes."


def test_a_file_is_no_corpus(folder: Folder) -> None:
    base = folder()
    write(base, "a.txt")
    with pytest.raises(CorpusError, match="is not a folder; name a folder of notes"):
        corpus.find(base / "a.txt")


@pytest.mark.parametrize("names", [[], [".hidden"], ["metadata.csv"], ["~$a.docx"]])
def test_a_folder_without_notes_is_empty(folder: Folder, names: list[str]) -> None:
    base = folder()
    write(base, *names)
    with pytest.raises(CorpusError, match="is empty; put notes"):
        corpus.find(base)


def test_a_folder_that_cannot_be_listed_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    base = folder()
    write(base, "a.txt", "b/c.txt")
    listing = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/b"):
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(CorpusError) as caught:
        corpus.find(base)
    assert caught.value.en == f"The folder '{base}/b' cannot be read (Permission denied); check its permissions."


@as_anyone
def test_a_file_without_permission_is_set_aside(folder: Folder) -> None:
    base = folder()
    write(base, "a.txt")
    (base / "a.txt").chmod(0)
    (raw,) = corpus.read(base, ["a.txt"], Ingest())
    assert raw.problem is not None
    assert raw.problem.en == "cannot be read (Permission denied); check the file and its permissions"


def test_each_file_yields_its_notes_and_a_broken_one_its_problem(folder: Folder) -> None:
    base = folder()
    write(base, "a.txt", text="角色不清")
    write(base, "b.csv", text="text\n一\n二\n")
    write(base, "c.pages", "d.docx")
    told: list[int] = []
    raws = list(corpus.read(base, corpus.find(base), Ingest(), told.append))
    assert [(raw.path, raw.text, raw.problem.en if raw.problem else None) for raw in raws] == [
        ("a.txt", "角色不清", None),
        ("b.csv#2", "一", None),
        ("b.csv#3", "二", None),
        (
            "c.pages",
            "",
            "format '.pages' is not read; save it as .docx .xlsx .pdf .txt (docs/files.md lists all that are)",
        ),
        ("d.docx", "", "damaged, or not what its ending says; open it in Word or Excel and save it again"),
    ]
    assert told == [1, 2, 3, 4]


def test_a_file_that_is_gone_by_now_is_set_aside(folder: Folder) -> None:
    (raw,) = corpus.read(folder(), ["a.txt"], Ingest())
    assert raw.problem is not None
    assert raw.problem.zh == "读不出来（No such file or directory），请检查文件名和权限"


def test_links_and_pipes_are_not_followed(folder: Folder, tmp_path: Path) -> None:
    base = folder()
    (tmp_path / "outside.txt").write_text("秘密")
    (base / "link.txt").symlink_to(tmp_path / "outside.txt")
    (base / "broken.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(base / "pipe.txt")
    raws = list(corpus.read(base, corpus.find(base), Ingest()))
    assert [(raw.path, raw.text, raw.problem.en if raw.problem else None) for raw in raws] == [
        ("broken.txt", "", "a link, which is not followed; copy the file itself into the folder"),
        ("link.txt", "", "a link, which is not followed; copy the file itself into the folder"),
        ("pipe.txt", "", "not an ordinary file"),
    ]


def test_a_linked_folder_is_not_followed(folder: Folder, tmp_path: Path) -> None:
    base = folder()
    write(base, "a.txt")
    write(tmp_path / "elsewhere", "b.txt")
    (base / "linked").symlink_to(tmp_path / "elsewhere")
    (base / "loop").symlink_to(base)
    names = corpus.find(base)
    assert names == ["a.txt", "linked", "loop"]
    problems = [raw.problem and raw.problem.zh for raw in corpus.read(base, names, Ingest())]
    assert problems == [None, *["是链接，不会跟进去读；请把文件本身复制进来"] * 2]


def test_what_windows_leaves_in_folders_is_no_note_and_metadata_csv_only_counts_above(folder: Folder) -> None:
    base = folder()
    for name in ("a.txt", "Thumbs.db", "desktop.ini", "~$a.docx", "metadata.csv", "督导/metadata.csv"):
        write(base, name)
    assert corpus.find(base) == ["a.txt", "督导/metadata.csv"]


def test_a_file_name_that_is_no_utf_8_is_found_and_read(folder: Folder) -> None:
    base = folder()
    Path(os.fsdecode(os.fsencode(base) + b"/" + "督导.txt".encode("gbk"))).write_text("一", encoding="utf-8")
    (raw,) = corpus.read(base, corpus.find(base), Ingest())
    assert (raw.text, raw.problem) == ("一", None)
    assert os.fsencode(raw.path) == "督导.txt".encode("gbk")


def test_overrides_are_read_by_file_name_and_path(folder: Folder) -> None:
    base = folder()
    write(
        base,
        "metadata.csv",
        text="\ufeff文件,日期,机构\na.txt,2024-05-03,甲队\n督导\\b.txt,2024-06-01,\n,2024-07-01,丙队\n",
    )
    assert corpus.overrides(base) == {
        "a.txt": {"日期": "2024-05-03", "机构": "甲队"},
        "督导/b.txt": {"日期": "2024-06-01", "机构": ""},
    }


@pytest.mark.parametrize("label", ["file", "Path", "Filename", "文件名", "路径"])
def test_the_column_of_the_file_goes_by_several_names(folder: Folder, label: str) -> None:
    base = folder()
    write(base, "METADATA.csv", text=f"date,{label}\n2024-05-03,a.txt\n")
    assert corpus.overrides(base) == {"a.txt": {"date": "2024-05-03"}}


@pytest.mark.parametrize("text", ["", "file,date\n", "anything\n"])
def test_metadata_without_rows_overrides_nothing(folder: Folder, text: str) -> None:
    base = folder()
    assert corpus.overrides(base) == {}
    write(base, "metadata.csv", text=text)
    assert corpus.overrides(base) == {}


def test_metadata_that_names_no_file_is_refused(folder: Folder) -> None:
    base = folder()
    write(base, "metadata.csv", text="日期,机构\n2024-05-03,甲队\n")
    with pytest.raises(CorpusError) as caught:
        corpus.overrides(base)
    assert caught.value.en == f"{base}/metadata.csv: no column names the file; call one 'file'. Found: 日期, 机构."


def test_metadata_that_is_no_text_is_refused(folder: Folder) -> None:
    base = folder()
    (base / "metadata.csv").write_bytes(b"\x00\x01")
    with pytest.raises(CorpusError, match="metadata.csv: not text in UTF-8 or GB18030"):
        corpus.overrides(base)


def test_metadata_may_be_parted_by_semicolons(folder: Folder) -> None:
    base = folder()
    write(base, "metadata.csv", text="file;date\na.txt;2024-05-03\n")
    assert corpus.overrides(base) == {"a.txt": {"date": "2024-05-03"}}


def test_the_folder_is_never_changed(folder: Folder) -> None:
    base = folder()
    write(base, "a.txt", "督导/b.csv", "c.docx")
    write(base, "metadata.csv", text="file,date\na.txt,2024-05-03\n")

    def state() -> list[tuple[str, int, int, bytes]]:
        return [
            (str(path), path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
            for path in sorted(base.rglob("*"))
        ]

    before = state()
    list(corpus.read(base, corpus.find(base), Ingest()))
    corpus.overrides(base)
    assert state() == before
