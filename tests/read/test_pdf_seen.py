"""Print that is not seen, or lies over the table, never runs into a figure."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.read import read_document
from tests.corpus import pdf as corpus_pdf
from tests.corpus.damage import sound
from tests.corpus.figures import consistent
from tests.corpus.judge import lost, wrong
from tests.read.builders import cells, grids, pdf, ruled, show

TABLE = ruled((100, 200, 300), (600, 620, 640)) + show(105, 625, "规章") + show(205, 625, "12")


def row(page: str) -> list[str]:
    return cells(grids(read_document(pdf(page)))[0])[0]


def turned(text: str, size: int, a: float, b: float) -> str:
    codes = text.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {a} {b} {-b} {a} 205 615 Tm <{codes}> Tj ET\n"


def test_white_figures_on_paper_are_not_there() -> None:
    assert row(TABLE + "1 g\n" + show(216, 625, "9")) == ["规章", "12"]


def test_white_figures_on_a_dark_cell_are() -> None:
    dark = "0 0 1 rg 200 620 100 20 re f\n1 g\n" + show(205, 625, "12")
    assert row(ruled((100, 200, 300), (600, 620, 640)) + show(105, 625, "规章") + dark) == [
        "规章",
        "12",
    ]


def test_light_grey_is_seen() -> None:
    assert row(TABLE + "0.6 g\n" + show(216, 625, "9")) == ["规章", "129"]


@pytest.mark.parametrize("text", ["2023", "内部"])
def test_a_watermark_set_askew_is_not_of_the_cell(text: str) -> None:
    assert row(TABLE + "0.8 g\n" + turned(text, 10, 0.707, 0.707)) == ["规章", "12"]


@pytest.mark.parametrize("text", ["2023", "内部"])
def test_print_far_taller_than_the_table_lies_over_it(text: str) -> None:
    assert row(TABLE + "0.8 g\n" + show(205, 622, text, 40)) == ["规章", "12"]


@pytest.mark.parametrize("colour", ["1 g", "0.8 g"])
def test_a_report_under_a_watermark_is_read_whole(
    colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = sound(consistent(1, 2021))
    codes = "20231208".encode("utf-16-be").hex()
    mark = f"q {colour} BT /F1 40 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <{codes}> Tj ET Q".encode()
    write = corpus_pdf.write

    def marked(pages: list[corpus_pdf.Page]) -> bytes:
        for page in pages:
            page.operators.append(mark)
        return write(pages)

    monkeypatch.setattr(corpus_pdf, "write", marked)
    report = extract(corpus_pdf.render(case.document)).report
    assert wrong(case, report) == []
    assert lost(case, report) == []
