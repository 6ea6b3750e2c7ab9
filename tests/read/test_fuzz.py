"""Damage of every kind to documents of the corpus: a reading or a refusal, in bounded time.

What it found stands as small tests beside each reader.
"""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from collections.abc import Callable
from functools import cache, partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.read import libreoffice, read_document
from pipeline.records import Grid, Reading, Refusal
from tests.corpus import docx, figures, html, pdf, prose, text
from tests.corpus.document import Document
from tests.read.builders import archive, texts
from tests.read.builders import docx as docx_of
from tests.read.ofd import ofd_document
from tests.read.office import ole2
from tests.read.workbooks import xls_document, xlsx_document

SECONDS = 20.0
MAIL = b"MIME-Version: 1.0\nContent-Type: text/html\n\n"
DOCUMENTS: dict[str, Callable[[Document], bytes]] = {
    "html": html.render,
    "docx": docx.render,
    "pdf": pdf.render,
    "text": text.indented,
    "tabbed": text.bare,
    "markdown": text.markdown,
    "listed": text.listed,
    "boxed": text.boxed,
    "ofd": ofd_document,
    "xlsx": partial(xlsx_document, shape="one_sheet"),
    "xls": partial(xls_document, shape="sheets"),
    "zip": lambda document: archive({"a.docx": docx.render(document), "b.png": b"\x89PNG\r\n"}),
    "mht": lambda document: MAIL + html.render(document),
}
PACKAGES = ("docx", "xlsx", "ofd")
# What readers have to take for numbers, ends, names and nesting.
BITS = (
    *(b"\x00", b"\xff", b"\xff\xff\xff\xff", b"<", b">", b"</", b"<td", b"<tr>", b"<table>"),
    *(b"&", b"&#0;", b"&#x10ffff;", b"<!--", b"<![CDATA[", b"<?", b'"', b"'", b"\t", b"\n", b"|"),
    *(b"99999999999999999999", b"-1", b"1e999", b'colspan="99999"', b'w:val="-5"', b"<w:vMerge/>"),
    *(b"<w:tbl><w:tr><w:tc>", b"<w:p>", b"<div>" * 300, b"<w:sdt>" * 300, b"xFD1048576", b"endobj"),
    *(
        b"stream\n",
        b'DeltaX="g 99999999 1"',
        b'CTM="0 0 0 0 1e300 1"',
        b"endstream",
        b"/Kids [2 0 R]",
        b"/Count -1",
        b"PK\x03\x04",
        b"PK\x01\x02",
    ),
)
WORDS = (b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\xff\xff\xff\xff", b"\1\0\0\0")


@cache
def sound(kind: str) -> bytes:
    document = prose.compose(figures.consistent(5, 2021))
    return DOCUMENTS[kind](document)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Change a few places: bytes, bits of mark-up, pieces lost, doubled or from elsewhere."""
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(out) - 1, 0)))
        length = draw(st.integers(1, 400))
        match draw(st.integers(0, 6)):
            case 0:
                out[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case 1:
                out[at:at] = draw(st.sampled_from(BITS))
            case 2:
                del out[at : at + length]
            case 3:
                out[at:at] = out[at : at + length] * draw(st.integers(1, 30))
            case 4:
                other = sound(draw(st.sampled_from(sorted(DOCUMENTS))))
                start = draw(st.integers(0, len(other)))
                out[at : at + length] = other[start : start + length]
            case 5:
                out[at : at + 4] = draw(st.sampled_from(WORDS))
            case _:
                del out[slice(at, None) if draw(st.booleans()) else slice(0, at)]
    return bytes(out)


def survives(data: bytes) -> Reading | Refusal:
    began = time.process_time()
    outcome = read_document(data)
    assert time.process_time() - began < SECONDS
    assert isinstance(outcome, Reading | Refusal)
    assert not (isinstance(outcome, Refusal) and outcome.code == "read.crashed"), outcome
    return outcome


@pytest.fixture(autouse=True)
def without_conversion(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged file may look like one that LibreOffice would be started for."""
    if request.function is not test_a_damaged_old_document_is_survived:
        monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)


fuzzed = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENTS)
@given(data=st.data())
@fuzzed
def test_a_damaged_file_is_survived(kind: str, data: st.DataObject) -> None:
    survives(data.draw(damaged(sound(kind))))


@pytest.mark.slow
@pytest.mark.parametrize("kind", PACKAGES)
@given(data=st.data())
@fuzzed
def test_a_package_with_a_damaged_part_is_survived(kind: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(sound(kind))) as source:
        parts: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    content = parts[name]
    assert isinstance(content, bytes)
    parts[name] = data.draw(damaged(content))
    survives(archive(parts))


@pytest.mark.slow
@given(data=st.data())
@fuzzed
def test_a_workbook_with_damaged_records_is_survived(data: st.DataObject) -> None:
    whole = sound("xls")
    survives(ole2({"Workbook": data.draw(damaged(whole[whole.index(b"\x09\x08\x10\x00") :]))}))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@given(data=st.data())
@settings(fuzzed, max_examples=6)
def test_a_damaged_old_document_is_survived(data: st.DataObject) -> None:
    rtf = b"{\\rtf1\\ansi 2021\\par {\\trowd\\cellx1000\\cellx2000 a\\cell 1\\cell\\row}}" * 3
    survives(data.draw(damaged(rtf)))


NAMES = ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "txbxContent", "br",
         "tab", "moveTo", "moveFrom", "customXml", "hyperlink", "altChunk", "drawing")  # fmt: skip
PROPERTIES = (
    *('<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"),
    *('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:hMerge/></w:tcPr>"),
    *('<w:trPr><w:gridBefore w:val="2"/></w:trPr>', "<w:rPr><w:vanish/></w:rPr>"),
)
leaves = st.one_of(
    st.sampled_from(PROPERTIES), st.integers(0, 999).map(lambda n: f"<w:t>«{n}»</w:t>")
)
trees = st.recursive(
    leaves,
    lambda children: st.builds(
        lambda name, inner: f"<w:{name}>{''.join(inner)}</w:{name}>",
        st.sampled_from(NAMES),
        st.lists(children, max_size=5),
    ),
    max_leaves=60,
)


@pytest.mark.slow
@given(body=st.lists(trees, min_size=1, max_size=6).map("".join))
@settings(fuzzed, max_examples=500)
def test_any_tree_of_elements_is_read_without_doubling_text(body: str) -> None:
    outcome = survives(docx_of(body))
    if isinstance(outcome, Refusal):
        assert outcome.code == "read.empty"
        return
    grids = [block for block in outcome.blocks if isinstance(block, Grid)]
    shown = "".join(texts(outcome)) + "".join(c.text for g in grids for r in g.rows for c in r)
    assert shown.count("«") <= body.count("«")
    for row in (row for grid in grids for row in grid.rows):
        ends = [cell.column + cell.colspan for cell in row]
        assert all(cell.column >= end for cell, end in zip(row[1:], ends, strict=False))
