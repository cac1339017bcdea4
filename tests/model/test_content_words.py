"""Which words say what a text is about."""

from pipeline.model.content_words import content_words


def test_stop_words_numbers_short_words_and_speakers_are_left_out() -> None:
    lemmas = [
        "食堂",
        "锅",
        "然后",
        "第三次",
        "三百",
        "2024",
        "go",
        "key",
        "agenda",
        "阿姨",
        "facilitator",
        "AI助手",
        "…",
    ]
    found = content_words(lemmas, ["王阿姨", "Facilitator", None, "李"], frozenset({"然后", "key"}))
    assert found == {"食堂", "agenda", "AI助手"}


def test_without_speakers_and_stop_words_all_content_stays() -> None:
    assert content_words(["食堂", "阿姨"], [], frozenset()) == {"食堂", "阿姨"}
    assert content_words([], [], frozenset()) == frozenset()
