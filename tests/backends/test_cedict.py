"""English meanings from CC-CEDICT."""

from pipeline.backends.cedict import glosses


def test_meanings_stand_as_the_dictionary_gives_them() -> None:
    assert glosses(["社区", "老人"]) == {
        "社区": ("community", "neighborhood"),
        "老人": ("old man or woman", "the elderly", "one's aged parents or grandparents"),
    }


def test_traditional_and_mixed_words_are_known_too() -> None:
    found = glosses({"社區", "卡拉OK"})
    assert found == {"社區": ("community", "neighborhood"), "卡拉OK": ("karaoke (loanword)",)}


def test_what_is_not_in_the_dictionary_is_left_out() -> None:
    assert glosses(["社区", "社区活动室的钥匙", "garden", "社区 ", ""]) == {"社区": ("community", "neighborhood")}


def test_no_words_have_no_meanings() -> None:
    assert glosses([]) == {}


def test_what_a_caller_does_with_its_answer_does_not_change_the_next() -> None:
    words = ["社区"]
    first = glosses(words)
    first["社区"] = ("changed",)
    assert glosses(words) == {"社区": ("community", "neighborhood")}
    assert words == ["社区"]
