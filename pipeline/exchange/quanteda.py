"""quanteda dictionaries in YAML: keys, nested as deep as they go, with lists of glob patterns.

What `dictionary(file = "x.yml")` reads and `as.yaml()` writes, after the source of quanteda (R/dictionaries.R): a key holds a list,
one pattern, or keys; a key that holds both has its own patterns under `__`. Patterns are globs, several words are parted by
blanks, case does not matter. Regular expressions (`valuetype = "regex"`) are not marked in such a file and cannot be told apart.
"""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from pipeline.exchange.flat_words import Dialect, Listed, listed
from pipeline.exchange.foreign_text import fault, lines_of, quoted
from pipeline.exchange.glob_words import carried
from pipeline.model.codebook import Codebook
from pipeline.model.dictionary import Dictionary, Dropped, Entry, Written, shortened
from pipeline.model.errors import CodebookError

OWN = "__"  # where as.yaml() puts the patterns of a key that holds other keys too
DIALECT = Dialect(stars="anywhere", question_marks=True, weights=False, refused=r"^$")
MOST_DEPTH = 30  # keys inside keys; a file that goes deeper is a mistake or an attack


def read(text: str, name: str) -> Dictionary:
    """Read a quanteda dictionary.

    Parameters
    ----------
    text : str
        YAML, 1.1 or 1.2: every scalar is taken as it is written, so that `no` stays a word.
    name : str
        What messages call the file.

    Returns
    -------
    Dictionary
        One entry for a key, parents before children; a key that only holds other keys is no entry.

    Raises
    ------
    CodebookError
        For text that is no YAML or no mapping, for keys that stand twice or hold what is no pattern, with the line.
    """
    lines_of(text, name)  # for its message about an empty file
    node = _composed(text, name)
    if node is None or node.id != "mapping":
        raise fault(
            name,
            node.start_mark.line + 1 if node is not None else 1,
            "a quanteda dictionary consists of 'key: [pattern, pattern]' lines; write it so",
            "quanteda 词典应由“键: [模式, 模式]”组成，请照此修改",
        )
    reader = _Reader(name)
    reader.keys(node, ())
    dropped = sorted(reader.dropped, key=lambda item: item.line)  # a key's own patterns are read after its children
    return Dictionary(name, tuple(reader.entries), tuple(dropped))


def write(codebook: Codebook) -> Written:
    """Write a codebook as a quanteda dictionary.

    Parameters
    ----------
    codebook : Codebook
        Its levels become the upper keys and the ids of its codes the lower ones: risk.role_vagueness in quanteda.

    Returns
    -------
    Written
        quanteda has words, phrases, * and ?; everything else of the codebook is in `dropped`.
    """
    found = listed(codebook, DIALECT)
    levels = dict.fromkeys(code.level for code in codebook.codes)
    lines = [line for level in levels for line in _level(level, codebook, found)]
    return Written("".join(f"{line}\n" for line in lines), found.dropped)


def _level(level: str, codebook: Codebook, found: Listed) -> Iterator[str]:
    yield f"{quoted(level)}:"
    for code in codebook.codes:
        if code.level == level:
            phrases = found.phrases[code.id]
            yield f"  {quoted(code.id)}:" + ("" if phrases else " []")
            yield from (f"    - {quoted(phrase)}" for phrase in phrases)


def _composed(text: str, name: str) -> Any:
    try:
        return YAML(typ="safe", pure=False).compose(text.removeprefix("\ufeff"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or "cannot be read"
        raise fault(
            name,
            mark.line + 1 if mark else 1,
            f"not valid YAML: {what}. Mend this line; patterns that begin with * or ? need quotes",
            f"YAML 语法有误（{what}）。请修改此行；以 * 或 ? 开头的模式要加引号",
        ) from error
    except (YAMLError, RecursionError) as error:
        raise CodebookError(
            f"{name}: not valid YAML: {type(error).__name__}. Save it as UTF-8 text, with keys nested less deep.",
            f"{name}：不是有效的 YAML，请存成 UTF-8 文本，并减少嵌套。",
        ) from error


class _Reader:
    """Walks through the nodes and gathers entries."""

    def __init__(self, name: str) -> None:
        self.entries: list[Entry] = []
        self.dropped: list[Dropped] = []
        self._name = name
        self._seen: set[int] = set()

    def keys(self, node: Any, path: tuple[str, ...]) -> None:
        """Read a mapping whose keys stand in the keys of `path`."""
        self._once(node, path)
        seen: set[str] = set()
        for key_node, value in node.value:
            key = self._key(key_node)
            if key in seen:
                raise self._fault(key_node, f"the key {key!r} stands twice; join the two", f"键 {key!r} 重复，请合并")
            seen.add(key)
            if key != OWN:
                self._entry(key, value, path)

    def _entry(self, key: str, value: Any, path: tuple[str, ...]) -> None:
        at = len(self.entries)
        below = [inner for inner in self._inner(value) if inner.id == "mapping"]
        for inner in below:
            self.keys(inner, (*path, key))
        patterns = dict.fromkeys(self._patterns(value, path))
        if patterns or not below:
            self.entries.insert(at, Entry(key, path, tuple(patterns)))

    def _patterns(self, value: Any, path: tuple[str, ...]) -> Iterator[str]:
        """Yield the patterns that a key holds itself, in lists, alone or under OWN."""
        for inner in self._inner(value):
            if inner.id == "mapping":
                for key_node, own in inner.value:
                    if str(key_node.value) == OWN:
                        yield from self._patterns(own, path)
            elif inner.id == "scalar":
                yield from self._pattern(inner)
            else:
                raise self._fault(
                    inner,
                    "a list stands in a list; write its patterns one below the other",
                    "列表里又有列表，请逐行写模式",
                )

    def _inner(self, value: Any) -> list[Any]:
        if value.id != "sequence":
            return [value]
        return list(value.value)

    def _pattern(self, node: Any) -> Iterator[str]:
        said = str(node.value)
        if not said.strip() or str(node.tag).endswith(":null"):
            return
        found = carried(said)
        if found.loss:
            self.dropped.append(Dropped(node.start_mark.line + 1, shortened(said), found.loss))
        if found.pattern:
            yield found.pattern

    def _key(self, node: Any) -> str:
        if node.id != "scalar" or not str(node.value).strip():
            raise self._fault(node, "a key must be a name; write one", "键必须是一个名称，请补上")
        return " ".join(str(node.value).split())

    def _once(self, node: Any, path: tuple[str, ...]) -> None:
        """Refuse aliases, which can make a small file endless, and keys that go too deep."""
        if id(node) in self._seen or len(path) > MOST_DEPTH:
            raise self._fault(
                node,
                f"keys repeat through an alias (*) or go more than {MOST_DEPTH} deep; write them out",
                f"键通过别名（*）重复，或嵌套超过 {MOST_DEPTH} 层，请直接写出",
            )
        self._seen.add(id(node))

    def _fault(self, node: Any, en: str, zh: str) -> CodebookError:
        return fault(self._name, node.start_mark.line + 1, en, zh)
