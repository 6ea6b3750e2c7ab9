"""Archives: one member that can be read is read, and nothing else is guessed at."""

from __future__ import annotations

import io
import os
import zipfile

import pytest

from pipeline.read import read_document, zip_reader
from pipeline.records import Grid, Reading, Refusal
from tests.read.builders import archive, docx, grids, p, pdf, show, tbl, tc, texts

DOCX = docx(p("年报") + tbl([tc("许可"), tc("7")]))
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def refused(data: bytes) -> Refusal:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal), refusal
    return refusal


def test_the_one_document_is_read() -> None:
    leavings = {"__MACOSX/._年报.docx": "x", ".DS_Store": "x", "a/~$年报.docx": "x"}
    reading = read_document(archive({"附件/年报.docx": DOCX, "logo.png": PNG, **leavings}))
    assert isinstance(reading, Reading)
    assert (reading.format, reading.method[:9]) == ("docx", "zip/docx/")
    assert texts(reading) == ["年报"]
    (grid,) = grids(reading)
    assert grid.place.path == "附件/年报.docx!/w:tbl[1]"
    assert grid.rows[0][1].place.path == "附件/年报.docx!/w:tbl[1]/w:tr[1]/w:tc[2]"


def test_pages_keep_their_boxes() -> None:
    reading = read_document(archive({"a.pdf": pdf(show(50, 700, "年报"))}))
    assert isinstance(reading, Reading)
    place = reading.blocks[0].place
    assert (place.path, place.page) == ("a.pdf!", 1)
    assert place.box is not None
    assert not isinstance(reading.blocks[0], Grid)


def test_several_documents_are_for_a_person_to_unpack() -> None:
    refusal = refused(archive({"甲.docx": DOCX, "乙.html": "<html><p>报告</p>"}))
    assert (refusal.state, refusal.code) == ("unsupported", "read.zip_several")
    assert refusal.detail == "甲.docx, 乙.html"
    many: dict[str, str | bytes] = {f"{number}.pdf": b"%PDF-1.7 only" for number in range(9)}
    assert refused(archive(many)).code == "read.zip_several"
    assert refused(archive({"a.png": PNG, "b.png": PNG})).code == "read.zip"


def test_a_note_beside_the_document_is_none() -> None:
    notes: dict[str, str | bytes] = {"../../outside.txt": "outside\n", "说明.txt": "请解压后阅读"}
    reading = read_document(archive({**notes, "年报.docx": DOCX}))
    assert isinstance(reading, Reading)
    assert reading.method[:9] == "zip/docx/"
    assert refused(archive({**notes, "a.pdf": b"%PDF-1.7 only"})).code == "read.damaged"
    assert refused(archive(notes)).code == "read.zip_several"


def test_a_text_as_long_as_a_report_is_no_note() -> None:
    long = "本年新收政府信息公开申请数量\n" * 30
    assert refused(archive({"年报.docx": DOCX, "年报.txt": long})).code == "read.zip_several"


def test_a_single_document_that_cannot_be_read_says_why() -> None:
    refusal = refused(archive({"a.pdf": b"%PDF-1.7 and nothing more"}))
    assert (refusal.state, refusal.code, refusal.format) == ("unreadable", "read.damaged", "pdf")
    assert refusal.detail.startswith("a.pdf: ")


@pytest.mark.parametrize("members", [{"a.exe": b"\x7fELF\x02\x01\x01\x00\x00\x00"}, {"a/": ""}])
def test_an_archive_without_a_document_is_named(members: dict[str, str | bytes]) -> None:
    refusal = refused(archive(members))
    assert (refusal.state, refusal.code) == ("unsupported", "read.zip")


def test_an_archive_in_an_archive_stays_closed() -> None:
    inner = archive({"a.docx": DOCX})
    assert refused(archive({"inner.zip": inner})).code == "read.zip"
    assert isinstance(read_document(inner), Reading)


def test_a_locked_member_is_said_to_be() -> None:
    data = bytearray(archive({"a.docx": DOCX}))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        central = source.start_dir
    data[6] |= 1
    data[central + 8] |= 1
    refusal = refused(bytes(data))
    assert (refusal.state, refusal.code, refusal.detail) == (
        "unreadable",
        "read.encrypted",
        "a.docx",
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_the_encodings_of_this_country_are_legible(encoding: str) -> None:
    name = "公开年报.docx"
    stand_in = "x" * len(name.encode(encoding))
    data = archive({stand_in: DOCX}).replace(stand_in.encode(), name.encode(encoding))
    reading = read_document(data)
    assert isinstance(reading, Reading)
    assert reading.blocks[0].place.path.startswith(f"{name}!")


def test_bounds_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    many = archive({f"{number}.txt": "x" for number in range(zip_reader.MAX_MEMBERS + 1)})
    assert refused(many).code == "read.too_large"
    assert refused(archive({"a.txt": b" " * 8_000_000})).code == "read.too_large"
    monkeypatch.setattr(zip_reader, "MAX_BYTES", 10_000)
    assert refused(archive({f"{n}.bin": os.urandom(6_000) for n in "ab"})).code == "read.too_large"


def test_names_that_climb_are_only_names() -> None:
    reading = read_document(archive({"../../etc/年报.docx": DOCX}))
    assert isinstance(reading, Reading)
    assert reading.blocks[0].place.path == "../../etc/年报.docx!/w:p[1]"
