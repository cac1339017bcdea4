"""How each topic and each code of the codebook go together."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

import numpy as np
import pandas as pd

from pipeline.model.frames import from_rows, values
from pipeline.model.topic_fit import Numbers, Start
from pipeline.stages.topics.passages import Passage

LEAST_GUIDED = 3  # passages that must carry a code before it can guide a topic


def coded(codings: pd.DataFrame) -> dict[str, set[str]]:
    """Return which codes each segment carries, asserted."""
    found: dict[str, set[str]] = defaultdict(set)
    columns = zip(*(values(codings, name) for name in ("segment_id", "code_id", "status")), strict=True)
    for segment_id, code_id, status in columns:
        if status == "asserted":
            found[segment_id].add(code_id)
    return found


def guides(passages: Sequence[Passage], codes: Mapping[str, set[str]], count: int) -> Start | None:
    """Begin with a topic for each code, the commonest first; a passage with several codes begins in the one that most of its segments carry."""
    held = [Counter(code for key in passage.ids for code in codes.get(key, ())) for passage in passages]
    sizes = Counter(code for one in held for code in one)
    kept = sorted((code for code in sizes if sizes[code] >= LEAST_GUIDED), key=lambda code: (-sizes[code], code))[
        :count
    ]
    place = {code: number for number, code in enumerate(kept)}
    begun = np.full(len(passages), -1, dtype=np.int64)
    for row, one in enumerate(held):
        known = [code for code in one if code in place]
        if known:
            begun[row] = place[min(known, key=lambda code: (-one[code], place[code]))]
    present = sorted(set(begun.tolist()) - {-1})
    for number, topic in enumerate(present):  # a code that is never first has no topic
        begun[begun == topic] = number
    return Start(begun, len(present), held=False) if present else None


def compare(
    members: Mapping[str, Sequence[str]], codes: Mapping[str, set[str]], points: Mapping[str, Numbers]
) -> pd.DataFrame:
    """Compare every topic with every code that a segment with a topic carries.

    Parameters
    ----------
    members : mapping of str to sequence of str
        topic_id to the segments whose strongest topic it is.
    codes : mapping of str to set of str
        segment_id to its codes.
    points : mapping of str to ndarray
        segment_id to the point of its passage.

    Returns
    -------
    pandas.DataFrame
        Table `topic_codes`, the likest first in each topic.
    """
    total = max(1, sum(len(held) for held in members.values()))
    sizes = Counter(code for held in members.values() for key in held for code in codes.get(key, ()))
    centres = {
        code: _middle([points[key] for held in members.values() for key in held if code in codes.get(key, ())])
        for code in sizes
    }
    rows = []
    for topic_id, held in members.items():
        both = Counter(code for key in held for code in codes.get(key, ()))
        centre = _middle([points[key] for key in held])
        found = [
            {
                "topic_id": topic_id,
                "code_id": code,
                "segments": both[code],
                "share_of_topic": both[code] / max(1, len(held)),
                "share_of_code": both[code] / sizes[code],
                "npmi": _npmi(both[code], len(held), sizes[code], total),
                "likeness": round(float(centre @ centres[code]), 6),
            }
            for code in sorted(sizes)
        ]
        rows += sorted(found, key=lambda row: (-row["share_of_topic"], -row["likeness"]))  # type: ignore[operator]
    return from_rows("topic_codes", rows)


def _middle(points: Sequence[Numbers]) -> Numbers:
    if not points:
        return np.zeros(1)
    mean = np.mean(points, axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12))


def _npmi(both: int, topic: int, code: int, total: int) -> float:
    if not both:
        return -1.0
    joint = both / total
    return round(log(joint * total * total / (topic * code)) / -log(joint), 6) if joint < 1 else 1.0
