"""Damage files as disks, mail programs and bad luck do: the same seed, the same damage."""

import io
import random
import re
import zipfile
from collections.abc import Callable

Change = Callable[[bytes, random.Random], bytes]
NUMBERS = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e400", b"NaN")
STRAYS = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"<",
    b"&",
    b"{",
    b"\\u",
    b'"',
    b"\r",
    "督导".encode("gb18030"),
)


def mutated(data: bytes, draw: random.Random) -> bytes:
    """Change a file in one to four places; of an archive sometimes what is inside."""
    if data.startswith(b"PK") and draw.random() < 0.6:
        return _inside(data, draw)
    for _ in range(draw.randrange(1, 5)):
        data = draw.choice(CHANGES)(data, draw)
    return data


def _inside(data: bytes, draw: random.Random) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = draw.choice(names)
        for name in names:
            held = old.read(name)
            if name == hit:
                if draw.random() < 0.1:
                    continue
                held = mutated(held, draw)
            new.writestr(name, held)
    return sink.getvalue()


def _place(data: bytes, draw: random.Random) -> int:
    return draw.randrange(len(data) + 1)


def _flip(data: bytes, draw: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(draw.randrange(1, 20)):
        if held:
            held[draw.randrange(len(held))] ^= 1 << draw.randrange(8)
    return bytes(held)


def _cut_off(data: bytes, draw: random.Random) -> bytes:
    return data[: _place(data, draw)]


def _leave_out(data: bytes, draw: random.Random) -> bytes:
    at = _place(data, draw)
    return data[:at] + data[at + draw.randrange(1, 200) :]


def _repeat(data: bytes, draw: random.Random) -> bytes:
    at, length = _place(data, draw), draw.randrange(1, 300)
    return data[:at] + data[at : at + length] * draw.choice((2, 3, 50)) + data[at + length :]


def _swap(data: bytes, draw: random.Random) -> bytes:
    low, high = sorted((_place(data, draw), _place(data, draw)))
    return data[high:] + data[low:high] + data[:low]


def _stray(data: bytes, draw: random.Random) -> bytes:
    at = _place(data, draw)
    return data[:at] + draw.choice(STRAYS) * draw.choice((1, 2, 100)) + data[at:]


def _noise(data: bytes, draw: random.Random) -> bytes:
    at = _place(data, draw)
    return data[:at] + draw.randbytes(draw.randrange(1, 64)) + data[at:]


def _number(data: bytes, draw: random.Random) -> bytes:
    places = [match.span() for match in re.finditer(rb"\d+", data)]
    if not places:
        return data
    low, high = draw.choice(places)
    return data[:low] + draw.choice(NUMBERS) + data[high:]


CHANGES: tuple[Change, ...] = (_flip, _cut_off, _leave_out, _repeat, _swap, _stray, _noise, _number)
