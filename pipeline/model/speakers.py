"""Who speaks: labels and time stamps at the beginning of lines, and which labels are speakers."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.model import metadata

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_LONG = r"\d{1,2}:\d{2}:\d{2}"
_FRACTION = r"(?:[.,]\d{1,3})?"
_UNTIL = rf"(?:\s{{0,3}}(?:-->|[-–—~～])\s{{0,3}}{_CLOCK}{_FRACTION})?"
_DATE = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_DAY = rf"(?:{_DATE}\s{{1,3}})?"
# in brackets, or with seconds: "9:30 分组讨论" is a programme, no time stamp
_TIME = rf"(?:[\[(（【](?P<time>{_CLOCK}){_FRACTION}{_UNTIL}[\])）】]\s*|(?P<time2>{_LONG}){_FRACTION}{_UNTIL}\s+)?"
_ALIAS = r"\[(?:人物|Person )\d{2,6}\]"  # a name that was masked is a name
_LETTERS = rf"(?:{_ALIAS}|[^\s\-+•·:：。，,！？!?；;|/\\\"“”\[\]【】*#<>])(?:{_ALIAS}|[^:：。，,！？!?；;|/\\\"“”\[\]\n*#<>]){{0,39}}?"
_NAME = rf"(?P<bold>\*\*)?(?P<name>{_LETTERS})"
_BESIDE = rf"(?:\s{{0,3}}[\[(（【](?P<time3>{_CLOCK}){_FRACTION}[\])）】]|\s{{1,3}}(?P<time4>{_LONG}))?"
_TURN = re.compile(
    rf"{_TIME}{_NAME}{_BESIDE}\s{{0,3}}(?:\*\*)?\s{{0,3}}[:：](?!//)(?(bold)(?:\*\*)?)\s*(?P<speech>\S.*)?", re.DOTALL
)
# what Zoom keeps of a chat: 00:01:02 From Mei Lin to Everyone: text
_CHAT = re.compile(
    rf"{_DAY}(?P<time>{_LONG})\s+(?:From|来自|从)\s+(?P<name>[^:：\n]{{1,60}}?)(?:\s+(?:to|To|到|至|发送给|发送至)\s+[^:：\n]{{1,60}})?\s{{0,3}}[:：]\s*(?P<speech>\S.*)?",
    re.DOTALL,
)
# surname first, as offices write it: "Lin, Mei"
_WHO = rf"(?P<name>(?:[^\W\d_][\w'’.-]{{0,20}}, )?{_LETTERS})"
# the line of a Teams document above the name, and of subtitles: 0:0:3.120 --> 0:0:5.0
_SHORT = r"\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,7})?"
_RANGE = rf"(?:\d{{1,6}}\s{{1,3}})?(?P<time>{_SHORT})\s{{0,3}}-->\s{{0,3}}{_SHORT}"
# a line that says only who and when, with the speech on the lines below; recognisers write it in these ways
_HEADS = (
    re.compile(
        rf"{_WHO}\s{{0,3}}(?:\s{_DAY}(?P<time>{_CLOCK}){_FRACTION}{_UNTIL}|[\[(（【]{_DAY}(?P<time2>{_CLOCK}){_FRACTION}{_UNTIL}[\])）】])\s{{0,3}}[:：]?"
    ),
    re.compile(rf"[\[【](?P<name>[^\[\]【】\n]{{1,40}})[\]】]\s{{0,3}}(?P<time>{_CLOCK}){_FRACTION}{_UNTIL}"),
    re.compile(
        rf"{_DAY}(?:[\[(（【](?P<time>{_CLOCK}){_FRACTION}{_UNTIL}[\])）】]\s{{0,3}}|(?P<time2>{_LONG}){_FRACTION}{_UNTIL}\s{{1,3}}){_WHO}"
    ),
    re.compile(rf"{_RANGE}\s{{1,3}}{_WHO}"),
)
_BEFORE_CLOCK = re.compile(rf"(?P<day>{_DATE})\s{{1,3}}(?:[\[(（【])?\d")
_ONLY_RANGE = re.compile(_RANGE)
_STAMP = re.compile(rf"{_TIME}(?P<rest>\S.*)?", re.DOTALL)
_MINUTES = re.compile(r"\d\d(?:\s{0,3}[-–—~～至到]\s{0,3}\d.{0,20})?")  # 签到 9:30 names nobody called 签到 9
_BLANKS = re.compile(r"[\t ]{2,}|\t")
_CHINESE = re.compile("[一-鿿]")
_LETTER = re.compile(r"[^\W\d_]")
# points of a list, and dates and times of day: "下午 2:30" is no head
_COUNTED = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)\s*[.、．)）]|(?:19|20)\d\d\s*[年./-]|(?:今天|明天|昨天|周.|星期.)?(?:上午|下午|早上|晚上|中午|凌晨|傍晚)?$|第[一二三四五六七八九十\d]+[点步条，]?$|(?:首先|其次|再次|最后|另外|此外|同时)$"
)
# what recognisers call somebody whose name they do not know
_NUMBERED = re.compile(r"(?:说话人|发言人|讲话人|speaker|unknown speaker)[ _]?\w{0,3}", re.IGNORECASE)
_FORM_ENDINGS = ("时间", "日期", "时长", "来源", "地址", "网址", "链接", "编号", "电话")
_BRACKETS = frozenset("[(（【])）】")
LONGEST_HEAD = 100  # characters


class Opening(NamedTuple):
    """What opens a line: the name ('' when there is none), where the text behind it begins, and the time as written."""

    name: str = ""
    behind: int = 0
    time: str | None = None


def turn(line: str) -> Opening:
    """Read the beginning of a turn of speech: `name: text`, with a time stamp before or behind the name.

    Parameters
    ----------
    line : str
        Without white space around it.

    Returns
    -------
    Opening
        `behind` is the length of the line when the speech stands on the lines below.
    """
    found = (_CHAT.fullmatch(line) if line[:1].isdecimal() else None) or _TURN.fullmatch(line)
    if found is None or (found["name"][-1:].isdecimal() and _MINUTES.fullmatch(found["speech"] or "")):
        return Opening()
    start = found.start("speech")
    return Opening(found["name"].strip(), start if start >= 0 else len(line), _first_time(found))


def head(line: str) -> Opening | None:
    """Read a line that says only who speaks and when: `说话人1 00:00:12`, `[Mei Lin] 0:12`, `张三(00:01:02)`."""
    if len(line) > LONGEST_HEAD:
        return None
    plain = _BLANKS.sub(" ", line)
    found = next(filter(None, (expression.fullmatch(plain) for expression in _HEADS)), None)
    return Opening(found["name"].strip(), len(line), _first_time(found)) if found else None


def day(line: str) -> str:
    """Return the date before the time of a head, as written; '' when there is none."""
    found = _BEFORE_CLOCK.search(line)
    return found["day"] if found else ""


def may_be_head(line: str) -> bool:
    """Tell quickly whether a line with a colon in it is worth `head`."""
    first, last = line[0], line[-1]
    return last.isdecimal() or last in ")）]】:：" or first.isdecimal() or first in _BRACKETS


def stamp(line: str) -> Opening:
    """Read the time stamp before a text that has no label, or on a line of its own."""
    if is_range(line):
        return Opening("", len(line), _ONLY_RANGE.match(line)["time"])  # type: ignore[index]
    found = _STAMP.fullmatch(line)
    time = found and (found["time"] or found["time2"])
    if not found or not time:
        return Opening()
    return Opening("", found.start("rest") if found["rest"] else len(line), time)


def is_range(line: str) -> bool:
    """Tell whether a line is only a stretch of time, `0:0:3.120 --> 0:0:5.0`, with the number of a subtitle above it or not."""
    return "-->" in line and _ONLY_RANGE.fullmatch(line) is not None


def is_name(name: str) -> bool:
    """Tell whether a label can be a speaker's name."""
    too_long = len(name) > 12 if _CHINESE.search(name) else len(name.split()) > 5
    return not (
        too_long
        or not _LETTER.search(name)
        or name.lower() in ("http", "https", "file", "mailto")
        or name.endswith(_FORM_ENDINGS)
        or (name.startswith(("(", "（")) and not name.endswith((")", "）")))
        or _COUNTED.match(name)
        or metadata.is_label(name)
    )


def is_numbered(name: str) -> bool:
    """Tell whether a recogniser made the name up: 说话人1, Speaker 2."""
    return _NUMBERED.fullmatch(name) is not None


def chosen(names: Sequence[str], is_name: Callable[[str], bool], *, spoken: bool) -> frozenset[str]:
    """Decide which labels at the beginning of lines are speakers.

    Parameters
    ----------
    names : sequence of str
        Per line the label, '' where there is none.
    is_name : callable
        Whether a label can be a name at all.
    spoken : bool
        Whether the document is known to be speech (a salon, an interview, subtitles).

    Returns
    -------
    frozenset of str
        A label is a speaker when it comes back, or when at least half of the lines of a document open with one (a third,
        where it is speech); labels of forms, numbers and addresses never are.
    """
    counts = Counter(name for name in names if name and is_name(name))
    if not counts:
        return frozenset()
    many = sum(counts.values()) >= len(names) * (1 / 3 if spoken else 1 / 2) and len(names) > 1
    return frozenset(name for name, count in counts.items() if count > 1 or many)


def clock(time: str | None) -> str | None:
    """Bring a time of day or of a recording to hh:mm:ss: 0:12 is 00:00:12; fractions are cut off."""
    if not time:
        return None
    parts = [int(part) for part in re.split("[.,]", time)[0].split(":")]
    hours, minutes, seconds = parts if len(parts) == 3 else (0, *parts)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _first_time(found: re.Match[str]) -> str | None:
    return next((time for name, time in found.groupdict().items() if name.startswith("time") and time), None)
