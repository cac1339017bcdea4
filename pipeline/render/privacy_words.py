"""What the page says about names: what was masked, and what may still tell who somebody is."""

from collections.abc import Mapping

from pipeline.model.both import Both

PRIVACY: Mapping[str, Both] = {
    "privacy": Both("化名与残余风险", "Names and what may still give them away"),
    "private": Both(
        "本报告含原文；人名等已换成化名，但自动识别会漏，细节也可能让人认出，请勿外传。",
        "Contains original wording. Names and the like were replaced, but recognition misses some, and details may tell who somebody is: do not pass on.",
    ),
    "private_off": Both(
        "本报告含原文和真实姓名，未做化名处理（设置里写了 pseudonymise = false），请勿外传。",
        "Contains original wording and real names: the settings say pseudonymise = false. Do not pass on.",
    ),
    "privacy_off": Both(
        "这次运行没有化名：各表、报告和导出文件里都是真名。",
        "This run was not pseudonymised: tables, report and exports hold real names.",
    ),
    "masked": Both(
        "共遮盖 {places} 处，其中人名 {persons} 个。把握不大的有 {doubts} 处，请逐处看一看。",
        "{places:place|places} masked, {persons:person|persons} among them. {doubts:place is|places are} doubtful: look at them.",
    ),
    "masked_nothing": Both("没有找到需要遮盖的内容。", "Nothing was found that had to be masked."),
    "privacy_key": Both(
        "这里只显示化名。要知道化名背后是谁，运行时加 --key，再用 zhuli reveal 打开。",
        "Only aliases are shown here. To learn who is behind one, run with --key and open the key with zhuli reveal.",
    ),
    "masked_kind": Both("类别", "Kind"),
    "masked_surely": Both("有把握", "surely"),
    "masked_doubtfully": Both("把握不大", "doubtfully"),
    "doubtful_places": Both("把握不大的", "Doubtful places"),
    "doubtful_note": Both(
        "可能误遮，也可能真是名字。误遮的词写进保留词文件（keep），真名写进名单（roster）。",
        "Perhaps no names, perhaps some. Words masked in vain go into the keep file, names into the roster.",
    ),
    "once": Both("只出现一次的人", "Persons named once"),
    "once_note": Both(
        "只提到一次的人，若另有写法没被认出，最容易漏。",
        "Of a person named once, another form that was missed is most likely to stand somewhere.",
    ),
    "linked": Both("合并了几种叫法的化名", "Aliases that join several forms"),
    "linked_note": Both(
        "合错了的，用 zhuli reveal --roster 列出名单，改好后作为 roster 再运行：同一个人写一行，不是一个人拆成几行。",
        "Where they are joined wrongly, print the roster with zhuli reveal --roster, correct it and run with it: forms of one person on one line, others apart.",
    ),
    "telling": Both("几样信息合起来可能认出人的段落", "Segments that together say much about somebody"),
    "telling_note": Both(
        "同一段里写到年龄、少见的职业、少见的地方、身体或家庭状况中的三样以上。外传之前请改写。",
        "Age, a rare trade, a rare place, a condition: three or more of them in one segment. Reword before passing on.",
    ),
    "alias": Both("化名", "Alias"),
    "in_context": Both("上下文", "In its context"),
    "forms": Both("叫法", "Forms"),
    "places_count": Both("处数", "Places"),
    "certainty": Both("把握", "Certainty"),
    "telling_what": Both("写到", "It says"),
    "more_places": Both("只列出前 {shown} 处，共 {all} 处。", "The first {shown} of {all} are listed."),
    "all_places": Both("共 {all} 处", "{all:place|places}"),
    "none_here": Both("没有。", "None."),
}

FORMS: Mapping[str, Both] = {
    "two": Both("姓名（两字）", "full name"),
    "three": Both("姓名（三字）", "full name"),
    "compound": Both("复姓姓名", "full name"),
    "given": Both("名", "given name"),
    "double": Both("叠字小名", "pet name"),
    "nickname": Both("老×、小×、阿×", "nickname"),
    "long_title": Both("姓加称呼", "surname and title"),
    "short_title": Both("姓加称呼", "surname and title"),
    "some": Both("某某", "surname and X"),
    "foreign": Both("外国人名", "foreign name"),
    "dotted": Both("外国人名", "foreign name"),
    "spaced": Both("中间空格的姓名", "name with a blank"),
    "latin": Both("英文名", "English name"),
    "dashed": Both("外国人名", "foreign name"),
    "japanese": Both("日本人名", "Japanese name"),
    "surname": Both("单独的姓", "surname alone"),
    "family": Both("单独的姓", "surname alone"),
    "repeated": Both("别处已遮盖的同一写法", "masked elsewhere in this form"),
    "proposed": Both("spaCy 认出", "seen by spaCy"),
    "roster": Both("名单", "roster"),
    "label": Both("说话人或作者", "speaker or author"),
    "text": Both("文件名", "name of a file"),
}
"""What the forms are called in which somebody is named; see `pipeline.stages.pseudonymise.people`."""

TELLING: Mapping[str, Both] = {
    "age": Both("年龄", "age"),
    "trade": Both("职业", "trade"),
    "place": Both("地方", "place"),
    "condition": Both("身体或家庭状况", "condition"),
}
