"""Identifiers in a text: where they stand, which rule wins, how well the generated sets are read."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise import identifiers
from pipeline.stages.pseudonymise.windows import windows

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT.parent / "shared" / "data"
PIECES = [
    "电话：",
    "13812345678",
    "身份证",
    "11010519491231002X",
    " ",
    "\n",
    "，",
    "在",
    "微信",
    "happy_mama33",
    "文三路88号",
    "3号楼2单元501",
    "1956年3月8日",
    "生",
    "a@b.cn",
    "Ａ１",
    "𠀀",
    "http://",
]


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "姓名 张 电话 13812345678 身份证 11010519491231002X",
            [("phone", "13812345678"), ("identity_card", "11010519491231002X")],
        ),
        (
            "身份证号：11010519491231002X，联系电话：13812345678，住址：朝阳区建国路88号院6号楼1203",
            [
                ("identity_card", "11010519491231002X"),
                ("phone", "13812345678"),
                ("address", "朝阳区建国路88号院6号楼1203"),
            ],
        ),
        ("微信号:abc_2020 电话:13812345678", [("wechat", "abc_2020"), ("phone", "13812345678")]),
    ],
)
def test_kinds_beside_each_other_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_mention_says_place_kind_and_rule_and_never_the_text() -> None:
    assert identifiers("𠀀电话：13812345678") == [Mention(4, 15, "phone", 0.92, ("mobile",))]


def test_an_empty_text_has_no_identifiers() -> None:
    assert identifiers("") == []


def test_a_text_without_identifiers_has_none() -> None:
    assert identifiers("朝阳区有四十三个社区，本社区的活动室在一楼。We met at noon.") == []


def test_the_longest_claim_wins_where_kinds_compete() -> None:
    assert found("12345678@qq.com") == [("email", "12345678@qq.com")]
    assert found("住院号13812345678") == [("number", "13812345678")]
    assert found("https://weibo.com/u/13812345678") == [("url", "https://weibo.com/u/13812345678")]


def test_a_cue_in_another_line_announces_nothing() -> None:
    assert found("身份证\n12345678901234567") == []


def test_a_number_far_inside_a_long_line_is_found_where_it_stands() -> None:
    text = "我们聊了很久。" * 500 + "手机13812345678，" + "后来又聊了很久。" * 500
    assert identifiers(text) == [Mention(3502, 3513, "phone", 0.92, ("mobile",))]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=200, deadline=None)
def test_mentions_are_in_order_apart_and_within_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    ends = [0]
    for one in identifiers(text):
        assert ends[-1] <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        ends.append(one.end)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=100, deadline=None)
def test_lines_before_and_after_change_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    before = "前面一行。\n"
    moved = [
        Mention(one.start + len(before), one.end + len(before), one.kind, one.certainty, one.reasons)
        for one in identifiers(text)
    ]
    assert identifiers(before + text + "\n后面一行。") == moved


@given(st.text(alphabet="一二三号楼生日13８@w. \n微信字", max_size=300))
@settings(max_examples=200, deadline=None)
def test_stretches_are_apart_and_hold_every_digit(text: str) -> None:
    end = 0
    held: set[int] = set()
    for start, until in windows(text):
        assert end <= start < until
        held.update(range(start, until))
        end = until
    assert all(place in held for place, sign in enumerate(text) if sign in "138８")


@pytest.mark.parametrize(
    "piece", ["1", "12-", "a@", "www.", ")", "路1号", "微信 : ", "138 1234 ", "http://a/", "里1栋"]
)
def test_hostile_repetition_takes_no_more_than_its_length(piece: str) -> None:
    begun = time.process_time()
    identifiers("www." + piece * 20_000)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("name", ["development", "held_out"])
def test_generated_notes_are_read_with_recall_99_and_precision_98_in_every_kind(name: str) -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "identifiers.py"), "--set", name],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    rows = re.findall(r"^(\w+) +\d+ +([\d.]+) +([\d.]+)", run.stdout, re.MULTILINE)
    assert [kind for kind, _, _ in rows] == sorted(
        [
            "address",
            "bank_card",
            "birth",
            "email",
            "identity_card",
            "number",
            "passport",
            "phone",
            "plate",
            "qq",
            "url",
            "wechat",
        ]
    ) + ["pooled"]
    assert [row for row in rows if float(row[1]) < 0.99 or float(row[2]) < 0.98] == []


def test_counselling_dialogue_without_identifiers_keeps_every_word() -> None:
    path = SAMPLE / "zh_smile_slice" / "smilechat_2000.jsonl"
    if not path.exists():
        pytest.skip("the shared data are not beside the repository")
    assert found(path.read_text(encoding="utf-8")) == []
