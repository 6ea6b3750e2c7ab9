"""Scanned reports of the corpus, read by the models of the extra."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from pipeline.extract import extract
from pipeline.read import read_document
from pipeline.records import Grid, Paragraph, Reading, Report
from tests.corpus import pdf
from tests.corpus.figures import Figures, Key, consistent
from tests.corpus.prose import compose
from tests.corpus.scan import SCANNERS, bound, has_chinese_font, pages, picture, render
from tests.read.builders import docx_of_pictures, p

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")
from pipeline.read import scan_engine
from pipeline.read.scan_engine import engine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font to print the pages with"),
]
SHARP = SCANNERS["scan_200"]


def outcomes(figures: Figures, report: Report) -> Counter[str]:
    found = {(c.table_code, c.line_code, c.column_code): c for c in report.cells}
    counted: Counter[str] = Counter()
    for key, value in figures.truth.items():
        cell = found[key]
        if cell.value is not None and cell.value != value:
            counted["wrong"] += 1
        else:
            counted["right" if cell.value == value else cell.status] += 1
    return counted


@pytest.mark.parametrize(
    ("scanner", "least"),
    [("scan_200", 0.99), ("scan_200_noisy", 0.985), ("scan_150", 0.98), ("scan_150_noisy", 0.96)],
)
@pytest.mark.parametrize("layout", [2019, 2021])
def test_a_scan_is_read_and_no_figure_is_wrong(scanner: str, least: float, layout: int) -> None:
    figures = consistent(31, layout)
    extraction = extract(render(compose(figures), SCANNERS[scanner], 31))
    counted = outcomes(figures, extraction.report)
    assert counted["wrong"] == 0
    assert counted["right"] >= least * counted.total()
    assert extraction.method.startswith("ocr/rapidocr-")
    assert extraction.report.report_year == figures.year
    assert extraction.report.organ_name == figures.organ


def test_cells_of_a_scan_have_page_box_and_certainty() -> None:
    reading = read_document(render(compose(consistent(32, 2021)), SHARP))
    assert isinstance(reading, Reading)
    cells = [c for b in reading.blocks if isinstance(b, Grid) for row in b.rows for c in row]
    assert len(cells) > 200
    assert all(c.place.page in (1, 2) and c.place.box for c in cells)
    assert all(c.certainty is not None and 0 <= c.certainty <= 1 for c in cells)
    assert all(b.certainty is not None for b in reading.blocks if isinstance(b, Paragraph))


def test_a_sum_that_fails_in_a_scan_is_doubted_and_not_repaired() -> None:
    figures = consistent(33, 2021)
    key: Key = ("t3", "disclosed_full", "natural_person")
    changed = figures.printed({key: ("987", Decimal(987))})
    report = extract(render(compose(changed), SHARP)).report
    found = next(c for c in report.cells if (c.table_code, c.line_code, c.column_code) == key)
    assert (found.status, found.value, found.raw_text) == ("doubtful", None, "987")
    assert "parse.sum_doubted" in {issue.code for issue in report.issues}
    assert outcomes(changed, report)["wrong"] == 0


def tables_sheet() -> tuple[Figures, Image.Image]:
    """A page with the end of table 3 and the whole of table 4."""
    figures = consistent(34, 2021)
    return figures, pages(pdf.render(compose(figures)), SHARP)[1]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_a_picture_file_is_read(kind: str) -> None:
    figures, sheet = tables_sheet()
    extraction = extract(picture(sheet, kind))
    assert extraction.format == "image"
    cells = [c for c in extraction.report.cells if c.table_code == "t4"]
    truth = [figures.truth[c.table_code, c.line_code, c.column_code] for c in cells]
    assert [c.value for c in cells] == truth


def test_a_picture_within_a_page_is_read() -> None:
    figures, sheet = tables_sheet()
    uri = "data:image/png;base64," + base64.b64encode(picture(sheet, "PNG")).decode()
    reading = read_document(f"<html><body><p>前</p><img src='{uri}'></body></html>".encode())
    assert isinstance(reading, Reading)
    found = [b for b in reading.blocks if isinstance(b, Grid)]
    row = [cell.text for cell in found[-1].rows[-1]]
    assert row == [text for key, text in figures.cells.items() if key[0] == "t4"]
    assert all(b.place.path.endswith("/img[1]") for b in found)


FIRST_OF_TABLE_4 = (61.9, 497.5, 93.6, 514.1)  # in points, on the page set straight


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_otherwise_is_turned_and_its_places_are_its_own(quarters: int) -> None:
    figures, sheet = tables_sheet()
    turned = sheet.rotate(90 * quarters, expand=True)
    report = extract(picture(turned, "PNG")).report
    cells = [c for c in report.cells if c.table_code == "t4"]
    truth = [figures.truth[c.table_code, c.line_code, c.column_code] for c in cells]
    assert [c.value for c in cells] == truth
    assert cells[0].place.box is not None
    x0, top, x1, bottom = FIRST_OF_TABLE_4
    width, height = (length * 72 / 200 for length in sheet.size)
    there = {
        1: (top, width - x1, bottom, width - x0),
        2: (width - x1, height - bottom, width - x0, height - top),
        3: (height - bottom, x0, height - top, x1),
    }[quarters]
    assert cells[0].place.box == pytest.approx(there, abs=2.0)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_otherwise_is_read_in_full_only_once(
    quarters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, sheet = tables_sheet()
    read = engine().read
    widths: list[float] = []

    def counted(crops: Sequence[scan_engine.Image]) -> list[scan_engine.Line]:
        widths.extend(crop.shape[1] / crop.shape[0] for crop in crops)
        return read(crops)

    monkeypatch.setattr(engine(), "read", counted)
    extract(picture(sheet, "PNG"))
    upright = sum(widths)
    widths.clear()
    extract(picture(sheet.rotate(90 * quarters, expand=True), "PNG"))
    assert upright < sum(widths) < 1.5 * upright


@pytest.mark.parametrize("old", [False, True])
def test_pictures_within_a_document_are_read(old: bool) -> None:
    figures = consistent(37, 2021)
    sheets = pages(pdf.render(compose(figures)), SHARP)
    data = docx_of_pictures(p("附件"), [picture(sheet, "PNG") for sheet in sheets], old=old)
    extraction = extract(data)
    assert (extraction.format, extraction.method.count("+ocr/rapidocr-")) == ("docx", 1)
    counted = outcomes(figures, extraction.report)
    assert (counted["wrong"], counted["missing"]) == (0, 0)
    assert counted["right"] >= 0.99 * counted.total()
    assert all(c.certainty is not None for c in extraction.report.cells)
    assert extraction.report.cells[0].place.path.startswith("word/media/image")


def test_pages_that_are_pictures_are_read_among_pages_of_text() -> None:
    figures = consistent(35, 2021)
    printed = pdf.render(compose(figures))
    sheets = pages(printed, SHARP)
    with (
        PdfDocument(printed) as text,
        PdfDocument(bound(sheets[1:], SHARP)) as scan,
        PdfDocument.new() as mixed,
    ):
        mixed.import_pages(text, [0])
        mixed.import_pages(scan)
        data = saved(mixed)
    extraction = extract(data)
    assert extraction.method.startswith("pdf/pdfium-geometry+ocr/rapidocr-")
    counted = outcomes(figures, extraction.report)
    assert (counted["wrong"], counted["missing"]) == (0, 0)
    assert counted["right"] >= 0.99 * counted.total()


def saved(document: PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_empty_picture_is_unreadable() -> None:
    extraction = extract(picture(Image.new("L", (1654, 2339), 255), "PNG"))
    assert extraction.report.state == "unreadable"
    assert [issue.code for issue in extraction.report.issues] == ["read.empty"]


def test_a_worker_stays_within_its_memory() -> None:
    program = (
        "import sys; from pipeline.extract import extract\n"
        "data = sys.stdin.buffer.read()\n"
        "for _ in range(2): extract(data)\n"
        "status = open('/proc/self/status').read()\n"
        "print(int(status.split('VmHWM:')[1].split()[0]) // 1024)\n"
    )
    data = render(compose(consistent(36, 2021)), SCANNERS["scan_200_noisy"], 36)
    done = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert int(done.stdout) < 500
