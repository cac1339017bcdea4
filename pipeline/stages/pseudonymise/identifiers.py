"""Find structured identifiers in Chinese, English and mixed text: telephone numbers, cards, accounts, links, plates, addresses, births, numbers."""

import re
from collections.abc import Callable, Iterator

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.accounts import accounts
from pipeline.stages.pseudonymise.addresses import addresses
from pipeline.stages.pseudonymise.births import births
from pipeline.stages.pseudonymise.cards import cards
from pipeline.stages.pseudonymise.codes import codes
from pipeline.stages.pseudonymise.innocents import innocents
from pipeline.stages.pseudonymise.links import links
from pipeline.stages.pseudonymise.phones import phones
from pipeline.stages.pseudonymise.signs import folded
from pipeline.stages.pseudonymise.windows import windows

_RECOGNISERS: tuple[tuple[str, Callable[[str], Iterator[Mention]]], ...] = (
    (r"[0-9](?:[^0-9]{0,4}[0-9]){4}|短号|内线|分机|小号|[零〇一二三四五六七八九幺两]{4}", phones),
    (r"[0-9](?:[^0-9]{0,2}[0-9]){5}", cards),
    (r"[0-9](?:[^0-9]{0,2}[0-9]){2}|[0-9A-Za-z]{4}", codes),
    (r"[A-Za-z@]|信|扣扣|企鹅|微|泡泡", accounts),
    (r"//|[wW]{3}|\.[A-Za-z]+/", links),
    (r"[号弄栋幢座]|单元|[0-9]-[0-9]|[a-z] [A-Z]", addresses),
    (r"生|[Bb](?:irth|orn)|DOB|dob|D\.O", births),
)
"""Each recogniser with what must stand in a stretch before it is worth asking."""
_ASKED = tuple((re.compile(gate), recognise) for gate, recognise in _RECOGNISERS)


def identifiers(text: str) -> list[Mention]:
    """Find identifiers that have a form of their own.

    Parameters
    ----------
    text : str
        A frozen text.

    Returns
    -------
    list of Mention
        In order and without overlap. Where several rules claim the same place, length times certainty decides. A mention covers the
        identifier without the word that announces it.

    Notes
    -----
    Left as they are: ages, years of birth, place names without a house number, rooms without a building, public telephone numbers after a
    cue (110, 12345), home pages and documents on the web. Names of people are not looked for here.
    """
    found: list[Mention] = []
    for start, end in windows(text):
        claims = _claims(folded(text[start:end]))
        found += (Mention(one.start + start, one.end + start, one.kind, one.certainty, one.reasons) for one in claims)
    return sorted(found)


def _claims(window: str) -> list[Mention]:
    """Return the mentions in one stretch."""
    claims = [one for gate, recognise in _ASKED if gate.search(window) for one in recognise(window)]
    if claims:
        claims += innocents(window)
    return [one for one in _apart(claims) if one.kind]


def _apart(claims: list[Mention]) -> list[Mention]:
    """Keep the weightiest of claims that overlap."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for one in sorted(claims, key=lambda claim: (-(claim.end - claim.start) * claim.certainty, claim)):
        places = range(one.start, one.end)
        if not any(place in taken for place in places):
            taken.update(places)
            kept.append(one)
    return kept
