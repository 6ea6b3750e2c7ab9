"""What becomes of findings over nights, revisions, changes of rules and waivers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from pipeline.check.lifecycle import EVENTS, events_after, settle
from pipeline.check.rules import load_rules
from pipeline.check.runner import judge
from pipeline.check.waivers import Waiver
from pipeline.load.warehouse import run_files
from tests.check.warehouse import CellEntry, Draft, add_reports, empty_warehouse

RULES = load_rules()
WRONG: dict[str, CellEntry] = {"t4.reconsideration.upheld": 3}
WORSE: dict[str, CellEntry] = {"t4.reconsideration.upheld": 4}
FIRST = datetime(2024, 4, 1, 2, tzinfo=UTC)
NOW = datetime(2024, 6, 1, 2, tzinfo=UTC)
Row = dict[str, Any]


def night(
    *drafts: Draft,
    journal: pa.Table | None = None,
    waivers: list[Waiver] | None = None,
    version: int = 1,
    now: datetime = NOW,
) -> tuple[duckdb.DuckDBPyConnection, pa.Table]:
    """Judge the reports; return the build and the journal as it is after its publication."""
    known = EVENTS.empty_table() if journal is None else journal
    connection = empty_warehouse()
    add_reports(connection, drafts)
    rules = [replace(r, version=version) if r.id == "T4-SUM" else r for r in RULES]
    judge(connection, [r for r in rules if r.id in ("T4-SUM", "T3-BAL", "XY-CARRY")])
    settle(connection, known, waivers or [], now=now)
    newest = max(known.column("generation").to_pylist(), default=0)
    return connection, pa.concat_tables([known, events_after(connection, newest)])


def states(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    return connection.execute(
        "select report_key, state from fact_finding order by report_key"
    ).fetchall()


def events(journal: pa.Table) -> list[str]:
    return [row["event"] for row in journal.sort_by("generation").to_pylist()]


def revisions(*cells: dict[str, CellEntry]) -> list[Draft]:
    """Return revisions of one report, a month apart, the last of them current."""
    return [
        Draft(
            key=number,
            organ=1,
            revision=number,
            is_current=number == len(cells),
            cells=given,
            seen_on=f"2024-{number:02d}-01",
        )
        for number, given in enumerate(cells, start=1)
    ]


def test_a_finding_is_new_until_something_else_happens() -> None:
    build, journal = night(Draft(cells=WRONG))
    assert states(build) == [(1, "new")]
    again, same = night(Draft(cells=WRONG), journal=journal)
    assert states(again) == [(1, "new")]
    assert same.equals(journal)
    more, journal = night(Draft(cells=WRONG), Draft(key=2, cells=WRONG), journal=journal)
    assert states(more) == [(1, "open"), (2, "new")]
    assert events(journal) == ["new", "new"]


def test_the_same_facts_and_the_same_journal_give_the_same_rows() -> None:
    drafts = revisions(WRONG, {}, WORSE)
    _, journal = night(*drafts)
    rows = [
        night(*drafts, journal=journal, now=now)[0]
        .execute("select * from fact_finding order by all")
        .fetchall()
        for now in (NOW, datetime(2030, 1, 1, tzinfo=UTC))
    ]
    assert rows[0] == rows[1]


def test_a_later_revision_without_it_fixed_it_on_its_day() -> None:
    _, journal = night(*revisions(WRONG))
    build, journal = night(*revisions(WRONG, {}), journal=journal)
    (row,) = build.execute("select report_key, state, fixed_on from fact_finding").fetchall()
    assert row == (1, "fixed", datetime(2024, 2, 1))
    assert events(journal) == ["new", "fixed"]
    assert journal.to_pylist()[-1]["happened_at"] == datetime(2024, 2, 1)
    # the revisions say so themselves: a journal that was lost takes nothing of it away
    anew, _ = night(*revisions(WRONG, {}))
    assert anew.execute("select state, fixed_on from fact_finding").fetchall() == [row[1:]]


def test_other_figures_in_the_same_place_are_no_repair() -> None:
    _, journal = night(*revisions(WRONG))
    build, journal = night(*revisions(WRONG, WORSE), journal=journal)
    assert states(build) == [(1, "changed"), (2, "new")]
    assert sorted(events(journal)) == ["changed", "new", "new"]


def test_a_revision_that_was_not_read_there_is_no_repair() -> None:
    blank: dict[str, CellEntry] = {"t4.reconsideration.total": "missing"}
    build, _ = night(*revisions(WRONG, blank))
    assert dict(states(build))[1] == "changed"


@pytest.mark.parametrize("with_journal", [True, False])
def test_what_comes_back_after_a_repair_is_reopened(with_journal: bool) -> None:
    journal = night(*revisions(WRONG, {}))[1] if with_journal else None
    build, journal = night(*revisions(WRONG, {}, WRONG), journal=journal)
    # the first edition has what the current one has: it is the same finding
    assert states(build) == [(1, "open"), (3, "reopened")]
    first, last = build.execute(
        "select first_seen, last_seen from fact_finding where report_key = 3"
    ).fetchall()[0]
    assert (first, last) == (datetime(2024, 1, 1), datetime(2024, 3, 1))
    again, _ = night(*revisions(WRONG, {}, WRONG), journal=journal)
    assert states(again) == states(build)


def test_a_changed_rule_relabels_and_never_reads_as_fixed() -> None:
    _, journal = night(Draft(cells=WRONG))
    build, after = night(Draft(cells=WRONG), journal=journal, version=2)
    assert states(build) == [(1, "relabelled")]
    assert events(after) == ["new", "relabelled"]
    assert build.execute("select first_seen from fact_finding").fetchall() == [
        (FIRST.replace(tzinfo=None),)
    ]
    # with the new version it passes: the organ has mended nothing
    _, gone = night(*revisions({}), journal=night(*revisions(WRONG))[1], version=2)
    assert events(gone) == ["new", "retired"]


def test_a_finding_that_a_better_reading_takes_away_is_withdrawn_not_fixed() -> None:
    _, journal = night(Draft(cells=WRONG))
    _, journal = night(Draft(), journal=journal)
    assert events(journal) == ["new", "withdrawn"]
    build, journal = night(Draft(cells=WRONG), journal=journal)
    assert states(build) == [(1, "reopened")]


def waiver(**changes: Any) -> Waiver:
    given = {
        "waiver_id": "w1",
        "line": 3,
        "organ": "organ 1",
        "report_year": 2020,
        "rule_id": "T4-SUM",
        "author": "someone",
        "reason": "agreed",
        "expires_on": date(2024, 12, 31),
    }
    return Waiver(**(given | changes))


def waiver_states(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    return connection.execute("select state, findings from fact_waiver").fetchall()


def test_a_waived_finding_is_no_problem_and_still_does_not_reconcile() -> None:
    build, _ = night(Draft(cells=WRONG), waivers=[waiver()])
    assert states(build) == [(1, "waived")]
    assert waiver_states(build) == [("active", 1)]
    run_files(build, "views")
    flagged = build.execute("select n_error, reconciles from v_flagged_report").fetchall()
    assert flagged == [(0, False)]
    assert build.execute("select n_error, has_open_error from v_rates").fetchall() == [(0, False)]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"expires_on": date(2024, 5, 31)}, "expired"),
        ({"scope": "t4.reconsideration"}, "active"),
        ({"scope": "t4"}, "active"),
        ({"scope": "t4.litigation_direct"}, "unused"),
        ({"report_year": 2019}, "unused"),
        ({"organ": "organ 2"}, "unused"),
        ({"finding_id": "0" * 12}, "dead"),
    ],
)
def test_a_waiver_holds_within_its_scope_and_time(changes: dict[str, Any], state: str) -> None:
    build, _ = night(Draft(cells=WRONG), waivers=[waiver(**changes)])
    assert [name for name, _ in waiver_states(build)] == [state]
    assert states(build) == [(1, "waived" if state == "active" else "new")]


def test_a_waiver_dies_with_the_figures_it_was_given_for() -> None:
    _, journal = night(*revisions(WRONG), waivers=[waiver()])
    again, journal = night(*revisions(WRONG), journal=journal, waivers=[waiver()])
    assert states(again) == [(1, "waived")]
    build, journal = night(*revisions(WRONG, WORSE), journal=journal, waivers=[waiver()])
    assert dict(states(build))[2] == "new"
    assert waiver_states(build) == [("dead", 0)]
    assert events(journal).count("waived") == 1


def test_a_waiver_that_names_its_finding_needs_no_journal_to_die() -> None:
    first, _ = night(*revisions(WRONG))
    ((finding_id,),) = first.execute("select finding_id from fact_finding").fetchall()
    sealed = waiver(finding_id=finding_id)
    assert states(night(*revisions(WRONG), waivers=[sealed])[0]) == [(1, "waived")]
    build, _ = night(*revisions(WORSE), waivers=[sealed])
    assert waiver_states(build) == [("dead", 0)]
