"""Passports, licence plates, and numbers of staff, pupils, patients and cases after a cue."""

import re
from collections.abc import Iterator

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.signs import FILLER

_OPEN, _CLOSED = r"(?<![0-9A-Za-z_\-])", r"(?![0-9A-Za-z_])(?!-[0-9A-Za-z])"
_PASSPORT = re.compile(rf"{_OPEN}(?:[EeGg][0-9]{{8}}|[Ee][A-HJ-NP-Za-hj-np-z][0-9]{{7}}){_CLOSED}")
_PASSPORT_CUE = re.compile(
    rf"(?:护照|(?<![A-Za-z])[Pp]assports?|PASSPORT){FILLER}([A-Za-z]{{0,2}} ?[0-9]{{6,9}}[A-Za-z]?){_CLOSED}"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领] ?[·.\-]? ?[A-HJ-Za-hj-z](?: ?[·.\-] ?| )?"
    r"(?=[A-Za-z]{0,4}[0-9])(?:[A-HJ-NP-Za-hj-np-z0-9]{5,6}|[A-HJ-NP-Za-hj-np-z0-9]{4}[学警港澳挂试超领])(?![0-9A-Za-z])"
)
_PLATE_CUE = re.compile(
    rf"(?:车牌|牌照|(?<![A-Za-z])(?:[Nn]umber plate|[Ll]icen[cs]e plate|[Rr]egistration|[Pp]late|[Rr]eg)(?![a-z])){FILLER}"
    r"((?=[A-Z·]*[0-9])(?=[0-9]*[·]?[A-Z])[A-Z0-9·]{2,4}[ -]?[A-Z0-9]{2,5})(?![0-9A-Za-z])"
)
_FEWEST_DIGITS = 3
_NUMBER_WORDS = (
    r"工号|员工编?号|学号|学生证|学籍号?|病历号?|病案号?|住院号|门诊号|就诊号|就诊卡|就诊卡号|床位号|档案编?号|个案编?号?|案件编?号?|案号|案主编?号|残疾证|残疾人证|低保证?|社保卡?|医保卡?"
    r"|社会保障(?:卡|号)|会员(?:卡|编?号)|志愿者编?号|义工编?号|户口[本簿]|户号|房产证|不动产证|驾驶证|驾照|准考证|救助证|老年证|优待证|老人卡|结婚证|离婚证|退休证|居民健康卡|诊疗卡|卡编号|服务对象编?号"
)
_PEOPLE = r"[Ss]taff|[Ee]mployee|[Ss]tudent|[Cc]lient|[Pp]atient|[Mm]ember(?:ship)?|[Hh]ospital|[Ff]ile|[Rr]ecord|[Rr]esident|[Vv]olunteer|[Cc]ase|CASE|[Rr]eferral|[Ss]ervice user|NHS|[Ii]nsurance|[Ss]ocial [Ss]ecurity|[Dd]riv(?:er'?s?|ing) licen[cs]e|[Mm]edical record"
_NUMBER = re.compile(
    rf"(?:(?:{_NUMBER_WORDS})|(?<![A-Za-z])(?:(?:{_PEOPLE}) ?(?:ID|[Ii]d|[Nn]o|NO|[Nn]umber|[Rr]ef(?:erence)?|#)(?![A-Za-z])\.?|[Cc]ase(?= [0-9]{{2,4}}[-/][0-9]{{2,}})|MRN|SSN|NINO)){FILLER}"
    r"([A-Za-z]{0,4}[-/]?[0-9](?:[-/]?[0-9A-Za-z])*(?: [0-9]{3,})*)(?![0-9A-Za-z])(?! ?(?:元|块|万|人|名|户|份|件|次|个|年|月|岁|%|天|张))"
)


def codes(text: str) -> Iterator[Mention]:
    """Yield passports, plates and numbers; a number without a cue is none."""
    for hit in _PASSPORT.finditer(text):
        yield Mention(hit.start(), hit.end(), "passport", 0.75, ("chinese_shape",))
    for hit in _PASSPORT_CUE.finditer(text):
        yield Mention(hit.start(1), hit.end(1), "passport", 0.95, ("passport_cue",))
    for hit in _PLATE.finditer(text):
        yield Mention(hit.start(), hit.end(), "plate", 0.9, ("chinese_shape",))
    for hit in _PLATE_CUE.finditer(text):
        yield Mention(hit.start(1), hit.end(1), "plate", 0.85, ("plate_cue",))
    for hit in _NUMBER.finditer(text):
        if sum(map(str.isdigit, hit[1])) >= _FEWEST_DIGITS:
            yield Mention(hit.start(1), hit.end(1), "number", 0.95, ("number_cue",))
