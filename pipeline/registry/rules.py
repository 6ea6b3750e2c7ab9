"""The words of findings, and the few lists that rules take from the registry."""

from __future__ import annotations

from functools import lru_cache

from pipeline.registry.tables import RegistryError, read_toml
from pipeline.registry.words import Language

WORDS = "rules/words.toml"


@lru_cache(maxsize=4096)
def rule_word(section: str, code: str, lang: Language) -> str:
    """Return one wording, with its places still open.

    Raises:
        RegistryError: there is no such word.
    """
    try:
        text: str = read_toml(WORDS)[section][code][lang]
    except KeyError as error:
        raise RegistryError(f"{WORDS}: add {code} with {lang} to [{section}]") from error
    return text


@lru_cache(maxsize=4096)
def has_word(section: str, code: str) -> bool:
    """Return whether the section knows the code."""
    return code in read_toml(WORDS)[section]


@lru_cache
def incomplete_units() -> tuple[str, ...]:
    """Return the endings of an amount that are no complete unit of money."""
    return tuple(read_toml(WORDS)["incomplete_units"])


@lru_cache
def doubtful_line_issues() -> frozenset[str]:
    """Return the codes of issues that put a whole form line in doubt."""
    return frozenset(read_toml(WORDS)["doubtful_line_issues"])
