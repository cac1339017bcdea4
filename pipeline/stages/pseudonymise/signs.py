"""Signs as people write them, folded one to one, and what may stand around a number."""

import re

_TRADITIONAL = str.maketrans(
    "號碼電話機證護銀賬帳戶樓單棟層區縣鎮鄉莊灣園廳門車農曆陰臘誕學檔歷員業編郵衛",
    "号码电话机证护银账账户楼单栋层区县镇乡庄湾园厅门车农历阴腊诞学档历员业编邮卫",
)
FOLD = (
    {point: point - 0xFEE0 for point in range(0xFF01, 0xFF5F) if chr(point) not in "，"}
    | dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
    | dict.fromkeys(map(ord, "•・‧∙⋅"), "·")
    | dict.fromkeys(map(ord, "\t\xa0\u2002\u2003\u2009\u3000"), " ")
    | {ord("○"): "〇"}
    | _TRADITIONAL
)
"""Full width, dashes, middle dots and spaces in one shape each; the characters of the cues in their simplified form. The full-width
comma stays, because a comma parts identifiers in Chinese and digits in English."""

HANZI = "\u4e00-\u9fff〇"
HANZI_DIGITS = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"
HANZI_NUMBERS = "一二三四五六七八九十百零〇两"

OPEN = r"(?<![0-9A-Za-z_])(?<![0-9][.\-])(?:(?<![0-9][,/])|(?<=[0-9]{4}[,/]))"
"""Before a number: no letter or digit, and it is not the second half of another number (but the second of a list of long ones)."""
CLOSED = r"(?![0-9A-Za-z_])(?![.\-][0-9])(?!,[0-9]{3}(?![0-9]))"
"""After a number: likewise."""
NO_UNIT = r"(?! ?(?:元|块|万|亿|千|百|人|名|户|份|件|次|个|条|步|页|岁|年|米|公里|平|%|％|‰|kg|km))"
"""After a number that only its size or a weak cue makes an identifier: no unit of counting."""

FILLER = r"(?:号码?|编号|账号|证号|[ :\(\[，,#=/“”\"']|是|为|的|写成了?|写的?是|吧|啊|哦|(?:ID|id|Id|[Nn]umber|[Nn]um|[Nn][Oo]|[Aa]ccount|is|was)(?![A-Za-z])\.?){0,7}"
"""Between a cue and what it announces: 号码是：, number is, no.: ..."""


def folded(text: str) -> str:
    """Return a text of the same length with its signs folded."""
    return text.translate(FOLD)


def cue(words: str) -> re.Pattern[str]:
    """Return an expression that says whether a text ends with one of these words and what may follow it, or up to eight other characters."""
    return re.compile(rf"(?:{words}){FILLER}[^0-9A-Za-z。；;]{{0,8}}\Z")


def stands_before(expression: re.Pattern[str], text: str, start: int) -> bool:
    """Whether a cue stands right before a place."""
    return expression.search(text[max(0, start - 30) : start]) is not None
