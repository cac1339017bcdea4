"""Every word of the interface, in Chinese and English; names of values are in `names`."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.both import Both
from pipeline.render.lens_words import LENS
from pipeline.render.links_words import LINKS
from pipeline.render.novelty_words import NOVELTY
from pipeline.render.privacy_words import PRIVACY
from pipeline.render.topic_words import TOPICS

WORDS: Mapping[str, Both] = {
    **PRIVACY,
    **TOPICS,
    **NOVELTY,
    **LINKS,
    **LENS,
    # frame
    "report": Both("主题报告", "Theme report"),
    "program": Both("助力", "Zhuli"),
    "skip": Both("跳到正文", "Skip to the content"),
    "switch": Both("界面语言", "Language of the interface"),
    "contents": Both("目录", "Contents"),
    "summary": Both("要点", "In short"),
    "figures": Both("总览图", "Overview"),
    "themes": Both("各主题与证据", "Themes and evidence"),
    "heat": Both("编码 × 组织", "Codes by organisation"),
    "topics": Both("模型主题", "Topics"),
    "not_found": Both("没有出现的编码", "Codes not found"),
    "corpus": Both("读了哪些材料", "What was read"),
    "contexts": Both("原文上下文", "Passages in context"),
    "made": Both("这份报告怎么来的", "How it was made"),
    "separator": Both("：", ": "),
    "comma": Both("，", ", "),
    "top": Both("回到页首", "Back to the top"),
    # what was read
    "period": Both("{first} 至 {last}", "{first} to {last}"),
    "no_period": Both("材料都没有日期", "No document is dated"),
    "read": Both(
        "共读入 {documents} 份材料，{segments} 段、{characters} 字。",
        "{documents:document|documents} read: {segments:segment|segments}, {characters:character|characters}.",
    ),
    "read_organisations": Both("来自 {organisations} 个组织。", "From {organisations:organisation|organisations}."),
    "read_codings": Both(
        "标出 {codings} 处，用到 {codes} 个编码。",
        "{codings:passage|passages} coded with {codes:code|codes}.",
    ),
    "read_negated": Both(
        "另有 {negated} 处是否定、已解决、假设或愿望，不计入。",
        "{negated:more passage is|more passages are} negated, resolved, hypothetical or wished for, and not counted.",
    ),
    "read_undated": Both("{undated} 份没有日期。", "{undated:document has|documents have} no date."),
    "read_aside": Both("{set_aside} 份没有采用。", "{set_aside:file was|files were} set aside."),
    # summary
    "carried": Both(
        "{total} 份材料里有 {documents} 份写到（{share}）", "in {documents} of {total:document|documents} ({share})"
    ),
    "first_seen": Both("最早见于 {date}", "first seen {date}"),
    "rises_in": Both(
        "写到的 {all} 个组织里有 {same} 个越往后越多",
        "more of it later in {same} of the {all:organisation|organisations} that write of it",
    ),
    "last_seen": Both("最后见于 {date}", "last seen {date}"),
    "no_movement": Both("没有哪个主题随时间明显变多或变少。", "No theme clearly rises or falls over time."),
    "no_judgement": Both(
        "材料不足，还看不出哪些主题在变多或变少。",
        "Too little dated material to say which themes rise or fall.",
    ),
    "uncovered_short": Both("编码本之外", "outside the codebook"),
    "topic_short": Both("{count} 段", "{count:segment|segments}"),
    "more_below": Both("另有 {count} 条，见下文。", "{count:more|more} further down."),
    # how to read
    "how_to_read": Both("怎样读这些数字", "How to read these figures"),
    "read_share": Both(
        "占比按“份”数：一份材料里写到一次还是十次，都算一份。",
        "Shares count documents: one mention or ten in a document make one.",
    ),
    "read_interval": Both(
        "区间是占比的 {confidence} 置信区间（Wilson）：材料越少，区间越宽，越不宜下结论。",
        "Intervals are {confidence} Wilson intervals: the fewer documents, the wider, and the less can be concluded.",
    ),
    "read_trend": Both(
        "趋势只在同一组织内部按月比较（精确检验），不受组织之间差别的影响；p 值再按主题个数校正（Benjamini–Hochberg）得到 q 值，q 小于 {significance} 才算有变化。",
        "Trends are tested exactly, month by month within each organisation, so that differences between organisations do not "
        "matter; q is p after Benjamini–Hochberg over all themes; only q below {significance} counts as change.",
    ),
    "read_counter": Both(
        "编码和模型只负责把原话找出来；它说明了什么，请看原话再判断。",
        "Codes and models only find the passages; what they mean is for you to judge from the wording.",
    ),
    # figures
    "figure_ranked": Both("各主题的占比", "Share of documents per theme"),
    "figure_ranked_note": Both(
        "点是占比，横线是 {confidence} 区间；形状和颜色表示层面。点一下可跳到该主题的原话。",
        "Dots are shares, lines {confidence} intervals; shape and colour show the level. Click a dot for its quotations.",
    ),
    "figure_trend": Both("逐月变化", "Share by month"),
    "figure_trend_note": Both(
        "先显示有变化的主题（没有时显示占比最高的三个）；点图例可显示或隐藏其他主题。每月材料不多，起伏大是常事。",
        "Shows the themes that change (else the three largest); click the legend for others. "
        "Months hold few documents: jumps are normal.",
    ),
    "figure_stage": Both("各阶段的占比", "Share by stage"),
    "figure_stage_note": Both(
        "先列风险和模型主题。图中最多画 {limit} 个主题，其余见下表。",
        "Risks and topics first. The figure shows at most {limit} themes; the table below holds all.",
    ),
    "figure_heat": Both("哪些编码出现在哪些组织", "Which codes appear in which organisations"),
    "figure_heat_note": Both(
        "格内数字是该组织写到此编码的材料占比（%）；鼠标移上去看份数。空白格：该组织没有材料。份数少时不宜比较。",
        "Numbers are the share of the organisation's documents that carry the code (%); point at a cell for counts. "
        "Blank: no documents. Do not compare where counts are small.",
    ),
    "axis_share": Both("写到该主题的材料占比", "Share of documents that carry the theme"),
    "axis_month": Both("月份", "Month"),
    "axis_organisation": Both("组织", "Organisation"),
    "axis_code": Both("编码", "Code"),
    "hover": Both("{total} 份中 {documents} 份（{share}）", "{documents} of {total:document|documents} ({share})"),
    "hover_interval": Both("{confidence} 区间 {interval}", "{confidence} interval {interval}"),
    "numbers": Both("看数字", "Show the numbers"),
    "no_script": Both(
        "画图需要 JavaScript；数字见下表。", "Drawing needs JavaScript; the numbers are in the table below."
    ),
    # themes
    "share": Both("占比", "Share"),
    "documents": Both("份数", "Documents"),
    "interval": Both("{confidence} 区间", "{confidence} interval"),
    "theme": Both("主题", "Theme"),
    "code": Both("编码", "Code"),
    "status": Both("状态", "Status"),
    "level": Both("层面", "Level"),
    "definition": Both("定义", "Definition"),
    "sizes": Both(
        "{total} 份材料中的 {documents} 份 · {segments} 段 · {organisations} 个组织 · {people} 人",
        "{documents} of {total:document|documents} · {segments:segment|segments} · "
        "{organisations:organisation|organisations} · {people:person|people}",
    ),
    "later": Both("每过三个月，写到的可能（优势比）", "Odds, three months later"),
    "beside_others": Both("与其他组相比（优势比）", "Odds beside the others"),
    "courses": Both("各组织单独看（有日期的材料）", "Each organisation by itself (dated documents)"),
    "dated": Both("有日期的份数", "Dated documents"),
    "gathers": Both("集中", "gathers"),
    "gathering": Both(
        "集中在{group}，{total} 份里有 {documents} 份写到，比同类其他材料多，不像是碰巧",
        "gathers in {group}: {documents} of {total:document|documents}, more than elsewhere and beyond chance",
    ),
    "by_month": Both("逐月占比", "Share by month"),
    "by_month_label": Both(
        "逐月占比，{first} 至 {last}，最高 {top}", "Share by month, {first} to {last}, at most {top}"
    ),
    "first_date": Both("最早", "First"),
    "last_date": Both("最近", "Last"),
    "trend": Both("每月变化", "Change a month"),
    "points": Both("{points} 个百分点", "{points} percentage points"),
    "p_value": Both("p 值", "p"),
    "q_value": Both("q 值（校正后）", "q (corrected)"),
    "breakdown": Both("按阶段、记录类型、组织、语言、月份", "By stage, kind, organisation, language and month"),
    "evidence": Both("证据：原话", "Evidence: quotations"),
    "evidence_shown": Both("列出 {shown} 条，共 {segments} 段", "{shown} listed, of {segments:segment|segments}"),
    "more_quotations": Both("再看 {count} 条", "{count:more quotation|more quotations}"),
    "no_evidence": Both("没有可列出的原话。", "No quotation to list."),
    "counter": Both("反证：不计入", "Counter-evidence: not counted"),
    "counter_note": Both(
        "写到了，但说的是没有、已经解决、假设或愿望，所以不计入占比。",
        "Mentioned, but as absent, resolved, hypothetical or wished for; therefore not in the share.",
    ),
    "not_counted": Both("不计入", "not counted"),
    "in_context": Both("看上下文", "in context"),
    "rule": Both("命中规则", "rule"),
    # corpus
    "make_up": Both("材料构成", "Make-up"),
    "set_aside": Both("没有采用的文件", "Files set aside"),
    "doubts": Both("信息没认全的材料", "Documents with doubtful metadata"),
    "doubts_note": Both(
        "正文已读入，但日期、组织等信息没认全；补上后重跑即可。",
        "The text was read, but part of the date, organisation and so on was not understood; mend it and run again.",
    ),
    "file": Both("文件", "File"),
    "problem": Both("原因", "Reason"),
    "doubt": Both("问题", "Doubt"),
    "none_aside": Both("所有文件都读进来了。", "Every file was read."),
    "none_doubted": Both("没有疑问。", "No doubts."),
    "not_found_note": Both(
        "编码本里有、材料里没有写到的编码。没写到，不等于没有发生。",
        "Codes of the codebook that no passage asserts. Not written does not mean not happening.",
    ),
    "all_found": Both("编码本里的每个编码都有原话。", "Every code of the codebook has a passage."),
    # contexts
    "contexts_note": Both(
        "每条原话前后各留几段；⋯ 表示中间略去。浏览器“后退”可回到刚才的位置。",
        "A few segments around every quotation; ⋯ marks what is left out. The browser's back button returns you.",
    ),
    "gap": Both("中间略去若干段", "segments left out"),
    "page": Both("第 {number} 页", "page {number}"),
    "cited": Both("引用于", "quoted under"),
    "author": Both("记录人", "author"),
    "no_contexts": Both("没有引用原文。", "No passage is quoted."),
    # empty states
    "no_themes": Both(
        "没有浮现出主题：没有一处原话对得上编码本。请看看材料是否读全，或编码本是否适合这批材料。",
        "No theme emerges: no passage fits the codebook. Check that everything was read and that the codebook suits it.",
    ),
    "no_months": Both("材料没有日期，看不了逐月变化。", "No document is dated: no change by month to show."),
    "no_stages": Both("材料没有写明阶段。", "No document states its stage."),
    "no_organisations": Both("材料没有写明组织。", "No document states its organisation."),
    # making
    "run": Both("本次运行", "This run"),
    "settings": Both("设置", "Settings"),
    "option": Both("选项", "Option"),
    "meaning": Both("含义", "Meaning"),
    "setting": Both("取值", "Value"),
    "empty": Both("（空）", "(empty)"),
    "yes": Both("是", "yes"),
    "no": Both("否", "no"),
}


@dataclass(frozen=True)
class Count:
    """A number in a sentence; '{count:document|documents}' writes the noun in the right form."""

    number: int

    def __format__(self, forms: str) -> str:
        """Write the number, with the noun when its two forms are given."""
        if not forms:
            return f"{self.number:,}"
        one, many = forms.split("|")
        return f"{self.number:,} {one if self.number == 1 else many}"


def say(key: str, **values: object) -> Both:
    """Fill one entry of `WORDS`.

    Parameters
    ----------
    key : str
        The entry.
    **values
        What its places hold; whole numbers are written with separators, a Both in the language of the sentence.

    Returns
    -------
    Both
        Plain text, not HTML.

    Raises
    ------
    KeyError
        When there is no such entry, or a place is left empty.

    Examples
    --------
    >>> say("read_aside", set_aside=1).en
    '1 file was set aside.'
    """
    return fill(WORDS[key], **values)


def fill(said: Both, **values: object) -> Both:
    """Fill the places of a sentence in both languages; see `say`."""
    held = {name: Count(value) if type(value) is int else value for name, value in values.items()}
    return Both(
        said.zh.format(**{name: value.zh if isinstance(value, Both) else value for name, value in held.items()}),
        said.en.format(**{name: value.en if isinstance(value, Both) else value for name, value in held.items()}),
    )
