"""Tables with a row per note."""

import pytest

from pipeline.files.readers.tables import table
from pipeline.model.errors import DocumentError
from pipeline.model.raw import Turn
from pipeline.model.settings import Ingest

LONG = "今天谈了分工，大家都说角色不清楚，要再谈。"
OTHER = "We met on Zoom and spoke about roles."


def read(said: str, limits: Ingest = Ingest()) -> list[tuple[str, str, dict[str, str]]]:  # noqa: B008
    return [(raw.path, raw.text, dict(raw.fields)) for raw in table.read(said.encode(), "a.csv", limits)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_row_is_a_note_with_its_metadata(delimiter: str) -> None:
    rows = [["日期", "机构", "正文"], ["2024-05-03", "甲队", LONG], ["", "", ""], ["2024-06-01", "", OTHER]]
    assert read("\n".join(delimiter.join(row) for row in rows)) == [
        ("a.csv#2", LONG, {"日期": "2024-05-03", "机构": "甲队"}),
        ("a.csv#4", OTHER, {"日期": "2024-06-01"}),
    ]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_ends() -> None:
    assert read('date,text\n2024-05-03,"一, ""二""\r\n三"\n') == [("a.csv#2", '一, "二"\n三', {"date": "2024-05-03"})]


def test_a_byte_order_mark_and_gb18030_are_understood(limits: Ingest) -> None:
    for encoding, name in (("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030")):
        (raw,) = table.read(f"日期,正文\n2024-05-03,{LONG}\n".encode(encoding), "a.csv", limits)
        assert (raw.text, dict(raw.fields), raw.encoding) == (LONG, {"日期": "2024-05-03"}, name)


def test_without_a_column_called_text_the_wordy_columns_are_the_text_under_their_labels() -> None:
    said = f"编号,督导过程,反思,心情\n1,{LONG},{OTHER},好\n2,{LONG},,坏\n"
    assert read(said) == [
        ("a.csv#2", f"督导过程\n{LONG}\n\n反思\n{OTHER}", {"编号": "1", "心情": "好"}),
        ("a.csv#3", f"督导过程\n{LONG}", {"编号": "2", "心情": "坏"}),
    ]


def test_a_short_cell_under_a_text_label_is_text_all_the_same() -> None:
    assert read("date,text\n2024-05-03,好\n") == [("a.csv#2", "好", {"date": "2024-05-03"})]


def test_a_row_without_text_gives_no_note() -> None:
    assert [path for path, _, _ in read(f"date,text\n2024-05-03,\n2024-06-01,{LONG}\n")] == ["a.csv#3"]


def test_a_short_row_lacks_its_last_cells() -> None:
    assert read(f"text,date\n{LONG}\n") == [("a.csv#2", LONG, {})]


@pytest.mark.parametrize("label", ["note", "notes", "transcript"])
def test_a_column_called_note_or_transcript_is_the_text(label: str) -> None:
    assert read(f"date,{label}\n2024-05-03,{LONG}\n") == [("a.csv#2", LONG, {"date": "2024-05-03"})]


@pytest.mark.parametrize("header", ["date,text", "date,text,"])
def test_text_in_a_column_without_a_label_is_not_lost(header: str) -> None:
    assert OTHER in "".join(text for _, text, _ in read(f"{header}\n2024-05-03,{LONG},{OTHER}\n"))


def test_text_in_two_columns_of_the_same_label_is_not_lost() -> None:
    ((_, text, _),) = read(f"日期,内容,内容\n2024-05-03,{LONG},{OTHER}\n")
    assert LONG in text and OTHER in text


def test_the_digest_is_of_the_row(limits: Ingest) -> None:
    said = f"date,text\n2024-05-03,{LONG}\n2024-05-03,{LONG}\n2024-05-04,{LONG}\n"
    first, second, third = (raw.sha256 for raw in table.read(said.encode(), "a.csv", limits))
    assert first == second != third


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "the table has no rows below its header"),
        ("date,text\n\n , \n", "the table has no rows below its header"),
        ("date,text\n2024-05-03,\n", "no row of the table holds text"),
        ("日期,心情\n2024-05-03,好\n", "no column with text; call one 'text'. Found: 日期, 心情"),
    ],
)
def test_a_table_without_notes_is_refused(said: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(said)
    assert caught.value.en == message


def test_too_many_rows_are_refused_with_the_cure() -> None:
    with pytest.raises(DocumentError) as caught:
        read("text\n一\n二\n三\n", Ingest(max_rows=3))
    assert caught.value.en == "4 rows are over the limit of 3; raise [ingest] max_rows or split it"
    assert len(read("text\n一\n二\n", Ingest(max_rows=3))) == 2


def doubts(said: str, limits: Ingest = Ingest()) -> list[str]:  # noqa: B008
    return [doubt.en for raw in table.read(said.encode(), "a.csv", limits) for doubt in raw.doubts]


QUESTIONS = "序号,提交答卷时间,来自IP,1、您的年龄？,2、您在队里的角色是什么？,3、您最大的收获？\n"
ANSWERS = (
    "1,2024-05-03 14:30:22,113.57.1.2(某市),35,负责送餐和排班,认识了很多邻居\n"
    "2,2024-05-04 09:10:05,113.57.1.3(某市),42,带新来的志愿者,学会开会\n"
)


def test_the_answers_of_a_survey_stand_below_their_questions() -> None:
    assert read(QUESTIONS + ANSWERS)[0] == (
        "a.csv#2",
        "2、您在队里的角色是什么？\n负责送餐和排班\n\n3、您最大的收获？\n认识了很多邻居",
        {
            "序号": "1",
            "提交答卷时间": "2024-05-03 14:30:22",
            "来自IP": "113.57.1.2(某市)",
            "1、您的年龄？": "35",
        },
    )
    assert doubts(QUESTIONS + ANSWERS) == [
        "text was taken from: 2、您在队里的角色是什么？, 3、您最大的收获？; "
        "if that is wrong, name the columns in [ingest] text_columns of run.toml"
    ]


def test_named_columns_win_over_the_guess_and_give_no_doubt() -> None:
    limits = Ingest(
        text_columns=("3、您最大的收获？",),
        date_column="提交答卷时间",
        title_column="序号",
        kind_column="",
        speaker_column="",
    )
    found = read(QUESTIONS + ANSWERS, limits)
    assert [text for _, text, _ in found] == ["认识了很多邻居", "学会开会"]
    assert list(found[0][2].items())[:2] == [("标题", "1"), ("日期", "2024-05-03 14:30:22")]
    assert doubts(QUESTIONS + ANSWERS, limits) == []


def test_a_named_column_wins_over_one_with_a_known_label_and_none_is_lost() -> None:
    said = f"日期,访谈日,机构,正文\n2024-01-01,2024-05-03,甲队,{LONG}\n"
    ((_, _, fields),) = read(said, Ingest(date_column="访谈日"))
    assert list(fields.items()) == [("督导时间", "2024-05-03"), ("日期", "2024-01-01"), ("机构", "甲队")]


def test_a_misspelt_column_is_refused_and_the_tables_own_are_listed() -> None:
    with pytest.raises(DocumentError) as caught:
        read("日期,角色认识,收获\n2024-05-03,一,二\n", Ingest(text_columns=("角色认知",)))
    assert caught.value.en == (
        "no column '角色认知', which [ingest] names; did you mean '角色认识'? its columns: 日期, 角色认识, 收获"
    )
    assert caught.value.zh == "没有 [ingest] 里写的列“角色认知”，是不是“角色认识”？现有列：日期、角色认识、收获"


def test_one_misspelt_column_of_several_is_refused_too() -> None:
    with pytest.raises(DocumentError, match="did you mean 'reflections'"):
        read(f"role,reflections\n{OTHER},{OTHER}\n", Ingest(text_columns=("role", "reflection")))


def test_a_column_of_another_table_is_a_doubt_only() -> None:
    said = f"date,text\n2024-05-03,{LONG}\n"
    limits = Ingest(text_columns=("text", "您的角色是什么？"))
    assert [text for _, text, _ in read(said, limits)] == [LONG]
    assert doubts(said, limits) == ["the settings name a column that this table does not have: 您的角色是什么？"]


def test_a_column_that_says_who_speaks_makes_turns() -> None:
    said = f"姓名,您的角色？,您的收获？\n小周,{LONG},好\n"
    limits = Ingest(text_columns=("您的角色？", "您的收获？"), speaker_column="姓名")
    (raw,) = table.read(said.encode(), "a.csv", limits)
    assert raw.turns == (Turn("您的角色？"), Turn(LONG, "小周"), Turn("您的收获？"), Turn("好", "小周"))
    assert (raw.text, dict(raw.fields)) == ("", {})


@pytest.mark.parametrize("above", ["2024年督导记录汇总,,\n", "2024年督导记录汇总\n\n"])
def test_a_title_above_the_header_names_the_table(above: str) -> None:
    assert read(f"{above}日期,机构,正文\n2024-05-03,甲队,{LONG}\n")[0][1:] == (
        LONG,
        {"日期": "2024-05-03", "机构": "甲队", "表名": "2024年督导记录汇总"},
    )


def test_days_as_numbers_of_excel_are_read_as_days_and_said() -> None:
    said = f"日期,正文\n45415,{LONG}\n2024-06-01,{LONG}\n"
    assert [fields["日期"] for _, _, fields in read(said)] == ["2024-05-03", "2024-06-01"]
    assert doubts(said) == ["dates written as numbers were read as Excel's days, please check"]


def test_a_row_without_text_is_counted() -> None:
    assert doubts(f"日期,正文\n2024-05-03,{LONG}\n合计,\n") == ["rows without text that were left out: 1"]


def test_a_form_saved_as_csv_is_one_document() -> None:
    said = f"督导记录,\n日期,2024-05-03\n督导者,王老师\n督导过程,{LONG}\n反思,好\n"
    fields = {"表名": "督导记录", "日期": "2024-05-03", "督导者": "王老师"}
    assert read(said) == [("a.csv", f"督导过程\n{LONG}\n反思\n好", fields)]


def test_a_column_of_stages_is_no_form() -> None:
    said = f"阶段,心得\n准备,{LONG}\n培育,{LONG}\n总结,{OTHER}\n"
    assert [fields for _, _, fields in read(said)] == [{"阶段": "准备"}, {"阶段": "培育"}, {"阶段": "总结"}]


def test_what_excel_calls_unicode_text_is_read(limits: Ingest) -> None:
    said = f'日期\t正文\r\n2024-05-03\t"一，\r\n""二"""\r\n2024-06-01\t{LONG}\r\n'
    first, second = table.read(b"\xff\xfe" + said.encode("utf-16-le"), "a.txt.tsv", limits)
    assert (first.text, second.text, first.encoding) == ('一，\n"二"', LONG, "utf-16")


def test_garbled_text_is_said_once(limits: Ingest) -> None:
    said = f"date,text\n1,{LONG.encode().decode('gbk', 'ignore')}\n2,{LONG}\n"
    first, second = table.read(said.encode(), "a.csv", limits)
    assert [doubt.en for doubt in first.doubts] == [
        "holds garbled text, as if UTF-8 had once been opened as GBK and saved; find the original"
    ]
    assert second.doubts == ()


def test_columns_that_are_called_text_or_headings_of_prose_give_no_doubt() -> None:
    assert doubts(f"日期,正文\n2024-05-03,{LONG}\n") == []
    assert doubts(f"编号,督导过程,反思\n1,{LONG},{OTHER}\n") == []
