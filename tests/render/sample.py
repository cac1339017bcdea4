"""A small report made by hand, and the attacks that documents could carry."""

from dataclasses import replace
from math import inf

from pipeline.model.both import Both
from pipeline.model.report import (
    Context,
    Course,
    Gathering,
    HeatMap,
    Line,
    Masking,
    Odds,
    Privacy,
    Quotation,
    Report,
    ReportTheme,
    SetAside,
    Share,
    Telling,
)
from pipeline.model.report_links import Followed, LinkedPair, Links, SequenceLinks, UnitLinks
from pipeline.model.report_novelty import CurvePoint, FarPassage, NovelTerm, Novelty, Saturation
from pipeline.model.report_topics import KeyTerms, LeftTopic, ReportTopic, TopicCode, TopicNumber, TopicStory
from pipeline.model.run_toml import as_dict
from pipeline.model.settings import Settings

ATTACK = '</script><img src=x onerror="window.broken=1">&\'{{ 7*7 }}<b>'
QUOTED = "王阿姨说，大家什么都找她，她一个人撑着，we are worried."
PASSAGE = "一个人撑着"


def share(value: str, documents: int, total: int, ends: tuple[float, float] = (0.1, 0.9)) -> Share:
    return Share(value, documents, total, documents / total if total else 0.0, *ends)


def quotation(segment_id: str = "d1-2", text: str = QUOTED, passage: str = PASSAGE) -> Quotation:
    before, _, after = text.partition(passage)
    return Quotation(
        document_id="d1",
        segment_id=segment_id,
        title="五月督导记录",
        organisation="银龄互助队",
        date="2024-05-03",
        speaker="督导",
        before=before,
        passage=passage,
        after=after,
        rule="一个人 <0,4> 撑着",
        cue="",
    )


def theme() -> ReportTheme:
    return ReportTheme(
        theme_id="code:one_leader",
        kind="code",
        level="risk",
        label=Both("全靠一个带头人", "everything on one leader"),
        definition=Both("组织的事都由一个人做。", "One person does all the work."),
        documents=6,
        segments=9,
        organisations=2,
        people=3,
        overall=share("", 6, 12, (0.2538, 0.7462)),
        trend=0.031,
        odds=Odds(2.2, 1.3, inf),
        p_value=0.0004,
        q_value=0.012,
        status="new",
        first_date="2024-05-03",
        last_date="2024-09-20",
        courses=(
            Course("Maple Court", 2, 5, -0.02, None, None, "insufficient", "2024-05-03", "2024-05-20"),
            Course("银龄互助队", 4, 7, 0.08, Odds(3.0, 1.1, 9.5), 0.03, "rising", "2024-05-11", "2024-09-20"),
        ),
        by={
            "stage": (
                share("preparation", 1, 4),
                replace(share("summary", 5, 8), odds=Odds(6.0, 1.2, 40.0), q_value=0.02),
            ),
            "kind": (share("supervision", 6, 9), share("", 0, 3)),
            "organisation": (share("Maple Court", 2, 5), share("银龄互助队", 4, 7)),
            "month": (share("2024-03", 0, 4), share("2024-05", 2, 4), share("2024-09", 4, 4), share("", 0, 0)),
        },
        evidence=(quotation(),),
        counter=(quotation("d1-4", "现在不是一个人撑着了。"),),
    )


def topic_theme() -> ReportTheme:
    return replace(
        theme(),
        theme_id="topic:topic-01",
        kind="topic",
        level="",
        label=Both("主题 01：电梯、楼道", "Topic 01: 电梯, 楼道"),
        definition=Both("", ""),
        documents=3,
        overall=share("", 3, 12, (0.0889, 0.5323)),
        trend=None,
        p_value=None,
        q_value=None,
        status="insufficient",
        evidence=(quotation("d1-2", QUOTED, QUOTED),),
        counter=(),
    )


def report() -> Report:
    """Return twelve documents with two themes, a topic, two organisations and one document in context."""
    lines = (
        Line("d1-1", "", "", 3, "开场。", False, False),
        Line("d1-2", "督导", "00:01:05", None, QUOTED, True, False),
        Line("d1-4", "", "", None, "现在不是一个人撑着了。", True, True),
    )
    codes = (Both("全靠一个带头人", "everything on one leader"), Both("课程培训", "curriculum training"))
    return Report(
        title="样例",
        language="zh",
        coded=0.25,
        counts={
            "documents": 12,
            "set_aside": 1,
            "segments": 1234,
            "characters": 45678,
            "codings": 20,
            "negated": 1,
            "codes": 2,
            "topics": 1,
            "themes": 2,
            "organisations": 2,
            "undated": 1,
        },
        period=("2024-03-01", "2024-09-20"),
        corpus={
            "kind": {"supervision": 9, "": 3},
            "stage": {},
            "organisation": {"银龄互助队": 7},
            "language": {"zh": 12},
        },
        themes=(theme(), topic_theme()),
        gatherings=(Gathering("code:one_leader", theme().label, "stage", share("summary", 5, 8)),),
        not_found=(Both("工作坊", "workshop"),),
        topics=(
            ReportTopic(
                topic_id="topic-01",
                label=Both("电梯、楼道", "lift, stairwell"),
                segments=15,
                coherence_npmi=0.21,
                terms=(("电梯", 0.6), ("楼道", 0.3)),
                covered=0.1,
                codes=(),
                relation="",
                nearest=None,
                uncovered=True,
                change="new",
            ),
            ReportTopic(
                topic_id="topic-02",
                label=Both("轮值、rota", "rota, shift"),
                segments=9,
                coherence_npmi=None,
                terms=(("rota", 0.5),),
                covered=0.8,
                codes=(TopicCode(Both("课程培训", "curriculum training"), 0.4, 0.7),),
                relation="same",
                nearest=Both("课程培训", "curriculum training"),
                uncovered=False,
                change="split",
                source=Both("排班", "shifts"),
                one_sided="en",
            ),
        ),
        topic_story=story(),
        heat_map=HeatMap(
            codes,
            ("Maple Court", "银龄互助队"),
            (
                (share("Maple Court", 2, 5), share("银龄互助队", 4, 7)),
                (share("Maple Court", 0, 0), share("银龄互助队", 1, 7)),
            ),
        ),
        set_aside=(SetAside("a/扫描件.pdf", "failed", Both("没有文字层。", "No text in it.")),),
        doubts=(SetAside("a/访谈.docx", "ok", Both("日期没认出来。", "The date was not understood.")),),
        contexts=(
            Context(
                "d1", "五月督导记录", "a/五月.docx", "supervision", "银龄互助队", "summary", "2024-05-03", "陈", lines
            ),
        ),
        privacy=privacy(),
        settings=as_dict(Settings()),
        made={"run_id": "20240930-080000-abcdef", "python": "3.11.7"},
        novelty=novelty(),
        links=links(),
    )


def privacy(text: str = "他和", title: str = "五月督导记录") -> Privacy:
    """Return two persons, one of them doubtful, and a segment that tells much."""
    doubtful = Masking(title, "[人物02]", text, "一起去了。", 0.21, ("nickname",))
    once = Masking(title, "[人物02]", text, "一起去了。", 0.21, ("nickname",))
    return Privacy(
        on=True,
        kinds=(("person", 3, 1), ("phone", 1, 0)),
        persons=2,
        doubtful=(doubtful,),
        doubts=1,
        once=(once,),
        onces=1,
        linked=(("[人物01]", ("long_title", "three"), 3),),
        telling=(Telling(title, "d1-2", ("age", "trade", "place"), ("72岁", "退休教师", text)),),
    )


def empty() -> Report:
    """Return a report in which nothing was found."""
    return Report(
        title="",
        language="en",
        coded=0.0,
        counts={},
        period=("", ""),
        corpus={"kind": {}, "stage": {}, "organisation": {}, "language": {}},
        themes=(),
        gatherings=(),
        not_found=(),
        topics=(),
        topic_story=TopicStory(key_terms=(KeyTerms("stage", "summary", (("经费", 4), ("handover", 2))),)),
        heat_map=HeatMap((), (), ()),
        set_aside=(),
        doubts=(),
        contexts=(),
        privacy=Privacy(False, (), 0, (), 0, (), 0, (), ()),
        settings={},
        made={},
    )


def novelty() -> Novelty:
    """Return four new words, the last without figures, a passage far from everything, and curves of codes (open) and topics (level)."""
    first = NovelTerm("撑着", True, 3, 3, 1, 9, 2, Odds(6.5, 1.5, 40.0), 0.0012, 0.012, "2024-05-03", quotation())
    others = [replace(first, term=term, quotation=quotation("d1-2", QUOTED, term)) for term in ("阿姨", "大家")]
    last = replace(first, term="worried", odds=None, p_value=None, quotation=quotation("d1-2", QUOTED, "worried"))
    counted = {"once": 2, "possible": 3, "estimated": 3, "apart": 6, "last": 10, "brought": 1, "new": 1}
    points = (CurvePoint(1, 0.75, 0.5, 1.0, 0), CurvePoint(6, 1.5, 1.25, 1.75, 1), CurvePoint(12, 2.0, 1.5, 2.5, None))
    codes = Saturation("code", 12, 2, since="2024-05-03", verdict="open", points=points, **counted)
    level = {"possible": 0, "estimated": 1, "once": 0, "apart": 0, "brought": 0, "new": 0, "verdict": "level"}
    far = FarPassage(0.125, quotation("d1-1", "开场。", "开场。"))
    terms = (first, *others, last)
    return Novelty(3, 9, "2024-08-01", terms, (far,), (codes, replace(codes, kind="topic", found=1, **level)))


def links() -> Links:
    """Return two codes that meet in segments, hardly in documents, and of which one follows on the other; neither comes back."""
    codes = (Both("全靠一个带头人", "everything on one leader"), Both("课程培训", "curriculum training"))
    here, there = quotation(), quotation("d1-2", QUOTED, "we are worried")
    counted = {"with_a": 9, "with_b": 14, "with_both": 6, "units": 1234, "documents": 4, "organisations": 2}
    judged = {"odds": Odds(10.2, 2.3, 45.8), "q_value": 0.0123, "overlapping": 3, "told": True}
    met = LinkedPair(
        "segment", *codes, **counted, expected=1.9, times=3.2, npmi=0.58, **judged, quotations=(here, there)
    )
    seldom = replace(met, unit="document", with_both=1, expected=4.5, npmi=-0.3, overlapping=None, quotations=())
    near = replace(met, unit="window", with_both=7, q_value=0.4, told=False, overlapping=None, odds=None, quotations=())
    units = (
        UnitLinks("segment", 1, (met,), ()),
        UnitLinks("window", 1, (), ()),
        UnitLinks("document", 1, (), (seldom,)),
    )
    first = quotation("d1-4", "现在不是一个人撑着了。")
    after = Followed(*codes, 7, 12, 3, 20, Odds(8.0, 2.0, 40.0), 0.02, 3, 1, 1, (first, here))
    return Links(codes, (met, near, seldom), units, SequenceLinks(2, (after,), ()), SequenceLinks(2, (), ()))


def story() -> TopicStory:
    """Return what a second run in two languages says: three numbers tried, a topic gone, another merged."""
    return TopicStory(
        numbers=(
            TopicNumber(3, 0.4, 0.3, 0.1, 0.11, False),
            TopicNumber(4, 0.6, 0.2, 0.2, 0.48, True),
            TopicNumber(5, 0.5, 0.2, 0.0, 0.3, False),
        ),
        left=(
            LeftTopic("topic-03", Both("排班", "shifts"), Both("轮值、rota", "rota, shift")),
            LeftTopic("topic-04", Both("晒被子", "airing quilts"), None),
        ),
        changes={"new": 1, "split": 1, "merged": 1, "gone": 1},
        predecessor="20240501T080000000Z-0a1b2c3d",
        one_sided=1,
        bilingual=True,
    )


def attacked() -> Report:
    """Return a report in which everything that comes out of a document is hostile."""
    held = report()
    text = f"前{ATTACK}后"
    spoken = replace(
        quotation("d1-2", text, ATTACK), title=ATTACK, speaker=ATTACK, organisation=ATTACK, date=ATTACK, rule=ATTACK
    )
    label = Both(ATTACK, ATTACK + "!")
    hit = replace(theme(), label=label, definition=label, evidence=(spoken,), counter=(spoken,))
    hit = replace(hit, by=dict(hit.by) | {"organisation": (share(ATTACK, 1, 2),)})
    context = held.contexts[0]
    line = replace(context.lines[1], text=text, speaker=ATTACK, time=ATTACK)
    return replace(
        held,
        title=ATTACK,
        themes=(hit, held.themes[1]),
        not_found=(label,),
        topics=(
            replace(
                held.topics[0],
                topic_id=ATTACK,
                label=label,
                terms=((ATTACK, 0.5),),
                nearest=label,
                relation="side",
                codes=(TopicCode(label, 0.5, 0.5),),
                change="split",
                source=label,
            ),
        ),
        novelty=replace(
            held.novelty,
            since=ATTACK,
            terms=(replace(held.novelty.terms[0], term=ATTACK, first_date=ATTACK, quotation=spoken),),
            passages=(FarPassage(0.1, spoken),),
            saturation=(replace(held.novelty.saturation[0], since=ATTACK),),
        ),
        links=hostile(held.links, label, spoken),
        topic_story=replace(held.topic_story, predecessor=ATTACK, left=(LeftTopic(ATTACK, label, label),)),
        heat_map=HeatMap((label,), (ATTACK,), ((share(ATTACK, 1, 2),),)),
        set_aside=(SetAside(ATTACK, "failed", label),),
        doubts=(SetAside(ATTACK, "ok", label),),
        privacy=privacy(ATTACK, ATTACK),
        corpus={"organisation": {ATTACK: 1}},
        contexts=(replace(context, title=ATTACK, path=ATTACK, author=ATTACK, organisation=ATTACK, lines=(line,)),),
        made={ATTACK: ATTACK},
    )


def hostile(held: Links, label: Both, spoken: Quotation) -> Links:
    """Return links between codes with a hostile name, proved by a hostile quotation."""
    said = {"quotations": (spoken,)}
    pair = replace(held.pairs[0], code_a=label, code_b=label, **said)
    after = replace(held.follows.more[0], first=label, then=label, **said)
    return replace(
        held,
        codes=(label, label),
        pairs=(pair,),
        units=(UnitLinks("segment", 1, (pair,), (pair,)),),
        follows=SequenceLinks(1, (after,), (after,)),
    )
