"""Whose error a failed unit looks like, once its cause is known.

What must not go here: searches, words.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.check.diagnosis.model import Cause
from pipeline.check.diagnosis.report import Diagnosis
from pipeline.check.facts import ReportFacts
from pipeline.check.verdicts import JudgedUnit, Verdict


def verdict_of(unit: JudgedUnit, cause: Cause | None, facts: ReportFacts) -> Verdict:
    """Return whose error a failed unit looks like, given its cause.

    The geometry of the reading comes first: what may stand in the wrong cell, or was not read
    with certainty, is nobody's error yet. Then the arithmetic: what prose and sums agree on
    is the report's. Where the tables balance and only the prose disagrees, it is between them.
    """
    if cause is None or unit.outcome != "fail" or unit.verdict == "reading_doubt":
        return unit.verdict
    best = cause.mends[0] if cause.mends else None
    if best is None:
        return unit.verdict
    if best.claims and not best.changes:
        return "text_table_mismatch"
    if best.is_displacement or any(c.cell[1] in facts.doubtful_lines for c in best.changes):
        return "reading_doubt"
    return "report_inconsistent"


def with_verdicts(
    units: Sequence[JudgedUnit], diagnosis: Diagnosis, facts: ReportFacts
) -> tuple[JudgedUnit, ...]:
    """Return the units with the verdicts that their causes give them."""
    judged = []
    for unit, number in zip(units, diagnosis.of_unit, strict=True):
        verdict = verdict_of(unit, None if number is None else diagnosis.causes[number], facts)
        judged.append(unit if verdict == unit.verdict else unit._replace(verdict=verdict))
    return tuple(judged)
