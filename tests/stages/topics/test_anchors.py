"""Words that mean the same in two languages, and what topics are called in both."""

from collections.abc import Collection, Mapping

import pytest

from pipeline.backends import cedict
from pipeline.stages.topics.anchors import Languages, anchors, labels, translated

LEMMAS = {"visits": "visit", "elders": "elder", "workers": "worker"}


def languages(
    glosses: Mapping[str, tuple[str, ...]] | None = None, sets: Mapping[str, tuple[str, ...]] | None = None
) -> Languages:
    """Make a dictionary of those glosses alone."""
    known = glosses or {}

    def look_up(words: Collection[str]) -> dict[str, tuple[str, ...]]:
        return {word: known[word] for word in words if word in known}

    return Languages(look_up, sets or {}, lambda word: LEMMAS.get(word, word))


def test_a_word_of_the_first_gloss_counts_one_by_its_words_and_of_the_second_half_of_that() -> None:
    dictionary = languages({"老人": ("old man or woman", "the elderly"), "花园": ("garden", "park", "yard")})
    vocabulary = "老人 花园 old woman elderly garden park yard tree".split()
    assert anchors(vocabulary, dictionary) == (
        ("老人", "elderly", 1 / 2),
        ("老人", "old", 1 / 4),
        ("老人", "woman", 1 / 4),
        ("花园", "garden", 1.0),
        ("花园", "park", 1 / 2),
        ("花园", "yard", 1 / 3),
    )


def test_only_words_of_the_corpus_are_anchored() -> None:
    dictionary = languages({"老人": ("elder",), "花园": ("garden",)})
    assert anchors(["老人", "garden", "团队", "team"], dictionary) == ()
    assert anchors(["老人", "花园", "garden"], dictionary) == (("花园", "garden", 1.0),)
    assert anchors([], dictionary) == ()


def test_a_gloss_is_read_without_notes_and_to_and_the_and_by_its_lemmas() -> None:
    dictionary = languages(
        {
            "探访": ("to visits (sb)", "(old) to Call [on]"),
            "老人": ("the Elders",),
            "作业": ("CL:个[ge4]", "surname Zuo", "variant of 做业", "see 功课", "(note)", "homework"),
        }
    )
    assert anchors("探访 老人 作业 visit call elder on surname see variant homework".split(), dictionary) == (
        ("作业", "homework", 1.0),
        ("探访", "call", 1 / 2),
        ("探访", "visit", 1.0),
        ("老人", "elder", 1.0),
    )


def test_of_two_glosses_with_the_same_word_the_surer_counts() -> None:
    assert anchors(["健康", "health"], languages({"健康": ("good health", "health", "health care")})) == (
        ("健康", "health", 1 / 2),
    )


def test_a_term_of_two_words_is_anchored_by_the_whole_gloss() -> None:
    assert anchors(["社工", "social worker", "worker"], languages({"社工": ("social worker",)})) == (
        ("社工", "social worker", 1.0),
        ("社工", "worker", 1 / 2),
    )


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("老人", "elder"), (("老人", "elder", 1.0),)),
        (("老人", "长者", "elder"), (("老人", "elder", 1 / 2), ("长者", "elder", 1 / 2))),
        (("老人", "Elder", "senior", "old"), (("老人", "elder", 1 / 2), ("老人", "senior", 1 / 2))),
        (("老人", "长者"), ()),
        (("elder", "senior"), ()),
        ((), ()),
    ],
    ids=["one and one", "two and one", "one and two of the corpus", "Chinese only", "English only", "empty"],
)
def test_of_a_word_set_every_pair_counts_by_the_longer_side(
    members: tuple[str, ...], expected: tuple[tuple[str, str, float], ...]
) -> None:
    assert anchors("老人 长者 elder senior".split(), languages(sets={"elders": members})) == expected


def test_a_word_set_ties_no_pair_of_words_that_the_dictionary_has_both() -> None:
    both = languages(
        {"老人": ("old person",), "团队": ("team",)},
        {"a": ("老人", "old"), "b": ("团队", "老人", "team"), "c": ("团队", "队伍", "team"), "d": ("老人", "elder")},
    )
    assert anchors("老人 old elder 团队 队伍 team".split(), both) == (
        ("团队", "team", 1.0),
        ("老人", "elder", 1.0),
        ("老人", "old", 1 / 2),
        ("队伍", "team", 1 / 2),
    )


def test_of_two_word_sets_with_the_same_pair_the_surer_counts() -> None:
    sets = {"wide": ("老人", "长者", "elder"), "narrow": ("老人", "elder")}
    assert anchors(["老人", "长者", "elder"], languages(sets=sets)) == (
        ("老人", "elder", 1.0),
        ("长者", "elder", 1 / 2),
    )


def test_a_name_has_the_first_four_terms_of_each_language() -> None:
    terms = "老人 elder 送餐 meal 健康 visit 探访 health 陪伴 home".split()
    assert labels(terms, {}) == ("老人、送餐、健康、探访", "elder, meal, visit, health")


def test_where_a_language_has_no_term_the_other_is_translated_or_stands_as_it_is() -> None:
    assert labels(["老人", "长者", "送餐", "探访", "健康"], {"老人": "elder", "长者": "elder", "探访": "visit"}) == (
        "老人、长者、送餐、探访",
        "elder, 送餐, visit",  # health would be the fifth
    )
    assert labels(["garden", "seed"], {"garden": "花园"}) == ("花园、seed", "garden, seed")
    assert labels(["老人", "garden"], {"老人": "elder", "garden": "花园"}) == ("老人", "garden")
    assert labels([], {}) == ("", "")


def test_a_term_is_translated_by_its_first_gloss_of_one_or_two_words() -> None:
    dictionary = languages(
        {
            "老人": ("old man or woman", "the elderly", "old folk"),
            "探访": ("to call on", "to visit"),
            "社工": ("social work", "social worker"),
            "督": ("CL:个", "surname Du"),
            "长": ("three words long",),
        }
    )
    assert translated(["老人", "探访", "社工", "督", "长", "团队", "elder"], dictionary) == {
        "老人": "elderly",
        "探访": "call on",
        "社工": "social work",
    }


def test_the_dictionary_in_use_translates_what_social_workers_say() -> None:
    real = Languages(cedict.glosses, {}, lambda word: word)
    assert translated(["志愿者", "医院", "儿童", "不是词的词"], real) == {
        "志愿者": "volunteer",
        "医院": "hospital",
        "儿童": "child",
    }
    assert anchors(["志愿者", "居民", "hospital", "volunteer", "inhabitant"], real) == (
        ("居民", "inhabitant", 1 / 2),
        ("志愿者", "volunteer", 1.0),
    )
