"""What the styles of a page keep from view, and what they may: no third figure is made of two."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from pipeline.records import Reading
from tests.read.builders import cells, grids


def cell(inside: str, sheet: str = "", attributes: str = "") -> str:
    page = (
        f"<html><head><style>{sheet}</style></head><body>"
        f"<table><tr><td>规章</td><td {attributes}>{inside}</td><td>7</td></tr></table>"
    )
    reading = read_document(page.encode())
    assert isinstance(reading, Reading)
    (row,) = cells(grids(reading)[0])
    assert len(row) == 3  # whatever is unseen, the cell keeps its place
    return row[1]


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0",
        "opacity: 0.0;color:red",
        "visibility:hidden",
        "font-size:0",
        "font-size: 0px",
        "font-size:1px",
        "position:absolute;left:-9999px",
        "display:block;text-indent:-999em",
        "display:inline-block;width:0;overflow:hidden",
    ],
)
def test_what_has_no_size_or_stands_off_the_screen_is_not_read(style: str) -> None:
    assert cell(f'12<span style="{style}">9</span>') == "12"
    assert cell("9", attributes=f'style="{style}"') == ""


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0.5",
        "font-size:10px",
        "font-size:0.9em",
        "left:-9px",
        "width:0",
        "overflow:hidden",
        "min-width:0;overflow:visible",
        "margin-left:-5.4pt",
    ],
)
def test_what_is_small_or_moved_a_little_is_read(style: str) -> None:
    assert cell(f'12<span style="{style}">9</span>') == "129"


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:none}",
        "p{color:red} /* } */ span.x , .y { font-size:0 }",
        "@media print{.z{color:red}} .x{opacity:0;}",
        "<!-- .x{display:none} -->",
    ],
)
def test_a_class_that_the_page_hides_is_not_read(sheet: str) -> None:
    assert cell('12<span class="a x">9</span>', sheet) == "12"


@pytest.mark.parametrize("sheet", ["@media print{.x{display:none}}", ".x b{display:none}", ".x{}"])
def test_a_class_that_is_hidden_elsewhere_only_is_read(sheet: str) -> None:
    assert cell('12<span class="x">9</span>', sheet) == "129"


@pytest.mark.parametrize(
    "piece",
    [
        '<span style="color:#fff">9</span>',
        '<span style="color: #FFFFFF;">9</span>',
        '<span style="color:rgb(255, 255, 255)">9</span>',
        '<font color="#ffffff">9</font>',
        '<font color="white">9</font>',
        '<span class="sr-only">9</span>',
        "<ruby><rt>9</rt></ruby>",
    ],
)
def test_what_may_be_unseen_is_kept_apart(piece: str) -> None:
    assert cell(f"12{piece}").split() == ["12", "9"]


def test_white_print_on_a_dark_cell_is_read() -> None:
    assert cell('<span style="color:#fff">12</span>', attributes='bgcolor="#003"') == "12"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<select><option>9</option><option selected>12</option></select>", "12"),
        ("<select><option>12</option><option>9</option></select>", "12"),
        ("<select></select>12", "12"),
        ('<input value="12">', "12"),
        ('<input type=text value=" 12 ">', "12"),
        ('12<input type=hidden value="9">', "12"),
        ('12<input type=button value="9">', "12"),
        ('12<input value="请输入">', "12"),
    ],
)
def test_forms_say_what_was_filled_in(inside: str, text: str) -> None:
    assert cell(inside) == text


@pytest.mark.parametrize(
    "sheet",
    [
        "@" * 200_000,
        "/*" * 200_000,
        "a" * 400_000,
        ".x{" * 100_000,
        "}" * 300_000,
        "@a{b{" * 80_000,
    ],
)
def test_a_hostile_sheet_costs_no_time(sheet: str) -> None:
    assert cell("12", f".y{{display:none}}{sheet}") == "12"
