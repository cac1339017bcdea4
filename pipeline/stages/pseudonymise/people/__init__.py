"""Mentions of people by name, in Chinese, English and mixed texts."""

from pipeline.stages.pseudonymise.people.decision import THRESHOLD, Known, people

__all__ = ["THRESHOLD", "Known", "people"]
