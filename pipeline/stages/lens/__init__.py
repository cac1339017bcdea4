"""The supervisor's lens."""

from pipeline.stages.lens.lens import Codes, Found, Inputs, Tools, lens

__all__ = ["Codes", "Found", "Inputs", "Tools", "lens"]
