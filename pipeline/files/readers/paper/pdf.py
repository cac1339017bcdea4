"""PDF files with a text layer (pypdfium2)."""

import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from pipeline.files.readers.paper.printed import Line, Page, running_text, without_running
from pipeline.files.readers.plain.mojibake import doubts_of
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HYPHEN = "\x02"  # what pdfium writes for a hyphen that ends a line
_UNREADABLE = 0.3  # share of characters without a Unicode value from which a text layer is no use
_FOREIGN = frozenset(
    "“”‘’…—"
)  # signs of Chinese text that are often set in a Western font, and drawn when the line is done
_APART = 0.15  # of the size: a blank
_OBJECTS = 1000  # of a page that are looked at for pictures
_CURVES = 50  # so many are letters rather than rules
_SHOWN = (
    2,
    3,
    16,
    20,
)  # annotations that are links, pop-ups, or show their text on the page: FPDF_ANNOT_LINK, FREETEXT, POPUP, WIDGET

# fonts of Chinese PDFs often name a radical where the character is meant: both look the same, but a codebook finds only the latter
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | dict(
    zip(
        map(ord, "⺠⻄⻅⻆⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺟⻉⻁⻙⻑"),
        "民西见角车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟母贝虎韦長",
        strict=True,
    )
)


@dataclass
class _Found:
    """What was found beside the lines."""

    pictured: list[bool] = field(default_factory=list)
    characters: int = 0
    unmapped: int = 0
    radicals: int = 0
    comments: int = 0
    attachments: int = 0


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a PDF.

    Lines come in the order of the file, which is that of reading in what Word, WPS and browsers print: columns one after the other.
    What the layout broke is joined; running headers, footers and page numbers are left out.

    Raises
    ------
    DocumentError
        When it is damaged, protected, scanned without text, or has too many pages.
    """
    import pypdfium2

    found = _Found()
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            _refuse_long(len(document), limits)
            found.attachments = document.count_attachments()
            if document.get_formtype():
                document.init_forms()
            pages = [_page(document, number, found) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise _unreadable(error) from error
    kept, running = without_running(pages)
    if not any(found.pictured) and not any(page.lines for page in kept):  # a few words on each page are no header
        kept, running = pages, 0
    scanned = sum(pictured and not page.lines for page, pictured in zip(kept, found.pictured, strict=True))
    _refuse_textless(kept, found, scanned)
    text, starts, hyphens = running_text(kept)
    doubts = (*_doubts(found, scanned, running, hyphens), *doubts_of(text))
    yield RawDocument(file=name, text=text, pages=starts if text else (), doubts=doubts)


def _page(document: Any, number: int, found: _Found) -> Page:
    import pypdfium2.raw as pdfium

    with closing(document[number]) as page:
        if pdfium.FPDFPage_GetAnnotCount(page) > 0:
            found.comments += _comments(page)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)  # what was filled in becomes text of the page
    with closing(document[number]) as page, closing(page.get_textpage()) as shown:
        lines = tuple(_lines(shown, found))
        found.pictured.append(_is_pictured(page))
        return Page(lines, page.get_width(), page.get_height())


def _is_pictured(page: Any) -> bool:
    """Tell whether a page shows a picture, or letters drawn as curves."""
    import pypdfium2.raw as pdfium

    kinds = [
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, place))
        for place in range(min(pdfium.FPDFPage_CountObjects(page), _OBJECTS))
    ]
    return (
        pdfium.FPDF_PAGEOBJ_IMAGE in kinds
        or pdfium.FPDF_PAGEOBJ_FORM in kinds
        or kinds.count(pdfium.FPDF_PAGEOBJ_PATH) >= _CURVES
    )


def _comments(page: Any) -> int:
    """Count the notes on a page that open at a click only."""
    import pypdfium2.raw as pdfium

    count = 0
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if note:
            length = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)  # in bytes, with a NUL of two
            count += pdfium.FPDFAnnot_GetSubtype(note) not in _SHOWN and length > 2
            pdfium.FPDFPage_CloseAnnot(note)
    return count


def _lines(shown: Any, found: _Found) -> Iterator[Line]:
    """Yield the lines of a page as pdfium parts them."""
    import pypdfium2.raw as pdfium

    letters = [chr(min(pdfium.FPDFText_GetUnicode(shown, place), 0x10FFFF)) for place in range(shown.count_chars())]
    found.characters += len(letters)
    found.unmapped += sum(pdfium.FPDFText_HasUnicodeMapError(shown, place) == 1 for place in range(len(letters)))
    start = 0
    for place, letter in enumerate([*letters, "\n"]):
        if letter in f"\r\n{_HYPHEN}":
            line = _line(shown, letters[start:place], start, found)
            if line:
                ended = letter == _HYPHEN or (line.text.endswith("-") and line.text[-2:-1].isalpha())
                text = line.text.removesuffix("-") if ended else line.text
                yield Line(text, line.left, line.right, line.base, line.size, line.head, line.blank, ended)
            start = place + 1


def _line(shown: Any, letters: list[str], start: int, found: _Found) -> Line | None:
    held = [place for place, letter in enumerate(letters) if not letter.isspace() and letter != "\x00"]
    if not held:
        return None
    first, last = held[0], held[-1]
    word = first
    while word < last and letters[word].isascii() and letters[word + 1].isascii() and not letters[word + 1].isspace():
        word += 1
    left, base, _, top = shown.get_charbox(start + first, loose=True)
    right = shown.get_charbox(start + last, loose=True)[2]
    head = shown.get_charbox(start + word, loose=True)[2] - left
    text = _whole(_from_left(shown, letters, start, held) or "".join(letters[first : last + 1]))
    found.radicals += sum(ord(letter) in _RADICALS for letter in text)
    return Line(text.translate(_RADICALS), left, right, base, max(top - base, 1.0), head, last + 1 < len(letters))


def _from_left(shown: Any, letters: list[str], start: int, held: list[int]) -> str:
    """Return a line by the places of its letters where some were drawn after the line, as quotation marks in another font are; else ''."""
    if _FOREIGN.isdisjoint(letters):
        return ""
    boxes = [shown.get_charbox(start + place) for place in held]
    lefts = [box[0] for box in boxes]
    size = max(box[3] - box[1] for box in boxes)
    level = max(box[1] for box in boxes) - min(box[1] for box in boxes) < size  # neither upright nor turned
    if not level or all(left < right + 1 for left, right in zip(lefts, lefts[1:], strict=False)):
        return ""
    order = sorted(range(len(held)), key=lefts.__getitem__)
    text = letters[held[order[0]]]
    for before, after in zip(order, order[1:], strict=False):
        apart = lefts[after] - boxes[before][2] > _APART * size
        latin = letters[held[before]].isascii() or letters[held[after]].isascii()
        text += (" " if apart and latin else "") + letters[held[after]]
    return text


def _whole(text: str) -> str:
    """Put surrogates together, which pdfium gives one by one where its characters have 16 bits."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "")


def _refuse_long(count: int, limits: Ingest) -> None:
    if count > limits.max_pages:
        raise DocumentError(
            f"{count} pages are over the limit of {limits.max_pages}; raise [ingest] max_pages or split it",
            f"共 {count} 页，超过上限 {limits.max_pages} 页；可调大 [ingest] max_pages 或拆分",
        )


def _refuse_textless(pages: list[Page], found: _Found, scanned: int) -> None:
    if scanned and not any(page.lines for page in pages):
        raise DocumentError(
            "scanned: run OCR first (for example ocrmypdf)", "扫描件，没有文字层：请先做 OCR（例如 ocrmypdf）"
        )
    if found.unmapped > _UNREADABLE * found.characters:
        raise DocumentError(
            "its fonts do not say which characters they show; run OCR over it (for example ocrmypdf --force-ocr) or export it again",
            "字体里没有字符对照表，读出来会是乱码；请做 OCR（例如 ocrmypdf --force-ocr）或重新导出",
        )


def _unreadable(error: Any) -> DocumentError:
    if getattr(error, "err_code", None) == _PASSWORD:
        return DocumentError("protected by a password; save a copy without one", "有密码保护，请另存一份不带密码的")
    return DocumentError(
        "damaged, or no PDF; open it in a PDF viewer and save or print it anew",
        "PDF 已损坏或不是 PDF；请用阅读器打开后重新保存或打印成 PDF",
    )


def _doubts(found: _Found, scanned: int, running: int, hyphens: int) -> Iterator[Both]:
    counts = (
        (scanned, "有 {0} 页没有文字层（扫描页），没有读", "pages without text (scanned), which were not read: {0}"),
        (running, "每页重复的页眉、页脚、页码未收入（共 {0} 行）", "running headers, footers and page numbers were left out: {0} lines"),
        (hyphens, "行末连字符断开的词已合并（{0} 个）", "words broken by a hyphen at a line's end were joined: {0}"),
        (found.unmapped, "有 {0} 个字符没有对照，可能有误", "characters that the fonts do not name, which may be wrong: {0}"),
        (found.radicals, "有 {0} 个部首字符已换成对应的汉字", "radicals that stood for characters were replaced: {0}"),
        (found.comments, "有 {0} 条批注没有读", "comments that were left out: {0}"),
        (found.attachments, "有 {0} 个附件没有读", "attached files that were not read: {0}"),
    )  # fmt: skip
    yield from (Both(zh.format(count), en.format(count)) for count, zh, en in counts if count)
