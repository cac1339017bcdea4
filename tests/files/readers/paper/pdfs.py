"""PDF files written by hand: text at places, in one font whose codes are code points and whose map says so."""

from collections.abc import Sequence

Line = tuple[float, float, float, str]
"""x, y (from below), size, text; half a size is the width of an ASCII character, one size that of others."""

IMAGE = b"q 500 0 0 700 50 50 cm /I Do Q"


def pdf(
    *pages: Sequence[Line], images: Sequence[int] = (), mapped: bool = True, notes: str = "", extra: str = ""
) -> bytes:
    """Make a PDF; `images` numbers the pages (from 0) under which a picture lies."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra.encode() + b" >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{9 + 2 * number} 0 R' for number in range(len(pages)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [4 0 R] "
        + (b"/ToUnicode 6 0 R >>" if mapped else b">>"),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor 5 0 R /DW 1000 /W [32 126 500] >>",
        b"<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 "
        b"/CapHeight 700 /StemV 80 >>",
        _stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            + b"".join(
                b"1 beginbfrange <%02X00> <%02XFF> <%02X00> endbfrange\n" % (high, high, high) for high in range(256)
            )
            + b"endcmap end end"
        ),
        _stream(
            b"\x80", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
        f"<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents ({notes}) >>".encode(),
    ]
    for number, lines in enumerate(pages):
        annotations = b"/Annots [8 0 R]" if notes else b""
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R " % (10 + 2 * number)
            + b"/Resources << /Font << /F 3 0 R >> /XObject << /I 7 0 R >> >> "
            + annotations
            + b" >>",
            _stream((IMAGE + b"\n" if number in images else b"") + b"\n".join(map(_shown, lines))),
        ]
    return _file(objects)


def column(texts: Sequence[str], *, x: float = 60, top: float = 740, size: float = 12, pitch: float = 18) -> list[Line]:
    """Put lines below each other."""
    return [(x, top - pitch * number, size, text) for number, text in enumerate(texts)]


def _shown(line: Line) -> bytes:
    x, y, size, text = line
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET" % (size, x, y, text.encode("utf-16-be").hex().encode())


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def _file(objects: Sequence[bytes]) -> bytes:
    made = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(made),
    )
