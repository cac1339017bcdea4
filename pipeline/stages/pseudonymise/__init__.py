"""Pseudonymise: what identifies a person is found in a frozen text, and masked."""

from pipeline.stages.pseudonymise.identifiers import identifiers
from pipeline.stages.pseudonymise.masks import Masked, Numbers, in_order, mask
from pipeline.stages.pseudonymise.pseudonymise import Pseudonymised, Tools, pseudonymise

__all__ = ["Masked", "Numbers", "Pseudonymised", "Tools", "identifiers", "in_order", "mask", "pseudonymise"]
