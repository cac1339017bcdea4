"""What all readers and writers of other programs' text files share: lines, messages and quoted YAML."""

import re

from pipeline.model.errors import CodebookError

# what YAML lets stand in one line as it is; see its production c-printable, without the breaks of YAML 1.1
_FORBIDDEN = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def lines_of(text: str, name: str) -> list[str]:
    """Cut a file into lines, as editors count them.

    Parameters
    ----------
    text : str
        The file, with or without a byte order mark.
    name : str
        What messages call the file.

    Returns
    -------
    list of str
        Without line ends; str.splitlines would cut at form feeds too and give other line numbers than an editor.

    Raises
    ------
    CodebookError
        When there is nothing but white space.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise CodebookError(
            f"{name}: the file is empty. Choose the file that holds the dictionary.",
            f"{name}：文件是空的，请选择存有词典的文件。",
        )
    return re.split("\r\n|\r|\n", text)


def fault(name: str, line: int, en: str, zh: str) -> CodebookError:
    """Make the error for a line (from 1) of a file; `en` and `zh` say what is wrong and the cure."""
    return CodebookError(f"{name}:{line}: {en}.", f"{name}：第 {line} 行：{zh}。")


def quoted(text: str) -> str:
    """Write a text as a YAML scalar in one line that YAML 1.1 and 1.2 read alike.

    Examples
    --------
    >>> quoted("don't: *")
    "'don''t: *'"
    """
    text = _SURROGATE.sub("\ufffd", text)  # half a character, which no file can hold
    if not _FORBIDDEN.search(text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", escaped) + '"'


def commented(text: str) -> str:
    """Return a text that stays in its YAML comment: one line, nothing that YAML forbids.

    Examples
    --------
    >>> commented("a\\n\\nb")
    'a b'
    """
    return re.sub(r"\s+", " ", _FORBIDDEN.sub(" ", text))
