"""Zip archives of notes."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.files.readers import read_bytes, read_file
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

NOTE = "角色不清。"
Zip = Callable[..., bytes]


def read(data: bytes, limits: Ingest = Ingest()) -> list[RawDocument]:  # noqa: B008
    return list(read_bytes(data, "督导/a.zip", limits))


def told(data: bytes, limits: Ingest = Ingest()) -> list[tuple[str, str]]:  # noqa: B008
    return [(raw.path, raw.text or (raw.problem.en if raw.problem else "")) for raw in read(data, limits)]


def archive(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries:
            made.writestr(name, content)
    return sink.getvalue()


def test_the_files_of_an_archive_are_read_by_the_readers_of_their_formats(
    tmp_path: Path, docx_bytes: Callable[..., bytes], xlsx_bytes: Callable[..., bytes], zip_bytes: Zip
) -> None:
    word = docx_bytes(lambda document: document.add_paragraph(NOTE))
    book = xlsx_bytes(记录=[["日期", "正文"], ["2024-05-03", "好"]])
    data = zip_bytes({"访谈/b.docx": word, "c.xlsx": book, "d.txt": NOTE.encode("gbk"), "e.jpg": b"\xff\xd8"})
    (tmp_path / "a.zip").write_bytes(data)
    raws = list(read_file(tmp_path / "a.zip", "2024/a.zip", Ingest()))
    assert [(raw.file, raw.row, raw.text) for raw in raws[:3]] == [
        ("2024/a.zip/访谈/b.docx", "", NOTE),
        ("2024/a.zip/c.xlsx", "2", "好"),
        ("2024/a.zip/d.txt", "", NOTE),
    ]
    assert raws[0].sha256 == hashlib.sha256(word).hexdigest()
    assert raws[3].file == "2024/a.zip/e.jpg"
    assert raws[3].problem is not None and raws[3].problem.zh.startswith("不支持的格式（'.jpg'）")


def test_one_that_cannot_be_read_does_not_hide_the_others(zip_bytes: Zip, spoil: Callable[..., bytes]) -> None:
    data = spoil(zip_bytes({"a.txt": NOTE.encode() * 9, "b.docx": b"PK", "c.txt": NOTE.encode()}), "a.txt")
    assert told(data) == [
        ("督导/a.zip/a.txt", "damaged inside the archive, or packed in a way that is not known; unpack it yourself"),
        ("督导/a.zip/b.docx", "damaged, or not what its ending says; open it in Word or Excel and save it again"),
        ("督导/a.zip/c.txt", NOTE),
    ]


def test_folders_hidden_files_and_those_of_the_system_are_left_out(zip_bytes: Zip) -> None:
    names = [
        "记录/",
        "记录/a.txt",
        "__MACOSX/记录/._a.txt",
        ".DS_Store",
        "记录/~$a.docx",
        "记录/Thumbs.db",
        ".git/b.txt",
    ]
    assert told(zip_bytes({name: b"" if name.endswith("/") else NOTE.encode() for name in names})) == [
        ("督导/a.zip/记录/a.txt", NOTE)
    ]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "big5"])
def test_chinese_names_without_the_mark_of_utf8_are_understood(encoding: str) -> None:
    name = {"big5": "訪談記錄/督導會議.txt"}.get(encoding, "访谈记录/三月督导.txt")
    plain = archive(("x" * len(name.encode(encoding)), NOTE.encode()))
    data = plain.replace(b"x" * len(name.encode(encoding)), name.encode(encoding))
    assert told(data) == [(f"督导/a.zip/{name}", NOTE)]


def test_a_name_with_backslashes_is_a_path(zip_bytes: Zip) -> None:
    assert told(zip_bytes({"记录\\a.txt": NOTE.encode()})) == [("督导/a.zip/记录/a.txt", NOTE)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\a.txt", "C:/a.txt"),
        ("b/..\\..\\a.txt", "b/a.txt"),
    ],
)
def test_a_name_that_leads_out_of_the_archive_is_refused(zip_bytes: Zip, name: str, shown: str) -> None:
    assert told(zip_bytes({name: NOTE.encode(), "b.txt": NOTE.encode()})) == [
        (f"督导/a.zip/{shown}", "its name leads out of the archive; ask who sent it"),
        ("督导/a.zip/b.txt", NOTE),
    ]


def test_a_link_is_not_followed() -> None:
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    assert told(archive((link, b"/etc/passwd"))) == [("督导/a.zip/a.txt", "a link, which is not followed")]


def test_an_archive_in_an_archive_and_a_metadata_csv_are_refused(zip_bytes: Zip) -> None:
    assert told(zip_bytes({"b.zip": zip_bytes({"a.txt": b"a"}), "c.7z": b"7z", "Metadata.CSV": b"file\n"})) == [
        ("督导/a.zip/b.zip", "an archive inside an archive is not read; unpack it"),
        ("督导/a.zip/c.7z", "an archive inside an archive is not read; unpack it"),
        ("督导/a.zip/Metadata.CSV", "metadata.csv inside an archive is not used; put it beside the archive"),
    ]


def test_an_encrypted_file_has_its_own_reason(zip_bytes: Zip) -> None:
    data = bytearray(zip_bytes({"a.txt": NOTE.encode()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert told(bytes(data)) == [
        ("督导/a.zip/a.txt", "protected by a password; unpack it and put the file into the folder")
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_of_the_same_name_are_all_read_and_said() -> None:
    raws = read(archive(("a.txt", b"one"), ("a.txt", b"two"), ("a (2).txt", b"three")))
    assert [(raw.file, raw.text) for raw in raws] == [
        ("督导/a.zip/a.txt", "one"),
        ("督导/a.zip/a (2).txt", "two"),
        ("督导/a.zip/a (2) (2).txt", "three"),
    ]
    said = "压缩包里有几个同名的文件，都读了"
    assert [[doubt.zh for doubt in raw.doubts] for raw in raws] == [[said], [said], []]


def test_a_file_that_unpacks_to_many_times_its_size_is_refused(zip_bytes: Zip) -> None:
    data = zip_bytes({"a.txt": b"0" * 3_000_000, "b.txt": b"0" * 900_000})
    first, second = told(data)
    assert first == (
        "督导/a.zip/a.txt",
        "unpacks to more than 200 times its size; raise [ingest] max_ratio if you trust it",
    )
    assert second == ("督导/a.zip/b.txt", "0" * 900_000)


def test_the_size_of_a_file_and_of_all_files_is_limited(zip_bytes: Zip) -> None:
    data = zip_bytes({"a.txt": b"0" * 1_500_000, "b.txt": b"1" * 900_000, "c.txt": b"2" * 900_000})
    assert [text[:60] for _, text in told(data, Ingest(max_megabytes=1, max_archive_megabytes=2, max_ratio=5000))] == [
        "unpacks to more than 1 MB; raise [ingest] max_megabytes if y",
        "1" * 60,
        "the archive unpacks to more than 2 MB; raise [ingest] max_ar",
    ]


def test_a_size_that_the_header_makes_small_lets_nothing_through(zip_bytes: Zip) -> None:
    data = bytearray(zip_bytes({"a.txt": b"0" * 3_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + place, 10)
    ((_, text),) = told(bytes(data))
    assert text.startswith("damaged inside the archive")


def test_too_many_files_are_refused(zip_bytes: Zip) -> None:
    with pytest.raises(DocumentError) as caught:
        read(zip_bytes({f"{number}.txt": b"a" for number in range(4)}), Ingest(max_entries=3))
    assert caught.value.en == "holds 4 files, over the limit of 3; raise [ingest] max_entries or split it"


def test_files_that_lie_over_each_other_are_refused(zip_bytes: Zip) -> None:
    data = bytearray(zip_bytes({"a.txt": NOTE.encode() * 50, "b.txt": NOTE.encode() * 50}))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 3)
    with pytest.raises(DocumentError, match="its files lie over each other"):
        read(bytes(data))


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="damaged, or no zip archive"):
        read(data)


def test_an_archive_without_files_is_refused(zip_bytes: Zip) -> None:
    for entries in ({}, {"a/": b"", ".DS_Store": b""}):
        with pytest.raises(DocumentError, match="the archive holds no file"):
            read(zip_bytes(entries))
