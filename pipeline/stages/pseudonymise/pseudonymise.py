"""Pseudonymise the tables that ingest made: texts, what documents say of themselves, and who speaks."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from pipeline.model.aliases import PERSON
from pipeline.model.frames import check, from_rows, rows
from pipeline.model.mentions import Mention, apart
from pipeline.stages.pseudonymise.labelled import names_in, stands_out
from pipeline.stages.pseudonymise.masks import Masked, Numbers, Place, in_order, mask
from pipeline.stages.pseudonymise.people.reading import Lexicon

CELLS = ("title", "author", "organisation", "path", "problem", "problem_zh")
OFFSETS = ("turn_start", "turn_end", "page_start")
SURE = 0.5  # certainty from which a name in a text is looked for in the names of files
SURE_INSIDE = 0.95  # the same of a person's name inside an organisation's
SHORTEST_PART = 4  # letters of a part of a Western name by which a file may be called
SHORTEST_NAME = 4  # characters of the end of an organisation's name that stand for it
LABEL_SIGN = "："  # stands behind the speaker of a turn in a frozen text

Row = dict[str, object]
Find = Callable[[Sequence[str], Sequence[str], Sequence[str]], Sequence[Sequence[Mention]]]


@dataclass(frozen=True)
class Tools:
    """What finds and numbers people.

    Parameters
    ----------
    find : callable
        Texts, names that are known to be people's, and names that are known to be organisations', to the places where people (and
        organisations and places, when they are to be masked) are named in each.
    lexicon : mapping
        A Chinese word to its frequency and part of speech in a general dictionary.
    same : mapping of str to str
        A form of a name to the person, as the roster says.
    numbers : callable
        See `mask`.
    """

    find: Find
    lexicon: Lexicon
    same: Mapping[str, str]
    numbers: Numbers = in_order


@dataclass(frozen=True)
class Pseudonymised:
    """The tables without what identifies people, and what was masked.

    Parameters
    ----------
    documents, texts : pandas.DataFrame
        As they were, masked; all offsets point into the masked text.
    maskings : pandas.DataFrame
        Table `maskings`: every place of a text that was masked. It says nothing of what stood there.
    masked : Masked
        The same with what stood there; for the encrypted key only.
    files : mapping of str to str
        The names of files that were given to their masked ones.
    """

    documents: pd.DataFrame
    texts: pd.DataFrame
    maskings: pd.DataFrame
    masked: Masked
    files: Mapping[str, str]


def pseudonymise(
    documents: pd.DataFrame, texts: pd.DataFrame, tools: Tools, files: Sequence[str] = ()
) -> Pseudonymised:
    """Mask what identifies people in a corpus.

    Parameters
    ----------
    documents, texts : pandas.DataFrame
        The tables that `ingest` makes.
    tools : Tools
        What finds people.
    files : sequence of str
        Further strings to be masked the same way: the names of the corpus's files.

    Returns
    -------
    Pseudonymised
        An author, and a speaker named by a format, is a person, whatever the evidence, unless the label is a role or a number.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    made, frozen = rows(check("documents", documents)), rows(check("texts", texts))
    bodies = [str(row["text"]) for row in frozen]
    labels = sorted({str(row["author"]) for row in made if row["author"]})
    labels += sorted(set(chain.from_iterable(row["turn_speaker"] or () for row in frozen)) - {""} - set(labels))
    cells = sorted({str(row[name]) for row in made for name in CELLS if row[name]} | {*labels, *files})
    names = names_in(labels)
    organisations = sorted({str(row["organisation"]) for row in made if row["organisation"]})
    finder = _Finder(tools, frozen, frozenset(labels), names, organisations)
    masked = mask([*bodies, *cells], finder, same=tools.same, numbers=tools.numbers)
    said = dict(zip(cells, masked.texts[len(bodies) :], strict=True))
    of_bodies = Masked(masked.texts[: len(bodies)], masked.places[: len(bodies)])
    lengths = {row["document_id"]: len(text) for row, text in zip(frozen, of_bodies.texts, strict=True)}
    return Pseudonymised(
        from_rows("documents", [_document(row, said, lengths) for row in made]),
        from_rows(
            "texts", [_text(*each, said) for each in zip(frozen, of_bodies.texts, of_bodies.places, strict=True)]
        ),
        from_rows(
            "maskings", [line for each in zip(frozen, of_bodies.places, strict=True) for line in _maskings(*each)]
        ),
        of_bodies,
        {name: said[name] for name in files},
    )


class _Finder:
    """Finds people in the bodies and the cells of a corpus; what labels and turns say is known beforehand."""

    def __init__(
        self,
        tools: Tools,
        frozen: Sequence[Row],
        labels: frozenset[str],
        names: Sequence[str],
        organisations: Sequence[str],
    ) -> None:
        self._tools, self._frozen, self._labels = tools, frozen, labels
        self._names, self._organisations = names, organisations
        self._kept = _ends(organisations)
        self._known = stands_out(names, [str(row["text"]) for row in frozen], tools.lexicon)

    def __call__(self, strings: Sequence[str]) -> list[list[Mention]]:
        found = [list(ones) for ones in self._tools.find(strings, self._known, self._organisations)]
        found = [_outside(text, ones, self._kept) if ones else ones for text, ones in zip(strings, found, strict=True)]
        for text, row, ones in zip(strings, self._frozen, found, strict=False):
            ones += apart(_turn_labels(text, row, self._names), ones)
        bodies = len(self._frozen)
        echo = _echo(strings[:bodies], found[:bodies])
        for text, ones in zip(strings[bodies:], found[bodies:], strict=True):
            if text in self._labels:
                ones += apart(_whole(text, self._names), ones)
            ones += apart([Mention(*one.span(), PERSON, 1.0, ("text",)) for one in echo.finditer(text)], ones)
        return [sorted(ones) for ones in found]


def _echo(bodies: Sequence[str], found: Sequence[Sequence[Mention]]) -> re.Pattern[str]:
    """Make the pattern of the names that texts hold for sure, for the names of files: 2024-05_okafor.docx."""
    names = {
        text[one.start : one.end]
        for text, ones in zip(bodies, found, strict=True)
        for one in ones
        if one.kind == PERSON
        and one.certainty >= SURE
        and one.end - one.start >= (4 if text[one.start].isascii() else 3)
    }
    parts = {part for name in names if name.isascii() for part in name.split() if len(part) >= SHORTEST_PART}
    ordered = sorted(names | parts, key=lambda name: (-len(name), name))
    shapes = [rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name) for name in ordered]
    return re.compile("|".join(shapes) or r"(?!)", re.IGNORECASE)


def _ends(organisations: Sequence[str]) -> list[str]:
    """Return the names of organisations and their ends: 银龄互助队 is 青禾银龄互助队, as files are called."""
    names = {name[cut:] for name in organisations for cut in range(max(1, len(name) - SHORTEST_NAME + 1))}
    return sorted(name for name in names if len(name) > 1)


def _outside(text: str, mentions: Sequence[Mention], names: Sequence[str]) -> list[Mention]:
    """Leave out what looks like a name inside the name of an organisation, unless it surely is one: organisations stay, unless asked for."""
    held = [at.span() for name in names if name in text for at in re.finditer(re.escape(name), text)]
    return [
        one
        for one in mentions
        if one.kind != PERSON
        or one.certainty >= SURE_INSIDE
        or not any(low <= one.start and one.end <= high for low, high in held)
    ]


def _turn_labels(text: str, row: Row, names: Sequence[str]) -> list[Mention]:
    """Return where the speakers stand before their turns."""
    mentions = []
    starts, speakers = row["turn_start"] or (), row["turn_speaker"] or ()
    for start, speaker in zip(starts, speakers, strict=True):  # type: ignore[call-overload]
        end = start - len(LABEL_SIGN)
        begin = end - len(speaker)
        if speaker and text[begin:start] == speaker + LABEL_SIGN:
            mentions += [
                Mention(one.start + begin, one.end + begin, one.kind, one.certainty, one.reasons)
                for one in _whole(speaker, names)
            ]
    return mentions


def _whole(label: str, names: Sequence[str]) -> list[Mention]:
    places = [(label.find(name), name) for name in names if name in label]
    return [Mention(at, at + len(name), PERSON, 1.0, ("label",)) for at, name in places]


def _document(row: Row, said: Mapping[str, str], lengths: Mapping[object, int]) -> Row:
    cells = {name: said[str(row[name])] for name in CELLS if row[name]}
    return row | cells | {"characters": lengths.get(row["document_id"], row["characters"])}


def _text(row: Row, text: str, places: Sequence[Place], said: Mapping[str, str]) -> Row:
    starts = [place.mention.start for place in places]
    lists = {
        name: [moved(offset, places, starts) for offset in row[name]]  # type: ignore[attr-defined]
        for name in OFFSETS
        if row[name] is not None
    }
    speakers = row["turn_speaker"]
    if speakers is not None:
        lists["turn_speaker"] = [said.get(name, "") for name in speakers]  # type: ignore[attr-defined,misc]
    return row | {"text": text, "body_start": moved(int(str(row["body_start"])), places, starts)} | lists


def moved(offset: int, places: Sequence[Place], starts: Sequence[int]) -> int:
    """Return where an offset of a text lies in the masked text.

    Parameters
    ----------
    offset : int
        In the text as it was, in code points. The inside of what was masked is the end of its alias.
    places : sequence of Place
        What was masked, in order.
    starts : sequence of int
        Where each of them began.
    """
    number = bisect_right(starts, offset) - 1
    if number < 0:
        return offset
    place = places[number]
    if offset == place.mention.start:
        return place.start
    return place.end + max(0, offset - place.mention.end)


def _maskings(row: Row, places: Sequence[Place]) -> list[Row]:
    return [
        {
            "document_id": row["document_id"],
            "start_char": place.start,
            "end_char": place.end,
            "kind": place.mention.kind,
            "alias": place.alias,
            "certainty": float(place.mention.certainty),
            "reasons": list(place.mention.reasons),
        }
        for place in places
    ]
