"""What becomes of any bytes at all: a reading or a refusal, never an exception."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.read import dispatch, read_document
from pipeline.read.container import MAX_PIECES, Container
from pipeline.records import Reading, Refusal
from tests.read.builders import archive, docx, p, pdf, ruled, show, tbl, tc, texts

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20

DOCUMENTS = {
    "html": "<html><head><meta name=a content=b></head><body><table><tr><td rowspan=2>年<td>1"
    "<tr><td>2</table><p>报告</p></body></html>".encode(),
    "docx": docx(p("年报") + tbl([tc("a"), tc("b")], [tc("c"), tc("d")])),
    "pdf": pdf(ruled([100, 200, 300], [700, 680, 660]) + show(105, 685, "许可"), show(9, 9, "文")),
    "text": "年报\n\ta\n\tb\n\n\tc\n\td\n\n文\n".encode(),
}


@pytest.mark.parametrize(
    ("data", "state", "code", "format_"),
    [
        (b"", "unreadable", "read.empty", None),
        (b" \r\n\x00\xef\xbb\xbf", "unreadable", "read.empty", None),
        (OLE2, "unreadable", "read.damaged", None),
        (archive({"xl/workbook.xml": "x"}), "unreadable", "read.damaged", "xlsx"),
        (archive({"OFD.xml": "x", "Doc_0/x": ""}), "unreadable", "read.damaged", "ofd"),
        (archive({"a.exe": b"\x7fELF\x02\x01\x01\x00"}), "unsupported", "read.zip", None),
        (b"PK\x03\x04 broken", "unreadable", "read.damaged", None),
        (PNG, "unsupported", "read.scan_needs_ocr", "image"),
        (b"\xff\xd8\xff\xe0 jpeg", "unsupported", "read.scan_needs_ocr", "image"),
        (b"GIF89a....", "unsupported", "read.scan_needs_ocr", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "unsupported", "read.scan_needs_ocr", "image"),
        (b"II*\x00\x08\x00\x00\x00", "unsupported", "read.scan_needs_ocr", "image"),
        (
            b"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00",
            "unsupported",
            "read.scan_needs_ocr",
            "image",
        ),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "unsupported", "read.foreign", None),
        (b"<?xml version='1.0'?><rss><p>x</p></rss>", "unsupported", "read.foreign", None),
        (b"MIME-Version: 1.0\n\n<html>", "unsupported", "read.foreign", None),
        (archive({"mimetype": "x", "content.xml": "x"}), "unsupported", "read.foreign", None),
        (b"Rar!\x1a\x07\x01\x00", "unsupported", "read.zip", None),
        (b"%PDF-1.7 and nothing more", "unreadable", "read.damaged", "pdf"),
    ],
)
@pytest.mark.usefixtures("without_ocr")
def test_what_cannot_be_read_is_named(
    data: bytes, state: str, code: str, format_: str | None
) -> None:
    refusal = read_document(data, file_name="report.docx")
    assert isinstance(refusal, Refusal)
    assert (refusal.state, refusal.code, refusal.format) == (state, code, format_)
    assert refusal.detail or code == "read.damaged"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_name_decides_nothing(kind: str) -> None:
    plain = read_document(DOCUMENTS[kind])
    assert isinstance(plain, Reading)
    assert plain.format == kind
    for name in ("x.pdf", "x.doc", "x.html", "x.jpg", "x"):
        assert read_document(DOCUMENTS[kind], file_name=name) == plain


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_download_cut_anywhere_is_survived(kind: str) -> None:
    data = DOCUMENTS[kind]
    for cut in range(0, len(data), max(1, len(data) // 150)):
        outcome = read_document(data[:cut])
        assert isinstance(outcome, Reading | Refusal)
        assert not (isinstance(outcome, Refusal) and outcome.code == "read.crashed"), outcome


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_same_bytes_give_the_same_record(kind: str) -> None:
    assert read_document(DOCUMENTS[kind]) == read_document(DOCUMENTS[kind])


def test_a_fault_of_a_reader_costs_its_document_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_data: bytes) -> Reading:
        raise ZeroDivisionError("no")

    broken = Container("broken", lambda _data: True, fail, format="text")
    monkeypatch.setattr(dispatch, "CONTAINERS", (broken,))
    refusal = read_document(b"x")
    assert refusal == Refusal("unreadable", "read.crashed", "broken: ZeroDivisionError: no", "text")


@pytest.mark.parametrize(
    "data",
    [
        b"a\tb\n" * (MAX_PIECES // 2 + 1),
        b"<p>x</p>" * (MAX_PIECES + 1),
        docx("<w:p/>" * (MAX_PIECES + 1)),
    ],
)
def test_more_than_any_report_holds_is_refused(data: bytes) -> None:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal)
    assert (refusal.state, refusal.code) == ("unreadable", "read.too_large")


def test_a_name_helps_the_engineer_where_nothing_else_does() -> None:
    refusal = read_document(b"\x00\x01\x02\x03\x04", file_name="a.wps")
    assert isinstance(refusal, Refusal)
    assert ".wps" in refusal.detail


def survives(data: bytes) -> None:
    outcome = read_document(data)
    assert isinstance(outcome, Reading | Refusal)
    assert not (isinstance(outcome, Refusal) and outcome.code == "read.crashed"), outcome


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_survived(data: bytes) -> None:
    survives(data)


@given(st.text(alphabet="\t\n |-#\u3000a1年<>/td", max_size=120))
@settings(max_examples=150, deadline=None)
def test_no_text_of_a_dump_is_lost(text: str) -> None:
    reading = read_document(text.encode())
    if isinstance(reading, Reading) and reading.format == "text":
        seen = "".join(texts(reading)) + "".join(
            cell.text for block in reading.blocks if hasattr(block, "rows")
            for row in block.rows for cell in row
        )  # fmt: skip
        for char in "a1年":
            assert seen.count(char) == text.count(char)


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENTS)
@given(data=st.data())
@settings(
    max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_is_survived(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(DOCUMENTS[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    survives(bytes(damaged))
