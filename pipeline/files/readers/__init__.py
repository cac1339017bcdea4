"""One reader per format: bytes of one file to its raw documents."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.files.readers import jsonl, office, table, text, workbook
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

Reader = Callable[[bytes, str, Ingest], Iterator[RawDocument]]

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".markdown": text.read,
    ".csv": table.read,
    ".tsv": table.read,
    **dict.fromkeys(office.ENDINGS, office.read),
    ".xlsx": workbook.read,
    ".jsonl": jsonl.read,
}


def read_file(path: Path, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Read one file with the reader of its format.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        What documents call it: its path inside the corpus.
    limits : Ingest
        How large it may be.

    Yields
    ------
    RawDocument
        One per note in the file, with the sha256 of the file's bytes.

    Raises
    ------
    DocumentError
        When the format is unknown, the file is too large or broken.
    OSError
        When the disk says no.
    """
    suffix = path.suffix.lower()
    if suffix not in READERS:
        known = " ".join(READERS)
        kind = repr(suffix) if suffix else "without an ending"
        kind_zh = repr(suffix) if suffix else "没有扩展名"
        raise DocumentError(
            f"format {kind} is not read; save it as one of: {known}", f"不支持的格式（{kind_zh}），请另存为：{known}"
        )
    size = path.stat().st_size
    if size > limits.max_megabytes * 1_000_000:
        raise DocumentError(
            f"{size / 1e6:.0f} MB is over the limit of {limits.max_megabytes} MB; raise [ingest] max_megabytes or split it",
            f"文件有 {size / 1e6:.0f} MB，超过上限 {limits.max_megabytes} MB；可调大 [ingest] max_megabytes 或拆分文件",
        )
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    for raw in READERS[suffix](data, name, limits):
        yield replace(raw, sha256=raw.sha256 or digest)
