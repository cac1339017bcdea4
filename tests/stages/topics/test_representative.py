"""Passages that stand for a topic."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from pipeline.model.topic_fit import Numbers
from pipeline.stages.topics.passages import Passage
from pipeline.stages.topics.representative import representative

LONG = "字" * 60
Texts = Mapping[str, tuple[str, str]]


def at(*degrees: float) -> Numbers:
    """Return points on a circle."""
    turned = np.radians(np.asarray(degrees))
    return np.column_stack([np.cos(turned), np.sin(turned)])


def single(*documents: str, lengths: Sequence[int] = ()) -> tuple[list[Passage], dict[str, tuple[str, str]]]:
    """Make passages s0, s1 ... of one segment each, in those documents."""
    signs = lengths or [60] * len(documents)
    texts = {
        f"s{number}": (document, "字" * size)
        for number, (document, size) in enumerate(zip(documents, signs, strict=True))
    }
    return [Passage((key,), []) for key in texts], texts


def shown(weights: Sequence[float], points: Numbers, made: tuple[list[Passage], Texts]) -> list[str]:
    return representative(made[0], np.asarray(weights), points, made[1])


def test_the_passage_nearest_to_the_middle_comes_first() -> None:
    assert shown([1.0] * 3, at(-60, 0, 50), single("a", "b", "c"))[0] == "s1"


def test_a_passage_different_from_those_chosen_comes_before_one_that_is_nearer_but_the_same() -> None:
    # the middle is at 13 degrees: s0 and s1 are nearest, and alike; s1 is worth 0.7 x 0.97 - 0.3, s2 0.7 x 0.89 - 0.3 x 0.77
    assert shown([1.0] * 3, at(0, 0, 40), single("a", "b", "c")) == ["s0", "s2", "s1"]


def test_every_document_has_its_say_before_any_has_a_second() -> None:
    made = single("a", "a", "a", "b", "c")
    assert shown([1.0] * 5, at(0, 1, 2, 60, -60), made) == ["s1", "s3", "s4", "s0", "s2"]


def test_a_passage_of_less_than_half_the_topic_does_not_show_it_and_of_equal_ones_the_fuller_is_first() -> None:
    assert shown([0.5, 0.49, 0.0, 1.0], at(0, 0, 0, 0), single(*"abcd")) == ["s3", "s0"]
    assert shown([0.49, 0.0], at(0, 0), single(*"ab")) == []
    assert shown([], at(), ([], {})) == []


def test_a_short_passage_shows_less() -> None:
    made = single("a", "b", lengths=[20, 60])
    assert shown([1.0, 1.0], at(0, 20), made)[0] == "s1"
    assert shown([1.0, 1.0], at(0, 20), single("a", "b"))[0] == "s0"


def test_a_passage_is_shown_by_its_longest_segment() -> None:
    texts = {"s1": ("a", "短"), "s2": ("a", LONG), "s3": ("a", "中等的"), "s4": ("b", "同长"), "s5": ("b", "同样")}
    passages = [Passage(("s1", "s2", "s3"), []), Passage(("s4", "s5"), [])]
    assert representative(passages, np.ones(2), at(0, 0), texts) == ["s2", "s5"]


def test_twelve_are_shown_at_most() -> None:
    made = single(*(f"d{number}" for number in range(30)))
    found = shown([1.0] * 30, at(*range(30)), made)
    assert len(found) == len(set(found)) == 12


def test_every_document_has_its_say_although_one_long_document_holds_the_best_sixty() -> None:
    made = single(*["long"] * 60, *(f"d{number:02}" for number in range(15)))
    found = shown([1.0] * 60 + [0.9] * 15, at(*[0.0] * 75), made)
    assert len({made[1][key][0] for key in found}) == 12


def naive(passages: list[Passage], weights: Numbers, points: Numbers, texts: Texts) -> list[str]:
    """Choose by turns from fewer than sixty passages, as maximal marginal relevance is defined."""
    places = {passage.ids[0]: row for row, passage in enumerate(passages) if weights[row] >= 0.5}
    full = {key: min(len(texts[key][1]) / 60, 1.0) for key in places}
    middle = sum(weights[row] * points[row] for row in places.values())
    middle = middle / np.linalg.norm(middle)
    chosen: list[str] = []
    while len(chosen) < min(12, len(places)):
        said = [texts[key][0] for key in chosen]
        fewest = min(said.count(texts[key][0]) for key in places if key not in chosen)
        fresh = [key for key in places if key not in chosen and said.count(texts[key][0]) == fewest]

        def worth(key: str) -> float:
            like = max((float(points[places[key]] @ points[places[other]]) for other in chosen), default=0.0)
            return 0.7 * full[key] * float(points[places[key]] @ middle) - 0.3 * like

        chosen.append(max(fresh, key=worth))
    return chosen


@pytest.mark.parametrize("seed", range(10))
def test_a_naive_choice_shows_the_same_of_random_passages(seed: int) -> None:
    random = np.random.default_rng(seed)
    many = int(random.integers(1, 60))
    made = single(
        *(f"d{number}" for number in random.integers(0, 8, many)), lengths=random.integers(5, 90, many).tolist()
    )
    points = random.normal(size=(many, 5)) + 1.0
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    weights = random.random(many)
    assert representative(made[0], weights, points, made[1]) == naive(made[0], weights, points, made[1])
