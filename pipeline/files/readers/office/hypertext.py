"""Web pages (.html, .htm, .xhtml) and web archives (.mht), by selectolax: blocks become lines, tables are forms as in Word files."""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator

from pipeline.files.readers.office.forms import Page, compose, opens_with_fields
from pipeline.files.readers.office.remarks import doubts
from pipeline.files.readers.office.webwalk import Walk
from pipeline.files.readers.package import FAULTS
from pipeline.files.readers.plain.mojibake import doubts_of
from pipeline.files.readers.plain.text import decode, normalise
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

TITLE = "标题"
LONGEST = 60  # characters of a title
DEEPEST = 1000  # elements in elements
REOPENED = 2_000_000  # elements that a page may make a parser repeat
_DECLARED = re.compile(
    rb"<meta[^>]{1,300}charset\s*=\s*[\"']?\s*([\w-]{1,40})|<\?xml[^>]{1,100}encoding=[\"']([\w-]{1,40})", re.IGNORECASE
)
_BETTER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
}
_NO_TITLE = re.compile(
    r"untitled.*|document\d*|无标题.*|新建.*|未命名.*|new page.*|microsoft word.*|.*\.(docx?|wps|html?|rtf)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")

_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSED_ALONE = frozenset("p li td th tr dt dd option tbody thead tfoot".split())
_LOOKS = frozenset("a b big code em font i nobr s small strike strong tt u".split())


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a web page.

    Blocks become lines, as does what stands behind a line break; tables are read as in Word files. Scripts, styles, templates and hidden
    elements are left out. The page's title becomes metadata unless it says nothing.

    Raises
    ------
    DocumentError
        When it is no text, or made to overload a parser.
    """
    yield _page(_decode(data, ""), name)


def read_archive(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a web archive (.mht): its first page; raises DocumentError when it holds none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = part.get_payload(decode=True) if part is not None else None
        charset = str(part.get_content_charset() or "") if part is not None else ""
    except (*FAULTS, LookupError) as error:
        raise _no_archive() from error
    if not isinstance(content, bytes):
        raise _no_archive()
    yield _page(_decode(content, charset), name)


def _no_archive() -> DocumentError:
    return DocumentError(
        "not a readable web archive; open it in a browser or Word and save it as .html or .docx",
        "网页存档读不出来，请用浏览器或 Word 打开后另存为 .html 或 .docx",
    )


def _page(decoded: tuple[str, str, bool], name: str) -> RawDocument:
    from selectolax.lexbor import LexborHTMLParser

    text, encoding, declared = decoded
    _refuse_overload(text)
    try:
        parsed = LexborHTMLParser(text)
        reader = Walk()
        if parsed.root is not None:
            reader.read(parsed.root)
        page = compose(reader.blocks)
        heading = parsed.css_first("head > title")
    except FAULTS as error:
        raise DocumentError(
            f"not a readable web page ({type(error).__name__}); open it in a browser, copy the text and save it as .docx",
            "网页读不出来，请用浏览器打开，把文字复制到 Word 后另存为 .docx",
        ) from error
    _entitle(page, " ".join(heading.text().split()) if heading is not None else "")
    return RawDocument(
        file=name,
        text=page.text,
        fields=page.fields,
        encoding=encoding,
        doubts=(*doubts(reader.left_out, repeated=page.repeated), *doubts_of(page.text, "" if declared else encoding)),
    )


def _entitle(page: Page, title: str) -> None:
    if not 0 < len(title) <= LONGEST or _NO_TITLE.fullmatch(title):
        return
    if not page.fields and opens_with_fields(page.text):  # these lines and the title make one header
        page.text = f"{TITLE}：{title}\n{page.text}"
    else:
        page.fields.setdefault(TITLE, title)


def _refuse_overload(text: str) -> None:
    """Refuse pages nested so deep, or with so many looks left open, that parsers take minutes for them."""
    depth = deepest = looks = most = blocks = 0
    for closing, name in _TAG.findall(text):
        tag = name.lower()
        if tag in _EMPTY or tag in _CLOSED_ALONE:
            blocks += tag in _CLOSED_ALONE
            continue
        step = -1 if closing else 1
        depth = max(depth + step, 0)
        deepest = max(deepest, depth)
        if tag in _LOOKS:
            looks = max(looks + step, 0)
            most = max(most, looks)
        else:
            blocks += 1
    if deepest > DEEPEST or (most > 1 and most * blocks > REOPENED):
        raise DocumentError(
            "the page is nested too deep; open it in a browser, copy the text and save it as .docx",
            "网页嵌套过深，请用浏览器打开，把文字复制到 Word 后另存为 .docx",
        )


def _decode(data: bytes, charset: str) -> tuple[str, str, bool]:
    """Decode a page by its byte order mark, what is declared, else like text; tell the encoding and whether it was declared."""
    declared = _DECLARED.search(data[:4096])
    said = charset or (b"".join(filter(None, declared.groups())).decode() if declared else "")
    if said and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            encoding = codecs.lookup(said).name
            encoding = _BETTER.get(encoding, encoding)
            return normalise(data.decode(encoding)), encoding, True
        except (LookupError, UnicodeDecodeError):
            pass
    return *decode(data), False
