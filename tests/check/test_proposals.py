"""Proposals in findings: where they stand, what they say, and whose error it looks like."""

from __future__ import annotations

import json
import random
import re

import pyarrow as pa
import pytest

from bench.diagnosis import CLEAN, measure, single_cells
from pipeline.check.gather import chunk_tables, gather
from pipeline.check.rules import load_rules
from pipeline.check.runner import judge
from pipeline.check.wording import PLACES, worded
from pipeline.registry.form_words import place_words
from pipeline.registry.forms import table_form
from tests.check.test_runner import SUMS, findings, judged, table_three
from tests.check.warehouse import CellEntry, Draft


def test_a_proposal_stands_at_the_first_finding_of_its_cause_and_asserts_nothing() -> None:
    cells = table_three(3)
    cells["t3.outcomes_total.natural_person"] = (
        int(str(cells["t3.outcomes_total.natural_person"])) + 6
    )
    found = findings(judged(Draft(cells=cells)), *SUMS)
    assert len(found) == 3
    assert len({row["cause_id"] for row in found}) == 1
    leading = [row for row in found if row["repair"]]
    assert len(leading) == 1
    repair = json.loads(leading[0]["repair"])
    assert repair["asserted"] is False
    assert [c["cell"] for c in repair["proposal"]] == ["t3.outcomes_total.natural_person"]
    assert repair["confidence"] == "only"
    assert len(repair["explains"]) == 3
    others = [row for row in found if not row["repair"]]
    assert all("同出一因" in row["message_zh"] for row in others)
    assert all("Same cause" in row["message_en"] for row in others)


def test_figures_of_the_report_stay_as_they_are() -> None:
    cells: dict[str, CellEntry] = {"t4.reconsideration.upheld": 3}
    connection = judged(Draft(cells=cells))
    before = connection.execute("select * from fact_remedy order by all").fetchall()
    judge(connection)
    assert connection.execute("select * from fact_remedy order by all").fetchall() == before


def test_what_a_message_proposes_makes_the_table_balance() -> None:
    drafts = []
    for key in range(1, 13):
        cells = table_three(key, 2021)
        for cell in random.Random(key).sample(sorted(cells), 1 + key % 2):  # noqa: S311 - a test
            cells[cell] = int(str(cells[cell])) + 4
        drafts.append(Draft(key, 2022, 2021, 2021, cells=cells))
    names = {
        place_words(f"t3.{line}.{column}", 2021, "zh"): f"t3.{line}.{column}"
        for line, column in table_form("t3", 2021).cells
    }
    rows = findings(judged(*drafts), *SUMS)
    mended = []
    for draft in drafts:
        cells = dict(draft.cells)
        for row in rows:
            if row["report_key"] == draft.key and row["repair"]:
                proposal = re.search(r"未改动数据）：(.*?)。", row["message_zh"])
                assert proposal
                written = re.findall(r"(表三.*?)由 (\d+) 改为 (\d+)", proposal[1])
                assert written
                for place, old, new in written:
                    cell = names[place.lstrip("；")]
                    assert cells[cell] == int(old)
                    cells[cell] = int(new)
        mended.append(Draft(draft.key, 2022, 2021, 2021, cells=cells))
    assert findings(judged(*mended), *SUMS) == []


def test_both_totals_left_at_zero_are_two_problems_each_with_its_total() -> None:
    cells: dict[str, CellEntry] = {
        "t4.reconsideration.upheld": 10,
        "t4.reconsideration.corrected": 1,
        "t4.litigation_after_reconsideration.upheld": 5,
    }
    found = findings(judged(Draft(cells=cells)), "T4-SUM")
    assert len({row["cause_id"] for row in found}) == 2
    assert {row["verdict"] for row in found} == {"report_inconsistent"}
    named = {
        (c["cell"], c["from"], c["to"]) for r in found for c in json.loads(r["repair"])["proposal"]
    }
    assert named == {
        ("t4.reconsideration.total", 0, 11),
        ("t4.litigation_after_reconsideration.total", 0, 5),
    }
    assert "「总计」由 0 改为 11（总计漏填或未更新）" in found[1]["message_zh"]


def test_a_row_that_slipped_by_a_block_is_one_problem_and_in_doubt() -> None:
    cells: dict[str, CellEntry] = {
        f"t4.reconsideration.{c}": "blank"
        for c in ("upheld", "corrected", "other_result", "pending", "total")
    }
    cells |= {
        "t4.litigation_direct.upheld": 7,
        "t4.litigation_direct.corrected": 2,
        "t4.litigation_direct.total": 9,
        "t4.litigation_after_reconsideration.upheld": 3,
        "t4.litigation_after_reconsideration.total": 3,
    }
    claims: dict[str, int | str] = {
        "count.t4.reconsideration.total": 9,
        "count.t4.reconsideration.upheld": 7,
        "count.t4.reconsideration.corrected": 2,
        "count.t4.litigation.total": 5,
        "count.t4.litigation.upheld": 4,
        "count.t4.litigation.pending": 1,
    }
    found = findings(judged(Draft(cells=cells, claims=claims)))
    assert len({row["cause_id"] for row in found}) == 1
    (leading,) = [row for row in found if row["repair"]]
    assert leading["verdict"] == "reading_doubt"
    repair = json.loads(leading["repair"])
    assert (repair["pattern"], repair["asserted"]) == ("block_right", False)
    right = {c["cell"]: c["to"] for c in repair["proposal"]}
    assert right["t4.reconsideration.total"] == 9
    assert right["t4.litigation_after_reconsideration.total"] == 2
    assert "疑似错位：疑整行右移一组" in leading["message_zh"]
    assert "最小改动" not in leading["message_zh"]
    assert "不作更正" in leading["message_zh"]


def test_a_displaced_line_is_in_doubt() -> None:
    cells = table_three(2)
    row = (4, 8, 0, 15, 16, 23, 66)
    columns = [c for line, c in table_form("t3", 2019).cells if line == "disclosed_partial"]
    for column, figure in zip(columns, row, strict=True):
        step = figure - int(str(cells[f"t3.disclosed_partial.{column}"]))
        for line in ("disclosed_partial", "outcomes_total", "new_requests"):
            cells[f"t3.{line}.{column}"] = int(str(cells[f"t3.{line}.{column}"])) + step
    assert findings(judged(Draft(cells=cells)), *SUMS) == []
    for column, figure in zip(columns, (0, *row[:-1]), strict=True):
        cells[f"t3.disclosed_partial.{column}"] = figure
    found = findings(judged(Draft(cells=cells)), *SUMS)
    assert {row["verdict"] for row in found} == {"reading_doubt"}
    assert len({row["cause_id"] for row in found}) == 1


def test_blanks_forced_to_zero_are_proposed_to_be_filled_in() -> None:
    cells: dict[str, CellEntry] = {
        "t3.carried_out.org_other": "blank",
        "t3.carried_in.total": "blank",
    }
    found = findings(judged(Draft(cells=cells)), "CP-BLANK")
    (leading,) = [row for row in found if row["repair"]]
    repair = json.loads(leading["repair"])
    assert [(c["from"], c["to"]) for c in repair["proposal"]] == [(None, 0), (None, 0)]
    assert repair["pattern"] == "blank"


def test_slips_of_known_kinds_are_found_and_their_cells_named() -> None:
    tallies, times = measure(range(2))
    assert sum(t.found for (kind, _), t in tallies.items() if kind == CLEAN) == 0
    for (kind, _), tally in tallies.items():
        if kind != CLEAN:
            assert tally.found == tally.visible, kind
    shares = single_cells(tallies)
    assert shares["first"] >= 90
    assert shares["third"] >= 97
    assert shares["verdict"] >= 95
    assert times["median_ms"] <= 50


def test_prose_on_another_table_says_nothing_of_what_this_table_would_cost() -> None:
    claims = {"count.t3.new_requests.total": 4, "count.t4.litigation.total": 7}
    cells: dict[str, CellEntry] = {"t3.carried_in.org_other": "blank"}
    both = findings(judged(Draft(cells=cells, claims=claims)), "NA-NEW", "NA-LIT")
    assert [row["rule_id"] for row in both] == ["NA-LIT", "NA-NEW"]
    del claims["count.t4.litigation.total"]
    (alone,) = findings(judged(Draft(cells=cells, claims=claims)), "NA-NEW")
    assert both[1]["repair"] == alone["repair"]
    assert json.loads(alone["repair"])["cells_if_prose_is_right"] > 1


def test_a_picture_of_another_report_makes_no_cell_of_this_one_doubtful() -> None:
    """What was carried out last year was read from a picture; the cell is wrong in this report."""
    cells: dict[str, CellEntry] = {
        "t3.carried_in.natural_person": 1, "t3.carried_in.total": 1,
        "t3.carried_out.natural_person": 1, "t3.carried_out.total": 6,
    }  # fmt: skip
    last, this = Draft(1, 2021, 2021, 2021, organ=1), Draft(2, 2022, 2021, 2021, organ=1)
    this.cells = cells
    connection = judged(last, this)
    rules = {rule.id: rule for rule in load_rules()}
    (bounds,) = gather(connection)
    tables = chunk_tables(connection, bounds, rules)

    def repairs(doubted: int) -> list[str]:
        wording = worded(tables, rules)
        shown = next(wording).to_pylist()
        places = [
            dict.fromkeys(PLACES.names) | cell | {"certainty": 0.1}
            for cell in shown
            if cell["sha256"] == f"{doubted:064x}"
        ]
        assert bool(places) == bool(doubted)
        assert not doubted or "carried_out" in {place["line_code"] for place in places}
        with pytest.raises(StopIteration) as ended:
            wording.send(pa.Table.from_pylist(places, schema=PLACES))
        return [repair for repair in ended.value.value["repair"].to_pylist() if repair]

    assert repairs(0) == repairs(doubted=1) != repairs(doubted=2)
