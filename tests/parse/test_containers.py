"""Sound reports, in every container and layout: each cell exact, nothing missing, nothing added."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from pipeline.extract import extract
from pipeline.registry.forms import layouts
from tests.corpus import boxes, html, pdf, text
from tests.corpus.containers import CONTAINERS, Renderer
from tests.corpus.damage import sound
from tests.corpus.figures import ORGAN, carried, consistent
from tests.corpus.judge import values
from tests.corpus.prose import Prose

LAYOUTS = [entry.layout for entry in layouts()]
BLANKS_LOST = {
    *("text_bare", "text_spaced", "text_aligned", "pdf_across", "pdf_unruled"),
    *(f"html_{name}" for name in boxes.WITHOUT_BLANKS),
}
each_container = pytest.mark.parametrize("render", CONTAINERS.values(), ids=CONTAINERS)


@each_container
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dense", [True, False], ids=["dense", "sparse"])
def test_every_cell_is_exact(render: Renderer, layout: int, dense: bool) -> None:
    case = sound(consistent(layout + dense, layout, dense=dense))
    report = extract(render(case.document)).report
    assert values(report) == dict(case.figures.truth)
    assert report.state == "read"
    assert report.issues == ()
    assert (report.layout_t2, report.layout_t3) == (layout, layout)


@each_container
def test_head_is_read(render: Renderer) -> None:
    words = Prose(published=date(2024, 3, 15), published_at="head")
    report = extract(render(sound(consistent(1, 2021, year=2023), words).document)).report
    assert (report.organ_name, report.report_year) == (ORGAN, 2023)
    assert report.published_on == date(2024, 3, 15)
    assert {c.claim_code for c in report.claims} >= {f"section.s{n}" for n in range(1, 7)}


@each_container
def test_layouts_are_told_by_table(render: Renderer) -> None:
    case = sound(consistent(2, 2021, layout_t3=2019, year=2023))
    report = extract(render(case.document)).report
    assert (report.layout_t2, report.layout_t3) == (2021, 2019)
    assert values(report) == dict(case.figures.truth)


@each_container
def test_layout_is_what_the_table_shows_not_what_the_year_promises(render: Renderer) -> None:
    case = sound(consistent(3, 2019, year=2024))
    report = extract(render(case.document)).report
    assert (report.report_year, report.layout_t2, report.layout_t3) == (2024, 2019, 2019)
    assert values(report) == dict(case.figures.truth)


@pytest.mark.parametrize("name", ["plain", "prose_differs", "zero_totals", "displaced", "no_unit"])
@pytest.mark.parametrize("container", ["html", "docx", "pdf", "text_indented", "text_tabbed"])
def test_figures_of_practice_are_exact(name: str, container: str) -> None:
    case = sound(carried(name, ORGAN, 2020))
    report = extract(CONTAINERS[container](case.document)).report
    assert values(report) == dict(case.figures.truth)


@pytest.mark.parametrize("container", sorted(set(CONTAINERS) - BLANKS_LOST))
def test_blanks_stay_blank(container: str) -> None:
    case = sound(carried("blanks", ORGAN, 2020))
    report = extract(CONTAINERS[container](case.document)).report
    assert values(report) == dict(case.figures.truth)
    assert sum(cell.status == "blank" for cell in report.cells) == 12


def test_cells_without_their_blanks_are_left_out_by_rows() -> None:
    case = sound(carried("blanks", ORGAN, 2020))
    report = extract(text.bare(case.document)).report
    missing = {cell.line_code for cell in report.cells if cell.status == "missing"}
    assert missing == {"other_admin_services", "carried_in", "outcomes_total", "carried_out"}
    assert report.state == "partial"


@pytest.mark.parametrize("top", range(62, 662, 75))
@pytest.mark.parametrize("open_edges", [True, False], ids=["open", "closed"])
def test_pages_may_end_anywhere(top: int, open_edges: bool) -> None:
    case = sound(consistent(top, LAYOUTS[top % 2]))
    way = pdf.Paper(top=top / 4, open_edges=open_edges, repeat_head=top % 4 == 0)
    filler = "目录逐项核对。" * (top // 12)
    document = case.document.map_paragraphs(
        lambda para: para if para.role != "text" else type(para)(para.text + filler)
    )
    assert values(extract(pdf.render(document, way)).report) == dict(case.figures.truth)


@pytest.mark.parametrize("at", range(1, 27, 3))
@pytest.mark.parametrize("spans", ["one", "two", "all"])
def test_tabbed_rows_may_be_cut_anywhere(at: int, spans: text.Spans) -> None:
    case = sound(consistent(at, LAYOUTS[at % 2]))
    render = partial(text.tabbed, tabs=text.Tabs(spans, at % 2 == 0, (at, at + 5), at % 3 == 0))
    assert values(extract(render(case.document)).report) == dict(case.figures.truth)


@pytest.mark.parametrize("blank", ["", "&nbsp;", "　", "&nbsp; &nbsp;", "<br>"])
def test_blank_cells_of_a_page(blank: str) -> None:
    case = sound(carried("blanks", ORGAN, 2020))
    report = extract(html.render(case.document, html.Page(blank=blank))).report
    assert values(report) == dict(case.figures.truth)
