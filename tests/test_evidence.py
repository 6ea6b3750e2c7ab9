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
from tests.read.builders import archive, pdf, show

BOX = [100.0, 200.0, 160.0, 212.0]


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (1654, 2339), 255).save(out, "PNG")
    return out.getvalue()


def written(monkeypatch: pytest.MonkeyPatch, folder: Path, data: bytes, path: str) -> list[Path]:
    cell = {"side": "lhs", "cell": "t3", "status": "number", "value": 1, "page": 1, "box": BOX}
    cells = [{**cell, "path": path}]
    finding = SimpleNamespace(
        finding_id="f1", evidence=json.dumps({"sha256": "0" * 64, "cells": cells})
    )
    monkeypatch.setattr(evidence, "read_object", lambda _home, _sha256: data)
    return evidence.write_pages(cast("Home", None), cast("FindingLine", finding), folder)


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
