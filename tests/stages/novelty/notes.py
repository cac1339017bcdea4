"""Corpora for the tests of novelty: a note is its date, organisation and segments of words parted by blanks."""

from typing import Any

from pipeline.backends import conditional, statistics
from pipeline.model.frames import from_rows
from pipeline.model.settings import Themes
from pipeline.stages.novelty import Found, Inputs, Statistics, novelty

Row = dict[str, Any]
REAL = Statistics(conditional.associate, statistics.adjust)


class Notes:
    """Documents in the order in which they are added: n00, n01 ..."""

    def __init__(self) -> None:
        self.documents: list[Row] = []
        self.segments: list[Row] = []
        self.tokens: list[Row] = []
        self.codings: list[Row] = []
        self.segment_topics: list[Row] = []
        self.theme_documents: list[Row] = []

    def note(self, date: str | None, organisation: str | None, *texts: str, **cells: Any) -> "Notes":
        name = f"n{len(self.documents):02}"
        plain = {"path": f"{name}.txt", "characters": 10, "status": "ok", "language": "zh"}
        self.documents.append({"document_id": name, "date": date, "organisation": organisation} | plain | cells)
        position = 5
        for index, text in enumerate(texts, 1):
            speaker, _, said = text.rpartition("：")
            self._segment(f"{name}-{index}", name, index, said, speaker or None, position)
            position += len(said) + 1
        return self

    def _segment(self, key: str, name: str, index: int, said: str, speaker: str | None, begin: int) -> None:
        row = {"segment_id": key, "document_id": name, "segment_index": index, "speaker": speaker, "text": said}
        self.segments.append(row | {"start_char": begin, "end_char": begin + len(said)})
        starts, place = [], 0
        words = said.replace("[", " [ ").replace("]", " ] ").split()
        for word in words:
            place = said.index(word, place)
            starts.append(begin + place)
            place += len(word)
        ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        lemmas = [word.lower() for word in words]
        self.tokens.append({"segment_id": key, "token": words, "lemma": lemmas, "start_char": starts, "end_char": ends})

    def code(self, segment_id: str, status: str = "asserted") -> "Notes":
        row = {"coding_id": segment_id, "segment_id": segment_id, "document_id": segment_id[:3], "code_id": "roles"}
        span = {"start_char": 0, "end_char": 1, "quote": "x"}
        self.codings.append(row | span | {"coder": "rules", "status": status})
        return self

    def topic(self, segment_id: str, weight: float, topic_id: str = "topic-01") -> "Notes":
        self.segment_topics.append({"segment_id": segment_id, "topic_id": topic_id, "weight": weight})
        return self

    def carry(self, theme_id: str, *places: int) -> "Notes":
        self.theme_documents += [
            {"theme_id": theme_id, "document_id": f"n{place:02}", "segments": 1} for place in places
        ]
        return self

    def inputs(self) -> Inputs:
        return Inputs(**{name: from_rows(name, held) for name, held in vars(self).items()})

    def found(self, *stop_words: str, settings: Themes | None = None) -> Found:
        return novelty(self.inputs(), settings or Themes(), REAL, frozenset(stop_words))


def months(count: int) -> list[str]:
    """Return the first days of so many months."""
    return [f"{2020 + month // 12}-{month % 12 + 1:02}-01" for month in range(count)]
