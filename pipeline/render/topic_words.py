"""The words of the section on topics, in Chinese and English."""

from collections.abc import Mapping

from pipeline.model.both import Both

TOPICS: Mapping[str, Both] = {
    "topics_note": Both(
        "不看编码本，只凭用词把段落归成几堆，用来发现编码本没想到的事。名称只是几个代表词，含义要看原话。",
        "Found from word use alone, to show what the codebook did not think of. "
        "A name is just some typical terms; the quotations tell the meaning.",
    ),
    "topic_size": Both("{count} 段", "{count:segment|segments}"),
    "coherence": Both("词语一致性（NPMI）{value}", "coherence (NPMI) {value}"),
    "covered": Both(
        "其中 {share} 的段落有编码（全部段落平均 {average}）。",
        "{share} of its segments carry a code ({average} of all segments do).",
    ),
    "uncovered": Both(
        "编码本基本没有覆盖（只有 {share} 的段落有编码，全部段落平均 {average}）。",
        "Hardly any code covers this ({share} of its segments carry one, {average} of all segments do).",
    ),
    "term": Both("词语", "Term"),
    "weight": Both("权重", "Weight"),
    "topic_theme": Both("看原话", "See its quotations"),
    "relation_same": Both("说的就是“{code}”", "This is “{code}”"),
    "relation_side": Both("换个角度看“{code}”", "“{code}” seen from another side"),
    "codes_beside": Both("同时出现的编码", "Codes in its segments"),
    "change_kept": Both("沿用上次", "kept"),
    "change_new": Both("新主题", "new"),
    "change_split": Both("从“{source}”分出", "split from “{source}”"),
    "one_sided_zh": Both("几乎只有中文材料", "Chinese texts only"),
    "one_sided_en": Both("几乎只有英文材料", "English texts only"),
    "history": Both(
        "接着上一次运行（{run}）的主题：沿用 {kept} 个，新 {new} 个，分出 {split} 个，并入 {merged} 个，消失 {gone} 个。",
        "Goes on from the topics of the run {run}: {kept} kept, {new} new, {split} split off, {merged} merged, {gone} gone.",
    ),
    "left": Both("这次不再有的主题", "Topics that are no longer there"),
    "left_into": Both("已并入“{into}”", "now part of “{into}”"),
    "left_gone": Both("已消失", "gone"),
    "decide": Both(
        "改名、合并、固定主题：在命令行用 zhuli topics rename、merge、pin，下次运行起生效。",
        "To rename, merge or pin topics: zhuli topics rename, merge, pin on the command line; it holds from the next run on.",
    ),
    "fall_apart": Both(
        "语料有中文也有英文，但 {count} 个主题几乎只有一种语言：同一件事可能按语言分成了两堆。可以把两种语言的说法写进编码本的同一个词组，或使用多语种向量模型（[topics] embeddings）。",
        "The corpus has Chinese and English, but {count:topic holds|topics hold} one language almost only: the same matter may have fallen apart by language. Put both languages' "
        "words into one word set of the codebook, or use a multilingual embedding model ([topics] embeddings).",
    ),
    "hold_together": Both(
        "语料有中文也有英文，各主题两种语言都有。",
        "The corpus has Chinese and English, and every topic holds both.",
    ),
    "figure_numbers": Both("主题个数怎么定的", "How the number of topics was chosen"),
    "figure_numbers_note": Both(
        "把段落随机分成两半，各自找主题：两半越一致，个数越站得住（“一致”）；减去没有主题的随机点也能达到的程度（“随机”），再乘以主题词的一致性，得分最高的个数入选（大点）；接着上次运行时，上次的个数只要不明显更差就不变。",
        "The passages are parted at random and topics found in each half: the better the halves agree, the better a number stands up. What points without any topics reach "
        "by chance is taken away, and the rest weighted by the terms' coherence; the number with the best score is chosen (large mark). A run that goes on from an earlier one keeps its number unless that is clearly worse.",
    ),
    "number_score": Both("得分", "score"),
    "number_agreement": Both("两半一致（ARI）", "agreement of halves (ARI)"),
    "number_chance": Both("随机", "by chance"),
    "number_coherence": Both("词语一致性（NPMI）", "coherence (NPMI)"),
    "axis_number": Both("主题个数", "number of topics"),
    "axis_measure": Both("得分与各项指标", "score and its parts"),
    "no_topics": Both(
        "材料太少，或者分不出稳定的主题，不硬凑。",
        "Too little text, or no topics that would stand up: none are made up.",
    ),
    "key_group": Both("组", "Group"),
    "key_terms": Both("各组的特征词", "Terms that mark each group"),
    "key_terms_note": Both(
        "与其他组相比，哪些词在这一组的文档里明显更多（对数似然）；括号里是写到它的文档数。",
        "Terms that are in clearly more of a group's documents than of the others' (log-likelihood); in brackets the number of its documents.",
    ),
    "key_terms_all": Both("写到最多的词", "Terms in most documents"),
}
