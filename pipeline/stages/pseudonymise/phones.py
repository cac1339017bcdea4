"""Telephone numbers: mobile, landline, service, foreign, spelt out in Chinese, and short ones after a cue."""

import re
from collections.abc import Iterator

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.signs import CLOSED, HANZI_DIGITS, NO_UNIT, OPEN

_S = r"(?: ?[-.] ?| |-{2,3})"
_CHINA = r"(?:\((?:\+|00)?86\) ?-?|(?:\+|00)86 ?-? ?|86[- ]|86(?=1[3-9][0-9]{9}(?![0-9])))"
_MOBILE = re.compile(
    rf"{OPEN}(?<!\+){_CHINA}?1[3-9][0-9](?:{_S}?[0-9]{{4}}{_S}?[0-9]{{4}}|[0-9]{_S}[0-9]{{3}}{_S}[0-9]{{4}}"
    rf"|[0-9]{_S}[0-9]{{4}}{_S}[0-9]{{3}}|{_S}[0-9]{{3}}{_S}[0-9]{{5}}|[0-9]{{2}}{_S}[0-9]{{6}}|{_S}[0-9]{{2}}{_S}[0-9]{{3}}{_S}[0-9]{{3}}){CLOSED}{NO_UNIT}"
)
_SPACED = re.compile(rf"{OPEN}(?<![0-9] )1 [3-9](?: [0-9]){{9}}(?! ?[0-9]){CLOSED}")
_STARRED = re.compile(rf"{OPEN}1[3-9][0-9][ -]?[*xX]{{4}}[ -]?[0-9]{{4}}{CLOSED}")
_EXTENSION = r"(?: ?-?(?:转|轉|分机|ext\.?|Ext\.?|EXT\.?|x|#) ?[0-9]{1,6}|-[0-9]{1,5})?"
_AREA = r"(?:10|2[0-9]|[3-9][0-9]{2})"
_LANDLINE = re.compile(
    rf"{OPEN}(?:{_CHINA}\(?0?{_AREA}\)?|\(0{_AREA}\)|0{_AREA})(?: ?- ?| |--)?[2-9][0-9]{{2,3}}[- .]?[0-9]{{4}}{_EXTENSION}{CLOSED}{NO_UNIT}"
)
_SERVICE = re.compile(
    rf"{OPEN}[48]00(?:[- ][0-9]{{3}}[- ]?[0-9]{{4}}|[- ][0-9]{{4}}[- ][0-9]{{3}}|[0-9]{{7}}|[0-9][- ][0-9]{{3}}[- ][0-9]{{3}}){_EXTENSION}{CLOSED}{NO_UNIT}"
)
_FOREIGN = re.compile(
    r"(?<![0-9A-Za-z.])(?:\((?:\+ ?|00)(?!86)(?=[0-9]{1,3}\))|\+ ?(?!86)|00(?!86)(?=[0-9]{1,3}[- ]))([1-9][0-9]{0,2})\)?((?:[- .]?\(0\))?(?:[- .]?(?:\([0-9]{1,5}\)|[0-9]{1,11})){1,5})(?![0-9A-Za-z])"
)
_LENGTHS = {
    "1": 10,
    "7": 10,
    "33": 9,
    "34": 9,
    "44": 10,
    "60": 9,
    "61": 9,
    "65": 8,
    "81": 10,
    "82": 10,
    "852": 8,
    "853": 8,
    "886": 9,
}
_NATIONAL = re.compile(
    rf"{OPEN}(?:0(?:7[0-9]{{3}} ?[0-9]{{3}} ?[0-9]{{3}}|20 [0-9]{{4}} [0-9]{{4}}|1[0-9]{{3}} [0-9]{{5,6}}|9[0-9]{{2}}-?[0-9]{{3}}-?[0-9]{{3}})"
    rf"|\([2-9][0-9]{{2}}\) ?[2-9][0-9]{{2}}-[0-9]{{4}}|[2-9][0-9]{{2}}-[2-9][0-9]{{2}}-[0-9]{{4}}){CLOSED}"
)
_H = f"[{HANZI_DIGITS}]"
_SPELT = re.compile(
    rf"(?<!{_H})(?:[一幺壹][三四五六七八九叁肆伍陆柒捌玖]{_H}[- ，、]?{_H}{{4}}[- ，、]?{_H}{{4}}|[零〇][- ，、]?{_H}{{2,3}}[- ，、]?{_H}{{7,8}})(?!{_H})"
)
_WORDS = (
    r"电话|手机|座机|短号|内线|号码|热线|联系方式|致电|拨打|拨|传真|来电|呼叫|(?<![A-Za-z])(?:[Tt]el(?:ephone)?|TEL|[Pp]hone|PHONE|[Mm]obile|[Cc]ell|[Cc]all(?: me| us| her| him)?(?: on| at)?"
    r"|(?:[Hh]er|[Hh]is|[Mm]y|[Tt]heir) number|[Rr]ing|[Dd]ial|WhatsApp|[Ff]ax|[Hh]otline)\.?(?![a-z])"
)
_LINK = r"(?:号码?|[ :\(#，,/]|是|为|到|给|吧|(?:[Nn]umber|[Nn]o\.?|is|was|at|on)(?![A-Za-z])){0,6}"
_CUED = re.compile(
    rf"(?:{_WORDS}){_LINK}(?<![0-9.\-])([0-9]{{3,4}}[- .][0-9]{{3,4}}(?:[- .][0-9]{{3,4}})?|[0-9]{{5,12}}|{_H}{{5,12}})(?:{_EXTENSION})(?![0-9A-Za-z{HANZI_DIGITS}])(?![.\-/年][0-9月]){NO_UNIT}"
)
_SHORT = re.compile(rf"(?:短号|内线|分机号?|小号)(?:号码?|[ :\(]|是|为){{0,4}}([0-9]{{3,8}}){CLOSED}{NO_UNIT}")
_PUBLIC = re.compile(r"1[12][0-9]|12[0-9]{3}|955[0-9]{2}|100(?:86|10|00|01)|116 ?123|999|911|988|111|96[0-9]{3,4}")
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[-.](?:0?[1-9]|1[0-2])|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2}"
)


def phones(text: str) -> Iterator[Mention]:
    """Yield telephone numbers; the public ones (110, 12345, 10086) only stand out after a cue and are left, for they identify nobody."""
    for name, expression, certainty in (
        ("mobile", _MOBILE, 0.92),
        ("spaced", _SPACED, 0.85),
        ("starred", _STARRED, 0.7),
        ("landline", _LANDLINE, 0.9),
        ("service", _SERVICE, 0.8),
        ("national", _NATIONAL, 0.75),
        ("spelt_out", _SPELT, 0.85),
    ):
        for hit in expression.finditer(text):
            yield Mention(hit.start(), hit.end(), "phone", certainty, (name,))
    yield from _foreign(text)
    for hit in _CUED.finditer(text):
        if not _PUBLIC.fullmatch(hit[1]) and not _DATE.fullmatch(hit[1]):
            yield Mention(hit.start(1), hit.end(), "phone", 0.85, ("phone_cue",))
    for hit in _SHORT.finditer(text):
        yield Mention(hit.start(1), hit.end(1), "phone", 0.85, ("short_number_cue",))


def _foreign(text: str) -> Iterator[Mention]:
    """Yield numbers with a country's prefix, without the groups that follow a number of the country's length."""
    for hit in _FOREIGN.finditer(text):
        prefix = next((hit[1][:size] for size in (1, 2, 3) if hit[1][:size] in _LENGTHS), hit[1])
        wanted = _LENGTHS.get(prefix, 12) + len(prefix)
        count, end = 0, hit.start()
        for group in re.finditer(r"\([0-9]+\)|[0-9]+", hit[0]):
            if count >= wanted:
                break
            if group[0] != "(0)":
                count += len(group[0].strip("()")) - (2 if count == 0 and group[0].startswith("00") else 0)
            end = hit.start() + group.end()
        if 8 <= count <= 15:
            yield Mention(hit.start(), end, "phone", 0.88, ("country_prefix",))
