"""Prose beside tables: whose figures weigh how much, what has one cause, and how it is said."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import duckdb

from pipeline.check.rules import load_rules
from pipeline.check.runner import judge
from pipeline.registry.form_words import place_words
from tests.check.warehouse import CellEntry, Draft, add_reports, empty_warehouse

NEW, DONE = "t3.new_requests.total", "t3.outcomes_total.total"
FULL, HELD = "t3.disclosed_full.total", "t3.unavailable_not_held.total"
RULES = [rule for rule in load_rules() if rule.relation == "claim" or rule.id == "CP-BLANK"]
Row = dict[str, Any]


def findings(*drafts: Draft) -> list[Row]:
    connection = empty_warehouse()
    add_reports(connection, drafts)
    judge(connection, RULES)
    return rows(connection)


def rows(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    result = connection.execute("select * from fact_finding order by report_key, rule_id, scope")
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def said(value: float | None, sentence: str, scope: str = "own", **more: object) -> dict[str, Any]:
    return {"value": value, "sentence": sentence, "scope": scope, **more}


FEW = "我局收到政府信息公开申请4件，与上年持平。"
ALL = "全年办理依申请公开4件，均不属于本行政机关公开范围。"
TEN: dict[str, CellEntry] = {
    f"t3.{line}.{column}": value
    for line, value in (
        ("new_requests", 10), ("disclosed_full", 7), ("unavailable_not_held", 3),
        ("outcomes_total", 10),
    )
    for column in ("natural_person", "total")
}  # fmt: skip


def test_one_slip_of_the_prose_is_one_cause_with_its_mend() -> None:
    claims = {
        f"count.{NEW}": said(4, FEW),
        f"handled.{DONE}": said(4, ALL),
        f"none.{FULL}": said(0, ALL, is_stated=False),
    }
    found = findings(Draft(cells=TEN, claims=claims))
    assert [(row["rule_id"], row["severity"], row["scope"]) for row in found] == [
        ("NA-DONE", "error", DONE),
        ("NA-NEW", "error", NEW),
        ("NA-OUT", "warning", FULL),
    ]
    assert len({row["cause_id"] for row in found}) == 1
    assert {row["verdict"] for row in found} == {"text_table_mismatch"}
    mend = "若以表为准，只须改正文 2 处数字（4→10），并改写正文 1 处说法。"
    assert [row["message_zh"].count(mend) for row in found] == [1, 0, 0]
    for row in found[1:]:
        assert "同出一因" in row["message_zh"]
    for row in found:
        assert "未见上一年度报告" in row["message_zh"]


def test_last_years_report_is_not_called_missing_where_there_is_one() -> None:
    prior = Draft(key=2, organ=1, year=2019)
    found = findings(Draft(cells=TEN, claims={f"count.{NEW}": said(4, FEW)}), prior)
    assert [row["rule_id"] for row in found] == ["NA-NEW"]
    assert "未见上一年度报告" not in found[0]["message_zh"]


def test_claims_on_an_empty_channel_follow_the_cause_of_its_blanks_and_mend_nothing() -> None:
    columns = ("upheld", "corrected", "other_result", "pending", "total")
    cells: dict[str, CellEntry] = {f"t4.reconsideration.{c}": "blank" for c in columns}
    cells |= {"t4.litigation_direct.upheld": 7, "t4.litigation_direct.total": 7}
    sentence = "因政府信息公开引发的行政复议案件共9件，维持7件；行政诉讼5件。"
    claims = {
        "count.t4.reconsideration.total": said(9, sentence),
        "count.t4.reconsideration.upheld": said(7, sentence),
        "count.t4.litigation.total": said(5, sentence),
    }
    found = findings(Draft(cells=cells, claims=claims))
    assert [(row["rule_id"], row["outcome"], row["scope"]) for row in found] == [
        ("CP-BLANK", "fail", "t4.reconsideration"),
        ("NA-LIT", "fail", "t4.litigation.total"),
        ("NA-REC", "fail", "t4.reconsideration.total"),
    ]
    assert len({row["cause_id"] for row in found}) == 1
    assert not any("若以表为准" in row["message_zh"] for row in found)
    assert found[2]["delta"] is None
    assert "总计」为 未知" in found[2]["message_zh"]


WEIGHTS = (
    ("own", "own", "error"),
    ("own", "unknown", "error"),
    ("aggregate", "aggregate", "error"),
    ("aggregate", "own", "warning"),
    ("aggregate", "unknown", "warning"),
    ("own", "aggregate", "warning"),
    ("unknown", "unknown", "warning"),
    ("unknown", "aggregate", "warning"),
)


def test_scope_decides_how_much_a_difference_weighs() -> None:
    drafts = [
        Draft(key, scope=report, cells=TEN, claims={f"count.{NEW}": said(4, FEW, claim)})
        for key, (report, claim, _) in enumerate(WEIGHTS, start=1)
    ]
    assert [row["severity"] for row in findings(*drafts)] == [w for _, _, w in WEIGHTS]


def test_a_figure_of_an_office_is_a_part_of_what_agrees() -> None:
    claims = {
        "whole": said(10, "全县共收到10件。", "aggregate", code=f"count.{NEW}"),
        "office": said(4, "县政府办公室收到4件。", "own", code=f"count.{NEW}"),
    }
    assert findings(Draft(scope="aggregate", cells=TEN, claims=claims)) == []
    wrong = {**claims, "whole": said(11, "全县共收到11件。", "aggregate", code=f"count.{NEW}")}
    (found,) = findings(Draft(scope="aggregate", cells=TEN, claims=wrong))
    assert (found["severity"], found["lhs"]) == ("error", 11)


def test_what_was_handled_does_not_hide_what_was_answered() -> None:
    done, handled = "count.t3.outcomes_total.total", "handled.t3.outcomes_total.total"
    claims = {handled: said(10, "办理10件。"), done: said(9, "办结9件。")}
    (found,) = findings(Draft(cells=TEN, claims=claims))
    assert (found["rule_id"], found["severity"], found["lhs"]) == ("NA-DONE", "warning", 9)
    assert findings(Draft(cells=TEN, claims={**claims, done: said(10, "办结10件。")})) == []
    (alone,) = findings(Draft(cells=TEN, claims={done: said(9, "办结9件。")}))
    assert (alone["severity"], alone["lhs"]) == ("error", 9)


def test_a_sum_of_both_years_that_is_not_called_one_is_a_warning() -> None:
    cells = {**TEN, "t3.carried_in.total": 2, "t3.carried_in.natural_person": 2}
    cells |= {"t3.carried_out.total": 2, "t3.carried_out.natural_person": 2}
    (found,) = findings(Draft(cells=cells, claims={f"count.{NEW}": said(12, "收到12件。")}))
    assert (found["rule_id"], found["severity"]) == ("NA-NEW", "warning")


def test_every_message_can_be_recomputed_from_its_own_text() -> None:
    cells = {**TEN, "t3.refused_state_secret.total": 2, "t4.litigation_direct.total": 9}
    cells |= {"t4.litigation_after_reconsideration.total": 3}
    claims = {
        f"count.{NEW}": said(4, FEW),
        "count.t3.refused+unavailable.total": said(8, "不予公开和无法提供的8件。"),
        "count.t4.litigation.total": said(5, "行政诉讼5件。"),
        "none.t4.litigation.total": said(0, "未发生行政诉讼。"),
        f"share.{FULL}": said(60.5, "占60.5%。", tolerance=0.05),
        "count.t2.admin_penalty.decisions": said(12, "行政处罚决定12件。"),
    }
    found = [row for row in findings(Draft(cells=cells, claims=claims)) if row["outcome"] == "fail"]
    assert {row["rule_id"] for row in found} == {
        "NA-NEW", "NA-OUT", "NA-LIT", "NA-ZERO", "NA-PCT", "NA-T2",
    }  # fmt: skip
    for row in found:
        text = row["message_zh"].split("正文：“")[0]
        lhs, rhs = row["lhs"].normalize(), row["rhs"].normalize()
        stated = re.search(r"(?:称|写为|占)\D*?(\d+(?:\.\d+)?)", text)
        if row["rule_id"] != "NA-ZERO":
            assert stated is not None and Decimal(stated[1]) == lhs, text
        held = re.search(r"为 (\d+(?:\.\d+)?)%?，相差", text)
        assert held is not None and Decimal(held[1]) == rhs, text
        summed = re.search(r"算式：(\d+)=([\d+]+)(?:，其余 \d+ 项为 0)?。", text)
        assert bool(summed) == (row["rule_id"] in ("NA-LIT", "NA-ZERO") or "+" in row["scope"]), (
            text
        )
        if summed:
            assert int(summed[1]) == sum(map(int, summed[2].split("+"))) == rhs
        difference = re.search(r"相差 ([+-]\d+(?:\.\d+)?)", text)
        assert difference is not None and Decimal(difference[1]) == lhs - rhs, text


def test_the_evidence_quotes_the_sentence_and_the_cells() -> None:
    (found,) = findings(Draft(cells=TEN, claims={f"count.{NEW}": said(4, FEW)}))
    evidence = json.loads(found["evidence"])
    assert evidence["sentence"] == FEW
    assert [(c["side"], c["cell"], c["value"]) for c in evidence["cells"]] == [("rhs", NEW, 10)]


def test_scopes_of_several_lines_are_said_in_the_words_of_the_form() -> None:
    assert place_words("t3.refused+unavailable.total", 2019, "zh") == (
        "表三「（三）不予公开」与「（四）无法提供」的「总计」"
    )
    assert place_words("t4.litigation.total", 2019, "en") == (
        'Table 4, "litigation", column "total"'
    )
