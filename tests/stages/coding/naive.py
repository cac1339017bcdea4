"""A slow matcher written from the description of the pattern language alone: plain recursion over characters.

It shares no code with pipeline/: patterns are small trees of its own, and a pattern is first written out into all its flat
alternatives. Pieces: ("text", s) Chinese or signs, ("word", w), ("exact", w), ("glob", w), ("gap", units), ("set", name),
("any", (option, ...)) with an option being a tuple of pieces, which may be empty.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

Piece = tuple
Pattern = tuple[Piece, ...]
Sets = Mapping[str, Sequence[Pattern]]
Span = tuple[int, int]

STOPS = "。！？!?；;."  # the texts of these tests hold no abbreviations and no decimals
CLAUSE_STOPS = STOPS + "，,、：:"
FORMS = {"roles": "role", "runs": "run", "running": "run", "ran": "run", "workers": "worker"}
SIMPLE = {"導": "导", "務": "务", "會": "会", "難": "难"}


def fold(text: str) -> str:
    folded = ""
    for character in text:
        if "！" <= character <= "～":  # full-width forms lie at a fixed distance from ASCII
            character = chr(ord(character) - 0xFEE0)
        folded += SIMPLE.get(character, {"’": "'", "‘": "'"}.get(character, character.lower()))
    return folded


def is_chinese(character: str) -> bool:
    return "一" <= character <= "鿿"


def is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def words(text: str) -> list[Span]:
    """Return the English words and numbers of a text; an apostrophe between letters is part of the word."""
    found, at = [], 0
    while at < len(text):
        if not is_letter(text[at]):
            at += 1
            continue
        end = at
        while end < len(text) and (
            is_letter(text[end]) or (text[end] == "'" and end + 1 < len(text) and is_letter(text[end + 1]))
        ):
            end += 1
        found.append((at, end))
        at = end
    return found


@cache
def begun(text: str) -> list[int]:
    return [first for first, _ in words(text)] + [place for place in range(len(text)) if is_chinese(text[place])]


def units(text: str, start: int, end: int) -> int:
    """Count the Chinese characters and the English words that begin between two places."""
    return sum(start <= place < end for place in begun(text))


def flat(pattern: Pattern, sets: Sets) -> list[Pattern]:
    """Write a pattern out into all its alternatives, which hold neither sets nor choices."""
    choices: list[list[Pattern]] = []
    for kind, value in pattern:
        if kind == "set":
            choices.append([way for item in sets[value] for way in flat(item, sets)])
        elif kind == "any":
            choices.append([way for option in value for way in flat(option, sets)])
        else:
            choices.append([((kind, value),)])
    return [tuple(piece for part in way for piece in part) for way in product(*choices)]


def piece_ends(piece: Piece, text: str, at: int) -> Iterator[int]:
    kind, value = piece
    if kind == "text":
        if text.startswith(fold(value), at):
            yield at + len(value)
        return
    for start, end in words(text):
        if start != at:
            continue
        bare = end - 2 if text[start:end].endswith("'s") else end
        for stop in {end, bare}:
            if word_fits(kind, fold(value), text[start:stop]):
                yield stop


def word_fits(kind: str, wanted: str, word: str) -> bool:
    if kind == "exact":
        return word == wanted
    if kind == "glob":
        return word[-2:] != "'s" and glob_fits(wanted, word)
    return FORMS.get(word, word) == FORMS.get(wanted, wanted)


def glob_fits(wanted: str, word: str) -> bool:
    if not wanted:
        return not word
    if wanted[0] == "*":
        return any(glob_fits(wanted[1:], word[skipped:]) for skipped in range(len(word) + 1))
    return bool(word) and wanted[0] in ("?", word[0]) and glob_fits(wanted[1:], word[1:])


def joined(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two pieces leaves them next to each other."""
    between = text[end:start]
    if between.strip() == "":
        return True
    english = is_letter(text[end - 1]) and is_letter(text[start])
    return english and between == "-"


def in_one_sentence(text: str, start: int, end: int, stops: str = STOPS) -> bool:
    return not any(character in stops for character in text[start:end])


def ways(pieces: Pattern, text: str, at: int, skipped: tuple[Span, ...]) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yield (end, stretches that gaps skipped) for every way in which flat pieces match from a place on."""
    if not pieces:
        yield at, skipped
        return
    gap = pieces[0][1] if pieces[0][0] == "gap" else None
    rest = pieces[1:] if gap is not None else pieces
    for start in range(at, len(text)):
        for end in piece_ends(rest[0], text, start):
            if gap is None and joined(text, at, start):
                yield from ways(rest[1:], text, end, skipped)
            elif gap is not None and in_one_sentence(text, at, start) and units(text, at, start) <= gap:
                yield from ways(rest[1:], text, end, skipped + (((at, start),) if at < start else ()))


def matches(pattern: Pattern, text: str, sets: Sets) -> set[tuple[int, int, tuple[Span, ...]]]:
    """Return (start, end, skipped) of every way in which a pattern matches anywhere in a folded text."""
    found = set()
    for pieces in flat(pattern, sets):
        if not pieces:
            continue
        for start in range(len(text)):
            for first in piece_ends(pieces[0], text, start):
                found |= {(start, end, skipped) for end, skipped in ways(pieces[1:], text, first, ())}
    return found


def spans(patterns: Sequence[Pattern], text: str, sets: Sets) -> set[Span]:
    return {(start, end) for pattern in patterns for start, end, _ in matches(pattern, text, sets)}


def standing(found: set[Span], text: str, cut: Callable[[str], list[str]]) -> set[Span]:
    """Leave out what is only one or two Chinese characters and cuts a longer word in two."""
    edges, place = {0}, 0
    for word in cut(text):
        place += len(word)
        edges.add(place)
    short = {(start, end) for start, end in found if end - start <= 2 and all(map(is_chinese, text[start:end]))}
    return {span for span in found if span not in short or set(span) <= edges}


def sentence_of(text: str, place: int) -> int:
    return sum(character in STOPS for character in text[:place])


def hits(
    patterns: Sequence[Pattern], unless: Sequence[Pattern], text: str, sets: Sets, cut: Callable[[str], list[str]]
) -> list[Span]:
    """Return what a code keeps: no short Chinese hit inside a word, none beside an unless, the longest without overlaps."""
    barred = {sentence_of(text, start) for start, _ in standing(spans(unless, text, sets), text, cut)}
    found = [
        span for span in standing(spans(patterns, text, sets), text, cut) if sentence_of(text, span[0]) not in barred
    ]
    kept: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= low or high <= start for low, high in kept):
            kept.append((start, end))
    return sorted(kept)


def taken_back(hit: Span, cue: Mapping[str, object], text: str, sets: Sets, cut: Callable[[str], list[str]]) -> bool:
    """Tell whether a cue stands near a hit without gaps; a cue is scope, within, before, after and cancelled_by."""
    start, end = hit
    stops = CLAUSE_STOPS if cue["scope"] == "clause" else STOPS
    before, after, cancelled = (
        standing(spans(cue[name], text, sets), text, cut)  # type: ignore[arg-type]
        for name in ("before", "after", "cancelled_by")
    )
    near = [(low, high, high, start) for low, high in before if high <= start]
    near += [(low, high, end, low) for low, high in after if low >= end]
    return any(
        in_one_sentence(text, left, right, stops)
        and units(text, left, right) <= cue["within"]  # type: ignore[operator]
        and not any(first <= low and high <= last for first, last in cancelled)
        for low, high, left, right in near
    )
