"""Choosing among mentions that overlap."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.mentions import Mention, apart, joined

spans = st.builds(
    lambda start, length, certainty: Mention(start, start + length, "person", certainty),
    st.integers(0, 20),
    st.integers(1, 6),
    st.sampled_from([0.1, 0.5, 0.9]),
)


def overlap(first: Mention, second: Mention) -> bool:
    return first.start < second.end and second.start < first.end


def slowly(claims: list[Mention], taken: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for one in sorted(claims, key=lambda one: (one.start - one.end, -one.certainty, one)):
        if not any(overlap(one, other) for other in [*taken, *kept]):
            kept.append(one)
    return sorted(kept)


@given(st.lists(spans), st.lists(spans).map(lambda claims: slowly(claims, [])))
def test_claims_are_chosen_as_one_by_one(claims: list[Mention], taken: list[Mention]) -> None:
    assert apart(claims, taken) == slowly(claims, taken)


def test_the_first_stay_where_they_overlap() -> None:
    first, second, third = Mention(0, 3, "phone", 1.0), Mention(2, 9, "person", 1.0), Mention(3, 5, "person", 0.1)
    assert joined([first], [second, third]) == [first, third]
