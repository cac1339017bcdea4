"""Where a note says what is to be done next, or what became of an earlier plan."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

PLAN, LOOK_BACK = "plan", "look_back"

# what stands around a label: marks of Markdown, brackets, and numbers such as 五、 （2） 3. ④ B. IV.
MARKS = re.compile(r"^[\s#>*_【\[(•·▪-]+")
NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[、.)]|\d{1,2}(?:[.、)]|\s)|[a-h][.、)]\s*|[ivx]{1,4}[.)]\s*)")
CHINESE_NUMBER = re.compile(r"^[\s#>*_【(]*[一二三四五六七八九十]{1,3}[、.)]")
TAIL = re.compile(r"[\s*_】\])]+$")
ASIDE = re.compile(r"\s*\([^()]*\)$")
PARTS = re.compile(r"[:\t\n]|\s[–—-]+\s|——")
LANGUAGES = re.compile(r"[a-z][a-z' -]*[a-z]|[^\x00-\x7f]+")
HEADLINE = re.compile(r"^\s*(?:#+\s|\*\*[^*]{1,40}\*\*:?\s*$|__[^_]{1,40}__:?\s*$)")
NOTHING = re.compile(r"暂?无|没有|待定|略|同上|none|nil|n/?a|tb[cda]|nothing|[\W\d_年月日号时分上下午]*", re.IGNORECASE)
CIRCLED = re.compile("^[①-⑳㊀-㊉]")
LONGEST = 40  # characters of a label

AHEAD = "下一步|下一阶段|下阶段|下一期|下次|下回|下周|下月|下个月|下季度|后续|接下来|接下去"
LATER = f"{AHEAD}|今后|未来|日后|近期|会后|督导后|下半年"
WORK = "的|工作|服务|督导|跟进|行动|改进|介入|支持|具体|实施|落实|推进"
NOUNS = "计划|规划|安排|打算|方案|措施|事项|建议|重点|方向|步骤|目标|任务|思路|设想|行动|跟进|改进|要点|内容"
WHO = "社工|工作员|督导|小组|个案|活动|项目|机构"
PLANS = re.compile(
    rf"(?:{WHO})?(?:(?:{AHEAD})(?:{WORK})*(?:{NOUNS})?|(?:{LATER})(?:{WORK})*(?:{NOUNS})"
    r"|[需待须要拟]?(?:跟进|行动|改进|整改|待办|推进)的?(?:工作)?(?:计划|事项|措施|安排|打算|方案|建议|清单|要点)"
    r"|(?:工作|服务|介入|实施|干预)(?:计划|安排|打算)|(?:后续|持续)?跟进|计划|待办|打算)"
    r"(?:[及和与、/&].{1,10})?"
)
LOOKS_BACK = re.compile(
    r"(?:上次|上一次|上回|前次|上期|上月|上周|前期|前一阶段|以往)\S{0,8}(?:情况|落实|跟进|完成|回顾|进展|反馈|结果)"
    rf"|(?:{WHO}|计划|任务|工作|服务|问题|建议|行动)?(?:跟进|落实|整改|改进|执行|完成|回访)的?(?:情况|结果|进展|反馈|效果|记录)"
)
STEPS = (
    r"(?:(?:our|my|the|agreed|proposed|planned|key|further|immediate) )?"
    r"(?:next(?: (?:steps?|actions?|week|month|quarter|moves?|tasks?))?|what(?:['’]s| is| comes)? next|(?:steps?|way|going) forward|looking ahead"
    r"|follow[- ]?ups?(?: (?:plans?|actions?|items?|steps?|needed|required|work))?|action (?:plan|points?|items?|steps?|list)"
    r"|actions(?: (?:agreed|required|needed|arising|from this .*|for .*))?|plans?(?: of action| (?:for|until|before) .*)?"
    r"|to[- ]?dos?(?: list)?|things to do|tasks (?:for|before|until) .*|goals? for .*|(?:before|for) (?:the )?next .*)"
)
NEXT = re.compile(rf"{STEPS}(?: ?(?:and|&|/) ?{STEPS})?")
SINCE = re.compile(
    r"follow[- ]?ups? (?:on|of|from|since|to) .*|(?:review|progress|update|status) (?:of|on|since) (?:the )?(?:last|previous|earlier|agreed|action|plan).*"
    r"|(?:actions?|plans?|tasks?) from (?:the )?(?:last|previous) .*|(?:last|previous) (?:actions?|plan|tasks).*"
    r"|matters arising|since (?:we )?last (?:met|time|session|meeting|supervision)"
)
OTHERS = re.compile(
    r"(?:督导|工作|活动|服务|会谈|讨论|主要|谈话|个案|小组)?(?:内容|过程|背景|目标|主题|记录|概况|情况)|(?:社工|督导|工作员|个人|自我)?(?:的)?(?:反思|感想|体会|心得)"
    r"|(?:督导|督导者|主管|上级|机构|社工|专家)?(?:意见|评语|点评|建议|回应|反馈)|(?:成效|效果|过程)?评估|小结|总结|备注|附件|附录|其[他它]\S{0,4}|存在(?:的)?问题|问题(?:与|和|及)困难|困难"
    r"|\S{0,6}(?:签名|签字|签章)|记录(?:人|者|员)|督导(?:人|者|员)|日期|(?:督导)?时间|地点|(?:参加|出席|参与)(?:人员|者)"
    r"|(?:my |personal )?reflections?(?: .*)?|afterthoughts?|(?:other )?notes|summary|appendix|attachments?|annex|(?:signature|signed|recorded by|author).*|date|time|place|location"
    r"|background|content|discussion|comments?|feedback|(?:other|key) issues|evaluation|other(?: matters| things)?|any other business|a\.?o\.?b\.?"
)


@dataclass(frozen=True)
class Section:
    """A part of a note.

    Parameters
    ----------
    kind : str
        PLAN: what is to be done next. LOOK_BACK: what became of what was planned before.
    segments : tuple of int
        Its segments by place, from 0, the one with the heading first.
    """

    kind: str
    segments: tuple[int, ...]


def sections(texts: Sequence[str], simplify: Callable[[str], str]) -> tuple[Section, ...]:
    """Find the plans and follow-ups of one note.

    Parameters
    ----------
    texts : sequence of str
        Its segments, in order.
    simplify : callable
        Traditional to simplified characters.

    Returns
    -------
    tuple of Section
        A heading may be a segment of its own, or a label with its text behind a colon, tab or line break; it may be numbered, in brackets, or marked as in
        Markdown. A section ends with the next heading that is known, with a line that is a heading by its marks, or, when it is numbered 五、, with the next such
        number. Left out are sections that hold nothing, a word such as 无, or only a date.
    """
    found: list[Section] = []
    kind, inside, numbered, filled = "", list[int](), False, False
    for place, text in enumerate([*texts, "# "]):
        label, rest = _parted(text, simplify)
        begins = _kind(label)
        if inside and (begins or _ends(text, label, numbered=numbered) or place == len(texts)):
            found += [Section(kind, tuple(inside))] if filled else []
            inside = []
        if begins:
            kind, inside, numbered, filled = begins, [place], bool(CHINESE_NUMBER.match(text)), _says(rest)
        elif inside:
            inside.append(place)
            filled = filled or _says(text)
    return tuple(found)


def _parted(text: str, simplify: Callable[[str], str]) -> tuple[str, str]:
    """Return the label that a segment opens with, folded, and what stands behind it."""
    folded = unicodedata.normalize("NFKC", CIRCLED.sub("", simplify(text).lstrip())).casefold()
    bare = NUMBER.sub("", MARKS.sub("", folded))
    label, *rest = PARTS.split(bare, maxsplit=1)
    label = TAIL.sub("", ASIDE.sub("", MARKS.sub("", label)))
    return (label if len(label) <= LONGEST else ""), "".join(rest)


def _kind(label: str) -> str:
    said = _said(label)
    if said:
        return said
    both = [_said(one) for one in LANGUAGES.findall(label)]  # Next steps / 下一步
    return both[0] if len(both) > 1 and all(both) else ""


def _said(label: str) -> str:
    close = label.replace(" ", "")
    if LOOKS_BACK.fullmatch(close) or SINCE.fullmatch(label):
        return LOOK_BACK
    return PLAN if PLANS.fullmatch(close) or NEXT.fullmatch(label) else ""


def _ends(text: str, label: str, *, numbered: bool) -> bool:
    if HEADLINE.match(text) or (numbered and CHINESE_NUMBER.match(text)):
        return True
    return bool(OTHERS.fullmatch(label) or OTHERS.fullmatch(label.replace(" ", "")))


def _says(text: str) -> bool:
    return not NOTHING.fullmatch(text.strip().rstrip(".。 "))
