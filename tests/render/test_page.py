"""The page: one file, both languages, nothing from outside, nothing out of a document that could run."""

import copy
import hashlib
import json
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from pipeline.model.report import Report
from pipeline.model.report_links import SequenceLinks, UnitLinks
from pipeline.render.page import page
from tests.render import sample


class Read(HTMLParser):
    """The elements of a page, and its text outside styles and scripts by language."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.said: list[str] = []
        self._inside = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside != "style":
            self.said.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, held in self.tags if (value := held.get(name))]


@pytest.fixture(scope="module")
def written() -> str:
    return page(sample.report())


def body(source: str) -> str:
    """Return the page without its styles and scripts."""
    return re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.DOTALL)


@pytest.mark.parametrize(
    "held", [sample.report(), sample.empty(), sample.attacked()], ids=["full", "empty", "attacked"]
)
def test_every_link_leads_to_an_element_and_no_id_is_given_twice(held: Report) -> None:
    read = Read(page(held))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    links = read.values("href")
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []


def test_nothing_is_fetched(written: str) -> None:
    read = Read(written)
    assert read.values("src") == []
    assert not {tag for tag, _ in read.tags} & {"link", "iframe", "object", "embed", "img", "base", "form"}
    assert "url(" not in written.split("<style>")[1].split("</style>")[0]
    assert "http" not in body(written).replace("http-equiv", "")


def test_the_policy_allows_these_scripts_and_no_connection(written: str) -> None:
    read = Read(written)
    policy = next(held["content"] for _, held in read.tags if held.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline' " not in policy.split("style-src")[0] and "unsafe-eval" not in policy
    own, data, plotly = read.scripts
    for script in (own, plotly):
        assert b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert set(json.loads(data)) == {"zh", "en"}


def test_what_documents_say_is_shown_and_never_obeyed() -> None:
    written = page(sample.attacked())
    read = Read(written)
    assert len(read.scripts) == 3
    assert not {tag for tag, _ in read.tags} & {"img", "b\n"}
    assert [name for _, held in read.tags for name in held if name.startswith("on")] == []
    assert "<img" not in body(written)
    assert "49" not in "".join(read.said)
    assert sample.ATTACK in "".join(read.said)
    assert "<" not in read.scripts[1] and "&" not in read.scripts[1]


def test_the_same_report_gives_the_same_page(written: str) -> None:
    assert page(copy.deepcopy(sample.report())) == written


def test_the_report_stays_unchanged() -> None:
    held = sample.report()
    page(held)
    assert held == sample.report()


def test_every_word_of_the_interface_is_there_in_both_languages(written: str) -> None:
    zh, en = (
        re.findall(rf'<span class="{language}" lang="{language}">(.*?)</span>', written) for language in ("zh", "en")
    )
    assert len(zh) == len(en) > 100
    for key in (
        "反证：不计入",
        "证据：原话",
        "编码本基本没有覆盖（只有 10% 的段落有编码，全部段落平均 25%）。",
        "本报告含原文；人名等已换成化名，但自动识别会漏，细节也可能让人认出，请勿外传。",
        "共遮盖 5 处，其中人名 2 个。把握不大的有 1 处，请逐处看一看。",
    ):
        assert key in zh
    for key in (
        "Counter-evidence: not counted",
        "Hardly any code covers this (10% of its segments carry one, 25% of all segments do).",
    ):
        assert key in en


def test_outside_of_both_languages_there_are_only_values_and_quotations(written: str) -> None:
    bare = re.sub(r'<span class="(zh|en)" lang="\1">.*?</span>', "", body(written))
    said = {text.strip() for text in Read(bare).said if re.search("[A-Za-z一-鿿]", text)}
    held = sample.report()
    options = {key for options in held.settings.values() for key in options}
    values = {str(value) for options in held.settings.values() for value in options.values()} | options
    sections = {f"[{section}]" for section in held.settings}
    known = values | sections | set(held.made.values()) | {"中文", "English", "样例", "Python"}
    documents = {
        "五月督导记录",
        "督导",
        "银龄互助队",
        "Maple Court",
        "陈",
        "a/五月.docx",
        "a/扫描件.pdf",
        "a/访谈.docx",
        "zhuli",
    }
    texts = {
        sample.PASSAGE,
        sample.QUOTED,
        "开场。",
        "现在不是",
        "了。",
        "王阿姨说，大家什么都找她，她",
        "，we are worried.",
        "他和",
        "一起去了。",
        "[人物01]",
        "[人物02]",
        "72岁、退休教师、他和",
    }
    topics = {"topic-01", "topic-02", "topic-03", "topic-04", "电梯", "楼道", "rota", "一个人 <0,4> 撑着"}
    pieces = {text for text in said if text in sample.QUOTED}  # on either side of what is marked in it
    assert said - known - documents - texts - topics - pieces == set()


def test_it_opens_in_the_language_of_the_report(written: str) -> None:
    assert '<html lang="zh">' in written
    assert '<html lang="en">' in page(replace(sample.report(), language="en"))


def test_a_quotation_leads_to_its_line_and_the_line_back(written: str) -> None:
    assert '<a href="#line-2">' in written
    marked = written.split('id="line-2"')[1].split('id="line-3"')[0]
    assert '<a href="#theme-1-1">' in marked and '<a href="#theme-2-1">' in marked
    assert f"<mark>{sample.PASSAGE}</mark>" in marked
    assert "⋯" in marked.split("</div>")[1]


def test_a_line_of_a_document_with_pages_says_on_which_it_begins(written: str) -> None:
    first = Read(body(written).split('id="line-1"')[1].split('id="line-2"')[0])
    assert [word for word in first.said if "页" in word or "page" in word] == ["第 3 页", "page 3"]


def test_headings_step_down_one_at_a_time(written: str) -> None:
    levels = [int(tag[1]) for tag, _ in Read(body(written)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_table_says_what_its_columns_are(written: str) -> None:
    tables = re.findall(r"<table\b.*?</table>", written, flags=re.DOTALL)
    assert len(tables) == 41
    assert [table for table in tables if '<th scope="col"' not in table] == []


def test_an_empty_report_says_that_nothing_was_found_and_makes_nothing_up() -> None:
    written = page(sample.empty())
    for said in (
        "材料太少，或者分不出稳定的主题，不硬凑。",
        "Too little text, or no topics that would stand up: none are made up.",
        "经费",
        "No theme emerges",
        "材料都没有日期",
    ):
        assert said in written
    assert 'class="plot"' not in written


def test_missing_dates_and_organisations_are_named() -> None:
    bare = replace(sample.theme(), by={"stage": (sample.share("", 1, 2),), "month": (sample.share("", 1, 2),)})
    held = replace(sample.report(), themes=(bare,), heat_map=sample.empty().heat_map)
    written = page(held)
    for said in ("材料没有日期，看不了逐月变化。", "材料没有写明阶段。", "材料没有写明组织。"):
        assert said in written


def test_the_summary_says_what_moves_then_where_themes_gather_then_the_risks() -> None:
    risk = replace(sample.theme(), theme_id="code:takeover", status="steady")
    gone = replace(sample.theme(), theme_id="code:salon", status="gone", level="interpersonal")
    written = page(replace(sample.report(), themes=(risk, gone, sample.theme())))
    summary = written.split('class="short"')[1].split("</ul>")[0]
    assert re.findall('href="#([a-z]+-[0-9])"', summary) == ["theme-2", "theme-3", "theme-3", "theme-1", "topic-1"]


def test_the_summary_says_in_how_many_organisations_there_is_more_of_what_rises() -> None:
    summary = page(sample.report()).split('class="short"')[1].split("</ul>")[0]
    assert "写到的 2 个组织里有 1 个越往后越多" in summary
    assert "more of it later in 1 of the 2 organisations that write of it" in summary


def test_a_topic_says_how_far_the_codebook_covers_it() -> None:
    first, second = re.findall(r'<article class="topic".*?</article>', page(sample.report()), flags=re.DOTALL)
    assert "Hardly any code covers this (10% of its segments carry one, 25% of all segments do)." in first
    assert "80% of its segments carry a code (25% of all segments do)." in second and "课程培训" in second
    assert 'href="#theme-2"' in first and "href" not in second


def novelty_of(held: Report) -> str:
    return page(held).split('<section id="novelty">')[1].split("</section>")[0]


def test_what_is_new_leads_to_themes_topics_and_quotations() -> None:
    written = novelty_of(sample.report())
    assert re.findall('href="#([a-z]+-[0-9])"', written) == [
        "theme-1",  # a theme with status new
        *("topic-1", "topic-2"),  # new, and split off
        "topic-1",  # covered by no code
        *("novel-1", "novel-2", "novel-3", "novel-4"),
        *["line-2"] * 4,
        "line-1",
    ]
    for said in (
        '<td class="number">3/3</td><td class="number">1/9</td><td class="number">2</td><td class="number">×6.5 (1.5–40.0)</td>',
        "topics explain 12%",
        "12 documents hold 2 of the 3 codes in the codebook.",
        "Of the last 10 documents by date, 1 brought new ones (1 in all).",
        "2 are in one document only: about one new one is to be expected in every 6 further documents.",
        "It has not levelled off: more material still brings new ones.",
        "按日期最后的 10 份，一个新的也没带来。",
    ):
        assert said in written
    assert "a hint only" not in written


def test_a_line_says_that_it_shows_something_new(written: str) -> None:
    marked = written.split('id="line-2"')[1].split('id="line-3"')[0]
    assert '<a href="#novel-1">' in marked and "最近多起来的词“撑着”" in marked


def test_hints_are_called_hints() -> None:
    held = sample.report()
    hints = tuple(replace(term, proven=False) for term in held.novelty.terms)
    assert "they are a hint only" in novelty_of(replace(held, novelty=replace(held.novelty, terms=hints)))


def test_a_codebook_that_has_shown_all_it_can_says_so() -> None:
    held = sample.report()
    full = replace(held.novelty.saturation[0], found=3)
    written = novelty_of(replace(held, novelty=replace(held.novelty, saturation=(full,))))
    assert "Every code of the codebook has been found" in written
    assert "has not levelled off" not in written


def test_where_nothing_is_new_a_sentence_says_why() -> None:
    written = novelty_of(sample.empty())
    for said in (
        "Too little dated material to say which themes rise or fall.",
        "Too few documents are dated to tell the latest from the earlier.",
        "Without topics there is nothing that a passage could be far from.",
        "There are neither codes nor topics to count.",
    ):
        assert said in written
    assert "<table" not in written and "<ul" not in written
    bare = replace(sample.report(), novelty=replace(sample.novelty(), terms=(), passages=()))
    quiet = replace(bare, themes=(), topics=tuple(replace(one, change="kept", uncovered=False) for one in bare.topics))
    for said in (
        "No word marks the latest documents.",
        "There is no such passage.",
        "No topic is new since the last run.",
    ):
        assert said in novelty_of(quiet)
    first = replace(quiet, topic_story=replace(quiet.topic_story, changes=None))
    assert "There are no topics of an earlier run to compare with" in novelty_of(first)


def linked(held: Report) -> str:
    """Return the section on what goes with what."""
    return page(held).split('<section id="links">')[1].split("</section>")[0]


def test_a_pair_of_codes_is_shown_beside_chance_and_proved_by_a_segment_with_both() -> None:
    section = linked(sample.report())
    first = section.split("<table")[1].split("</table>")[0]
    for said in (
        "6 段",
        ">1.9<",
        ">3.2<",
        "×10.2 (2.3–45.8)",
        ">4 / 2<",
        ">0.012<",
        "其中 3 段是同一处文字两个编码都标到了。",
    ):
        assert said in first
    assert "<mark>一个人撑着</mark>，<mark>we are worried</mark>." in first
    assert 'href="#theme-1"' in first and 'href="#line-2"' in first
    assert "“everything on one leader” and “curriculum training”: 1, by chance about 4.5 (q 0.012)" in section


def test_a_sequence_says_how_often_the_next_note_carries_it_and_shows_both_notes() -> None:
    section = linked(sample.report())
    assert "写到“全靠一个带头人”的，下一份记录里“课程培训”出现 7/12；没写到的，3/20。" in section
    assert "“everything on one leader” before in 3 organisations, “curriculum training” before in 1" in section
    shown = section.split('class="follows"')[1]
    assert "现在不是<mark>一个人撑着</mark>了。" in shown and "她<mark>一个人撑着</mark>，we are worried." in shown


def test_where_nothing_is_told_from_chance_links_say_so() -> None:
    section = linked(sample.report())
    assert "比较了 1 对编码，没有哪一对一起出现得比碰巧明显多或少（q 小于 0.05 才算）。" in section
    assert "2 codes were looked at: none clearly comes back more, or less, often once it was there" in section
    assert "Fewer than two codes have a passage: nothing can go together." in linked(sample.empty())
    few = replace(sample.links(), units=(UnitLinks("segment", 0, (), ()),), follows=SequenceLinks(0, (), ()))
    said = linked(replace(sample.report(), links=few))
    assert "材料太少，判断不了哪些编码常在一起。" in said
    assert "有日期、写明组织的记录太少，看不出先后。" in said
