"""What the views promise: what is counted, what stays NULL, and which reports are current."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline.load.parts import write_part
from pipeline.load.warehouse import build
from pipeline.paths import SQL, Home
from pipeline.records import Extraction
from tests.load.builders import VERSION, consistent, document, extraction

Open = Callable[..., duckdb.DuckDBPyConnection]


@pytest.fixture
def opened(home: Home) -> Iterator[Open]:
    """Give a function that builds the extractions and returns the open connection."""
    builds = []

    def open_build(*entries: Extraction) -> duckdb.DuckDBPyConnection:
        write_part(entries, home, VERSION)
        builds.append(build(home, VERSION, [document(entry) for entry in entries]))
        return builds[-1].__enter__().connection

    yield open_build
    for made in builds:
        made.__exit__(None, None, None)


def _check(
    connection: duckdb.DuckDBPyConnection, rule_id: str, failed: int = 0, undecided: int = 0
) -> None:
    """Judge every report by a rule of seven units, of which some did not pass."""
    connection.execute("insert into dim_profile values (1, ?, 7)", [rule_id])
    connection.execute(
        "insert into fact_judged select report_key, 1 from dim_report "
        "where report_key not in (from fact_judged select report_key)"
    )
    for outcome in ["fail"] * failed + ["undecided"] * undecided:
        _finding(connection, rule_id, "error", outcome, rule_id)


def _finding(
    connection: duckdb.DuckDBPyConnection,
    cause: str,
    severity: str,
    outcome: str,
    rule_id: str = "CP-BLANK",
) -> None:
    connection.execute(
        """
        insert into fact_finding by name
        select
            uuid()::varchar as finding_id, ? as cause_id, report_key, ? as rule_id,
            ? as severity, ? as outcome, 't3.total' as scope, 'report_inconsistent' as verdict,
            '' as message_zh, '' as message_en, '{}' as evidence, 'new' as state,
            now()::timestamp as first_seen, now()::timestamp as last_seen
        from dim_report
        """,
        [cause, rule_id, severity, outcome],
    )


def _reconciles(connection: duckdb.DuckDBPyConnection) -> object:
    rows = connection.execute("select reconciles from v_flagged_report").fetchall()
    assert len(rows) == 1
    return rows[0][0]


def test_leaves_sum_to_the_printed_total(opened: Open) -> None:
    connection = opened(extraction("a", figures=consistent(full=30, partial=12)))
    query = "select sum(value) from v_request_leaf"
    assert connection.execute(query).fetchone() == (42,)


@pytest.mark.parametrize(("layout", "lines"), [(2019, 19), (2021, 21)])
def test_leaves_are_the_outcomes_by_applicant(opened: Open, layout: int, lines: int) -> None:
    connection = opened(extraction("a", layouts=(layout, layout)))
    query = "select count(*), bool_or(column_code = 'total') from v_request_leaf"
    assert connection.execute(query).fetchone() == (lines * 6, False)


def test_leaves_count_the_current_report_only(opened: Open) -> None:
    connection = opened(
        extraction("a", figures=consistent(full=1, partial=0)),
        extraction("b", figures=consistent(full=9, partial=0), published_on=date(2023, 2, 1)),
    )
    assert connection.execute("select sum(value) from v_request_leaf").fetchone() == (9,)
    by_revision = """
        select is_current, max(value) from v_request where line_code = 'disclosed_full'
        group by is_current order by is_current
    """
    assert connection.execute(by_revision).fetchall() == [(False, 1), (True, 9)]


def test_blanks_stay_in_the_tall_views(opened: Open) -> None:
    blank = {
        ("t3", "carried_in", "total"): None,
        ("t4", "reconsideration", "total"): None,
        ("t2", "rules", "in_force"): None,
    }
    connection = opened(extraction("a", figures=blank))
    for view, rows in (("v_request", 175), ("v_remedy", 15), ("v_disclosure", 10)):
        query = f"select count(*), count(value) from {view}"  # noqa: S608 - names of this file
        assert connection.execute(query).fetchone() == (rows, rows - 1)


def test_the_report_view_names_organ_region_and_parent(opened: Open) -> None:
    connection = opened(extraction("a"))
    query = "select organ, region, year, parent_organ_name, read_state from v_report"
    assert connection.execute(query).fetchall() == [
        ("威海市环翠区人民政府", "环翠区", 2022, "威海市人民政府", "read")
    ]


def test_problems_are_counted_by_cause(opened: Open) -> None:
    connection = opened(extraction("a"))
    for cause, severity, outcome in (
        ("one", "error", "fail"),
        ("one", "error", "fail"),
        ("two", "error", "fail"),
        ("three", "warning", "fail"),
        ("four", "info", "fail"),
        ("five", "error", "undecided"),
    ):
        _finding(connection, cause, severity, outcome)
    query = "select n_error, n_warning, n_undecided from v_flagged_report"
    assert connection.execute(query).fetchall() == [(2, 1, 1)]


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ([], None),
        ([("T3-BAL", 0, 0), ("T4-SUM", 0, 0)], True),
        ([("T3-BAL", 1, 0), ("T4-SUM", 0, 2)], False),
        ([("T3-OUT", 0, 0), ("T3-ROW", 0, 1)], None),
        ([("T3-BAL", 0, 0), ("CP-BLANK", 3, 3)], True),
        ([("CP-BLANK", 3, 0)], None),
    ],
)
def test_a_report_reconciles_when_every_printed_sum_holds(
    opened: Open, checks: list[tuple[str, int, int]], expected: bool | None
) -> None:
    connection = opened(extraction("a"))
    for check in checks:
        _check(connection, *check)
    assert _reconciles(connection) is expected


def test_units_that_neither_failed_nor_stayed_open_have_passed(opened: Open) -> None:
    connection = opened(extraction("a"))
    _check(connection, "T3-BAL", failed=2, undecided=1)
    _check(connection, "T3-OUT")
    query = "select rule_id, units, passed, failed, undecided from fact_check order by rule_id"
    assert connection.execute(query).fetchall() == [("T3-BAL", 7, 4, 2, 1), ("T3-OUT", 7, 7, 0, 0)]


def test_nothing_is_said_of_a_report_that_was_not_read(opened: Open) -> None:
    connection = opened(extraction("a", state="unreadable"))
    _check(connection, "T3-BAL", failed=1)
    assert _reconciles(connection) is None


def test_only_current_reports_are_flagged(opened: Open) -> None:
    connection = opened(extraction("a"), extraction("b", published_on=date(2023, 2, 1)))
    query = "select report_key = stable_key(?) from v_flagged_report"
    assert connection.execute(query, [extraction("b").sha256]).fetchall() == [(True,)]


def test_rates_are_shares_of_what_they_say(opened: Open) -> None:
    figures = {
        **consistent(full=6, partial=2, carried_out=2),
        ("t3", "unavailable_not_held", "total"): 2,
        ("t3", "outcomes_total", "total"): 10,
        ("t4", "reconsideration", "corrected"): 1,
        ("t4", "reconsideration", "pending"): 1,
        ("t4", "reconsideration", "total"): 5,
        ("t4", "litigation_direct", "corrected"): 1,
        ("t4", "litigation_direct", "total"): 2,
        ("t4", "litigation_after_reconsideration", "corrected"): 1,
        ("t4", "litigation_after_reconsideration", "total"): 2,
    }
    connection = opened(extraction("a", figures=figures))
    query = """
        select
            n_outcomes, disclosure_rate, not_held_share, n_requests, carry_rate,
            n_reconsideration, reconsideration_correction_rate,
            n_litigation, litigation_correction_rate
        from v_rates
    """
    assert connection.execute(query).fetchall() == [(10, 0.8, 0.2, 10, 0.2, 4, 0.25, 4, 0.5)]


def test_a_rate_with_a_blank_or_no_denominator_is_null(opened: Open) -> None:
    blank = {
        ("t3", "outcomes_total", "total"): 4,
        ("t3", "disclosed_partial", "total"): None,
        ("t4", "litigation_direct", "total"): None,
        ("t4", "litigation_after_reconsideration", "total"): 3,
    }
    connection = opened(extraction("a", figures=blank))
    query = """
        select disclosure_rate, not_held_share, n_requests, carry_rate, n_litigation,
            litigation_correction_rate, n_reconsideration, reconsideration_correction_rate
        from v_rates
    """
    expected = (None, 0.0, 0, None, None, None, 0, None)
    assert connection.execute(query).fetchall() == [expected]


def test_coverage_has_every_organ_and_year(opened: Open) -> None:
    connection = opened(
        extraction("a", "博山区", 2021),
        extraction("b", "平度市人民政府", 2022, state="partial"),
        extraction("c", "平度市人民政府", 2022),
        extraction("d", None, None, state="unreadable"),
        *(extraction(f"page {n}", "博山区", 2021, state="not_a_report") for n in range(9)),
    )
    query = """
        select organ_name, report_year, read_state, n_documents from v_coverage
        order by organ_name, report_year
    """
    assert connection.execute(query).fetchall() == [
        ("博山区", 2021, "read", 10),
        ("博山区", 2022, "no_report", 0),
        ("平度市人民政府", 2021, "no_report", 0),
        ("平度市人民政府", 2022, "read", 2),
    ]


@pytest.mark.parametrize("path", sorted((SQL / "examples").glob("*.sql")), ids=lambda p: p.stem)
def test_every_example_runs_on_a_published_warehouse(home: Home, path: Path) -> None:
    figures = {**consistent(carried_out=5), ("t4", "reconsideration", "total"): 12}
    entries = [extraction(name, year=2020 + i, figures=figures) for i, name in enumerate("ab")]
    write_part(entries, home, VERSION)
    with build(home, VERSION, [document(entry) for entry in entries]) as made:
        made.publish()
    with duckdb.connect(home.database, read_only=True) as reader:
        reader.execute(path.read_text(encoding="utf-8")).fetchall()
