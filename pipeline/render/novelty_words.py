"""The words of the section on what is new, in Chinese and English."""

from collections.abc import Mapping

from pipeline.model.both import Both

NOVELTY: Mapping[str, Both] = {
    "novelty": Both("新出现的", "What is new"),
    "novelty_note": Both(
        "先看哪些事以前没有、现在有了，再看编码本和主题都没顾到的，最后看再读下去还会不会有新东西。",
        "First what was not there before, then what neither codebook nor topics reach, and last whether more reading would bring more.",
    ),
    "new_themes": Both("新出现的主题", "New themes"),
    "no_new_themes": Both(
        "没有哪个主题算得上新出现：要么早就有，要么增多得还不够明显。",
        "No theme counts as new: each was there early on, or its rise is not clear enough.",
    ),
    "new_topics": Both("上次运行没有的模型主题", "Topics that the last run did not have"),
    "no_new_topics": Both("和上次运行相比，没有新的模型主题。", "No topic is new since the last run."),
    "first_topics": Both(
        "没有上一次运行的主题可比；下次运行起会列在这里。",
        "There are no topics of an earlier run to compare with; from the next run on they are listed here.",
    ),
    "outside_topics": Both("编码本没有覆盖的模型主题", "Topics that no code covers"),
    "no_outside_topics": Both(
        "没有：每个说得成话的主题，都有编码沾得上边。", "None: some code touches every topic that hangs together."
    ),
    "outside_covered": Both("只有 {share} 的段落有编码", "only {share} of its segments carry a code"),
    "novel_terms": Both("最近多起来的词", "Words of late"),
    "novel_terms_note": Both(
        "最近的 {latest} 份材料（{since} 起）和此前的 {before} 份比，写到哪些词的材料多了。每个组织只跟自己的过去比，一家的习惯说法不算；最近至少要有两个组织写到（材料只来自一个组织时，至少两份），才列出来。只比写到这个词的语言的材料。",
        "Words that more of the latest {latest} documents (since {since}) hold than of the {before} before them. Each organisation is compared with its own past, and two must hold a word lately "
        "(two documents, where there is one organisation). Only documents in the languages that a word occurs in are compared.",
    ),
    "hint_only": Both(
        "这么多词一起比，碰巧也会冒出几个；下面的没有一个经得起校正，只是线索，要看原话再说。",
        "Of so many words some stand out by chance; none of these stands up to correction: they are a hint only, look at the passages.",
    ),
    "no_novel_terms": Both("最近的材料没有明显多起来的词。", "No word marks the latest documents."),
    "no_latest": Both(
        "有日期的材料太少，分不出“最近”和“此前”。",
        "Too few documents are dated to tell the latest from the earlier.",
    ),
    "term_latest": Both("最近", "Latest"),
    "term_before": Both("此前", "Before"),
    "term_odds": Both("最近与此前相比（优势比）", "Odds lately, beside those before"),
    "term_organisations": Both("几个组织", "Organisations"),
    "novel_term": Both("最近多起来的词“{term}”", "word of late “{term}”"),
    "far_passages": Both("哪里都对不上的段落", "Passages far from everything"),
    "far_passages_note": Both(
        "没有一个编码，主题也说明不了多少的段落（至少 10 个实词），用词越少见的越靠前，免得列出来的都是家常话。值得读一读：也许有编码本没想到的事。",
        "Segments without a code of which topics explain little (10 content words or more); those with rarer words come first, so that small talk does not. Worth reading: the codebook may "
        "not have thought of them.",
    ),
    "far_passage": Both("哪里都对不上的段落", "passage far from everything"),
    "far_explained": Both("主题只说明 {share}", "topics explain {share}"),
    "no_far_passages": Both("没有这样的段落。", "There is no such passage."),
    "far_without_topics": Both(
        "没有模型主题，说不出哪些段落离得远。", "Without topics there is nothing that a passage could be far from."
    ),
    "figure_saturation": Both("再读下去，还会有新东西吗", "Would more reading bring more"),
    "figure_saturation_note": Both(
        "线：随便抽这么多份材料，平均能看到多少个不同的编码或主题，浅色是 {confidence} 区间；点：按日期一份份读下来，实际看到多少。线走平了，再读也难有新的。主题是从全部材料里归出来的，要好几份材料才成一个，所以主题的线走平得早，要多看编码的线。",
        "Lines: how many different codes or topics so many documents taken at random hold on average, with {confidence} intervals; dots: how many were found document by document, by date. Where a line "
        "is level, more reading brings little. Topics are made from all documents and need several each, so their line levels off early: go by the codes.",
    ),
    "axis_documents": Both("读了多少份材料", "documents read"),
    "axis_different": Both("不同的编码或主题", "different codes or topics"),
    "curve_expected": Both("{kind}，任意顺序", "{kind}, in any order"),
    "curve_found": Both("{kind}，按日期", "{kind}, by date"),
    "saturation_code": Both("编码", "codes"),
    "saturation_topic": Both("模型主题", "topics"),
    "held_code": Both(
        "{documents} 份材料里写到 {found} 个编码，编码本共有 {possible} 个。",
        "{documents:document holds|documents hold} {found} of the {possible:code|codes} in the codebook.",
    ),
    "held_topic": Both(
        "{documents} 份材料里有 {found} 个主题。", "{documents:document holds|documents hold} {found:topic|topics}."
    ),
    "last_none": Both(
        "按日期最后的 {last} 份，一个新的也没带来。", "Of the last {last} documents by date, 0 brought a new one."
    ),
    "last_some": Both(
        "按日期最后的 {last} 份里，有 {brought} 份带来了新的（共 {new} 个）。",
        "Of the last {last} documents by date, {brought} brought new ones ({new} in all).",
    ),
    "last_new": Both("最后一个新的见于 {date}。", "The last new one came on {date}."),
    "coming_none": Both(
        "每一个都不止一份材料写到，再读一份，估计也没有新的。",
        "Each is in more than one document: one more is not expected to bring another.",
    ),
    "coming_some": Both(
        "其中 {once} 个只有一份材料写到，估计每再读 {apart} 份，会多一个新的。",
        "{once:is|are} in one document only: about one new one is to be expected in every {apart} further documents.",
    ),
    "in_all": Both("估计总共至少有 {estimated} 个。", "There are at least {estimated} in all, by estimate."),
    "verdict_level": Both(
        "已经走平：这类材料再多，也难添新的。", "It has levelled off: more material of this kind adds little."
    ),
    "verdict_open": Both(
        "还没有走平：再读下去，还会有新的。", "It has not levelled off: more material still brings new ones."
    ),
    "verdict_few": Both(
        "材料不到十来份，还说不上走没走平。", "With so few documents nothing can be said of levelling off."
    ),
    "all_codes": Both(
        "编码本里的编码都写到了，它能看到的就这么多；编码本之外的，请看上面的主题、词和段落。",
        "Every code of the codebook has been found: it can show no more. For what it does not hold, see the topics, words and passages above.",
    ),
    "no_saturation": Both("还没有编码，也没有主题，无从说起。", "There are neither codes nor topics to count."),
    "curve_documents": Both("读了几份", "Documents read"),
    "curve_any_order": Both("任意顺序", "In any order"),
    "curve_by_date": Both("按日期", "By date"),
}
