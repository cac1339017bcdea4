"""What a report says about what goes with what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Links:
    """What there is to say about what goes with what."""
