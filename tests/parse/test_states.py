"""Every page ends in a state, and nothing is made up on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.extract import extract
from pipeline.parse.report import parse_report
from pipeline.records import Paragraph, Place, Reading
from tests.corpus import html, others
from tests.corpus.containers import CONTAINERS, Renderer
from tests.corpus.damage import sound
from tests.corpus.damage.rows import pictures, tables_missing
from tests.corpus.document import Box, Document, Para, Part, Table
from tests.corpus.figures import ORGAN, consistent, dice
from tests.corpus.judge import values
from tests.corpus.prose import Prose, compose

PLAIN = {name: CONTAINERS[name] for name in ("html", "docx", "pdf", "text_bare", "text_tabbed")}
each_kind = pytest.mark.parametrize("render", PLAIN.values(), ids=PLAIN)


@each_kind
def test_older_form_keeps_every_figure_by_its_label(render: Renderer) -> None:
    document, figures = others.older_form(ORGAN, 2016)
    report = extract(render(document)).report
    assert (report.state, report.organ_name, report.report_year) == ("older_form", ORGAN, 2016)
    assert report.cells == ()
    assert {entry.label: entry.value for entry in report.legacy} == figures


def test_older_form_keeps_units() -> None:
    report = extract(html.render(others.older_form(ORGAN, 2016)[0])).report
    assert {entry.unit for entry in report.legacy} >= {"条", "件", "万元", "人次"}


Line = list[str]
LAID_OUT: dict[str, Callable[[int, Line], Line]] = {
    "numbered": lambda n, x: ["序号" if n == 0 else str(n), *x],
    "coded": lambda n, x: [x[0], x[1], "代码" if n == 0 else f"A{n:02}", x[2]],
    "line_numbers": lambda n, x: [x[0], x[1], "行次" if n == 0 else str(n), x[2]],
    "year_before": lambda n, x: [*x, "上年" if n == 0 else str(n * 3)],
    "years": lambda n, x: [x[0], x[1], *(["2015年", "2016年"] if n == 0 else ["7", x[2]])],
    "unit_behind": lambda _, x: [x[0], x[2], x[1]],
    "unit_within": lambda n, x: [x[0], x[2] + ("" if n == 0 else x[1])],
    "remark": lambda n, x: [*x, "备注" if n == 0 else ""],
}


@pytest.mark.parametrize("way", LAID_OUT)
def test_older_forms_laid_out_otherwise_keep_their_figures(way: str) -> None:
    document, figures = others.older_form(ORGAN, 2016)
    parts: list[Part] = []
    for part in document.parts:
        if isinstance(part, Table):
            lines = (LAID_OUT[way](n, [b.text for b in row]) for n, row in enumerate(part.rows))
            parts.append(replace(part, rows=tuple(tuple(map(Box, line)) for line in lines)))
        else:
            parts.append(part)
    report = extract(html.render(Document(tuple(parts)))).report
    assert {entry.label: entry.value for entry in report.legacy} == figures
    assert {entry.unit for entry in report.legacy} >= {"条", "件", "万元", "人次"}


def test_older_forms_with_two_lines_side_by_side_keep_their_figures() -> None:
    document, figures = others.older_form(ORGAN, 2016)
    table = next(part for part in document.parts if isinstance(part, Table))
    half = -(-len(table.rows) // 2)
    blank = tuple(Box("") for _ in table.rows[0])
    right = [*table.rows[half:], blank]
    rows = tuple((*left, *right[n]) for n, left in enumerate(table.rows[:half]))
    parts = tuple(replace(p, rows=rows) if isinstance(p, Table) else p for p in document.parts)
    report = extract(html.render(Document(parts))).report
    assert {entry.label: entry.value for entry in report.legacy} == figures


def test_older_forms_without_a_table_keep_their_figures() -> None:
    document, figures = others.older_form(ORGAN, 2016)
    parts: list[Part] = []
    for part in document.parts:
        if isinstance(part, Table):
            texts = [[box.text for box in row] for row in part.rows[1:]]
            parts += [Para(f"{label}（{unit}）{value}") for label, unit, value in texts]
        else:
            parts.append(part)
    report = extract(html.render(Document(tuple(parts)))).report
    assert {entry.label: entry.value for entry in report.legacy} == figures


@each_kind
@pytest.mark.parametrize(
    "document",
    [others.notice(ORGAN, 2023), others.explainer(ORGAN, 2023), others.chronicle(ORGAN)],
    ids=["notice", "explainer", "chronicle"],
)
def test_pages_that_are_no_report(render: Renderer, document: Document) -> None:
    report = extract(render(document)).report
    assert report.state == "not_a_report"
    assert report.cells == ()
    assert report.legacy == ()


@each_kind
def test_missing_tables_are_missing_not_zero(render: Renderer) -> None:
    case = tables_missing(sound(consistent(1, 2021)), dice(1))
    report = extract(render(case.document)).report
    assert report.state == "partial"
    assert values(report) == dict(case.figures.truth)
    assert {cell.status for cell in report.cells} == {"missing"}
    assert (report.layout_t2, report.layout_t3) == (None, None)
    assert "parse.tables_missing" in {issue.code for issue in report.issues}


@each_kind
def test_pictures_of_tables_are_said_to_be_there(render: Renderer) -> None:
    case = pictures(sound(consistent(1, 2021)), dice(1))
    report = extract(render(case.document)).report
    assert report.state == "partial"
    assert all(value is None for value in values(report).values())


def test_pictures_of_tables_are_claims() -> None:
    case = pictures(sound(consistent(1, 2021)), dice(1))
    report = extract(html.render(case.document)).report
    tables = {c.claim_code: c.value for c in report.claims if c.claim_code.startswith("table.")}
    assert tables == {"table.t2": 0, "table.t3": 0, "table.t4": 0}


@pytest.mark.parametrize("code", ["t2", "t3", "t4"])
def test_one_table_missing(code: str) -> None:
    figures = consistent(4, 2021)
    document = compose(figures)
    parts = tuple(p for p in document.parts if not (isinstance(p, Table) and p.code == code))
    report = extract(html.render(type(document)(parts))).report
    assert report.state == "partial"
    wanted = {key: None if key[0] == code else value for key, value in figures.truth.items()}
    assert values(report) == wanted
    missing = [issue.detail for issue in report.issues if issue.code == "parse.table_missing"]
    assert missing == [code]


@pytest.mark.parametrize("title", ["organ_first", "year_first", "bare", "chinese_year"])
@pytest.mark.parametrize("title_lines", [1, 2])
@pytest.mark.parametrize("announced", [True, False])
def test_titles_and_organs(title: str, title_lines: int, announced: bool) -> None:
    words = Prose(title=title, title_lines=title_lines, announced=announced)  # type: ignore[arg-type]  # words of one case
    report = extract(CONTAINERS["docx"](compose(consistent(5, 2021, year=2023), words))).report
    assert (report.organ_name, report.report_year) == (ORGAN, 2023)


@pytest.mark.parametrize("published_at", ["head", "signature", "metadata"])
def test_publication_dates(published_at: str) -> None:
    words = Prose(published=date(2024, 1, 22), published_at=published_at)  # type: ignore[arg-type]  # words of one case
    report = extract(html.render(compose(consistent(5, 2021, year=2023), words))).report
    assert report.published_on == date(2024, 1, 22)


def test_a_report_without_title_gets_its_year_from_the_period() -> None:
    document = compose(consistent(6, 2021, year=2022), Prose(signed=False, announced=False))
    parts = tuple(p for p in document.parts if isinstance(p, Table) or p.role != "title")
    report = extract(CONTAINERS["text_tabbed"](type(document)(parts))).report
    assert (report.state, report.organ_name, report.report_year) == ("read", None, 2022)
    assert "parse.organ_unknown" in {issue.code for issue in report.issues}


@pytest.mark.parametrize("numbering", ["chinese", "arabic", "lost"])
@pytest.mark.parametrize("variants", [True, False])
@pytest.mark.parametrize("contents", [True, False])
def test_sections_are_found(numbering: str, variants: bool, contents: bool) -> None:
    words = Prose(numbering=numbering, variants=variants, contents=contents)  # type: ignore[arg-type]  # words of one case
    report = extract(CONTAINERS["pdf"](compose(consistent(7, 2021), words))).report
    found = [c.claim_code for c in report.claims if c.claim_code.startswith("section.")]
    assert found == [f"section.s{n}" for n in range(1, 7)]


def test_an_empty_reading_is_no_report() -> None:
    reading = Reading("text", "text/lines", ())
    assert parse_report(reading).state == "not_a_report"


def test_prose_with_figures_makes_no_table() -> None:
    texts = (
        "某局2023年政府信息公开工作年度报告",
        "一、总体情况",
        "行政许可",
        "12",
        "行政处罚",
        "3",
    )
    blocks = tuple(Paragraph(text, Place()) for text in texts)
    report = parse_report(Reading("text", "text/lines", blocks))
    assert all(cell.value is None for cell in report.cells if cell.table_code != "t2")


@pytest.mark.parametrize("size", [0, 1, 40, 400])
@pytest.mark.parametrize("name", ["html", "docx", "pdf", "text_bare"])
def test_cut_off_files_end_in_a_state(name: str, size: int) -> None:
    data = CONTAINERS[name](compose(consistent(8, 2021)))[:size]
    report = extract(data).report
    assert report.state in ("unreadable", "unsupported", "not_a_report", "partial")
    assert all(cell.value is None for cell in report.cells)


def test_procurement_without_unit_has_no_value() -> None:
    figures = consistent(9, 2019)
    key = ("t2", "central_procurement", "procurement_amount")
    case = sound(figures.printed({key: ("146.2243", None)}))
    report = extract(html.render(case.document)).report
    cell = next(c for c in report.cells if c.column_code == "procurement_amount")
    assert (cell.status, cell.value, cell.unit) == ("money_without_unit", None, None)
    assert cell.raw_text == "146.2243"


def test_units_are_the_forms_own() -> None:
    report = extract(html.render(compose(consistent(9, 2021)))).report
    units = {cell.column_code: cell.unit for cell in report.cells}
    assert (units["fee_amount"], units["decisions"], units["total"]) == ("万元", "件", "件")


def test_every_cell_knows_where_it_stands() -> None:
    for name, render in CONTAINERS.items():
        report = extract(render(compose(consistent(2, 2021)))).report
        for cell in report.cells:
            assert cell.place.path or cell.place.box, (name, cell)
            assert cell.row_label
            assert cell.column_label


def test_values_are_never_rounded() -> None:
    key = ("t2", "central_procurement", "procurement_amount")
    figures = consistent(9, 2019).printed({key: ("2804.979705 万", Decimal("2804.979705"))})
    report = extract(html.render(sound(figures).document)).report
    assert values(report)[key] == Decimal("2804.979705")
