"""Topics of a corpus of tokens."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from pipeline.backends import keyword_nmf
from pipeline.model.errors import TableError
from pipeline.model.frames import build, from_rows, rows
from pipeline.model.settings import Topics
from pipeline.model.tables import SCHEMAS
from pipeline.model.topic_fit import Fit, TopicFit
from pipeline.stages.topics import Context, Found, npmi, topics

Row = dict[str, Any]
THEMES = (
    "团队 分工 角色 责任 任务 清单 安排 负责 跟进 协调 流程 职责 边界 模糊 交接".split(),
    "老人 送餐 健康 探访 陪伴 独居 身体 医院 药品 血压 家属 照顾 慰问 关怀 护理".split(),
    "garden plant flower seed water compost spring harvest vegetable soil tool fence path bench tree".split(),
)
CONTEXT = Context(frozenset({"今天", "the"}), "abcd1234")


def tables(*documents: Sequence[str], speakers: Sequence[str | None] = ()) -> dict[str, pd.DataFrame]:
    """Make tokens and segments of documents; each is a list of segments, their lemmas parted by blanks."""
    tokens, segments = [], []
    for number, lines in enumerate(documents, 1):
        for index, line in enumerate(lines, 1):
            lemmas = line.split()
            name = f"d{number:02}-{index:04}"
            count = list(range(len(lemmas)))
            tokens.append(
                {
                    "segment_id": name,
                    "token": lemmas,
                    "lemma": lemmas,
                    "start_char": count,
                    "end_char": [at + 1 for at in count],
                }
            )
            segments.append(
                {
                    "segment_id": name,
                    "document_id": f"d{number:02}",
                    "segment_index": index,
                    "start_char": 0,
                    "end_char": len(line),
                    "text": line,
                    "speaker": speakers[number - 1] if speakers else None,
                }
            )
    return {"tokens": from_rows("tokens", tokens), "segments": from_rows("segments", segments)}


def themed(segments: int = 30) -> tuple[dict[str, pd.DataFrame], list[int]]:
    """Make a corpus of three plain themes, one theme a segment of twelve words; returns it with the theme of each segment."""
    random = np.random.default_rng(1)
    labels = [place % 3 for place in range(segments * 3)]
    lines = [" ".join(random.permutation(THEMES[label])[:12]) for label in labels]
    documents = [lines[place : place + 9] for place in range(0, len(lines), 9)]
    return tables(*documents), labels


def find(
    corpus: dict[str, pd.DataFrame], prepare: Any = keyword_nmf.prepare, context: Context = CONTEXT, **options: Any
) -> Found:
    return topics(**corpus, prepare=prepare, settings=Topics(**options), context=context)


class Fake:
    """A topic model that knows its answer and remembers what it was asked."""

    def __init__(
        self, weights: Sequence[Sequence[float]], terms: Sequence[Sequence[float]], vocabulary: Sequence[str]
    ) -> None:
        self.answer = TopicFit(np.array(weights, dtype=float), np.array(terms, dtype=float), tuple(vocabulary))
        self.asked: list[tuple[list[list[str]], int]] = []
        self.counts: list[int] = []

    def __call__(self, documents: Sequence[Sequence[str]], seed: int) -> Fit:
        self.asked.append(([list(words) for words in documents], seed))

        def fit(count: int) -> TopicFit:
            self.counts.append(count)
            return self.answer

        return fit


WIDE = [" ".join(f"{theme}{sign}{tail}" for sign in "甲乙丙丁戊己" for tail in ("子", "丑")) for theme in "春夏秋冬"]


def test_three_plain_themes_in_both_languages_are_found_again() -> None:
    corpus, labels = themed()
    made = find(corpus, count=3)
    best = made.segment_topics.drop_duplicates("segment_id").set_index("segment_id")["topic_id"]
    assert adjusted_rand_score(labels, [best[name] for name in corpus["tokens"]["segment_id"]]) == 1.0
    listed = [set(terms["term"]) for _, terms in made.topic_terms.groupby("topic_id")]
    assert [sum(terms <= set(theme) for terms in listed) for theme in THEMES] == [1, 1, 1]
    assert list(made.topics["segments"]) == [30, 30, 30]
    assert list(made.topics["topic_id"]) == ["topic-01", "topic-02", "topic-03"]
    assert set(made.topics["first_run"]) == {"abcd1234"}


def test_coherence_chooses_the_number_of_topics_when_none_is_set() -> None:
    corpus, _ = themed()
    assert len(find(corpus).topics) == 3


def test_the_same_input_gives_the_same_tables_and_stays_as_it_was() -> None:
    corpus, _ = themed()
    before = {name: frame.copy(deep=True) for name, frame in corpus.items()}
    first, second = find(corpus, seed=7), find(corpus, seed=7)
    for name in vars(first):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
    for name, frame in before.items():
        pd.testing.assert_frame_equal(corpus[name], frame)


def test_a_fixed_number_of_topics_is_respected_and_nothing_is_compared() -> None:
    corpus, _ = themed()
    assert len(find(corpus, count=5).topics) == 5
    fake = Fake([[1.0]] * 90, [[1.0, 1.0]], ["团队", "分工"])
    find(corpus, fake, count=7, seed=3)
    assert fake.counts == [7]
    assert [seed for _, seed in fake.asked] == [3]


@pytest.mark.parametrize(
    "corpus", [tables(), tables(["今天 好"]), themed(19)[0]], ids=["nothing", "one segment", "57 segments"]
)
def test_too_few_segments_give_empty_tables(corpus: dict[str, pd.DataFrame]) -> None:
    made = find(corpus, minimum_segments=60)
    for name in ("topics", "topic_terms", "segment_topics"):
        assert len(getattr(made, name)) == 0
        assert list(getattr(made, name).columns) == SCHEMAS[name].names


def test_the_least_number_of_segments_is_enough() -> None:
    assert len(find(themed(20)[0], minimum_segments=60, count=3).topics) == 3


@pytest.mark.parametrize(
    "lines",
    [["团队 分工 角色 责任 任务 清单 安排 负责 跟进 协调 流程 职责"] * 3, None],
    ids=["all alike", "no word twice"],
)
def test_a_corpus_without_any_word_that_tells_segments_apart_gives_empty_tables(lines: list[str] | None) -> None:
    words = iter("".join(chr(0x4E00 + number) + chr(0x5E00 + number)) for number in range(2000))
    made = [lines or [" ".join(next(words) for _ in range(12)) for _ in range(3)] for _ in range(20 if lines else 9)]
    assert len(find(tables(*made), minimum_segments=20, count=3).topics) == 0


@pytest.mark.parametrize("name", ["tokens", "segments"])
def test_a_table_that_does_not_fit_is_refused(name: str) -> None:
    corpus, _ = themed(3)
    with pytest.raises(TableError, match=f"table '{name}'"):
        find(corpus | {name: build("topics", {})})


def test_progress_rises_to_the_end() -> None:
    told: list[float] = []
    corpus, _ = themed()
    topics(**corpus, prepare=keyword_nmf.prepare, settings=Topics(), context=CONTEXT, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 0.95


def test_words_that_say_nothing_are_left_out() -> None:
    line = "今天 the 团队 分工 角色 ok to 七点 第二次 责 2024 任务 责任 清单 。 http://a 王社工 安排 负责 跟进 协调 流程 职责"
    fake = Fake([[1.0]] * 12, [[1.0]], ["团队"])
    find(tables(*[[line]] * 12, speakers=["王社工"] * 12), fake, count=1, minimum_segments=10)
    ((documents, _),) = fake.asked
    assert documents[0] == "团队 分工 角色 任务 责任 清单 安排 负责 跟进 协调 流程 职责".split()


def test_a_word_inside_an_english_name_is_a_word_all_the_same() -> None:
    line = "art team garden plant flower seed water soil bench fence path tree"
    fake = Fake([[1.0]] * 12, [[1.0]], ["art"])
    find(tables(*[[line]] * 12, speakers=["Martha"] * 12), fake, count=1, minimum_segments=10)
    ((documents, _),) = fake.asked
    assert documents[0] == line.split()


def test_the_heading_of_a_form_is_no_text_and_a_word_of_few_documents_no_topic() -> None:
    documents = [["督导内容", f"{WIDE[0]} 独有"] for _ in range(2)] + [["反思", WIDE[0]] for _ in range(8)]
    fake = Fake([[1.0]] * 10, [[1.0]], ["春甲子"])
    find(tables(*documents), fake, count=1, minimum_segments=10)
    ((words, _),) = fake.asked
    assert words == [WIDE[0].split()] * 10


def test_short_segments_are_read_together_with_the_next_of_their_document() -> None:
    short = [
        "春甲子 春乙子 春丙子 春丁子 春戊子",
        "春己子 春甲丑 春乙丑",
        "春丙丑 春丁丑 春戊丑 春己丑",
        "夏甲子 夏乙子",
    ]
    fake = Fake([[1.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 1.0]], ["春甲子", "夏甲丑"])
    made = find(tables(short, [WIDE[1]]), fake, count=2, minimum_segments=1)
    ((words, _),) = fake.asked
    assert words == [" ".join(short[:3]).split(), WIDE[1].split()]
    # the first window is of three segments, the lone short one at its end says too little
    assert list(made.segment_topics["segment_id"]) == ["d01-0001", "d01-0002", "d01-0003", "d02-0001"]
    assert list(made.topics["segments"]) == [3, 1]


@pytest.fixture
def four(rows_of: Callable[..., list[Row]]) -> Callable[..., dict[str, list[Row]]]:
    """Run a fake model over four segments; returns the rows of the three tables."""

    def run(fake: Fake, **options: Any) -> dict[str, list[Row]]:
        made = find(tables(*([line] for line in WIDE)), fake, count=1, minimum_segments=4, **options)
        return {name: rows_of(frame) for name, frame in vars(made).items()}

    return run


Four = Callable[..., dict[str, list[Row]]]


def test_topics_are_numbered_by_falling_size_and_labelled_by_their_first_terms(four: Four) -> None:
    weights = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.3, 0.7, 0.0], [0.6, 0.4, 0.0]]
    terms = [[3.0, 1.0, 0, 0, 0], [0, 2.0, 1.0, 1.0, 4.0], [0, 0, 0, 1.0, 0]]
    made = four(Fake(weights, terms, ["春甲子", "夏甲子", "秋甲子", "冬甲子", "夏乙子"]), terms=3)
    assert [(row["topic_id"], row["label"], row["segments"]) for row in made["topics"]] == [
        ("topic-01", "春甲子、夏甲子", 2),
        ("topic-02", "夏乙子、夏甲子、秋甲子、冬甲子", 2),
    ]
    assert [(row["topic_id"], row["rank"], row["term"], row["weight"]) for row in made["topic_terms"]] == [
        ("topic-01", 1, "春甲子", 0.75),
        ("topic-01", 2, "夏甲子", 0.25),
        ("topic-02", 1, "夏乙子", 0.571429),
        ("topic-02", 2, "夏甲子", 0.285714),
        ("topic-02", 3, "秋甲子", 0.142857),
    ]


def test_segments_list_their_topics_from_a_fifth_on_the_strongest_first(four: Four) -> None:
    weights = [[0.2, 0.8], [0.19, 0.81], [1.0, 0.0], [0.5, 0.5]]
    made = four(Fake(weights, [[1.0, 0.0], [0.0, 1.0]], ["春甲子", "夏甲子"]))
    assert [(row["segment_id"][:3], row["topic_id"], row["weight"]) for row in made["segment_topics"]] == [
        ("d01", "topic-02", 0.8),
        ("d01", "topic-01", 0.2),
        ("d02", "topic-02", 0.81),
        ("d03", "topic-01", 1.0),
        ("d04", "topic-01", 0.5),
        ("d04", "topic-02", 0.5),
    ]


def test_outliers_belong_to_no_topic(four: Four) -> None:
    made = four(Fake([[0.0], [1.0], [0.0], [1.0]], [[1.0]], ["春甲子"]))
    assert [row["segments"] for row in made["topics"]] == [2]
    assert [row["segment_id"][:3] for row in made["segment_topics"]] == ["d02", "d04"]


def test_a_model_that_finds_nothing_gives_empty_tables(four: Four) -> None:
    empty = Fake(np.zeros((4, 0)).tolist(), np.zeros((0, 2)).tolist(), ["a", "b"])
    empty.answer = TopicFit(np.zeros((4, 0)), np.zeros((0, 2)), ("a", "b"))
    assert four(empty) == {"topics": [], "topic_terms": [], "segment_topics": []}
    assert four(Fake([[0.0]] * 4, [[1.0]], ["春甲子"])) == {"topics": [], "topic_terms": [], "segment_topics": []}


def test_a_model_that_finds_nothing_for_any_number_of_topics_gives_empty_tables() -> None:
    corpus, _ = themed()
    empty = Fake([[]], [[]], [])
    empty.answer = TopicFit(np.zeros((90, 0)), np.zeros((0, 2)), ("a", "b"))
    assert len(find(corpus, empty, count=0).topics) == 0


def test_npmi_of_an_example_worked_by_hand() -> None:
    documents = [["a", "b"], ["a", "b", "c"], ["a"], ["c"]]
    # p(a) 3/4, p(b) 1/2, p(c) 1/2; p(ab) 1/2, p(ac) 1/4, p(bc) 1/4
    ab = math.log((1 / 2) / (3 / 8)) / math.log(2)
    ac = math.log((1 / 4) / (3 / 8)) / math.log(4)
    bc = 0.0
    assert npmi([["a", "b"], ["a", "b", "c"]], documents) == pytest.approx([ab, (ab + ac + bc) / 3])


def test_npmi_is_one_for_a_pair_in_every_document_and_minus_one_for_a_pair_that_never_meets() -> None:
    assert npmi([["a", "b"], ["a", "c"], ["c", "e"], ["a"], []], [["a", "b"], ["b", "a", "c"], ["e", "a", "b"]]) == [
        1.0,
        pytest.approx(0.0),
        -1.0,
        None,
        None,
    ]


def test_an_alias_is_no_term() -> None:
    # every segment names [人物07]; the stand-in text is the lemmas with blanks between, the alias at its end
    held, _ = themed()
    segments, tokens = rows(held["segments"]), rows(held["tokens"])
    for segment_row, token_row in zip(segments, tokens, strict=True):
        begin = len(segment_row["text"]) + 1
        segment_row["text"] += " [人物07]"
        for word, start in (("[", begin), ("人物", begin + 1), ("07", begin + 3), ("]", begin + 5)):
            token_row["token"].append(word)
            token_row["lemma"].append(word)
            token_row["start_char"].append(start)
            token_row["end_char"].append(start + len(word))
    found = topics(
        from_rows("tokens", tokens), from_rows("segments", segments), keyword_nmf.prepare, Topics(count=3), CONTEXT
    )
    terms = {row["term"] for row in rows(found.topic_terms)}
    assert terms and "人物" not in terms
