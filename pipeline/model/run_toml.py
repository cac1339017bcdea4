"""A run.toml: settings in one TOML file; a misspelt key is refused and the known ones listed."""

import tomllib
from dataclasses import fields
from typing import Any

from pipeline.model.errors import SettingsError
from pipeline.model.options import Value, checked, refuse_unknown, toml
from pipeline.model.settings import SECTIONS, SWITCH, Settings


def parse(text: str, name: str) -> Settings:
    """Read settings from TOML.

    Parameters
    ----------
    text : str
        The content of a run.toml.
    name : str
        What messages call the file.

    Returns
    -------
    Settings
        With defaults for what the file leaves out.

    Raises
    ------
    SettingsError
        On broken TOML (with its line and column), an unknown section or key, or a value of the wrong type or range.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: not valid TOML: {error}.", f"{name}：TOML 语法有误：{error}。") from error
    refuse_unknown(data, SECTIONS, name, "section", "小节")
    made: dict[str, Any] = {}
    for section, kind in SECTIONS.items():
        values = data.get(section, {})
        if section == SWITCH and isinstance(values, bool):
            values = {"on": values}
        if not isinstance(values, dict):
            raise SettingsError(
                f"{name}: {section!r} must be a section: write [{section}].",
                f"{name}：{section!r} 应写成小节 [{section}]。",
            )
        known = {item.name: item for item in fields(kind)}
        refuse_unknown(values, known, f"{name} [{section}]", "key", "选项")
        made[section] = kind(
            **{key: checked(f"{name} [{section}] {key}", value, known[key]) for key, value in values.items()}
        )
    return Settings(**made)


def template() -> str:
    """Write a run.toml that holds every option with its default and its meaning in both languages."""
    lines = [
        "# Zhuli run settings / 助力运行设置",
        "# Every option is optional; what stands here is the default. / 各项均可省略，所列即默认值。",
    ]
    for section, kind in SECTIONS.items():
        lines += ["", f"[{section}]"]
        for item in fields(kind):
            lines += [
                f"# {item.metadata['zh']}",
                f"# {item.metadata['en']}",
                f"{item.name} = {toml(getattr(kind(), item.name))}",
            ]
    return "\n".join(lines) + "\n"


def as_dict(settings: Settings) -> dict[str, dict[str, Value]]:
    """Return the settings as plain nested values, for the manifest and the report."""
    return {
        section: {item.name: getattr(getattr(settings, section), item.name) for item in fields(kind)}
        for section, kind in SECTIONS.items()
    }
