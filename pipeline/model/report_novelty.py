"""What a report says about what is new."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Novelty:
    """What there is to say about what is new."""
