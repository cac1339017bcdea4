"""Code: a segment and a codebook in, the passages that carry a code out."""

from pipeline.stages.coding.code import Tools, code

__all__ = ["Tools", "code"]
