"""Containers that are recognised and refused, each with what could be done about it.

What must not go here: anything that can be read.
"""

from __future__ import annotations

import re

from pipeline.read.archives import member_names
from pipeline.read.container import Container
from pipeline.read.decoding import preview
from pipeline.records import Refusal

_XML = "<?xml"
_ZIP = re.compile(rb"PK(\x03\x04|\x05\x06|\x07\x08|00PK)")
_RAR_OR_7Z = re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c")
# Members that only packages of a kind have; what can be read was claimed before.
_PACKAGES = {
    "workbook.bin": Refusal("unsupported", "read.no_spreadsheet_reader", "XLSB", "xlsx"),
    "mimetype": Refusal("unsupported", "read.foreign", "an OpenDocument or another package"),
    "[Content_Types].xml": Refusal("unsupported", "read.foreign", "neither DOCX nor XLSX"),
}


def _is_package(data: bytes) -> bool:
    return _ZIP.match(data) is not None and _refusal_of_package(data) is not None


def _refusal_of_package(data: bytes) -> Refusal | None:
    """Tell packages apart by their members; None for an archive of just any files."""
    names = {name.rpartition("/")[2] for name in member_names(data) or ()}
    if not names:
        return Refusal("unreadable", "read.damaged", "the archive's list of members is lost")
    return next((refusal for name, refusal in _PACKAGES.items() if name in names), None)


def _refuse_package(data: bytes) -> Refusal:
    return _refusal_of_package(data) or Refusal("unsupported", "read.foreign", "a package")


def _is_rar_or_7z(data: bytes) -> bool:
    return _RAR_OR_7Z.match(data) is not None


def _refuse_archive(_data: bytes) -> Refusal:
    return Refusal("unsupported", "read.zip", "an archive of RAR or 7-Zip")


def _is_foreign_markup(data: bytes) -> bool:
    """Find XML that is no page: what it holds is not read as text."""
    head = preview(data).lstrip()
    return head[: len(_XML)].lower() == _XML and "<html" not in head.lower()


def _refuse_markup(_data: bytes) -> Refusal:
    return Refusal("unsupported", "read.foreign", "mark-up other than HTML")


CONTAINERS = (
    Container("package", _is_package, _refuse_package),
    Container("rar", _is_rar_or_7z, _refuse_archive),
    Container("markup", _is_foreign_markup, _refuse_markup),
)
