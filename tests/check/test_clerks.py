"""Findings worded in processes of their own are those worded in this one, in the same order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping

import duckdb
import pyarrow as pa
import pytest

from pipeline.check.clerks import Bounds, _received, word_chunks
from pipeline.check.facts import Tables
from pipeline.check.gather import chunk_tables, gather
from pipeline.check.rules import Rule, load_rules
from pipeline.check.runner import judge
from pipeline.check.wording import FINDINGS, PLACES
from tests.check.warehouse import Draft, add_reports, empty_warehouse

REPORTS = 6


@pytest.fixture(scope="module")
def open_units() -> duckdb.DuckDBPyConnection:
    """Judge reports of one organ, each with a slip of its own; what is open stays gathered."""
    connection = empty_warehouse()
    add_reports(
        connection,
        [
            Draft(key=n, organ=1, year=2010 + n, cells={"t3.carried_in.total": n, "t2.rules": n})
            if n % 2
            else Draft(key=n, organ=1, year=2010 + n, cells={"t4.reconsideration.upheld": n})
            for n in range(1, REPORTS + 1)
        ],
    )
    judge(connection)
    return connection


def _worded(
    connection: duckdb.DuckDBPyConnection,
    rules: Mapping[str, Rule],
    workers: int,
    **changed: object,
) -> list[pa.Table]:
    kept: list[pa.Table] = []

    def fetch(bounds: Bounds) -> Tables:
        tables = dict(chunk_tables(connection, bounds, rules))
        for name in changed:
            del tables[name]
        return tables

    word_chunks(
        gather(connection, 1), rules, fetch, lambda _: PLACES.empty_table(), kept.append,
        workers=workers,
    )  # fmt: skip
    return kept


def test_processes_word_what_this_one_words(open_units: duckdb.DuckDBPyConnection) -> None:
    rules = {rule.id: rule for rule in load_rules()}
    here = _worded(open_units, rules, workers=1)
    there = _worded(open_units, rules, workers=2)
    assert len(here) == REPORTS
    assert [t.to_pylist() for t in there] == [t.to_pylist() for t in here]
    stored = open_units.execute("select count(*) from fact_finding").fetchall()
    assert [(pa.concat_tables(there).num_rows,)] == stored > [(REPORTS,)]
    assert there[0].schema == FINDINGS


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_is_raised_here(
    open_units: duckdb.DuckDBPyConnection, workers: int
) -> None:
    rules = {rule.id: rule for rule in load_rules()}
    with pytest.raises(KeyError, match="open_request"):
        _worded(open_units, rules, workers, open_request=None)


def test_a_process_that_ended_is_an_error_and_no_endless_wait() -> None:
    ours, theirs = multiprocessing.Pipe()
    theirs.close()
    with pytest.raises(RuntimeError, match="ended early"):
        _received(ours)
