"""Containers that are recognised and refused, each with what could be done about it.

What must not go here: anything that can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.read.archives import member_names
from pipeline.read.container import Container
from pipeline.read.decoding import preview
from pipeline.records import Refusal

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_IMAGE = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF....WEBP"
    rb"|BM.{4}\x00{4}.{3}\x00[\x0c\x28\x40\x6c\x7c]\x00",
    re.DOTALL,
)
# Names of streams in an OLE2 file are UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = tuple(name.encode("utf-16-le") + b"\x00\x00" for name in ("Workbook", "Book"))


def _begins(mark: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(mark)


def _is_archive(data: bytes) -> bool:
    return data.startswith(b"PK")


def _is_image(data: bytes) -> bool:
    return _IMAGE.match(data) is not None


def _is_foreign_markup(data: bytes) -> bool:
    """Find XML that is no page, and pages packed as mail: what they hold is not read as text."""
    head = preview(data).lstrip().lower()
    return head.startswith("mime-version:") or (head.startswith("<?xml") and "<html" not in head)


def _refuse_markup(data: bytes) -> Refusal:
    if "<?mso-application" in preview(data):
        return _refuse_old_word(data)
    return Refusal("unsupported", "read.foreign", "mark-up other than HTML")


def _refuse_ole2(data: bytes) -> Refusal:
    """Tell the old office files apart by the names of their streams."""
    if _ENCRYPTED in data:
        return Refusal("unreadable", "read.encrypted", "an office document under a password")
    if any(name in data for name in _WORKBOOKS):
        return _refuse_spreadsheet(data)
    return _refuse_old_word(data)


def _refuse_old_word(_data: bytes) -> Refusal:
    return Refusal(
        "unsupported", "read.needs_libreoffice", "convert it to DOCX with LibreOffice", "doc"
    )


def _refuse_spreadsheet(_data: bytes) -> Refusal:
    return Refusal("unsupported", "read.no_spreadsheet_reader", "spreadsheets are not read", "xlsx")


def _refuse_image(_data: bytes) -> Refusal:
    return Refusal("unsupported", "read.scan_needs_ocr", "a picture has no text", "image")


def _refuse_archive(data: bytes) -> Refusal:
    """Tell archives apart by their members."""
    names = member_names(data)
    if not names:
        return Refusal("unreadable", "read.damaged", "the archive's list of members is lost")
    if any(name.startswith("xl/") for name in names):
        return _refuse_spreadsheet(data)
    if any(name.rpartition("/")[2] == "OFD.xml" for name in names):
        return Refusal("unsupported", "read.ofd", "OFD is not read: ask for PDF or DOCX")
    return Refusal("unsupported", "read.zip", f"an archive of {len(names)} files")


CONTAINERS = (
    Container("archive", _is_archive, _refuse_archive),
    Container("ole2", _begins(_OLE2), _refuse_ole2),
    Container("rtf", _begins(_RTF), _refuse_old_word, format="doc"),
    Container("markup", _is_foreign_markup, _refuse_markup),
    Container("image", _is_image, _refuse_image, format="image"),
)
