"""What the values of a Report are called in both languages, and the rule behind every status."""

from collections.abc import Mapping
from dataclasses import fields

from pipeline.model.aliases import ALIASES
from pipeline.model.both import Both
from pipeline.model.codebook import LEVEL_NAMES
from pipeline.model.report import Report
from pipeline.model.settings import SECTIONS, Themes
from pipeline.render.lens_words import COURSE, TAKEN
from pipeline.render.privacy_words import FORMS, TELLING
from pipeline.render.words import fill

NOT_STATED = Both("未注明", "not stated")

NAMES: Mapping[str, Mapping[str, Both]] = {
    "masking": ALIASES,
    "form": FORMS,
    "telling": TELLING,
    "course": COURSE,
    "taken": TAKEN,
    "level": {
        **LEVEL_NAMES,
        "topic": Both("模型主题", "topic"),
        "": Both("未分层面", "no level"),
    },
    "status": {
        "new": Both("新出现", "new"),
        "rising": Both("增多", "rising"),
        "steady": Both("未见明显变化", "steady"),
        "fading": Both("减少", "fading"),
        "gone": Both("不再出现", "gone"),
        "insufficient": Both("材料不足", "insufficient"),
    },
    "cue": {
        "negation": Both("被否定", "negated"),
        "resolution": Both("已解决", "resolved"),
        "hypothesis": Both("假设", "hypothetical"),
        "wish": Both("愿望", "wished for"),
    },
    "dimension": {
        "stage": Both("阶段", "Stage"),
        "kind": Both("记录类型", "Kind"),
        "organisation": Both("组织", "Organisation"),
        "month": Both("月份", "Month"),
        "language": Both("语言", "Language"),
    },
    "stage": {
        "preparation": Both("准备期", "preparation"),
        "cultivation": Both("培育期", "cultivation"),
        "summary": Both("总结期", "summary"),
    },
    "kind": {
        "supervision": Both("督导记录", "supervision"),
        "salon": Both("主题沙龙", "theme salon"),
        "interview": Both("访谈", "interview"),
        "other": Both("其他", "other"),
    },
    "language": {
        "zh": Both("中文", "Chinese"),
        "en": Both("英文", "English"),
        "mixed": Both("中英混写", "mixed"),
    },
    "file": {
        "ok": Both("已读入", "read"),
        "failed": Both("读不出", "unreadable"),
        "duplicate": Both("重复", "duplicate"),
    },
    "section": {
        "paths": Both("路径", "Paths"),
        "ingest": Both("读入", "Reading"),
        "pseudonymise": Both("化名", "Pseudonymising"),
        "tokenise": Both("分词", "Cutting into words"),
        "topics": Both("模型主题", "Topics"),
        "themes": Both("主题", "Themes"),
        "lens": Both("督导视角", "For supervision"),
        "alerts": Both("提醒", "Alerts"),
        "report": Both("报告", "Report"),
    },
    "made": {
        "corpus": Both("语料", "Corpus"),
        "run_id": Both("运行编号", "Run"),
        "started": Both("开始时间", "Started"),
        "codebook": Both("编码本", "Codebook"),
        "codebook_sha256": Both("编码本校验值（SHA-256）", "Codebook, SHA-256"),
        "fingerprint": Both("输入与设置的指纹", "Fingerprint of inputs and settings"),
        "predecessor": Both("主题接着哪次运行", "Topics go on from the run"),
        "program": Both("程序校验值（SHA-256）", "Program, SHA-256"),
        "python": Both("Python 版本", "Python"),
        "packages": Both("软件包版本", "Packages"),
    },
}

RULES: Mapping[str, Both] = {
    "new": Both(
        "同一组织内逐月增多（q 小于 {significance}），且按日期最早的三分之一材料里一份也没有写到。",
        "It becomes more frequent over the months within organisations (q below {significance}), and none of the earliest third of the dated "
        "documents carries it.",
    ),
    "rising": Both(
        "同一组织内逐月增多（q 小于 {significance}），最早的三分之一材料里已经有。",
        "It becomes more frequent over the months within organisations (q below {significance}), and the earliest third of the dated documents "
        "already carries it.",
    ),
    "steady": Both(
        "没有显出随月份增减的趋势（q 不小于 {significance}）；这不等于证明没有变化。",
        "No trend over the months shows (q not below {significance}); that does not prove that nothing changed.",
    ),
    "fading": Both(
        "同一组织内逐月减少（q 小于 {significance}），最近的三分之一材料里仍然有。",
        "It becomes less frequent over the months within organisations (q below {significance}), and the latest third of the dated documents still "
        "carries it.",
    ),
    "gone": Both(
        "同一组织内逐月减少（q 小于 {significance}），且按日期最近的三分之一材料里一份也没有写到。",
        "It becomes less frequent over the months within organisations (q below {significance}), and none of the latest third of the dated documents "
        "carries it.",
    ),
    "insufficient": Both(
        "不判断趋势：有日期的材料少于 {minimum} 份，或有材料的月份少于 {months} 个，或写到的材料少于 {carriers} 份，"
        "或者各组织的材料太少，怎样分布也显不出趋势。",
        "No judgement: fewer than {minimum} dated documents, fewer than {months} months with one, fewer than "
        "{carriers} dated documents that carry it, or so few notes per organisation that no course could show a trend.",
    ),
}


def name(group: str, value: str) -> Both:
    """Return what a value of a group of `NAMES` is called; a value without a name is shown as it is."""
    known = NAMES.get(group, {})
    if value in known:
        return known[value]
    return Both(value, value) if value else NOT_STATED


def rule(status: str, report: Report) -> Both:
    """Return the sentence that says when a theme has this status, with the numbers of the report's settings."""
    return fill(
        RULES.get(status, Both("", "")),
        significance=f"{option(report, 'significance'):g}",
        minimum=int(option(report, "minimum_documents")),
        months=int(option(report, "minimum_months")),
        carriers=int(option(report, "minimum_carriers")),
    )


def option(report: Report, key: str) -> float:
    """Return a number among the settings of the themes, the default where the report does not say."""
    value = report.settings.get("themes", {}).get(key, getattr(Themes(), key))
    return float(str(value))


def confidence(report: Report) -> str:
    """Return the level of the intervals as a percentage: '95%'."""
    return f"{100 * option(report, 'confidence'):g}%"


def meaning(section: str, key: str) -> Both:
    """Return what a setting means; empty for one that is not known."""
    kind = SECTIONS.get(section)
    known = {item.name: item.metadata for item in fields(kind)} if kind else {}
    return Both(known[key]["zh"], known[key]["en"]) if key in known else Both("", "")
