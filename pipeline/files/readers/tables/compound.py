"""Compound files (Microsoft's [MS-CFB]), the files in a file that old Office documents are."""

import struct

_END = 0xFFFFFFF0  # sectors from here on are marks, not places
_SECTOR, _LAST, _TABLE, _FREE = 4096, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stream_of(data: bytes, *wanted: str) -> bytes:
    """Take a stream out of a compound file; the first of the names that it holds.

    Raises
    ------
    ValueError, struct.error
        When it is no compound file, or holds none of them.
    """
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("no compound file")
    size = 1 << shift
    directory_start, cutoff, small_start = (struct.unpack_from("<I", data, place)[0] for place in (48, 56, 60))
    table = _table(data, size)
    directory = _chain(data, table, directory_start, size, size)
    entries = [directory[place : place + 128] for place in range(0, len(directory) - 127, 128)]
    names = [
        entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace") for entry in entries
    ]
    entry = next((entries[names.index(name)] for name in wanted if name in names), None)
    if entry is None:
        raise ValueError("no such stream")
    start, length = struct.unpack_from("<II", entry, 116)
    if length >= cutoff:
        return _chain(data, table, start, size, size)[:length]
    small_table = _numbers(_chain(data, table, small_start, size, size))
    root = _chain(data, table, struct.unpack_from("<I", entries[0], 116)[0], size, size)
    return _chain(root, small_table, start, 64, 0)[:length]


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Return for each sector which one follows it."""
    places = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if following >= _END:
            break
        block = _numbers(data[size * (following + 1) : size * (following + 2)])
        places += block[:-1]
        following = block[-1]
    wanted = [place for place in places if place < _END]
    return _numbers(b"".join(data[size * (place + 1) : size * (place + 2)] for place in wanted))


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int, before: int) -> bytes:
    parts: list[bytes] = []
    place = start
    while place < len(table) and len(parts) <= len(table):
        parts.append(data[before + size * place : before + size * (place + 1)])
        place = table[place]
    return b"".join(parts)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def pack(stream: bytes, name: str) -> bytes:
    """Make a compound file that holds one stream."""
    length = max(len(stream), _SECTOR)
    stream = stream.ljust(length + -length % _SECTOR, b"\x00")
    count = len(stream) // _SECTOR
    tables = -(-(count + 3) // (_SECTOR // 4 - 1))
    following = [*range(1, count), _LAST, _LAST, _LAST, *[_TABLE] * tables]
    following += [_FREE] * (tables * _SECTOR // 4 - len(following))
    header = _MARK + bytes(16) + struct.pack("<5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, tables, count, 0, 4096, _LAST, 0, _LAST, 0)
    header += struct.pack("<109I", *range(count + 2, count + 2 + tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, count + 1, 0) + _entry(name, 2, _FREE, 0, length)
    # calamine wants a stream of small files, even an empty one
    blocks = (header, stream, directory, b"", struct.pack(f"<{len(following)}I", *following))
    return b"".join(block.ljust(_SECTOR, b"\x00") for block in blocks)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    named = name.encode("utf-16-le") + b"\x00\x00"
    links = struct.pack("<HBB3I36x", len(named), kind, 1, _FREE, _FREE, child)
    return named.ljust(64, b"\x00") + links + struct.pack("<IQ", start, size)
