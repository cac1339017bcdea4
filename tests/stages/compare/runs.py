"""Runs made by hand: a few documents, and which themes they carry."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.backends.conditional import associate
from pipeline.backends.statistics import adjust, wilson
from pipeline.exchange import codebook_yaml
from pipeline.model.codebook import Codebook
from pipeline.model.frames import from_rows
from pipeline.model.settings import Themes
from pipeline.stages.compare import Between, Change, Comparison, Side, Statistics, compare

TESTS = Statistics(wilson, associate, adjust)
ONE_LINE = Between(one_corpus=True, one_line=True)
CODE = """\
  - id: {id}
    level: {level}
    name: {{zh: {zh}, en: {id}}}
    definition: {{zh: 甲, en: a}}
    examples: {{zh: [甲], en: [a]}}
    patterns: {patterns}
    {more}
"""
NAMES = {"role": "角色", "funds": "经费", "trust": "信任"}

Row = dict[str, Any]


def book(sets: str = "", cues: str = "", **codes: Mapping[str, str]) -> Codebook:
    """Make a codebook of codes with `level`, `patterns` and `more` lines; without any, of role and funds (risk) and trust (individual)."""
    return codebook_yaml.read(book_text(sets, cues, **codes), "book.yaml")


def book_text(sets: str = "", cues: str = "", **codes: Mapping[str, str]) -> str:
    """Write such a codebook."""
    wanted = codes or {"role": {}, "funds": {}, "trust": {"level": "individual"}}
    plain = {"level": "risk", "patterns": "[甲]", "more": ""}
    lines = [CODE.format(**(plain | {"id": name, "zh": NAMES.get(name, name)} | said)) for name, said in wanted.items()]
    head = f'name: {{zh: 甲, en: a}}\nversion: "1"\n{sets}{cues}codes:\n'
    return head + "".join(lines)


def document(name: str, themes: str = "", organisation: str | None = "青禾", text: str = "", **cells: Any) -> Row:
    """Make a document: its id, the themes that it carries ('role topic-01:3' with segments), its organisation, and what stands in it."""
    row = {"document_id": name, "path": f"{name}.txt", "title": f"记录 {name}", "characters": 9, "status": "ok"}
    return row | {"organisation": organisation, "sha256": text or f"text of {name}", "themes": themes} | cells


def documents(names: str, themes: str = "", organisation: str = "青禾") -> list[Row]:
    """Make documents that all carry the same themes."""
    return [document(name, themes, organisation) for name in names.split()]


def side(*made: Row, codebook: Codebook | None = None, topics: Mapping[str, str] | None = None) -> Side:
    """Make a run of documents; `topics` are those that it has, with the run that found each. A document with `empty` has no segment."""
    carried: dict[str, dict[str, int]] = {}
    for row in made:
        for said in str(row["themes"]).split():
            theme, _, segments = said.partition(":")
            carried.setdefault(_theme(theme), {})[row["document_id"]] = int(segments or 1)
    found = topics or {}
    return Side(
        documents=from_rows(
            "documents", [{key: row[key] for key in row if key not in ("themes", "empty")} for row in made]
        ),
        segments=from_rows("segments", [_segment(row["document_id"]) for row in made if not row.get("empty")]),
        themes=from_rows("themes", [_row(theme, len(held)) for theme, held in carried.items()]),
        theme_documents=from_rows(
            "theme_documents",
            [
                {"theme_id": theme, "document_id": name, "segments": count}
                for theme, held in carried.items()
                for name, count in held.items()
            ],
        ),
        topics=from_rows("topics", [_topic(name, first) for name, first in found.items()]),
        book=codebook or book(),
    )


def _theme(name: str) -> str:
    return (
        f"topic:{name}"
        if name.startswith("topic-")
        else f"level:{name}"
        if name in ("risk", "individual")
        else f"code:{name}"
    )


def _segment(document_id: str) -> Row:
    return {"segment_id": f"{document_id}-1", "document_id": document_id, "segment_index": 1} | {
        "start_char": 0,
        "end_char": 1,
        "text": "甲",
    }


def _row(theme: str, count: int) -> Row:
    kind, _, name = theme.partition(":")
    counts = dict.fromkeys(("documents", "segments", "organisations", "people"), count)
    return {
        "theme_id": theme,
        "kind": kind,
        "label_zh": NAMES.get(name, name),
        "label_en": name,
        "status": "steady",
    } | counts


def _topic(name: str, first: str) -> Row:
    return {
        "topic_id": name,
        "label": name,
        "label_zh": name,
        "label_en": name,
        "segments": 1,
        "chinese": 1.0,
        "first_run": first,
    }


def compared(
    before: Side, after: Side, between: Between = ONE_LINE, settings: Themes | None = None
) -> tuple[Comparison, dict[str, Change]]:
    """Compare two runs with the real tests; also by theme."""
    found = compare(before, after, between, settings or Themes(), TESTS)
    return found, {change.theme_id: change for change in found.themes}


def statuses(changes: Sequence[Change]) -> dict[str, str]:
    """Return the status of each theme, in the order in which they stand."""
    return {change.theme_id: change.status for change in changes}
