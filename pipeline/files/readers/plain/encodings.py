"""Bytes to text: by byte order mark, else strict UTF-8, else by what the text would look like."""

import re

from pipeline.files.readers.plain.plausible import ENOUGH, plausibility
from pipeline.model.errors import DocumentError

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs", "cp1252", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "cp949")
NAMES = {"cp950": "big5", "big5hkscs": "big5", "cp932": "shift_jis", "cp949": "euc_kr"}
MIXED = "utf-8+gb18030"

_SAMPLE = 100_000
_BROKEN = 100  # one character in so many may be broken
_FILES = (
    (b"%PDF", "a PDF", "PDF"),
    (b"PK\x03\x04", "a zip package (.docx, .xlsx, .zip)", "压缩包（.docx、.xlsx、.zip）"),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel file of the old kind (.doc, .xls)", "旧版 Word 或 Excel 文件（.doc、.xls）"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "图片（JPEG）"),
    (b"\x89PNG", "a picture (PNG)", "图片（PNG）"),
    (b"GIF8", "a picture (GIF)", "图片（GIF）"),
    (b"RIFF", "a sound or video file", "音频或视频文件"),
    (b"ID3", "a sound file (MP3)", "音频文件（MP3）"),
    (b"\x1f\x8b", "a packed file (gzip)", "压缩文件（gzip）"),
    (b"Rar!", "a packed file (rar)", "压缩文件（rar）"),
    (b"7z\xbc\xaf", "a packed file (7z)", "压缩文件（7z）"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_STRANGE = re.compile(rb"[^\x00-\x7f]")


def choose(data: bytes) -> tuple[str, str]:
    """Decode bytes.

    Returns
    -------
    text : str
        A byte that fits nowhere is U+FFFD.
    encoding : str
        Which one fitted; 'utf-8+gb18030' for a file put together from both.

    Raises
    ------
    DocumentError
        When none fits, or the bytes are no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _tolerant(data, encoding), encoding
    _refuse_other_files(data)
    wide = _wide(data) if b"\x00" in data else ""
    if wide:
        return _tolerant(data, wide), wide
    _refuse_controls(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    mixed = _mixed(data)
    if mixed:
        return mixed, MIXED
    encoding = _best(data) or _rare(data)
    if not encoding:
        raise unknown()
    return _tolerant(data, encoding), NAMES.get(encoding, encoding)


def unknown() -> DocumentError:
    """Return the error for bytes in no encoding that is known."""
    return DocumentError(
        "not text in UTF-8 or GB18030; open it in an editor and save it as UTF-8",
        "不是 UTF-8 或 GB18030 文本，请用编辑器打开后另存为 UTF-8",
    )


def _refuse_other_files(data: bytes) -> None:
    for mark, en, zh in _FILES:
        if data.startswith(mark):
            raise DocumentError(
                f"not text in UTF-8 or GB18030 but {en} by its first bytes; give it its own ending",
                f"不是文本，从开头的字节看是{zh}，请改回它原来的扩展名",
            )


def _refuse_controls(data: bytes) -> None:
    head = data[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 1 and controls * 10 > len(head):
        raise DocumentError(
            "not text in UTF-8 or GB18030 but binary data; open it in the program that made it and save it as text",
            "是二进制数据，不是文本；请用生成它的软件打开后另存为文本",
        )


def _wide(data: bytes) -> str:
    """Name the UTF-16 without a mark that bytes with NUL among them are in; empty when they are in none."""
    head = data[: _SAMPLE // 2 * 2]
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        text = head.decode(encoding, "replace")
        ascii_shown = sum(" " <= letter <= "~" or letter in "\r\n\t" for letter in text)
        zeros = head[place::2].count(0)
        if text and zeros >= ascii_shown > 0 and not text.count("\x00"):
            strange = len(text) - ascii_shown
            if not strange or plausibility(text, "utf-8") >= ENOUGH:
                return encoding
    return ""


def _tolerant(data: bytes, encoding: str) -> str:
    """Decode with U+FFFD for what is broken; more than a little of it is refused."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    broken = text.removesuffix("\ufffd").count("\ufffd")
    if broken > max(1, len(text) // _BROKEN) or not text.strip("\ufeff\ufffd"):
        raise unknown()
    return text


def _mixed(data: bytes) -> str:
    """Decode a file whose lines are partly UTF-8 and partly GB18030; empty when it is no such file."""
    lines = data.split(b"\n")
    strange = [line for line in lines if _STRANGE.search(line)][:200]
    kinds = [_kind(line) for line in strange]
    if not 0 < kinds.count("utf-8") < len(kinds) or "gb18030" not in kinds:
        return ""
    return "\n".join(line.decode(_kind(line) or "utf-8", "replace") for line in lines)


def _kind(line: bytes) -> str:
    """Tell which of the two a line is in; empty when neither is likely."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and (text.isascii() or plausibility(text, "utf-8") >= ENOUGH):
        return "utf-8"
    weights = {each: plausibility(line.decode(each, "replace"), each) for each in ("utf-8", "gb18030")}
    best = max(weights, key=lambda each: weights[each])
    return best if weights[best] >= 2 * ENOUGH else ""


def _best(data: bytes) -> str:
    """Name the encoding under which the text is most plausible; empty when it is under none."""
    sample = data[:_SAMPLE]
    weights = {}
    for encoding in CANDIDATES:
        text = sample.decode(encoding, "replace").removesuffix("\ufffd")
        weights[encoding] = plausibility(text, encoding)
    best = max(CANDIDATES, key=lambda encoding: weights[encoding])
    return best if weights[best] >= ENOUGH else ""


def _rare(data: bytes) -> str:
    """Ask charset-normalizer for the encodings of other scripts; empty when it is not sure."""
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE], threshold=0.1).best()
    if found is None or found.encoding in CANDIDATES or not found.alphabets:
        return ""
    return str(found.encoding) if found.coherence > 0.3 else ""
