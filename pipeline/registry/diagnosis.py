"""Weights, limits and words of proposals for a mend.

What must not go here: any search; the words of rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.registry.tables import RegistryError, read_toml
from pipeline.registry.words import Language

FILE = "rules/diagnosis.toml"


@dataclass(frozen=True, slots=True)
class Weights:
    """What a change weighs: `cell` by the state of a cell, `shape` on top of it; others less."""

    cell: dict[str, int]
    slip: dict[str, int]
    pair: dict[str, int]
    shape: dict[str, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a search goes: each counts what is done, none counts time."""

    certain: float
    proposals: int
    covers: int
    unknown: int
    largest: int
    sums: int
    digits: int
    solved: int
    nodes: int
    steps: int


@lru_cache
def weights() -> Weights:
    """Return what a change weighs."""
    table = read_toml(FILE)
    return Weights(table["weight"], table["slip"], table["pair"], table["shape"])


@lru_cache
def included() -> dict[str, tuple[str, str]]:
    """Return by the name of the slip a line and the other that is often counted into it."""
    entries = read_toml(FILE)["included"]
    return {name: (entry["line"], entry["other"]) for name, entry in entries.items()}


@lru_cache
def limits() -> Limits:
    """Return how far a search goes."""
    return Limits(**read_toml(FILE)["limit"])


@lru_cache(maxsize=512)
def mend_word(section: str, code: str, lang: Language) -> str:
    """Return one wording, with its places still open.

    Raises:
        RegistryError: there is no such word.
    """
    try:
        text: str = read_toml(FILE)[section][code][lang]
    except KeyError as error:
        raise RegistryError(f"{FILE}: add {code} with {lang} to [{section}]") from error
    return text
