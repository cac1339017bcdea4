"""Encryption with a passphrase."""

import pytest

from pipeline.backends.sealing import HEAD, WrongPassphrase, is_sealed, seal, unseal


def test_the_passphrase_gives_back_what_was_sealed_and_nothing_shows_before() -> None:
    sealed = seal("王秀兰".encode(), "口令 pass")
    assert is_sealed(sealed)
    assert "王秀兰".encode() not in sealed
    assert unseal(sealed, "口令 pass").decode() == "王秀兰"
    assert seal("王秀兰".encode(), "口令 pass") != sealed


@pytest.mark.parametrize(
    "change",
    [lambda it: it[:-1] + bytes([it[-1] ^ 1]), lambda it: it[: len(HEAD) + 20], lambda it: b"x" + it, lambda it: HEAD],
)
def test_what_was_changed_does_not_open(change: object) -> None:
    with pytest.raises(WrongPassphrase):
        unseal(change(seal(b"content", "pass")), "pass")  # type: ignore[operator]


def test_another_passphrase_does_not_open() -> None:
    with pytest.raises(WrongPassphrase):
        unseal(seal(b"content", "pass"), "Pass")
