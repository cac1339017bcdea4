"""Whether a Chinese passage and an English one that say the same fall into one topic: 120 pairs by hand, together with the sample corpus.

    .venv/bin/python benchmarks/topics_bilingual.py [--topics 0,6,8,10,12,15]

The pairs (bilingual_pairs.jsonl; made up, by an author who did not know the codebook's patterns) are put into the sample corpus as notes of their own, and the whole goes through the
topics stage. One JSON line per number of topics (0: chosen): `together` is the share of the 120 pairs whose two passages have the same strongest topic, a passage without a
topic counting as apart; with the dictionary and the codebook's word sets as anchors (the default set-up), with the word sets alone, without anchors, and by plain
latent semantic analysis and k-means.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from topics import SEED

from flows import modelling
from flows.sources import CODEBOOK, SAMPLE, coding_tools, read_codebook
from pipeline.backends import chinese, english, lsa, simplemma, stop_words
from pipeline.files import corpus as corpus_files
from pipeline.model.frames import values
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest, Topics
from pipeline.model.topic_fit import Passages
from pipeline.stages import coding, ingest, segment, tokenise, topics
from pipeline.stages.topics.passages import cut

PAIRS = Path(__file__).parent / "bilingual_pairs.jsonl"
LANGUAGES = ("zh", "en")
Places = dict[tuple[int, str], str]


def tables(pairs: list[dict[str, str]]) -> tuple[topics.Inputs, Places]:
    """Read the sample corpus and the pairs; returns where the segment of each side of a pair is."""
    raws = list(corpus_files.read(SAMPLE, corpus_files.find(SAMPLE), Ingest()))
    files = {}
    for number, pair in enumerate(pairs):
        for language in LANGUAGES:
            files[ingest.document_id(f"pair-{number:03}-{language}.txt")] = (number, language)
            raws.append(RawDocument(file=f"pair-{number:03}-{language}.txt", text=f"{pair[language]}\n"))
    documents, texts = ingest.ingest(raws, corpus_files.overrides(SAMPLE))
    segments = segment.segment(texts, documents, ingest.language_of)
    tokens = tokenise.tokenise(
        segments, cut_chinese=chinese.cutter("rjieba"), cut_english=english.cutter(), lemma=simplemma.lemma
    )
    codings = coding.code(coding.Inputs(documents, segments, tokens), read_codebook(CODEBOOK), coding_tools())
    homes = zip(values(segments, "document_id"), values(segments, "segment_id"), strict=True)
    places = {files[home]: key for home, key in homes if home in files}
    return topics.Inputs(tokens, segments, documents, codings), places


def together(topic_of: dict[str, Any], places: Places, pairs: int) -> float:
    """Return the share of pairs whose sides have the same topic."""
    sides = [[topic_of.get(places[number, language]) for language in LANGUAGES] for number in range(pairs)]
    same = sum(zh is not None and zh == en for zh, en in sides)
    return round(float(same) / pairs, 3)


def by_stage(inputs: topics.Inputs, tools: topics.Tools, count: int) -> tuple[dict[str, Any], int]:
    """Return each segment's strongest topic, and how many topics there are."""
    settings = Topics(count=count, seed=SEED)
    found = topics.topics(inputs, tools, settings, topics.Context(stop_words.stop_words(), "benchmark"))
    topic_of: dict[str, Any] = {}
    for key, topic in zip(*(values(found.segment_topics, name) for name in ("segment_id", "topic_id")), strict=True):
        topic_of.setdefault(key, topic)
    return topic_of, len(found.topics)


def by_lsa(inputs: topics.Inputs, count: int) -> dict[str, Any]:
    """Return each segment's group by plain LSA and k-means on the same passages."""
    made = cut(inputs.tokens, inputs.segments, stop_words.stop_words()).passages
    points = lsa.vectors(Passages([passage.words for passage in made]), SEED).passages
    groups = KMeans(count, n_init=3, random_state=SEED).fit_predict(points)
    placed = np.flatnonzero(points.any(axis=1))
    return {key: int(groups[row]) for row in placed for key in made[row].ids}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", default="0,6,8,10,12,15", help="numbers of topics; 0: chosen")
    options = parser.parse_args()
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    inputs, places = tables(pairs)
    tools = modelling.tools(Topics(), read_codebook(CODEBOOK))
    sets_only = replace(tools, languages=replace(tools.languages, glosses=lambda words: {}))
    nothing = replace(tools, languages=replace(sets_only.languages, sets={}))
    for count in map(int, options.topics.split(",")):
        made, number = by_stage(inputs, tools, count)
        said: dict[str, Any] = {"k": number, "chosen": count == 0, "together": together(made, places, len(pairs))}
        for name, other in (("word_sets_alone", sets_only), ("no_anchors", nothing)):
            said[name] = together(by_stage(inputs, other, number)[0], places, len(pairs))
        said["plain_lsa"] = together(by_lsa(inputs, number), places, len(pairs))
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
