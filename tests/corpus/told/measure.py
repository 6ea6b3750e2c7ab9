"""How well claims are read and judged: every claim of many told reports, and slips in them."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.check.runner import judge
from pipeline.load.parts import write_part
from pipeline.load.warehouse import build
from pipeline.paths import Home
from pipeline.records import Document
from pipeline.registry.claims import claim_scope
from tests.corpus.told.report import Told, claims_of, extraction, told
from tests.corpus.told.writer import Made, mapping_of

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
VERSION = "told"
CHUNK = 2_000


@dataclass
class Reading:
    """Claims that were made, and what became of them."""

    made: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)


@dataclass
class Judging:
    """Reports that were judged, clean and with a slip, and what was found in them."""

    clean: int = 0
    alarmed: dict[int, list[str]] = field(default_factory=dict)
    slips: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    unseen: list[tuple[int, Made]] = field(default_factory=list)


def kind_of(code: str) -> str:
    """Return what a claim is about, as the page lists it."""
    kind, _, rest = code.partition(".")
    if kind in ("share", "list", "none"):
        return kind
    table, terms, column = rest.split(".")
    if table == "t3":
        single = ("new_requests", "carried_in", "carried_out", "outcomes_total")
        return terms if terms.startswith(single) else "outcome"
    return table if table == "t2" else ("case" if column == "total" else "case result")


def read(seeds: Iterable[int]) -> Reading:
    """Read the claims of clean reports; a claim that nobody made is false."""
    reading = Reading()
    for seed in seeds:
        case = told(seed)
        found, _ = claims_of(case)
        wanted = {(c, v) for c, values in mapping_of(case.made).items() for v in values}
        got = {(c.claim_code, c.value) for c in found if c.list_no is None and c.is_stated}
        reading.made.update(kind_of(code) for code, _ in wanted)
        reading.missed.update(kind_of(code) for code, _ in wanted - got)
        reading.false.update(kind_of(code) for code, _ in got - wanted)
    return reading


def judged(seeds: Iterable[int]) -> Judging:
    """Judge each report clean, and once more with one of its claims printed wrong."""
    judging = Judging()
    cases: list[tuple[int, Told]] = []
    for seed in seeds:
        clean = told(seed)
        cases.append((seed, clean))
        at = (seed * 7) % max(len(clean.made), 1)
        slipped = told(seed, slip=at)
        if slipped.slipped is not None and not slipped.slipped.code.startswith("none"):
            cases.append((seed, slipped))
    for start in range(0, len(cases), CHUNK):
        _judge_chunk(cases[start : start + CHUNK], judging)
    return judging


def _judge_chunk(cases: list[tuple[int, Told]], judging: Judging) -> None:
    names = [f"{seed}-{'clean' if c.slipped is None else 'slip'}" for seed, c in cases]
    found = _findings([extraction(c, name) for name, (_, c) in zip(names, cases, strict=True)])
    for name, (seed, case) in zip(names, cases, strict=True):
        scopes = found.get(name, [])
        if case.slipped is None:
            judging.clean += 1
            if scopes:
                judging.alarmed[seed] = scopes
            continue
        kind = kind_of(case.slipped.code)
        judging.slips[kind] += 1
        if _points_at(case.slipped, scopes):
            judging.found[kind] += 1
        else:
            judging.unseen.append((seed, case.slipped))


def _findings(extractions: list) -> dict[str, list[str]]:  # type: ignore[type-arg]  # of extractions
    """Return the scopes of the failed units of rules on the prose, by the title of the report."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        write_part(extractions, home, VERSION)
        documents = [Document(e.sha256, 1, SEEN, "told", f"{e.sha256}.txt") for e in extractions]
        with build(home, VERSION, documents) as warehouse:
            judge(warehouse.connection)
            rows = warehouse.connection.execute(
                "select r.title, f.rule_id || ' ' || f.scope from fact_finding as f "
                "inner join dim_report as r using (report_key) "
                "where f.rule_id like 'NA-%' and f.outcome = 'fail'"
            ).fetchall()
    found: dict[str, list[str]] = {}
    for title, scope in rows:
        found.setdefault(title, []).append(scope)
    return found


def _points_at(slip: Made, scopes: list[str]) -> bool:
    """Whether a finding is about what was made wrong: the cells, their channel, or the list."""
    if slip.list_no is not None:
        return any(scope.startswith("NA-ENUM") for scope in scopes)
    scope = claim_scope(slip.code) or ""
    if slip.code.startswith("share"):
        return f"NA-PCT {scope}" in scopes
    if scope.startswith("t4"):
        return any(x.split(" ")[1].startswith(scope.rsplit(".", 1)[0]) for x in scopes)
    return any(x.split(" ")[1] == scope for x in scopes)
