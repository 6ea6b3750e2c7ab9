"""OFD, on generated files only: pages of the corpus written in its notation."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.read import read_document
from pipeline.read.ofd_page import deltas
from pipeline.records import Grid, Reading, Refusal
from tests.corpus import figures, pdf, prose
from tests.read import ofd
from tests.read.builders import archive, cells, grids, texts

WAYS = ("delta", "alike", "none", "matrix")


def refused(data: bytes) -> Refusal:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal), refusal
    return refusal


@pytest.mark.parametrize("paper", pdf.PLAIN)
@pytest.mark.parametrize("way", WAYS)
def test_every_figure_of_a_report_is_read(paper: str, way: str) -> None:
    drawn = figures.consistent(21, 2021)
    extraction = extract(ofd.ofd_document(prose.compose(drawn), pdf.PAPERS[paper], way))
    report = extraction.report
    found = {(c.table_code, c.line_code, c.column_code): c.value for c in report.cells}
    assert found == drawn.truth
    assert (report.state, extraction.format, extraction.method) == ("read", "ofd", "ofd/geometry")
    assert all(c.place.page and c.place.box for c in report.cells)
    assert report.organ_name == drawn.organ


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("3 4.5", [3.0, 4.5]),
        ("g 3 4.5 2", [4.5, 4.5, 4.5, 2.0]),
        ("g 999999999999 1", [1.0] * 9),
        ("x g", []),
        ("g 2", [2.0]),
        (None, []),
    ],
)
def test_advances_are_counted_out(written: str | None, steps: list[float]) -> None:
    assert deltas(written, 9) == steps


def test_lines_of_templates_rule_the_page() -> None:
    template, page = ofd.Page(), ofd.Page()
    for y in (100, 120, 140):
        template.line(50, y, 250, y)
    for x in (50, 150, 250):
        template.line(x, 100, x, 140)
    for x, y, text in ((60, 112, "许可"), (160, 112, "7"), (60, 132, "处罚"), (160, 132, "")):
        page.text(x, y, 10, text)
    page.text(50, 60, 12, "年报")
    reading = read_document(ofd.write([page], template))
    (grid,) = grids(reading)
    assert cells(grid) == [["许可", "7"], ["处罚", ""]]
    assert texts(reading) == ["年报"]
    assert isinstance(reading, Reading)
    assert reading.metadata == {"title": "年报"}
    place = next(block for block in reading.blocks if isinstance(block, Grid)).place
    assert (place.page, place.box) == (1, (50.0, 100.0, 250.0, 140.0))


def test_pages_of_pictures_are_scans() -> None:
    page = ofd.Page()
    page.picture(0, 0, 595, 842)
    refusal = refused(ofd.write([page]))
    assert (refusal.state, refusal.code, refusal.format) == (
        "unsupported",
        "read.scan_needs_ocr",
        "ofd",
    )


def test_what_is_drawn_elsewhere_is_missed_aloud() -> None:
    page = ofd.Page()
    page.text(50, 60, 12, "年报")
    page.objects.append('<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="3"/>')
    reading = read_document(ofd.write([page]))
    assert isinstance(reading, Reading)
    assert [issue.code for issue in reading.issues] == ["read.cut_short"]


def test_what_is_not_there_is_damage() -> None:
    refusal = refused(archive({"OFD.xml": "<OFD><DocRoot>gone.xml</DocRoot></OFD>"}))
    assert (refusal.state, refusal.code, refusal.format) == ("unreadable", "read.damaged", "ofd")
    assert refused(archive({"OFD.xml": "<OFD"})).code == "read.damaged"
    assert refused(ofd.write([ofd.Page()])).code == "read.empty"
