"""All claims on figures of one report, sentence by sentence.

Section one holds them by the form (国办公开办函〔2019〕60号); sections three and four are read too,
where offices write sentences around the tables.

What must not go here: patterns (`statements.toml`), judging a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.parse.prose.denials import denial_claims
from pipeline.parse.prose.disclosed import disclosure_claims
from pipeline.parse.prose.lists import list_claims
from pipeline.parse.prose.passages import Passage, passages
from pipeline.parse.prose.remedies import remedy_claims
from pipeline.parse.prose.requests import (
    CARRIED_OUT,
    NEW,
    TOTALS,
    blanket_claims,
    names_others,
    outcome_claim,
    request_claim,
    share_claim,
    with_carried,
)
from pipeline.parse.prose.said import Sentence, Thread
from pipeline.parse.sections import Outline
from pipeline.records import Claim, Paragraph
from pipeline.registry.claims import claim_scope
from pipeline.registry.labels import plain
from pipeline.registry.statements import listed, setting, words

_BODY = ("s3", "s4")  # sections whose paragraphs may be cells of a table that lost its grid


@dataclass(slots=True)
class _Report:
    """What the reader needs to know of the report, and what it has found."""

    year: int | None
    layout_t2: int | None
    found: list[Claim] = field(default_factory=list)
    lists: int = 0


def figure_claims(outline: Outline, year: int | None, layout_t2: int | None) -> list[Claim]:
    """Return every claim of the prose on figures, in reading order, each statement once.

    Args:
        outline: the report's sections.
        year: the report year, by which figures of other years are told; None lets all pass.
        layout_t2: the layout of table 2, which says what its columns are called.
    """
    report = _Report(year, layout_t2)
    thread = Thread(year)
    for passage in passages(_paragraphs(outline)):
        if words("topic", "continued").search(passage.text) is None:
            thread = Thread(year, thread.is_headed)
        thread.claimed.clear()
        _read_passage(report, passage, thread)
        thread.is_headed = _is_heading_on_requests(passage)
    return _each_once(report.found)


def _paragraphs(outline: Outline) -> Iterator[Paragraph]:
    first = outline.body("s1")
    yield from first[1:] if first else ()
    for code in _BODY:
        for paragraph in outline.body(code)[1:]:
            text = plain(paragraph.text)
            if words("passage", "stops").search(text) and words("topic", "sentence").search(text):
                yield paragraph


def _is_heading_on_requests(passage: Passage) -> bool:
    text = passage.text
    is_heading = (
        len(text) <= int(setting("topic", "heading_most"))
        and words("passage", "ends").search(text) is None
    )
    return is_heading and words("topic", "requests").search(text) is not None


def _each_once(found: list[Claim]) -> list[Claim]:
    """Drop what an earlier sentence says in the same figures; parts of a list are all kept."""
    seen = set()
    kept = []
    for claim in found:
        key = (claim.claim_code, claim.value, claim.scope, claim.is_stated)
        if claim.list_no is None and key in seen:
            continue
        seen.add(key)
        kept.append(claim)
    return kept


def _read_passage(report: _Report, passage: Passage, thread: Thread) -> None:
    is_gated, has_disclosures, has_lists = (
        words(section, "gate").search(passage.text) is not None
        for section in ("topic", "disclosures", "lists")
    )
    if not (is_gated or has_disclosures or has_lists):
        return
    before: Sentence | None = None
    for start, text in passage.sentences():
        sentence = Sentence(passage, start, text, thread)
        if is_gated and (words("topic", "gate").search(text) or _goes_on(sentence)):
            report.found += _cases(sentence)
        if has_disclosures and words("disclosures", "gate").search(text):
            report.found += disclosure_claims(sentence, report.layout_t2)
        if has_lists and words("lists", "gate").search(text):
            claims = list(list_claims(sentence, before, report.lists + 1))
            report.lists += bool(claims)
            report.found += claims
        before = sentence


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence without a word on requests or cases may state figures of them."""
    is_open = sentence.thread.is_about_requests or bool(sentence.thread.channel)
    return is_open and words("topic", "figure").search(sentence.text) is not None


def _cases(sentence: Sentence) -> list[Claim]:
    """Return what a sentence says of requests, reconsiderations and litigations."""
    thread = sentence.thread
    found: list[Claim] = []
    for index, figure in enumerate(sentence.figures):
        lead = sentence.lead(index)
        if words("topic", "requests").search(lead):
            thread.is_about_requests = True
        elif names_others(figure.tail):
            thread.is_about_requests = False
        if figure.kind == "percent":
            claims = [share_claim(sentence, index), _change(sentence, index)]
        else:
            claims = _count_claims(sentence, index)
        found += [claim for claim in claims if claim is not None]
    if words("topic", "requests").search(sentence.text):
        thread.is_about_requests = True
    found = with_carried(sentence, found)
    if any(claim.claim_code in TOTALS for claim in found):
        found += blanket_claims(sentence)
    found += denial_claims(sentence)
    found += _lost(sentence)
    return found


def _count_claims(sentence: Sentence, index: int) -> list[Claim | None]:
    """Return the claims of one count: on cases, else on requests, else on an outcome."""
    thread = sentence.thread
    remedies = list(remedy_claims(sentence, index))
    if remedies:
        thread.outcome = None
        return [*remedies]
    if claim := request_claim(sentence, index):
        thread.channel = ()
        scope = claim_scope(claim.claim_code)
        thread.outcome = scope if claim.claim_code == CARRIED_OUT else None
        thread.total = scope if claim.claim_code == NEW else None
        return [claim]
    if claim := outcome_claim(sentence, index):
        thread.channel, thread.total = (), None
        thread.outcome = claim_scope(claim.claim_code)
        return [claim]
    thread.outcome = None  # a share that follows is of this figure, whatever it is
    if not words("change", "compared").search(sentence.figures[index].tail):
        thread.total = None  # and so is a change
    return []


def _change(sentence: Sentence, index: int) -> Claim | None:
    """Return by how much a total is said to differ from last year's, in per cent."""
    figure = sentence.figures[index]
    match = words("change", "tail").search(figure.tail)
    scope = sentence.thread.total
    if match is None or scope is None or words("change", "others").search(figure.tail):
        return None
    value = -figure.value if match["way"] in listed("change", "down") else figure.value
    return sentence.claim(f"change.{scope}", value, figure.start, "%", tolerance=figure.step / 2)


def _lost(sentence: Sentence) -> Iterator[Claim]:
    """Yield a claim without value where the figure of a statement is damaged or gone."""
    match = words("figure", "lost").search(sentence.text)
    if match and not words("requests", "never").search(match[0]):
        yield sentence.claim(NEW, None, match.start())
