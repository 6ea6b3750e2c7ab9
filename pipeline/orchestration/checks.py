"""One asset check for each assertion file, with the severity of its header."""

from collections.abc import Iterator

import dagster as dg
import duckdb

from pipeline.check.rules import Rule, load_rules
from pipeline.orchestration.tables import markdown

WORST = (
    "select organ_name, report_year, file_name, scope, outcome, message_zh from v_finding "
    "where rule_id = ? order by outcome, organ_name, report_year, scope limit 20"
)
UNITS = (
    "select coalesce(sum(units), 0), coalesce(sum(passed), 0), coalesce(sum(failed), 0), "
    "coalesce(sum(undecided), 0) from fact_check inner join v_report using (report_key) "
    "where is_current and rule_id = ?"
)


def check_name(rule_id: str) -> str:
    """Return the rule id as Dagster takes names: T3-BAL is `T3_BAL`."""
    return rule_id.replace("-", "_")


def check_specs(asset: str) -> list[dg.AssetCheckSpec]:
    """Return one check on the asset for every assertion file."""
    return [
        dg.AssetCheckSpec(
            check_name(rule.id),
            asset=asset,
            description=f"{rule.id} {rule.title_zh} / {rule.title_en} ({rule.authority})",
        )
        for rule in load_rules()
    ]


def check_results(
    connection: duckdb.DuckDBPyConnection, asset: str
) -> Iterator[dg.AssetCheckResult]:
    """Yield each rule's outcome over all current reports: a wrong report never fails the run."""
    for rule in load_rules():
        units, passed, failed, undecided = _units(connection, rule)
        cursor = connection.execute(WORST, [rule.id])
        columns = [column[0] for column in cursor.description or ()]
        yield dg.AssetCheckResult(
            check_name=check_name(rule.id),
            asset_key=asset,
            passed=failed == 0,
            severity=_severity(rule),
            metadata={
                "units": units,
                "passed": passed,
                "failed": failed,
                "undecided": undecided,
                "examples": dg.MetadataValue.md(markdown(columns, cursor.fetchall())),
            },
        )


def _units(connection: duckdb.DuckDBPyConnection, rule: Rule) -> tuple[int, int, int, int]:
    row = connection.execute(UNITS, [rule.id]).fetchone()
    units, passed, failed, undecided = row or (0, 0, 0, 0)
    return int(units), int(passed), int(failed), int(undecided)


def _severity(rule: Rule) -> dg.AssetCheckSeverity:
    return dg.AssetCheckSeverity.ERROR if rule.severity == "error" else dg.AssetCheckSeverity.WARN
