"""What another program's coding dictionary holds, in Zhuli's words, and what could not be carried over.

A dictionary is not yet a codebook: its entries have no level and no definition in two languages, and some have no patterns.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.both import Both

LONGEST_SAID = 60  # characters of a foreign line that a report repeats: enough to find it again


@dataclass(frozen=True)
class Entry:
    """One category, tag or code.

    Parameters
    ----------
    name : str
        As written in the file.
    path : tuple of str
        The names of the categories that it stands in, outermost first.
    patterns : tuple of str
        In Zhuli's pattern language; empty where the other program has none.
    description : str
        What the file says about it, or nothing.
    """

    name: str
    path: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Dropped:
    """Something in a file that was not carried over, or only in part.

    Parameters
    ----------
    line : int
        Where it stands, from 1.
    said : str
        What stands there, at most `LONGEST_SAID` characters; see `shortened`.
    reason : Both
        Why, and what stands in its place where there is something.
    """

    line: int
    said: str
    reason: Both


@dataclass(frozen=True)
class Omitted:
    """Something in a codebook that the other program's format cannot hold, or only in part.

    Parameters
    ----------
    code : str
        The id of the code.
    said : str
        The pattern, at most `LONGEST_SAID` characters; see `shortened`.
    reason : Both
        Why, and what was written instead where there is something.
    """

    code: str
    said: str
    reason: Both


@dataclass(frozen=True)
class Dictionary:
    """A dictionary that was read: its entries in the order of the file, and what was lost on the way."""

    name: str
    entries: tuple[Entry, ...]
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True)
class Written:
    """A codebook in another program's format, and what that format cannot hold."""

    text: str
    dropped: tuple[Omitted, ...] = ()


def shortened(said: str) -> str:
    """Return a text in one line of at most `LONGEST_SAID` characters.

    Examples
    --------
    >>> shortened("a\\n  b")
    'a b'
    """
    line = " ".join(said.split())
    return line if len(line) <= LONGEST_SAID else line[: LONGEST_SAID - 1] + "…"


def identifiers(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Make an id for each entry, from its path and name.

    Parameters
    ----------
    entries : iterable of Entry
        In the order of the file; patterns do not matter.

    Returns
    -------
    tuple of str
        Lower case with underscores, all different. A name without a Latin letter gets a number: code_01.

    Examples
    --------
    >>> identifiers([Entry("Social workers", ("Who",)), Entry("社工")])
    ('who_social_workers', 'code_02')
    """
    made: dict[str, None] = {}
    for number, entry in enumerate(entries, 1):
        wanted = _wanted(entry, number)
        found, again = wanted, 2
        while found in made:
            found, again = f"{wanted}_{again}", again + 1
        made[found] = None
    return tuple(made)


def _wanted(entry: Entry, number: int) -> str:
    own = _latin(entry.name)
    if not re.search("[a-z]", own):
        return f"code_{number:02}"
    whole = "_".join(part for part in (*map(_latin, entry.path), own) if part)
    return whole if whole[0].isalpha() else f"code_{whole}"  # a reference begins with a letter


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub("[^a-z0-9]+", "_", plain).strip("_")
