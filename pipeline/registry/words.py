"""The words people read, by code and language."""

from __future__ import annotations

import os
from typing import Literal

from pipeline.registry.tables import read_toml

Language = Literal["zh", "en"]


def language_of(locale: str) -> Language:
    """Return the language for a locale name such as `zh_CN.UTF-8`."""
    return "zh" if locale.lower().startswith("zh") else "en"


def default_language() -> Language:
    """Return the language of the locale of this process."""
    names = (os.environ.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language_of(next((name for name in names if name), ""))


def word(section: str, code: str, lang: Language, /, **values: object) -> str:
    """Return the wording of a code, with its places filled in.

    Raises:
        KeyError: the registry has no such word.
    """
    template: str = read_toml("words.toml")[section][code][lang]
    return template.format(**values) if values else template


def has_word(section: str, code: str) -> bool:
    """Return whether the section knows the code."""
    return code in read_toml("words.toml")[section]


def refused_words(path: object, code: str, detail: str, lang: Language) -> str:
    """Return that a file was not taken in, and why."""
    reason = word("refused", code, lang, detail=detail)
    return word("say", "refused_path", lang, path=path, detail=reason)
