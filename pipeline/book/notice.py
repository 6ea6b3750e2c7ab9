"""The notice an organ receives: what to change where in its reports, and how to answer.

What must not go here: what a finding says (its message does), the shape of a page
(`notice_docx`, `notice_html`), Chinese text (the registry holds it).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from pipeline.book.basis import basis_words
from pipeline.book.listing import FindingLine, by_cause
from pipeline.registry.tables import read_toml
from pipeline.registry.words import Language, word

_LEVELS = ("error", "warning", "undecided")  # what is only for information needs no answer
_QUOTED = 3  # sentences of the prose


@dataclass(frozen=True, slots=True)
class Item:
    """One problem: its place among those of the notice, and all that is said of it."""

    number: int
    level: str
    level_words: str
    message: str
    details: tuple[str, ...]
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The problems of one report, under its heading."""

    heading: str
    facts: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: to whom, and a part for each report."""

    recipient: str
    lang: Language
    issued: str
    opening: str
    parts: tuple[Part, ...]


def notice_word(code: str, lang: Language, **values: object) -> str:
    """Return one wording of the notice, with its places filled in."""
    text: str = read_toml("notice.toml")["words"][code][lang]
    return text.format(**values) if values else text


def notices(findings: Sequence[FindingLine], lang: Language, *, today: date) -> list[Notice]:
    """Return one notice an organ, in the order of their names; one a file where it is unknown.

    Args:
        findings: those of current reports that nobody waived.
        lang: the language.
        today: the day printed on the notices.
    """
    concerned = [f for f in findings if f.level in _LEVELS]
    ordered = sorted(concerned, key=lambda f: (_recipient(f, lang), f.year or 0, f.file))
    return [
        _notice(recipient, list(group), lang, today)
        for recipient, group in groupby(ordered, key=lambda f: _recipient(f, lang))
    ]


def _recipient(finding: FindingLine, lang: Language) -> str:
    return finding.organ or notice_word("unknown", lang, file=finding.file)


def _notice(recipient: str, findings: Sequence[FindingLine], lang: Language, today: date) -> Notice:
    number = 0
    parts = []
    for _, group in groupby(findings, key=lambda f: f.report_key):
        causes = sorted(by_cause(list(group)), key=lambda units: _LEVELS.index(units[0].level))
        items = [_item(number + at, units, lang) for at, units in enumerate(causes, start=1)]
        number += len(items)
        parts.append(_part(causes[0][0], items, lang))
    return Notice(
        recipient=recipient,
        lang=lang,
        issued=notice_word("issued", lang, day=today.isoformat()),
        opening=notice_word("opening", lang, count=number),
        parts=tuple(parts),
    )


def _part(first: FindingLine, items: Iterable[Item], lang: Language) -> Part:
    listed = tuple(items)
    code = "report" if first.year else "report_unknown"
    counts = {level: sum(item.level == level for item in listed) for level in _LEVELS}
    return Part(
        heading=notice_word(code, lang, year=first.year),
        facts=(
            notice_word("counts", lang, **counts),
            notice_word("source", lang, origin=first.file),
            notice_word("seen", lang, time=f"{first.last_seen:%Y-%m-%d %H:%M}"),
            notice_word("snapshot", lang, sha256=json.loads(first.evidence)["sha256"]),
        ),
        items=listed,
    )


def _item(number: int, units: Sequence[FindingLine], lang: Language) -> Item:
    first = units[0]
    evidence = json.loads(first.evidence)
    reference = {"rule": first.rule_id, "version": evidence["version"], "id": first.finding_id}
    return Item(
        number=number,
        level=first.level,
        level_words=word("severity", first.level, lang),
        message=first.message_zh if lang == "zh" else first.message_en,
        details=tuple(_details(units, evidence, lang)),
        reference=(
            notice_word("basis", lang, authority=basis_words(first, evidence["authority"], lang)),
            notice_word("rule", lang, **reference),
            notice_word("since", lang, day=f"{first.first_seen:%Y-%m-%d}"),
        ),
    )


def _details(
    units: Sequence[FindingLine], evidence: dict[str, Any], lang: Language
) -> Iterable[str]:
    if len(units) > 1:
        yield notice_word("more", lang, count=len(units) - 1)
    cells = [cell for unit in units for cell in json.loads(unit.evidence)["cells"]]
    pages = sorted({cell["page"] for cell in cells if cell.get("page")})
    paths = {cell["path"] for cell in cells if cell.get("path")}
    lines = sorted(int(path[1:]) for path in paths if path[:1] == "L" and path[1:].isdigit())
    if pages:
        yield notice_word("pages", lang, pages=_ranges(pages, lang))
    if lines:
        yield notice_word("lines", lang, lines=_ranges(lines, lang))
    for sentence in evidence.get("sentences", ())[:_QUOTED]:
        yield notice_word("quoted", lang, sentence=sentence)
    if other := evidence.get("other"):
        named = {key: other[key] or "?" for key in ("organ", "year", "origin")}
        yield notice_word("other", lang, **named)


def _ranges(numbers: Sequence[int], lang: Language) -> str:
    """Write numbers in rising order, those that follow each other as a range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    join = "、" if lang == "zh" else ", "
    return join.join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
