"""Code points."""

import numpy as np
import pytest

from pipeline.model.points import code_points, points_of, text_of


def test_a_text_and_its_code_points_stand_for_each_other() -> None:
    points = code_points("社a𠮷\n")
    assert points.dtype == np.uint32
    assert points.tolist() == [0x793E, 0x61, 0x20BB7, 0x0A]
    assert text_of(points) == "社a𠮷\n"
    assert text_of(code_points("")) == ""


def test_a_lone_surrogate_is_a_code_point_too() -> None:
    assert text_of(code_points("好\ud800")) == "好\ud800"


@pytest.mark.parametrize(
    ("characters", "points"), [("", []), ("ac", [97, 99]), ("a-cz", [97, 98, 99, 122]), ("x0-1", [120, 48, 49])]
)
def test_a_character_class_is_written_out(characters: str, points: list[int]) -> None:
    assert points_of(characters) == points
