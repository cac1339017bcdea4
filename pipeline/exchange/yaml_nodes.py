"""YAML as nodes, not as Python objects: each node keeps its place, and a plain `no` stays the word no."""

import difflib
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from pipeline.model.both import Both
from pipeline.model.errors import CodebookError

LANGUAGES = ("zh", "en")


def compose(text: str, name: str) -> Any:
    """Read YAML 1.2 to its top node; raises CodebookError with line and column."""
    try:
        node = YAML(typ="safe", pure=False).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        what = error.problem or "cannot be read"
        raise CodebookError(
            f"{place}: not valid YAML: {what}. Mend this line; patterns with special signs need quotes.",
            f"{place}：YAML 语法有误（{what}）。请修改此行；含特殊符号的模式要加引号。",
        ) from error
    except YAMLError as error:
        raise CodebookError(
            f"{name}: not valid YAML: {type(error).__name__}. Save it as UTF-8 text.",
            f"{name}：不是有效的 YAML，请存成 UTF-8 文本。",
        ) from error
    if node is None:
        raise CodebookError(
            f"{name}: the file is empty. Start from codebooks/empowerment.yaml.",
            f"{name}：文件是空的，可从 codebooks/empowerment.yaml 开始。",
        )
    return node


class Nodes:
    """Takes YAML nodes apart and says where something is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.code = ""

    def fault(self, node: Any, en: str, zh: str, *, shift: int = 0) -> CodebookError:
        """Return an error that names file, line, column and code."""
        mark = node.start_mark
        place = f"{self.name}:{mark.line + 1}:{mark.column + 1 + shift}"
        code_en, code_zh = (f" code {self.code!r}:", f"编码 {self.code!r}：") if self.code else ("", "")
        return CodebookError(f"{place}:{code_en} {en}.", f"{place}：{code_zh}{zh}。")

    def text(self, node: Any) -> str:
        """Read a text."""
        if node.id != "scalar":
            raise self.fault(
                node,
                "a text is expected here, not a list or mapping; quote it if it begins with a special sign",
                "此处应为一段文字；若以特殊符号开头，请加引号",
            )
        return str(node.value).strip()

    def sequence(self, node: Any) -> list[Any]:
        """Read a list; none gives an empty one."""
        if _is_nothing(node):
            return []
        if node.id != "sequence":
            raise self.fault(
                node,
                "a list is expected here: one item a line with '- ', or [a, b]",
                "此处应为列表：每行一项以“- ”开头，或写成 [甲, 乙]",
            )
        return list(node.value)

    def items(self, node: Any, known: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
        """Read keys and values in order; refuses a key that is not known, or stands twice."""
        if _is_nothing(node):
            return []
        if node.id != "mapping":
            raise self.fault(node, "'key: value' lines are expected here", "此处应为“键: 值”的形式")
        seen: dict[str, Any] = {}
        for key_node, value in node.value:
            key = self.text(key_node)
            if known and key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint_en, hint_zh = (f" Did you mean {near[0]!r}?", f"是不是想写 {near[0]!r}？") if near else ("", "")
                raise self.fault(
                    key_node,
                    f"unknown key {key!r}.{hint_en} Known: {', '.join(known)}",
                    f"没有 {key!r} 这一项。{hint_zh}可用的有：{', '.join(known)}",
                )
            if key in seen:
                raise self.fault(
                    key_node, f"the key {key!r} stands here twice; remove one", f"{key!r} 重复出现，请删去一个"
                )
            seen[key] = value
        return list(seen.items())

    def mapping(self, node: Any, known: tuple[str, ...], required: tuple[str, ...]) -> Mapping[str, Any]:
        """Read keys and values, some of which must be there."""
        parts = dict(self.items(node, known))
        for key in required:
            if key not in parts:
                raise self.fault(node, f"{key!r} is missing; add it", f"缺少 {key!r}，请补上")
        return parts

    def one_of(self, node: Any, known: tuple[str, ...]) -> str:
        """Read a text that is one of several."""
        value = self.text(node)
        if value not in known:
            raise self.fault(
                node, f"{value!r} is none of: {', '.join(known)}", f"{value!r} 不在可选值之内：{', '.join(known)}"
            )
        return value

    def both(self, node: Any) -> Both:
        """Read a text in both languages."""
        parts = self.mapping(node, LANGUAGES, required=LANGUAGES)
        return Both(zh=self.text(parts["zh"]), en=self.text(parts["en"]))


def _is_nothing(node: Any) -> bool:
    """Tell whether there is no node, or a key has nothing behind it."""
    return node is None or (node.id == "scalar" and not str(node.value).strip() and not node.style)
