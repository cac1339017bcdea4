"""What a report says about practice problems."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lens:
    """What there is to say about practice problems."""
