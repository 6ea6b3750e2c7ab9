"""Judging a whole warehouse: what is counted, what is found, and how it is said."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from pipeline.check.rules import Rule, RuleError, load_rules
from pipeline.check.runner import Judgement, judge
from tests.check.tables import balanced
from tests.check.warehouse import CellEntry, Draft, add_reports, empty_warehouse

SUMS = ("T3-BAL", "T3-OUT", "T3-ROW", "T4-SUM")
Row = dict[str, Any]


def judged(*drafts: Draft) -> duckdb.DuckDBPyConnection:
    connection = empty_warehouse()
    add_reports(connection, drafts)
    judge(connection)
    return connection


def findings(connection: duckdb.DuckDBPyConnection, *rule_ids: str) -> list[Row]:
    result = connection.execute("select * from fact_finding order by report_key, rule_id, scope")
    names = [column[0] for column in result.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return [row for row in rows if not rule_ids or row["rule_id"] in rule_ids]


def table_three(seed: int, layout: int = 2019) -> dict[str, CellEntry]:
    dice = random.Random(seed)  # noqa: S311 - figures of a test
    counts = balanced(layout, lambda: dice.choice((0, 0, 0, 0, 1, 9)))
    return {".".join(cell): value for cell, value in counts.items()}


def test_reports_that_balance_have_no_finding() -> None:
    drafts = [Draft(key=seed, cells=table_three(seed)) for seed in range(1, 9)]
    connection = judged(*drafts)
    assert findings(connection) == []
    counted = connection.execute(
        "select rule_id, sum(units) from fact_check where rule_id in ('T3-BAL', 'T3-OUT', "
        "'T3-ROW', 'T3-INT', 'T4-SUM', 'T4-INT', 'CP-BLANK') group by rule_id order by rule_id"
    ).fetchall()
    per_report = {
        "CP-BLANK": 198, "T3-BAL": 7, "T3-INT": 161, "T3-OUT": 7, "T3-ROW": 23, "T4-INT": 15,
        "T4-SUM": 3,
    }  # fmt: skip
    assert dict(counted) == {rule_id: 8 * units for rule_id, units in per_report.items()}


def test_a_lone_wrong_figure_is_always_found() -> None:
    drafts, wrong = [], {}
    dice = random.Random(7)  # noqa: S311 - figures of a test
    for key in range(1, 31):
        cells = table_three(key)
        wrong[key] = dice.choice(sorted(cells))
        cells[wrong[key]] = int(str(cells[wrong[key]])) + dice.choice((1, 10, 90))
        drafts.append(Draft(key=key, cells=cells))
    found = findings(judged(*drafts), *SUMS)
    for key, cell in wrong.items():
        mine = [row for row in found if row["report_key"] == key]
        assert mine, cell
        assert {row["outcome"] for row in mine} == {"fail"}
        _, line, column = cell.split(".")
        assert {row["scope"] for row in mine} <= {f"t3.{line}", f"t3.{column}"}
        assert len({row["cause_id"] for row in mine}) == 1, cell


def test_a_blank_channel_is_one_error_and_one_problem() -> None:
    columns = ("upheld", "corrected", "other_result", "pending", "total")
    cells: dict[str, CellEntry] = {f"t4.reconsideration.{c}": "blank" for c in columns}
    cells |= {"t4.litigation_direct.upheld": 7, "t4.litigation_direct.total": 7}
    found = findings(judged(Draft(cells=cells)))
    assert [(row["rule_id"], row["outcome"], row["severity"], row["scope"]) for row in found] == [
        ("CP-BLANK", "fail", "error", "t4.reconsideration"),
        ("T4-SUM", "undecided", "error", "t4.reconsideration"),
    ]
    assert len({row["cause_id"] for row in found}) == 1


def test_eleven_blanks_are_one_problem_and_break_no_sum() -> None:
    cells: dict[str, CellEntry] = {}
    for line in ("new_requests", "disclosed_full", "outcomes_total"):
        cells |= {f"t3.{line}.natural_person": 22, f"t3.{line}.total": 22}
    organisations = ("enterprise", "research", "public_welfare", "legal_service", "other")
    for line in ("outcomes_total", "carried_out"):
        cells |= {f"t3.{line}.org_{name}": "blank" for name in organisations}
    cells["t3.carried_in.total"] = "blank"
    connection = judged(Draft(cells=cells))
    found = findings(connection)
    assert [row["rule_id"] for row in found] == ["CP-BLANK"] * 11
    assert {row["severity"] for row in found} == {"warning"}
    assert len({row["cause_id"] for row in found}) == 1
    for row in found:
        (cell,) = json.loads(row["evidence"])["cells"]
        assert (cell["status"], cell["value"], cell["implied"]) == ("blank", None, 0)
        assert cell["by"]
    counted = connection.execute(
        "select sum(passed), sum(failed), sum(undecided) from fact_check where rule_id like 'T3-%'"
    ).fetchall()
    assert counted == [(7 + 7 + 23 + 150, 0, 0)]


@pytest.mark.parametrize("status", ["missing", "doubtful", "text", "bad_number"])
def test_what_was_not_read_is_not_passed_by_its_sums(status: str) -> None:
    """The same sums that force a blank to 0 say nothing of a cell in which something stands."""
    found = findings(judged(Draft(cells={"t3.carried_in.org_other": status})), *SUMS)
    assert {(row["scope"], row["outcome"], row["severity"]) for row in found} == {
        ("t3.carried_in", "undecided", "error"),
        ("t3.org_other", "undecided", "error"),
    }
    blank = findings(judged(Draft(cells={"t3.carried_in.org_other": "blank"})), *SUMS)
    assert blank == []


def test_a_total_left_at_zero_is_said_in_the_words_of_the_form() -> None:
    cells = {"t4.reconsideration.upheld": 10, "t4.reconsideration.corrected": 1}
    (found,) = findings(judged(Draft(year=2023, layout_t2=2021, layout_t3=2021, cells=cells)))
    assert found["message_zh"].startswith(
        "表四「行政复议」：总计应等于结果维持+结果纠正+其他结果+尚未审结；"
        "总计为 0，各项之和为 11，相差 -11。"
    )
    assert "算式：11=10+1+0+0。" in found["message_zh"]
    assert found["message_en"].startswith('Table 4, "administrative reconsideration": the total')
    evidence = json.loads(found["evidence"])
    assert [cell["value"] for cell in evidence["cells"]] == [0, 10, 1, 0, 0]
    assert evidence["sha256"] == f"{1:064x}"


def test_the_sum_in_a_message_comes_to_the_figure_in_it() -> None:
    drafts = []
    for key in range(1, 16):
        cells = table_three(key, 2021)
        for cell in random.Random(key).sample(sorted(cells), 3):  # noqa: S311 - figures of a test
            cells[cell] = int(str(cells[cell])) + 4
        drafts.append(Draft(key, 2022, 2021, 2021, cells=cells))
    found = [row for row in findings(judged(*drafts), *SUMS) if row["outcome"] == "fail"]
    assert len(found) > 30
    for row in found:
        parts = re.search(r"算式：(.*?)。", row["message_zh"])
        assert parts, row["message_zh"]
        written = re.findall(r"(\d+)=([\d+]+)(?:，其余 \d+ 项为 0)?(?:；|$)", parts[1])
        assert len(written) == 1 + (row["rule_id"] == "T3-BAL"), parts[1]
        assert all(sum(map(int, addends.split("+"))) == int(total) for total, addends in written)
        assert int(written[-1][0]) == row["rhs"]
        assert f"相差 {int(row['delta']):+d}" in row["message_zh"]
        assert row["delta"] == row["lhs"] - row["rhs"]


def test_a_known_part_above_its_total_fails_beside_a_blank() -> None:
    cells: dict[str, CellEntry] = {
        "t4.reconsideration.upheld": 3,
        "t4.reconsideration.corrected": "blank",
        "t4.reconsideration.total": 2,
    }
    (found,) = findings(judged(Draft(cells=cells)), "T4-SUM")
    assert (found["outcome"], found["lhs"], found["rhs"], found["delta"]) == ("fail", 2, 3, -1)
    assert "各项之和为 至少 3，相差 -1（或更多）" in found["message_zh"]
    assert "算式：至少 3=3+0+0，另有 1 格未知。" in found["message_zh"]


def test_doubt_in_a_line_is_doubt_in_the_finding() -> None:
    cells = {"t3.carried_out.total": 1}
    issues = {"parse.row_width": "carried_out: 6", "parse.unknown_row": "carried_in"}
    found = findings(judged(Draft(cells=cells, issues=issues)))
    assert {row["verdict"] for row in found} == {"reading_doubt"}


def test_a_report_without_table_three_is_one_problem_and_reconciles_with_nothing() -> None:
    found = findings(judged(Draft(layout_t3=0, claims={"table.t3": "absent"})))
    assert [(row["rule_id"], row["outcome"], row["scope"]) for row in found] == [
        ("CP-SEC", "fail", "t3"),
        ("T3-BAL", "undecided", "t3"),
        ("T3-OUT", "undecided", "t3"),
        ("T3-ROW", "undecided", "t3"),
        ("XY-DUP", "undecided", "t3"),
    ]
    assert len({row["cause_id"] for row in found}) == 1


def test_only_reports_that_were_read_are_judged() -> None:
    states = ("unreadable", "unsupported", "older_form", "not_a_report")
    drafts = [Draft(key, read_state=s, layout_t2=0, layout_t3=0) for key, s in enumerate(states, 1)]
    connection = judged(*drafts)
    assert connection.execute("select count(*) from fact_check").fetchall() == [(0,)]


def test_judging_again_writes_the_same_rows() -> None:
    cells: dict[str, CellEntry] = {"t3.carried_out.total": 1, "t2.rules.published_stock": "blank"}
    connection = judged(Draft(cells=cells), Draft(key=2, cells=cells, year=None))
    tables = ("fact_finding", "fact_check", "dim_rule")
    contents = [
        [connection.execute(f"select * from {t} order by all").fetchall() for t in tables]  # noqa: S608 - names of this file
        for _ in range(2)
        if isinstance(judge(connection), Judgement)
    ]
    assert contents[0] == contents[1]
    ids = [row["finding_id"] for row in findings(connection)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[0-9a-f]{12}", finding_id) for finding_id in ids)


def test_the_place_of_a_cell_is_kept_where_the_extract_knows_it() -> None:
    connection = empty_warehouse()
    add_reports(connection, [Draft(cells={"t3.carried_out.total": 1})])
    connection.execute(
        "create temp view raw_cell as select lpad('1', 64, '0') as sha256, 't3' as table_code, "
        "'carried_out' as line_code, 'total' as column_code, 3 as page, 1.0 as x0, 2.0 as top, "
        "3.0 as x1, 4.0 as bottom, '' as path, 0.97 as certainty"
    )
    judge(connection)
    for row in findings(connection, *SUMS):
        places = [c for c in json.loads(row["evidence"])["cells"] if "page" in c]
        assert [(c["page"], c["box"], c["certainty"]) for c in places] == [(3, [1, 2, 3, 4], 0.97)]


def test_the_judgement_counts_what_it_wrote() -> None:
    connection = empty_warehouse()
    add_reports(connection, [Draft(cells={"t4.reconsideration.upheld": 1})])
    result = judge(connection)
    assert (result.failed, result.undecided, result.causes) == (1, 0, 1)
    assert result.rules == len(load_rules())


def _rule(query: str, **changes: Any) -> Rule:
    (sample,) = (rule for rule in load_rules() if rule.id == "T4-SUM")
    return replace(sample, query=query, **changes)


def test_a_rule_that_returns_other_columns_is_refused() -> None:
    with pytest.raises(RuleError, match="T4-SUM: return the columns report_key, scope, lhs"):
        judge(empty_warehouse(), [_rule("select 1 as report_key")])


_TOLD = "select report_key, 't4' as scope, 1 as lhs, 0 as lhs_blanks, {} as rhs, 0 as rhs_blanks, "
_TOLD += "3 as units from dim_report"


def test_one_row_may_stand_for_units_that_hold_and_for_no_others() -> None:
    connection = empty_warehouse()
    add_reports(connection, [Draft()])
    assert judge(connection, [_rule(_TOLD.format(1))]).units == 3
    with pytest.raises(duckdb.Error, match="T4-SUM: return a row for each unit"):
        judge(connection, [_rule(_TOLD.format(2))])


def test_a_bounded_sum_has_to_be_in_the_registry() -> None:
    with pytest.raises(RuleError, match=r"identities\.csv"):
        judge(empty_warehouse(), [_rule("select 1", id="T9-SUM")])
