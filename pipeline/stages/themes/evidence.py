"""Which passages speak for a theme, and in which order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from pipeline.stages.themes.carriers import Notes, Passage, Theme

COUNTER_EVIDENCE = 3  # negated passages listed per theme

Row = dict[str, object]


def evidence(theme: Theme, notes: Notes, most: int) -> Iterable[Row]:
    """Return rows of `theme_evidence`: passages for the theme, at most so many, and then some against it."""
    first = list(theme.passages) if theme.kind == "topic" else _spread(theme.passages, notes)
    chosen = first[:most] + _spread(theme.counter, notes)[:COUNTER_EVIDENCE]
    for rank, passage in enumerate(chosen, 1):
        yield {
            "theme_id": theme.id,
            "rank": rank,
            "segment_id": passage.segment_id,
            "quote": passage.quote,
            "reason": passage.reason,
            "document_id": passage.document_id,
            "start_char": passage.start,
            "end_char": passage.end,
        }


def _spread(passages: Sequence[Passage], notes: Notes) -> list[Passage]:
    """Order passages so that every document, the latest first, speaks once before any speaks twice; one per segment."""
    queues: dict[str, dict[str, Passage]] = defaultdict(dict)
    for passage in sorted(passages, key=lambda passage: -len(passage.quote)):
        queues[passage.document_id].setdefault(passage.segment_id, passage)
    names = sorted(queues, key=lambda document: notes.place[document], reverse=True)
    rounds = zip_longest(*(queues[name].values() for name in names))
    return [passage for around in rounds for passage in around if passage is not None]
