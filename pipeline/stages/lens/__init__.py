"""The supervisor's lens."""

from pipeline.stages.lens.lens import Found, Inputs, lens

__all__ = ["Found", "Inputs", "lens"]
