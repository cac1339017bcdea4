"""Novelty: what the latest material has that the earlier did not, what nothing explains, and when more material stops adding."""

from dataclasses import fields

from pipeline.model.frames import check
from pipeline.model.settings import Themes
from pipeline.stages.novelty.far import far_segments
from pipeline.stages.novelty.parts import Found, Inputs, Statistics
from pipeline.stages.novelty.saturation import saturation
from pipeline.stages.novelty.terms import new_terms
from pipeline.stages.novelty.words import read


def novelty(inputs: Inputs, settings: Themes, statistics: Statistics, stop_words: frozenset[str]) -> Found:
    """Find what is new.

    Parameters
    ----------
    inputs : Inputs
        The tables so far.
    settings : Themes
        Level of the intervals, and significance.
    statistics : Statistics
        The exact test within organisations, and the correction for many tests.
    stop_words : frozenset of str
        Lemmas that say nothing.

    Returns
    -------
    Found
        Words that mark the latest quarter of the documents, segments that nothing explains, and how the number of codes and topics grows with the documents.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    for item in fields(inputs):
        check(item.name, getattr(inputs, item.name))
    corpus = read(inputs, stop_words)
    curves, estimates = saturation(corpus.documents, corpus.dated, inputs.theme_documents, settings.confidence)
    return Found(
        novel_terms=new_terms(corpus, inputs.segments, settings, statistics),
        novel_segments=far_segments(corpus, inputs),
        saturation=curves,
        saturation_estimates=estimates,
    )
