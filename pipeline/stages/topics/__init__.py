"""Topics: how many there are, what they are called, which segments they hold, and that they stay what they are."""

from pipeline.stages.topics.anchors import Languages
from pipeline.stages.topics.identity import Before, Decisions
from pipeline.stages.topics.parts import Context, Found, Inputs, Tools
from pipeline.stages.topics.topics import topics

__all__ = ["Before", "Context", "Decisions", "Found", "Inputs", "Languages", "Tools", "topics"]
