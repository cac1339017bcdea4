"""How good topics are: coherence, diversity and agreement with labels, of our models and others on the same words.

    .venv/bin/python benchmarks/topics.py --octis DIR [--topics 10,20,30] [--models clusters,keynmf,nmf,lda,bertopic]
    .venv/bin/python benchmarks/topics.py --jsonl FILE ... --text KEY [--label KEY]

--octis takes a folder in OCTIS's format (corpus.tsv: words, part, label), whose words are used as they are; --jsonl takes raw texts through Zhuli's
whole tokenising path. One JSON line per model and number of topics: model, k, npmi, diversity, seconds, topics (ten words each), and nmi and ari
(Vinh et al. 2010; Hubert and Arabie 1985) where labels are there. npmi is c_npmi as OCTIS computes it (gensim, window 10, ten words); diversity is
the share of different words among all topics' ten. A number of topics of 0 lets Zhuli choose it. Needs the package gensim, and turftopic-keynmf the package
turftopic; neither is a dependency of Zhuli.
"""

import argparse
import csv
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from flows import modelling
from pipeline.backends import bertopic, chinese, english, lsa, simplemma, stability, stop_words
from pipeline.model.frames import values
from pipeline.model.raw import RawDocument
from pipeline.model.topic_fit import Fit, Model, Passages, Start, TopicFit, Vectorise, Vectors, ranked
from pipeline.stages import ingest, segment, tokenise
from pipeline.stages.topics.number import Means, best, trials
from pipeline.stages.topics.topics import OWN_NUMBER

WORDS = 10  # of a topic
SEED = 0
Documents = list[list[str]]


def octis(folder: Path) -> tuple[Documents, list[str]]:
    """Read a corpus in OCTIS's format; labels are empty where there are none."""
    rows = [line.split("\t") for line in (folder / "corpus.tsv").read_text(encoding="utf-8").splitlines() if line]
    return [row[0].split() for row in rows], [row[2] if len(row) > 2 else "" for row in rows]


def rows_of(file: Path) -> list[dict[str, Any]]:
    """Read a file with an object a line, or a .csv with a header."""
    content = file.read_text(encoding="utf-8-sig")
    if file.suffix == ".csv":
        return list(csv.DictReader(content.splitlines(keepends=True)))
    return [json.loads(line) for line in content.splitlines() if line.strip()]


def jsonl(files: Sequence[Path], text: str, label: str, *, turns: bool = False) -> tuple[Documents, list[str]]:
    """Read texts, and cut them into words as a run does: lemmas without stop words, segments of a text put together unless each turn is to stand alone."""
    rows = [row for file in files for row in rows_of(file) if row.get(text)]
    raws = [RawDocument(file=f"{number:07}.txt", text=f"{row[text]}\n") for number, row in enumerate(rows)]
    documents, frozen = ingest.ingest(raws, {})
    segments = segment.segment(frozen, documents, ingest.language_of)
    tokens = tokenise.tokenise(
        segments, cut_chinese=chinese.cutter("rjieba"), cut_english=english.cutter(), lemma=simplemma.lemma
    )
    stops = stop_words.stop_words()
    words: dict[str, list[str]] = {}
    columns = (values(segments, "segment_id"), values(segments, "document_id"), values(tokens, "lemma"))
    homes: dict[str, str] = {}
    for segment_id, home, lemmas in zip(*columns, strict=True):
        kept = [lemma for lemma in lemmas if lemma.isalpha() and len(lemma) > 1 and lemma not in stops]
        key = segment_id if turns else home
        homes[key] = home
        words.setdefault(key, []).extend(kept)
    places = {ingest.document_id(raw.file): number for number, raw in enumerate(raws)}
    return list(words.values()), [str(rows[places[homes[key]]].get(label, "")) for key in words]


def turftopic(passages: Passages, vectors: Vectors, seed: int) -> Fit:
    """Prepare turftopic's KeyNMF (Kardos et al.) on our vectors and words; one fit, without its vocabulary's own stop words."""
    from sklearn.feature_extraction.text import CountVectorizer
    from turftopic import KeyNMF  # type: ignore[import-not-found]

    place = {word: number for number, word in enumerate(vectors.vocabulary)}

    class Encoder:
        """Our vectors, in the form that turftopic asks for: a text is looked up, a word too."""

        def encode(self, texts: Sequence[str], **_: Any) -> Any:
            return np.asarray([vectors.words[place[text]] for text in texts])

    def fit(count: int, start: Start | None = None) -> TopicFit:
        del start
        counter = CountVectorizer(analyzer=str.split, vocabulary=list(vectors.vocabulary))
        model = KeyNMF(count, encoder=Encoder(), vectorizer=counter, random_state=seed)
        texts = [" ".join(words) for words in passages.words]
        weights = np.asarray(model.fit_transform(texts, embeddings=vectors.passages))
        return TopicFit(weights, tuple(ranked(row, list(model.get_vocab())) for row in model.components_))

    return fit


MODELS: dict[str, tuple[Model, Vectorise]] = {
    **modelling.MODELS,
    "bertopic-lsa": (bertopic.model, lsa.vectors),
    "turftopic-keynmf": (turftopic, lsa.vectors),
}


def coherence(topics: Documents, documents: Documents) -> float:
    """Return c_npmi as OCTIS computes it."""
    from gensim.corpora import Dictionary  # type: ignore[import-not-found]
    from gensim.models import CoherenceModel  # type: ignore[import-not-found]

    model = CoherenceModel(
        topics=topics, texts=documents, dictionary=Dictionary(documents), coherence="c_npmi", topn=WORDS, processes=1
    )
    return float(model.get_coherence())


@dataclass(frozen=True)
class Prepared:
    """A model ready for any number of topics, and how long that took."""

    name: str
    model: Model
    vectors: Vectors
    fit: Fit
    seconds: float


def prepared(name: str, documents: Documents) -> Prepared:
    """Place the words and prepare a model, once for all numbers of topics."""
    begun = time.perf_counter()
    model, vectorise = MODELS[name]
    passages = Passages(documents)
    vectors = vectorise(passages, SEED)
    return Prepared(name, model, vectors, model(passages, vectors, SEED), time.perf_counter() - begun)


def measured(ready: Prepared, count: int, documents: Documents, labels: list[str]) -> dict[str, Any]:
    """Fit a model and measure its topics; the seconds hold the preparation too."""
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    begun = time.perf_counter()
    if not count and ready.name not in OWN_NUMBER:
        means = Means(ready.model, stability.stability, SEED)
        count = best(trials(Passages(documents), ready.vectors, means))
    fit = ready.fit(count, None)
    taken = ready.seconds + time.perf_counter() - begun
    topics = [[term for term, _ in terms[:WORDS]] for terms in fit.terms]
    topics = [topic for topic in topics if len(topic) > 1]
    said: dict[str, Any] = {
        "model": ready.name,
        "k": fit.weights.shape[1],
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
    parser.add_argument("--jsonl", type=Path, nargs="+", help="files of raw texts, an object a line, or .csv")
    parser.add_argument("--text", default="text", help="key of the text")
    parser.add_argument("--label", default="", help="key of the label")
    parser.add_argument("--topics", default="10,20,30,40,50", help="numbers of topics")
    parser.add_argument("--models", default="clusters,keynmf,nmf,lda,bertopic", help=", ".join(MODELS))
    options = parser.parse_args()
    if (options.octis is None) == (options.jsonl is None):
        parser.error("name one of --octis DIR and --jsonl FILE")
    unknown = [name for name in options.models.split(",") if name not in MODELS]
    if unknown:
        parser.error(f"unknown model {unknown[0]!r}; known: {', '.join(MODELS)}")
    documents, labels = octis(options.octis) if options.octis else jsonl(options.jsonl, options.text, options.label)
    for name in options.models.split(","):
        ready = prepared(name, documents)
        for count in map(int, options.topics.split(",")):
            print(json.dumps(measured(ready, count, documents, labels), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
