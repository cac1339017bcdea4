"""The part of a report about what goes with what."""

from pipeline.model.report_links import Links
from pipeline.stages.report.index import Index, Tables


def links(tables: Tables, index: Index) -> Links:
    """Return what there is to say about what goes with what."""
    return Links()
