"""What folders and packages have in common: names that are no notes, faults of damaged ones, and bombs."""

import io
import zipfile
import zlib

from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

METADATA = "metadata.csv"
HIDDEN = (".", "~$", "__MACOSX")
SYSTEM = ("thumbs.db", "desktop.ini")
"""Names in folders and archives that are no notes: of hidden files they are the beginning."""

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
"""What python-docx, openpyxl and zipfile raise on damaged, encrypted or half-written files."""


def refuse_bomb(data: bytes, limits: Ingest) -> None:
    """Refuse an archive that is broken or unpacks to more than the limit.

    Raises
    ------
    DocumentError
        With the cure.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except FAULTS as error:
        raise DocumentError(
            "damaged, or not what its ending says; open it in Word or Excel and save it again",
            "文件已损坏或扩展名不符，请用 Word 或 Excel 打开后重新保存",
        ) from error
    if size > limits.max_megabytes * 1_000_000:
        raise DocumentError(
            f"unpacks to {size / 1e6:.0f} MB, over the limit of {limits.max_megabytes} MB; raise [ingest] max_megabytes if you trust it",
            f"解压后有 {size / 1e6:.0f} MB，超过上限 {limits.max_megabytes} MB；确认可信后可调大 [ingest] max_megabytes",
        )


def archive_of(data: bytes, limits: Ingest) -> zipfile.ZipFile:
    """Open a zip archive; raises DocumentError as `refuse_bomb` does."""
    refuse_bomb(data, limits)
    return zipfile.ZipFile(io.BytesIO(data))
