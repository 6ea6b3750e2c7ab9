"""Every rule is proven on data that passes, data that fails, and data that nothing can decide.

A fixture is `<rule id>/<valid|invalid|undecided>.toml`: a report whose every cell is 0 and whose
prose is in order, the cells and claims that differ, and what the rule must make of it. Other
reports may stand beside it (`[[other]]`): of the organ itself (`organ = "same"`), above or below.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.check.rules import load_rules
from pipeline.check.runner import judge
from tests.check.warehouse import Draft, add_reports, empty_warehouse

HERE = Path(__file__).parent
KINDS = ("valid", "invalid", "undecided")
OWN_RULES = tuple(
    rule.id for rule in load_rules() if (HERE / rule.id.lower().replace("-", "_")).is_dir()
)
CASES = [(rule_id, kind) for rule_id in OWN_RULES for kind in KINDS]


def fixture_of(rule_id: str, kind: str) -> dict[str, Any]:
    path = HERE / rule_id.lower().replace("-", "_") / f"{kind}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def drafts_of(key: int, rule_id: str, kind: str) -> list[Draft]:
    """Return the report of a fixture, and those beside it: of the same organ, below it or above."""
    fixture = fixture_of(rule_id, kind)
    organs = {"same": key, "above": key * 100 + 99}
    report = fixture.get("report", {})
    own = Draft(key=key, **{k: organs[v] if k == "parent" else v for k, v in report.items()})
    others = []
    for number, given in enumerate(fixture.get("other", []), start=1):
        named = {k: organs[given[k]] for k in ("organ", "parent") if k in given}
        others.append(Draft(key=key * 1000 + number, **(given | named)))
    return [own, *others]


@pytest.fixture(scope="module")
def judged() -> duckdb.DuckDBPyConnection:
    connection = empty_warehouse()
    drafts = [draft for key, case in enumerate(CASES, start=1) for draft in drafts_of(key, *case)]
    add_reports(connection, drafts)
    judge(connection)
    return connection


def test_every_rule_has_its_three_fixtures() -> None:
    missing = [
        f"{rule.id}/{kind}"
        for rule in load_rules()
        for kind in KINDS
        if not (HERE / rule.id.lower().replace("-", "_") / f"{kind}.toml").is_file()
    ]
    assert missing == []


@pytest.mark.parametrize(("rule_id", "kind"), CASES)
def test_rule(judged: duckdb.DuckDBPyConnection, rule_id: str, kind: str) -> None:
    report_key = CASES.index((rule_id, kind)) + 1
    expected = fixture_of(rule_id, kind)["expect"]
    findings = expected.get("findings", [])
    counted = judged.execute(
        "select units, passed, failed, undecided from fact_check "
        "where report_key = ? and rule_id = ?",
        [report_key, rule_id],
    ).fetchall()
    outcomes = [finding["outcome"] for finding in findings]
    failed, undecided = outcomes.count("fail"), outcomes.count("undecided")
    passed = expected["units"] - failed - undecided
    assert counted == [(expected["units"], passed, failed, undecided)]
    assert _found(judged, report_key, rule_id, findings) == [_plain(f) for f in findings]


@pytest.mark.parametrize("kind", KINDS)
def test_fixture_shows_what_it_is_named_for(kind: str) -> None:
    wanted = {"valid": None, "invalid": "fail", "undecided": "undecided"}[kind]
    for rule_id in OWN_RULES:
        expected = fixture_of(rule_id, kind)["expect"]
        outcomes = {finding["outcome"] for finding in expected.get("findings", [])}
        assert outcomes == ({wanted} if wanted else set()), rule_id
        assert expected["units"] > 0, rule_id


def _found(
    connection: duckdb.DuckDBPyConnection,
    report_key: int,
    rule_id: str,
    findings: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Return the findings of the rule with those columns that the fixture states."""
    result = connection.execute(
        "select scope, outcome, severity, lhs, rhs, delta, verdict from fact_finding "
        "where report_key = ? and rule_id = ? order by scope",
        [report_key, rule_id],
    )
    names = [column[0] for column in result.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    stated = [set(finding) for finding in findings] + [{"scope"}] * len(rows)
    return [
        {key: value for key, value in row.items() if key in keys}
        for row, keys in zip(rows, stated, strict=False)
    ]


def _plain(finding: dict[str, Any]) -> dict[str, Any]:
    """Read the figures of a fixture; `unknown` is no figure."""
    return {
        key: None
        if value == "unknown"
        else Decimal(str(value))
        if key in ("lhs", "rhs", "delta")
        else value
        for key, value in finding.items()
    }
