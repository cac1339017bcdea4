"""What topics are found with and from: libraries, stop words, the earlier run and people's decisions, wired together."""

from collections.abc import Sequence
from pathlib import Path

from flows import history
from pipeline.backends import (
    assignment,
    bertopic,
    cedict,
    clusters,
    embeddings,
    factors,
    lsa,
    simplemma,
    stability,
    stop_words,
    word_vectors,
)
from pipeline.files import run_folder
from pipeline.model.codebook import Codebook
from pipeline.model.settings import Topics
from pipeline.model.topic_fit import Model, Vectorise
from pipeline.stages import topics

MODELS: dict[str, tuple[Model, Vectorise]] = {
    "clusters": (clusters.model, word_vectors.vectors),
    "keynmf": (factors.key_nmf, lsa.vectors),
    "nmf": (factors.nmf, lsa.vectors),
    "lda": (factors.lda, lsa.vectors),
    "bertopic": (bertopic.model, word_vectors.vectors),
    "bertopic-light": (bertopic.light, word_vectors.vectors),
}
"""By their name in the settings, each with the vectors that it works on unless an embedding model is named."""
STOP_WORDS = "stop_words"  # a word set of that name holds a codebook's own


def check(options: Topics) -> None:
    """Say at once that an embedding model is not there, rather than after all that comes before topics.

    Raises
    ------
    SettingsError
        Names the model.
    """
    if options.embeddings:
        embeddings.folder_of(options.embeddings)


def tools(options: Topics, book: Codebook) -> topics.Tools:
    """Wire the libraries that the settings ask for.

    Raises
    ------
    SettingsError
        When an embedding model, or the packages that it needs, are not there.
    """
    model, vectorise = MODELS[options.model]
    sets = {name: [pattern.source for pattern in patterns] for name, patterns in book.sets.items()}
    return topics.Tools(
        vectorise=embeddings.vectoriser(options.embeddings) if options.embeddings else vectorise,
        model=model,
        compare=stability.stability,
        assign=assignment.assign,
        languages=topics.Languages(cedict.glosses, sets, simplemma.lemma),
    )


def context(folder: Path, book: Codebook) -> topics.Context:
    """Return what a run knows besides its tables."""
    manifest = run_folder.read_manifest(folder)
    corpus = run_folder.corpus_folder(folder)
    return topics.Context(
        stop_words=words_that_say_nothing(book),
        run=manifest["fingerprint"],
        before=history.before(corpus, manifest["predecessor"]),
        decisions=history.decisions(manifest["decisions"], manifest["lineage"]),
    )


def words_that_say_nothing(book: Codebook) -> frozenset[str]:
    """Return the stop words of both languages, and the codebook's own."""
    own: Sequence[str] = [pattern.source for pattern in book.sets.get(STOP_WORDS, ())]
    return stop_words.stop_words() | frozenset(word.lower() for word in own)
