"""DOC, WPS, RTF and other documents of the old office suites: converted to DOCX and read as such.

What must not go here: how a conversion is run (`libreoffice`), WordprocessingML.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.read import libreoffice
from pipeline.read.archives import ZIP_DAMAGE, open_archive, read_member
from pipeline.read.container import Container
from pipeline.read.decoding import preview
from pipeline.read.docx_reader import read_docx
from pipeline.read.nesting import nested
from pipeline.read.ole2 import Stream
from pipeline.read.pdf_state import is_mojibake
from pipeline.records import Grid, Issue, Reading, Refusal

_RTF = b"{\\rtf"
_APPLICATION = "docProps/app.xml"
_VERSION = re.compile(rb"LibreOffice/(\d+\.\d+)")
# Places are those of the converted document, which is kept nowhere.
_CONVERTED = "converted.docx"
_BLOCK = struct.Struct("<H8xH")
_MARKS = (0xA5EC, 0xA5DC)  # Word from 97 on, and before
_ENCRYPTED = 0x0100
_DAMAGE: tuple[type[Exception], ...] = (etree.LxmlError, *ZIP_DAMAGE)


def read_word(streams: dict[str, Stream] | None, data: bytes) -> Reading | Refusal:
    """Read an OLE2 document; `streams` is what its directory lists, if it is legible."""
    main = (streams or {}).get("WordDocument")
    if main is not None and _is_encrypted(main.head):
        return Refusal("unreadable", "read.encrypted", "a document under a password", "doc")
    return _converted(data, ".doc", whole=all(s.whole for s in (streams or {}).values()))


def read_rtf(data: bytes) -> Reading | Refusal:
    """Read an RTF file; one that was cut has lost the brace that closes it."""
    return _converted(data, ".rtf", whole=data.rstrip(b"\x00\r\n\t ").endswith(b"}"))


def read_word_xml(data: bytes) -> Reading | Refusal:
    """Read the XML that Word 2003 wrote."""
    return _converted(data, ".xml", whole=True)


def _is_encrypted(head: bytes) -> bool:
    """Look into the block that every version of Word begins its stream with."""
    if len(head) < _BLOCK.size:
        return False
    mark, flags = _BLOCK.unpack_from(head)
    return mark in _MARKS and bool(flags & _ENCRYPTED)


def _converted(data: bytes, suffix: str, *, whole: bool) -> Reading | Refusal:
    soffice = libreoffice.find_soffice()
    if soffice is None:
        detail = "LibreOffice, which reads it, is not installed"
        return Refusal("unsupported", "read.needs_libreoffice", detail, "doc")
    try:
        converted = libreoffice.to_docx(data, suffix, soffice)
    except libreoffice.ConversionError as error:
        return Refusal("unreadable", error.code, str(error), "doc")
    outcome = read_docx(converted)
    if isinstance(outcome, Refusal):
        return replace(outcome, format="doc")
    if is_mojibake("".join(_texts(outcome))):
        return Refusal("unreadable", "read.damaged", "its text is garbage", "doc")
    method = f"doc/libreoffice-{_version(converted)}+docx"
    reading = nested(outcome, _CONVERTED, method, "doc")
    if whole:
        return reading
    issue = Issue("read.truncated", "the end of the file is missing")
    return replace(reading, issues=(*reading.issues, issue))


def _texts(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block.text


def _version(converted: bytes) -> str:
    """Find the version that wrote the file, in what it says of itself."""
    try:
        with open_archive(converted) as archive:
            found = _VERSION.search(read_member(archive, _APPLICATION))
    except ZIP_DAMAGE:
        return "unknown"
    return found[1].decode("ascii") if found else "unknown"


def _is_word_xml(data: bytes) -> bool:
    return "<?mso-application" in preview(data)


CONTAINERS = (
    Container("rtf", lambda data: data.startswith(_RTF), read_rtf, damage=_DAMAGE, format="doc"),
    Container("word_xml", _is_word_xml, read_word_xml, damage=_DAMAGE, format="doc"),
)
