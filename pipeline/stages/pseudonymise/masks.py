"""Mask what was found: the same person has the same alias in all texts of a corpus."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.model.aliases import NUMBERED, PERSON, alias, highest_number
from pipeline.model.mentions import SURE, Mention, joined
from pipeline.model.scripts import CHINESE
from pipeline.stages.pseudonymise.identifiers import identifiers
from pipeline.stages.pseudonymise.linking import keys_of, title_behind

_CHINESE = re.compile(f"[{CHINESE}]")
AROUND = 20  # characters on each side that tell the language of an alias

Finder = Callable[[Sequence[str]], Sequence[Sequence[Mention]]]
Numbers = Callable[[Sequence[str], int], Mapping[str, int]]


@dataclass(frozen=True)
class Place:
    """One place that was masked.

    Parameters
    ----------
    mention : Mention
        What was found, with its place in the text as it was.
    start, end : int
        The alias's place in the masked text, in code points, end exclusive.
    alias : str
        What stands there.
    form : str
        What stood there, with the title behind it (王阿姨). It must not leave the machine's memory but in the encrypted key.
    key : str
        What stands for the person, the same for all forms of the name; '' for kinds without a number. As confidential as `form`.
    """

    mention: Mention
    start: int
    end: int
    alias: str
    form: str
    key: str


@dataclass(frozen=True)
class Masked:
    """Texts without what identifies people.

    Parameters
    ----------
    texts : tuple of str
        In their order.
    places : tuple of tuple of Place
        Per text what was masked, in order.
    """

    texts: tuple[str, ...]
    places: tuple[tuple[Place, ...], ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Kind to the number of places masked."""
        return dict(Counter(place.mention.kind for places in self.places for place in places))

    @property
    def persons(self) -> int:
        """Different persons."""
        return len({place.key for places in self.places for place in places if place.mention.kind == PERSON})

    @property
    def doubtful(self) -> int:
        """Places masked on evidence that a person should look at."""
        return sum(place.mention.certainty < SURE for places in self.places for place in places)


def in_order(keys: Sequence[str], taken: int) -> dict[str, int]:
    """Number keys in the order in which they first come, from the number after those that are taken."""
    return {key: taken + number for number, key in enumerate(dict.fromkeys(keys), 1)}


def mask(
    texts: Sequence[str], named: Finder, *, same: Mapping[str, str] | None = None, numbers: Numbers = in_order
) -> Masked:
    """Replace what identifies people by aliases.

    Parameters
    ----------
    texts : sequence of str
        All texts of a corpus.
    named : callable
        Texts to the places where people (and, when asked for, organisations and places) are named, per text in order.
    same : mapping of str to str, optional
        A form of a name to the name of the person, as the roster says: 王阿姨 to 王秀兰. It wins over what the evidence links.
    numbers : callable, optional
        Keys of persons, in the order of the texts, and the highest number that the texts hold already, to a number of each.

    Returns
    -------
    Masked
        [人物07] or [Person 07] in place of a name, a title behind it stays; [电话], [phone] and the like in place of the rest. An identifier
        with a form of its own wins over a name that overlaps it.

    Notes
    -----
    This is no anonymisation: who somebody is can still be read from what is told about them, and recognisers miss names.
    """
    found = [joined(identifiers(text), ones) for text, ones in zip(texts, named(texts), strict=True)]
    keys = keys_of(texts, found, same or {})
    taken = max(map(highest_number, texts), default=0)
    given = numbers([key for row in keys for key in row if key], taken)
    made = [_masked(text, ones, row, given) for text, ones, row in zip(texts, found, keys, strict=True)]
    return Masked(tuple(text for text, _ in made), tuple(places for _, places in made))


def _masked(
    text: str, mentions: Sequence[Mention], keys: Sequence[str], numbers: Mapping[str, int]
) -> tuple[str, tuple[Place, ...]]:
    parts, places = [], []
    at = length = 0
    for mention, key in zip(mentions, keys, strict=True):
        near = text[max(0, mention.start - AROUND) : mention.end + AROUND]
        number = numbers[key] if mention.kind in NUMBERED else 0
        said = alias(mention.kind, number, chinese=_CHINESE.search(near) is not None)
        length += mention.start - at
        places.append(
            Place(
                mention,
                length,
                length + len(said),
                said,
                text[mention.start : mention.end] + title_behind(text, mention),
                key,
            )
        )
        parts += [text[at : mention.start], said]
        length += len(said)
        at = mention.end
    return "".join([*parts, text[at:]]), tuple(places)
