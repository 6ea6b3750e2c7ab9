"""Statements of the prose that rules test: sections, tables, period, fee, assessment, scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.parse.sections import Outline
from pipeline.records import Claim, Paragraph, Scope
from pipeline.registry.labels import plain
from pipeline.registry.organs import organ_type
from pipeline.registry.prose import pattern, patterns, prose

LONGEST_SENTENCE = 120
TABLE_SECTIONS = {"t2": "s2", "t3": "s3", "t4": "s4"}


def section_claims(outline: Outline) -> Iterator[Claim]:
    """Yield `section.s1` … `section.s6` for each heading found."""
    for code, index in outline.headings.items():
        block = outline.blocks[index]
        if isinstance(block, Paragraph):
            yield Claim(f"section.{code}", Decimal(1), block.text.strip(), block.place)


def table_claims(outline: Outline, found: Mapping[str, bool]) -> Iterator[Claim]:
    """Yield `table.t2` … `table.t4`: 1 where it was read, 0 where a picture stands."""
    marker = pattern("image", "marker")
    for table_code, section in TABLE_SECTIONS.items():
        pictures = [p for p in outline.body(section) if marker.search(plain(p.text))]
        if found[table_code]:
            yield Claim(f"table.{table_code}", Decimal(1), "")
        elif pictures:
            yield Claim(f"table.{table_code}", Decimal(0), pictures[0].text, pictures[0].place)


def period_claims(outline: Outline) -> Iterator[Claim]:
    """Yield `period.start` and `period.end` as yyyymmdd, without value where they are unreadable.

    A second date without a year is of the year of the first. No sentence, no claim.
    """
    text = plain("".join(p.text for p in outline.front("s2")))
    words = pattern("period", "words").search(text)
    if words is None:
        return
    nearby = text[words.start() : words.end() + LONGEST_SENTENCE]
    match = pattern("period", "dates").search(nearby)
    start = end = None
    if match:
        start = _number(match["y1"], match["m1"], match["d1"])
        end = _number(match["y2"] or match["y1"], match["m2"], match["d2"])
    elif match := pattern("period", "years_only").search(nearby):
        start, end = _number(match["y1"], "1", "1"), _number(match["y1"], "12", "31")
    sentence = _sentence(text, words.start())
    yield Claim("period.start", start, sentence)
    yield Claim("period.end", end, sentence)


def _number(year: str, month: str, day: str) -> Decimal:
    return Decimal(int(year) * 10_000 + int(month) * 100 + int(day))


def _sentence(text: str, at: int) -> str:
    """Return the sentence around a position, bounded in length."""
    stops = [m.end() for m in re.finditer(r"[。;]", text)]
    begin = max((stop for stop in stops if stop <= at), default=0)
    end = min((stop for stop in stops if stop > at), default=len(text))
    return text[max(begin, at - LONGEST_SENTENCE) : min(end, at + LONGEST_SENTENCE)]


def _mention(paragraphs: Sequence[Paragraph], words: re.Pattern[str]) -> str | None:
    """Return the first sentence that has the words."""
    text = plain("".join(p.text for p in paragraphs))
    match = words.search(text)
    return _sentence(text, match.start()) if match else None


def fee_claims(outline: Outline) -> Iterator[Claim]:
    """Yield `fee.mentioned` where section 6 speaks of the processing fee."""
    if sentence := _mention(outline.body("s6"), pattern("fee", "words")):
        yield Claim("fee.mentioned", Decimal(1), sentence)


def assessment_claims(outline: Outline) -> Iterator[Claim]:
    """Yield `assessment.mentioned` where the report names all that Article 50 (4) asks for."""
    prose_blocks = [b for b in outline.blocks if isinstance(b, Paragraph)]
    found = [_mention(prose_blocks, words) for words in patterns("assessment", "all_of")]
    if all(found):
        yield Claim("assessment.mentioned", Decimal(1), found[0] or "")


def find_scope(organ: str | None, outline: Outline) -> tuple[Scope, str]:
    """Return whose figures these are, and the words that say so.

    A department reports its own; a government is taken to report for all below it only where it
    says so, and offices of a government are never taken for the government they speak of.
    """
    kind = organ_type(organ) if organ else ""
    texts = [*outline.front(), *outline.body("s1")]
    together = _mention(texts, pattern("scope", "aggregate"))
    own = _mention(texts, pattern("scope", "own"))
    if kind in prose("scope")["own_types"]:
        return "own", own or ""
    if kind in prose("scope")["aggregate_types"] and together:
        return "aggregate", together
    return ("own", own) if own and not together else ("unknown", "")
