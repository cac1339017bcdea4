"""Authors and speakers: who is somebody, and what is only a role."""

import pytest

from pipeline.stages.pseudonymise.labelled import is_nobody, names_in, stands_out


@pytest.mark.parametrize(
    "label",
    [
        "社工",
        "督导",
        "主持人",
        "受访者A",
        "说话人1",
        "Speaker 2",
        "P3",
        "A",
        "问",
        "居民代表",
        "Interviewer",
        "男1",
        "social worker",
        "项目组",
    ],
)
def test_roles_and_numbers_are_nobody(label: str) -> None:
    assert is_nobody(label)


@pytest.mark.parametrize("label", ["王秀兰", "阳光", "Soo", "Li Wei", "阿明", "Jin"])
def test_names_are_somebody(label: str) -> None:
    assert not is_nobody(label)


def test_several_in_one_cell_are_parted() -> None:
    assert names_in(["王秀兰、李四平（督导）", "社工 陈静", "Li Wei and Mary", "王 秀兰"]) == [
        "王秀兰", "李四平", "陈静", "Li Wei", "Mary", "王 秀兰",
    ]  # fmt: skip


def test_what_is_a_word_too_does_not_stand_out() -> None:
    lexicon = {"阳光": (900, "n"), "陈静": (3, "nr")}
    assert stands_out(["阳光", "陈静", "梧桐叶子", "Soo", "Rose", "A"], ["a rose", "Soo came"], lexicon) == [
        "陈静",
        "梧桐叶子",
        "Soo",
    ]
