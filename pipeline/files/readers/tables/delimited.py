"""Rows of text files with delimiters: CSV and its kin, also where quotes were left open."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from pipeline.model.both import Both
from pipeline.model.metadata import TEXT_LABELS, clean_label

DELIMITERS = ",\t;"
_NONE = "\x1f"  # a delimiter that no text holds: one column
_SAMPLE = 50_000
_HINT = re.compile(r"sep=(?P<delimiter>[,;\t])\n", re.IGNORECASE)

Rows = list[list[str]]


def split(text: str) -> tuple[Rows, tuple[Both, ...]]:
    """Split a table into rows of cells.

    Parameters
    ----------
    text : str
        Decoded, line ends LF.

    Returns
    -------
    rows : list of list of str
        By comma, tab or semicolon, whichever gives the most even rows; a quoted cell may hold delimiters and line ends. A quote
        that is not closed before a delimiter stands as it is, so that it cannot swallow the rows below.
    doubts : tuple of Both
        Says that quotes did not match, where it is so.
    """
    hint = _HINT.match(text)
    if hint:
        return _split(text[hint.end() :], hint["delimiter"])
    return _split(text, _delimiter(text))


def _split(text: str, delimiter: str) -> tuple[Rows, tuple[Both, ...]]:
    if '"' not in text:
        return [line.split(delimiter) for line in text.removesuffix("\n").split("\n")] if text else [], ()
    try:
        return _strict(text, delimiter), ()
    except csv.Error:
        doubt = Both(
            "有引号不成对，已按原样读入，请核对", "some quotes do not match; they were read as they stand, please check"
        )
        return list(_loose(text, delimiter)), (doubt,)


def _strict(text: str, delimiter: str) -> Rows:
    csv.field_size_limit(max(len(text), 1))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True))


def _delimiter(text: str) -> str:
    sample = text[:_SAMPLE]
    sample = sample if len(sample) == len(text) else sample[: sample.rfind("\n") + 1] or sample
    first = next((line for line in sample.split("\n") if line.strip()), "")
    if clean_label(first.strip('"')) in TEXT_LABELS:
        return _NONE
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """Return which share of the rows has the commonest number of cells, and that number; nothing when it is one."""
    rows = _split(sample, delimiter)[0]
    widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
    if not widths:
        return 0.0, 0
    width, count = Counter(widths).most_common(1)[0]
    if width == 1:
        return 0.0, max(widths)
    return round(count / len(widths), 1), width


def _loose(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield rows of a table whose quotes do not match."""
    end = rf"(?=[{delimiter}\n]|\Z)"
    quoted = re.compile(rf' *+"((?:[^"]++|"")*+)" *+{end}')
    closing = re.compile(rf'" *{end}')
    plain = re.compile(rf"[^{delimiter}\n]*+")
    at, row = 0, list[str]()
    line_end, closed = -1, True
    while at < len(text):
        if at > line_end:  # each line is searched for a closing quote at most once in vain
            line_end, closed = _end_of_line(text, at), True
        found = quoted.match(text, at)
        last = closing.search(text, at + 1, line_end) if not found and closed and text.startswith('"', at) else None
        if found:
            row.append(found[1].replace('""', '"'))
            at = found.end()
        elif last:
            row.append(text[at + 1 : last.start()].replace('""', '"'))
            at = last.end()
        else:
            closed = closed and not text.startswith('"', at)
            cell = plain.match(text, at)
            row.append(cell[0] if cell else "")
            at += len(row[-1])
        if at >= len(text) or text[at] == "\n":
            yield row
            row = []
        at += 1
    if text.endswith(delimiter):
        yield [*row, ""]


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
