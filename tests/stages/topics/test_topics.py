"""Topics of a corpus of tokens, from the tables to the tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix
from sklearn.metrics import adjusted_rand_score

from pipeline.backends import assignment, clusters, stability, word_vectors
from pipeline.model.errors import TableError
from pipeline.model.frames import build, rows, values
from pipeline.model.settings import Topics
from pipeline.model.tables import SCHEMAS
from pipeline.model.topic_fit import Fit, Passages, Start, TopicFit, Vectors
from pipeline.stages.topics import Context, Found, Inputs, Languages, Tools, topics
from tests.stages.topics.test_passages import FILL, tables

THEMES = (
    "团队 分工 角色 责任 任务 清单 安排 负责 跟进 协调 流程 职责 边界 模糊 交接".split(),
    "老人 送餐 健康 探访 陪伴 独居 身体 医院 药品 血压 家属 照顾 慰问 关怀 护理".split(),
    "garden plant flower seed water compost spring harvest vegetable soil tool fence path bench tree".split(),
)
CHILDREN = "儿童 课堂 作业 阅读 游戏 家长 学校 老师 假期 兴趣 绘画 手工 书本 图书 暑假".split()
CONTEXT = Context(frozenset({"今天", "the"}), "abcd1234")
GLOSSES = {"老人": ("elder",), "团队": ("team",)}


def look_up(words: Collection[str]) -> dict[str, tuple[str, ...]]:
    return {word: GLOSSES[word] for word in words if word in GLOSSES}


REAL = Tools(word_vectors.vectors, clusters.model, stability.stability, assignment.assign, Languages(look_up, {}, str))


def never(*_: object) -> Any:
    raise AssertionError("numbers of topics are compared although one is set")


def find(corpus: Inputs, tools: Tools = REAL, context: Context = CONTEXT, **options: Any) -> Found:
    return topics(corpus, tools, Topics(**options), context)


def lines_of(theme: Sequence[str], many: int, seed: int, words: int = 12) -> list[str]:
    """Write segments of some words of a theme, in random order."""
    random = np.random.default_rng(seed)
    return [" ".join(random.permutation(theme)[:words]) for _ in range(many)]


def themed(segments: int = 30) -> tuple[Inputs, list[int]]:
    """Make a corpus of three plain themes, one theme a segment of twelve words; returns it with the theme of each segment."""
    random = np.random.default_rng(1)
    labels = [place % 3 for place in range(segments * 3)]
    lines = [" ".join(random.permutation(THEMES[label])[:12]) for label in labels]
    return tables(*(lines[place : place + 9] for place in range(0, len(lines), 9))), labels


def blended() -> Inputs:
    """Make a corpus of three themes, a third of whose segments are on two of them."""
    random = np.random.default_rng(0)
    documents = []
    for number in range(12):
        first, second, third = (THEMES[(number + step) % 3] for step in range(3))
        mixed = [[*random.permutation(first)[:7], *random.permutation(other)[:6]] for other in (second, second, third)]
        documents.append([*lines_of(first, 6, number), *(" ".join(random.permutation(words)) for words in mixed)])
    return tables(*documents)


def strongest(found: Found) -> dict[str, str]:
    """Return the strongest topic of each segment that has one."""
    best: dict[str, str] = {}
    for row in rows(found.segment_topics):
        best.setdefault(row["segment_id"], row["topic_id"])
    return best


def agreement(found: Found, corpus: Inputs, labels: Sequence[object]) -> float:
    best = strongest(found)
    return float(adjusted_rand_score(labels, [best[key] for key in values(corpus.segments, "segment_id")]))


def refused(found: Found) -> bool:
    """Tell whether there are no topics, and none was chosen."""
    without = [name for name in vars(found) if name not in ("key_terms", "topic_numbers")]
    assert all(list(frame.columns) == SCHEMAS[name].names for name, frame in vars(found).items())
    assert not len(found.topics) or not len(found.key_terms)
    return not any(len(getattr(found, name)) for name in without) and not found.topic_numbers["chosen"].any()


class Fake:
    """Vectors and a topic model that know their answer and remember what they were asked."""

    def __init__(self, weights: Sequence[Sequence[float]], *terms: Mapping[str, float]) -> None:
        self.answer = TopicFit(np.asarray(weights, dtype=np.float64), tuple(tuple(some.items()) for some in terms))
        self.placed: list[tuple[Passages, int]] = []
        self.seeds: list[int] = []
        self.asked: list[tuple[int, Start | None]] = []

    def vectorise(self, passages: Passages, seed: int) -> Vectors:
        self.placed.append((passages, seed))
        many = len(passages.words)
        return Vectors(csr_matrix((many, 1)), ("x",), np.ones((many, 1)), np.ones((1, 1)))

    def model(self, passages: Passages, vectors: Vectors, seed: int) -> Fit:
        assert passages is self.placed[-1][0]
        self.seeds.append(seed)

        def fit(count: int, start: Start | None = None) -> TopicFit:
            self.asked.append((count, start))
            return self.answer

        return fit

    @property
    def tools(self) -> Tools:
        return Tools(self.vectorise, self.model, never, assignment.assign, REAL.languages)


def test_three_plain_themes_in_both_languages_are_found_again() -> None:
    corpus, labels = themed()
    found = find(corpus, count=3)
    assert agreement(found, corpus, labels) == 1.0
    listed = [set(terms["term"]) for _, terms in found.topic_terms.groupby("topic_id")]
    assert [sum(terms <= set(theme) for terms in listed) for theme in THEMES] == [1, 1, 1]
    assert list(found.topics["segments"]) == [30, 30, 30]
    assert list(found.topics["topic_id"]) == ["topic-01", "topic-02", "topic-03"]
    assert set(found.topics["first_run"]) == {"abcd1234"}
    assert sorted(found.topics["chinese"]) == [0.0, 1.0, 1.0]
    assert not len(found.topic_numbers) and not len(found.topic_changes) and not len(found.key_terms)


def test_stability_and_coherence_choose_the_number_of_topics_when_none_is_set() -> None:
    corpus, labels = themed()
    found = find(corpus)
    assert agreement(found, corpus, labels) == 1.0
    assert [(row["count"], row["chosen"]) for row in rows(found.topic_numbers)] == [(3, 1), (4, 0), (5, 0), (6, 0)]
    # both halves of the corpus find three themes, and no other number so surely
    assert found.topic_numbers["agreement"].tolist()[0] == 1.0 > max(found.topic_numbers["agreement"].tolist()[1:])


def test_passages_that_stand_for_a_topic_come_from_every_one_of_its_documents_before_any_comes_twice() -> None:
    found = find(themed()[0])
    shown = found.topic_passages.groupby("topic_id")["segment_id"].agg(list)
    # there are ten documents with three segments on each theme
    assert [len({key[:3] for key in keys[:10]}) for keys in shown] == [10, 10, 10]
    assert [len(set(keys)) for keys in shown] == [12, 12, 12]


@pytest.mark.parametrize("count", [0, 6])
def test_every_topic_has_terms_and_a_name(count: int) -> None:
    found = find(blended(), count=count)
    assert set(found.topic_terms["topic_id"]) == set(found.topics["topic_id"])
    assert all(found.topics["label"])


def test_the_same_input_gives_the_same_tables_and_stays_as_it_was() -> None:
    corpus, _ = themed()
    before = {name: frame.copy(deep=True) for name, frame in vars(corpus).items()}
    first, second = find(corpus, seed=7), find(corpus, seed=7)
    for name in vars(first):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(corpus, name), frame)


def test_a_fixed_number_of_topics_is_respected_and_nothing_is_compared() -> None:
    corpus, _ = themed()
    assert len(find(corpus, replace(REAL, compare=never), count=5).topics) == 5
    fake = Fake([[1.0]] * 90, {"团队": 1.0})
    find(corpus, fake.tools, count=7, seed=3)
    assert fake.asked == [(7, None)]
    assert ([seed for _, seed in fake.placed], fake.seeds) == ([3], [3])


def test_a_model_that_finds_the_number_itself_is_not_told_one() -> None:
    fake = Fake([[1.0]] * 90, {"团队": 1.0})
    found = find(themed()[0], fake.tools, model="bertopic")
    assert fake.asked == [(0, None)]
    assert not len(found.topic_numbers)


@pytest.mark.parametrize(
    ("corpus", "documents"),
    [(tables(), 0), (tables(["今天 好"]), 0), (themed(19)[0], 7)],
    ids=["nothing", "one segment", "57 segments"],
)
def test_too_few_segments_give_key_terms_instead_of_topics(corpus: Inputs, documents: int) -> None:
    found = find(corpus, minimum_segments=60)
    assert refused(found)
    # every word of a theme is in all of the seven documents, or nearly so
    assert set(found.key_terms["documents"]) == ({documents} if documents else set())
    assert len(found.key_terms) == (10 if documents else 0)


def test_the_least_number_of_segments_is_enough() -> None:
    assert len(find(themed(20)[0], minimum_segments=60, count=3).topics) == 3


@pytest.mark.parametrize(("words", "found"), [(7, 0), (8, 2)])
def test_fewer_than_eight_different_words_are_too_few(words: int, found: int) -> None:
    lines = [" 今天 ".join(THEMES[0][:4]), " 今天 ".join(THEMES[0][words - 4 : words])]
    corpus = tables(*[[line] for line in lines * 10])
    assert len(find(corpus, minimum_segments=20, count=2).topics) == found


def alike() -> Inputs:
    return tables(*[[" 今天 ".join(THEMES[0])] * 3] * 20)


def unlike() -> Inputs:
    fresh = iter(FILL)
    return tables(*([" ".join(next(fresh) for _ in range(12)) for _ in range(3)] for _ in range(25)))


@pytest.mark.parametrize("corpus", [alike(), unlike()], ids=["all alike", "no word twice"])
def test_a_corpus_without_any_word_that_tells_segments_apart_has_no_topics(corpus: Inputs) -> None:
    assert refused(find(corpus, minimum_segments=20, count=3))


@pytest.mark.parametrize("corpus", [alike(), unlike()], ids=["all alike", "no word twice"])
def test_nor_has_it_a_number_of_topics(corpus: Inputs) -> None:
    assert refused(find(corpus, minimum_segments=20))


def test_its_commonest_words_are_its_key_terms() -> None:
    assert find(alike(), minimum_segments=20, count=3).key_terms["documents"].tolist() == [20] * 10


@pytest.mark.parametrize("name", ["tokens", "segments", "documents", "codings"])
def test_a_table_that_does_not_fit_is_refused(name: str) -> None:
    corpus, _ = themed(3)
    with pytest.raises(TableError, match=f"table '{name}'"):
        find(replace(corpus, **{name: build("topics", {})}))


@pytest.mark.parametrize(("count", "last"), [(0, [0.8, 0.95]), (3, [0.95])])
def test_progress_rises_to_the_end(count: int, last: list[float]) -> None:
    told: list[float] = []
    topics(themed()[0], REAL, Topics(count=count), CONTEXT, progress=told.append)
    assert all(first < second for first, second in pairwise(told))
    assert told[-len(last) :] == pytest.approx(last)


def test_a_model_gets_words_and_texts_and_which_words_may_name_a_topic() -> None:
    documents = [["团队 分工 今天 角色", "督导内容", "责任 任务 清单"], *[[" 今天 ".join(THEMES[1])]] * 11]
    fake = Fake([[1.0]] * 12, {"老人": 1.0})
    found = find(tables(*documents), fake.tools, count=1, minimum_segments=10)
    ((passages, _),) = fake.placed
    assert passages.words == ["团队 分工 角色 责任 任务 清单".split(), *[THEMES[1]] * 11]
    assert passages.texts[:2] == ["团队 分工 今天 角色\n责任 任务 清单", " 今天 ".join(THEMES[1])]
    assert passages.listable == set(THEMES[1])
    assert passages.anchors == ()
    assert list(found.topics["segments"]) == [13]


@pytest.mark.parametrize(("english", "anchors"), [(9, ()), (10, (("老人", "elder", 1.0),))])
def test_words_are_tied_where_ten_passages_are_in_the_rarer_language(
    english: int, anchors: tuple[tuple[str, str, float], ...]
) -> None:
    lines = ["elder " + " ".join(THEMES[2]), " 今天 ".join(THEMES[1])]
    fake = Fake([[1.0]] * (20 + english), {"老人": 1.0})
    find(tables([lines[0]] * english, [lines[1]] * 20), fake.tools, count=1, minimum_segments=10)
    ((passages, _),) = fake.placed
    assert passages.anchors == anchors


def test_where_a_model_finds_nothing_there_are_key_terms() -> None:
    found = find(themed()[0], Fake(np.zeros((90, 0)).tolist()).tools, count=4)
    assert [name for name, frame in vars(found).items() if len(frame)] == ["key_terms"]
