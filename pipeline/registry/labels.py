"""Label spellings: normalisation and similarity against the forms' wording.

Matching follows one rule for every document: NFKC, no white space, no quotes, numbering and
bracketed notes stripped; then equality with an accepted spelling, else shared character bigrams.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipeline.registry.forms import form_columns, form_lines, table_form
from pipeline.registry.tables import read_csv, read_toml

OFFICIAL, VARIANT = 1.0, 0.98
CUT = 0.9  # a piece of the label that a page or line break cut off
MIN_CUT = 4  # characters: shorter pieces occur in several labels

_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]")


@lru_cache
def _patterns() -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    rules = read_toml("labels.toml")
    return rules["quotes"], re.compile(rules["numbering"]), re.compile(rules["bracketed"])


def seen(text: str) -> str:
    """Return the text without characters of no width, as editors leave them.

    Those that turn the direction of what follows stay: with them a figure is not what it reads.
    """
    return text if text.isprintable() else _UNSEEN.sub("", text)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return the text in NFKC without white space, quotes and what is not seen."""
    quotes = _patterns()[0]
    folded = seen(unicodedata.normalize("NFKC", text))
    return "".join(c for c in folded if not c.isspace() and c not in quotes)


@lru_cache
def _simplified() -> dict[int, str]:
    pairs = read_toml("labels.toml")["traditional"].split()
    return {ord(pair[0]): pair[1] for pair in pairs}


@lru_cache(maxsize=65536)
def simple(text: str) -> str:
    """Return the plain text in the characters of the forms, for comparison only."""
    folded = plain(text)
    return folded if folded.isascii() else folded.translate(_simplified())


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return the simple text without leading numbering, bracketed notes and a colon at its end."""
    _, numbering, bracketed = _patterns()
    stripped = numbering.sub("", simple(text), count=1)
    return bracketed.sub("", stripped).rstrip(":")


@dataclass(frozen=True, slots=True, eq=False)  # by identity: there is one of each, and it is a key
class Spelling:
    """The accepted spellings of one line or column; the first is the official one."""

    code: str
    official: str
    bare: tuple[str, ...]


class Spellings(tuple[Spelling, ...]):
    """The spellings of all lines or columns of a table, in form order.

    By identity too: hashing every one of them again would take longer than what is looked up.
    """

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


@lru_cache
def _variants() -> dict[tuple[str, str, str], tuple[str, ...]]:
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for row in read_csv("forms/label_variants.csv", ("table_code", "axis", "code", "label")):
        key = row["table_code"], row["axis"], row["code"]
        found[key] = (*found.get(key, ()), row["label"])
    known = {(line.table_code, "line", line.line_code) for line in form_lines()} | {
        (column.table_code, "column", column.column_code) for column in form_columns()
    }
    if unknown := sorted(set(found) - known):
        raise KeyError(f"label_variants.csv: no form has {unknown[0]}")
    return found


def _spelling(table_code: str, axis: str, code: str, official: str) -> Spelling:
    others = _variants().get((table_code, axis, code), ())
    return Spelling(code, official, tuple(dict.fromkeys(bare(x) for x in (official, *others))))


@lru_cache
def line_spellings(table_code: str, layout: int) -> Spellings:
    """Return the spellings of the lines of a table in form order."""
    return Spellings(
        _spelling(table_code, "line", line.line_code, line.labels[layout])
        for line in table_form(table_code, layout).lines
    )


@lru_cache
def column_spellings(table_code: str, layout: int) -> Spellings:
    """Return the spellings of the columns of a table in form order."""
    return Spellings(
        _spelling(table_code, "column", column.column_code, column.labels[layout])
        for column in table_form(table_code, layout).columns
    )


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _closeness(printed: str, wanted: str) -> float:
    if len(printed) >= MIN_CUT and (wanted.startswith(printed) or wanted.endswith(printed)):
        return CUT
    mine, theirs = _bigrams(printed), _bigrams(wanted)
    if not mine or not theirs:
        return 0.0
    return CUT * 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=65536)
def similarity(printed: str, spelling: Spelling) -> float:
    """Return how well a printed label fits: 1 official, 0.98 a variant, less for damage."""
    if simple(printed) == simple(spelling.official):
        return OFFICIAL
    name = bare(printed)
    if not name:
        return 0.0
    if name == spelling.bare[0]:
        return OFFICIAL
    if name in spelling.bare:
        return VARIANT
    whole = _closeness(simple(printed), simple(spelling.official))  # notes tell short names apart
    return max(whole, *(_closeness(name, wanted) for wanted in spelling.bare))


@lru_cache(maxsize=16384)
def similarities(printed: str, spellings: Spellings) -> tuple[float, ...]:
    """Return how well a printed label fits each of the spellings, in their order."""
    return tuple(similarity(printed, spelling) for spelling in spellings)


def best_spelling(printed: str, spellings: Spellings, least: float) -> tuple[str, float] | None:
    """Return (code, similarity) of the spelling that fits best, None below `least`."""
    if printed.isascii():
        return None  # figures and marks: no label of a form is without a Chinese character
    best = _best(printed, spellings)
    return best if best[1] >= least else None


@lru_cache(maxsize=65536)
def _best(printed: str, spellings: Spellings) -> tuple[str, float]:
    scores = zip(similarities(printed, spellings), (s.code for s in spellings), strict=True)
    score, code = max(scores, default=(0.0, ""))
    return code, score


def head_words() -> frozenset[str]:
    """Return the words that head the label column of table 2."""
    return frozenset(read_toml("labels.toml")["head_words"])
