"""Zip archives: their files are read in memory by the other readers."""

import contextlib
import io
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.files.readers import read_bytes
from pipeline.files.readers.package import FAULTS, HIDDEN, METADATA, SYSTEM
from pipeline.files.readers.plain.text import decode
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz")
_UTF8, _ENCRYPTED = 0x800, 0x1
_SMALL = 1_000_000  # below it a ratio tells nothing
_PIECE = 1 << 16


@dataclass
class _Budget:
    """What may still be unpacked, in bytes."""

    left: int


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the documents of the files in an archive.

    Parameters
    ----------
    data, name, limits
        As every reader gets them.

    Yields
    ------
    RawDocument
        Under the name of the archive, '/' and the path inside it; a file that cannot be read yields one with its problem. Hidden
        files and those of the system are left out, as in a folder.

    Raises
    ------
    DocumentError
        When it is no archive, holds no file or too many, or files that lie over each other.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except FAULTS as error:
        raise DocumentError(
            "damaged, or no zip archive; unpack it yourself and put the files into the folder",
            "压缩包已损坏或不是 zip；请自行解压后把文件放进文件夹",
        ) from error
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _refuse_odd(entries, limits)
        inner = [_inner(entry) for entry in entries]
        if all(map(_is_hidden, inner)):
            raise DocumentError("the archive holds no file", "压缩包里没有文件")
        names = _distinct(inner)
        budget = _Budget(limits.max_archive_megabytes * 1_000_000)
        count = Counter(inner)
        for entry, said, path in zip(entries, inner, names, strict=True):
            if not _is_hidden(said):
                doubts = (_twice(),) if count[said] > 1 else ()
                yield from _documents(archive, entry, (name, said, path), limits, (budget, doubts))


def _documents(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    names: tuple[str, str, str],
    limits: Ingest,
    rest: tuple[_Budget, tuple[Both, ...]],
) -> Iterator[RawDocument]:
    """Yield the documents of one entry; `names` are the archive's, the entry's as written, and the one it goes by."""
    budget, doubts = rest
    file = f"{names[0]}/{names[2]}"
    try:
        _refuse_entry(entry, names[1])
        for raw in read_bytes(_unpacked(archive, entry, limits, budget), file, limits):
            yield replace(raw, doubts=(*raw.doubts, *doubts))
            doubts = ()
    except DocumentError as error:
        yield RawDocument(file=file, problem=Both(error.zh, error.en))


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Ingest, budget: _Budget) -> bytes:
    """Unpack an entry piece by piece, whatever size its header claims."""
    most = limits.max_megabytes * 1_000_000
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(entry) as source:
            while piece := source.read(_PIECE):
                size += len(piece)
                budget.left -= len(piece)
                if size > most:
                    raise DocumentError(
                        f"unpacks to more than {limits.max_megabytes} MB; raise [ingest] max_megabytes if you trust it",
                        f"解压后超过 {limits.max_megabytes} MB；确认可信后可调大 [ingest] max_megabytes",
                    )
                if size > _SMALL and size > limits.max_ratio * max(entry.compress_size, 1):
                    raise DocumentError(
                        f"unpacks to more than {limits.max_ratio} times its size; raise [ingest] max_ratio if you trust it",
                        f"解压后超过压缩大小的 {limits.max_ratio} 倍；确认可信后可调大 [ingest] max_ratio",
                    )
                if budget.left < 0:
                    raise DocumentError(
                        f"the archive unpacks to more than {limits.max_archive_megabytes} MB; raise [ingest] max_archive_megabytes if you trust it",
                        f"压缩包解压后超过 {limits.max_archive_megabytes} MB；确认可信后可调大 [ingest] max_archive_megabytes",
                    )
                parts.append(piece)
    except FAULTS as error:
        raise DocumentError(
            "damaged inside the archive, or packed in a way that is not known; unpack it yourself",
            "压缩包里的这个文件已损坏，或压缩方式不支持；请自行解压",
        ) from error
    return b"".join(parts)


def _refuse_odd(entries: Sequence[zipfile.ZipInfo], limits: Ingest) -> None:
    if len(entries) > limits.max_entries:
        raise DocumentError(
            f"holds {len(entries)} files, over the limit of {limits.max_entries}; raise [ingest] max_entries or split it",
            f"里面有 {len(entries)} 个文件，超过上限 {limits.max_entries}；可调大 [ingest] max_entries 或拆分",
        )
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise DocumentError(
                "its files lie over each other, as in an archive made to do harm; ask who sent it",
                "压缩包里的文件相互重叠，可能是恶意文件；请向发送者核实",
            )
        end = entry.header_offset + 30 + entry.compress_size


def _refuse_entry(entry: zipfile.ZipInfo, said: str) -> None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise DocumentError("a link, which is not followed", "是链接，不会跟进去读")
    if said.startswith("/") or said[1:2] == ":" or ".." in said.split("/"):
        raise DocumentError(
            "its name leads out of the archive; ask who sent it", "文件名指向压缩包之外，可能是恶意文件；请向发送者核实"
        )
    if entry.flag_bits & _ENCRYPTED:
        raise DocumentError(
            "protected by a password; unpack it and put the file into the folder",
            "有密码保护；请解压后把文件放进文件夹",
        )
    if said.lower().endswith(_NESTED):
        raise DocumentError(
            "an archive inside an archive is not read; unpack it", "压缩包里又有压缩包，不会读；请先解压"
        )
    if said.lower().rpartition("/")[2] == METADATA:
        raise DocumentError(
            "metadata.csv inside an archive is not used; put it beside the archive",
            "压缩包里的 metadata.csv 不会采用；请放到压缩包旁边",
        )


def _inner(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name with /; one that is not marked as UTF-8 is decoded like a text, since Windows writes GBK there."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        with contextlib.suppress(UnicodeEncodeError, DocumentError):
            name = decode(name.encode("cp437"))[0]
    return name.replace("\\", "/").partition("\x00")[0]


def _distinct(inner: Sequence[str]) -> list[str]:
    """Return names that stay inside the archive and differ from each other."""
    used: set[str] = set()
    names = []
    for said in inner:
        path = "/".join(part for part in said.split("/") if part not in ("", ".", "..")) or "_"
        stem, dot, ending = path.rpartition(".")
        number, name = 1, path
        while name in used:
            number += 1
            name = f"{stem} ({number}){dot}{ending}" if stem else f"{path} ({number})"
        used.add(name)
        names.append(name)
    return names


def _twice() -> Both:
    return Both("压缩包里有几个同名的文件，都读了", "the archive holds several files of this name; all were read")


def _is_hidden(said: str) -> bool:
    parts = [part for part in said.split("/") if part not in ("", ".", "..")]
    return any(part.startswith(HIDDEN) for part in parts) or said.lower().rpartition("/")[2] in SYSTEM
