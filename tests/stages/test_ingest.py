"""Raw documents to documents with frozen text and metadata."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.both import Both
from pipeline.model.frames import rows
from pipeline.model.raw import RawDocument, Turn
from pipeline.stages.ingest import document_id, header_block, ingest, language_of, mark_twins
from pipeline.stages.ingest.freeze import clean

Row = dict[str, Any]
Ingested = Callable[..., tuple[list[Row], list[Row]]]
BODY = "今天和社工谈了角色不清的问题。"


@pytest.fixture
def ingested(rows_of: Callable[..., list[Row]]) -> Ingested:
    """Ingest raw documents; return the rows of `documents` and of `texts`."""

    def run(
        *raws: RawDocument, overrides: Mapping[str, Mapping[str, str]] | None = None
    ) -> tuple[list[Row], list[Row]]:
        documents, texts = ingest(raws, overrides or {})
        return rows_of(documents), rows_of(texts)

    return run


def test_a_chinese_note_becomes_a_document_with_its_metadata(ingested: Ingested) -> None:
    text = f"标题：三月督导\n机构：银龄互助队\n督导时间：2024年5月3日\n阶段：培育阶段\n督导者：王老师\n\n{BODY}"
    (row,), (held,) = ingested(RawDocument("督导/三月.txt", text, sha256="ab", encoding="utf-8"))
    assert row == {
        "document_id": document_id("督导/三月.txt"),
        "path": "督导/三月.txt",
        "title": "三月督导",
        "kind": "supervision",
        "organisation": "银龄互助队",
        "stage": "cultivation",
        "date": "2024-05-03",
        "language": "zh",
        "author": "王老师",
        "sha256": "ab",
        "characters": len(text),
        "status": "ok",
        "problem": None,
        "problem_zh": None,
        "encoding": "utf-8",
        "twin": None,
        "cleaned": 0,
    }
    assert {name: value for name, value in held.items() if value is not None} == {
        "document_id": row["document_id"],
        "text": text,
        "body_start": text.index(BODY),
    }


def test_a_mixed_note_with_english_keys_becomes_a_document(ingested: Ingested) -> None:
    text = f"Title: Role talk\nOrganization: Maple Court\nDate: 2024/5/3\nType: interview\n\n{BODY}We met on Zoom and then talked."
    (row,), _ = ingested(RawDocument("a.md", text))
    kept = ("title", "organisation", "date", "kind", "language")
    assert [row[name] for name in kept] == ["Role talk", "Maple Court", "2024-05-03", "interview", "mixed"]


def test_nothing_in_gives_empty_tables(ingested: Ingested) -> None:
    assert ingested() == ([], [])


def test_raw_documents_and_overrides_stay_as_they_were() -> None:
    fields = {"日期": "2024-05-03"}
    overrides = {"a.txt": {"日期": "2024-06-01"}}
    ingest([RawDocument("a.txt", BODY, fields)], overrides)
    assert fields == {"日期": "2024-05-03"}
    assert overrides == {"a.txt": {"日期": "2024-06-01"}}


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\ntitle: A\ndate: 2024-05-03\n---\nBody", {"title": "A", "date": "2024-05-03"}, "Body"),
        ('---\ntitle: "A: b"\nmood: good\n---\n\nBody', {"title": "A: b", "mood": "good"}, "\nBody"),
        ("title: A\ndate: 2024-05-03\n\nBody", {"title": "A", "date": "2024-05-03"}, "Body"),
        ("\n\n日期：2024年5月3日\n机构 ： 甲队\n\n正文", {"日期": "2024年5月3日", "机构": "甲队"}, "正文"),
        ("日期：2024-05-03\n地点：活动室\n今天谈了很多", {"日期": "2024-05-03", "地点": "活动室"}, "今天谈了很多"),
        (
            "日期：2024-05-03\n心情：好\n地点：活动室\n\n正文",
            {"日期": "2024-05-03", "心情": "好", "地点": "活动室"},
            "正文",
        ),
        ("日期：2024-05-03\n社工：你好\n居民：你好", {"日期": "2024-05-03"}, "社工：你好\n居民：你好"),
        ("日期：2024-05-03", {"日期": "2024-05-03"}, ""),
        ("日期：\n\n正文", {"日期": ""}, "正文"),
        ("心情：好\n日期：2024-05-03\n\n正文", {}, None),
        ("社工：你好\n居民：你好", {}, None),
        ("今天谈了很多。\n日期：2024-05-03", {}, None),
        ("---\n今天谈了很多\n---\n", {}, None),
        ("---\ntitle: A\nno fence follows: x", {}, None),
        ("---\n---\n正文", {}, None),
        ("http://example.org 见\n\n正文", {}, None),
        ("", {}, None),
        ("\n \n", {}, None),
    ],
)
def test_header_block_is_read_as_far_as_it_goes(text: str, fields: dict[str, str], body: str | None) -> None:
    found, start = header_block(text)
    assert found == fields
    assert text[start:] == (text if body is None else body)


def test_the_first_of_two_equal_labels_wins() -> None:
    assert header_block("日期：2024-05-03\n日期：2023-01-01\n\n正文")[0] == {"日期": "2024-05-03"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("督导：今天谈角色。\n社工：好的。\n督导：嗯。", "督导：今天谈角色。"),
        ("主持人：欢迎大家。\n\n居民：谢谢。\n\n主持人：开始吧。", "主持人：欢迎大家。"),
        ("时间：2024年5月3日\n督导：今天谈角色。\n社工：好的。\n督导：嗯。", "督导：今天谈角色。"),
        ("Interviewer: How was it?\nMei: Good.\nInterviewer: And then?", "Interviewer: How was it?"),
    ],
)
def test_the_first_turn_of_a_transcript_is_no_header(text: str, first: str) -> None:
    assert text[header_block(text)[1] :].startswith(first)


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("例会\n说话人1 00:01\n好", {"title": "例会"}, "说话人1 00:01\n好"),
        ("2024年5月3日|12分钟\n甲 00:01\n好\n甲 00:05\n行", {"date": "2024年5月3日", "duration": "12分钟"}, "甲 00:01\n好\n甲 00:05\n行"),
        ("关键词\n排班 钥匙\n\n文字记录\n甲 00:01\n好\n乙 00:05\n行", {"关键词": "排班 钥匙", "文字记录": ""}, "甲 00:01\n好\n乙 00:05\n行"),
        ("会议室：二楼\n45:12\n甲(00:01)：好\n乙(00:05)：行", {"会议室": "二楼", "duration": "45:12"}, "甲(00:01)：好\n乙(00:05)：行"),
        ("会议时间：2024-05-03\n主持人：开始\n甲：好\n[00:09] 主持人：继续\n[00:12] 甲：好", {"会议时间": "2024-05-03"}, "主持人：开始\n甲：好\n[00:09] 主持人：继续\n[00:12] 甲：好"),
        ("逐字稿\n时间：2024-05-03\n甲：好\n乙：行\n甲：好", {"title": "逐字稿", "时间": "2024-05-03"}, "甲：好\n乙：行\n甲：好"),
        ("逐字稿\n时间：2024-05-03\n\n今天谈了很多", {}, None),
        ("大家说了很多。\n甲 00:01\n好\n乙 00:05\n行", {}, None),
        ("例会\n甲 00:01\n好", {}, None),
    ],
)  # fmt: skip
def test_what_tools_write_above_a_transcript_is_header(text: str, fields: dict[str, str], body: str | None) -> None:
    found, start = header_block(text)
    assert found == fields
    assert text[start:] == (text if body is None else body)


@pytest.mark.parametrize("line", ["  - 督导", "# made by hand"])
def test_a_list_or_comment_in_a_yaml_fence_leaves_the_rest_of_it_readable(line: str) -> None:
    found, start = header_block(f"---\ntitle: A\ntags:\n{line}\ndate: 2024-05-03\n---\nBody")
    assert (found["title"], found["date"], start) == (
        "A",
        "2024-05-03",
        len(f"---\ntitle: A\ntags:\n{line}\ndate: 2024-05-03\n---\n"),
    )


@given(st.text(alphabet="ab日期：:\n- 地点", max_size=40))
def test_the_text_from_body_start_is_the_end_of_the_text_and_the_header_lines_come_before_it(text: str) -> None:
    fields, start = header_block(text)
    assert 0 <= start <= len(text)
    assert start == 0 or text[start - 1] == "\n" or start == len(text)
    for label, value in fields.items():
        assert label in text[:start] or label == "title"
        assert value in text[:start]


@given(st.text(max_size=60).map(lambda text: clean(text)[0]).filter(str.strip), st.booleans())
def test_the_frozen_text_from_body_start_is_the_body(body: str, with_fields: bool) -> None:
    fields = {"机构": "甲队", "备注": "两行\n备注"} if with_fields else {}
    documents, texts = ingest([RawDocument("a.docx", body, fields)], {})
    assert documents["characters"][0] == len(texts["text"][0])
    if with_fields:
        assert texts["text"][0][texts["body_start"][0] :] == body
        assert texts["text"][0][: texts["body_start"][0]] == "机构：甲队\n备注：两行 备注\n\n"
    else:
        assert texts["text"][0] == body


def test_fields_of_the_format_go_before_the_text_and_win_over_a_header_in_it(ingested: Ingested) -> None:
    (row,), (held,) = ingested(RawDocument("a.docx", "日期：2023-01-01\n\n正文", {"日期": "2024-05-03"}))
    assert row["date"] == "2024-05-03"
    assert held["text"] == "日期：2024-05-03\n\n日期：2023-01-01\n\n正文"
    assert held["body_start"] == len("日期：2024-05-03\n\n")


@pytest.mark.parametrize("name", ["督导/a.txt", "a.txt"])
def test_metadata_csv_wins_by_path_and_by_bare_name(ingested: Ingested, name: str) -> None:
    text = f"日期：2023-01-01\n机构：甲队\n\n{BODY}"
    (row,), _ = ingested(
        RawDocument("督导/a.txt", text), overrides={name: {"日期": "2024-05-03", "类型": "沙龙", "机构": ""}}
    )
    assert (row["date"], row["kind"], row["organisation"]) == ("2024-05-03", "salon", "甲队")


def test_metadata_csv_speaks_for_every_row_of_a_workbook_unless_it_names_the_row(ingested: Ingested) -> None:
    raws = [RawDocument("b.xlsx", "第一份", row="2"), RawDocument("b.xlsx", "第二份", row="3")]
    rows, _ = ingested(*raws, overrides={"b.xlsx": {"机构": "甲队"}, "b.xlsx#3": {"机构": "乙队"}})
    assert [row["organisation"] for row in rows] == ["甲队", "乙队"]


def test_a_name_in_metadata_csv_without_a_file_becomes_a_failed_row(ingested: Ingested) -> None:
    rows, _ = ingested(RawDocument("a.txt", BODY), overrides={"b.txt": {"机构": "甲队"}})
    assert [(row["path"], row["status"], row["problem"]) for row in rows] == [
        ("a.txt", "ok", None),
        ("b.txt", "failed", "named in metadata.csv, but not in the folder"),
    ]


def test_metadata_csv_finds_a_file_whose_name_holds_a_number_sign(ingested: Ingested) -> None:
    rows, _ = ingested(RawDocument("督导/笔记#1.txt", BODY), overrides={"笔记#1.txt": {"机构": "甲队"}})
    assert [row["organisation"] for row in rows] == ["甲队"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("supervision/2024/a.txt", "supervision"),
        ("Salons/a.txt", "salon"),
        ("访谈记录/a.txt", "interview"),
        ("访谈/督导/a.txt", "supervision"),
        ("a.txt", None),
        ("督导.txt", None),
    ],
)
def test_the_innermost_folder_that_names_a_kind_gives_it(ingested: Ingested, path: str, kind: str | None) -> None:
    assert ingested(RawDocument(path, BODY))[0][0]["kind"] == kind


def test_the_header_wins_over_the_folder(ingested: Ingested) -> None:
    (row,), _ = ingested(RawDocument("salon/a.txt", f"类型：访谈\n\n{BODY}"))
    assert row["kind"] == "interview"


def test_a_note_without_title_is_called_by_its_file_and_row(ingested: Ingested) -> None:
    rows, _ = ingested(RawDocument("督导/三月.v2.txt", BODY), RawDocument("b.xlsx", "别的", row="3"))
    assert [row["title"] for row in rows] == ["三月.v2", "b#3"]


def test_the_same_text_again_is_a_duplicate_whatever_white_space_surrounds_it(ingested: Ingested) -> None:
    rows, texts = ingested(
        RawDocument("a.txt", BODY), RawDocument("b.md", f"\n{BODY}\n"), RawDocument("c.txt", BODY + "完")
    )
    assert [row["status"] for row in rows] == ["ok", "duplicate", "ok"]
    assert (rows[1]["problem"], rows[1]["problem_zh"]) == ("same text as a.txt", "与 a.txt 内容相同")
    assert [text["document_id"] for text in texts] == [document_id("a.txt"), document_id("c.txt")]


def test_two_people_who_answer_with_the_same_few_words_are_two_people(ingested: Ingested) -> None:
    long = BODY * 10
    rows, _ = ingested(
        *[
            RawDocument(file, text, row=row)
            for file in ("a.csv", "b.csv")
            for row, text in (("2", "没有"), ("3", "没有"), ("4", long), ("5", long))
        ]
    )
    assert [row["status"] for row in rows] == ["ok", "ok", "ok", "duplicate", *["duplicate"] * 4]


def test_the_same_body_under_another_header_is_another_document(ingested: Ingested) -> None:
    rows, _ = ingested(
        RawDocument("a.txt", f"日期：2024-05-03\n\n{BODY}"), RawDocument("b.txt", f"日期：2024-06-07\n\n{BODY}")
    )
    assert [row["status"] for row in rows] == ["ok", "ok"]


def test_a_form_without_any_prose_is_set_aside(ingested: Ingested) -> None:
    rows, texts = ingested(
        RawDocument("a.txt", "日期：2024-05-03\n机构：甲队\n"), RawDocument("b.docx", "\n", {"日期": "2024-05-03"})
    )
    assert [(row["status"], row["problem"], row["problem_zh"]) for row in rows] == [
        ("failed", "it holds a header but no text", "只有信息栏，没有正文")
    ] * 2
    assert texts == []


def test_files_that_could_not_be_read_or_hold_no_text_are_kept_as_failed(ingested: Ingested) -> None:
    rows, texts = ingested(
        RawDocument("x.docx", sha256="ab", problem=Both("坏了", "broken")),
        RawDocument("y.txt", " \n"),
        RawDocument("z.txt", BODY),
    )
    kept = ("path", "status", "problem", "problem_zh", "characters", "sha256", "language")
    assert [tuple(row[name] for name in kept) for row in rows[:2]] == [
        ("x.docx", "failed", "broken", "坏了", 0, "ab", None),
        ("y.txt", "failed", "there is no text in it", "里面没有文字", 0, None, None),
    ]
    assert [text["document_id"] for text in texts] == [document_id("z.txt")]


def test_values_not_understood_are_left_empty_and_named(ingested: Ingested) -> None:
    (row,), _ = ingested(RawDocument("a.txt", f"日期：下周三\n阶段：某某\n\n{BODY}"))
    assert (row["date"], row["stage"], row["status"]) == (None, None, "ok")
    assert row["problem"] == "not understood and left empty: date, stage; correct it in metadata.csv"
    assert row["problem_zh"] == "没看懂的信息：date, stage（已留空，可在 metadata.csv 里改正）"


def test_a_value_not_understood_is_no_doubt_when_another_one_is(ingested: Ingested) -> None:
    (row,), _ = ingested(RawDocument("a.txt", f"时间：周三下午\n日期：2024-05-03\n\n{BODY}"))
    assert (row["date"], row["problem"]) == ("2024-05-03", None)


@pytest.mark.parametrize(
    "raw", [RawDocument("a.jsonl", "好\ud800", row="1"), RawDocument("\udcb6\udcbd.txt", BODY)], ids=["text", "path"]
)
def test_a_lone_surrogate_is_replaced_one_for_one(ingested: Ingested, raw: RawDocument) -> None:
    rows, texts = ingested(raw, RawDocument("b.txt", "别的"))
    assert [row["status"] for row in rows] == ["ok", "ok"]
    assert len(texts[0]["text"]) == len(raw.text)
    assert (rows[0]["path"] + texts[0]["text"]).count("\ufffd") == 1 + raw.path.count("\udcbd")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("今天天气很好", "zh"),
        ("The weather is good.", "en"),
        ("今天开Zoom会议", "mixed"),
        ("一二三四五六七八九十一二三四五六 zoom", "zh"),  # 1 of 11 words
        ("一二三四五六七八九十一二三四 zoom", "mixed"),  # 1 of 9.75
        ("a b c d e f g h i j 好", "en"),  # 10 of 10.625
        ("a b c d e 好", "mixed"),  # 5 of 5.625
        ("12:30 …", None),
        ("", None),
    ],
)
def test_language_is_told_by_the_share_of_english_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_document_id_depends_on_the_path_alone_and_not_on_its_unicode_form() -> None:
    assert document_id("a.txt") == "d18b7cb099a9"
    assert document_id("Cafe\u0301.txt") == document_id("Caf\u00e9.txt")
    assert document_id("a.txt") != document_id("b/a.txt")


def test_turns_of_a_format_that_knows_them_are_written_under_each_other(ingested: Ingested) -> None:
    turns = (
        Turn("大家好。", "王老师", "00:00:12"),
        Turn("时间：下周三", "李姐"),
        Turn(" ", "李姐"),
        Turn("Fine.", time="00:01:00"),
    )
    (row,), (held,) = ingested(RawDocument("salon.vtt", turns=turns, fields={"日期": "2024-05-03"}))
    assert held["text"] == "日期：2024-05-03\n\n[00:00:12] 王老师：大家好。\n李姐：时间：下周三\n[00:01:00] Fine.\n"
    spoken = [held["text"][start:end] for start, end in zip(held["turn_start"], held["turn_end"], strict=True)]
    assert spoken == ["大家好。", "时间：下周三", "Fine."]
    assert held["turn_speaker"] == ["王老师", "李姐", ""]
    assert held["turn_time"] == ["00:00:12", "", "00:01:00"]
    assert (row["status"], row["date"], row["language"]) == ("ok", "2024-05-03", "mixed")


def test_pages_begin_where_they_did_although_characters_were_taken_out(ingested: Ingested) -> None:
    (row,), (held,) = ingested(RawDocument("note.pdf", "第\u200b一页\n第二页\x00\n第三页", pages=(0, 5, 10)))
    assert held["text"] == "第一页\n第二页\n第三页"
    assert [held["text"][start : start + 3] for start in held["page_start"]] == ["第一页", "第二页", "第三页"]
    assert row["cleaned"] == 2


@pytest.mark.parametrize(
    ("text", "cleaned", "count"),
    [
        ("角色\u200b不清", "角色不清", 1),
        ("a\x00b\u202ec\xad", "abc", 3),
        ("第一行\x0b第二行\u2028第三行", "第一行\n第二行\n第三行", 0),
        ("好\ud800", "好\ufffd", 1),
        ("👩\u200d👧 和我们\u200d", "👩\u200d👧 和我们", 1),
        ("\ufeffplain\ttext\n", "plain\ttext\n", 1),
    ],
)
def test_characters_that_nobody_can_see_are_taken_out_and_counted(text: str, cleaned: str, count: int) -> None:
    assert clean(text) == (cleaned, count)


def test_what_a_reader_doubts_is_said_beside_what_was_not_understood(ingested: Ingested) -> None:
    raw = RawDocument("a.docx", BODY, {"日期": "明天"}, doubts=(Both("略去批注 2 条", "2 comments left out"),))
    (row,), _ = ingested(raw)
    assert row["problem_zh"] == "略去批注 2 条；没看懂的信息：date（已留空，可在 metadata.csv 里改正）"
    assert row["status"] == "ok"


def test_a_note_nearly_the_same_as_an_earlier_one_names_it_and_both_stay() -> None:
    raws = [RawDocument("a.txt", BODY), RawDocument("b.txt", f"日期：明天\n机构：甲队\n\n{BODY}又及。")]
    documents, texts = ingest(raws, {})
    asked: list[Sequence[str]] = []

    def twins(bodies: Sequence[str]) -> list[tuple[int, float] | None]:
        asked.append(bodies)
        return [None, (0, 0.934)]

    first, second = rows(mark_twins(documents, texts, twins))
    assert asked == [[BODY, f"{BODY}又及。"]]
    assert (first["twin"], first["problem"], first["status"]) == (None, None, "ok")
    assert (second["twin"], second["status"]) == (first["document_id"], "ok")
    assert second["problem_zh"] == (
        "没看懂的信息：date（已留空，可在 metadata.csv 里改正）；与 a.txt 大部分相同（93%），两份都计入；如是同一份的修改稿，请只留一份"
    )
    assert second["problem"].endswith(
        "mostly the same as a.txt (93%), both are counted; if one is a later version, keep only that"
    )


def test_without_twins_the_documents_stay_as_they_are() -> None:
    documents, texts = ingest([RawDocument("a.txt", BODY)], {})
    assert mark_twins(documents, texts, lambda bodies: [None]) is documents
