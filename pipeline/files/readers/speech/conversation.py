"""Conversations inside JSON: the lists of turns that data sets hold and that speech recognisers write."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pipeline.files.readers.speech.cues import Cue, clock, turns_of
from pipeline.model import speakers
from pipeline.model.lines import together
from pipeline.model.raw import Turn

TURNS = tuple(
    """utterances meetingtranscripts audiosegments turns dialogue dialog dialogs messages conversation conversations segments
    transcription chunks phrases recognizedphrases monologues paragraphs sentences captions subtitles lattice lattice2
    resultdetail data""".split()
)
"""Keys of a list of turns, in the order in which they are looked for; lower case, without _ and -."""

COARSE = ("transcripts", "results", "channels")
"""Keys of a list that recognisers write beside or above a finer one; taken when there is none."""

RECORDS = frozenset("data results items records documents rows".split())
"""Keys that hold records as often as turns: a list under them is a conversation only where speakers or times are named."""

_SPEAKERS = "speakername speaker speakerlabel role name from who user speakerid speakertag spk rl".split()
_SPEECHES = "text content value utterance message transcript body onebest finalsentence display sentence word".split()
_PARTS = "content contents sentences elements words alternatives nbest".split()
_STARTS = "start begin bg starttime begintime startms offsetmilliseconds offsets timestamps timestamp time".split()
_ENDS = "end ed endtime endms stop stoptime offsets timestamps timestamp".split()
_THOUSANDTHS = frozenset("bg ed startms endms offsetmilliseconds offsets begintime".split())
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_SECONDS = re.compile(r"\d{1,9}(?:\.\d+)?s?")
DEPTH = 6  # levels at which a list of turns is looked for
LATEST = 400_000_000  # milliseconds, 111 hours: what is more is no place in a recording


@dataclass(frozen=True)
class _Spoken:
    """One turn as found: begin and end in units that only the whole list tells, or a clock as text."""

    speaker: str
    text: str
    start: float | str | None = None
    end: float | str | None = None
    is_thousandths: bool = False


def here(record: Mapping[str, Any]) -> tuple[str, tuple[Turn, ...]] | None:
    """Find a conversation as `find` does, but only under the record's own keys."""
    return _at(record, TURNS)


def find(record: Mapping[str, Any]) -> tuple[str, tuple[Turn, ...]] | None:
    """Find the conversation in a record.

    Returns
    -------
    tuple or None
        The record's own key under which it lies, and its turns; None when there is none. Pieces with a begin and an end are a recogniser's
        and joined into turns; other turns stay as they are.
    """
    return _search(record, TURNS) or _search(record, COARSE)


def _search(record: Mapping[str, Any], names: Sequence[str]) -> tuple[str, tuple[Turn, ...]] | None:
    level: list[tuple[str, Mapping[str, Any]]] = [("", record)]
    for _ in range(DEPTH):
        for key, inner in level:
            found = _at(inner, names)
            if found:
                return key or found[0], found[1]
        level = [
            (key or name, below) for key, inner in level for name, value in inner.items() for below in _below(value)
        ]
    return None


def spoken(items: Sequence[Any], *, strict: bool = False) -> tuple[Turn, ...] | None:
    """Read a list as turns of speech; None when an item is none, or (strict) when neither speakers nor times are named."""
    if all(isinstance(item, str) for item in items):
        return _labelled(items, strict=strict)
    made = [_item(item) for item in items]
    held = [item for item in made if item is not None]
    if len(held) < len(made) or (strict and not all(item.speaker or item.start is not None for item in held)):
        return None
    timed = [item for item in held if item.start is not None and item.end is not None]
    scale = _scale(held)
    if held and len(timed) == len(held):
        cues = [_cue(item, scale) for item in held]
        return turns_of([cue for cue in cues if cue.lines])
    return tuple(Turn(line(item.text), item.speaker, _time(item.start, scale)) for item in held if item.text.strip())


def line(text: str) -> str:
    """Write a turn on one line."""
    return re.sub(r"\s*[\r\n]+\s*", " ", text).strip()


@lru_cache(4096)
def plain_key(key: str) -> str:
    """Bring a key to the form of the lists above."""
    return key.lower().replace("_", "").replace("-", "")


def _at(record: Mapping[str, Any], names: Sequence[str]) -> tuple[str, tuple[Turn, ...]] | None:
    entries = {plain_key(key): (key, value) for key, value in record.items()}
    for name in names:
        key, value = entries.get(name, ("", None))
        value = _unpacked(value)
        if isinstance(value, list) and value:
            turns = spoken(value, strict=name == "data")
            if turns is not None:
                return key, turns
    return _by_words(entries) if names is TURNS else None


def _below(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects one level down; a list counts only with a single one in it, else something would be left out."""
    value = _unpacked(value)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        yield value


def _unpacked(value: Any) -> Any:
    """Read JSON inside a text, as iFLYTEK sends it."""
    if isinstance(value, str) and value[:1] in ("[", "{") and len(value) > 2:
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def _by_words(entries: Mapping[str, tuple[str, Any]]) -> tuple[str, tuple[Turn, ...]] | None:
    """Read turns from words that each name their speaker, where a recogniser wrote no sentences (AWS items, Deepgram words)."""
    for name in ("items", "words"):
        key, words = entries.get(name, ("", None))
        if not isinstance(words, list) or not words or not all(isinstance(word, dict) for word in words):
            continue
        made = [
            _item({"text": word["punctuated_word"], **word} if "punctuated_word" in word else word) for word in words
        ]
        held = [word for word in made if word is not None]
        if len(held) == len(made) and any(word.speaker for word in held):
            return key, _grouped(held)
    return None


def _grouped(words: Sequence[_Spoken]) -> tuple[Turn, ...]:
    scale = _scale(words)
    groups: list[list[_Spoken]] = []
    for word in words:
        # signs have no time and often no speaker of their own
        if groups and (word.speaker == groups[-1][0].speaker or (not word.speaker and word.start is None)):
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(
        Turn(
            re.sub(r"\s+([.,!?;:%])", r"\1", together([word.text for word in group])),
            group[0].speaker,
            _time(group[0].start, scale),
        )
        for group in groups
    )


def _labelled(lines: Sequence[str], *, strict: bool) -> tuple[Turn, ...] | None:
    """Read texts as turns, with the speakers' labels at their beginnings, by the decision that is made for plain text."""
    openings = [speakers.turn(text.strip()) for text in lines]
    known = speakers.chosen([opening.name for opening in openings], cache(speakers.is_name), spoken=True)
    if strict and not known:
        return None
    is_known: Callable[[str], bool] = known.__contains__
    return tuple(
        Turn(line(text.strip()[opening.behind :]), opening.name, speakers.clock(opening.time) or "")
        if is_known(opening.name)
        else Turn(line(text))
        for text, opening in zip(lines, openings, strict=True)
    )


def _item(item: Any) -> _Spoken | None:
    if isinstance(item, str):
        return _Spoken("", item)
    if isinstance(item, list) and len(item) == 2 and all(isinstance(part, str) for part in item):
        return _Spoken(item[0], item[1])
    if not isinstance(item, dict):
        return None
    values = {plain_key(str(key)): value for key, value in item.items()}
    if "json1best" in values:
        return _lattice(_unpacked(values["json1best"]))
    text = _text(values)
    if text is None:
        return None
    start, end = (next((name for name in names if values.get(name) is not None), "") for names in (_STARTS, _ENDS))
    words = values.get("words")
    if not start and isinstance(words, list) and words:
        first, last = _item(words[0]), _item(words[-1])
        if first and last:
            return _Spoken(_named(values), text, first.start, last.end, first.is_thousandths)
    return _Spoken(
        _named(values),
        text,
        _place(values.get(start), "from", 0),
        _place(values.get(end), "to", -1),
        start in _THOUSANDTHS,
    )


def _named(values: Mapping[str, Any]) -> str:
    return next(filter(None, (_speaker(values.get(name)) for name in _SPEAKERS)), "")


def _lattice(best: Any) -> _Spoken | None:
    """Read one sentence of an iFLYTEK result, which is cut into words and their alternatives."""
    try:
        sentence = best["st"]
        words = [word["cw"][0]["w"] for part in sentence["rt"] for word in part["ws"]]
        speaker = _speaker(sentence.get("rl"))
        start, end = (_place(sentence.get(name), "", 0) for name in ("bg", "ed"))
        return _Spoken(speaker, together(words), start, end, is_thousandths=True)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return None


def _text(values: Mapping[str, Any], depth: int = 4) -> str | None:
    """Return what an object says: a text, or parts that say it."""
    for name in _SPEECHES:
        if isinstance(values.get(name), str):
            return str(values[name])
    for name in _PARTS:
        parts = values.get(name)
        if isinstance(parts, list) and parts and depth:
            chosen = parts[:1] if name in ("alternatives", "nbest") else parts
            said = [
                _text({plain_key(str(key)): value for key, value in part.items()}, depth - 1)
                if isinstance(part, dict)
                else part
                for part in chosen
            ]
            texts = [part for part in said if isinstance(part, str)]
            if len(texts) == len(chosen):
                return "".join(texts) if name == "elements" else together(texts)
    return None


def _speaker(value: Any) -> str:
    """Return a name; a bare number becomes `Speaker 1`, so that it cannot be taken for a part of the speech."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "user_name", "display_name", "id") if value.get(key)), "")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    name = " ".join(str(value).split())
    return f"Speaker {name}" if name.isdecimal() else name


def _place(value: Any, key: str, at: int) -> float | str | None:
    if isinstance(value, dict):
        value = value.get(key)
    if isinstance(value, list):
        value = value[at] if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if 0 <= value < LATEST else None
    if isinstance(value, str) and _SECONDS.fullmatch(value.strip()):
        return float(value.strip().rstrip("s"))
    found = _CLOCK.search(value) if isinstance(value, str) and len(value) < 40 else None
    return found[0] if found else None


def _scale(items: Sequence[_Spoken]) -> int:
    """Return how many milliseconds the unit of time has: whole numbers that are far apart are milliseconds, others seconds."""
    if any(item.is_thousandths for item in items):
        return 1
    numbers = [(item.start, item.end) for item in items if isinstance(item.start, int | float)]
    whole = all(isinstance(number, int) for pair in numbers for number in pair if number is not None)
    longest = max((end - start for start, end in numbers if isinstance(end, int | float)), default=0)
    return 1 if whole and longest >= 200 else 1000


def _milliseconds(place: float | str | None, scale: int) -> int:
    if isinstance(place, str):
        hours, minutes, seconds = (speakers.clock(place) or "0:0:0").split(":")
        return (int(hours) * 3600 + int(minutes) * 60 + int(seconds)) * 1000
    return int((place or 0) * scale)


def _time(place: float | str | None, scale: int) -> str:
    return "" if place is None else clock(_milliseconds(place, scale))


def _cue(item: _Spoken, scale: int) -> Cue:
    start, end = (_milliseconds(place, scale) for place in (item.start, item.end))
    return Cue(start, end, tuple(filter(None, map(str.strip, item.text.splitlines()))), item.speaker)
