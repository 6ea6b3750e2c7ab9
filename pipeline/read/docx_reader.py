"""DOCX: the main part of the package as blocks, its core properties as metadata.

What must not go here: WordprocessingML itself (`docx_blocks`), other OOXML documents.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable

from lxml import etree

from pipeline.read.archives import (
    ZIP_DAMAGE,
    ArchiveRefusedError,
    member_names,
    open_archive,
    read_member,
)
from pipeline.read.container import Container, count_elements, empty, too_large
from pipeline.read.docx_blocks import read_blocks
from pipeline.records import Reading, Refusal

_ENGINE = f"docx/lxml-{etree.LXML_VERSION[0]}.{etree.LXML_VERSION[1]}"
# Word itself writes document.xml; services that edit documents online count up.
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_CORE = "docProps/core.xml"
_PROPERTIES = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/terms/}created": "created",
}


def read_docx(data: bytes) -> Reading | Refusal:
    """Read paragraphs and tables in order, as they stand once all revisions are accepted."""
    with open_archive(data) as archive:
        try:
            main_part = _main_part(archive.namelist()) or ""
            body = _parse(read_member(archive, main_part))
            metadata = _metadata(archive)
        except ArchiveRefusedError as refused:
            return Refusal("unreadable", refused.code, str(refused), "docx")
    if (refusal := too_large("docx", count_elements(body))) is not None:
        return refusal
    blocks = read_blocks(body)
    if not blocks:
        return empty("docx", "a document without text")
    return Reading("docx", _ENGINE, blocks, metadata)


def _main_part(names: Iterable[str]) -> str | None:
    return min((name for name in names if _MAIN_PART.fullmatch(name)), default=None)


def _parse(xml: bytes) -> etree._Element:
    """Parse without touching anything outside, nor expanding what the file declares itself."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(xml, parser)


def _metadata(archive: zipfile.ZipFile) -> dict[str, str]:
    """Read title and creation time, for want of which a document is none the worse."""
    if _CORE not in archive.namelist():
        return {}
    try:
        root = _parse(read_member(archive, _CORE))
    except etree.XMLSyntaxError:
        return {}
    found = ((_PROPERTIES.get(str(entry.tag)), entry.text) for entry in root)
    return {name: text.strip() for name, text in found if name and text and text.strip()}


def _is_docx(data: bytes) -> bool:
    return _main_part(member_names(data) or ()) is not None


CONTAINER = Container(
    "docx", _is_docx, read_docx, damage=(etree.LxmlError, *ZIP_DAMAGE), format="docx"
)
