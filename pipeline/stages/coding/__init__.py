"""Code: segments and a codebook in, the passages that carry a code out."""

from pipeline.stages.coding.code import Inputs, Tools, code

__all__ = ["Inputs", "Tools", "code"]
