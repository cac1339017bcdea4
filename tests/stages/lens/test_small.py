"""Small numbers are not told, and cannot be computed from what is told."""

from itertools import product

import pytest

from pipeline.stages.lens.small import hide

PARTS = {"planned": "could_follow", "followed": "could_follow"}


def test_numbers_below_the_threshold_are_left_out_and_named() -> None:
    hidden = hide({"came_back": 2, "other": 3}, {}, 3)
    assert (hidden.told, hidden.suppressed) == ({"came_back": None, "other": 3}, ("came_back",))


def test_a_part_whose_rest_is_small_is_left_out_too_unless_the_rest_is_nothing() -> None:
    numbers = {"could_follow": 7, "planned": 5, "followed": 7}
    hidden = hide(numbers, PARTS, 3)
    assert (hidden.told, hidden.suppressed) == ({"could_follow": 7, "planned": None, "followed": 7}, ("planned",))
    assert hide({"could_follow": 7, "planned": 4, "followed": 3}, PARTS, 3).suppressed == ()


def test_with_a_threshold_of_nought_everything_is_told() -> None:
    assert hide({"could_follow": 1, "planned": 0, "followed": 1}, PARTS, 0).suppressed == ()


@pytest.mark.parametrize("least", range(2, 7))
def test_nothing_that_is_hidden_can_be_computed(least: int) -> None:
    """For every state, what is told fits at least two values of each hidden number, and of each rest, but nought."""
    seen: dict[tuple[object, ...], list[dict[str, int]]] = {}
    for could, planned, followed in product(range(4 * least), repeat=3):
        if planned <= could and followed <= could:
            numbers = {"could_follow": could, "planned": planned, "followed": followed}
            told = hide(numbers, PARTS, least).told
            # the one answer that is told beside the numbers, except where fewer than two are one or none
            for last in {followed > 0, followed == could and could > 0} if could and least > 2 else {None}:
                rests = {f"not {part}": could - numbers[part] for part in PARTS}
                seen.setdefault((*told.values(), last), []).append(numbers | rests)
    for told_values, states in seen.items():
        told = dict(zip(("could_follow", "planned", "followed"), told_values, strict=False))
        hidden = [name for name, value in told.items() if value is None]
        hidden += [f"not {part}" for part in PARTS if told[part] is None]
        for name in hidden:
            held = {state[name] for state in states}
            assert held == {0} or len(held) > 1, (told, name, held)
