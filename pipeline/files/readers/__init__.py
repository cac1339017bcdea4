"""One reader per format: bytes of one file to its raw documents."""

import hashlib
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath

from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

NOTHING = Both("里面没有文字", "there is no text in it")
COMMON = ".docx .xlsx .pdf .txt"
Reader = Callable[[bytes, str, Ingest], Iterator[RawDocument]]


def _late(place: str, function: str = "read") -> Reader:
    """Return a reader that is imported when it is first used: a note in one format need not wait for the libraries of all."""

    def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
        found: Reader = getattr(import_module(f"{__name__}.{place}"), function)
        return found(data, name, limits)

    return read


_OFFICE = ".docx .docm .dotx .dotm .doc .dot .wps .wpt .odt .ott .fodt .rtf .html .htm .xhtml .mht .mhtml"
READERS: dict[str, Reader] = {
    **dict.fromkeys(".txt .text .log .rst .md .markdown".split(), _late("plain.text")),
    **dict.fromkeys(".csv .tsv".split(), _late("tables.table")),
    **dict.fromkeys(".xlsx .xlsm .xls .et .ods".split(), _late("tables.workbook")),
    **dict.fromkeys(_OFFICE.split(), _late("office.office")),
    ".pdf": _late("paper.pdf"),
    ".jsonl": _late("speech.dialogue", "read_lines"),
    ".json": _late("speech.dialogue"),
    **dict.fromkeys(".srt .vtt .ass .ssa".split(), _late("speech.subtitles")),
    ".zip": _late("archive"),
}


def documents_of(path: Path, name: str, limits: Ingest) -> list[RawDocument]:
    """Read one file, whatever it holds: what is wrong with it is the problem of the document that is returned then.

    Parameters and limits are those of `read_file`.
    """
    try:
        return list(read_file(path, name, limits)) or [RawDocument(file=name, problem=NOTHING)]
    except DocumentError as error:
        problem = Both(error.zh, error.en)
    except OSError as error:
        problem = Both(
            f"读不出来（{error.strerror}），请检查文件名和权限",
            f"cannot be read ({error.strerror}); check its name and permissions",
        )
    except MemoryError:
        problem = Both(
            f"所需内存超过 {limits.max_memory_megabytes} MB；可拆分文件，或调大 [ingest] max_memory_megabytes",
            f"needs more than {limits.max_memory_megabytes} MB of memory; split it, or raise [ingest] max_memory_megabytes",
        )
    except Exception as error:  # noqa: BLE001  a library's fault costs one file, not the run; its message may quote the file
        kind = type(error).__name__
        problem = Both(
            f"读不出来（{kind}），请打开后另存一份；仍不行请反馈本行",
            f"cannot be read ({kind}); open it and save it again, and report this line if that does not help",
        )
    return [RawDocument(file=name, problem=problem)]


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
    _refuse_special(path)
    _reader(name)
    size = path.stat().st_size
    if size > limits.max_megabytes * 1_000_000:
        raise DocumentError(
            f"{size / 1e6:.0f} MB is over the limit of {limits.max_megabytes} MB; raise [ingest] max_megabytes or split it",
            f"文件有 {size / 1e6:.0f} MB，超过上限 {limits.max_megabytes} MB；可调大 [ingest] max_megabytes 或拆分文件",
        )
    yield from read_bytes(path.read_bytes(), name, limits)


def read_bytes(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Read the bytes of a file with the reader of its name's ending; yields and raises as `read_file` does."""
    digest = hashlib.sha256(data).hexdigest()
    for raw in _reader(name)(data, name, limits):
        yield replace(raw, sha256=raw.sha256 or digest)


def _reader(name: str) -> Reader:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in READERS:
        kind = repr(suffix) if suffix else "without an ending"
        kind_zh = repr(suffix) if suffix else "没有扩展名"
        raise DocumentError(
            f"format {kind} is not read; save it as {COMMON} (docs/files.md lists all that are)",
            f"不支持的格式（{kind_zh}），请另存为 {COMMON}（全部可读格式见 docs/files.md）",
        )
    return READERS[suffix]


def _refuse_special(path: Path) -> None:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise DocumentError(
            "a link, which is not followed; copy the file itself into the folder",
            "是链接，不会跟进去读；请把文件本身复制进来",
        )
    if not stat.S_ISREG(mode):
        raise DocumentError("not an ordinary file", "不是普通文件")
