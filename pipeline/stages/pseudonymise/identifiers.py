"""Find structured identifiers."""

from pipeline.model.mentions import Mention


def identifiers(text: str) -> list[Mention]:
    """Find structured identifiers."""
    return []
