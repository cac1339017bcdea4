"""Small fixtures that many tests share: tables made from the few cells that a test is about."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

from pipeline.model.frames import from_rows, rows


@pytest.fixture
def rows_of() -> Callable[[pd.DataFrame], list[dict[str, Any]]]:
    """Turn a table into plain rows, None where a cell is empty."""
    return rows


@pytest.fixture
def make_documents() -> Callable[..., pd.DataFrame]:
    """Make a table `documents` from one mapping per document; what is left out gets a plain value."""

    def make(*rows: Mapping[str, Any]) -> pd.DataFrame:
        plain = {"characters": 10, "status": "ok"}
        return from_rows(
            "documents",
            [plain | {"path": f"{row['document_id']}.txt", "title": row["document_id"]} | row for row in rows],
        )

    return make


@pytest.fixture
def make_texts() -> Callable[..., pd.DataFrame]:
    """Make a table `texts` of documents d1, d2 ... from their texts; the body begins at the first character."""

    def make(*texts: str, body_start: int = 0) -> pd.DataFrame:
        return from_rows(
            "texts",
            [
                {"document_id": f"d{number}", "text": text, "body_start": body_start}
                for number, text in enumerate(texts, 1)
            ],
        )

    return make


@pytest.fixture
def make_segments() -> Callable[..., pd.DataFrame]:
    """Make a table `segments` of one document from the texts of its segments, each on a line of its own."""

    def make(*texts: str, document_id: str = "d1", start: int = 0) -> pd.DataFrame:
        rows, position = [], start
        for index, text in enumerate(texts, 1):
            rows.append(
                {
                    "segment_id": f"{document_id}-{index:04}",
                    "document_id": document_id,
                    "segment_index": index,
                    "start_char": position,
                    "end_char": position + len(text),
                    "text": text,
                }
            )
            position += len(text) + 1
        return from_rows("segments", rows)

    return make
