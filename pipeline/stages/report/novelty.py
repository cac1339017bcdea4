"""The part of a report about what is new."""

from pipeline.model.report_novelty import Novelty
from pipeline.stages.report.index import Index, Tables


def novelty(tables: Tables, index: Index) -> Novelty:
    """Return what there is to say about what is new."""
    return Novelty()
