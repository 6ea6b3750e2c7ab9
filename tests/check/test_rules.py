"""The header of a rule file is read strictly: a slip is named, with file and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check.rules import RuleError, load_rules, parse_rule

HEADER = {
    "id": "T9-SUM",
    "version": "1",
    "title_zh": "总计",
    "title_en": "total",
    "severity": "error",
    "authority": "the form",
    "unit": "report_key",
    "layouts": "2019, 2021",
    "relation": "=",
    "blanks": "bounded",
    "message_zh": "{scope}：{lhs}",
    "message_en": "{scope}: {lhs}",
    "undecided_zh": "{scope}：{unknown}",
    "undecided_en": "{scope}: {unknown}",
}


def rule_file(**changes: str | None) -> str:
    fields = {key: value for key, value in (HEADER | changes).items() if value is not None}
    return "".join(f"-- {key}: {value}\n" for key, value in fields.items()) + "select 1\n"


def test_a_header_becomes_a_record() -> None:
    rule = parse_rule(rule_file(lhs="one + two"), "t9_sum.sql")
    assert (rule.id, rule.version, rule.layouts, rule.bounded) == ("T9-SUM", 1, (2019, 2021), True)
    assert rule.lhs == ("one", "two")
    assert rule.query.endswith("select 1\n")


def test_long_values_go_on_in_the_next_line() -> None:
    text = rule_file(message_zh="前句，\n--     后句", message_en="one\n--     two")
    rule = parse_rule(text, "t9_sum.sql")
    assert (rule.message_zh, rule.message_en) == ("前句，后句", "one two")


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"authority": None}, r"t9_sum.sql: add the key\(s\) authority"),
        ({"blanks": None}, r"add the key\(s\) blanks"),
        ({"colour": "red"}, "remove the unknown key.* colour"),
        ({"severity": "fatal"}, "severity must be one of error, warning, info"),
        ({"relation": "<"}, "relation must be one of"),
        ({"version": "one"}, "version takes whole numbers"),
        ({"id": "T9-BAL"}, "name the file after its id T9-BAL"),
        ({"message_zh": "{who}"}, r"message_zh has no \{who\}"),
        ({"message_en": "{scope"}, "message_en"),
        ({"message_en": "{lhs_sum}"}, r"message_en has no \{lhs_sum\}"),
        ({"sums": "lhs + raw"}, "sums takes lhs, rhs, detail, not raw"),
        ({"look_up_zh": "请核对。"}, "give look_up_zh and look_up_en together"),
        ({"unit": "a\n-- unit: b"}, "give `unit` once"),
        ({"unit": "a\n--broken"}, "write '--broken' as"),
    ],
)
def test_a_slip_is_named_with_its_remedy(changes: dict[str, str | None], remedy: str) -> None:
    with pytest.raises(RuleError, match=remedy):
        parse_rule(rule_file(**changes), "t9_sum.sql")


def test_a_header_begins_with_a_key() -> None:
    with pytest.raises(RuleError, match="begin the header"):
        parse_rule("--     more\nselect 1", "t9_sum.sql")


def test_a_folder_without_rules_is_no_clean_bill(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rule files"):
        load_rules(tmp_path)


def test_every_rule_of_the_project_is_well_formed() -> None:
    rules = load_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert [rule.id for rule in rules] == sorted(rule.id for rule in rules)
