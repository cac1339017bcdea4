"""Two runs side by side: which themes came, rose, fell and went, and which documents made the difference."""

from pipeline.stages.compare.books import Books, books
from pipeline.stages.compare.compare import TABLES, compare
from pipeline.stages.compare.parts import (
    SOURCES,
    STATUSES,
    Between,
    Change,
    Comparison,
    Mover,
    Note,
    Part,
    Share,
    Side,
    Statistics,
)

__all__ = [
    "SOURCES",
    "STATUSES",
    "TABLES",
    "Between",
    "Books",
    "Change",
    "Comparison",
    "Mover",
    "Note",
    "Part",
    "Share",
    "Side",
    "Statistics",
    "books",
    "compare",
]
