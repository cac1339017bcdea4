"""Find the stretches of a text in which an identifier can stand at all; everything else is passed over by one fast scan."""

import re
from collections.abc import Iterator

from pipeline.stages.pseudonymise.signs import HANZI_DIGITS, HANZI_NUMBERS

_BEFORE, _AFTER = 60, 60
_DIGITS = "[0-9０-９@＠]"
_HAN = f"[{HANZI_DIGITS}]"
# The class in front lets `re` skip what cannot begin a candidate; the branches behind it look back at the sign that was taken.
_TRIGGER = re.compile(
    rf"[0-9０-９@＠微威薇VvWwXxQq扣绿:：生出号號栋棟幢弄座单單(（\[ {HANZI_DIGITS}](?:"
    rf"(?<={_DIGITS})"
    r"|(?<=[微威薇vV])信|(?<=[wWvV])[xX]|(?<=[wW])(?:[eE](?:[cC]hat|ixin)|ww\.)|(?<=扣)扣|(?<=绿)泡泡"
    r"|(?<=[:：])//|(?<=[(（\[])(?:at|AT)[)）\]]|(?<= )dot "
    rf"|(?<=[日号號月生出])(?:日|[人的于]|生)"
    rf"|(?<=[{HANZI_NUMBERS}][号號栋棟幢弄座])|(?<=[单單])元"
    rf"|(?<={_HAN}){_HAN}{{3}}"
    r")"
)
_LINK = re.compile(r"[!-~]*")
_LINK_BEFORE = re.compile(r"[!-~]*\Z")


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches as start and end, in order and apart; none crosses a line end, none begins or ends within a Latin word."""
    start = end = 0
    for hit in _TRIGGER.finditer(text):
        place = hit.start()
        if hit.end() <= end - _AFTER // 2:
            continue
        line_end = text.find("\n", place)
        until = min(len(text) if line_end < 0 else line_end, hit.end() + _AFTER)
        until = _LINK.match(text, until).end()  # type: ignore[union-attr]
        if (
            start < end
            and place <= end + _BEFORE
            and text.find("\n", end, place) < 0
            and (end == 0 or text[end - 1] != "\n")
        ):
            end = max(end, until)
            continue
        if start < end:
            yield start, end
        begin = max(text.rfind("\n", 0, place) + 1, place - _BEFORE, end)
        begin -= len(_LINK_BEFORE.search(text[max(end, begin - 500) : begin]).group())  # type: ignore[union-attr]
        start, end = begin, until
    if start < end:
        yield start, end
