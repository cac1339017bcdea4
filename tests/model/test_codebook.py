"""A codebook as the coding stage reads it."""

import dataclasses

import pytest

from pipeline.model.both import Both
from pipeline.model.codebook import Code, Codebook, Cue, Pattern
from pipeline.model.expressions import read


def book(source: str = "角色", **changes: object) -> Codebook:
    nothing = Both("", "")
    pattern = Pattern(source, read(source))
    code = Code("c", "risk", nothing, nothing, nothing, nothing, {"zh": ("一",)}, (pattern,))
    made = Codebook(
        Both("甲", "a"), "1", (code,), {"x": (pattern,), "y": ()}, {"negation": Cue("clause", 5, (pattern,))}
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def test_the_same_words_give_the_same_fingerprint() -> None:
    assert book().fingerprint() == book().fingerprint()
    swapped = dict(reversed(book().sets.items()))
    assert book(sets=swapped).fingerprint() == book().fingerprint()


@pytest.mark.parametrize(
    "other",
    [
        book("角 色"),
        book(version="2"),
        book(sets={}),
        book(cues={"negation": Cue("sentence", 5)}),
        book(name=Both("甲", "b")),
    ],
)
def test_other_words_give_another_fingerprint(other: Codebook) -> None:
    assert other.fingerprint() != book().fingerprint()


def test_a_codebook_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        book().version = "2"  # type: ignore[misc]
