"""Plans and follow-ups are found under the headings that people write, and nowhere else."""

import pytest

from pipeline.backends.opencc import simplify
from pipeline.stages.lens.sections import LOOK_BACK, PLAN, Section, sections


def found(*texts: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.kind, one.segments) for one in sections(texts, simplify)]


@pytest.mark.parametrize(
    "heading",
    [
        *("下一步计划", "下一步", "五、下一步", "（三）下一步工作计划", "下一步打算：", "下阶段工作安排", "接下去：", "接下来的计划", "后续跟进", "后续工作安排"),
        *("跟进计划", "需跟进事项", "待办", "行动计划", "整改措施", "督导后跟进计划", "下月重点", "服务计划", "今后方向", "下次督导内容", "④ 下一步", "【下一步计划】"),
        *("下一步計劃", "後續跟進", "跟進事項", "3. 下一步", "下一步计划（五月）", "下一步计划及时间", "二、 下一步", "**下一步**", "## 下一步", "计划"),
        *("Next", "Next steps", "## Next steps", "**Next**", "4. Next steps:", "NEXT STEPS", "Follow-up", "Follow up actions", "Action plan", "Actions agreed"),
        *("Actions from this session", "To do", "To-do list", "Plan for next month", "Way forward", "What's next", "Agreed actions & next steps"),
        *("(b) Next steps", "iv. Plan", "Next steps (June)", "Next steps / 下一步", "下一步计划 Next steps"),
    ],
)  # fmt: skip
def test_a_heading_of_a_plan_is_known_in_the_forms_in_which_people_write_it(heading: str) -> None:
    assert found("今天谈了很多。", heading, "跟居委谈一次。") == [(PLAN, (1, 2))]


@pytest.mark.parametrize(
    "heading",
    [
        *("跟进情况", "上次计划落实情况", "二、上次督导跟进", "任务完成情况", "整改情况：", "上次建议的落实", "跟進情況", "回访记录"),
        *("Follow-up on last session", "Review of previous actions", "Actions from last time", "Matters arising", "Since we last met"),
    ],
)  # fmt: skip
def test_a_heading_that_looks_back_is_told_from_a_plan(heading: str) -> None:
    assert found(heading, "钥匙已经配好。") == [(LOOK_BACK, (0, 1))]


@pytest.mark.parametrize(
    "text",
    [
        *("下一步计划还没想好。", "下一步计划？", "我们谈到下一步：找场地", "督导内容", "督导意见", "工作措施", "计划生育", "跟进不及时", "行动不便"),
        *("Next we went upstairs.", "Next Tuesday, ten people came", "The plan was late.", "Planning permission: refused", "What we did about it"),
        *("Next session: 12 June", "Nextdoor", "followed up", "跟进 Lena", "actionable", "4. June", "分工方面", ""),
    ],
)  # fmt: skip
def test_what_only_speaks_of_a_plan_is_no_heading(text: str) -> None:
    assert found(text, "跟居委谈一次。") == []


@pytest.mark.parametrize(
    "text",
    ["下一步计划：先跟居委谈。", "下一步计划\t先跟居委谈。", "下一步\n先跟居委谈。", "下一步——先谈", "**Next:** call the council", "Next steps – call the council"],
)  # fmt: skip
def test_a_label_with_its_text_in_one_segment_is_a_section(text: str) -> None:
    assert found("开场", text) == [(PLAN, (1,))]


@pytest.mark.parametrize("text", ["下一步计划：无", "下一步：暂无。", "Next steps: n/a", "Plan: TBC", "下次督导：2024年5月3日上午", "下一步："])  # fmt: skip
def test_a_section_that_holds_nothing_or_only_a_date_is_none(text: str) -> None:
    assert found(text) == []
    assert found(text, "反思", "今天很累。") == []


def test_a_section_ends_with_the_next_heading() -> None:
    note = ["下一步计划", "1. 章：队里开会定谁管", "2. 保险再问问", "附件", "照片两张"]
    assert found(*note) == [(PLAN, (0, 1, 2))]
    assert found("**Next**", "call Lena", "**Photos**", "two") == [(PLAN, (0, 1))]
    assert found("# Next", "call Lena", "# Odds and ends", "two") == [(PLAN, (0, 1))]
    assert found("五、下一步", "3月起谈一次", "六、别的", "奶粉罐") == [(PLAN, (0, 1))]
    assert found("下一步", "一、八月做沙龙", "二、纸先不改") == [(PLAN, (0, 1, 2))]
    assert found("下一步", "谈一次", "记录人签名\t[人物25]") == [(PLAN, (0, 1))]
    assert found("Next steps", "ring the office", "Reflection", "tired") == [(PLAN, (0, 1))]


def test_a_note_may_look_back_and_plan() -> None:
    note = ["上次跟进情况：钥匙配好了", "督导内容", "谈了排班", "下一步计划：再谈"]
    assert found(*note) == [(LOOK_BACK, (0,)), (PLAN, (3,))]


def test_a_note_in_two_languages_and_an_empty_one() -> None:
    assert found("Reflection", "累", "Next", "跟 Lena 谈 handover") == [(PLAN, (2, 3))]
    assert sections([], simplify) == ()


def test_a_very_long_line_of_points_is_read_at_once() -> None:
    assert found("下一步：" + ". " * 20_000) == []
    assert sections(["下一步的" * 5_000], simplify) == ()
    assert Section(PLAN, (0,)) in sections(["下一步：" + "谈" * 50_000], simplify)
