"""Rich text (.rtf). striprtf tells which groups hold no text and which code page a font has; the walk is our own.

striprtf itself writes the end of every cell as '|' wherever it stands, reads all bytes of a Western font as Western even in a Chinese
file, leaves notes and text boxes out, and keeps hidden and deleted text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.files.readers.office.forms import compose
from pipeline.files.readers.office.markup import has_words, sign
from pipeline.files.readers.office.remarks import doubts
from pipeline.files.readers.office.richflow import TABLE_WORDS, Flow
from pipeline.files.readers.office.richfonts import Fonts, fonts_of
from pipeline.files.readers.package import FAULTS
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
_SHOWN = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_SYMBOLS = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
_ENDS = frozenset(("par", "sect", "page", "column"))
_LOOKS = frozenset(("f", "v", "deleted", "plain", "uc"))
_MARGINS = frozenset(f"{name}{ending}" for name in ("header", "footer") for ending in ("", "l", "r", "f"))
_ASIDE = frozenset(("footnote", "shptxt", "dptxbxtext"))
_COUNTED = {"annotation": "comments", "objdata": "objects", "moMath": "objects"}
# groups without text of their own, in which one with text may be
_AROUND = frozenset("shp shpgrp shpinst do object upr".split())
_WITHOUT = frozenset("listtext pntext shprslt nonesttables".split())
DEEPEST = 5000  # groups in groups
SHOWN, AROUND, SILENT = range(3)


@dataclass(frozen=True)
class _State:
    """What holds until its group ends."""

    silent: int = SHOWN
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    skip: int = 1
    opened: str = ""  # what ends with this very group: a note, a text box, a header


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a rich text.

    Read like a Word file: paragraphs and tables in the order of the page, forms to metadata, text boxes and notes behind the
    paragraph that holds their anchor; comments, deleted and hidden text are left out and counted.

    Raises
    ------
    DocumentError
        When it is no rich text.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise DocumentError(
            "not a readable RTF file; open it in Word or WPS and save it as .docx",
            "RTF 文件读不出来，请用 Word 或 WPS 打开后另存为 .docx",
        )
    text = data.decode("latin-1")
    try:
        reader = _Reader(fonts_of(text))
        reader.read(text)
        page = compose(reader.flow.finish())
    except FAULTS as error:
        raise DocumentError(
            f"not a readable RTF file ({type(error).__name__}); open it in Word or WPS and save it as .docx",
            "RTF 文件读不出来，请用 Word 或 WPS 打开后另存为 .docx",
        ) from error
    yield RawDocument(
        file=name, text=page.text, fields=page.fields, doubts=doubts(reader.left_out, repeated=page.repeated)
    )


@dataclass
class _Reader:
    fonts: Fonts
    flow: Flow = field(default_factory=Flow)
    outer: list[Flow] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    held: bytearray = field(default_factory=bytearray)  # bytes of characters
    left: int = 0  # characters to pass over: what programs without Unicode show instead
    marked: bool = False  # \* came: a group that may be passed over
    last: str = ""  # which kind of text was left out last
    left_out: Counter[str] = field(default_factory=Counter)
    without: frozenset[str] = frozenset()

    def read(self, text: str) -> None:
        """Walk through the whole file."""
        from striprtf.striprtf import destinations

        self.without = _WITHOUT | frozenset(destinations)
        place = text.find("{")
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                break
            place = match.end()
            word, number, code, symbol, brace, plain = match.groups()
            if word == "bin":
                place += max(int(number or 0), 0)
            elif word:
                self._word(word, None if number is None else int(number))
            elif brace:
                self._brace(brace)
                if not self.stack:
                    break  # what stands behind the last brace is not shown
            else:
                self._sign(code, symbol, plain)
        self._flush()
        while self.outer:
            self._close("")

    def _sign(self, code: str | None, symbol: str | None, plain: str | None) -> None:
        if code:
            if self.left:
                self.left -= 1
            else:
                self.held.append(int(code, 16))
        elif plain:
            self._plain(plain)
        elif symbol:
            self._flush()
            self.left = 0
            if symbol == "*":
                self.marked = True
            elif symbol in "\r\n":
                self._word("par", None)
            else:
                self._show(_SYMBOLS.get(symbol, ""))

    def _plain(self, text: str) -> None:
        passed = min(self.left, len(text))
        self.left -= passed
        text = text[passed:]
        if text and self.held and self.fonts.is_half(bytes(self.held), self._font()):
            self.held += text[0].encode("latin-1")  # the second byte of a character may be a letter
            text = text[1:]
        self._flush()
        if text.isascii():
            self._show(text)
            return
        raw = text.encode("latin-1")  # against the rules, but written: bytes as they are
        try:
            self._show(raw.decode("utf-8"))
        except UnicodeDecodeError:
            self.held += raw
            self._flush()

    def _brace(self, brace: str) -> None:
        self._flush()
        self.left, self.marked = 0, False
        if brace == "{":
            if len(self.stack) >= DEEPEST:
                raise ValueError("groups nested too deep")
            self.stack.append(self.state)
            self.state = replace(self.state, opened="")
        elif self.stack:
            if self.state.opened:
                self._close(self.state.opened)
            self.state = self.stack.pop()

    def _close(self, opened: str) -> None:
        """End a note, text box or margin: the former stand behind the paragraph that holds them, the last are counted."""
        blocks = self.flow.finish()
        self.flow = self.outer.pop()
        if opened in _MARGINS:
            self.left_out["margins"] += any(has_words(block) for block in blocks if isinstance(block, str))
        else:
            self.flow.beside += [block.strip() if isinstance(block, str) else block for block in blocks]

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        self.left = 0
        if word == "u":
            self._show(chr((number or 0) % 0x10000))
            self.left = self.state.skip
        elif word in _SHOWN:
            self._show(_SHOWN[word])
        elif word in _LOOKS:
            self.state = _looks(self.state, word, number)
        elif word in _ENDS or word in TABLE_WORDS:
            self._end(word, number)
        else:
            self._group(word)
        self.marked = False

    def _end(self, word: str, number: int | None) -> None:
        if self.state.silent:
            return
        if word in TABLE_WORDS:
            self.flow.table_word(word, number)
        elif not self.state.deleted:
            self.flow.end_paragraph()

    def _group(self, word: str) -> None:
        """Obey the word that tells what a group is."""
        silent = self.state.silent
        if word in _COUNTED and silent < SILENT:
            self.left_out[_COUNTED[word]] += 1
        if word in ("ud", "result"):
            self.state = replace(self.state, silent=SHOWN if silent < SILENT else SILENT)
        elif word in _AROUND:
            self.state = replace(self.state, silent=max(silent, AROUND))
        elif word in _MARGINS or word in _ASIDE:
            if silent < SILENT:
                self.outer.append(self.flow)
                self.flow = Flow()
                self.state = replace(self.state, silent=SHOWN, hidden=False, opened=word)
        elif word in self.without or self.marked:
            self.state = replace(self.state, silent=SILENT)

    def _font(self) -> int:
        return self.state.font if self.state.font >= 0 else self.fonts.default

    def _flush(self) -> None:
        """Show the bytes held."""
        if not self.held:
            return
        held, font = bytes(self.held), self._font()
        self.held.clear()
        if self.state.silent:
            return
        if font in self.fonts.symbols:
            signs = [sign(self.fonts.symbols[font], code) for code in held]
            self.left_out["symbols"] += signs.count("")
            self._show("".join(signs))
            return
        text, whole = self.fonts.decode(held, font)
        self.left_out["garbled"] += not whole
        self._show(text)

    def _show(self, text: str) -> None:
        if self.state.silent or not text:
            return
        kind = "deletions" if self.state.deleted else "hidden" if self.state.hidden else ""
        if not kind:
            self.flow.pieces.append(text)
        elif kind != self.last:
            self.left_out[kind] += 1
        self.last = kind


def _looks(state: _State, word: str, number: int | None) -> _State:
    """Obey a word about the look of characters."""
    if word == "f":
        return replace(state, font=number or 0)
    if word == "v":
        return replace(state, hidden=number != 0)
    if word == "deleted":
        return replace(state, deleted=number != 0)
    if word == "uc":
        return replace(state, skip=min(max(1 if number is None else number, 0), 10))
    return replace(state, hidden=False, deleted=False, font=-1)
