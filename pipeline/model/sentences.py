"""Where sentences end in Chinese, English and mixed text: one definition for whatever works by the sentence.

A sentence ends

- at 。！？ ! ? ； and at a full stop that is no part of an abbreviation, a number, a list mark, an address or a name; a half-width
  semicolon counts beside Chinese only, for in English it parts clauses;
- at an ellipsis behind which a new sentence begins;
- at a line end, unless the line is a wrapped one.

Closing quotes and brackets, emoji and white space behind a stop belong to the sentence that it ends. A stop inside quotes or brackets
ends nothing where the sentence around them goes on: “好。”他说。 is one sentence, 他说：“好。”他走了。 are two.
"""

import re
from itertools import groupby

from pipeline.model.scripts import CHINESE
from pipeline.model.sentence_words import (
    ABBREVIATIONS,
    BEFORE_NUMBERS,
    LAST_BEFORE_A_CAPITAL,
    NEVER_LAST,
    STARTERS,
    begins_in_chinese,
    is_reported,
)

_STOPS = "。！？!?｡‼⁇⁈⁉"
_ELLIPSES = "…⋯"
_DOTS = ".．"
_SEMICOLONS = "；;"
_TITLE_MARKS = "》〉"
_BRACKETS = {")": "(（", "）": "（(", "]": "[", "］": "［", "】": "【"}
_QUOTES = {"”": "“", "’": "‘", "」": "「", "』": "『", '"': '"', "'": "'"}
_CLOSING = "".join((*_BRACKETS, *_QUOTES, _TITLE_MARKS))
_EMOJI = "\u200d\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_GO_ON = "，,、：:；;"
_LINE_END = r"[ ]*+\n\s*+"

_NO_ABBREVIATION = "".join(
    rf"(?<!\b(?:{'|'.join(map(re.escape, sorted(words)))})\.)"
    for _, words in groupby(sorted(NEVER_LAST | ABBREVIATIONS | BEFORE_NUMBERS, key=len), len)
)
_INSIDE = rf"[{_STOPS}{_ELLIPSES}{_DOTS}{_SEMICOLONS}{re.escape(_CLOSING)}{_EMOJI}]"
# One class of characters comes first, for Python's engine looks such a class up several times as fast as alternatives. What is neither `line`
# nor `doubt` needs no second look, and nearly all ends are such.
_CANDIDATE = re.compile(
    rf"""[{_STOPS}{_ELLIPSES}{_DOTS}{_SEMICOLONS}\n](?!{_INSIDE}{{0,9}}+[ ]?(?:\0|\Z))(?:
        (?<=[。！？；])(?:(?=[{CHINESE}“「【])|{_LINE_END})
        |(?:
            (?:(?<=[a-z]{{2}}\.){_NO_ABBREVIATION}|(?<=[a-z]\.)\.\.|(?<=[A-Z]{{2}}\.))["”]?+
            |(?<=[a-z0-9 ][?!])
            |(?<=[ ]\.)
        )(?:[ ]++(?=[A-Z"“\\*{{])|{_LINE_END}(?![a-z\0]|\Z))
        |(?<=\n)(?P<line>)\s*+
        |(?<!\.(?=[a-z0-9]))(?<!;(?=[ ]?[a-z]))(?P<doubt>
            {_INSIDE}*+(?:[ ]?[{_EMOJI}])*+
            (?:[*_]++(?=[\s\0]|\Z))?  # the end of bold and italics in Markdown
        )\s*+
    )""",
    re.VERBOSE,
)
_DECORATION = re.compile(rf"(?<![*_ {_EMOJI}])[*_ {_EMOJI}]++\Z")
_IS_CHINESE = re.compile(f"[{CHINESE}]")
_LETTERS = "A-Za-zÀ-ɏ"
_WORD = re.compile(rf"(?<![{_LETTERS}.'’-])[{_LETTERS}][{_LETTERS}.'’-]*+\Z")
_NEXT_WORD = re.compile(rf"[{_LETTERS}]+(?:['’][a-z]+)?")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_NO_BLANK = re.compile(r"(?:[A-Z][a-z]*|[A-Z]['’][a-z]+)[\s,]")  # service was good.The staff
_NUMBER = re.compile(r"(?<![0-9])[0-9]+\Z")
_BEFORE_ITEM = re.compile(
    rf"(?:\A|[\n\0]|[{_STOPS}{_ELLIPSES}{_SEMICOLONS}：:，,{re.escape(_CLOSING)}#]|[{_DOTS}]\s)\s*\Z"
)
_PAUSE = re.compile(rf"[{_STOPS}{_ELLIPSES}{_DOTS}{_SEMICOLONS}{re.escape(_CLOSING)}“‘「『\s\0]")
_ITEM = re.compile(r"[0-9①-⑳（(•·*#-]|[一二三四五六七八九十]{1,3}[、.．]|[A-Za-z][.)]\s")
_LINES = re.compile(r"[\n\0]")
_ADDRESS = re.compile(r"(?:://|www\.)[!-~]*+\Z")

_BEFORE_SPEECH = "：:，,说道问答讲喊叫称說問講稱"
_AFTER_PART = "的地得之和与與及或等而来來时時是就也都了这這那吗嗎呢"  # what stands in quotes is a part of the sentence

GOES_ON = 0  # in place of the end of a sentence
_FAR = 400  # characters looked back for what opens a quote or a bracket
_NEAR = 40  # the same for a word or a number
_HESITATION = 4  # so few characters before an ellipsis are none: 嗯……我想想
_SHORTEST = 5  # characters, at least, of a Chinese sentence that a half-width stop ends with no blank behind it
_WRAPPED = 25  # characters that a line has at least if its end is an editor's, not the writer's


def sentence_ends(text: str) -> list[int]:
    """Return where the sentences of a text end.

    Parameters
    ----------
    text : str
        A text as it is written.

    Returns
    -------
    list of int
        The end of every sentence as an offset in code points, exclusive, ascending; the last one is the length of the text. The
        sentences put together are the text: white space belongs to the sentence before it. Empty for an empty text.

    Notes
    -----
    This is no parser: a full stop in place of a comma (注销了账号.注销不了) or in a name (弗朗西斯科.西里诺) is taken for one, and a
    sentence without any sign at its end is not seen.

    Examples
    --------
    >>> sentence_ends("Dr. Li came at 3.5 p.m. 她说：“好。”然后走了。")
    [24, 31, 36]
    """
    begun = len(text) - len(text.lstrip())
    ends = [end for end in inner_ends(text) if begun < end < len(text)]
    return [*ends, len(text)] if text else ends


def inner_ends(text: str) -> list[int]:
    """Return where sentences end in texts laid end to end with a NUL between them, the last sentence of each text left out.

    To cut many short texts at once is several times as fast as one by one.
    """
    return [
        end
        for found in _CANDIDATE.finditer(text)
        if (end := found.end() if found.lastgroup is None else _judged(text, found))
    ]


def _judged(text: str, found: re.Match[str]) -> int:
    """Return where the sentence ends that may end with what was found, or GOES_ON."""
    start, behind, end = found.start(), found.end("doubt"), found.end()
    if text[end : end + 1] in ("", "\0"):
        return GOES_ON  # nothing follows
    if behind < 0:
        return end if _line_ends(text, start, end) else GOES_ON
    if behind == end and text[behind - 1] == '"' and _opens(text, behind - 1):
        behind = end = behind - 1
    if _run_ends(text, start, behind, end) or _line_ends(text, behind, end):
        return end
    return GOES_ON


def _opens(text: str, quote: int) -> bool:
    """Tell whether a straight quote is an opening one: those before it on the line are all paired."""
    far = max(0, quote - _FAR)
    line = max(text.rfind(end, far, quote) for end in "\n\0") + 1
    return text.count('"', max(line, far), quote) % 2 == 0


def _line_ends(text: str, at: int, end: int) -> bool:
    """Tell whether a line end in the white space from `at` to `end` ends a sentence."""
    gap = text[at:end]
    if gap.count("\n") != 1:
        return "\n" in gap
    before, after = text[max(0, at - _WRAPPED) : at].rstrip(), text[end]
    last = before[-1:]
    if after in _GO_ON or last in ("，", ",", "、"):
        return False
    if after.islower():
        return _is_chinese(last)
    wrapped = len(before) == _WRAPPED and not _LINES.search(before) and (last.isalnum() or last == ".")
    return not (wrapped and after.isalnum() and not _ITEM.match(text, end))


def _run_ends(text: str, start: int, behind: int, end: int) -> bool:
    """Tell whether stops, with what closes behind them, end a sentence; the next character stands at `end`."""
    run = _DECORATION.sub("", text[start:behind])
    inner = run.rstrip(_CLOSING)
    if len(inner) < len(run):
        return text[end] not in _GO_ON and _closed_ends(text, start, run, end)
    stops = inner[max(map(inner.rfind, _CLOSING)) + 1 :]
    if stops[-1] in _SEMICOLONS:
        return stops[-1] == "；" or _is_chinese(text[start - 1 : start]) or _is_chinese(text[end])
    if text[end] in _GO_ON:
        return False
    if any(stop in _STOPS for stop in stops):
        return behind < end or not _is_in_address(text, start, end)
    if stops in _DOTS:
        return _dot_ends(text, start + len(inner) - 1, end)
    return _ellipsis_ends(text, start, behind, end)


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Tell whether a stop stands in the middle of an address in the Internet, or of a sign like !=."""
    after = text[end]
    return after.isascii() and (after == "=" or _ADDRESS.search(text, max(0, start - _FAR), start) is not None)


def _ellipsis_ends(text: str, start: int, behind: int, end: int) -> bool:
    """Tell whether a new sentence begins behind an ellipsis."""
    after, blank = text[end], behind < end
    if after.islower() or after.isdigit():
        return False
    before = text[max(0, start - _HESITATION) : start]
    if not _is_chinese(after):
        return after.isupper() or (blank and after not in "(（") or after in "【/@#"
    if len(before) < _HESITATION or _PAUSE.search(before):
        return False
    return blank or begins_in_chinese(text, end)


def _dot_ends(text: str, dot: int, end: int) -> bool:
    """Tell whether a single full stop ends a sentence."""
    before, after, blank = text[dot - 1 : dot] if dot else "", text[end], dot + 1 < end
    if "0" <= before <= "9":
        return blank and _number_ends(text, dot, after)
    word = _WORD.search(text, max(0, dot - _NEAR), dot)
    if word and before.isascii():
        return (_word_ends if blank else _joined_ends)(text, word[0], end)
    if blank:
        return True
    if not _is_chinese(before):
        return _is_chinese(after)
    # 苏服办.南通, 释净空.扫描版: short pieces with a stop between are names and the like
    return dot >= _SHORTEST and all(map(str.isalnum, text[dot - _SHORTEST : dot]))


def _number_ends(text: str, dot: int, after: str) -> bool:
    """Tell whether a full stop with a blank behind a number ends a sentence, or makes the number a list mark."""
    number = _NUMBER.search(text, max(0, dot - _NEAR), dot)
    item = number is not None and _BEFORE_ITEM.search(text, max(0, number.start() - _NEAR), number.start())
    return not item and not after.islower() and not after.isdigit()


def _word_ends(text: str, word: str, end: int) -> bool:
    """Tell whether a full stop and a blank behind a word end a sentence."""
    after = text[end]
    if word in NEVER_LAST or (word in BEFORE_NUMBERS and after.isdigit()):
        return False
    if word in LAST_BEFORE_A_CAPITAL:
        return not after.islower() and not after.isdigit() and after not in "(（"
    if word in ABBREVIATIONS or _INITIALS.fullmatch(word):
        following = _NEXT_WORD.match(text, end)
        return following is not None and following[0] in STARTERS
    return True


def _joined_ends(text: str, word: str, end: int) -> bool:
    """Tell whether a full stop without a blank behind a word ends a sentence."""
    if word in NEVER_LAST or word in ABBREVIATIONS or word in BEFORE_NUMBERS or _INITIALS.fullmatch(word):
        return False
    if _is_chinese(text[end]):
        return True
    if _NO_BLANK.match(text, end):
        return word[-2:].islower() and not _ADDRESS.search(text, max(0, end - _FAR), end)
    return text[end] in "“「『【"


def _closed_ends(text: str, start: int, run: str, end: int) -> bool:
    """Tell whether stops inside quotes or brackets that close behind them end the sentence around them, too."""
    closing, stop, after = run[-1], run.rstrip(_CLOSING)[-1], text[end]
    if closing in _TITLE_MARKS or after.islower():
        return False
    opening = (_BRACKETS | _QUOTES)[closing]
    far = max(0, start - _FAR)
    far = max(far, text.rfind("\0", far, start))
    opened = max(text.rfind(sign, far, start) for sign in opening)
    lead = text[max(0, opened - 2) : max(0, opened)].strip(" \t\u3000")[-1:] if opened >= 0 else ""
    alone = not lead or lead in f"\n\0{_STOPS}{_DOTS}{_ELLIPSES}{_SEMICOLONS}{_CLOSING}"
    if closing in _BRACKETS:
        return alone or after.isupper() or stop == "。"
    if after.isupper():
        return stop in _DOTS or not is_reported(text, end)
    if opened >= 0 and alone:
        return not is_reported(text, end)
    return True if opened < 0 or lead in _BEFORE_SPEECH else stop not in _ELLIPSES and after not in _AFTER_PART


def _is_chinese(character: str) -> bool:
    return _IS_CHINESE.match(character) is not None
