"""What followed a problem elsewhere, on notes small enough to check by eye."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from pipeline.model.association import Association
from pipeline.stages.lens.elsewhere import Case, answers, between, cases
from pipeline.stages.lens.notes import Note
from tests.stages.lens.made import note

Judge = Callable[[Sequence[bool]], Association | None]


def notes(*asserted: str, organisation: str = "甲") -> list[Note]:
    return [note(f"2024-01-{day:02}", codes, organisation=organisation) for day, codes in enumerate(asserted, 1)]


def days(found: dict[str, list[Case]]) -> dict[str, list[tuple[str, set[str]]]]:
    return {name: [(case.note.date[-2:], set(case.between)) for case in some] for name, some in found.items()}


def test_an_outcome_follows_a_problem_within_two_notes() -> None:
    rows = {
        "甲": notes("x", "visit", "good", "good", "good"),
        "乙": notes("good", "x", "good salon", organisation="乙"),
        "丙": notes("x good", organisation="丙"),
    }
    assert days(cases(rows, "x", "good")) == {
        "甲": [("03", {"visit", "good"})],
        "乙": [("03", {"good", "salon"})],
    }


def test_what_stood_in_between_counts_from_the_nearest_note_with_the_problem() -> None:
    rows = {"甲": notes("x meal", "x visit", "good")}
    assert days(cases(rows, "x", "good")) == {"甲": [("03", {"good"})]}


def test_first_notes_are_no_units_and_organisations_are_the_strata() -> None:
    asked: list[tuple[list[int], list[str], float]] = []
    carried: list[list[bool]] = []

    def associate(scores: Sequence[int], strata: Sequence[str], confidence: float) -> Judge:
        asked.append((list(scores), list(strata), confidence))

        def judge(held: Sequence[bool]) -> Association | None:
            carried.append(list(held))
            return Association(2.0, 1.0, 4.0, 0.1, 0.01) if any(held) else None

        return judge

    rows = {"甲": notes("x", "good", "", "", "good"), "乙": notes("", "", "x", organisation="乙")}
    found = answers(rows, [("x", "good"), ("x", "never"), ("y", "good")], associate, 0.9)
    assert asked == [
        ([1, 1, 0, 0, 0, 0], ["甲", "甲", "甲", "甲", "乙", "乙"], 0.9),
        ([0] * 6, ["甲"] * 4 + ["乙"] * 2, 0.9),
    ]
    assert carried == [[True, False, False, True, False, False], [False] * 6, [True, False, False, True, False, False]]
    assert {pair: days(held) for pair, (_, held) in found.items()} == {
        ("x", "good"): {"甲": [("02", {"good"})]},
        ("y", "good"): {},
    }


def test_codes_in_between_are_counted_in_organisations() -> None:
    def case(*codes: str) -> Case:
        return Case(note("2024-01-01"), frozenset(codes))

    held = {"甲": [case("visit"), case("visit", "salon")], "乙": [case("visit", "good")], "丙": [case("salon")]}
    assert between(held, ("salon", "visit", "workshop")) == [("salon", 2), ("visit", 2)]
    assert between({}, ("salon",)) == []


@pytest.mark.parametrize("seed", range(5))
def test_cases_agree_with_a_second_reading_of_the_rule(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = {
        name: notes(*(" ".join(code for code in ("x", "good", "visit") if random.random() < 0.4) for _ in range(9)))
        for name in ("甲", "乙")
    }
    expected: dict[str, list[tuple[str, set[str]]]] = {}
    for name, held in rows.items():
        for end, last in enumerate(held):
            starts = [start for start in (end - 1, end - 2) if start >= 0 and "x" in held[start].asserted]
            if starts and "good" in last.asserted:
                codes = {code for one in held[starts[0] + 1 : end + 1] for code in one.asserted}
                expected.setdefault(name, []).append((last.date[-2:], codes))
    assert days(cases(rows, "x", "good")) == expected
