"""Subtitles and captions to turns."""

import pysubs2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.files.readers.speech import subtitles
from pipeline.files.readers.speech.cues import Cue, turns_of
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument, Turn
from pipeline.model.settings import Ingest


def read(text: str | bytes, limits: Ingest = Ingest()) -> RawDocument:  # noqa: B008
    data = text if isinstance(text, bytes) else text.encode()
    (raw,) = subtitles.read(data, "a.srt", limits)
    return raw


def srt(*cues: str) -> str:
    """Number cues that last a second each, one after the other."""
    return "\n".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number + 1:02},000\n{cue}\n" for number, cue in enumerate(cues, 1)
    )


def made(suffix: str) -> str:
    """Write two subtitles with pysubs2."""
    subs = pysubs2.SSAFile()
    subs.append(pysubs2.SSAEvent(start=61_000, end=62_000, text="{\\i1}Who has{\\i0}\\Nthe keys?", name="Mei"))
    subs.append(pysubs2.SSAEvent(start=63_000, end=64_000, text="在我这里。", name="Bo"))
    subs.append(pysubs2.SSAEvent(start=63_000, end=64_000, text="hidden", type="Comment"))
    return subs.to_string(suffix)


@pytest.mark.parametrize("suffix", ["ass", "ssa"])
def test_what_a_library_writes_is_read_with_its_names(suffix: str) -> None:
    raw = read(made(suffix))
    assert raw.turns == (Turn("Who has the keys?", "Mei", "00:01:01"), Turn("在我这里。", "Bo", "00:01:03"))
    assert [doubt.en for doubt in raw.doubts] == ["comments in the subtitle file were left out"]
    assert [doubt.zh for doubt in raw.doubts] == ["字幕文件里的注释没有读入"]


@pytest.mark.parametrize("suffix", ["srt", "vtt"])
def test_what_a_library_writes_is_read_without_names(suffix: str) -> None:
    raw = read(made(suffix))
    assert raw.turns == (Turn("Who has the keys?在我这里。", "", "00:01:01"),)
    assert raw.doubts == ()


def test_styles_that_are_damaged_do_no_harm() -> None:
    text = (
        "[V4+ Styles]\nStyle: a,b,c,&Hzz\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,a,,0,0,0,,好, 好\nDialogue: 0,x\n"
    )
    assert read(text).turns == (Turn("好, 好", "", "00:00:01"),)


def test_an_unusual_order_of_columns_is_followed() -> None:
    text = "[Events]\nFormat: Start, End, Actor, Text\nDialogue: 0:00:01.00,0:00:02.00,王社工,好\n"
    assert read(text).turns == (Turn("好", "王社工", "00:00:01"),)


def test_what_is_drawn_twice_or_stays_on_the_screen_counts_once() -> None:
    lines = ["0:00:01.00,0:00:02.00", "0:00:01.00,0:00:02.00", "0:00:02.00,0:00:03.00", "0:00:09.00,0:00:10.00"]
    text = "[Events]\n" + "\n".join(f"Dialogue: 0,{line},Default,,0,0,0,,活动室" for line in lines)
    assert [(turn.text, turn.time) for turn in read(text).turns] == [("活动室", "00:00:01"), ("活动室", "00:00:09")]


def test_two_events_of_one_time_are_two_languages_in_the_order_of_the_file() -> None:
    events = [("0:00:01.00", "钥匙呢"), ("0:00:02.00", "在哪"), ("0:00:01.00", "The keys"), ("0:00:02.00", "where?")]
    text = "[Events]\n" + "\n".join(
        f"Dialogue: 0,{start},{start[:-1]}9,Default,,0,0,0,,{said}" for start, said in events
    )
    assert read(text).turns == (Turn("钥匙呢在哪\nThe keys where?", "", "00:00:01"),)


def test_tags_go_and_signs_that_people_wrote_stay() -> None:
    cue = '<i>一</i> <font color="#fff">二</font> {\\an8}♪ 三 ♪ <3 <笑> {四} &lt;五&gt; a&nbsp;b<br>六'
    assert read(srt(cue)).turns[0].text == "一 二 ♪ 三 ♪ <3 <笑> {四} <五> a\xa0b六"


def test_voices_of_one_cue_are_turns_of_their_own() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Mei Lin>Hi.</v> <v Bo>好。\n\n00:02.000 --> 00:03.000\n<v Bo>行。\n"
    )
    assert read(text).turns == (Turn("Hi.", "Mei Lin", "00:00:01"), Turn("好。行。", "Bo", "00:00:01"))


def test_notes_styles_identifiers_and_settings_are_no_speech() -> None:
    text = "WEBVTT - a title\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 line:0\nOne\n\nNOTE\nnot read\nnor this\n\nsecond one\n00:02.000 --> 00:03.000\ntwo.\n"
    raw = read(text)
    assert raw.turns == (Turn("One two.", "", "00:00:01"),)
    assert len(raw.doubts) == 1


def test_a_blank_line_or_a_number_inside_a_subtitle_is_kept() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n一共\n\n2024\n\n2\n00:00:02,000 --> 00:00:03,000\n年。\n"
    assert read(text).turns[0].text == "一共2024年。"


def test_missing_blank_lines_and_numbers_do_no_harm() -> None:
    text = "00:00:01,000 --> 00:00:02,000\n一\n2\n00:00:02.000 --> 00:00:03.000\n二\n00:00:03 --> 00:00:04\n三"
    assert read(text).turns[0].text == "一二三"


def test_without_names_a_pause_a_stop_or_a_length_ends_a_paragraph() -> None:
    def cue(start: int, text: str) -> Cue:
        return Cue(start, start + 1000, (text,))

    assert [turn.text for turn in turns_of([cue(0, "No."), cue(1000, "No."), cue(5000, "Yes.")])] == ["No. No.", "Yes."]
    long = "啊" * 30
    assert [len(turn.text) for turn in turns_of([cue(1000 * at, f"{at}{long[1:]}。") for at in range(4)])] == [62, 62]
    assert [len(turn.text) for turn in turns_of([cue(1000 * at, f"{at % 10}{long[1:]}") for at in range(12)])] == [
        330,
        30,
    ]


def test_repeated_words_of_people_are_kept() -> None:
    assert read(srt("不", "不", "好", "走")).turns[0].text == "不不好走"


def test_a_label_of_a_form_is_no_speaker() -> None:
    turns = read(srt("视频来源：甲站", "视频来源：甲站", "注：一", "注：二")).turns
    assert {turn.speaker for turn in turns} == {""}


def test_chinese_subtitles_of_windows_are_decoded() -> None:
    raw = read(srt("钥匙").encode("gb18030"))
    assert (raw.turns[0].text, raw.encoding) == ("钥匙", "gb18030")


def test_a_file_with_times_but_no_words_has_no_turns() -> None:
    assert read("1\n00:00:01,000 --> 00:00:02,000\n\n").turns == ()


@pytest.mark.parametrize("text", ["", "没有时间", "WEBVTT\n\n"])
def test_a_file_without_times_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert caught.value.en.endswith("export it again as .srt or .vtt, or save the text as .txt")
    assert caught.value.zh == "没有找到带时间的字幕，请重新导出为 .srt 或 .vtt，或将文字另存为 .txt"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DocumentError, match="not text"):
        read(b"\x00\x01")


def test_too_many_subtitles_are_refused() -> None:
    with pytest.raises(DocumentError, match="3 subtitles are over the limit of 2"):
        read(srt("a", "b", "c"), Ingest(max_rows=2))


@pytest.mark.parametrize("part", ["<v ", "{\\", "<", "&", "<v a", "{\\p1}", "甲：", "...'"])
def test_hostile_subtitles_come_to_an_end(part: str) -> None:
    assert read("WEBVTT\n\n00:01.000 --> 00:02.000\n" + part * 50_000).file
    assert read(f"[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,a,,0,0,0,,{part * 50_000}").file


PARTS = [
    "WEBVTT", "NOTE a", "1", "00:00:01,000 --> 00:00:02,000", "00:01.0 --> 99:99:99.999", "<v Mei>好", "甲：好", "甲：", "</v>",
    "[Events]", "Format: Text, Start", "Dialogue: 0,0:00:01.00,0:00:02.00,a,甲,0,0,0,,{\\p1}a{\\p0}\\N好", "Dialogue: ,", "Comment: ", "", " ",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=8)), max_size=15).map("\n".join))
def test_anything_gives_turns_or_a_reason(text: str) -> None:
    try:
        assert all(turn.text for turn in read(text.encode("utf-8", "replace")).turns)
    except DocumentError as error:
        assert error.zh
