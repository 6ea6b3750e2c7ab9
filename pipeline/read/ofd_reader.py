"""OFD (GB/T 33190): fixed pages like those of PDF, in XML; read by the same lines and places.

Tested on generated files only: no OFD of an organ was at hand. What a page draws through forms
(`CompositeObject`) is not seen, and said so.
What must not go here: what is on a page (`ofd_page`), tables.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.read.archives import (
    ZIP_DAMAGE,
    ArchiveRefusedError,
    member_names,
    open_archive,
    read_member,
)
from pipeline.read.bounds import refuse_crowded
from pipeline.read.container import Container, empty
from pipeline.read.docx_package import parse
from pipeline.read.ofd_page import numbers, page_content
from pipeline.read.pdf_blocks import Scans, page_blocks
from pipeline.read.pdf_page import PageContent
from pipeline.read.pdf_state import is_mojibake
from pipeline.records import Issue, Place, Reading, Refusal

MAX_PAGES = 500
MAX_BYTES = 64 * 2**20  # of all pages together
A4 = [0.0, 0.0, 210.0, 297.0]
_ROOT = "OFD.xml"
_METHOD = "ofd/geometry"
_DAMAGE: tuple[type[Exception], ...] = (etree.LxmlError, *ZIP_DAMAGE)


@dataclass(slots=True)
class _Package:
    """The archive, and how much of it may still be unpacked."""

    archive: zipfile.ZipFile
    left: int = MAX_BYTES

    def part(self, path: str) -> etree._Element:
        """Parse a part.

        Raises:
            ArchiveRefusedError: if it, or all parts together, are too large.
        """
        xml = read_member(self.archive, path.lstrip("/"))
        self.left -= len(xml)
        if self.left < 0 or refuse_crowded("ofd", xml) is not None:
            raise ArchiveRefusedError("read.too_large", f"{path} is too large")
        return parse(xml)


def read_ofd(data: bytes) -> Reading | Refusal:
    """Read the first document of a package."""
    with open_archive(data) as archive:
        try:
            package = _Package(archive)
            root = package.part(_ROOT)
            pages, count = _pages(package, _text(root, "DocRoot"))
        except ArchiveRefusedError as refused:
            return Refusal("unreadable", refused.code, str(refused), "ofd")
    if pages and all(not page.glyphs and page.pictures for page in pages):
        return Refusal("unsupported", "read.scan_needs_ocr", "pages are pictures", "ofd")
    if is_mojibake("".join(glyph.text for page in pages for glyph in page.glyphs)):
        return Refusal("unreadable", "read.mojibake", "its text is garbage", "ofd")
    blocks = tuple(block for page in pages for block in page_blocks(page, Scans()))
    if not blocks:
        return empty("ofd", f"{count} pages without text")
    return Reading("ofd", _METHOD, blocks, _metadata(root), tuple(_issues(count, pages)))


def _text(root: etree._Element, name: str) -> str:
    found = root.find(f".//{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""


def _metadata(root: etree._Element) -> dict[str, str]:
    entries = {"title": _text(root, "Title"), "created": _text(root, "CreationDate")}
    return {name: text for name, text in entries.items() if text}


def _pages(package: _Package, path: str) -> tuple[list[PageContent], int]:
    """Read the pages of a document, and count them."""
    folder = posixpath.dirname(path.lstrip("/"))
    document = package.part(path)
    usual = numbers(_text(document, "PhysicalBox"))
    templates = {
        entry.get("ID"): posixpath.join(folder, entry.get("BaseLoc") or "")
        for entry in document.iter("{*}TemplatePage")
    }
    entries = list(document.iterfind("{*}Pages/{*}Page"))
    pages = []
    for number, entry in enumerate(entries[:MAX_PAGES], start=1):
        page = package.part(posixpath.join(folder, entry.get("BaseLoc") or ""))
        box = numbers(_text(page, "PhysicalBox")) or usual
        layers = [*_templates(package, page, templates), page]
        pages.append(page_content(layers, number, box if len(box) == 4 else A4))
    return pages, len(entries)


def _templates(
    package: _Package, page: etree._Element, paths: dict[str | None, str]
) -> Iterator[etree._Element]:
    for reference in page.iterfind("{*}Template"):
        path = paths.get(reference.get("TemplateID"))
        if path is not None:
            yield package.part(path)


def _issues(count: int, pages: list[PageContent]) -> Iterator[Issue]:
    """Say what of the document was not seen."""
    if count > len(pages):
        yield Issue("read.page_lost", f"{count - len(pages)} of {count} pages were not read")
    for page in pages:
        if page.cut_short:
            yield Issue("read.cut_short", "objects were left out", Place(page=page.number))


def _is_ofd(data: bytes) -> bool:
    return _ROOT in (member_names(data) or ())


CONTAINER = Container("ofd", _is_ofd, read_ofd, damage=_DAMAGE, format="ofd")
