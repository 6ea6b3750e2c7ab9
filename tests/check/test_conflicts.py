"""Rules that contradict or repeat each other, or can never apply, are refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check.conflicts import conflicts
from pipeline.check.rules import Rule, RuleError, load_rules, parse_rule
from tests.check.test_rules import rule_file


def rule(**changes: str) -> Rule:
    sides = {"lhs": "published_in_year", "rhs": "published_stock", "relation": "<="}
    text = rule_file(**(sides | {"layouts": "2019"} | changes))
    return parse_rule(text, "t9_sum.sql")


OTHER = {"id": "T9-BAL", "title_zh": "别的", "query": "select 2"}


def test_the_catalogue_has_no_conflict() -> None:
    assert conflicts(load_rules()) == ()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(rule(), **OTHER, relation="<="), "both say <= of the same sides"),
        (replace(rule(), **OTHER, relation=">="), "one says <= and one >= of the same sides"),
        (
            replace(
                rule(),
                **OTHER,
                relation=">=",
                lhs=("published_stock",),
                rhs=("published_in_year",),
            ),
            "both say <= of the same sides",
        ),
        (replace(rule(), **(OTHER | {"query": "-- note\nselect\n1"}), lhs=()), "the same query"),
        (replace(rule(), **(OTHER | {"title_zh": "总计"}), lhs=()), "the same title"),
        (replace(rule(), query="select 2"), "own id"),
    ],
)
def test_two_rules_that_cannot_stand_together(other: Rule, said: str) -> None:
    (found,) = conflicts([rule(), other])
    assert said in found


def test_rules_of_different_years_may_say_different_things() -> None:
    later = replace(rule(), **OTHER, relation=">=", years=(2020, 2020))
    assert conflicts([replace(rule(), years=(2019, 2019)), later]) == ()


def test_a_rule_that_can_never_apply_is_refused() -> None:
    (years,) = conflicts([replace(rule(), years=(2021, None))])
    assert "no layout it is for was in force" in years
    (column,) = conflicts([replace(rule(), lhs=("publlished",))])
    assert "no form has the column publlished" in column


def test_years_come_from_the_layouts_where_none_are_given() -> None:
    assert rule().years == (2019, 2020)
    assert rule(layouts="2019, 2021").years == (2019, None)
    assert rule(years="2020-2020").years == (2020, 2020)
    with pytest.raises(RuleError, match="years takes"):
        rule(years="2021-2020")
    with pytest.raises(RuleError, match="others takes"):
        rule(others="t3.carried_out")


def test_a_folder_with_two_files_of_one_query_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t9_sum.sql").write_text(rule_file())
    (tmp_path / "t9_bal.sql").write_text(rule_file(id="T9-BAL", title_zh="别的"))
    with pytest.raises(RuleError, match="the same query"):
        load_rules(tmp_path)
