"""Pseudonymise: what identifies a person is found in a frozen text, and masked."""

from pipeline.stages.pseudonymise.identifiers import identifiers
from pipeline.stages.pseudonymise.masks import Masked, mask

__all__ = ["Masked", "identifiers", "mask"]
