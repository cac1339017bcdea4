"""Supervision records as agencies lay them out in Word: tables with merged cells."""

from collections.abc import Callable, Sequence
from typing import Any

from pipeline.files.readers.office import word
from pipeline.model.both import Both
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

Docx = Callable[[Callable[[Any], None]], bytes]
Rows = Sequence[Sequence[str | None]]


def read(data: bytes) -> RawDocument:
    (raw,) = word.read(data, "a.docx", Ingest())
    return raw


def fill(document: Any, rows: Rows) -> Any:
    """Add a table; None means that the cell on the left goes on, '^' the one above, and a line end a new paragraph."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            if text is None:
                table.cell(number, place - 1).merge(table.cell(number, place))
            elif text == "^":
                table.cell(number - 1, place).merge(table.cell(number, place))
            else:
                first, *others = text.split("\n")
                table.cell(number, place).text = first
                for other in others:
                    table.cell(number, place).add_paragraph(other)
    return table


def test_a_record_with_a_side_label_over_several_cells_of_prose(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("枫叶街道社工站")
        document.add_paragraph("督导记录表")
        fill(
            document,
            [
                ["督导时间", "2024年5月3日 14:00-16:00", "督导地点", "枫叶社区二楼会议室"],
                ["督导者", "王老师", "被督导者", "李社工、赵社工"],
                ["督导形式", "☑个别督导 ☐团体督导", None, None],
                [
                    "督\n导\n内\n容",
                    "一、角色不清，居民把社工当成志愿者。\n二、We talked about boundaries on Zoom.",
                    None,
                    None,
                ],
                ["^", "三、分工：李社工跟进门面房，赵社工跟进楼组长。", None, None],
                ["反　思", "倾听不够，急着给建议。", None, None],
                ["下一步\n计划", "两周内走访十户。", None, None],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {
        "表名": "枫叶街道社工站 督导记录表",
        "督导时间": "2024年5月3日 14:00-16:00",
        "督导地点": "枫叶社区二楼会议室",
        "督导者": "王老师",
        "被督导者": "李社工、赵社工",
        "督导形式": "☑个别督导 ☐团体督导",
    }
    assert raw.text == (
        "督导内容\n一、角色不清，居民把社工当成志愿者。\n二、We talked about boundaries on Zoom.\n"
        "三、分工：李社工跟进门面房，赵社工跟进楼组长。\n反　思\n倾听不够，急着给建议。\n下一步计划\n两周内走访十户。"
    )
    assert raw.doubts == ()


def test_a_record_whose_labels_stand_above_their_values(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        fill(
            document,
            [
                ["社工督导记录", None, None, None],
                ["督导时间", "督导地点", "督导者", "被督导者"],
                ["2024.5.3", "线上（腾讯会议）", "王老师", "李社工"],
                ["督导主题", None, None, None],
                ["志愿者流失", None, None, None],
                ["督导内容", None, None, None],
                ["骨干一走，队伍就散了。", None, None, None],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {
        "表名": "社工督导记录",
        "督导时间": "2024.5.3",
        "督导地点": "线上（腾讯会议）",
        "督导者": "王老师",
        "被督导者": "李社工",
        "督导主题": "志愿者流失",
    }
    assert raw.text == "督导内容\n骨干一走，队伍就散了。"


def test_a_record_with_label_and_value_in_one_cell(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("编号：2024-07　　填表日期：2024年5月6日")
        document.add_paragraph("个案督导记录")
        fill(
            document,
            [
                ["督导时间：2024年5月3日", "地　点：社区活动室", None],
                ["督导者：王老师\n被督导者：李社工", "主　题：怎样开口", None],
                ["督导内容：\n王老师：你当时怎么想？\n李社工：我怕被拒绝。\n王老师：怕什么？", None, None],
                ["督导者（签名）：王老师　　　　日期：2024年5月10日", None, None],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {
        "表名": "个案督导记录",
        "编号": "2024-07",
        "填表日期": "2024年5月6日",
        "督导时间": "2024年5月3日",
        "地点": "社区活动室",
        "督导者": "王老师",
        "被督导者": "李社工",
        "主题": "怎样开口",
        "督导者（签名）": "王老师",
        "日期": "2024年5月10日",
    }
    assert raw.text == "督导内容：\n王老师：你当时怎么想？\n李社工：我怕被拒绝。\n王老师：怕什么？"


def test_a_record_with_a_log_of_what_is_to_be_followed_up(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        fill(
            document,
            [
                ["督导日期", "2024-05-03", "督导", "王老师"],
                ["一、督导内容", None, None, None],
                ["怎样把居民议事会开起来。", None, None, None],
                ["二、跟进事项", None, None, None],
                ["序号", "事项", "负责人", "时间"],
                ["1", "走访门面房", "李社工", "5月10日前"],
                ["2", "约楼组长\n准备议题", "^", "5月12日前"],
                ["", "", "", ""],
                ["备注", "下次带访谈提纲来。先写再谈，不要现场想，也不要照抄别人的。", None, None],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {"督导日期": "2024-05-03", "督导": "王老师"}
    assert raw.text == (
        "一、督导内容\n怎样把居民议事会开起来。\n二、跟进事项\n序号\t事项\t负责人\t时间\n1\t走访门面房\t李社工\t5月10日前\n"
        "2\n约楼组长\n准备议题\n5月12日前\n备注\n下次带访谈提纲来。先写再谈，不要现场想，也不要照抄别人的。"
    )


def test_a_record_in_a_table_within_a_table(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        outer = document.add_table(rows=2, cols=2)
        outer.cell(0, 0).text = "基本信息"
        inner = outer.cell(0, 1).add_table(rows=2, cols=4)
        for place, text in enumerate(["时间", "2024/5/3", "督导员", "王老师", "被督导者", "李社工", "次数", "第3次"]):
            inner.cell(place // 4, place % 4).text = text
        outer.cell(1, 0).text = "督导过程"
        outer.cell(1, 1).text = "先回顾，再演练。"

    raw = read(docx_bytes(build))
    assert raw.fields == {"时间": "2024/5/3", "督导员": "王老师", "被督导者": "李社工", "次数": "第3次"}
    assert raw.text == "基本信息\n督导过程\n先回顾，再演练。"


def test_an_english_record(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        document.add_heading("Supervision Record", 1)
        fill(
            document,
            [
                ["Date of session", "3 May 2024 (2024-05-03)", "Venue", "Zoom"],
                ["Supervisor", "Ms Wang", "Supervisee", "Lily"],
                ["Discussion", "Lily feels unsure about her role.", None, None],
                ["^", "We role-played a first visit.", None, None],
                ["Next steps", "Visit ten households.", None, None],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {
        "表名": "Supervision Record",
        "Date of session": "3 May 2024 (2024-05-03)",
        "Venue": "Zoom",
        "Supervisor": "Ms Wang",
        "Supervisee": "Lily",
    }
    assert raw.text == (
        "Discussion\nLily feels unsure about her role.\nWe role-played a first visit.\nNext steps\nVisit ten households."
    )


def test_a_record_with_people_beside_a_label_over_several_rows(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        fill(
            document,
            [
                ["活动时间", "2024年6月1日", None],
                ["参加人员", "枫叶社区", "张阿姨"],
                ["^", "门面房商会", "刘老板"],
                ["活动过程", "大家坐成一圈，先各说一件小事。", None],
                ["案主情况", "独居，女儿在外地。平时不太出门。", None],
                ["年级专业", "大三社工", None],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {"活动时间": "2024年6月1日", "参加人员": "枫叶社区\n张阿姨\n门面房商会\n刘老板"}
    assert raw.text == (
        "活动过程\n大家坐成一圈，先各说一件小事。\n案主情况\n独居，女儿在外地。平时不太出门。\n年级专业\t大三社工"
    )


def test_a_record_of_three_columns_of_prose_under_headings(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        fill(
            document,
            [
                ["机构名称", "枫叶社工站", "时间", "2024-05-03", "督导老师", "王老师"],
                ["存在问题", None, "原因", None, "改进措施", None],
                ["会议常常超时。", None, "没有议程。", None, "会前一天发议程。", None],
                ["督导建议", None, None, None, None, None],
                ["", None, None, None, None, None],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {"机构名称": "枫叶社工站", "时间": "2024-05-03", "督导老师": "王老师"}
    assert raw.text == "存在问题\n会议常常超时。\n原因\n没有议程。\n改进措施\n会前一天发议程。\n督导建议"


def test_several_records_in_one_file_keep_what_the_later_ones_say(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        for date, said in (("2024-05-03", "第一次。"), ("2024-06-07", "第二次。")):
            fill(document, [["日期", date, "督导者", "王老师"], ["督导内容", said, None, None]])

    raw = read(docx_bytes(build))
    assert raw.fields == {"日期": "2024-05-03", "督导者": "王老师"}
    assert raw.text == "督导内容\n第一次。\n日期：2024-06-07\n督导内容\n第二次。"
    assert raw.doubts == (
        Both(
            "同一栏目填了不止一次，以第一处为准，其余留在正文",
            "a label was filled more than once; the first value counts, the others stay in the text",
        ),
    )


def test_a_log_reads_row_by_row(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        fill(
            document,
            [
                ["日期", "工作内容", "收获"],
                ["5月3日", "走访十户", "居民愿意开门了"],
                ["^", "整理名单", "Excel更熟了"],
                ["5月4日", "开会", ""],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {}
    assert raw.text == "日期\t工作内容\t收获\n5月3日\t走访十户\t居民愿意开门了\n整理名单\tExcel更熟了\n5月4日\t开会"


def test_a_conversation_in_two_columns_becomes_turns(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        fill(
            document,
            [
                ["督导", "你怎么看？"],
                ["李社工", "我想再等等。\n不急。"],
                ["督导：", "等什么？"],
                ["李社工", "等他开口。"],
            ],
        )

    raw = read(docx_bytes(build))
    assert raw.fields == {}
    assert raw.text == "督导：你怎么看？\n李社工：我想再等等。\n不急。\n督导：等什么？\n李社工：等他开口。"


def test_a_table_without_known_labels_reads_row_by_row(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("队伍情况")
        fill(document, [["枫叶合唱队", "12人"], ["门面房商会", "8人"]])

    raw = read(docx_bytes(build))
    assert raw.fields == {}
    assert raw.text == "队伍情况\n枫叶合唱队\t12人\n门面房商会\t8人"


def test_a_tall_label_and_its_tall_value_stand_beside_pairs(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=3, cols=4)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "组织"
        table.cell(0, 1).merge(table.cell(1, 1)).text = "青禾互助队"
        for place, text in enumerate(["督导时间", "2024/7/9", "地点", "社工站"]):
            table.cell(place // 2, 2 + place % 2).text = text
        table.cell(2, 0).text = "内容"
        table.cell(2, 1).merge(table.cell(2, 3)).text = "谈了分工，角色不清。"

    raw = read(docx_bytes(build))
    assert raw.text == "内容\n谈了分工，角色不清。"
    assert dict(raw.fields) == {"组织": "青禾互助队", "督导时间": "2024/7/9", "地点": "社工站"}
