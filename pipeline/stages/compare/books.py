"""Which codes of two codebooks can be compared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.both import Both
from pipeline.model.codebook import Code, Codebook, Pattern
from pipeline.model.expressions import references_of, sets_of


@dataclass(frozen=True)
class Books:
    """What two codebooks have in common; codes by id with their names.

    Parameters
    ----------
    common : mapping
        Codes of both.
    changed : mapping
        Those of them that catch something else in B: other patterns, cues or conditions, also of the word sets and codes that they refer to.
    only_before, only_after : mapping
        Codes of A only, and of B only.
    levels : tuple of str
        Levels with the same codes in both.
    levels_changed : tuple of str
        Those of them with a changed code.
    levels_left_out : tuple of str
        Levels with other codes in B, whose totals cannot be compared.
    """

    common: Mapping[str, Both]
    changed: Mapping[str, Both]
    only_before: Mapping[str, Both]
    only_after: Mapping[str, Both]
    levels: tuple[str, ...]
    levels_changed: tuple[str, ...]
    levels_left_out: tuple[str, ...]


def books(before: Codebook, after: Codebook) -> Books:
    """Put two codebooks side by side."""
    old, new = ({code.id: code for code in book.codes} for book in (before, after))
    common = [code for code in new if code in old]
    changed = [code for code in common if _meaning(old[code], before) != _meaning(new[code], after)]
    members = _levels(before), _levels(after)
    known = sorted(set(members[0]) | set(members[1]))
    levels = tuple(level for level in known if members[0][level] == members[1][level])
    return Books(
        common={code: new[code].name for code in common},
        changed={code: new[code].name for code in changed},
        only_before={code: old[code].name for code in old if code not in new},
        only_after={code: new[code].name for code in new if code not in old},
        levels=levels,
        levels_changed=tuple(level for level in levels if members[1][level] & set(changed)),
        levels_left_out=tuple(level for level in known if level not in levels),
    )


def _levels(book: Codebook) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code in book.codes:
        if code.level:
            found[code.level].add(code.id)
    return found


def _meaning(code: Code, book: Codebook) -> dict[str, Any]:
    """Return all that decides what a code catches; names, definitions, examples and the order of patterns do not."""
    by_id = {one.id: one for one in book.codes}
    reached = _closure([code.id], lambda name: _references(by_id[name]))
    codes = [by_id[name] for name in sorted(reached)]
    cues = {name: book.cues[name] for one in codes for name in one.reacts_to if name in book.cues}
    patterns = [pattern for one in codes for pattern in (*one.patterns, *one.unless)]
    patterns += [
        pattern
        for cue in cues.values()
        for pattern in (*cue.before, *cue.after, *cue.cancelled_by, *cue.until)
    ]  # fmt: skip
    first = [name for pattern in patterns for name in sets_of(pattern.expression)]
    sets = _closure(first, lambda name: [inner for item in book.sets[name] for inner in sets_of(item.expression)])
    return {
        "codes": {
            one.id: (_said(one.patterns), _said(one.unless), sorted(one.reacts_to), sorted(one.where)) for one in codes
        },
        "cues": {
            name: (
                cue.scope,
                cue.within,
                *(_said(part) for part in (cue.before, cue.after, cue.cancelled_by, cue.until)),
            )
            for name, cue in cues.items()
        },
        "sets": {name: _said(book.sets[name]) for name in sets},
    }


def _said(patterns: Iterable[Pattern]) -> list[tuple[str, ...]]:
    return sorted({(one.source, str(one.within), f"{one.weight:g}", repr(sorted(one.where))) for one in patterns})


def _references(code: Code) -> list[str]:
    return [name for pattern in (*code.patterns, *code.unless) for name in references_of(pattern.expression)]


def _closure(first: Iterable[str], inner: Any) -> set[str]:
    found: set[str] = set()
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += inner(name)
    return found
