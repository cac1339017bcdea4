"""Which themes both runs can be asked for, and which documents carry each."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.both import Both
from pipeline.model.frames import rows, values
from pipeline.stages.compare.books import Books
from pipeline.stages.compare.parts import Between, Side

OTHER_MEANING, ONE_RUN = "other meaning", "one run"

Carriers = Mapping[str, int]  # document_id to its segments that carry a theme
Key = tuple[str, str]  # a theme, and of a topic the run that found it: another line of runs may use the same number


@dataclass(frozen=True)
class Theme:
    """One theme as both runs have it; `untested`, `relation` and `other` as in `Change`."""

    id: str
    kind: str
    label: Both
    before: Carriers
    after: Carriers
    untested: str
    relation: str
    other: str


def themes_of(before: Side, after: Side, between: Between, known: Books) -> list[Theme]:
    """Return the themes that can be compared and that a document carries: codes and levels of both codebooks, and topics of one line of runs.

    Parameters
    ----------
    before, after : Side
        Both runs.
    between : Between
        Whether topics can be compared, and what became of them.
    known : Books
        Which codes and levels can be.
    """
    carriers, names = (_carriers(before), _carriers(after)), (_named(before), _named(after))
    meant = {f"code:{code}" for code in known.common} | {f"level:{level}" for level in known.levels}
    changed = {f"code:{code}" for code in known.changed} | {f"level:{level}" for level in known.levels_changed}
    became = _became(between)
    found = []
    for key in sorted(set(names[0]) | set(names[1])):
        theme, topic = key[0], bool(key[1])
        if not (between.one_line if topic else theme in meant):
            continue
        said = names[1].get(key) or names[0].get(key)
        if said is None:
            continue
        held = [carriers[place].get(theme, {}) if key in names[place] else {} for place in (0, 1)]
        alone = topic and not (key in names[0] and key in names[1])
        untested = ONE_RUN if alone else OTHER_MEANING if theme in changed else ""
        relation = became.get(theme, ("", "")) if alone else ("", "")
        found.append(Theme(theme, *said, held[0], held[1], untested, *relation))
    return found


def _named(side: Side) -> dict[Key, tuple[str, Both] | None]:
    """Return kind and label of each theme; None for topics that no document carries."""
    first = {f"topic:{row['topic_id']}": row["first_run"] for row in rows(side.topics)}
    named: dict[Key, tuple[str, Both] | None] = dict.fromkeys(first.items())
    for row in rows(side.themes):
        label = Both(row["label_zh"], row["label_en"])
        named[row["theme_id"], first.get(row["theme_id"], "")] = (row["kind"], label)
    return named


def _carriers(side: Side) -> Mapping[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    columns = (values(side.theme_documents, name) for name in ("theme_id", "document_id", "segments"))
    for theme, document, segments in zip(*columns, strict=True):
        found[theme][document] = segments
    return found


def _became(between: Between) -> dict[str, tuple[str, str]]:
    if between.topic_changes is None:
        return {}
    return {
        f"topic:{row['topic_id']}": (row["change"], row["other"])
        for row in rows(between.topic_changes)
        if row["change"] in ("split", "merged") and row["other"]
    }
