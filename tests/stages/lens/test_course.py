"""How problems go: worked by hand, and beside a plain second reading of the rule."""

from itertools import product

import pytest

from pipeline.stages.lens.course import FollowUp, course, follow_up
from tests.stages.lens.made import note, row


def went(said: str, quiet_after: int = 2) -> tuple[str, str, str, int, str] | None:
    found = course(row(said), "x", quiet_after)
    if found is None:
        return None
    return (found.status, found.since[-2:], found.ended[-2:], found.came_back, found.last.date[-2:])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("x", ("open", "01", "", 0, "01")),
        ("-x-x-", ("open", "02", "", 0, "04")),
        ("x--", ("quiet", "01", "03", 0, "01")),
        ("xnn", ("quiet", "01", "03", 0, "01")),
        ("x--x", ("open", "04", "", 1, "04")),
        ("x--x--x-", ("open", "07", "", 2, "07")),
        ("xr", ("resolved", "01", "02", 0, "01")),
        ("xrx", ("open", "03", "", 1, "03")),
        ("xxrx--", ("quiet", "04", "06", 1, "04")),
        ("x--r", ("resolved", "01", "04", 0, "01")),
        ("xr--r", ("resolved", "01", "02", 0, "01")),
        ("x-b", ("open", "01", "", 0, "03")),
        ("rrx", ("open", "03", "", 0, "03")),
    ],
)
def test_an_episode_begins_ends_and_comes_back_as_the_rule_says(
    said: str, expected: tuple[str, str, str, int, str]
) -> None:
    assert went(said) == expected


def test_a_problem_that_no_note_asserts_has_no_course() -> None:
    assert went("-rn") is None
    assert went("") is None


def test_how_many_notes_make_a_problem_quiet_can_be_set() -> None:
    assert [went("x---", number) for number in (1, 3, 4)] == [
        ("quiet", "01", "02", 0, "01"),
        ("quiet", "01", "04", 0, "01"),
        ("open", "01", "", 0, "01"),
    ]


def naive(said: str, quiet_after: int) -> tuple[str, str, str, int, str] | None:
    """Cut the notes into episodes by looking for each end from each beginning."""
    episodes: list[list[int]] = []
    for day, one in enumerate(said):
        if one not in "xb":
            continue
        ended = bool(episodes) and (
            "r" in said[episodes[-1][-1] + 1 : day] or day - episodes[-1][-1] - 1 >= quiet_after
        )
        if ended or not episodes:
            episodes.append([])
        episodes[-1].append(day)
    if not episodes:
        return None
    first, last = episodes[-1][0], episodes[-1][-1]
    rest = said[last + 1 :]
    if "r" in rest:
        status, ended_at = "resolved", last + 1 + rest.index("r")
    elif len(rest) >= quiet_after:
        status, ended_at = "quiet", last + quiet_after
    else:
        status, ended_at = "open", -1
    return (status, f"{first + 1:02}", f"{ended_at + 1:02}" if ended_at >= 0 else "", len(episodes) - 1, f"{last + 1:02}")  # fmt: skip


@pytest.mark.parametrize("quiet_after", [1, 2, 3])
def test_every_row_of_up_to_seven_notes_agrees_with_a_second_reading(quiet_after: int) -> None:
    for length in range(8):
        for said in map("".join, product("x-r", repeat=length)):
            assert went(said, quiet_after) == naive(said, quiet_after), said


ANSWERS = {"visit", "joined"}


def test_a_next_note_follows_up_when_it_has_a_section_and_takes_the_problem_up_again() -> None:
    first = note("2024-01-01", "x", plan=True, follow_up=True)

    def counted(**said: object) -> FollowUp:
        return follow_up([first, note("2024-02-01", **said)], "x", ANSWERS)  # type: ignore[arg-type]

    yes, no = FollowUp(1, 1, 1, True), FollowUp(1, 1, 0, False)
    assert counted(asserted="x", follow_up=True) == yes
    assert counted(negated="x", follow_up=True) == yes
    assert counted(resolved="x", follow_up=True) == yes
    assert counted(asserted="visit", followed="visit", follow_up=True) == yes
    assert counted(asserted="joined", followed="joined", follow_up=True) == yes
    # without a section; with one that says nothing of it; with a method elsewhere, or another risk
    assert counted(asserted="x") == no
    assert counted(follow_up=True) == no
    assert counted(asserted="visit", follow_up=True) == no
    assert counted(asserted="y", followed="y", follow_up=True) == no


def test_only_notes_with_a_next_one_of_the_same_organisation_can_be_followed() -> None:
    notes = [
        note("2024-01-01", "x", plan=True, follow_up=True),
        note("2024-01-02", "x", organisation="乙"),
        note("2024-01-03", "x", follow_up=True),
        note("2024-01-04", "x", organisation="丙"),
        note("2024-01-05", organisation="乙"),
    ]
    assert follow_up(notes, "x", ANSWERS) == FollowUp(could=2, planned=1, followed=1, last=False)
    assert follow_up(notes[3:4], "x", ANSWERS) == FollowUp(0, 0, 0, None)
    assert follow_up([], "x", ANSWERS) == FollowUp(0, 0, 0, None)


def test_salons_interviews_and_notes_without_an_organisation_are_passed_over() -> None:
    notes = [
        note("2024-01-01", "x"),
        note("2024-01-02", "x", written=False),
        note("2024-01-03", "x", organisation=""),
        note("2024-01-04", organisation=""),
        note("2024-01-05", "x", follow_up=True),
    ]
    assert follow_up(notes, "x", ANSWERS) == FollowUp(1, 0, 1, True)


def test_the_latest_note_that_could_be_followed_is_the_one_that_is_told() -> None:
    notes = [
        note("2024-01-01", "x"),
        note("2024-01-02", "x", organisation="乙"),
        note("2024-01-03", "x", follow_up=True, organisation="乙"),
        note("2024-01-04"),
    ]
    assert follow_up(notes, "x", ANSWERS).last is True
