"""What people call things in headers, forms and columns, in both languages, and what we call them."""

import datetime
import re
import unicodedata
from collections.abc import Mapping

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "标题", "题目", "会议主题", "会议名称", "会议标题", "录音标题", "录音名称", "meeting_title"),
    "kind": ("doc_type", "type", "kind", "类型", "文档类型", "记录类型"),
    "organisation": (
        "organisation",
        "organization",
        "org",
        "机构",
        "组织",
        "机构名称",
        "组织名称",
        "社区社会组织",
        "督导机构",
        "所属机构",
        "所在组织",
        "社会组织",
        "队伍",
        "机构/组织",
        "组织/机构",
        "单位",
        "所属单位",
        "服务机构",
        "服务单位",
        "实习机构",
        "agency",
    ),
    "date": (
        "date",
        "日期",
        "督导时间",
        "督导日期",
        "时间",
        "访谈时间",
        "访谈日期",
        "沙龙时间",
        "沙龙日期",
        "活动时间",
        "活动日期",
        "记录日期",
        "会议时间",
        "会议日期",
        "服务时间",
        "服务日期",
        "日期/时间",
        "日期时间",
        "session_date",
        "date_of_session",
        "supervision_date",
        "date_of_supervision",
        "录音时间",
        "录音日期",
        "录制时间",
        "录制日期",
        "开始时间",
        "meeting_date",
        "recorded_on",
    ),
    "stage": ("stage", "phase", "阶段", "项目阶段", "所处阶段"),
    "author": (
        "author",
        "recorder",
        "supervisor",
        "记录人",
        "督导者",
        "督导",
        "督导老师",
        "督导员",
        "督导人",
        "作者",
        "记录者",
        "撰写人",
        "督导姓名",
        "督导老师姓名",
        "记录员",
        "填表人",
        "填写人",
        "recorded_by",
    ),
    "language": ("language", "lang", "语言"),
}
"""Per column of the documents table the labels that name it; the first one of a document wins."""

OTHER_LABELS = frozenset(
    """地点 督导地点 访谈地点 活动地点 被督导者 被督导人 受督导者 参加人员 参与人员 参加人 参与者 出席 出席人员 缺席 主题 督导主题 沙龙主题 访谈主题 主持 主持人 时长 次数 督导次数 督导方式 督导形式 方式 形式
    编号 第几次 表名 来源 说明 备注 签名 督导者签名 督导签名 被督导者签名 对象 访谈对象 受访者 受访人 访谈人 访谈员 联系人 项目 项目名称 天气 整理人 整理 录音 版本
    姓名 性别 年龄 职务 岗位 职称 年级 班级 学号 学校 序号 负责人 案主 案主姓名 服务对象 服务对象姓名 个案编号 档案编号 文件编号 记录编号 督导编号 督导类型 督导对象 被督导社工 被督导员 督导频次 督导时长
    会议主题 服务地点 服务主题 参与人 参会人员 参加对象 参与对象 出席者 列席 列席人员 人数 参加人数 参与人数 填表日期 填写日期 签字 签名日期 督导者签字 被督导者签字 督导签字 社工签名 机构盖章 审核人 审阅人 起止时间
    会议地点 会议号 会议id 会议时长 录音时长 录制时长 音频时长 参会人 参会者 与会人 与会人员 与会者 发起人 组织者 创建人 创建者 创建时间 结束时间 转写时间 导出时间 关键词 关键字 发言人 说话人 文字记录 文字转写 转写内容 转写结果 转写文本 录音转写 录音文件 音频文件 文件名称 视频来源 原文链接
    location place venue licence license copyright participants attendees present absent topic theme subject duration source note notes supervisee interviewee interviewer host facilitator number session project signature recording transcript name role age gender keywords speakers length
    """.split()
) | {
    "case number",
    "session number",
    "supervisee name",
    "supervisee signature",
    "supervisor signature",
    "form number",
    "mode of supervision",
    "summary keywords",
    "meeting id",
    "audio file",
    "start time",
    "end time",
}
"""Labels of metadata that no table has a column for; kept in the text's header block, never a speaker."""

SECTIONS = frozenset(
    """内容 督导内容 督导过程 督导记录 过程 过程记录 主要内容 讨论内容 反思 督导反思 工作反思 总结与反思 总结 小结 下一步计划 下一步 下步计划 后续计划 计划 跟进 跟进计划 后续跟进 建议 督导建议 问题 存在问题 主要问题 目标
    督导目标 背景 基本情况 情况 评估 成效 收获 困难 分工 结论 结果 原因 地址 电话 网址 链接 附件 注 注意 例如 比如 待办
    摘要 概要 全文摘要 全文概要 智能摘要 智能总结 章节 章节速览 会议摘要 要点回顾 问答回顾
    督导要点 督导情况 督导意见 督导评语 督导反馈 督导回应 督导总结 督导小结 督导成效 督导效果 督导议题 督导心得 督导过程记录 督导内容记录 督导老师意见 议题 主要议题 讨论议题 讨论要点 要点 案例 案例情况 案例讨论 案例分享 案主情况 个案情况 基本信息
    问题与对策 问题及对策 问题与建议 存在问题及建议 存在的问题 遇到的问题 遇到的困难 困难与挑战 困难与问题 挑战 对策 措施 改进措施 应对策略 收获与反思 个人反思 社工反思 被督导者反思 反思与总结 总结反思 心得 心得体会 体会 感受
    跟进事项 后续跟进事项 待跟进事项 下一步工作计划 下一步行动 下阶段计划 行动计划 工作计划 经验 决议 会议内容 会议记录 会议纪要 活动内容 活动过程 活动反思 活动总结 服务内容 服务过程 服务记录 服务反思 介入过程 分析 需求分析 需求评估 反馈 回应 事项
    content contents process discussion reflection reflections plan plans next follow-up actions action summary background problems problem goals goal outcome outcomes remarks todo agenda feedback challenges issues concerns observations
    """.split()
) | {
    "action plan",
    "action points",
    "issues discussed",
    "key issues",
    "key points",
    "lessons learned",
    "next steps",
    "supervision content",
}
"""Headings of the prose of a form; never a speaker."""

ROLES = frozenset(
    "督导 督导者 督导老师 督导员 被督导者 被督导社工 督导对象 案主 服务对象 负责人 记录员 主持 主持人 记录人 访谈人 访谈员 受访者 受访人 发言人 说话人 interviewer interviewee host facilitator supervisor supervisee recorder".split()
)
"""Labels of metadata in a form that are speakers in a transcript."""

TEXT_LABELS = frozenset(
    "text content transcript body notes note 正文 内容 文本 记录 全文 访谈记录 督导内容 记录内容".split()
)
"""Columns that hold the text of a row."""

FILE_LABELS = frozenset("path file filename file_name 文件 文件名 路径".split())
"""Columns of a metadata.csv that name the file."""

_KINDS = {
    "supervision": ("supervision", "督导", "coaching"),
    "salon": ("salon", "沙龙"),
    "interview": ("interview", "访谈", "采访"),
}
_STAGES = {
    "preparation": ("preparation", "prepar", "准备", "筹备"),
    "cultivation": ("cultivation", "cultivat", "培育", "实施"),
    "summary": ("summary", "summing", "总结", "结项", "收尾"),
}
_LANGUAGES = {
    "mixed": ("mixed", "混合", "双语", "中英"),
    "zh": ("zh", "中文", "汉语", "chinese"),
    "en": ("en", "英文", "英语"),
}
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*(?:年\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日号])?|(?P<sign>[-/.])\s*(?P<month2>\d{1,2})(?:\s*(?P=sign)\s*(?P<day2>\d{1,2}))?(?!\d))"
)
_ROUND = re.compile(r"^\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]\s*(?=\D)|\s*\([^()]{1,30}\):?$")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})(?!\d)")
# May 3, 2024 and 3 May 2024, as tools that record meetings write it
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_ENGLISH_DATE = re.compile(
    rf"\b(?:{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.replace('month', 'month2')},?\s+(?P<year2>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
LONGEST = 60  # characters of a label with its number, blanks and remark in brackets; what is longer is text
_COLUMN_OF = {label: column for column, labels in FIELDS.items() for label in labels}


def clean_label(label: str) -> str:
    """Bring a label to the form of the lists above: no blanks inside Chinese, lower case, no colon or star at its end.

    A number before it (一、, 2.) and a remark in brackets behind it (参加人员（签名）) are no part of it.
    """
    text = unicodedata.normalize("NFKC", label).strip().strip("*").rstrip(":").strip().lower()
    text = _ROUND.sub("", text) or text
    return re.sub(r"\s+", "" if re.search("[一-鿿]", text) else " ", text)


def column_of(label: str) -> str | None:
    """Return the documents column that a label names, or None."""
    return _COLUMN_OF.get(clean_label(label).replace(" ", "_"))


def is_metadata(label: str) -> bool:
    """Tell whether a label names metadata, with a column or without."""
    return column_of(label) is not None or clean_label(label) in OTHER_LABELS


def is_role(label: str) -> bool:
    """Tell whether a label of metadata can also be a speaker: 督导, 主持人, host ..."""
    return clean_label(label) in ROLES


def is_label(label: str) -> bool:
    """Tell whether a label belongs to a form (metadata or section heading) and is therefore no speaker."""
    return len(label) <= LONGEST and not is_role(label) and (is_metadata(label) or clean_label(label) in SECTIONS)


def value_of(column: str, value: str) -> str | None:
    """Bring a value to what the documents table holds.

    Parameters
    ----------
    column : str
        A column of the documents table.
    value : str
        As a person wrote it.

    Returns
    -------
    str or None
        None when it is empty or not understood; never a guess. A kind that is none of the known ones is 'other'.
    """
    text = unicodedata.normalize("NFKC", value).strip()
    if not text:
        return None
    if column == "kind":
        return _named(text, _KINDS) or "other"
    if column == "stage":
        return _named(text, _STAGES)
    if column == "language":
        return _named(text, _LANGUAGES)
    if column == "date":
        return parse_date(text)
    return value.strip()


def parse_date(text: str) -> str | None:
    """Read a date to ISO 8601, to the day or to the month; None when there is none or it cannot exist."""
    match = (
        _DATE.search(text) or _ENGLISH_DATE.search(text) or _YEAR.search(text)
    )  # 2024年5-6月 is at least its first month
    if match is None:
        return None
    parts = match.groupdict()
    month, day, year = (parts.get(name) or parts.get(f"{name}2") for name in ("month", "day", "year"))
    try:
        date = datetime.date(int(year or 0), _month(month or ""), int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else f"{date:%Y-%m}"


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].lower()) + 1


def kind_of_folder(name: str) -> str | None:
    """Return the kind of document that a folder's name says (supervision/, salons/, 访谈/), or None."""
    return _named(name, _KINDS)


def _named(text: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    lowered = text.lower()
    for name, words in names.items():
        if any(word in lowered if len(word) > 2 or not word.isascii() else lowered.startswith(word) for word in words):
            return name
    return None
