"""One option of the settings: declared, checked, written."""

import difflib
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from pipeline.model.errors import SettingsError

Value = str | int | float | bool | tuple[str, ...]


def option(
    default: Any,
    en: str,
    zh: str,
    *,
    choices: tuple[str, ...] = (),
    low: float | None = None,
    high: float | None = None,
) -> Any:
    """Declare one setting: its default, what it means in both languages, and what it may be."""
    return field(default=default, metadata={"en": en, "zh": zh, "choices": choices, "low": low, "high": high})


def refuse_unknown(data: Mapping[str, Any], known: Mapping[str, Any], name: str, en: str, zh: str) -> None:
    """Refuse a section or key that is not known, with the nearest one that is; raises SettingsError."""
    for key in data:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint_en = f" Did you mean {near[0]!r}?" if near else ""
            hint_zh = f"是不是想写 {near[0]!r}？" if near else ""
            listed = ", ".join(known)
            raise SettingsError(
                f"{name}: unknown {en} {key!r}.{hint_en} Known: {listed}.",
                f"{name}：没有名为 {key!r} 的{zh}。{hint_zh}可用的有：{listed}。",
            )


def checked(name: str, value: Any, item: Any) -> Value:
    """Return a value that fits its option; raises SettingsError when type or range is wrong."""
    default, rules = item.default, item.metadata
    if isinstance(default, float) and type(value) is int:
        value = float(value)
    if isinstance(default, tuple):
        return _checked_list(name, value)
    if type(value) is not type(default):
        wanted = type(default).__name__
        raise SettingsError(
            f"{name}: {value!r} must be of type {wanted}, such as {default!r}.",
            f"{name}：{value!r} 的类型不对，应为 {wanted}，例如 {default!r}。",
        )
    if rules["choices"] and value not in rules["choices"]:
        listed = ", ".join(rules["choices"])
        raise SettingsError(f"{name}: {value!r} is none of: {listed}.", f"{name}：{value!r} 不在可选值之内：{listed}。")
    low, high = rules["low"], rules["high"]
    if low is not None and not low <= value <= high:
        raise SettingsError(
            f"{name}: {value!r} is outside {low:g} to {high:g}.",
            f"{name}：{value!r} 超出范围，应在 {low:g} 到 {high:g} 之间。",
        )
    return value  # type: ignore[no-any-return]


def _checked_list(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SettingsError(
            f'{name}: {value!r} must be a list of texts, such as ["a", "b"].',
            f'{name}：{value!r} 应写成文字的列表，例如 ["甲", "乙"]。',
        )
    return tuple(value)


def toml(value: Value) -> str:
    """Write a value as TOML does."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
