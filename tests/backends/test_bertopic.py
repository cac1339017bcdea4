"""Topics by BERTopic, on vectors of the corpus itself."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import homogeneity_score

from pipeline.backends import bertopic
from pipeline.model.errors import SettingsError
from pipeline.model.topic_fit import TopicFit

GROUPS = (
    "团队 分工 角色 责任 任务 清单 安排 负责".split(),
    "老人 送餐 健康 探访 陪伴 独居 身体 医院".split(),
    "garden plant flower seed water soil compost spring".split(),
)
LABELS = [place % 3 for place in range(120)]


@pytest.fixture(scope="module")
def fits() -> list[TopicFit]:
    """Fit the same 120 documents twice with the same seed."""
    random = np.random.default_rng(0)
    documents = [[str(word) for word in random.permutation(GROUPS[label])[:6]] for label in LABELS]
    return [bertopic.preparer("")(documents, 3)(3) for _ in range(2)]


def test_plain_themes_are_never_mixed_in_one_topic(fits: list[TopicFit]) -> None:
    fit = fits[0]
    placed = [row for row in range(120) if fit.weights[row].max() > 0]
    assert len(placed) >= 110
    assert homogeneity_score([LABELS[row] for row in placed], fit.weights[placed].argmax(axis=1)) == pytest.approx(1.0)


def test_the_number_of_topics_asked_for_is_respected(fits: list[TopicFit]) -> None:
    assert fits[0].weights.shape == (120, 3)


def test_a_document_has_one_topic_or_none(fits: list[TopicFit]) -> None:
    assert set(fits[0].weights.sum(axis=1).tolist()) <= {0.0, 1.0}
    assert fits[0].terms.shape == (fits[0].weights.shape[1], len(fits[0].vocabulary))
    assert fits[0].terms.min() >= 0.0


def test_the_first_terms_of_a_topic_are_its_own(fits: list[TopicFit]) -> None:
    fit = fits[0]
    for topic in range(fit.terms.shape[0]):
        best = {fit.vocabulary[place] for place in np.argsort(-fit.terms[topic])[:6]}
        assert sum(best <= set(group) for group in GROUPS) == 1


def test_the_same_seed_gives_the_same_topics(fits: list[TopicFit]) -> None:
    first, second = fits
    assert first.vocabulary == second.vocabulary
    assert (first.weights == second.weights).all()
    assert (first.terms == second.terms).all()


def test_embeddings_without_their_package_or_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="needs the package sentence-transformers|there is no folder"):
        bertopic.preparer(str(tmp_path / "nothing"))([["a"]], 0)
