"""Six real reports: every cell and every finding, nothing more and nothing less."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline import steps
from pipeline.extract import extract
from pipeline.paths import Home

NOW = datetime(2026, 1, 1, tzinfo=UTC)

Cell = tuple[str, str, str]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _true_cells(truth: Path) -> dict[str, dict[Cell, Decimal | None]]:
    documents: dict[str, dict[Cell, Decimal | None]] = defaultdict(dict)
    for row in _rows(truth / "cells.csv"):
        cell = row["table"], row["row"], row["column"].removesuffix("_wan")
        documents[row["document"]][cell] = Decimal(row["value"]) if row["value"] else None
    return documents


def test_every_cell_is_exact(real_reports: Path, real_truth: Path) -> None:
    documents = _true_cells(real_truth)
    assert len(documents) == 6
    for name, wanted in documents.items():
        report = extract((real_reports / name).read_bytes()).report
        found = {(c.table_code, c.line_code, c.column_code): c.value for c in report.cells}
        assert found == wanted, name
        assert report.state == "read", name


@pytest.fixture(scope="module")
def warehouse(
    real_reports: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    home = Home(tmp_path_factory.mktemp("real"))
    steps.take_in(home, [real_reports], now=NOW)
    steps.extract_pending(home)
    with steps.judged_build(home) as build:
        path = steps.publish(build)
    with duckdb.connect(path, read_only=True) as connection:
        yield connection


def test_every_finding_is_found_and_no_other(
    warehouse: duckdb.DuckDBPyConnection, real_truth: Path
) -> None:
    wanted = {
        (row["document"], row["rule"], row["severity"], row["scope"])
        for row in _rows(real_truth / "findings.csv")
    }
    found = warehouse.execute(
        "select file_name, rule_id, severity, scope from v_finding "
        "where outcome = 'fail' and severity in ('error', 'warning')"
    ).fetchall()
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_facts_hold_the_same_figures(
    warehouse: duckdb.DuckDBPyConnection, real_truth: Path
) -> None:
    found = warehouse.execute(
        "select file_name, table_code, line_code, column_code, value from v_request "
        "inner join v_report using (report_key) "
        "union all select file_name, table_code, line_code, column_code, value from v_remedy "
        "inner join v_report using (report_key) "
        "union all select file_name, 't2', line_code, measure_code, value from fact_disclosure "
        "inner join dim_line using (line_key) inner join v_report using (report_key)"
    ).fetchall()
    wanted = [
        (name, *cell, value)
        for name, cells in _true_cells(real_truth).items()
        for cell, value in cells.items()
    ]
    key = lambda row: row[:4]  # noqa: E731 - used on the next line
    assert sorted(found, key=key) == sorted(wanted, key=key)


def test_reports_that_do_not_reconcile_are_flagged(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = dict(warehouse.execute("select file_name, reconciles from v_flagged_report").fetchall())
    assert found == {
        "seeds/000_0c4d93608fc9577c.txt": True,
        "seeds/001_5a46c2b8c80e9869.txt": True,
        "seeds/002_25f0704815ae6a25.txt": True,  # its blanks are all forced to zero
        "seeds/003_76be13fe57b21522.txt": None,  # a whole channel is blank
        "seeds/004_4d605a2806eaa24b.txt": True,
        "hzq2023.pdf": False,
    }


def test_one_cause_is_one_problem(warehouse: duckdb.DuckDBPyConnection) -> None:
    causes = warehouse.execute(
        "select count(distinct cause_id) from v_finding where rule_id = 'CP-BLANK' "
        "and file_name like '%002%' and scope like 't3.%'"
    ).fetchone()
    assert causes == (1,)
