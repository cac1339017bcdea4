"""The part of a report about practice problems."""

from pipeline.model.report_lens import Lens
from pipeline.stages.report.index import Index, Tables


def lens(tables: Tables, index: Index) -> Lens:
    """Return what there is to say about practice problems."""
    return Lens()
