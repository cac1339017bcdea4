"""English lemmas."""

import pytest

from pipeline.backends.simplemma import lemma


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("runs", "run"),
        ("running", "run"),
        ("ran", "run"),
        ("roles", "role"),
        ("volunteers", "volunteer"),
        ("unclear", "unclear"),
        ("children", "child"),
        ("zhuli", "zhuli"),
    ],
)
def test_a_word_gives_its_lemma_and_an_unknown_one_itself(word: str, base: str) -> None:
    assert lemma(word) == base


@pytest.mark.parametrize("word", ["i", "monday", "english", "us"])
def test_a_lemma_is_lower_case(word: str) -> None:
    assert lemma(word) == lemma(word).lower()
