"""What each kind of document made of a difference: it sums, and it is the same seen from the other side."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.association import Judge
from pipeline.model.settings import Themes
from pipeline.stages.compare import SOURCES, Statistics, compare
from tests.stages.compare.runs import ONE_LINE, Row, compared, document, documents, side

MIRRORED = {"new": "gone", "gone": "new", "more": "fewer", "fewer": "more", "little": "little"}
OTHER_SIDE = {"added": "removed", "removed": "added", "changed": "changed", "unchanged": "unchanged"}


def no_test(_scores: Sequence[int], _strata: Sequence[str], _confidence: float) -> Judge:
    return lambda _carried: None


PLAIN = Statistics(lambda count, total, _level: (count / total, count / total), no_test, list)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Make two lists of documents that come, go, change and stay, and carry a theme or not."""
    before, after = [], []
    for number in range(draw(st.integers(0, 12))):
        source = draw(st.sampled_from(SOURCES))
        old, new = (draw(st.sampled_from(("", "role", "role:3"))) for _ in range(2))
        name = f"d{number:02}"
        if source != "added":
            before.append(document(name, old, text=f"{name} before" if source == "changed" else name))
        if source != "removed":
            after.append(document(name, new, text=name))
    return before, after


def test_the_share_goes_from_a_to_b_in_steps_that_can_be_counted_by_hand() -> None:
    # A: 3 of 6; without the 2 removed ones (both carried it) 1 of 4; read anew 2 of 4; with 4 added ones (3 carry it) 5 of 8
    before = side(*documents("a x y", "role"), *documents("b c"), document("d", text="old"))
    after = side(
        document("a", "role"),
        *documents("b c"),
        document("d", "role", text="new"),
        *documents("m n o", "role"),
        document("p"),
    )
    change = compared(before, after)[1]["code:role"]
    assert {part.source: part.difference for part in change.parts} == pytest.approx(
        {"removed": 1 / 4 - 3 / 6, "changed": 1 / 4, "unchanged": 0, "added": 5 / 8 - 2 / 4}
    )
    assert change.difference == pytest.approx(5 / 8 - 3 / 6)


def test_without_a_common_document_the_middle_is_the_share_in_all() -> None:
    change = compared(side(*documents("a b", "role")), side(document("x", "role"), *documents("y z")))[1]["code:role"]
    assert [part.difference for part in change.parts] == pytest.approx([1 / 3 - 3 / 5, 3 / 5 - 1, 0, 0])


@given(corpora())
def test_the_parts_sum_to_the_difference_and_to_the_documents(made: tuple[list[Row], list[Row]]) -> None:
    found = compare(side(*made[0]), side(*made[1]), ONE_LINE, Themes(), PLAIN)
    for change in found.themes:
        gained, lost = (sum(getattr(part, name) for part in change.parts) for name in ("gained", "lost"))
        assert change.after.documents - change.before.documents == gained - lost
        assert sum(part.documents for part in change.parts) == len(found.notes)
        if change.difference is not None:
            exact = Fraction(change.after.documents, len(made[1])) - Fraction(change.before.documents, len(made[0]))
            assert change.difference == float(exact)
            assert sum(part.difference or 0 for part in change.parts) == pytest.approx(float(exact), abs=1e-12)


@given(corpora())
def test_seen_from_the_other_side_everything_is_mirrored(made: tuple[list[Row], list[Row]]) -> None:
    sides = side(*made[0]), side(*made[1])
    there, back = (compare(*pair, ONE_LINE, Themes(), PLAIN) for pair in (sides, sides[::-1]))
    assert len(there.themes) == len(back.themes)
    for one, other in zip(there.themes, back.themes, strict=True):
        assert MIRRORED[one.status] == other.status
        assert (one.before, one.after) == (other.after, other.before)
        assert {(mover.note.before, mover.note.after, mover.change) for mover in one.movers} == {
            (mover.note.after, mover.note.before, "lost" if mover.change == "gained" else "gained")
            for mover in other.movers
        }
        if one.difference is not None:
            differences = {OTHER_SIDE[part.source]: -(part.difference or 0) for part in other.parts}
            assert {part.source: part.difference for part in one.parts} == pytest.approx(differences)
