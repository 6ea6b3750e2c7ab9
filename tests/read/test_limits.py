"""Files made to cost: bounded time and memory, and a refusal that says so."""

from __future__ import annotations

import io
import multiprocessing
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor

import pytest

from pipeline.read import bounds, read_document
from pipeline.read.bounds import refuse_crowded, refuse_vast_pdf
from pipeline.records import Refusal
from tests.read.builders import W, docx, p, pdf, show, tc
from tests.read.ofd import Page, write
from tests.read.office import ole2, record, xls
from tests.read.test_sheet import sheet_xml

SECONDS = 20.0
MEGABYTES = 1_500


def packed(name: str, pieces: Iterable[bytes]) -> bytes:
    """An archive of one member that is never held in memory."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
        out.open(name, "w", force_zip64=True) as member,
    ):
        for piece in pieces:
            member.write(piece)
    return buffer.getvalue()


def attributes(count: int, form: bytes = b"a%d=1") -> bytes:
    return b"<html><body><p " + b" ".join(form % n for n in range(count)) + b">x</p>"


def inflating_pdf(times: int) -> bytes:
    """A page whose content is far larger than the file."""
    content = zlib.compress(b"0 0 m 1 1 l S\n" * times, 9)
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(content)
    plain = b"<<  /Length 1 >>\nstream\nX\nendstream"
    base = pdf("X")
    assert plain in base
    return base.replace(plain, head + content + b"\nendstream")


def million_objects() -> bytes:
    whole = pdf(show(9, 700, "年报")).partition(b"xref")[0]
    more = b"".join(b"%d 0 obj\n<</A 1>>\nendobj\n" % number for number in range(100, 1_000_000))
    return whole + more + b"trailer << /Size 1000000 /Root 1 0 R >>\n%%EOF"


def crowded_document() -> bytes:
    # Multiplied, so that they do not shrink beyond the ratio at which an archive is refused.
    rows = (f'<w:p w:a="{n * 2_654_435_761 % 2**40:x}"/>' * 2 for n in range(700_000))
    body = f"<w:document {W}><w:body>{''.join(rows)}</w:body></w:document>"
    return packed("word/document.xml", [body.encode()])


def nested_tables() -> bytes:
    row = f"<w:tbl><w:tr>{tc('a') * 20_000}</w:tr></w:tbl>"
    ends = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return docx(f"{ends[0] * 80}{p('x')}{row}{ends[1] * 80}")


def far_apart() -> bytes:
    return sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<dimension ref="A1:XFD1048576"/>',
    )


def many_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 100_000))
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 20_000
    return sheet_xml(rows, f"<mergeCells>{merges}</mergeCells>")


def many_far_sheets() -> bytes:
    return xls({f"S{n}": {(0, 0): "x", (65_535, 255): 1.0} for n in range(50)})


def crowded_ofd() -> bytes:
    page = Page()
    page.text(50, 60, 12, "年" * 3_000_000, "none")
    for number in range(30_000):
        page.line(0, number % 800, 9, number % 800)
    return write([page] * 3)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "html_200000_nested_tags": lambda: b"<html><body>" + b"<div>" * 200_000 + b"x",
    "html_70000_nested_tables": lambda: b"<html><body>" + b"<table><tr><td>" * 70_000 + b"x",
    "html_16_million_elements": lambda: b"<html><body>" + b"<b>x" * 16_000_000,
    "html_million_attributes": lambda: attributes(1_000_000),
    "html_attribute_of_60_mb": lambda: b'<html><p title="' + b"x" * 60_000_000 + b'">x</p>',
    "html_endless_spans": lambda: b"<html><table>" + b"<tr><td colspan=999 rowspan=0>1" * 99_000,
    "docx_that_inflates_to_2_gb": lambda: packed("word/document.xml", [b"\0" * 2**20] * 2_048),
    "docx_million_elements": crowded_document,
    "docx_nested_tables": nested_tables,
    "pdf_million_lines": lambda: pdf("".join(f"0 {n % 800} m 9 9 l S\n" for n in range(1_000_000))),
    "pdf_million_objects": million_objects,
    "pdf_30000_pages": lambda: pdf(*["BT ET"] * 30_000),
    "pdf_that_inflates_to_280_mb": lambda: inflating_pdf(20_000_000),
    "pdf_forms_without_end": lambda: pdf("/Fm Do\n" * 100_000, extra="0 0 m 9 9 l S\n" * 100),
    "ofd_millions_of_characters": crowded_ofd,
    "xlsx_far_apart": far_apart,
    "xlsx_many_merges": many_merges,
    "xlsx_million_cells": lambda: sheet_xml(f"<row>{'<c><v>1</v></c>' * 50}</row>" * 20_000),
    "xls_far_apart": many_far_sheets,
    "text_5_million_lines": lambda: "年报\n".encode() * 5_000_000,
    "text_2_million_rows": lambda: b"a\tb\tc\n" * 2_000_000,
    "text_one_line": lambda: b"x" * 150_000_000,
    "any_file_of_300_mb": lambda: b"x" * 300_000_000,
    "rtf_nested": lambda: b"{\\rtf1" + b"{" * 5_000_000,
}


def cost(name: str) -> tuple[str, float, float]:
    """What became of a file, in how many seconds, at how many megabytes at most."""
    data = HOSTILE[name]()
    began = time.process_time()
    outcome = read_document(data)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return outcome.code if isinstance(outcome, Refusal) else "", seconds, peak


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_costs_more_than_it_may(name: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        code, seconds, peak = pool.submit(cost, name).result()
    assert seconds < SECONDS
    assert peak < MEGABYTES
    assert code != "read.crashed"


@pytest.mark.parametrize(
    "form",
    [b"a%d", b"a%d=1", b"a%d = 1", b'a%d="x"', b'a%d="x>"', b"a%d='<'", b'a%d=y"', b"/a%d", b'"%d'],
)
def test_attributes_are_counted_however_they_are_written(form: bytes) -> None:
    assert refuse_crowded("html", attributes(bounds.MAX_ATTRIBUTES + 10, form)) is not None
    assert refuse_crowded("html", attributes(2_000, form)) is None


def test_pages_that_unpack_to_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_CONTENT", 10_000)
    monkeypatch.setattr(bounds, "MAX_FORMS", 5)
    assert refuse_vast_pdf(inflating_pdf(100)) is None
    assert refuse_vast_pdf(inflating_pdf(1_000)) is not None
    assert refuse_vast_pdf(pdf("/Fm Do\n" * 4)) is None
    assert refuse_vast_pdf(pdf("/Fm Do\n" * 6)) is not None
    twice = inflating_pdf(10).replace(b"/Filter /FlateDecode", b"/Filter[/FlateDecode/FlateDecode]")
    assert refuse_vast_pdf(twice) is not None


@pytest.mark.parametrize(
    "broken", [b"stream\n", b"obj << /Fl >> stream\n\xff\xff", b"/A85 /Fl stream\n!~>"]
)
def test_broken_streams_are_no_reason_to_refuse(broken: bytes) -> None:
    assert refuse_vast_pdf(b"%PDF-1.4 1 0 " + broken) is None


def test_room_is_made_for_no_size_that_a_sheet_declares() -> None:
    size = record(0x200, struct.pack("<IIHHH", 0, 0x7FFFFFFF, 0, 0xFFFF, 0))
    begin = record(0x809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6))
    book = record(0x809, struct.pack("<HHHHII", 0x0600, 0x05, 0, 0, 0, 6))
    sheet = record(0x85, struct.pack("<IBBBB", len(book) + 4 + 9 + 4, 0, 0, 1, 0) + b"S")
    stream = book + sheet + record(0x0A) + begin + size + record(0x0A)
    refusal = read_document(ole2({"Workbook": stream}))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.format) == ("read.too_large", "xlsx")
