"""How the bytes of rich text become characters: by the font they stand in, else by the code page of the file."""

import codecs
import re
from dataclasses import dataclass

_FONT = re.compile(r"\\f(\d+)(?!\d)((?:(?!\\f\d)[^;])*)")
SYMBOL = 2  # the character set of fonts of signs


@dataclass
class Fonts:
    """The fonts of a file.

    Parameters
    ----------
    encoding : str
        The code page of the file, for Western fonts too: Chinese programs write Chinese quotation marks in them.
    default : int
        The font of text that names none.
    encodings : dict of int to str
        The other fonts' own code pages.
    symbols : dict of int to str
        Names of the fonts of signs.
    """

    encoding: str
    default: int
    encodings: dict[int, str]
    symbols: dict[int, str]

    def is_half(self, held: bytes, font: int) -> bool:
        """Tell whether bytes end in the first half of a character."""
        decoder = codecs.getincrementaldecoder(self.encodings.get(font, self.encoding))("ignore")
        decoder.decode(held)
        return bool(decoder.getstate()[0])

    def decode(self, held: bytes, font: int) -> tuple[str, bool]:
        """Return the text of bytes, and whether all of it could be read."""
        own = self.encodings.get(font)
        for encoding in [own] if own else [self.encoding, "utf-8", "cp1252"]:
            try:
                return held.decode(encoding), True
            except UnicodeDecodeError:
                continue
        return held.decode(own or self.encoding, "replace"), False


def fonts_of(text: str) -> Fonts:
    """Read the code page and the font table of a rich text."""
    from striprtf.striprtf import charset_map, font_table_group

    page = re.search(r"\\ansicpg(\d{1,5})", text)
    default = re.search(r"\\deff(\d{1,5})", text)
    encodings, symbols = {}, {}
    for font, about in _FONT.findall(font_table_group(text)):  # type: ignore[no-untyped-call]
        charset = re.search(r"\\fcharset(\d{1,3})", about)
        number = int(charset[1]) if charset else 0
        if number == SYMBOL:
            symbols[int(font)] = re.sub(r"\{.*|\\\S+", "", about).strip()
        elif number > SYMBOL:
            encodings[int(font)] = _known(charset_map.get(number, ""))
    return Fonts(
        _known(f"cp{page[1]}" if page else "cp1252") or "cp1252",
        int(default[1]) if default else -1,
        {font: encoding for font, encoding in encodings.items() if encoding},
        symbols,
    )


def _known(encoding: str) -> str:
    """Return the name by which Python knows an encoding; '' when it does not."""
    encoding = {"cp65001": "utf-8", "cp936": "gb18030", "cp54936": "gb18030", "mac_chinesesimp": "gb18030"}.get(
        encoding, encoding
    )
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ""
