"""Made-up tables of a large corpus, to time what is read from them."""

import numpy as np

from pipeline.model.both import Both
from pipeline.model.frames import build
from pipeline.stages.themes import Inputs

CODES = 18
Random = np.random.Generator


def large(segments: int, documents: int, random: Random) -> Inputs:
    """Return tables of a large corpus: 30 organisations, five years, a code in every fourth segment."""
    ids = [f"d{number:05}" for number in range(documents)]
    home = np.sort(random.integers(documents, size=segments))
    names = [f"s{number:06}" for number in range(segments)]
    month = random.integers(60, size=documents)
    text = "这一段说的是大家怎么把活动接着办下去，谁来管，钱从哪里来，都还没有说定，下次再谈。" * 2
    coded = np.sort(random.choice(segments, size=segments // 4, replace=False))
    codes = random.integers(CODES, size=len(coded))
    topics = random.integers(40, size=segments)
    levels = ("individual", "interpersonal", "social participation", "outcome", "risk")
    return Inputs(
        documents=build(
            "documents",
            {
                "document_id": ids,
                "path": [f"{one}.txt" for one in ids],
                "kind": random.choice(["supervision", "salon", "interview"], size=documents).tolist(),
                "organisation": [f"组织{number:02}" for number in random.integers(30, size=documents)],
                "stage": np.asarray(["preparation", "cultivation", "summary"])[month // 20].tolist(),
                "date": [f"{2020 + one // 12}-{one % 12 + 1:02}" for one in month],
                "language": random.choice(["zh", "mixed"], size=documents).tolist(),
                "characters": [5000] * documents,
                "status": ["ok"] * documents,
            },
        ),
        segments=build(
            "segments",
            {
                "segment_id": names,
                "document_id": [ids[one] for one in home],
                "segment_index": list(range(1, segments + 1)),
                "speaker": [f"人物{number}" for number in random.integers(500, size=segments)],
                "start_char": [0] * segments,
                "end_char": [len(text)] * segments,
                "text": [text] * segments,
            },
        ),
        codings=build(
            "codings",
            {
                "coding_id": [f"c{number}" for number in range(len(coded))],
                "segment_id": [names[one] for one in coded],
                "document_id": [ids[home[one]] for one in coded],
                "code_id": [f"code{number:02}" for number in codes],
                "coder": ["rules"] * len(coded),
                "status": ["asserted"] * len(coded),
                "start_char": [0] * len(coded),
                "end_char": [10] * len(coded),
                "quote": [text[:10]] * len(coded),
            },
        ),
        topics=build(
            "topics",
            {
                "topic_id": [f"topic-{number + 1:02}" for number in range(40)],
                **{name: [f"词{number}" for number in range(40)] for name in ("label", "label_zh", "label_en")},
                "segments": np.bincount(topics, minlength=40).tolist(),
                "chinese": [1.0] * 40,
                "first_run": ["r"] * 40,
            },
        ),
        segment_topics=build(
            "segment_topics",
            {
                "segment_id": names,
                "topic_id": [f"topic-{one + 1:02}" for one in topics],
                "weight": random.uniform(0.2, 1.0, size=segments).tolist(),
            },
        ),
        topic_passages=build("topic_passages", {}),
        code_names={f"code{number:02}": Both(f"编码{number}", f"code {number}") for number in range(CODES)},
        code_levels={f"code{number:02}": levels[number % 5] for number in range(CODES)},
    )
