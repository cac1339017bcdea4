"""How long topics take on a large corpus, and how much memory: the whole stage, number of topics included, beside BERTopic on the same passages and LSA vectors.

    .venv/bin/python benchmarks/topics_speed.py FOLDER ... [--most 56000] [--bertopic]

The folders are read as a run reads them; --most is how many segments are taken. One JSON line: segments, passages, seconds and peak memory of the
process in MB from ready tables to the tables of the topics; with --bertopic BERTopic's seconds (UMAP, HDBSCAN, class-based TF-IDF; LSA vectors not counted) on the
same passages, ours from ready vectors likewise, and how many times as long it takes as the whole stage and as ours. Two cores at most are used by either.
"""

import argparse
import json
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
from topics import SEED, Documents

from flows import modelling
from flows.sources import CODEBOOK, read_codebook
from pipeline.backends import bertopic, chinese, clusters, english, lsa, simplemma, stability, stop_words, word_vectors
from pipeline.files import corpus as corpus_files
from pipeline.model.frames import build
from pipeline.model.settings import Ingest, Topics
from pipeline.model.topic_fit import Passages
from pipeline.stages import ingest, segment, tokenise, topics
from pipeline.stages.topics.number import Means, best, trials
from pipeline.stages.topics.passages import cut


def tables(folders: list[Path], most: int) -> topics.Inputs:
    """Read and cut the corpus."""
    read = [
        (folder, raw) for folder in folders for raw in corpus_files.read(folder, corpus_files.find(folder), Ingest())
    ]
    raws = [replace(raw, file=f"{folder.name}/{raw.file}") for folder, raw in read]
    documents, frozen = ingest.ingest(raws, {})
    segments = segment.segment(frozen, documents, ingest.language_of).head(most)
    tokens = tokenise.tokenise(
        segments, cut_chinese=chinese.cutter("rjieba"), cut_english=english.cutter(), lemma=simplemma.lemma
    )
    return topics.Inputs(tokens, segments, documents, build("codings", {}))


def peak() -> int:
    """Return the most memory that this process has held, in MB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(held / (1024 * 1024 if sys.platform == "darwin" else 1024))


def by_ours(words: Documents) -> dict[str, float]:
    """Time the default model as BERTopic is timed: from ready vectors to topics, their number found on the way."""
    passages = Passages(words)
    vectors = word_vectors.vectors(passages, SEED)
    begun = time.perf_counter()
    count = best(trials(passages, vectors, Means(clusters.model, stability.stability, SEED)))
    fit = clusters.model(passages, vectors, SEED)(count, None)
    return {"seconds": round(time.perf_counter() - begun, 1), "topics": len(fit.terms)}


def by_bertopic(words: Documents) -> dict[str, float]:
    """Time BERTopic on LSA vectors."""
    passages = Passages(words)
    vectors = lsa.vectors(passages, SEED)
    begun = time.perf_counter()
    fit = bertopic.model(passages, vectors, SEED)(0, None)
    taken = time.perf_counter() - begun
    outliers = float(1 - fit.weights.any(axis=1).mean())
    return {
        "documents": len(words),
        "seconds": round(taken, 1),
        "topics": len(fit.terms),
        "outliers": round(outliers, 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of notes")
    parser.add_argument("--most", type=int, default=56_000, help="segments taken")
    parser.add_argument("--bertopic", action="store_true", help="BERTopic beside it")
    options = parser.parse_args()
    inputs = tables(options.folders, options.most)
    book, settings = read_codebook(CODEBOOK), Topics(seed=SEED)
    stops = stop_words.stop_words()
    ready = peak()
    begun = time.perf_counter()
    found = topics.topics(inputs, modelling.tools(settings, book), settings, topics.Context(stops, "benchmark"))
    taken = time.perf_counter() - begun
    said: dict[str, object] = {
        "segments": len(inputs.segments),
        "topics": len(found.topics),
        "placed": int(pd.Series(found.segment_topics["segment_id"]).nunique()),
        "seconds": round(taken, 1),
        "peak_megabytes": peak(),
        "of_which_before": ready,
    }
    if options.bertopic:
        words = [passage.words for passage in cut(inputs.tokens, inputs.segments, stops).passages]
        ours, other = by_ours(words), by_bertopic(words)
        said |= {"passages": len(words), "ours_on_ready_vectors": ours, "bertopic": other}
        said["times_as_long_as_the_stage"] = round(other["seconds"] / taken, 1)
        said["times_as_long_on_ready_vectors"] = round(other["seconds"] / ours["seconds"], 1)
    print(json.dumps(said))


if __name__ == "__main__":
    main()
