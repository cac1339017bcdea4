"""Plain text: which encoding bytes are in, and what is doubtful about the text."""

import pytest

from pipeline.files.readers.plain import text
from pipeline.files.readers.plain.mojibake import doubts_of
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

SAID = "督导：角色不清。\nWe met on Zoom."
NOTE = "今天下午社工和居民谈了送餐队的分工，大家都说角色不清楚。\n督导：下一步怎么办？"
TRADITIONAL = "今天下午社工和居民談了送餐隊的分工，大家都說角色不清楚。\n督導：下一步怎麼辦？"
CANTONESE = "佢哋話唔知點做，嘅咁樣冇人理。"
JAPANESE = "今日はボランティアの皆さんと話をしました。役割がはっきりしないとのことです。"
KOREAN = "오늘은 자원봉사자들과 이야기를 했습니다. 역할이 분명하지 않다고 합니다."
WESTERN = "We met at the café; “naïve” questions—she’s résumé £5."
ROSTER = "王璇、欧阳娜、翟志刚、覃琳、甄珍、闫磊、骆冰、缪娟"


def english(said: str, encoding: str = "") -> list[str]:
    return [doubt.en for doubt in doubts_of(said, encoding)]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SAID.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + SAID.encode(), "utf-8-sig"),
        (SAID.encode("gb18030"), "gb18030"),
        (SAID.encode("gbk"), "gb18030"),
        (b"\xff\xfe" + SAID.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + SAID.encode("utf-16-be"), "utf-16"),
        (b"\xff\xfe\x00\x00" + SAID.encode("utf-32-le"), "utf-32"),
        (SAID.encode("utf-16-le"), "utf-16-le"),
        (SAID.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_each_known_encoding_gives_the_same_text(data: bytes, encoding: str, limits: Ingest) -> None:
    assert list(text.read(data, "督导/a.txt", limits)) == [RawDocument("督导/a.txt", SAID, encoding=encoding)]


@pytest.mark.parametrize(
    ("said", "written", "encoding"),
    [
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gbk", "gb18030"),
        (CANTONESE, "big5hkscs", "big5"),
        ("㐀𠮷㊣" + NOTE, "gb18030", "gb18030"),
        (ROSTER, "gbk", "gb18030"),
        ("督导", "gbk", "gb18030"),
        (WESTERN, "cp1252", "cp1252"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        ("naïve", "cp1252", "cp1252"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (KOREAN, "euc_kr", "euc_kr"),
        ("Сегодня мы говорили с добровольцами о распределении ролей в нашей команде.", "cp1251", "cp1251"),
    ],
)
def test_an_encoding_is_known_by_what_the_text_would_look_like(said: str, written: str, encoding: str) -> None:
    assert text.decode(said.encode(written)) == (said, encoding)


def test_a_language_that_is_not_coded_and_a_guessed_encoding_are_said() -> None:
    assert english("", "shift_jis") == [
        "looks Japanese (read as shift_jis), which is none of the languages that are coded"
    ]
    assert english("", "euc_kr")[0].startswith("looks Korean")
    assert english("", "cp1251") == ["its encoding was guessed (cp1251); please check"]
    assert english(NOTE, "big5") == english(WESTERN, "cp1252") == english(TRADITIONAL, "utf-16-le") == []


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_file_cut_off_inside_its_last_character_is_read_with_a_doubt(encoding: str, limits: Ingest) -> None:
    (raw,) = text.read(("好" + NOTE).encode(encoding)[:-1], "a.txt", limits)
    assert raw.text == "好" + NOTE[:-1] + "\ufffd"
    assert [doubt.zh for doubt in raw.doubts] == ["末尾的字不完整，文件可能被截断"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_one_broken_byte_does_not_lose_the_file(encoding: str, limits: Ingest) -> None:
    start, end = NOTE[:5].encode(encoding), NOTE[5:].encode(encoding)
    (raw,) = text.read(start + b"\xff" + end, "a.txt", limits)
    assert raw.text == NOTE[:5] + "\ufffd" + NOTE[5:]
    assert [doubt.en for doubt in raw.doubts] == ["broken before it came here, shown as \ufffd: 1 characters"]


def test_lines_of_two_encodings_in_one_file_are_read_each_in_its_own(limits: Ingest) -> None:
    (raw,) = text.read((NOTE + "\n").encode() + NOTE.encode("gbk"), "a.log", limits)
    assert (raw.text, raw.encoding) == (f"{NOTE}\n{NOTE}", "utf-8+gb18030")
    assert [doubt.en for doubt in raw.doubts] == [
        "some lines are UTF-8 and some GB18030; each was read as it is, please check"
    ]


def test_a_stray_nul_stays_for_the_cleaning_that_counts_it() -> None:
    assert text.decode("一\x00二".encode()) == ("一\x00二", "utf-8")


def test_an_empty_file_is_an_empty_text() -> None:
    assert text.decode(b"") == ("", "utf-8")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_become_line_feeds(ends: str) -> None:
    assert text.decode(ends.join(["一", "二", ""]).encode())[0] == "一\n二\n"


def test_a_second_byte_order_mark_is_taken_off_too() -> None:
    assert text.decode("\ufeff\ufeff一".encode())[0] == "一"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture (JPEG)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture (PNG)"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14", "a zip package (.docx, .xlsx, .zip)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a Word or Excel file of the old kind (.doc, .xls)"),
    ],
)
def test_another_file_under_the_ending_of_a_text_is_named(data: bytes, kind: str, limits: Ingest) -> None:
    with pytest.raises(DocumentError) as caught:
        list(text.read(data, "a.txt", limits))
    assert caught.value.en == f"not text in UTF-8 or GB18030 but {kind} by its first bytes; give it its own ending"


@pytest.mark.parametrize("data", [b"\x00\x01", bytes(range(32)) * 40])
def test_binary_data_is_refused(data: bytes, limits: Ingest) -> None:
    with pytest.raises(DocumentError) as caught:
        list(text.read(data, "a.txt", limits))
    assert caught.value.zh == "是二进制数据，不是文本；请用生成它的软件打开后另存为文本"


@pytest.mark.parametrize("data", [bytes(range(128, 256)) * 10, b"\xef\xbb\xbf\xff", b"\xff\xfe\x00"])
def test_bytes_in_no_known_encoding_are_refused_with_the_cure(data: bytes, limits: Ingest) -> None:
    with pytest.raises(DocumentError) as caught:
        list(text.read(data, "a.txt", limits))
    assert caught.value.en == "not text in UTF-8 or GB18030; open it in an editor and save it as UTF-8"
    assert caught.value.zh == "不是 UTF-8 或 GB18030 文本，请用编辑器打开后另存为 UTF-8"


@pytest.mark.parametrize(
    ("garbled", "was", "taken"),
    [
        (NOTE.encode().decode("gbk", "ignore"), "UTF-8", "GBK"),
        ("编号 锟斤拷锟斤拷", "UTF-8", "GBK"),
        (NOTE.encode("gbk").decode("latin-1"), "GBK", "Latin-1"),
        (NOTE.encode("gbk").decode("cp1252", "replace"), "GBK", "Latin-1"),
        (NOTE.encode().decode("latin-1"), "UTF-8", "Latin-1"),
        ("she’s café naïve".encode().decode("cp1252"), "UTF-8", "Latin-1"),
        ("her r\u00c3\u00a9sum\u00c3\u00a9", "UTF-8", "Latin-1"),
    ],
)
def test_what_an_earlier_conversion_garbled_is_flagged_and_not_mended(garbled: str, was: str, taken: str) -> None:
    assert f"holds garbled text, as if {was} had once been opened as {taken} and saved; find the original" in english(
        garbled
    )
    assert text.decode(garbled.encode())[0] == garbled


@pytest.mark.parametrize(
    "sound", [NOTE, TRADITIONAL, WESTERN, ROSTER, "王璇和浠水县的鄂鍦", "Ça va à Zürich, ÀÉÎÕ ÄÖÜß", ""]
)
def test_a_sound_text_gives_no_doubt(sound: str) -> None:
    assert english(sound) == []


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_ten_megabytes_are_decoded_and_looked_through(encoding: str) -> None:
    data = (NOTE + "\n").encode(encoding)
    data *= 10_000_000 // len(data)
    decoded, chosen = text.decode(data)
    assert len(decoded.encode(encoding)) == len(data)
    assert doubts_of(decoded, chosen) == ()
