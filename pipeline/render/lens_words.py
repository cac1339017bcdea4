"""The words of the section on practice problems, in Chinese and English."""

from collections.abc import Mapping

from pipeline.model.both import Both

COURSE: Mapping[str, Both] = {
    "open": Both("未解决", "open"),
    "quiet": Both("近来没再写到", "quiet"),
    "resolved": Both("已解决", "resolved"),
}

TAKEN: Mapping[str, Both] = {"yes": Both("跟进了", "yes"), "no": Both("没有", "no")}

LENS: Mapping[str, Both] = {
    "lens": Both("督导视角", "For supervision"),
    "lens_note": Both(
        "哪些实务问题眼下还没解决、从什么时候起、后来有没有跟进，以及别的组织在同样的问题之后写到了什么成效。"
        "这一节是为了督导时不漏事，不能拿来给组织或社工排名：一律按名称排列；写得细、写得坦率的，看上去问题也多。",
        "Which practice problems are open now, since when, whether they were followed up, and which outcomes other organisations wrote after the same problem. "
        "It is there so that supervision misses nothing, and not for ranking organisations or workers: the order is by name, and who writes in detail and frankly seems to have more problems.",
    ),
    "lens_rule": Both(
        "“未解决”：最后一次写到以后，没有记录说已经解决，也还没有连续 {quiet} 份记录不再写到。没写到不等于已经好了。",
        "Open: since it was last written, no note says that it is resolved, and fewer than {quiet} notes in a row are without it. Not written does not mean gone.",
    ),
    "lens_small": Both(
        "小于 {least} 的数字不列出；记录少于 {least} 份的组织和作者不列数字（设置 [lens] suppress）。",
        "Numbers below {least} are not told, and organisations and authors with fewer than {least} notes get no figures (setting [lens] suppress).",
    ),
    "lens_problems": Both("看的问题", "Problems looked at"),
    "lens_undated": Both(
        "另有 {undated} 份没有日期的记录不在其中。",
        "{undated:note|notes} without a date left out.",
    ),
    "lens_open": Both("各组织未解决的问题", "Open problems of each organisation"),
    "lens_over": Both("近来没再写到或已解决的问题", "Problems that are quiet or resolved"),
    "lens_workers": Both("各位作者的督导记录里未解决的问题", "Open problems in each author's supervision notes"),
    "lens_workers_note": Both(
        "作者是督导记录里写明的人（用了化名的话，是化名）。不列合计：合计会被拿来比人。",
        "The author is whom a supervision note names (an alias where names are masked). No sums are shown: they would be used to compare people.",
    ),
    "lens_author": Both("作者", "Author"),
    "lens_problem": Both("问题", "Problem"),
    "lens_since": Both("自", "Since"),
    "lens_last": Both("最后写到", "Last written"),
    "lens_came_back": Both("平息后又出现（次）", "Came back (times)"),
    "lens_taken_up": Both("后一份记录跟进了吗", "Followed up in the next note"),
    "lens_followed": Both("跟进／可跟进（份）", "Followed up / could be (notes)"),
    "lens_planned": Both("本身写了计划（份）", "With a plan of their own (notes)"),
    "lens_follow_note": Both(
        "跟进：后一份记录有“下一步计划”“跟进情况”一类的部分，并且又写到这个问题，或在那一部分写到做法或成效。沙龙和访谈不算。",
        "Followed up: the next note has a part such as “Next steps” or “Follow-up”, and writes of the problem again, or of a method or outcome in that part. Salons and interviews are passed over.",
    ),
    "lens_silent": Both("都小于 {least}、不列出的数字", "Numbers that are all below {least} and not told"),
    "lens_quotation": Both("最近的原话", "Last quotation"),
    "fewer_than": Both("少于 {least}", "fewer than {least}"),
    "one_side_small": Both("有一方少于 {least}", "one side fewer than {least}"),
    "lens_helps": Both("别的组织后来写到的成效", "Outcomes that other organisations wrote afterwards"),
    "lens_helps_note": Both(
        "同样的问题之后两份记录以内写到、比同一组织的其他记录更常写到的成效；这是先后，不是因果。",
        "Outcomes written within two notes after the same problem, more often than in other notes of the same organisation; this is sequence, not cause.",
    ),
    "lens_help": Both(
        "另外 {organisations} 个组织；可能性比 {odds}，q = {q}",
        "{organisations:other organisation|other organisations}; odds {odds}, q = {q}",
    ),
    "lens_chance": Both("可能只是巧合", "may be chance"),
    "lens_between": Both("其间还写到", "written in between"),
    "lens_few": Both(
        "记录少于 {least} 份、不列数字的组织", "Organisations with fewer than {least} notes, without figures"
    ),
    "lens_few_workers": Both(
        "督导记录少于 {least} 份、不列数字的作者", "Authors with fewer than {least} supervision notes, without figures"
    ),
    "no_problems": Both(
        "编码本里没有“风险”编码，设置 [lens] problems 也没有指定别的，没有可看的问题。",
        "The codebook has no code of level risk, and [lens] problems names none: there is nothing to look at.",
    ),
    "no_courses": Both(
        "没有既写明组织又有日期的记录，看不出问题的来去。",
        "No note has both an organisation and a date: how problems come and go cannot be told.",
    ),
    "no_open": Both("列出的组织都没有未解决的问题。", "None of the organisations listed has an open problem."),
}
