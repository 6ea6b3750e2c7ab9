"""The pages that show where a finding stands, whatever file they are in."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image

from pipeline import evidence
from pipeline.book.listing import FindingLine
from pipeline.book.place import COLOURS
from pipeline.paths import Home
from pipeline.read import read_document
from pipeline.records import Grid, GridCell, Place, Reading
from tests.corpus.containers import CONTAINERS
from tests.corpus.figures import consistent
from tests.corpus.prose import compose
from tests.read.builders import archive, pdf, show
from tests.read.ofd import ofd_document
from tests.read.workbooks import SHAPES, xlsx_document

BOX = (100.0, 200.0, 160.0, 212.0)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (1654, 2339), 255).save(out, "PNG")
    return out.getvalue()


def finding_in(monkeypatch: pytest.MonkeyPatch, data: bytes, *places: Place) -> FindingLine:
    cell = {"side": "lhs", "cell": "t3", "status": "number", "value": 1}
    cells = [{**cell, **place._asdict()} for place in places]
    told = json.dumps({"sha256": "0" * 64, "cells": cells})
    monkeypatch.setattr(evidence, "read_object", lambda _home, _sha256: data)
    return cast("FindingLine", SimpleNamespace(finding_id="f1", evidence=told))


def written(monkeypatch: pytest.MonkeyPatch, folder: Path, data: bytes, path: str) -> list[Path]:
    finding = finding_in(monkeypatch, data, Place(path, 1, BOX))
    return evidence.write_pages(cast("Home", None), finding, folder)


def is_marked(file: Path) -> bool:
    with Image.open(file) as page:
        colours: Any = page.convert("RGB").getcolors(1 << 24)
    return COLOURS["lhs"] in {colour for _, colour in colours}


PDF = pdf(show(60, 700, "规章"))
NEEDS_OCR = pytest.mark.skipif(
    not evidence.scan_reader.is_installed(), reason="pictures are not read without the extra"
)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (PDF, ""),
        (archive({"报告.pdf": PDF}), "报告.pdf!"),
        (archive({"a.zip": archive({"b.pdf": PDF})}), "a.zip!b.pdf!"),
        pytest.param(picture(), "", marks=NEEDS_OCR),
        pytest.param(
            archive({"word/media/image1.png": picture()}),
            "word/media/image1.png",
            marks=NEEDS_OCR,
        ),
    ],
)
def test_the_page_is_shown_with_the_cell_marked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, path: str
) -> None:
    (file,) = written(monkeypatch, tmp_path / "show", data, path)
    assert is_marked(file)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b"<html></html>", "/html[1]/body[1]/img[1]"),
        (archive({"a.txt": b"text"}), "a.txt!"),
        (archive({"a.pdf": PDF}), "gone.pdf!"),
        (b"PK\x03\x04 broken", "a.pdf!"),
    ],
)
def test_what_has_no_page_is_only_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, path: str
) -> None:
    assert written(monkeypatch, tmp_path / "show", data, path) == []
    assert not (tmp_path / "show").exists()


def web_archive(page: bytes) -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    return head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + page


def some_cell(data: bytes) -> tuple[list[str], GridCell]:
    """A figure of a document, and the texts of its row."""
    reading = read_document(data)
    assert isinstance(reading, Reading)
    grids = [block for block in reading.blocks if isinstance(block, Grid)]
    row = [row for grid in grids for row in grid.rows if len(row) > 6][5]
    return [cell.text for cell in row], row[-2]


@pytest.mark.parametrize("kind", ["html", "mht", "xlsx", "ofd", "zip"])
def test_where_no_page_is_shown_the_row_is_with_its_cell_marked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    document = compose(consistent(3, 2021))
    page = CONTAINERS["html"](document)
    data = {
        "html": lambda: page,
        "mht": lambda: web_archive(page),
        "xlsx": lambda: xlsx_document(document, SHAPES[0]),
        "ofd": lambda: ofd_document(document),
        "zip": lambda: archive({"a.html": page}),
    }[kind]()
    texts, cell = some_cell(data)
    finding = finding_in(monkeypatch, data, cell.place)
    assert evidence.write_pages(cast("Home", None), finding, tmp_path) == []
    (row,) = evidence.source_rows(cast("Home", None), finding)
    assert [text for text, _ in row] == texts
    assert [at for at, (_, is_marked) in enumerate(row) if is_marked] == [len(texts) - 2]


def test_of_a_place_that_is_nowhere_no_row_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    page = CONTAINERS["html"](compose(consistent(3, 2021)))
    for place in (Place(), Place("/html[1]/body[1]/p[99]")):
        finding = finding_in(monkeypatch, page, place)
        assert evidence.source_rows(cast("Home", None), finding) == []
    assert evidence.source_rows(cast("Home", None), finding_in(monkeypatch, b"", Place("L1"))) == []
