"""What goes with what."""

from pipeline.stages.links.links import Found, Inputs, links

__all__ = ["Found", "Inputs", "links"]
