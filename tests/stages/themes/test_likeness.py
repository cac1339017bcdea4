"""How alike notes of a phase are, and what that takes from tests."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.model.frames import rows
from pipeline.model.settings import Themes
from pipeline.stages.themes import themes
from pipeline.stages.themes.likeness import Phases, _Cells, _traces, phases
from tests.stages.themes.test_themes import NAMES, REAL, Corpus


def drawn(seed: int, alike: float, *, many: int = 300, size: int = 48) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Themes of which each phase of three months, begun nobody knows when, has its own level; half of the notes carry each."""
    random = np.random.default_rng(seed)
    homes, months = np.arange(size) % 4, np.arange(size) // 4
    phase = homes * 10 + (months + random.integers(0, 3, size=(many, 1))) // 3
    levels = np.take_along_axis(random.normal(0, alike**0.5, size=(many, 40)), phase, axis=1)
    noise = random.normal(0, (1 - alike) ** 0.5, size=(many, size))
    return (levels + noise > 0).astype(float), homes, months


def test_independent_notes_are_not_alike() -> None:
    found = [phases(*drawn(seed, 0.0)).alike for seed in range(20)]
    assert np.mean(found) < 0.01  # not below 0, hence a little above it


def test_notes_of_a_phase_are_as_alike_as_they_were_made() -> None:
    """Two normal variables with a correlation of .3, cut at their middle, have one of 2 / pi x arcsin .3 (Sheppard 1899)."""
    found = [phases(*drawn(seed, 0.3)).alike for seed in range(20)]
    assert np.mean(found) == pytest.approx(2 / np.pi * np.arcsin(0.3), abs=0.01)


def test_the_traces_are_those_of_the_whole_matrices() -> None:
    random = np.random.default_rng(2)
    home, months = random.integers(0, 3, size=17), random.integers(0, 12, size=17)
    inside = home[:, None] == np.arange(3)
    moved = months - (inside @ ((months @ inside) / inside.sum(axis=0)))
    moved = moved / np.sqrt((moved**2).sum())
    columns = np.column_stack([inside.astype(float), moved])
    maker = np.eye(17) - columns @ np.linalg.pinv(columns)
    chance = np.maximum(1 - np.abs(months[:, None] - months) / 3, 0) * (home[:, None] == home) - np.eye(17)
    first, second = _traces(_Cells.of(Phases(home, months)), home, moved)
    assert first == pytest.approx(-np.trace(maker @ chance))
    assert second == pytest.approx(np.trace(maker @ chance @ maker @ chance))


def test_the_effect_is_that_of_correlated_scores() -> None:
    """Scores 0, 0, 2, 2, two notes a month, centred -1, -1, 1, 1: variance 4 without likeness, and 4 + 4 x .5 with it."""
    held = Phases(np.zeros(4, dtype=np.int64), np.asarray([0, 0, 5, 5]), 0.5)
    assert held.effect([0, 0, 2, 2], [""] * 4) == pytest.approx(1.5)
    assert held.effect([0, 2, 0, 2], [""] * 4) == 1.0  # notes of one phase on both sides: likeness takes nothing
    assert held.effect([3, 3, 3, 3], [""] * 4) == 1.0
    assert replace(held, alike=0.0).effect([0, 0, 2, 2], [""] * 4) == 1.0
    near = replace(held, month=np.asarray([0, 0, 2, 2]))  # two months apart: of one phase with a chance of a third
    assert near.effect([0, 0, 2, 2], [""] * 4) == pytest.approx(1 + 0.5 * (4 - 8 / 3) / 4)
    assert replace(near, home=np.asarray([0, 0, 1, 1])).effect([0, 0, 2, 2], [""] * 4) == pytest.approx(1.5)
    assert held.part(np.asarray([True, False, True, False])).effect([0, 2], ["", ""]) == 1.0


@pytest.mark.parametrize("many", [0, 4])
def test_few_themes_show_nothing(many: int) -> None:
    assert phases(*drawn(1, 0.9, many=many)).alike == 0.0


def test_phases_weaken_what_all_themes_show_and_undated_notes_belong_to_none() -> None:
    """Nine codes that come and go with the quarter, and one that rises: less sure than it would be alone."""
    random = np.random.default_rng(4)
    names = NAMES | {f"code{number}": NAMES["trust"] for number in range(9)}
    corpus = Corpus().note("undated").code("undated-2", "code1")
    for number in range(36):
        name = f"n{number:02}"
        corpus.note(name, f"2024-{number // 3 + 1:02}-0{number % 3 + 1}", organisation="甲")
        if number in (8, 13, 14, 19, 21, 22, 25, 26, 29, 31, 33, 34, 35):
            corpus.code(f"{name}-1", "roles")
    for code in range(9):
        for quarter in np.flatnonzero(random.random(4) < 0.5):
            for number in range(9 * quarter, 9 * quarter + 9):
                corpus.code(f"n{number:02}-2", f"code{code}")
    inputs = replace(corpus.inputs(), code_names=names)
    (together,) = (row for row in rows(themes(inputs, Themes(), REAL).themes) if row["theme_id"] == "code:roles")
    alone = rows(themes(replace(inputs, code_names=NAMES), Themes(), REAL).themes)[0]
    assert alone["theme_id"] == "code:roles"
    assert alone["p_value"] < 0.01 < together["p_value"]
    assert together["odds_ratio"] == alone["odds_ratio"]
    assert together["odds_low"] < alone["odds_low"] and together["odds_high"] > alone["odds_high"]
