"""Find structured identifiers in Chinese, English and mixed text: telephone numbers, cards, accounts, links, plates, addresses, births, numbers."""

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

_RECOGNISERS: tuple[Callable[[str], Iterator[Mention]], ...] = (
    phones,
    cards,
    codes,
    accounts,
    links,
    addresses,
    births,
    innocents,
)


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
    claims = []
    for start, end in windows(text):
        window = folded(text[start:end])
        for recognise in _RECOGNISERS:
            for one in recognise(window):
                claims.append(Mention(one.start + start, one.end + start, one.kind, one.certainty, one.reasons))
    return sorted(one for one in _apart(claims) if one.kind)


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
