"""A corpus in two languages."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pytest

from pipeline.stages.topics import Inputs, Languages, Tools
from tests.stages.topics.test_passages import tables
from tests.stages.topics.test_topics import REAL, agreement, find, strongest

PAIRS = (
    "team 团队|role 角色|duty 职责|task 任务|list 清单|plan 安排|follow 跟进|boundary 边界|vague 模糊|process 流程|handover 交接|share 分工|meeting 会议|leader 组长",
    "elder 老人|meal 送餐|health 健康|visit 探访|company 陪伴|alone 独居|body 身体|hospital 医院|medicine 药品|family 家属|care 照顾|pressure 血压|nursing 护理|doctor 医生",
    "garden 花园|plant 植物|flower 花朵|seed 种子|watering 浇水|soil 土壤|tree 树木|bench 长椅|path 小路|fence 围栏|harvest 收成|tool 工具|compost 堆肥|spade 铲子",
)
THEMES = [[pair.split() for pair in theme.split("|")] for theme in PAIRS]
MEANINGS = {chinese: (english,) for theme in THEMES for english, chinese in theme}


def look_up(words: Collection[str]) -> dict[str, tuple[str, ...]]:
    return {word: MEANINGS[word] for word in words if word in MEANINGS}


TOY = replace(REAL, languages=Languages(look_up, {}, str))
SETS = {english: (english, chinese) for theme in THEMES for english, chinese in theme}
WORD_SETS = replace(REAL, languages=Languages(lambda words: {}, SETS, str))
ALONE = replace(REAL, languages=Languages(lambda words: {}, {}, str))


def corpus(seed: int) -> tuple[Inputs, list[int], list[int]]:
    """Make documents of one theme and one language each; returns them with the theme and the language of each segment."""
    random = np.random.default_rng(seed)
    documents, themes, languages = [], [], []
    for number in range(18):
        theme, language = number % 3, number // 3 % 2
        documents.append(
            [" 今天 ".join(pair[language] for pair in random.permutation(THEMES[theme])[:12]) for _ in range(6)]
        )
        themes += [theme] * 6
        languages += [language] * 6
    return tables(*documents), themes, languages


@pytest.mark.parametrize("tools", [TOY, WORD_SETS], ids=["dictionary", "word sets"])
@pytest.mark.parametrize("seed", range(2))
def test_passages_of_both_languages_on_the_same_matter_fall_into_one_topic(seed: int, tools: Tools) -> None:
    made, themes, languages = corpus(seed)
    found = find(made, tools)
    assert agreement(found, made, themes) == 1.0
    assert found.topics["segments"].tolist() == [36, 36, 36]
    assert found.topics["chinese"].tolist() == [0.5, 0.5, 0.5]
    assert agreement(found, made, languages) < 0.01


def test_topics_have_terms_and_a_name_in_both_languages() -> None:
    made, themes, _ = corpus(0)
    found = find(made, TOY)
    theme_of = dict(zip(strongest(found).values(), themes, strict=True))
    for topic, zh, en in zip(*(found.topics[name] for name in ("topic_id", "label_zh", "label_en")), strict=True):
        english, chinese = (set(words) for words in zip(*THEMES[theme_of[topic]], strict=True))
        assert set(zh.split("、")) <= chinese
        assert set(en.split(", ")) <= english
        assert len(zh.split("、")) == 4
        terms = set(found.topic_terms["term"][found.topic_terms["topic_id"] == topic])
        # three of the ten at least are in the rarer language
        assert terms <= english | chinese
        assert 3 <= len(terms & english) <= 7


def test_without_anything_that_ties_them_languages_fall_apart() -> None:
    made, themes, languages = corpus(0)
    found = find(made, ALONE, count=6)
    assert sorted(found.topics["chinese"]) == [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    assert (
        agreement(found, made, [2 * theme + language for theme, language in zip(themes, languages, strict=True)]) == 1.0
    )
