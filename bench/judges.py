"""Sums of tables 3 and 4 judged by us, row by row in Python, and by pandera, in one run.

Ours stores how every rule came out for every report, with the findings worded; the peers only say
which units fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import pandera.pandas as pandera

from bench import reports
from bench.timing import timed
from pipeline.check.rules import load_rules
from pipeline.check.runner import judge
from pipeline.load.warehouse import build
from pipeline.paths import Home

JUDGED = ("T3-ROW", "T3-OUT", "T3-BAL", "T4-SUM")
_REQUESTS = """
    select f.report_key, l.line_code, f.natural_person, f.org_enterprise, f.org_research,
        f.org_public_welfare, f.org_legal_service, f.org_other, f.total, l.role = 'outcome' as leaf
    from fact_request as f inner join dim_line as l on f.line_key = l.line_key
"""
_REMEDIES = "select report_key, line_key, upheld, corrected, other_result, pending, total"
_REMEDIES += " from fact_remedy"
_PARTS = (
    "natural_person", "org_enterprise", "org_research", "org_public_welfare", "org_legal_service",
    "org_other",
)  # fmt: skip
_COLUMNS = (*_PARTS, "total")
_RESULTS = ("upheld", "corrected", "other_result", "pending")
_BALANCE = {"new_requests": 1, "carried_in": 1, "outcomes_total": -1, "carried_out": -1}


def compare_judges(home: Home, size: int) -> Iterator[dict[str, Any]]:
    """Yield our seconds beside each peer's; all must find the same number of failures."""
    rules = [rule for rule in load_rules() if rule.id in JUDGED]
    with build(home, reports.VERSION, reports.documents(size)) as made:
        connection = made.connection
        ours, found = timed(lambda: judge(connection, rules))
        peers = [
            ("python", *timed(lambda: _by_rows(connection))),
            ("pandera", *timed(lambda: _by_pandera(connection))),
        ]
    for peer, seconds, failed in peers:
        if failed != found.failed:
            raise AssertionError(f"{peer} finds {failed} failures, we find {found.failed}")
        yield {
            "name": f"warehouse/judge_sums/{size}",
            "value": round(ours, 3),
            "unit": "s",
            "peer": peer,
            "peer_value": round(seconds, 3),
            "ratio": round(ours / seconds, 3),
        }


def _by_rows(connection: duckdb.DuckDBPyConnection) -> int:
    failed = 0
    outcomes: dict[int, list[int]] = {}
    balance: dict[int, list[int]] = {}
    for key, line, *figures, leaf in connection.execute(_REQUESTS).fetchall():
        failed += sum(figures[:-1]) != figures[-1]
        weight = 1 if leaf else -1 if line == "outcomes_total" else 0
        if weight:
            row = outcomes.setdefault(key, [0] * 7)
            for place, figure in enumerate(figures):
                row[place] += weight * figure
        if line in _BALANCE:
            row = balance.setdefault(key, [0] * 7)
            for place, figure in enumerate(figures):
                row[place] += _BALANCE[line] * figure
    for rows in (outcomes, balance):
        failed += sum(figure != 0 for row in rows.values() for figure in row)
    for _, _, *figures, total in connection.execute(_REMEDIES).fetchall():
        failed += sum(figures) != total
    return failed


def _by_pandera(connection: duckdb.DuckDBPyConnection) -> int:
    requests = connection.execute(_REQUESTS).df()
    remedies = connection.execute(_REMEDIES).df()
    row = pandera.Check(lambda frame: frame[list(_PARTS)].sum(axis=1) == frame["total"])
    result = pandera.Check(lambda frame: frame[list(_RESULTS)].sum(axis=1) == frame["total"])
    even = pandera.Check(lambda column: column == 0)
    columns = {column: pandera.Column(checks=even) for column in _COLUMNS}
    weights = requests["leaf"].astype("int64") - (requests["line_code"] == "outcomes_total")
    balance = requests["line_code"].map(_BALANCE).fillna(0).astype("int64")
    failed = _failures(pandera.DataFrameSchema(checks=row), requests)
    failed += _failures(pandera.DataFrameSchema(checks=result), remedies)
    for weight in (weights, balance):
        weighted = requests[list(_COLUMNS)].mul(weight, axis=0)
        sums = weighted.groupby(requests["report_key"]).sum()
        failed += _failures(pandera.DataFrameSchema(columns), sums)
    return failed


def _failures(schema: pandera.DataFrameSchema, frame: pd.DataFrame) -> int:
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        # a check of the whole frame lists every column of a row that fails
        return (
            int(cases.drop_duplicates(["check", "index", "column"])["index"].count())
            if (schema.columns)
            else int(cases["index"].nunique())
        )
    return 0
