"""Texts without what identifies people."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise import mask


def naming(*names: str, certainty: float = 0.9) -> "object":
    """Make a recogniser that knows these names, the longest first."""
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))

    def people(texts: Sequence[str]) -> list[list[Mention]]:
        return [
            [Mention(found.start(), found.end(), "person", certainty) for found in pattern.finditer(text) if names]
            for text in texts
        ]

    return people


def masked(texts: Sequence[str], *names: str) -> list[str]:
    return list(mask(texts, naming(*names)).texts)  # type: ignore[arg-type]


def test_the_same_person_has_the_same_number_in_every_text_and_titles_stay() -> None:
    texts = ["王秀兰来了，王阿姨说钥匙在李四平那里。", "今天秀兰没有来，李四平打了电话。"]
    assert masked(texts, "王秀兰", "王", "李四平", "秀兰") == [
        "[人物01]来了，[人物01]阿姨说钥匙在[人物02]那里。",
        "今天[人物01]没有来，[人物02]打了电话。",
    ]


def test_a_surname_that_may_be_two_people_is_a_person_of_its_own() -> None:
    text = "王秀兰和王建国都在，王阿姨先走。王主任没来。"
    assert masked([text], "王秀兰", "王建国", "王") == ["[人物01]和[人物02]都在，[人物03]阿姨先走。[人物04]主任没来。"]


def test_a_surname_with_a_title_is_the_same_person_whatever_follows() -> None:
    assert masked(["冯姐说好。冯姐，请进。", "找冯姐"], "冯") == ["[人物01]姐说好。[人物01]姐，请进。", "找[人物01]姐"]


def test_names_in_english_and_in_mixed_sentences() -> None:
    texts = ["Mary Brown met Mrs Brown's son. Brown left.", "会后 Mary Brown 留下来。"]
    assert masked(texts, "Mary Brown", "Brown") == [
        "[Person 01] met Mrs [Person 01]'s son. [Person 01] left.",
        "会后 [人物01] 留下来。",
    ]


def test_identifiers_with_a_form_of_their_own_win_over_names() -> None:
    made = mask(["她的电话是13812345678，邮箱 wang@example.org。", "Call 13912345678."], naming("wang"))  # type: ignore[arg-type]
    assert made.texts == ("她的电话是[电话]，邮箱 [邮箱]。", "Call [phone].")
    assert dict(made.counts) == {"phone": 2, "email": 1}
    assert (made.persons, made.doubtful) == (0, 0)


def test_what_a_recogniser_is_not_sure_of_is_counted() -> None:
    made = mask(["阿明和阿芳。"], naming("阿明", "阿芳", certainty=0.2))  # type: ignore[arg-type]
    assert (made.persons, made.doubtful) == (2, 2)


def test_texts_without_anything_stay_as_they_are() -> None:
    assert masked(["今天谈了分工。", ""], "王") == ["今天谈了分工。", ""]


@given(st.lists(st.text("王李秀兰阿姨 ab，\n", max_size=30), max_size=4))
def test_nothing_but_names_changes_and_no_name_is_left(texts: list[str]) -> None:
    made = masked(texts, "王秀兰", "李", "秀兰")
    for before, after in zip(texts, made, strict=True):
        assert not re.search("王秀兰|李|秀兰", after)
        rest = re.split("王秀兰|李|秀兰", before)
        assert re.split(r"\[人物\d+\]", after) == rest
    assert made == masked(texts, "王秀兰", "李", "秀兰")
