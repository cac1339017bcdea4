"""Labels and values in both languages."""

import pytest

from pipeline.model.metadata import clean_label, column_of, is_label, is_metadata, kind_of_folder, parse_date, value_of


@pytest.mark.parametrize(
    ("label", "clean"),
    [
        ("督导 时间：", "督导时间"),
        (" Date :", "date"),
        ("**日期**", "日期"),
        ("Ｄａｔｅ", "date"),
        ("Doc  Type", "doc type"),
        ("日　期", "日期"),
        ("一、督导内容", "督导内容"),
        ("（二）下一步计划：", "下一步计划"),
        ("3. Next  steps", "next steps"),
        ("督导者（签名）：", "督导者"),
        ("参加人员（5人）", "参加人员"),
        ("（签名）", "(签名)"),
        ("2024.5.3", "2024.5.3"),
        ("", ""),
    ],
)
def test_labels_are_brought_to_one_form(label: str, clean: str) -> None:
    assert clean_label(label) == clean


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("标题", "title"),
        ("Title", "title"),
        ("记录类型", "kind"),
        ("doc type", "kind"),
        ("Doc_Type", "kind"),
        ("机构名称", "organisation"),
        ("社区社会组织", "organisation"),
        ("Organization:", "organisation"),
        ("督导 时间：", "date"),
        ("访谈日期", "date"),
        ("阶段", "stage"),
        ("Phase", "stage"),
        ("督导", "author"),
        ("记录人", "author"),
        ("Language", "language"),
        ("会议主题", "title"),
        ("录音时间", "date"),
        ("会议时间：", "date"),
        ("地点", None),
        ("督导内容", None),
        ("Date of session", "date"),
        ("会议时间", "date"),
        ("所属单位", "organisation"),
        ("督导者（签名）", "author"),
        ("王社工", None),
    ],
)
def test_a_label_names_a_column_in_either_language(label: str, column: str | None) -> None:
    assert column_of(label) == column


@pytest.mark.parametrize(
    ("label", "metadata", "form"),
    [
        ("日期", True, True),
        ("地点", True, True),
        ("Participants", True, True),
        ("参会人", True, True),
        ("录音时长", True, True),
        ("关键词", True, True),
        ("Summary Keywords", True, True),
        ("全文摘要", False, True),
        ("反思", False, True),
        ("Next", False, True),
        ("二、跟进事项", False, True),
        ("Action Plan", False, True),
        ("负责人", True, False),
        ("服务对象", True, False),
        ("王社工", False, False),
    ],
)
def test_labels_of_forms_are_known_from_others(label: str, metadata: bool, form: bool) -> None:
    assert (is_metadata(label), is_label(label)) == (metadata, form)


@pytest.mark.parametrize(
    "role", ["督导", "督导者", "主持人", "访谈员", "受访者", "发言人", "Host", "Interviewer", "Supervisor"]
)
def test_a_role_is_metadata_in_a_form_and_a_speaker_in_a_transcript(role: str) -> None:
    assert is_metadata(role)
    assert not is_label(role)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024/5/3", "2024-05-03"),
        ("2024年5月3日", "2024-05-03"),
        ("2024 年 5 月 3 日（周五）下午", "2024-05-03"),
        ("2024.5.3", "2024-05-03"),
        ("２０２４年５月３日", "2024-05-03"),
        ("2024-05-03 14:30", "2024-05-03"),
        ("2024年5月3日至5日", "2024-05-03"),
        ("2024年5月", "2024-05"),
        ("2024-12", "2024-12"),
        ("2024年12月-2025年1月", "2024-12"),
        ("2024-02-29", "2024-02-29"),
        ("Fri, May 03, 2024 2:30PM", "2024-05-03"),
        ("3rd of September 2024 or 3 Sept. 2024", "2024-09-03"),
        ("May 32, 2024", None),
        ("2024-13-01", None),
        ("2024-02-30", None),
        ("2024-04-31", None),
        ("2024-05-00", None),
        ("2024-00-05", None),
        ("2024年", None),
        ("下周三", None),
        ("5月3日", None),
        ("", None),
    ],
)
def test_dates_are_read_to_the_day_or_the_month_or_not_at_all(text: str, date: str | None) -> None:
    assert value_of("date", text) == date


def test_a_29th_of_february_exists_in_leap_years_only() -> None:
    assert parse_date("2023-02-29") is None


@pytest.mark.parametrize("text", ["2024年5-6月", "2024年5月 15:00"])
def test_a_month_is_not_given_a_day_that_nobody_wrote(text: str) -> None:
    assert parse_date(text) == "2024-05"


@pytest.mark.parametrize(
    ("column", "value", "understood"),
    [
        ("kind", "个别督导", "supervision"),
        ("kind", "Coaching", "supervision"),
        ("kind", "主题沙龙", "salon"),
        ("kind", "深度访谈", "interview"),
        ("kind", "会议纪要", "other"),
        ("stage", "筹备阶段", "preparation"),
        ("stage", "Cultivation", "cultivation"),
        ("stage", "结项", "summary"),
        ("stage", "不知道", None),
        ("language", "中文", "zh"),
        ("language", "English", "en"),
        ("language", "zh-CN", "zh"),
        ("language", "中英双语", "mixed"),
        ("language", "法语", None),
        ("title", "  三月督导 ", "三月督导"),
        ("organisation", "Ｍａｐｌｅ", "Ｍａｐｌｅ"),
        ("author", " \u3000", None),
    ],
)
def test_values_are_understood_in_either_language_and_never_guessed(
    column: str, value: str, understood: str | None
) -> None:
    assert value_of(column, value) == understood


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("supervision", "supervision"),
        ("2024督导", "supervision"),
        ("Salons", "salon"),
        ("访谈", "interview"),
        ("notes", None),
        ("..", None),
    ],
)
def test_a_folder_names_a_kind(name: str, kind: str | None) -> None:
    assert kind_of_folder(name) == kind
