"""Words that say nothing about a topic."""

from pipeline.backends.stop_words import FILLERS, stop_words


def test_both_languages_and_the_fillers_of_speech_are_there_in_lower_case() -> None:
    words = stop_words()
    assert {"the", "because", "的", "因为", "嗯", "就是说", "yeah"} <= words
    assert words >= FILLERS
    assert {word for word in words if word != word.lower()} == set()


def test_words_of_the_field_are_not_among_them() -> None:
    assert stop_words() & {"社工", "督导", "角色", "role", "volunteer", "community"} == set()
