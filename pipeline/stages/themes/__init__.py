"""Themes: what emerges from a coded corpus, counted in documents and tested."""

from pipeline.stages.themes.carriers import Inputs
from pipeline.stages.themes.judge import Statistics
from pipeline.stages.themes.themes import Found, themes

__all__ = ["Found", "Inputs", "Statistics", "themes"]
