"""Dates of birth: a date with at least year and month, or month and day, beside a word of birth."""

import re
from collections.abc import Iterator

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.signs import HANZI

_HAN = "一二三四五六七八九"
_YEAR = r"(?:19[0-9]{2}|20[0-3][0-9]|(?<![0-9])[0-9]{2})"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])(?![0-9])", r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_LUNAR_DAY = f"(?:初[{_HAN}十]|[十廿][{_HAN}]?|二十[{_HAN}]?|三十|卅|[{_HAN}])"
_LUNAR = f"(?:农历|阴历|旧历)?(?:闰)?(?:正月|腊月|冬月|[十]?[{_HAN}]月|十月){_LUNAR_DAY}[日号]?"
_CHINESE_DATE = (
    rf"{_YEAR} ?年(?:农历|阴历)? ?(?:{_MONTH} ?月 ?(?:{_DAY} ?[日号]?|份)?|{_LUNAR})"
    rf"|[〇零{_HAN}]{{2,4}}年(?:农历|阴历)?(?:{_LUNAR}|[十]?[{_HAN}]?月)"
    rf"|{_YEAR}(?P<part> ?[-./] ?){_MONTH}(?:(?P=part){_DAY})?"
    rf"|(?:19[0-9]{{2}}|20[0-3][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
    rf"|(?:农历|阴历|旧历)? ?{_MONTH} ?月 ?{_DAY} ?[日号]?|(?:农历|阴历|旧历)? ?{_MONTH} ?月{_LUNAR_DAY}[日号]?|{_LUNAR}"
)
_NAME = r"(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])"
_ORDINAL = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z])"
_ENGLISH_DATE = (
    rf"(?:the )?{_ORDINAL}(?: of)?[ -]{_NAME}(?:,? ?-?(?:19|20)[0-9]{{2}})?|{_NAME} {_ORDINAL}(?:,? (?:19|20)[0-9]{{2}})?|{_NAME},? (?:19|20)[0-9]{{2}}"
    rf"|[0-3]?[0-9](?P<sign>[-./])[0-3]?[0-9](?P=sign)(?:[12][0-9]{{3}}|[0-9]{{2}})(?![0-9])"
)
_WORDS = r"出生(?:年月日?|日期|时间|于|在)?|生于|生日|生辰|诞生于?|(?<![A-Za-z])(?:DOB|dob|D\.O\.B\.?|[Dd]ate of [Bb]irth|[Bb]irth ?date|[Bb]orn(?: on| in)?|[Bb]irthday)(?![A-Za-z])"
_LINK = r"(?:[ :，,\(=]|是|为|在|那天|就是|公历|阳历|(?:is|was|on)(?![A-Za-z])){0,6}"
_BEFORE = re.compile(rf"(?:{_WORDS}){_LINK}(?<![0-9.])(?P<date>{_ENGLISH_DATE}|{_CHINESE_DATE})(?![0-9])(?!\.[0-9])")
_AFTER = re.compile(
    rf"(?<![0-9.\-/年])(?P<date>{_CHINESE_DATE}) ?(?:,? ?出生(?!率|缺陷|人口|证)|诞生|(?:[是为] ?)?(?:过|[我他她]的?|[{HANZI}]{{1,4}}的)?生日(?![会派聚宴礼蛋快])|生(?=[人的，,。;；、\) ]|\Z))"
)


def births(text: str) -> Iterator[Mention]:
    """Yield dates of birth; a year alone and an age are left, they say no more than how old somebody is."""
    for reason, expression in (("birth_cue", _BEFORE), ("birth_cue_after", _AFTER)):
        for hit in expression.finditer(text):
            yield Mention(hit.start("date"), hit.end("date"), "birth", 0.93, (reason,))
