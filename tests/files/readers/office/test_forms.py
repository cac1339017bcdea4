"""Tables as forms, logs and conversations, whatever the format."""

from pipeline.files.readers.office.forms import compose
from pipeline.files.readers.office.grid import Block, Cell, Table


def table(*rows: list[str]) -> Table:
    return Table(tuple(tuple(Cell((text,), place) for place, text in enumerate(row)) for row in rows))


def read(*blocks: Block) -> tuple[str, dict[str, str]]:
    page = compose(blocks)
    return page.text, page.fields


def test_no_page_and_no_rows() -> None:
    assert read() == ("", {})
    assert read("一", Table(()), Table(((),)), "二") == ("一\n二", {})


def test_a_label_followed_by_a_label_is_left_as_it_stands() -> None:
    assert read(table(["督导者", "被督导者"])) == ("督导者\t被督导者", {})


def test_a_value_that_is_a_heading_elsewhere_is_a_value_at_the_end_of_pairs() -> None:
    assert read(table(["记录类型", "督导记录"], ["日期", "2024-05-03"])) == (
        "",
        {"记录类型": "督导记录", "日期": "2024-05-03"},
    )


def test_a_date_label_takes_no_value_without_a_date() -> None:
    assert read(table(["时间", "说法"], ["5月3日", "愿意"], ["5月4日", "不愿意"])) == (
        "时间\t说法\n5月3日\t愿意\n5月4日\t不愿意",
        {},
    )


def test_a_date_label_without_a_date_beside_it_stays_text() -> None:
    assert read(table(["时间", "说法", "李社工", "再议"])) == ("时间\t说法\t李社工\t再议", {})
    assert read(table(["时间", "下周三"])) == ("", {"时间": "下周三"})


def test_pairs_of_unknown_labels_stay_text() -> None:
    assert read(table(["督导者", "王老师", "年级专业", "大三社工"])) == ("年级专业\t大三社工", {"督导者": "王老师"})


def test_short_remarks_are_metadata_and_long_ones_text() -> None:
    assert read(table(["备注", "无"])) == ("", {"备注": "无"})
    assert read(table(["备注", "居民还是不信任我们。这件事下次一定要接着谈。"])) == (
        "备注\n居民还是不信任我们。这件事下次一定要接着谈。",
        {},
    )


def test_what_two_people_say_in_a_cell_is_no_metadata() -> None:
    said = "督导：你好吗，最近怎么样？\n主持人：还行。"
    assert read(table([said])) == (said, {})


def test_clocks_and_addresses_are_no_labels() -> None:
    assert read(table(["时间：2024年5月3日 14:30　地点：3号楼"])) == (
        "",
        {"时间": "2024年5月3日 14:30", "地点": "3号楼"},
    )
    assert read(table(["14:30 开始", "http://example.org"])) == ("14:30 开始\thttp://example.org", {})


def test_an_unfilled_label_is_left_out_and_an_unfilled_heading_kept() -> None:
    assert read(table(["地点", ""], ["督导反思", ""])) == ("督导反思", {})


def test_the_same_value_twice_is_said_once_without_a_doubt() -> None:
    page = compose([table(["日期", "2024-05-03"]), table(["日期", "2024-05-03"])])
    assert (page.text, page.fields, page.repeated) == ("", {"日期": "2024-05-03"}, False)


def test_only_what_stands_above_the_first_table_is_a_form_s_name() -> None:
    form = table(["日期", "2024-05-03"])
    assert read("", "督导记录", "", form) == ("", {"表名": "督导记录", "日期": "2024-05-03"})
    assert read("我们谈了很多。", form) == ("我们谈了很多。", {"日期": "2024-05-03"})
    assert read("名单", table(["甲", "乙"]), form) == ("名单\n甲\t乙", {"日期": "2024-05-03"})
    assert read("一", "二", "三", form) == ("一\n二\n三", {"日期": "2024-05-03"})


def test_labels_above_a_form_belong_to_it_unless_the_form_says_otherwise() -> None:
    form = table(["日期", "2024-05-03"])
    assert read("编号：7", form) == ("", {"日期": "2024-05-03", "编号": "7"})
    assert read("日期：2024-05-04", form) == ("日期：2024-05-04", {"日期": "2024-05-03"})


def test_ten_thousand_rows_are_read_in_reasonable_time() -> None:
    text, fields = read(table(["日期", "内容"], *(["5月3日", "走访"] for _ in range(10_000))))
    assert (text.count("\n"), fields) == (10_000, {})
