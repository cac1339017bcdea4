"""XML of documents of offices: parsed without entities, network and huge trees; and signs that only a symbol font shows."""

import re
from typing import Any

from pipeline.files.readers.package import FAULTS
from pipeline.model.errors import DocumentError

BOXES = {
    "wingdings": {0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "symbol": {0xB7: "•", 0xAE: "→", 0xB4: "×", 0xA3: "≤", 0xB3: "≥"},
}
"""Signs of symbol fonts that forms use, by font and place (Wingdings is Microsoft's table of it)."""

_PAGE_WORDS = re.compile(r"page|of|第|页|共|頁|[\W\d_]", re.IGNORECASE)


def parse(data: bytes) -> Any:
    """Parse XML to its root element.

    Raises
    ------
    lxml.etree.LxmlError
        When it is none, is nested too deep, or brings a document type of its own.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:  # Office writes none; entity bombs need one
        raise etree.LxmlError("a document type of its own")
    return root


def faults() -> tuple[type[BaseException], ...]:
    """List what damaged archives and XML raise."""
    from lxml.etree import LxmlError

    return (LxmlError, *FAULTS)


def sign(font: str, code: int) -> str:
    """Return the sign that a symbol font shows at a place, or '' when it is none that forms use."""
    return BOXES.get(font.lower(), {}).get(code & 0xFF, "")


def has_words(text: str) -> bool:
    """Tell whether a header or footer holds more than page numbers."""
    return bool(_PAGE_WORDS.sub("", text))


def protected() -> DocumentError:
    """Return the error of a document that asks for a password."""
    return DocumentError(
        "protected by a password; remove it in Word and save again", "有密码保护，请在 Word 中取消密码后重新保存"
    )
