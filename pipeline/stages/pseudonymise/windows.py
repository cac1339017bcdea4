"""Find the stretches of a text in which an identifier can stand at all; everything else is passed over by one fast scan."""

import re
from collections.abc import Iterator

from pipeline.stages.pseudonymise.signs import HANZI_DIGITS, HANZI_NUMBERS

_BEFORE, _AFTER = 60, 60
_DIGITS = "[0-9０-９@＠]"
_HAN = f"[{HANZI_DIGITS}]"
# The class in front lets `re` skip what cannot begin a candidate; the branches behind it look back at the sign that was taken.
_TRIGGER = re.compile(
    rf"[0-9０-９@＠#微威薇➕VvWwXxQq扣绿:：生日月出号號栋棟幢弄座单單(（\[ {HANZI_NUMBERS}{HANZI_DIGITS}](?:"
    rf"(?<={_DIGITS})"
    r"|(?<=[微威薇vV])信|(?<=[wWvV])[xX]|(?<=[wW])(?:[eE] ?[cC]hat|eixin|ECHAT|ww\.)|(?<=[vV薇])[:：]|(?<=➕)[vV微薇]|(?<=[qQ])[qQ]|(?<=[微薇])[A-Za-z]|(?<=扣)扣|(?<=绿)泡泡"
    r"|(?<=[:：])//|(?<=[(（\[])(?:at|AT)[)）\]]|(?<= )(?:dot|DOT) "
    rf"|(?<=[日号號月{HANZI_NUMBERS}])生|(?<=生)[日于]|(?<=出)生"
    rf"|(?<=[{HANZI_NUMBERS}])[号號栋棟幢弄座]|(?<=[单單])元"
    rf"|(?<={_HAN}){_HAN}{{3}}"
    r")"
)
_WORD = re.compile(r"[!-~]*")
_LONGEST_WORD = 500


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches as start and end, in order and apart; none crosses a line end, none begins or ends within a Latin word."""
    start = end = 0
    for hit in _TRIGGER.finditer(text):
        if hit.end() + _AFTER // 2 <= end:
            continue
        begin, until = _start(text, hit.start()), _end(text, hit.end())
        if begin > end or end == 0:
            if start < end:
                yield start, end
            start = begin
        end = until
    if start < end:
        yield start, end


def _start(text: str, place: int) -> int:
    begin = max(text.rfind("\n", max(0, place - _BEFORE), place) + 1, place - _BEFORE, 0)
    word = max(0, begin - _LONGEST_WORD)
    while begin > word and "!" <= text[begin - 1] <= "~":
        begin -= 1
    return begin


def _end(text: str, place: int) -> int:
    line_end = text.find("\n", place, place + _AFTER)
    return line_end if line_end >= 0 else _WORD.match(text, min(len(text), place + _AFTER)).end()  # type: ignore[union-attr]
