"""Which words of which segments topics are looked for in."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.model.frames import build, from_rows, rows
from pipeline.stages.topics import Inputs
from pipeline.stages.topics.passages import Cut, Passage, cut

EMPTY = frozenset({"今天", "the"})
A, B, C, D = (
    "团队 分工 角色 责任 任务 清单 安排 负责 跟进 协调 流程 职责".split(),
    "老人 送餐 健康 探访 陪伴 独居 身体 医院 药品 血压 家属 照顾".split(),
    "garden plant flower seed water soil bench fence path tree harvest spring".split(),
    "儿童 课堂 作业 阅读 游戏 家长 学校 老师 假期 兴趣 绘画 手工".split(),
)
FILL = [chr(0x6000 + number) + chr(0x7000 + number) for number in range(900)]


def tables(*documents: Sequence[str], speakers: Sequence[str | None] = (), names: Sequence[str] = ()) -> Inputs:
    """Make the tables of documents d01, d02 ...; each is a list of segments, their lemmas parted by blanks."""
    ids = names or [f"d{number:02}" for number in range(1, len(documents) + 1)]
    tokens, segments = [], []
    for number, lines in enumerate(documents):
        begin = 0
        for index, line in enumerate(lines, 1):
            lemmas = line.split()
            ends = [begin + len(" ".join(lemmas[: count + 1])) for count in range(len(lemmas))]
            starts = [end - len(lemma) for end, lemma in zip(ends, lemmas, strict=True)]
            key = f"{ids[number]}-{index:04}"
            tokens.append({"segment_id": key, "token": lemmas, "lemma": lemmas, "start_char": starts, "end_char": ends})
            segments.append(
                {
                    "segment_id": key,
                    "document_id": ids[number],
                    "segment_index": index,
                    "start_char": begin,
                    "end_char": begin + len(line),
                    "text": line,
                    "speaker": speakers[number] if speakers else None,
                }
            )
            begin += len(line) + 1
    documents_ = [{"document_id": one, "path": f"{one}.txt", "characters": 1, "status": "ok"} for one in ids]
    return Inputs(
        from_rows("tokens", tokens),
        from_rows("segments", segments),
        from_rows("documents", documents_),
        build("codings", {}),
    )


def made(*documents: Sequence[str], speakers: Sequence[str | None] = ()) -> Cut:
    corpus = tables(*documents, speakers=speakers)
    return cut(corpus.tokens, corpus.segments, EMPTY)


def words_of(cut_: Cut) -> list[list[str]]:
    return [passage.words for passage in cut_.passages]


def text(*words: Sequence[str]) -> str:
    return " ".join(word for some in words for word in some)


def apart(*words: Sequence[str]) -> str:
    """Write words with a stop word between any two, so that none keep company."""
    return " 今天 ".join(word for some in words for word in some)


def test_words_that_say_nothing_are_left_out() -> None:
    line = "今天 the 团队 分工 角色 ok to 七点 第二次 责 2024 任务 责任 清单 。 http://a 王社工 安排 负责 跟进 协调 流程 职责"
    found = made([line], [line], speakers=["王社工", "王社工"])
    assert words_of(found) == ["团队 分工 角色 任务 责任 清单 安排 负责 跟进 协调 流程 职责".split()] * 2


def test_a_form_of_address_inside_a_chinese_speaker_is_no_word_but_elsewhere_it_is() -> None:
    line = text(["阿姨"], A)
    assert words_of(made([line], speakers=["王阿姨"])) == [A]
    assert words_of(made([line], speakers=["李老师"])) == [["阿姨", *A]]


def test_a_word_inside_an_english_name_is_a_word_all_the_same_but_the_name_is_none() -> None:
    line = text(["art", "martha"], C)
    assert words_of(made([line], speakers=["Martha Lee"])) == [["art", *C]]


def test_the_heading_of_a_form_is_no_text() -> None:
    found = made(["督导内容", text(A)], [text(B), "反思", text(C)])
    assert found.passages == [Passage(("d01-0002",), A), Passage(("d02-0001",), B), Passage(("d02-0003",), C)]


def test_short_segments_are_read_together_with_the_next_of_their_document() -> None:
    found = made([text(A[:5]), text(A[5:8]), text(A[8:]), text(B[:2])], [text(B)])
    # the lone short one at the end of the first document says too little, and the next document is another
    assert found.passages == [Passage(("d01-0001", "d01-0002", "d01-0003"), A), Passage(("d02-0001",), B)]


def test_only_different_words_fill_a_passage() -> None:
    found = made([text(A[:6] * 2), text(A[6:11]), text(A[11:]), text(B)])
    assert [passage.ids for passage in found.passages] == [("d01-0001", "d01-0002", "d01-0003"), ("d01-0004",)]


def test_the_last_passage_of_a_document_needs_four_different_words() -> None:
    found = made([text(A), text(B[:4])], [text(C), text(B[4:7])], [text(D), apart(B[7:10] * 3)])
    assert words_of(found) == [A, B[:4], C, D]


@pytest.mark.parametrize(("documents", "listed"), [(9, True), (10, False), (12, False)])
def test_a_word_of_fewer_than_three_documents_names_no_topic_where_there_are_ten(documents: int, listed: bool) -> None:
    found = made(*([apart(A, ["独有"] * (number < 2), ["共有"] * (number < 3))] for number in range(documents)))
    assert words_of(found)[:4] == [[*A, "独有", "共有"]] * 2 + [[*A, "共有"], A]
    assert found.listable == {*A, "共有"} | ({"独有"} if listed else set())


@pytest.mark.parametrize(
    ("pair", "term"),
    [("social worker", "social worker"), ("社区 花园", "社区花园"), ("app 小组", "app 小组")],
    ids=["English", "Chinese", "mixed"],
)
def test_two_words_that_keep_company_become_one_term(pair: str, term: str) -> None:
    found = made([text([pair], A), text([pair], B)], [text([pair], A), text([pair], B)], [text([pair], A), text(B)])
    assert words_of(found) == [[term, *A], [term, *B], [term, *A], [term, *B], [term, *A], B]
    assert found.listable == {term, *A, *B}


@pytest.mark.parametrize(
    "documents",
    [
        [["结对 帮扶", "结对 帮扶"], ["结对 帮扶"], ["结对 帮扶"]],
        [["结对 帮扶", "结对 帮扶", "结对 帮扶"], ["结对 帮扶", "结对 帮扶"], []],
        [["结对 今天 帮扶", "结对 今天 帮扶"], ["结对 的 帮扶", "结对 。 帮扶"], ["结对 今天 帮扶", "结对 2024 帮扶"]],
        [["结对 今天"] * 3, ["结对 今天"] * 3, ["结对 今天"] * 3],
        [["结对 结对"] * 3, ["结对 结对"] * 3, ["结对 结对"] * 3],
    ],
    ids=["four times", "two documents", "not side by side", "with a stop word", "with itself"],
)
def test_two_words_stay_two(documents: list[list[str]]) -> None:
    fresh = iter(FILL)
    lines = [[text([pair], [next(fresh) for _ in range(16)]) for pair in pairs] for pairs in documents]
    kept = [["结对", "帮扶"], ["结对"], ["结对", "结对"]]
    found = words_of(made(*(segments for segments in lines if segments)))
    assert len(found) == sum(map(len, documents))
    assert all(words[:-16] in kept for words in found)


def test_a_segment_ends_a_term() -> None:
    lines = [apart(A, ["结对"]), apart(["帮扶"], B)]
    assert words_of(made(*[lines] * 5)) == [[*A, "结对"], ["帮扶", *B]] * 5


@pytest.mark.parametrize(("alone", "joined"), [(5, True), (6, False)])
def test_company_is_kept_from_an_npmi_of_one_half_on(alone: int, joined: bool) -> None:
    # five times together and five times apart among 80 words: NPMI = ln(5 x 80 / (10 x 10)) / ln(80 / 5) = ln 4 / ln 16
    fresh = iter(FILL)
    extra = ["帮扶"] * (alone - 5)
    lines = []
    for number in range(5):
        fill = [next(fresh) for _ in range(12 - (len(extra) if number == 0 else 0))]
        lines.append(text(["结对", "帮扶"], fill[:4], ["结对"], fill[4:8], ["帮扶"], fill[8:], extra * (number == 0)))
    assert sum(len(line.split()) for line in lines) == 80
    found = words_of(made(*([line] for line in lines)))
    assert [words[0] for words in found] == ["结对帮扶" if joined else "结对"] * 5


def test_of_overlapping_terms_the_first_binds() -> None:
    found = made(*[[text("social worker team".split(), A)]] * 5)
    assert words_of(found)[0][:2] == ["social worker", f"team {A[0]}"]


def aliased(corpus: Inputs, *after: str) -> Inputs:
    """Write [人物07], and words after it, at the end of every segment; a segmenter cuts the alias into four."""
    segments, tokens = rows(corpus.segments), rows(corpus.tokens)
    for segment, token in zip(segments, tokens, strict=True):
        for word in ("[", "人物", "07", "]", *after):
            start = segment["start_char"] + len(segment["text"])
            segment["text"] += word
            token["token"].append(word)
            token["lemma"].append(word)
            token["start_char"].append(start)
            token["end_char"].append(start + len(word))
    return Inputs(from_rows("tokens", tokens), from_rows("segments", segments), corpus.documents, corpus.codings)


def test_an_alias_is_no_word_but_its_name_outside_of_one_is() -> None:
    corpus = aliased(tables(*[[apart(B, ["今天"]), apart(A, ["今天"])]] * 5), "今天", "人物")
    assert words_of(cut(corpus.tokens, corpus.segments, EMPTY)) == [[*B, "人物"], [*A, "人物"]] * 5


def test_words_on_both_sides_of_an_alias_are_no_term() -> None:
    corpus = aliased(tables(*[[apart(A, ["督导"])]] * 5), "表扬")
    assert words_of(cut(corpus.tokens, corpus.segments, EMPTY)) == [[*A, "督导", "表扬"]] * 5


def test_no_segment_gives_no_passage() -> None:
    assert made() == Cut([], frozenset())
    assert made(["今天 the"], []) == Cut([], frozenset())


def test_the_tables_stay_as_they_were_and_the_same_ones_give_the_same() -> None:
    corpus = tables([text(A), text(B[:3])], [text(["今天"], C)])
    before = [rows(corpus.tokens), rows(corpus.segments)]
    first = cut(corpus.tokens, corpus.segments, EMPTY)
    assert cut(corpus.tokens, corpus.segments, EMPTY) == first
    assert [rows(corpus.tokens), rows(corpus.segments)] == before


def naive(documents: list[list[list[str]]]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Cut a corpus by the definitions, a step after the other; its words all tell something."""
    flat = [words for lines in documents for words in lines]
    total = sum(map(len, flat))
    alone = Counter(word for words in flat for word in words)
    together = Counter(pair for words in flat for pair in zip(words, words[1:], strict=False))
    terms = set()
    for (first, second), count in together.items():
        homes = sum(
            any((first, second) in zip(words, words[1:], strict=False) for words in lines) for lines in documents
        )
        joint, apart = count / total, alone[first] / total * (alone[second] / total)
        if first != second and count >= 5 and homes >= 3 and math.log(joint / apart) / -math.log(joint) >= 0.5:
            terms.add((first, second))
    passages = []
    for number, lines in enumerate(documents, 1):
        ids: tuple[str, ...] = ()
        held: list[str] = []
        for index, words in enumerate(lines, 1):
            left, read = list(words), []
            while left:
                pair = tuple(left[:2])
                read.append("".join(left[:2]) if pair in terms else left[0])
                left = left[2 if pair in terms else 1 :]
            ids, held = (*ids, f"d{number:02}-{index:04}"), held + read
            if len(set(held)) >= 12:
                passages.append((ids, held))
                ids, held = (), []
        if len(set(held)) >= 4:
            passages.append((ids, held))
    return passages


@pytest.mark.parametrize("seed", range(12))
def test_a_naive_reading_cuts_random_corpora_the_same_way(seed: int) -> None:
    random = np.random.default_rng(seed)
    documents = []
    for _ in range(int(random.integers(3, 9))):
        lines = []
        for _ in range(int(random.integers(1, 6))):
            words = [FILL[number] for number in random.integers(0, 30, int(random.integers(1, 20)))]
            for _ in range(3):  # some pairs keep company
                place, pair = random.integers(0, len(words) + 1), int(random.integers(0, 4))
                words[place:place] = FILL[40 + 2 * pair : 42 + 2 * pair]
            lines.append(words)
        documents.append(lines)
    found = made(*([" ".join(words) for words in lines] for lines in documents))
    expected = naive(documents)
    assert [(passage.ids, passage.words) for passage in found.passages] == expected
    assert any(word not in FILL for _, words in expected for word in words)
