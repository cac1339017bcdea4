"""Report: the tables of a run in, everything that the page shows out."""

from pipeline.stages.report.index import Tables
from pipeline.stages.report.report import report

__all__ = ["Tables", "report"]
