"""Ingest: raw documents in, the documents table and their frozen texts out."""

from pipeline.stages.ingest.header import header_block
from pipeline.stages.ingest.ingest import document_id, ingest, language_of, mark_twins

__all__ = ["document_id", "header_block", "ingest", "language_of", "mark_twins"]
