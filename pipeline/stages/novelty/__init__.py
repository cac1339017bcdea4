"""What is new."""

from pipeline.stages.novelty.novelty import novelty
from pipeline.stages.novelty.parts import Found, Inputs, Statistics

__all__ = ["Found", "Inputs", "Statistics", "novelty"]
