"""A dictionary of another program as a codebook file of Zhuli's, for people to finish by hand."""

from collections.abc import Iterator

from pipeline.exchange.foreign_text import commented, quoted
from pipeline.model.codebook import LEVELS
from pipeline.model.dictionary import Dictionary, Entry, identifiers
from pipeline.model.errors import CodebookError

VERSION = "1.0"


def from_dictionary(dictionary: Dictionary, level: str) -> str:
    """Write a codebook file that `codebook_yaml.read` accepts.

    Parameters
    ----------
    dictionary : Dictionary
        As a reader of `pipeline.exchange` returns it.
    level : str
        The level of every code, one of `LEVELS`; people sort them by hand.

    Returns
    -------
    str
        YAML. Ids come from paths and names, names and definitions are in both languages what the file says. What was not carried
        over stands in comments at the top. An entry without patterns gets its own name as one, and a comment says so.

    Raises
    ------
    CodebookError
        When the level is unknown or there is no entry.
    """
    if level not in LEVELS:
        raise CodebookError(
            f"{level!r} is no level; choose one of: {', '.join(LEVELS)}.",
            f"没有 {level!r} 这个层次，可选：{'、'.join(LEVELS)}。",
        )
    if not dictionary.entries:
        raise CodebookError(
            f"{dictionary.name}: there is no category in it, so there is no codebook to write. Choose another file.",
            f"{dictionary.name}：里面没有类别，无法写成编码本，请换一个文件。",
        )
    return "".join(f"{line}\n" for line in _lines(dictionary, level))


def _lines(dictionary: Dictionary, level: str) -> Iterator[str]:
    yield f"# 由 {commented(dictionary.name)} 导入，请逐条检查 · imported from {commented(dictionary.name)}; check every line"
    for item in dictionary.dropped:
        said = f"{item.line}: {item.said}: {item.reason.zh} · {item.reason.en}"
        yield f"# 未能完整导入 · not carried over whole: {commented(said)}"
    yield f"name: {_both(dictionary.name)}"
    yield f"version: {quoted(VERSION)}"
    yield "codes:"
    for identifier, entry in zip(identifiers(dictionary.entries), dictionary.entries, strict=True):
        yield from _code(identifier, entry, level)


def _code(identifier: str, entry: Entry, level: str) -> Iterator[str]:
    if entry.path:
        yield f"  # {commented(' > '.join((*entry.path, entry.name)))}"
    yield f"  - id: {identifier}"
    yield f"    level: {level}"
    yield f"    name: {_both(entry.name)}"
    yield f"    definition: {_both(entry.description or entry.name)}"
    if not entry.patterns:
        yield "    # 原文件没有模式，暂用名称本身，请改写 · no pattern in the file: its own name stands in; write better ones"
    yield "    patterns:"
    yield from (f"      - {quoted(pattern)}" for pattern in entry.patterns or (_own_name(entry.name),))


def _both(text: str) -> str:
    return f"{{zh: {quoted(text)}, en: {quoted(text)}}}"


def _own_name(name: str) -> str:
    words = " ".join(name.replace('"', " ").split())
    return f'"{words or "—"}"'
