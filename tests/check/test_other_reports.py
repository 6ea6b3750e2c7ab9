"""Rules that compare a report with another: which one, what is said of it, when nothing is said."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from pipeline.check.runner import judge
from tests.check.test_runner import findings, judged
from tests.check.warehouse import CellEntry, Draft, add_reports, empty_warehouse

ACROSS = ("XY-CARRY", "XY-JUMP", "XY-DUP", "T2B-XY", "T2B-XYPUB", "T2C-XY", "HI-LE", "HI-SUM")


def carried(line: str, column: str, count: int) -> dict[str, CellEntry]:
    """Return a table 3 that balances, with requests carried over by one kind of applicant."""
    across = "new_requests" if line == "carried_out" else "carried_out"
    return {f"t3.{name}.{where}": count for name in (line, across) for where in (column, "total")}


def years(now: dict[str, CellEntry], before: dict[str, CellEntry], **more: Any) -> list[Draft]:
    return [Draft(key=1, cells=now), Draft(key=2, organ=1, year=2019, cells=before, **more)]


def test_a_report_without_another_to_compare_with_is_judged_by_no_such_rule() -> None:
    connection = judged(Draft(cells=carried("carried_in", "org_other", 3)))
    counted = connection.execute("select distinct rule_id from fact_check").fetchall()
    assert {rule for (rule,) in counted} & set(ACROSS) == {"XY-DUP"}


def test_the_finding_says_which_report_it_was_compared_with_and_what_stands_there() -> None:
    drafts = years(carried("carried_in", "org_other", 4), carried("carried_out", "org_other", 3))
    found = findings(judged(*drafts), "XY-CARRY")
    assert [row["scope"] for row in found] == ["t3.carried_in.org_other", "t3.carried_in.total"]
    assert {row["severity"] for row in found} == {"error"}
    assert len({row["cause_id"] for row in found}) == 1
    for row in found:
        other = json.loads(row["evidence"])["other"]
        column = row["scope"].rsplit(".", 1)[1]
        assert (other["report_key"], other["year"], other["sha256"]) == (2, 2019, f"{2:064x}")
        assert other["cells"] == [
            {"cell": f"t3.carried_out.{column}", "status": "number", "value": 3}
        ]
        assert "《organ 12019年度报告》" in row["message_zh"]
        here, there, delta = re.findall(
            r"本年填 (\d+)，上年填 (\d+)，\s*相差 ([+-]\d+)", row["message_zh"]
        )[0]
        assert int(here) - int(there) == int(delta) == row["delta"]


def test_the_same_total_in_other_columns_is_a_warning_that_says_so() -> None:
    drafts = years(carried("carried_in", "org_other", 3), carried("carried_out", "org_research", 3))
    found = findings(judged(*drafts), "XY-CARRY")
    assert {row["scope"].rsplit(".", 1)[1] for row in found} == {"org_other", "org_research"}
    assert {row["severity"] for row in found} == {"warning"}
    assert all("申请人类别" in row["message_zh"] for row in found)


def test_a_table_that_does_not_prove_itself_is_no_ground_for_an_error() -> None:
    before = carried("carried_out", "org_other", 3) | {"t3.disclosed_full.total": 1}
    found = findings(judged(*years(carried("carried_in", "org_other", 4), before)), "XY-CARRY")
    assert {row["severity"] for row in found} == {"warning"}


def test_what_the_other_report_left_blank_is_named_and_decides_nothing() -> None:
    before = carried("carried_out", "org_other", 3) | {"t3.carried_out.org_other": "blank"}
    found = findings(judged(*years(carried("carried_in", "org_other", 3), before)), "XY-CARRY")
    assert [(row["outcome"], row["verdict"]) for row in found] == [("undecided", "undecidable")]
    assert "对照报告中 1 格空白" in found[0]["message_zh"]
    before["t3.carried_out.org_other"] = "doubtful"
    found = findings(judged(*years(carried("carried_in", "org_other", 3), before)), "XY-CARRY")
    assert [row["verdict"] for row in found] == ["reading_doubt"]


@pytest.mark.parametrize("more", [{"is_current": False}, {"read_state": "unreadable"}])
def test_only_a_current_report_that_was_read_is_compared_with(more: dict[str, Any]) -> None:
    drafts = years(
        carried("carried_in", "org_other", 4), carried("carried_out", "org_other", 3), **more
    )
    assert findings(judged(*drafts), "XY-CARRY") == []


def test_figures_copied_from_another_organ_are_found_and_those_of_an_area_are_not() -> None:
    cells: dict[str, CellEntry] = {
        f"t3.{line}.{column}": count
        for line, count in (("new_requests", 17), ("disclosed_full", 14), ("carried_out", 3))
        for column in ("natural_person", "org_other")
    }
    drafts = [Draft(key=key, cells=cells) for key in (1, 2)]
    drafts.append(Draft(key=3, cells=cells, year=2019))  # the first of them all
    found = findings(judged(*drafts), "XY-DUP")
    others = {
        row["report_key"]: json.loads(row["evidence"])["other"]["report_key"] for row in found
    }
    assert others == {1: 3, 2: 3}
    shared = [Draft(key=1, cells=cells), Draft(key=2, cells=cells, parent=1)]
    assert findings(judged(*shared), "XY-DUP") == []


def test_small_figures_are_alike_by_chance() -> None:
    cells: dict[str, CellEntry] = {
        f"t3.{line}.natural_person": 1 for line in ("new_requests", "disclosed_full")
    }
    assert findings(judged(*(Draft(key=key, cells=cells) for key in (1, 2))), "XY-DUP") == []


def test_the_sum_of_an_area_says_how_many_organs_were_seen() -> None:
    area = Draft(organ_type="government", scope="aggregate", cells={"t3.carried_out.total": 1})
    below = [
        Draft(key=2, parent=1, cells={"t3.carried_out.total": 2}),
        Draft(key=3, parent=1, cells={"t3.carried_out.total": "blank"}),
        Draft(key=4, parent=1, read_state="unreadable"),
    ]
    (found,) = findings(judged(area, *below), "HI-SUM")
    assert (found["lhs"], found["rhs"], found["delta"]) == (1, 2, -1)
    assert "采到 2/3 个下级机关" in found["message_zh"]


def _area(scope: str = "aggregate", other: str = "read") -> list[Draft]:
    """Return an area with 7 requests and two organs below it with 2 and 4."""
    request = "t3.new_requests.total"
    return [
        Draft(organ_type="government", scope=scope, cells={request: 7}),
        Draft(key=2, parent=1, cells={request: 2}),
        Draft(key=3, parent=1, cells={request: 4}, read_state=other),
    ]


@pytest.mark.parametrize(
    ("listed", "drafts", "is_found"),
    [
        ([2, 3], _area(), True),
        ([2, 3], _area("unknown"), False),  # nobody says that it covers the area
        ([2], _area(), False),  # one that is not listed reports too: the list is not whole
        ([2, 3, 4], _area(), False),  # one was not seen
        ([2, 3], _area(other="partial"), False),  # one was read in part
        ([], _area(), False),
    ],
)
def test_an_area_equals_its_organs_where_all_that_the_roster_lists_were_read(
    listed: list[int], drafts: list[Draft], is_found: bool
) -> None:
    connection = empty_warehouse()
    add_reports(connection, [*drafts, Draft(key=4, year=2018, parent=1)])
    for organ in listed:
        connection.execute("insert into map_roster values (?, 'organ', 2019, null)", [organ])
    judge(connection)
    found = findings(connection, "HI-SUM")
    assert [(r["scope"], r["severity"], r["lhs"], r["rhs"], r["delta"]) for r in found] == (
        [("t3.new_requests.total", "warning", 7, 6, 1)] if is_found else []
    )
    counted = connection.execute(
        "select units, passed, failed from fact_check where rule_id = 'HI-SUM'"
    ).fetchall()
    assert counted == [(1, 0, 1) if is_found else (1, 1, 0)]


def test_a_blank_below_leaves_more_room_than_the_sum() -> None:
    connection = empty_warehouse()
    area, first, _ = _area()
    blank = Draft(key=3, parent=1, cells={"t3.new_requests.total": "blank"})
    add_reports(connection, [area, first, blank])
    connection.execute("insert into map_roster values (2, 'a', 2019, null), (3, 'b', 2019, null)")
    judge(connection)
    assert findings(connection, "HI-SUM") == []


def test_an_organ_that_reports_for_itself_is_no_area() -> None:
    above = Draft(organ_type="government", scope="own")
    below = Draft(key=2, parent=1, cells={"t3.new_requests.total": 9})
    assert findings(judged(above, below), "HI-SUM", "HI-LE") == []


@pytest.mark.parametrize(
    ("region", "published", "late"),
    [
        ("431200", "2021-01-26", False),
        ("431200", "2021-01-27", True),
        ("370000", "2021-01-31", False),
    ],
)
def test_a_place_sets_the_day_for_its_townships(region: str, published: str, late: bool) -> None:
    connection = empty_warehouse()
    connection.execute("insert into map_deadline values ('local', '4312', '01-26')")
    add_reports(connection, [Draft(region=region, published_on=published)])
    judge(connection)
    assert [row["outcome"] for row in findings(connection, "TM-TOWN")] == ["fail"] * late


def test_a_page_seen_in_time_was_published_in_time_and_a_file_without_a_date_says_nothing() -> None:
    drafts = [
        Draft(key=1, seen_on="2021-01-15"),
        Draft(key=2),
        Draft(key=3, seen_on="2020-12-20"),  # within its own year
    ]
    connection = judged(*drafts)
    counted = connection.execute(
        "select report_key, rule_id, passed, failed from fact_check where rule_id like 'TM-%' "
        "order by all"
    ).fetchall()
    assert counted == [(1, "TM-TOWN", 1, 0), (3, "TM-EARLY", 0, 1), (3, "TM-TOWN", 1, 0)]
