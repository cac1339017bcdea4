"""The words of the section on what goes with what, in Chinese and English."""

from collections.abc import Mapping

from pipeline.model.both import Both

LINKS: Mapping[str, Both] = {
    "links": Both("什么和什么一起", "What goes with what"),
    "links_note": Both(
        "哪些编码常在一起，哪些接着出现。“碰巧”是假定两个编码互不相干，按各自在每份材料（或每个组织）里出现多少、文字有多长，平均会遇上几次。在一起，不等于一个引起另一个。",
        "Which codes go together, and which follow each other. “By chance” is how often two codes would meet had they nothing to do with each other, given how often each "
        "is in every document (or organisation) and how long the texts are. To go together is not to cause.",
    ),
    "links_segment": Both("同一段里", "In the same segment"),
    "links_window": Both("前后几段里（相隔不超过 3 段）", "Within a few segments (at most 3 apart)"),
    "links_document": Both("同一份材料里", "In the same document"),
    "links_window_note": Both("每一段和它后面三段算一处。", "A segment and the three behind it count as one place."),
    "links_follow": Both("下一份记录里接着出现", "In the organisation's next note"),
    "links_return": Both("会不会再出现", "What comes back"),
    "links_pair": Both("两个编码", "Codes"),
    "links_together": Both("一起出现", "Together"),
    "links_chance": Both("碰巧约", "By chance"),
    "links_times": Both("是碰巧的几倍", "Times chance"),
    "links_odds": Both("优势比（{confidence} 区间）", "Odds ratio ({confidence} interval)"),
    "links_strength": Both(
        "优势比（{confidence} 区间）{odds}，q {q}", "odds ratio ({confidence} interval) {odds}, q {q}"
    ),
    "links_npmi": Both("关联（NPMI）", "association (NPMI)"),
    "links_where": Both("材料 / 组织", "Documents / organisations"),
    "links_segments": Both("{count} 段", "{count:segment|segments}"),
    "links_places": Both("{count} 处", "{count:place|places}"),
    "links_documents": Both("{count} 份", "{count:document|documents}"),
    "links_overlapping": Both(
        "其中 {overlapping} 段是同一处文字两个编码都标到了。",
        "In {overlapping:segment|segments} of these the same words carry both codes.",
    ),
    "links_fewer": Both("比碰巧少见", "Less often than by chance"),
    "links_rare": Both(
        "“{first}”和“{second}”：{both} 次，碰巧约 {expected} 次（q {q}）",
        "“{first}” and “{second}”: {both}, by chance about {expected} (q {q})",
    ),
    "links_more": Both("再看 {count} 对", "{count:more pair|more pairs}"),
    "links_none": Both(
        "比较了 {judged} 对编码，没有哪一对一起出现得比碰巧明显多或少（q 小于 {significance} 才算）。",
        "{judged:pair was|pairs were} compared: none meets clearly more or less often than by chance (q below {significance} would count).",
    ),
    "links_too_few": Both(
        "材料太少，判断不了哪些编码常在一起。", "Too little material to tell which codes go together."
    ),
    "links_no_codes": Both(
        "原话对上的编码不到两个，谈不上什么和什么一起。",
        "Fewer than two codes have a passage: nothing can go together.",
    ),
    "links_follow_note": Both(
        "看每个组织有日期的记录，从一份到下一份（同一天的按文件名排）。一前一后不等于一个引起另一个，也可能只是同一段时间里的事。",
        "From one dated note of an organisation to its next (notes of one day in the order of their file names). What comes after need not come from what was before: both may belong to the same time.",
    ),
    "links_after": Both(
        "写到“{first}”的，下一份记录里“{then}”出现 {carried}/{total}；没写到的，{otherwise}/{others}。",
        "After notes with “{first}”, “{then}” is in {carried}/{total} next notes; after others in {otherwise}/{others}.",
    ),
    "links_again": Both(
        "写到“{first}”的，下一份记录里又出现 {carried}/{total}；没写到的，下一份出现 {otherwise}/{others}。",
        "After notes with “{first}” it is in {carried}/{total} next notes again; after others in {otherwise}/{others}.",
    ),
    "links_first": Both(
        "第一次出现：{before} 个组织“{first}”在前，{after} 个组织“{then}”在前，{same} 个组织在同一份记录里。",
        "First seen: “{first}” before in {before:organisation|organisations}, “{then}” before in {after}, both in the same note in {same}.",
    ),
    "links_seldom": Both("写到之后反而少见", "Less often afterwards"),
    "links_no_order": Both(
        "比较了 {judged} 种先后，没有哪一种明显比别的时候多或少（q 小于 {significance} 才算）。",
        "{judged:order was|orders were} compared: none is clearly more or less frequent than otherwise (q below {significance} would count).",
    ),
    "links_no_return": Both(
        "看了 {judged} 个编码，没有哪一个写到之后明显更常、或更少再出现（q 小于 {significance} 才算）。",
        "{judged:code was|codes were} looked at: none clearly comes back more, or less, often once it was there (q below {significance} would count).",
    ),
    "links_few_notes": Both(
        "有日期、写明组织的记录太少，看不出先后。", "Too few notes with date and organisation to tell what follows."
    ),
    "figure_links": Both("哪些编码在同一段里", "Which codes are in the same segment"),
    "figure_links_note": Both(
        "格内数字是两个编码都有的段数，粗体表示和碰巧分得开；颜色是 NPMI：蓝色比碰巧多，棕色比碰巧少（不计材料差别和长短）。空白：没有同段出现。",
        "Numbers are segments with both codes, bold where told from chance; colour is NPMI, blue for more than by chance, brown for less (documents and lengths not accounted for). Blank: never in one segment.",
    ),
    "links_hover": Both(
        "一起出现 {both} 段，碰巧约 {expected} 段", "{both:segment|segments} with both, by chance about {expected}"
    ),
}
