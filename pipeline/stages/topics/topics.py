"""Topics: words in, topics with their terms, segments and history out."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from pipeline.model.frames import build, check, values
from pipeline.model.settings import Topics
from pipeline.model.topic_fit import Passages, Start, sides, two_languages
from pipeline.stages.topics.anchors import anchors
from pipeline.stages.topics.codes import coded, guides
from pipeline.stages.topics.identity import Earlier, begin_with, earlier, start
from pipeline.stages.topics.keyness import key_terms
from pipeline.stages.topics.number import Means, Trial, best, trials
from pipeline.stages.topics.parts import Context, Corpus, Found, Inputs, Run, Tools
from pipeline.stages.topics.passages import LEAST_WORDS, Cut, cut
from pipeline.stages.topics.tables import numbers, tables

OWN_NUMBER = ("bertopic",)  # models that find the number of topics themselves
GO_ON = ("clusters", "keynmf", "nmf")  # those that can go on from the topics of an earlier run
PLAIN = 0.8  # agreement of halves that needs no comparison: groups so plain show in a cloud with the same spread too
EVIDENCE = 3.0  # standard errors by which one of the numbers tried must be more stable than chance
MOST_GUIDES = 50  # codes that guide a model which finds the number of topics itself


def topics(
    inputs: Inputs,
    tools: Tools,
    settings: Topics,
    context: Context,
    *,
    progress: Callable[[float], None] = lambda share: None,
) -> Found:
    """Find the topics of a corpus.

    Parameters
    ----------
    inputs : Inputs
        The tables so far.
    tools : Tools
        Vectors, topic model, stability of a number of topics, assignment, dictionary.
    settings : Topics
        Number of topics (0: chosen by stability and coherence), terms, whether codes guide the topics, seed.
    context : Context
        Stop words, this run, the earlier one and people's decisions.
    progress : callable, optional
        Told the share that is done, 0 to 1.

    Returns
    -------
    Found
        Topics by falling size. Without topics, and with `key_terms` instead, when fewer than `settings.minimum_segments` segments hold enough words,
        or when no number of topics is more stable than in a cloud of points without any: topics would be made up then. Topics of an earlier run are not given up for that.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    for name in ("tokens", "segments", "documents", "codings"):
        check(name, getattr(inputs, name))
    made = cut(inputs.tokens, inputs.segments, context.stop_words)
    corpus = None if _too_small(made, settings) else _corpus(made, inputs.segments, tools, settings)
    known = earlier(context.before, context.decisions) if context.before is not None else None
    numbered = len(known.ids) if known else 0  # topics of the earlier run
    tried: list[Trial] = []
    if corpus is not None and corpus.vectors.vocabulary and not settings.count and settings.model not in OWN_NUMBER:
        tried = trials(
            corpus.passages,
            corpus.vectors,
            Means(tools.model, tools.compare, settings.seed),
            also=numbered,
            progress=lambda share: progress(0.8 * share),
        )
    chosen = settings.count or (best(tried, numbered) if tried else 0)
    homes = dict(zip(values(inputs.segments, "segment_id"), values(inputs.segments, "document_id"), strict=True))
    if corpus is None or not corpus.vectors.vocabulary or (tried and not numbered and not _any_stable(tried)):
        return _none(made, homes, inputs.documents, tried)
    codes = coded(inputs.codings)
    begun_as = begin_with(known, context.decisions, settings.count) if known and settings.model in GO_ON else ()
    if begun_as and context.decisions.merged:
        chosen = len(begun_as)  # what people have put together is not parted again
    begun = _start(corpus, known, codes, chosen, settings, begun_as)
    if begun is None or not (begun.topics >= 0).any():
        begun_as = ()  # not a passage is left of the earlier run
    chosen = max(chosen, len(begun_as))  # topics of the earlier run are not put together by themselves
    fit = tools.model(corpus.passages, corpus.vectors, settings.seed)(chosen, begun)
    progress(0.95)
    if not any(fit.terms):
        return _none(made, homes, inputs.documents, tried)
    return tables(fit, corpus, Run(settings, context, tools, known, codes, tuple(tried), chosen, begun_as))


def _too_small(made: Cut, settings: Topics) -> bool:
    different = set().union(*(passage.words for passage in made.passages))
    segments = sum(len(passage.ids) for passage in made.passages)
    return segments < settings.minimum_segments or len(different) < 2 * LEAST_WORDS


def _any_stable(tried: Sequence[Trial]) -> bool:
    return any(trial.agreement >= PLAIN or trial.agreement - trial.chance > EVIDENCE * trial.error for trial in tried)


def _corpus(made: Cut, segments: pd.DataFrame, tools: Tools, settings: Topics) -> Corpus:
    columns = ("segment_id", "document_id", "text")
    texts = {row[0]: (row[1], row[2]) for row in zip(*(values(segments, name) for name in columns), strict=True)}
    words = [passage.words for passage in made.passages]
    written = ["\n".join(texts[key][1] for key in passage.ids) for passage in made.passages]
    passages = Passages(words, written, listable=made.listable)
    if two_languages(sides(passages)):
        tied = anchors(set().union(*words), tools.languages)
        passages = Passages(words, written, tied, made.listable)
    return Corpus(passages, tools.vectorise(passages, settings.seed), made, texts)


def _start(
    corpus: Corpus,
    known: Earlier | None,
    codes: Mapping[str, set[str]],
    count: int,
    settings: Topics,
    begun_as: Sequence[str],
) -> Start | None:
    if known and begun_as:
        return start(corpus.cut.passages, corpus.texts, known, begun_as)
    return guides(corpus.cut.passages, codes, count or MOST_GUIDES) if settings.guided and not known else None


def _none(made: Cut, homes: Mapping[str, str], documents: pd.DataFrame, tried: Sequence[Trial]) -> Found:
    empty = {name: build(name, {}) for name in Found.__dataclass_fields__}
    shown = {"topic_numbers": numbers(tried, 0), "key_terms": key_terms(made, homes, documents)}
    return Found(**(empty | shown))
