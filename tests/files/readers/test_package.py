"""Zip archives that may be bombs."""

from collections.abc import Callable

import pytest

from pipeline.files.readers.package import refuse_bomb
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest


def test_an_archive_within_the_limit_passes(zip_bytes: Callable[..., bytes]) -> None:
    refuse_bomb(zip_bytes({"a": b"0" * 1_000_000}), Ingest(max_megabytes=1))


def test_the_sizes_of_all_entries_count_together(zip_bytes: Callable[..., bytes]) -> None:
    with pytest.raises(DocumentError) as caught:
        refuse_bomb(zip_bytes({"a": b"0" * 600_000, "b": b"0" * 600_000}), Ingest(max_megabytes=1))
    assert caught.value.zh == "解压后有 1 MB，超过上限 1 MB；确认可信后可调大 [ingest] max_megabytes"


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(DocumentError, match="damaged, or not what its ending says"):
        refuse_bomb(b"PK", Ingest())
