"""What a finding says stands in one order, in both languages, and adds up by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from pipeline.check.rules import load_rules
from pipeline.registry.diagnosis import mend_word
from pipeline.registry.rules import rule_word
from pipeline.registry.words import Language
from tests.check.test_runner import Row, findings, judged, table_three
from tests.check.warehouse import CellEntry, Draft

_PROSE: Mapping[str, Any] = {"sentence": "一句。", "scope": "own"}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Return findings of many kinds: sums, blanks, the prose, last year's report, copies."""
    slipped = table_three(3, 2021)
    for cell in ("t3.outcomes_total.natural_person", "t3.carried_in.total"):
        slipped[cell] = int(str(slipped[cell])) + 6
    shifted: dict[str, CellEntry] = {
        "t4.reconsideration.upheld": 7, "t4.reconsideration.corrected": "blank",
        "t4.reconsideration.total": 3,
    }  # fmt: skip
    stocks: dict[str, CellEntry] = {
        "t2.rules.issued_in_year": 9, "t2.rules.in_force": 3, "t2.rules.repealed_in_year": 1,
        "t3.new_requests.natural_person": 90, "t3.new_requests.total": 90,
        "t3.disclosed_full.natural_person": 90, "t3.disclosed_full.total": 90,
        "t3.outcomes_total.natural_person": 90, "t3.outcomes_total.total": 90,
    }  # fmt: skip
    claims = {
        "count.t3.new_requests.total": {"value": 84} | _PROSE,
        "count.t3.refused+unavailable.total": {"value": 8} | _PROSE,
    }
    older: dict[str, CellEntry] = {
        "t2.admin_license.items_prior_year": 2, "t2.admin_license.items_change": -5,
    }  # fmt: skip
    drafts = [
        Draft(1, 2022, 2021, 2021, cells=slipped),
        Draft(2, 2022, 2021, 2021, cells=shifted),
        Draft(3, 2021, 2021, 2021, cells=stocks, claims=claims, organ=3),
        Draft(4, 2022, 2021, 2021, cells={"t2.rules.in_force": 20}, organ=3),
        Draft(5, 2019, cells=older, organ=5),
        Draft(6, 2020, cells={"t2.admin_license.items_prior_year": 4}, organ=5),
        Draft(7, 2021, 2021, 2021, cells=dict.fromkeys(stocks, 12), organ=7, marks=range(64)),
        Draft(8, 2022, 2021, 2021, organ=7, marks=range(64)),
        Draft(9, 2022, 0, 2021),
    ]
    return findings(judged(*drafts))


def _words(text: str) -> str:
    """Return the longest part of a wording that nothing is filled into."""
    return max(re.split(r"\{\w+\}", text), key=len)


def _steps(lang: Language) -> list[list[str]]:
    """Return how each part of a message begins, in the order of the parts."""
    verdicts = (
        "report_inconsistent",
        "text_table_mismatch",
        "reading_doubt",
        "displaced",
        "undecidable",
    )
    unseen = [mend_word("unseen", code, lang) for code in ("ledger", "cases")]
    mends = [mend_word("words", code, lang) for code in ("proposal", "displaced", "likewise")]
    look_up = ["请核对", "请对照"] if lang == "zh" else [" To check:"]
    return [
        ["相差" if lang == "zh" else "difference"],
        [rule_word("verdict", code, lang) for code in verdicts],
        [*unseen, rule_word("unseen", "prior_report", lang)],
        [_words(rule_word("sum", "written", lang))],
        [_words(rule_word("place", "quote", lang))],
        [_words(text) for text in (*mends, mend_word("text", "text", lang))],
        look_up,
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_message_keeps_the_order(rows: list[Row], lang: Language) -> None:
    seen = set()
    for row in rows:
        text = row[f"message_{lang}"]
        at = -1
        for number, words in enumerate(_steps(lang)):
            found = [text.index(word) for word in words if word in text]
            if found:
                seen.add(number)
                assert min(found) > at, f"{row['rule_id']}, part {number}: {text}"
                at = max(found)
        verdicts = [word for word in _steps(lang)[1] if word in text]
        assert len(verdicts) == 1, text
    assert seen == set(range(7))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sum_written_out_comes_to_its_figure(rows: list[Row], lang: Language) -> None:
    begin, end = (re.escape(part) for part in rule_word("sum", "written", lang).split("{sums}"))
    summed = {rule.id for rule in load_rules() if rule.sums}
    told = set()
    for row in rows:
        for written in re.findall(f"{begin}(.*?){end}", row[f"message_{lang}"]):
            told.add(row["rule_id"])
            for equation in written.split(rule_word("sum", "join", lang)):
                figure, _, addends = equation.partition("=")
                (value,) = re.findall(r"-?\d+", figure)
                (sum_,) = re.findall(r"-?\d+(?:[+-]\d+)*", addends)[:1]
                assert sum(map(int, re.findall(r"[+-]?\d+", sum_))) == int(value), equation
    assert told <= summed
    assert told >= {"T3-BAL", "T3-OUT", "T3-ROW", "T4-SUM", "T2C-IMP", "T2C-XY", "T2B-NN", "NA-OUT"}


def test_what_to_look_up_is_said_of_failures_alone_and_last(rows: list[Row]) -> None:
    rules = {rule.id: rule for rule in load_rules()}
    with_advice = [row for row in rows if rules[row["rule_id"]].look_up_zh]
    assert {row["outcome"] for row in with_advice} == {"fail", "undecided"}
    for row in with_advice:
        rule, failed = rules[row["rule_id"]], row["outcome"] == "fail"
        assert row["message_zh"].endswith(rule.look_up_zh) == failed
        assert row["message_en"].endswith(f" {rule.look_up_en}") == failed
