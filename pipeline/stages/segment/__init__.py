"""Segment: texts in, paragraphs and turns of speech out."""

from pipeline.stages.segment.segment import segment

__all__ = ["segment"]
