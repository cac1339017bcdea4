"""What a run or a check starts from: settings, codebook and libraries, wired together; knows nothing of Prefect."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pipeline.backends import ahocorasick, chinese, opencc, simplemma
from pipeline.exchange import codebook_yaml
from pipeline.files.readers.text import decode
from pipeline.model import settings as settings_model
from pipeline.model.codebook import Codebook
from pipeline.model.errors import CodebookError, DocumentError, SettingsError, ZhuliError
from pipeline.model.settings import Settings
from pipeline.stages import tokenise
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
    settings = settings_model.parse(_text(path, SettingsError), str(path))
    here = path.resolve().parent
    paths = {name: str(here / getattr(settings.paths, name)) for name in ("corpus", "codebook", "out")}
    return replace(settings, paths=replace(settings.paths, **paths))


def read_codebook(path: Path) -> Codebook:
    """Read a codebook file.

    Raises
    ------
    CodebookError
        When it cannot be read; names line and column.
    """
    return _parse(_text(path, CodebookError), str(path))


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


def _text(path: Path, kind: type[ZhuliError]) -> str:
    try:
        return decode(path.read_bytes())[0]
    except OSError as error:
        raise kind(
            f"{str(path)!r} cannot be read ({error.strerror}); check the name.",
            f"{str(path)!r} 读不出来（{error.strerror}），请检查文件名。",
        ) from error
    except DocumentError as error:
        raise kind(f"{str(path)!r} is {error.en}.", f"{str(path)!r} {error.zh}。") from error
