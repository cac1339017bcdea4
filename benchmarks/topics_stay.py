"""Whether topics stay what they are when a tenth of the documents is replaced: matched topics, and adjusted Rand index on the segments that stayed.

    .venv/bin/python benchmarks/topics_stay.py --octis DIR | --jsonl FILE ... --text KEY  [--turns] [--topics 5,10,20,40] [--peers]

Documents are parted at random into 10 parts that stay, one that goes and one that comes (eleventh and twelfth parts). One JSON line per number of topics:
`held` goes on from the first run as a scheduled run does, `cold` starts anew; `kept` is the share of topics that are matched to one of the first run (optimal
assignment, as in a run), `ari` the adjusted Rand index of the topics of the passages that are in both. --peers adds NMF on TF-IDF refitted, and BERTopic
on LSA vectors refitted, on the same passages. --turns takes every segment of a text, such as a turn of speech, as a passage of its own.
"""

import argparse
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import adjusted_rand_score
from topics import MODELS, SEED, Documents, jsonl, octis

from pipeline.backends import assignment
from pipeline.model.topic_fit import Passages, Places, Start, TopicFit
from pipeline.stages.topics.identity import Decisions, Earlier, identify

PARTS = 11  # ten stay, one is replaced: a tenth of what there was
PEERS = ("nmf", "bertopic-lsa")


def fitted(name: str, words: Documents, count: int, start: Start | None = None) -> TopicFit:
    """Fit a model as a run does."""
    model, vectorise = MODELS[name]
    passages = Passages(words)
    return model(passages, vectorise(passages, SEED), SEED)(count, start)


def assigned(fit: TopicFit) -> Places:
    """Return each passage's strongest topic; -1 for none."""
    return np.where(fit.weights.any(axis=1), fit.weights.argmax(axis=1), -1)


def kept(first: TopicFit, second: TopicFit, same: int) -> float:
    """Return the share of the second run's topics that are one of the first's, as `identify` finds them."""
    names = [f"topic-{topic:02}" for topic in range(first.weights.shape[1])]
    before, after = assigned(first)[:same], assigned(second)[:same]
    of_text = {("d", str(row)): names[topic] for row, topic in enumerate(before) if topic >= 0}
    labels = dict.fromkeys(names, ("", "", ""))
    terms = {name: dict(first.terms[place][:10]) for place, name in enumerate(names)}
    known = Earlier(tuple(names), labels, {}, terms, of_text, ())
    members: list[Mapping[tuple[str, str], float]] = [
        {("d", str(row)): 1.0 for row in np.flatnonzero(after == topic)} for topic in range(second.weights.shape[1])
    ]
    found = identify([dict(terms[:10]) for terms in second.terms], members, known, assignment.assign, Decisions())
    kept_topics = sum(change.change == "kept" for change in found.changes)
    return kept_topics / max(1, len(second.terms))


def compared(name: str, first: TopicFit, second: TopicFit, same: int, seconds: float) -> dict[str, Any]:
    """Return what one way of running again came to."""
    ari = adjusted_rand_score(assigned(first)[:same], assigned(second)[:same])
    return {
        "way": name,
        "topics": [first.weights.shape[1], second.weights.shape[1]],
        "kept": round(kept(first, second, same), 3),
        "ari": round(float(ari), 3),
        "seconds": round(seconds, 1),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--octis", type=Path, help="folder in OCTIS's format")
    parser.add_argument("--jsonl", type=Path, nargs="+", help="files of raw texts, an object a line, or .csv")
    parser.add_argument("--text", default="text", help="key of the text")
    parser.add_argument("--turns", action="store_true", help="every segment is a passage of its own")
    parser.add_argument("--topics", default="5,10,20,40", help="numbers of topics")
    parser.add_argument("--peers", action="store_true", help="NMF and BERTopic beside it")
    options = parser.parse_args()
    if (options.octis is None) == (options.jsonl is None):
        parser.error("name one of --octis DIR and --jsonl FILE")
    words = octis(options.octis)[0] if options.octis else jsonl(options.jsonl, options.text, "", turns=options.turns)[0]
    order = np.random.default_rng(SEED).permutation(len(words))
    part = len(words) // (PARTS + 1)
    stays, goes, comes = order[2 * part :], order[:part], order[part : 2 * part]
    first_words, second_words = ([words[row] for row in (*stays, *other)] for other in (goes, comes))
    for count in map(int, options.topics.split(",")):
        first = fitted("clusters", first_words, count)
        begun = np.full(len(second_words), -1, dtype=np.int64)
        begun[: len(stays)] = assigned(first)[: len(stays)]
        for way, start in (("held", Start(begun, count, held=True)), ("cold", None)):
            since = time.perf_counter()
            second = fitted("clusters", second_words, count, start)
            said = compared(way, first, second, len(stays), time.perf_counter() - since)
            print(json.dumps({"k": count, "passages": len(second_words)} | said), flush=True)
        for name in PEERS if options.peers else ():
            since = time.perf_counter()
            before, after = (fitted(name, some, count) for some in (first_words, second_words))
            said = compared(name, before, after, len(stays), time.perf_counter() - since)
            print(json.dumps({"k": count, "passages": len(second_words)} | said), flush=True)


if __name__ == "__main__":
    main()
