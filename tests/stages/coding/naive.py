"""A slow matcher written from the description of the pattern language alone: plain recursion over characters.

It shares no code with pipeline/ but the one definition of where sentences end, which has tests of its own: patterns are small trees of its own, and a pattern is first written out into all its flat
alternatives. Pieces: ("text", s) Chinese or signs, ("whole", s) and ("part", s) the same quoted and after ~, ("word", w), ("exact", w),
("glob", w), ("gap", words), ("set", name), ("any", (option, ...)) with an option being a tuple of pieces, which may be empty.

Expressions: ("terms", pattern), ("near", parts, within, ordered), ("or", parts), ("and", kept, needed, barred),
("beside", kept, other, side, within, barred).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations, product

from pipeline.model.sentences import sentence_ends

Piece = tuple
Pattern = tuple[Piece, ...]
Expression = tuple
Sets = Mapping[str, Sequence[Pattern]]
Span = tuple[int, int]
Found = dict[Span, tuple[Span, ...]]  # spans, with the stretches that gaps skipped on the shortest way to them
Cut = Callable[[str], list[str]]

STOPS = "¶"  # stands for the last character of a sentence
CLAUSE_STOPS = STOPS + "。！？!?；;，,、：:"
FORMS = {"roles": "role", "runs": "run", "running": "run", "ran": "run", "workers": "worker"}
SIMPLE = {"導": "导", "務": "务", "會": "会", "難": "难"}


def fold(text: str) -> str:
    folded = ""
    for character in text:
        if "！" <= character <= "～":  # full-width forms lie at a fixed distance from ASCII
            character = chr(ord(character) - 0xFEE0)
        folded += SIMPLE.get(character, {"’": "'", "‘": "'"}.get(character, character.lower()))
    return folded


def marked(text: str) -> str:
    """Fold a text, with a mark for the stop, or the last blank behind it, that ends a sentence."""
    characters = list(fold(text))
    for end in sentence_ends(text):
        if not text[end - 1].isalnum():
            characters[end - 1] = STOPS
    return "".join(characters)


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
def chinese_words(text: str, cut: Cut) -> list[Span]:
    """Return the Chinese words of a text, each run of Chinese cut by itself."""
    found, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and is_chinese(text[end]):
            end += 1
        place = at
        for word in cut(text[at:end]):
            found.append((place, place + len(word)))
            place += len(word)
        at = max(end, at + 1)
    return found


def words_between(text: str, start: int, end: int, cut: Cut) -> int:
    """Count the words, Chinese and English, that begin between two places."""
    return sum(start <= place < end for place, _ in words(text) + chinese_words(text, cut))


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
    return [_without_loose_gaps(tuple(piece for part in way for piece in part)) for way in product(*choices)]


def _without_loose_gaps(pieces: Pattern) -> Pattern:
    """Drop gaps at the ends, and of two that meet the smaller one: what stood between them was left out."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece[0] == "gap" and (not kept or kept[-1][0] == "gap"):
            if kept:
                kept[-1] = max(kept[-1], piece)
            continue
        kept.append(piece)
    while kept and kept[-1][0] == "gap":
        kept.pop()
    return tuple(kept)


def piece_ends(piece: Piece, text: str, at: int, cut: Cut) -> Iterator[int]:
    kind, value = piece
    if kind in ("text", "whole", "part"):
        end = at + len(value)
        if text.startswith(fold(value), at) and (kind != "whole" or is_uncut(text, at, end, cut)):
            yield end
        return
    for start, end in words(text):
        if start != at:
            continue
        bare = end - 2 if text[start:end].endswith("'s") else end
        for stop in {end, bare}:
            if word_fits(kind, fold(value), text[start:stop]):
                yield stop


def is_uncut(text: str, start: int, end: int, cut: Cut) -> bool:
    edges = {edge for span in chinese_words(text, cut) for edge in span}
    return start in edges and end in edges


def stands(text: str, start: int, end: int, cut: Cut) -> bool:
    """Tell whether a stretch without gaps is more than one or two Chinese characters out of a longer word."""
    short = end - start <= 2 and all(map(is_chinese, text[start:end]))
    return not short or is_uncut(text, start, end, cut)


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


def in_one(text: str, start: int, end: int, stops: str) -> bool:
    return not any(character in stops for character in text[start:end])


def terms(pattern: Pattern, text: str, sets: Sets, cut: Cut, stops: str) -> Found:
    """Return every passage in which a pattern without operators matches."""
    found: list[tuple[Span, tuple[Span, ...]]] = []
    for pieces in flat(pattern, sets):
        for start in range(len(text)) if pieces else ():
            for first in piece_ends(pieces[0], text, start, cut):
                part = pieces[0][0] == "part"
                ends = ways(pieces[1:], (first, start, (), part), text, cut, stops)
                found += [((start, end), skipped) for end, skipped in ends]
    return shortest(found)


def ways(pieces: Pattern, state: tuple, text: str, cut: Cut, stops: str) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yield (end, stretches that gaps skipped) for every way to go on; a state is where one is, where the present stretch began,
    what was skipped, and whether the stretch may cut a word."""
    at, begun, skipped, part = state
    gap = pieces[0][1] if pieces and pieces[0][0] == "gap" else None
    if (not pieces or gap is not None) and not part and not stands(text, begun, at, cut):
        return
    if not pieces:
        yield at, skipped
        return
    piece, *rest = pieces[1:] if gap is not None else pieces
    for start in range(at, len(text)):
        if gap is None and not joined(text, at, start):
            continue
        if gap is not None and not (in_one(text, at, start, stops) and words_between(text, at, start, cut) <= gap):
            continue
        here = piece[0] == "part" or (gap is None and part)
        left_out = ((at, start),) if gap is not None and at < start else ()
        for end in piece_ends(piece, text, start, cut):
            after = (end, begun if gap is None else start, skipped + left_out, here)
            yield from ways(tuple(rest), after, text, cut, stops)


def shortest(found: list[tuple[Span, tuple[Span, ...]]]) -> Found:
    """Keep of every span the way that skips the fewest characters, then the one whose gaps stand first."""
    kept: Found = {}
    for span, skipped in sorted(found, key=lambda entry: (sum(high - low for low, high in entry[1]), entry[1])):
        kept.setdefault(span, skipped)
    return kept


def evaluate(expression: Expression, text: str, sets: Sets, cut: Cut, within: str | int = "sentence") -> Found:
    """Return the passages that an expression means in a folded text."""
    stops = STOPS if within == "sentence" else ""
    kind, *rest = expression
    if kind == "terms":
        return terms(rest[0], text, sets, cut, stops)

    def of(part: Expression) -> Found:
        return evaluate(part, text, sets, cut, within)

    if kind == "or":
        return shortest([entry for part in rest[0] for entry in of(part).items()])
    if kind == "near":
        parts, distance, ordered = rest
        orders = [parts] if ordered else permutations(parts)
        return shortest(
            [entry for order in orders for entry in chain(list(map(of, order)), distance, text, cut, stops)]
        )
    if kind == "beside":
        kept, other, side, distance, barred = rest
        others = of(other)
        return {
            span: skipped
            for span, skipped in of(kept).items()
            if any(is_beside(span, place, side, distance, text, cut, stops) for place in others) != barred
        }
    kept, needed, barred = rest
    return {
        span: skipped
        for span, skipped in of(kept).items()
        if all(any(together(span, place, text, cut, within) for place in of(part)) for part in needed)
        and not any(together(span, place, text, cut, within) for part in barred for place in of(part))
    }


def chain(parts: list[Found], distance: int, text: str, cut: Cut, stops: str) -> list[tuple[Span, tuple[Span, ...]]]:
    reached = list(parts[0].items())
    for part in parts[1:]:
        reached = [
            ((start, stop), skipped + (((end, begin),) if end < begin else ()) + inner)
            for (start, end), skipped in shortest(reached).items()
            for (begin, stop), inner in part.items()
            if end <= begin and in_one(text, end, begin, stops) and words_between(text, end, begin, cut) <= distance
        ]
    return reached


def is_beside(span: Span, other: Span, side: str, distance: int, text: str, cut: Cut, stops: str) -> bool:
    low, high = (other[1], span[0]) if side == "after" else (span[1], other[0])
    return low <= high and in_one(text, low, high, stops) and words_between(text, low, high, cut) <= distance


def together(span: Span, other: Span, text: str, cut: Cut, within: str | int) -> bool:
    if within == "segment":
        return True
    if within == "sentence":
        return sentence_of(text, span[0]) == sentence_of(text, other[0])
    overlap = span[0] < other[1] and other[0] < span[1]
    return overlap or any(is_beside(span, other, side, within, text, cut, "") for side in ("after", "before"))  # type: ignore[arg-type]


def sentence_of(text: str, place: int) -> int:
    return sum(character in STOPS for character in text[:place])


def hits(found: Sequence[Found], unless: Found, text: str) -> list[Span]:
    """Return what a code keeps: nothing in a sentence with an unless, the longest without overlaps."""
    barred = {sentence_of(text, start) for start, _ in unless}
    spans = {span for part in found for span in part if sentence_of(text, span[0]) not in barred}
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= low or high <= start for low, high in kept):
            kept.append((start, end))
    return sorted(kept)


def taken_back(hit: Span, skipped: tuple[Span, ...], cue: Mapping[str, object], text: str, cut: Cut) -> Span | None:
    """Return the nearest cue that takes a hit back; a cue is scope, within, and the spans before, after, cancelled_by and until."""
    start, end = hit
    stops = CLAUSE_STOPS if cue["scope"] == "clause" else STOPS
    before, after, cancelled, until = (cue[name] for name in ("before", "after", "cancelled_by", "until"))
    near = [(low, high, high, start) for low, high in before if high <= start]  # type: ignore[attr-defined]
    near += [(low, high, end, low) for low, high in after if low >= end]  # type: ignore[attr-defined]
    near += [
        (low, high, high, last)
        for low, high in before  # type: ignore[attr-defined]
        for first, last in skipped
        if first <= low and high <= last
    ]
    fitting = [
        (words_between(text, left, right, cut), low, high)
        for low, high, left, right in near
        if in_one(text, left, right, stops)
        and words_between(text, left, right, cut) <= cue["within"]  # type: ignore[operator]
        and not any(first <= low and high <= last for first, last in cancelled)  # type: ignore[attr-defined]
        and not any(left <= first and last <= right for first, last in until)  # type: ignore[attr-defined]
    ]
    return min(fitting)[1:] if fitting else None
