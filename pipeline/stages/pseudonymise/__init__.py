"""Find what identifies people in a frozen text."""

from pipeline.stages.pseudonymise.identifiers import identifiers

__all__ = ["identifiers"]
