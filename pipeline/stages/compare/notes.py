"""Which documents of two runs are the same, which came, and which went."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.model.frames import counted
from pipeline.stages.compare.parts import ADDED, CHANGED, REMOVED, SOURCES, UNCHANGED, Note, Side

Row = dict[str, Any]


def notes_of(before: Side, after: Side, *, one_corpus: bool) -> tuple[Note, ...]:
    """Pair the documents that count: those that were read and have a segment.

    Parameters
    ----------
    before, after : Side
        Both runs.
    one_corpus : bool
        Whether the same document_id is the same document.

    Returns
    -------
    tuple of Note
        By source, date and id. Of one corpus the same id with the same sha256 is found first, then the same sha256 under another id (a file renamed, a
        row moved; only where there is one of it in each run), then the same id with another sha256: a document that was changed.
    """
    old, new = _counted(before), _counted(after)
    pairs: dict[str, str] = {}
    same = [name for name in sorted(set(old) & set(new)) if old[name]["sha256"] == new[name]["sha256"]]
    if one_corpus:
        pairs |= dict(zip(same, same, strict=True))
    pairs |= _paired(_left(old, pairs.keys()), _left(new, pairs.values()), lambda row: row["sha256"])
    unchanged = set(pairs)
    if one_corpus:
        pairs |= _paired(_left(old, pairs.keys()), _left(new, pairs.values()), lambda row: row["document_id"])
    found = [_note(old[a], new[b], UNCHANGED if a in unchanged else CHANGED) for a, b in pairs.items()]
    found += [_note(row, None, REMOVED) for row in _left(old, pairs.keys()).values()]
    found += [_note(None, row, ADDED) for row in _left(new, pairs.values()).values()]
    return tuple(sorted(found, key=lambda note: (SOURCES.index(note.source), note.date, note.after or note.before)))


def _counted(side: Side) -> dict[str, Row]:
    return {row["document_id"]: row for row in counted(side.documents, side.segments)}


def _left(documents: Mapping[str, Row], taken: Any) -> dict[str, Row]:
    used = set(taken)
    return {name: row for name, row in documents.items() if name not in used}


def _paired(old: Mapping[str, Row], new: Mapping[str, Row], key: Callable[[Row], str | None]) -> dict[str, str]:
    """Pair documents with the same key, where there is one of it on each side."""
    sides: list[dict[str, list[str]]] = [{}, {}]
    for documents, held in zip((old, new), sides, strict=True):
        for name in sorted(documents):
            held.setdefault(key(documents[name]) or "", []).append(name)
    found = {}
    for value in sorted((set(sides[0]) & set(sides[1])) - {""}):
        if len(sides[0][value]) == len(sides[1][value]) == 1:
            found[sides[0][value][0]] = sides[1][value][0]
    return found


def _note(old: Row | None, new: Row | None, source: str) -> Note:
    shown, first = new or old or {}, old or new or {}
    return Note(
        before=old["document_id"] if old else "",
        after=new["document_id"] if new else "",
        source=source,
        title=shown["title"] or shown["path"],
        date=shown["date"] or "",
        organisation=shown["organisation"] or "",
        stratum=first["organisation"] or "",
    )
