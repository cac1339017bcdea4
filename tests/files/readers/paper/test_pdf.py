"""PDF files: running text out of printed lines."""

import pypdfium2
import pytest

from pipeline.files.readers.paper import pdf as reader
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest
from tests.files.readers.paper.pdfs import Line, column, pdf

WIDE = (
    "今天下午社工和居民谈了送餐队的分工，大家都说角色不清楚，还要再谈一次。先不"  # as long as a line of 40 characters
)
REST = "急，下周把轮值表排好。"


def read(data: bytes, limits: Ingest = Ingest()) -> RawDocument:  # noqa: B008
    (raw,) = reader.read(data, "a.pdf", limits)
    return raw


def text(*lines: str, **more: float) -> str:
    return read(pdf(column(lines, **more))).text


def said(raw: RawDocument) -> list[str]:
    return [doubt.en for doubt in raw.doubts]


def test_lines_of_a_chinese_paragraph_are_joined_without_a_blank_and_paragraphs_stay_apart() -> None:
    assert text("督导记录", WIDE, REST, "下一步：再约时间。") == f"督导记录\n{WIDE}{REST}\n下一步：再约时间。"


def test_lines_of_an_english_paragraph_are_joined_with_a_blank() -> None:
    lines = [
        "We talked about the roles in the team for a long time and nobody",
        "could say who answers the phone, so we wrote a list on the wall",
        "and everybody signed it.",
        "Next meeting in June.",
    ]
    assert text(*lines) == " ".join(lines[:3]) + "\n" + lines[3]


def test_a_break_between_chinese_and_english_gives_a_blank_only_where_there_was_one() -> None:
    line = WIDE[:34] + " Zoom "
    assert text(line, "会议里谈的。") == f"{line}会议里谈的。"
    line = WIDE[:34] + "Zoom会"
    assert text(line, "Zoom里谈的。") == f"{line}Zoom里谈的。"


def test_an_indented_line_begins_a_paragraph() -> None:
    lines: list[Line] = [
        (84, 740, 12, "二" + WIDE[3:]),
        (60, 722, 12, WIDE),
        (60, 704, 12, "一" + WIDE[1:]),
        (84, 686, 12, "三" + WIDE[3:]),
    ]
    assert read(pdf(lines)).text == f"二{WIDE[3:]}{WIDE}一{WIDE[1:]}\n三{WIDE[3:]}"


def test_a_wider_gap_a_larger_size_and_an_item_begin_a_paragraph() -> None:
    lines: list[Line] = [
        (60, 740, 12, WIDE),
        (60, 722, 12, WIDE[1:] + "急"),
        (60, 690, 12, "一" + WIDE[1:]),
        (60, 672, 14, "小标题"),
    ]
    assert read(pdf(lines)).text == f"{WIDE}{WIDE[1:]}急\n一{WIDE[1:]}\n小标题"
    assert text("一、" + WIDE[3:], "二、" + WIDE[3:], "（三）好") == f"一、{WIDE[3:]}\n二、{WIDE[3:]}\n（三）好"


def test_turns_of_a_transcript_stay_apart_even_where_one_fills_its_line() -> None:
    full = "社工：" + WIDE[3:-3] + "急了。"
    assert text(full, "居民：好的。", "社工：嗯。") == f"{full}\n居民：好的。\n社工：嗯。"
    assert (
        text("社工：您觉得呢？", "居民：还行，就是人不够。", "社工：好。")
        == "社工：您觉得呢？\n居民：还行，就是人不够。\n社工：好。"
    )


def test_a_hyphen_that_the_line_made_is_taken_out_and_one_of_the_word_stays() -> None:
    raw = read(
        pdf(
            column(["The volunteers gave many examples and more exam-", "ples of a community-", "based follow-", "up."])
        )
    )
    assert raw.text == "The volunteers gave many examples and more examples of a community-based follow-up."
    assert said(raw) == ["words broken by a hyphen at a line's end were joined: 1"]


def test_columns_are_read_one_after_the_other() -> None:
    left = column([WIDE[:19], WIDE[:18] + "一", WIDE[:18] + "二", "完了。"], x=50)
    right = column(["右栏" + WIDE[:17], WIDE[:19], "也完了。"], x=320)
    assert read(pdf([*left, *right])).text == (
        f"{WIDE[:19]}{WIDE[:18]}一{WIDE[:18]}二完了。\n右栏{WIDE[:17]}{WIDE[:19]}也完了。"
    )


def test_a_paragraph_that_goes_on_over_the_page_is_joined_and_pages_are_told() -> None:
    raw = read(pdf(column(["督导", WIDE, "一" + WIDE[1:]]), [], column([REST, "另起。"])))
    assert raw.text == f"督导\n{WIDE}一{WIDE[1:]}{REST}\n另起。"
    start = raw.text.index(REST)
    assert raw.pages == (0, start, start)
    assert said(raw) == []


def numbered(count: int) -> bytes:
    pages = []
    for number in range(1, count + 1):
        edges: list[Line] = [(200, 770, 9, "某社区中心 督导记录"), (280, 30, 9, f"第 {number} 页 共 {count} 页")]
        pages.append(
            [edges[0], *column([f"第{number}次督导", f"内容{'一二三四五六七八九十'[number - 1]}。"]), edges[1]]
        )
    return pdf(*pages)


def test_headers_footers_and_page_numbers_that_repeat_are_left_out_and_said() -> None:
    raw = read(numbered(3))
    assert raw.text == "第1次督导\n内容一。\n第2次督导\n内容二。\n第3次督导\n内容三。"
    assert raw.pages == (0, 11, 22)
    assert said(raw) == ["running headers, footers and page numbers were left out: 6 lines"]


def test_on_two_pages_only_numbers_count_as_repeated_and_on_one_nothing() -> None:
    assert read(numbered(2)).text.split("\n") == [
        *("某社区中心 督导记录", "第1次督导", "内容一。"),
        *("某社区中心 督导记录", "第2次督导", "内容二。"),
    ]
    assert read(numbered(1)).text.split("\n")[-1] == "第 1 页 共 1 页"


def test_a_scan_without_text_is_refused_with_the_cure() -> None:
    with pytest.raises(DocumentError) as caught:
        read(pdf([], [], images=[0, 1]))
    assert (caught.value.en, caught.value.zh) == (
        "scanned: run OCR first (for example ocrmypdf)",
        "扫描件，没有文字层：请先做 OCR（例如 ocrmypdf）",
    )


def test_a_scan_under_the_same_mark_on_each_page_is_one_too() -> None:
    mark: list[Line] = [(300, 20, 9, "Scanned by app")]
    with pytest.raises(DocumentError, match="scanned: run OCR first"):
        read(pdf(mark, mark, mark, images=[0, 1, 2]))


def test_scanned_pages_among_others_are_counted_and_empty_ones_are_not() -> None:
    raw = read(pdf(column(["好的"]), [], [], [], images=[1, 2]))
    assert (raw.text, said(raw)) == ("好的", ["pages without text (scanned), which were not read: 2"])


def test_a_pdf_of_blank_pages_has_no_text_and_is_no_scan() -> None:
    assert read(pdf([], [])) == RawDocument("a.pdf")


def test_radicals_that_stand_for_characters_are_replaced_and_said() -> None:
    raw = read(pdf(column(["⼈⺠的⽣活"])))
    assert (raw.text, said(raw)) == ("人民的生活", ["radicals that stood for characters were replaced: 3"])


def test_fonts_that_do_not_name_their_characters_are_refused() -> None:
    with pytest.raises(DocumentError, match="its fonts do not say which characters they show; run OCR"):
        read(pdf(column([WIDE, REST]), mapped=False))


def test_comments_are_counted() -> None:
    assert said(read(pdf(column(["好的"]), notes="please check"))) == ["comments that were left out: 1"]


def test_too_many_pages_are_refused_with_the_limit() -> None:
    data = pdf(*[column(["好的"])] * 3)
    with pytest.raises(DocumentError) as caught:
        read(data, Ingest(max_pages=2))
    assert caught.value.en == "3 pages are over the limit of 2; raise [ingest] max_pages or split it"
    assert read(data, Ingest(max_pages=3)).text == "好的\n好的\n好的"


def test_a_password_has_its_own_reason() -> None:
    encryption = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + "11" * 32 + "> /U <" + "22" * 32 + "> >> /ID [<00> <00>]"
    data = pdf(column(["好的"])).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt " + encryption.encode())
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.zh == "有密码保护，请另存一份不带密码的"


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\ncut"])
def test_a_damaged_file_is_refused_with_the_cure(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.en == "damaged, or no PDF; open it in a PDF viewer and save or print it anew"


def test_nothing_of_pdfium_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []
    for kind in (pypdfium2.PdfDocument, pypdfium2.PdfPage, pypdfium2.PdfTextPage):
        close = kind.close

        def counting(self: object, close: object = close) -> None:
            closed.append(type(self).__name__)
            close(self)  # type: ignore[operator]

        monkeypatch.setattr(kind, "close", counting)
    read(pdf(column(["好的"]), column(["好的"])))
    assert sorted(closed) == ["PdfDocument", *["PdfPage"] * 4, *["PdfTextPage"] * 2]


def test_a_hundred_full_pages_are_read_whole() -> None:
    pages = [column([f"{number}{chr(0x4E00 + line)}{WIDE[2:]}" for line in range(36)]) for number in range(100)]
    data = pdf(*pages)
    assert len(read(data).text) > 100_000


class Shown:
    """A line of characters with their places, in the order in which they were drawn."""

    def __init__(self, *drawn: tuple[float, str]) -> None:
        self.letters = [letter for _, text in drawn for letter in text]
        self._lefts = [x + 12 * place for x, text in drawn for place in range(len(text))]

    def get_charbox(self, place: int) -> tuple[float, float, float, float]:
        return self._lefts[place], 740.0, self._lefts[place] + 11.5, 751.0


@pytest.mark.parametrize(
    ("drawn", "line"),
    [
        # what pdfium tells of a page that LibreOffice printed: the marks come last, blanks stand for them
        (
            [(60, "问急了说"), (108, " "), (120, "差不多"), (156, " "), (168, "吧。"), (156, "”"), (108, "“")],
            "问急了说“差不多”吧。",
        ),
        ([(60, "她说"), (96, "ok"), (132, "so"), (156, "了"), (84, "“")], "她说“ok so了"),
        ([(60, "“在原处的不动”，"), (180, "也一样。")], ""),
        ([(60, "没有引号"), (30, "的不看。")], ""),
    ],
)
def test_signs_that_were_drawn_after_the_line_stand_where_they_are_seen(
    drawn: list[tuple[float, str]], line: str
) -> None:
    shown = Shown(*drawn)
    held = [place for place, letter in enumerate(shown.letters) if letter != " "]
    assert reader._from_left(shown, shown.letters, 0, held) == line
