"""Texts of cells to status and value: the table of what is seen in practice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parse.values import parse_value
from pipeline.records import CellStatus

COUNTS: list[tuple[str, CellStatus, str | None]] = [
    ("0", "zero", "0"),
    ("0件", "zero", "0"),
    ("零", "zero", "0"),
    ("０", "zero", "0"),
    (" 0 ", "zero", "0"),
    ("", "blank", None),
    ("\u00a0", "blank", None),
    ("\u3000 \t", "blank", None),
    ("/", "not_applicable", None),
    ("-", "not_applicable", None),
    ("—", "not_applicable", None),
    ("――", "not_applicable", None),
    ("无", "not_applicable", None),
    ("不适用", "not_applicable", None),
    ("12", "number", "12"),
    ("１２", "number", "12"),
    ("1,234", "number", "1234"),
    ("1，234", "number", "1234"),
    ("1,234,567", "number", "1234567"),
    ("007", "number", "7"),
    ("+41", "signed", "41"),
    ("-133", "signed", "-133"),
    ("－13", "signed", "-13"),
    ("−13", "signed", "-13"),
    ("增41", "signed", "41"),
    ("增加41", "signed", "41"),
    ("减少13", "signed", "-13"),
    ("减13", "signed", "-13"),
    ("129宗", "number_with_text", "129"),
    ("17件", "number_with_text", "17"),
    ("17 件", "number_with_text", "17"),
    ("24079条", "number_with_text", "24079"),
    ("12（其中修订3件）", "number_with_text", "12"),
    ("12件(含修订)", "number_with_text", "12"),
    ("十七", "chinese_numeral", "17"),
    ("二十二件", "chinese_numeral", "22"),
    ("一百零三", "chinese_numeral", "103"),
    ("详见附件", "text", None),
    ("约12", "text", None),
    ("12至15", "text", None),
    ("1.5", "bad_number", None),
    ("0.", "bad_number", None),
    ("12,34", "bad_number", None),
    ("1,2345", "bad_number", None),
    ("1234567890123", "bad_number", None),
    ("1 2", "doubtful", None),
    ("12\n34", "doubtful", None),
]


@pytest.mark.parametrize(("text", "status", "value"), COUNTS)
def test_counts(text: str, status: CellStatus, value: str | None) -> None:
    read = parse_value(text, "count")
    assert (read.status, read.value) == (status, value and Decimal(value))


MONEY: list[tuple[str, str | None, CellStatus, str | None, str | None]] = [
    ("16671万元", None, "money", "16671", "万元"),
    ("2804.979705 万", None, "money", "2804.979705", "万元"),
    ("180000元", None, "money", "18", "万元"),
    ("1.6亿元", None, "money", "16000", "万元"),
    ("7,730.28万元", None, "money", "7730.28", "万元"),
    ("146.2243", None, "money_without_unit", None, None),
    ("146.2243", "万元", "number", "146.2243", "万元"),
    ("180000", "元", "number", "18", "万元"),
    ("5元", "万元", "money", "0.0005", "万元"),
    ("0", None, "zero", "0", None),
    ("0.00", "万元", "zero", "0", "万元"),
    ("", "万元", "blank", None, None),
    ("/", "万元", "not_applicable", None, None),
    ("面议", "万元", "text", None, None),
    ("12美元", "万元", "text", None, None),
    ("1.2.3", "万元", "bad_number", None, None),
    ("0.0000001", "万元", "bad_number", None, None),
    ("9999999999999", "万元", "bad_number", None, None),
]


@pytest.mark.parametrize(("text", "head", "status", "value", "unit"), MONEY)
def test_money(
    text: str, head: str | None, status: CellStatus, value: str | None, unit: str | None
) -> None:
    read = parse_value(text, "money", head)
    assert (read.status, read.value, read.unit) == (status, value and Decimal(value), unit)


@given(st.text(max_size=20), st.sampled_from(["count", "signed_count", "money"]))
def test_any_text_has_a_meaning(text: str, kind: str) -> None:
    read = parse_value(text, kind, "万元")
    assert read.value is None or read.value == read.value.quantize(Decimal("0.000001"))
    if read.status in ("blank", "not_applicable", "text", "bad_number", "doubtful"):
        assert read.value is None


@given(st.integers(0, 10**12 - 1), st.sampled_from(["", "件", "宗", " "]))
def test_numbers_are_read_as_printed(number: int, behind: str) -> None:
    assert parse_value(f"{number}{behind}", "count").value == number
    assert parse_value(f"{number:,}{behind}", "count").value == number


@pytest.mark.parametrize("text", ["12①", "12²", "3½", "⑫"])
def test_a_note_mark_never_becomes_a_digit(text: str) -> None:
    assert parse_value(text, "count").value is None
    assert parse_value(text, "money", "万元").value is None
