"""What goes with what."""

from pipeline.stages.links.held import Inputs
from pipeline.stages.links.judge import Statistics
from pipeline.stages.links.links import Found, links

__all__ = ["Found", "Inputs", "Statistics", "links"]
