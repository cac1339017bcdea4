"""How good topics are: coherence, diversity and agreement with labels, of our models and others on the same words.

    .venv/bin/python benchmarks/topics.py --octis DIR [--topics 10,20,30] [--models keynmf,nmf,lda,bertopic]
    .venv/bin/python benchmarks/topics.py --jsonl FILE --text KEY [--label KEY]

--octis takes a folder in OCTIS's format (corpus.tsv: words, part, label), whose words are used as they are; --jsonl takes raw texts through Zhuli's
whole tokenising path. One JSON line per model and number of topics: model, k, npmi, diversity, seconds, topics (ten words each), and nmi and ari
(Vinh et al. 2010; Hubert and Arabie 1985) where labels are there. npmi is c_npmi as OCTIS computes it (gensim, window 10, ten words); diversity is
the share of different words among all topics' ten. Needs the package gensim, which is no dependency of Zhuli.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.backends import bertopic, chinese, english, keyword_nmf, simplemma, stop_words
from pipeline.model.frames import values
from pipeline.model.raw import RawDocument
from pipeline.model.topic_fit import Fit, TopicFit
from pipeline.stages import ingest, segment, tokenise

WORDS = 10  # of a topic
SEED = 0
Documents = list[list[str]]
Model = Callable[[Sequence[Sequence[str]], int], Fit]


def octis(folder: Path) -> tuple[Documents, list[str]]:
    """Read a corpus in OCTIS's format; labels are empty where there are none."""
    rows = [line.split("\t") for line in (folder / "corpus.tsv").read_text(encoding="utf-8").splitlines() if line]
    return [row[0].split() for row in rows], [row[2] if len(row) > 2 else "" for row in rows]


def jsonl(file: Path, text: str, label: str) -> tuple[Documents, list[str]]:
    """Read texts, and cut them into words as a run does: lemmas without stop words, segments of a text put together."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    raws = [RawDocument(file=f"{number:07}.txt", text=f"{row[text]}\n") for number, row in enumerate(rows)]
    documents, frozen = ingest.ingest(raws, {})
    segments = segment.segment(frozen, documents, ingest.language_of)
    tokens = tokenise.tokenise(
        segments, cut_chinese=chinese.cutter("rjieba"), cut_english=english.cutter(), lemma=simplemma.lemma
    )
    stops = stop_words.stop_words()
    words: dict[str, list[str]] = {}
    for home, lemmas in zip(values(segments, "document_id"), values(tokens, "lemma"), strict=True):
        kept = [lemma for lemma in lemmas if lemma.isalpha() and len(lemma) > 1 and lemma not in stops]
        words.setdefault(home, []).extend(kept)
    places = {ingest.document_id(raw.file): number for number, raw in enumerate(raws)}
    return list(words.values()), [str(rows[places[home]].get(label, "")) for home in words]


def tfidf_nmf(documents: Sequence[Sequence[str]], seed: int) -> Fit:
    """Prepare NMF on TF-IDF (scikit-learn)."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=list, min_df=2, max_df=0.5, sublinear_tf=True)
    matrix = vectorizer.fit_transform(documents)
    return _of_sklearn(matrix, vectorizer, lambda count: NMF(count, init="nndsvd", random_state=seed, max_iter=400))


def lda(documents: Sequence[Sequence[str]], seed: int) -> Fit:
    """Prepare latent Dirichlet allocation (scikit-learn, variational)."""
    from sklearn.decomposition import LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(analyzer=list, min_df=2, max_df=0.5)
    matrix = vectorizer.fit_transform(documents)
    return _of_sklearn(
        matrix, vectorizer, lambda count: LatentDirichletAllocation(count, random_state=seed, max_iter=20)
    )


def _of_sklearn(matrix: Any, vectorizer: Any, make: Callable[[int], Any]) -> Fit:
    def fit(count: int) -> TopicFit:
        model = make(count)
        weights = model.fit_transform(matrix)
        return TopicFit(weights, model.components_, tuple(vectorizer.get_feature_names_out()))

    return fit


MODELS: dict[str, Model] = {
    "keynmf": keyword_nmf.prepare,
    "nmf": tfidf_nmf,
    "lda": lda,
    "bertopic": bertopic.preparer(""),
}


def coherence(topics: Documents, documents: Documents) -> float:
    """Return c_npmi as OCTIS computes it."""
    from gensim.corpora import Dictionary  # type: ignore[import-not-found]
    from gensim.models import CoherenceModel  # type: ignore[import-not-found]

    model = CoherenceModel(
        topics=topics, texts=documents, dictionary=Dictionary(documents), coherence="c_npmi", topn=WORDS, processes=1
    )
    return float(model.get_coherence())


def measured(name: str, count: int, documents: Documents, labels: list[str]) -> dict[str, Any]:
    """Fit a model and measure its topics."""
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    begun = time.perf_counter()
    fit = MODELS[name](documents, SEED)(count)
    taken = time.perf_counter() - begun
    topics = [
        [fit.vocabulary[place] for place in np.argsort(-row, kind="stable")[:WORDS] if row[place] > 0]
        for row in fit.terms
    ]
    topics = [topic for topic in topics if len(topic) > 1]
    said: dict[str, Any] = {
        "model": name,
        "k": count,
        "npmi": round(coherence(topics, documents), 4),
        "diversity": round(len({word for topic in topics for word in topic}) / sum(map(len, topics)), 4),
        "seconds": round(taken, 2),
        "topics": topics,
    }
    if len(set(labels)) > 1:
        assigned = np.where(fit.weights.sum(axis=1) > 0, fit.weights.argmax(axis=1), -1)
        said["nmi"] = round(float(normalized_mutual_info_score(labels, assigned)), 4)
        said["ari"] = round(float(adjusted_rand_score(labels, assigned)), 4)
    return said


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--octis", type=Path, help="folder in OCTIS's format")
    parser.add_argument("--jsonl", type=Path, help="file of raw texts, an object a line")
    parser.add_argument("--text", default="text", help="key of the text")
    parser.add_argument("--label", default="", help="key of the label")
    parser.add_argument("--topics", default="10,20,30,40,50", help="numbers of topics")
    parser.add_argument("--models", default=",".join(MODELS), help="which models")
    options = parser.parse_args()
    if (options.octis is None) == (options.jsonl is None):
        parser.error("name one of --octis DIR and --jsonl FILE")
    unknown = [name for name in options.models.split(",") if name not in MODELS]
    if unknown:
        parser.error(f"unknown model {unknown[0]!r}; known: {', '.join(MODELS)}")
    documents, labels = octis(options.octis) if options.octis else jsonl(options.jsonl, options.text, options.label)
    for count in map(int, options.topics.split(",")):
        for name in options.models.split(","):
            print(json.dumps(measured(name, count, documents, labels), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
