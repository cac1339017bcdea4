"""In which language the command line speaks: ZHULI_LANGUAGE, else the locale."""

import os

from pipeline.model.both import Both


def language() -> str:
    """Return 'zh' or 'en': ZHULI_LANGUAGE, else zh when the locale is Chinese, else en."""
    for name in ("ZHULI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value:
            return "zh" if value.startswith("zh") else "en"
    return "en"


def say(zh: str, en: str) -> str:
    """Return the text in the language of the command line."""
    return zh if language() == "zh" else en


def pick(both: Both) -> str:
    """Return one of both texts, in the language of the command line."""
    return say(both.zh, both.en)
