"""A text in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Both:
    """The same said in Chinese and in English."""

    zh: str
    en: str
