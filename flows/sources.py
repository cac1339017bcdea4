"""What a run or a check starts from: settings, codebook and libraries, wired together; knows nothing of Prefect."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.backends import ahocorasick, chinese, opencc, simplemma
from pipeline.exchange import codebook_yaml
from pipeline.files import corpus as corpus_files
from pipeline.files.readers.plain.text import decode
from pipeline.model import run_toml
from pipeline.model.codebook import Codebook
from pipeline.model.errors import CodebookError, CorpusError, DocumentError, SettingsError, ZhuliError
from pipeline.model.frames import from_rows
from pipeline.model.settings import Settings
from pipeline.stages import coding, ingest, segment, tokenise
from pipeline.stages.coding import Tools

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = ROOT / "codebooks" / "empowerment.yaml"
SAMPLE = ROOT / "corpus" / "sample"
OUTPUTS = ROOT / "outputs"


def read_settings(path: Path) -> Settings:
    """Read a run.toml; the folders it names are taken from where it lies.

    Raises
    ------
    SettingsError
        When it cannot be read or obeyed.
    """
    settings = run_toml.parse(read_text(path, SettingsError), str(path))
    here = path.resolve().parent
    paths = {name: str(here / getattr(settings.paths, name)) for name in ("corpus", "codebook", "out")}
    masking = settings.pseudonymise
    files: dict[str, Any] = {
        name: str(here / getattr(masking, name)) for name in ("roster", "keep", "key") if getattr(masking, name)
    }
    topics = settings.topics
    if topics.embeddings and (here / topics.embeddings).is_dir():  # else it may be the name of a package
        topics = replace(topics, embeddings=str(here / topics.embeddings))
    return replace(
        settings, paths=replace(settings.paths, **paths), pseudonymise=replace(masking, **files), topics=topics
    )


def read_codebook(path: Path) -> Codebook:
    """Read a codebook file.

    Raises
    ------
    CodebookError
        When it cannot be read; names line and column.
    """
    return _parse(read_text(path, CodebookError), str(path))


def read_corpus(folder: Path, settings: Settings) -> coding.Inputs:
    """Read a folder as far as coding needs it: documents, segments, and their Chinese words.

    Raises
    ------
    CorpusError
        When the folder cannot be read, or holds no readable note.
    """
    inputs = inputs_of(*read_documents(folder, settings), settings)
    if not len(inputs.segments):
        raise _nothing_read(folder)
    return inputs


def read_documents(folder: Path, settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a folder: tables documents and texts.

    Raises
    ------
    CorpusError
        When the folder cannot be read, or holds no readable note.
    """
    raws = list(corpus_files.read(folder, corpus_files.find(folder), settings.ingest))
    documents, texts = ingest.ingest(raws, corpus_files.overrides(folder))
    if not len(texts):
        raise _nothing_read(folder)
    return documents, texts


def _nothing_read(folder: Path) -> CorpusError:
    return CorpusError(
        f"No file of {str(folder)!r} could be read; see 'zhuli check' on one of them for the reason.",
        f"{str(folder)!r} 里没有读得出来的文件；可对其中一个运行 zhuli check 查看原因。",
    )


def inputs_of(documents: pd.DataFrame, texts: pd.DataFrame, settings: Settings) -> coding.Inputs:
    """Cut texts as far as coding needs it."""
    segments = segment.segment(texts, documents, ingest.language_of)
    return coding.Inputs(documents, segments, cut_for_coding(segments, settings))


def code_texts(codebook: Codebook, texts: Sequence[str]) -> pd.DataFrame:
    """Code plain texts, each as a segment of its own; segment ids are their numbers from 0."""
    rows = [
        {"segment_id": str(number), "document_id": "d", "segment_index": number + 1, "start_char": 0}
        | {"end_char": len(text), "text": text}
        for number, text in enumerate(texts)
    ]
    segments = from_rows("segments", rows)
    documents = from_rows("documents", [{"document_id": "d", "path": "d", "characters": 0, "status": "ok"}])
    inputs = coding.Inputs(documents, segments, cut_for_coding(segments, Settings()))
    return coding.code(inputs, codebook, coding_tools())


def coding_tools() -> Tools:
    """Wire the libraries that coding works with."""
    return Tools(ahocorasick.automaton, opencc.simplify, simplemma.lemma)


def cut_for_coding(segments: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Cut segments as far as coding needs: Chinese words; what is not Chinese stays in one piece, and no English library is loaded."""
    whole = chinese.cutter(settings.tokenise.chinese)
    return tokenise.tokenise(segments, cut_chinese=whole, cut_english=lambda chunk: [chunk], lemma=str)


@lru_cache(maxsize=4)
def _parse(text: str, name: str) -> Codebook:
    # a run reads the same codebook in several stages; parsing takes half a second
    return codebook_yaml.read(text, name)


def read_text(path: Path, kind: type[ZhuliError]) -> str:
    """Read a text file in any of the known encodings; what is wrong is an error of the given kind."""
    try:
        return decode(path.read_bytes())[0]
    except OSError as error:
        raise kind(
            f"{str(path)!r} cannot be read ({error.strerror}); check the name.",
            f"{str(path)!r} 读不出来（{error.strerror}），请检查文件名。",
        ) from error
    except DocumentError as error:
        raise kind(f"{str(path)!r} is {error.en}.", f"{str(path)!r} {error.zh}。") from error
