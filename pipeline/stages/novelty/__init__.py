"""What is new."""

from pipeline.stages.novelty.novelty import Found, Inputs, novelty

__all__ = ["Found", "Inputs", "novelty"]
