"""The roster: who is masked for sure, and whose forms are whose."""

import pytest

from pipeline.model.errors import SettingsError
from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.roster import read, title_of, with_titled


def test_a_line_is_a_person_and_her_forms() -> None:
    made = read("王秀兰 = 王阿姨=秀兰  # 三号楼\n\n# 社工\n李四平\n", "roster.txt")
    assert made.names == ("王秀兰", "秀兰", "李四平")
    assert made.titled == {"王阿姨": 2}
    assert made.same == {"王秀兰": "王秀兰", "王阿姨": "王秀兰", "秀兰": "王秀兰", "李四平": "李四平"}


def test_a_form_of_two_persons_is_refused_with_its_line() -> None:
    with pytest.raises(SettingsError, match="line 2: '王阿姨' stands in an earlier line"):
        read("王秀兰 = 王阿姨\n王建国 = 王阿姨", "roster.txt")


@pytest.mark.parametrize(
    ("form", "length"),
    [("王阿姨", 2), ("李姐", 1), ("老李", 0), ("小姑", 0), ("王秀兰", 0), ("欧阳老师", 2), ("Brown", 0)],
)
def test_titles_are_told_from_names(form: str, length: int) -> None:
    assert title_of(form) == length


def test_a_listed_form_with_a_title_leaves_the_title() -> None:
    found = with_titled(["王阿姨说"], [[Mention(0, 3, "person", 0.3)]], {"王阿姨": 2})
    assert [(one.start, one.end, one.reasons) for one in found[0]] == [(0, 1, ("roster",))]
