"""A report whose section one is told, as the parser sees it, with the claims it makes."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.parse.claims import find_scope
from pipeline.parse.prose.reader import figure_claims
from pipeline.parse.sections import outline
from pipeline.records import Claim, Extraction, Paragraph, Place, Report, StatCell
from tests.corpus.figures import Figures, consistent, dice
from tests.corpus.told import others, requests
from tests.corpus.told.writer import Made, Writer

SPELLINGS = ("digits", "digits", "digits", "wide", "thousands", "spaced", "chinese")
ORGANS = {  # who speaks in the sentences of an organ
    "云岭市青榆县发展和改革局": ("我局", "本局", ""),
    "云岭市青榆县财政局": ("我局", "县财政局", "本机关"),
    "云岭市青榆县人民政府": ("全县", "我县", "全县各级各部门", "县政府及各部门"),
    "南渚区松泉街道办事处": ("我街道", "街道", "本街道"),
    "云岭市人民政府": ("全市", "我市", "全市各级行政机关"),
}


@dataclass
class Told:
    """A report, the claims its sentences make, and the one that was made wrong, if any."""

    figures: Figures
    lines: list[str]
    made: list[Made] = field(default_factory=list)
    slipped: Made | None = None


def told(seed: int, slip: int | None = None) -> Told:
    """Return the report of a seed; `slip` is the number of the claim to make wrong."""
    rng = dice(f"told-{seed}")
    layout = rng.choice((2019, 2021))
    organ = rng.choice(sorted(ORGANS))
    # few figures are large: the prose of most offices is about a handful of requests
    figures = consistent(seed, layout, organ=organ, dense=rng.random() < 0.4)
    writer = Writer(figures, rng, rng.choice(SPELLINGS), slip)
    who = rng.choice(ORGANS[organ])
    lines = [*_published(writer), *_distracted(writer, who, _requests(writer, who))]
    lines += [text + "。" for text in others.remedies(writer)]
    lines += [text + "。" for text in others.disclosed(writer)]
    return Told(figures, _torn(rng, lines), writer.made, writer.slipped)


def _published(w: Writer) -> list[str]:
    return [others.enumeration(w) + "。"] if w.rng.random() < 0.5 else []


def _requests(w: Writer, who: str) -> list[str]:
    if not w.total("t3.new_requests.total") and not w.total("t3.carried_in.total"):
        return [requests.none_received(w, who) + "。"]
    if w.total("t3.carried_in.total"):
        return [requests.received_with_carried(w, who)]
    return [requests.received(w, who)]


def _distracted(w: Writer, who: str, head: list[str]) -> list[str]:
    """Set the sentences on requests among others that are none of theirs."""
    noise = [text + "。" for text in others.distractors(w, who)]
    if head[0].endswith("。"):
        return [*noise, *head]
    body = head[0]
    if w.rng.random() < 0.6:
        body += "，" + requests.handled(w)
    body += "。"
    if w.rng.random() < 0.7:
        body += requests.outcomes(w) + "。"
    at = w.rng.randint(0, len(noise))
    return [*noise[:at], body, *noise[at:]]


def _torn(rng: random.Random, lines: list[str]) -> list[str]:
    """Tear long paragraphs where a page ends, as dumps of PDF do; never within a figure."""
    torn = []
    for line in lines:
        if len(line) > 60 and rng.random() < 0.3:
            at = rng.randint(30, len(line) - 10)
            if not (line[at - 1].isdigit() or line[at - 1] in " ,"):
                torn += [line[:at], line[at:]]
                continue
        torn.append(line)
    return torn


def claims_of(case: Told) -> tuple[list[Claim], str]:
    """Return the claims that the parser finds, and the scope it gives the report."""
    texts = ["一、总体情况", *case.lines, "二、主动公开政府信息情况"]
    sketch = outline([Paragraph(text, Place(f"L{i}")) for i, text in enumerate(texts, start=1)])
    scope, _ = find_scope(case.figures.organ, sketch)
    return figure_claims(sketch, case.figures.year, case.figures.layout_t2), scope


def extraction(case: Told, name: str) -> Extraction:
    """Return the report as extracted, every cell read as it is printed."""
    figures = case.figures
    claims, scope = claims_of(case)
    cells = tuple(
        StatCell(*key, "number" if value else "zero", value, raw_text=str(value))
        for key, value in figures.truth.items()
    )
    report = Report(
        "read",
        title=name,
        organ_name=f"{figures.organ}",
        report_year=figures.year,
        scope=scope,  # type: ignore[arg-type]  # one of three words
        layout_t2=figures.layout_t2,
        layout_t3=figures.layout_t3,
        cells=cells,
        claims=tuple(claims),
    )
    return Extraction(hashlib.sha256(name.encode()).hexdigest(), "text", "told", report)


def differs(value: Decimal | None, other: Decimal) -> bool:
    """Whether a claim as read is another than the one that was made."""
    return value is None or value != other
