"""DOCX: the main part of the package as blocks, its core properties as metadata.

What must not go here: WordprocessingML itself (`docx_blocks`), other OOXML documents.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from lxml import etree

from pipeline.read.archives import (
    ZIP_DAMAGE,
    ZIP_MARK,
    ArchiveRefusedError,
    member_names,
    open_archive,
    read_member,
)
from pipeline.read.bounds import refuse_crowded
from pipeline.read.container import Container, count_elements, empty, too_large
from pipeline.read.docx_blocks import chunk_relations, has_text, read_blocks
from pipeline.read.docx_package import is_document, main_part, parse, relations
from pipeline.read.docx_pictures import read_pictures
from pipeline.read.html_reader import read_html
from pipeline.read.mht_reader import is_mht, read_mht
from pipeline.read.nesting import nested
from pipeline.records import Block, Grid, Issue, Reading, Refusal

_ENGINE = f"docx/lxml-{etree.LXML_VERSION[0]}.{etree.LXML_VERSION[1]}"
MAX_CHUNKS = 50
MAX_CHUNK_BYTES = 16 * 2**20  # of all of them together
_DAMAGE: tuple[type[Exception], ...] = (etree.LxmlError, LookupError, *ZIP_DAMAGE)
_CORE = "docProps/core.xml"
_PROPERTIES = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/terms/}created": "created",
}


def read_docx(data: bytes) -> Reading | Refusal:
    """Read paragraphs and tables in order, as they stand once all revisions are accepted."""
    return _read(data, is_chunk=False)


def _read(data: bytes, *, is_chunk: bool) -> Reading | Refusal:
    """Read a package; an imported document's own imports are not followed."""
    issues: list[Issue] = []
    parts: dict[str, tuple[Block, ...]] = {}
    with open_archive(data) as archive:
        try:
            part = main_part(archive)
            xml = read_member(archive, part)
            if (refusal := refuse_crowded("docx", xml)) is not None:
                return refusal
            body = parse(xml)
            if (refusal := too_large("docx", count_elements(body))) is not None:
                return refusal
            if wanted := chunk_relations(body):
                parts = {} if is_chunk else _chunks(archive, part, wanted, issues)
            pictures = read_pictures(archive, part, body)
            metadata = _metadata(archive)
        except ArchiveRefusedError as refused:
            return Refusal("unreadable", refused.code, str(refused), "docx")
    blocks = read_blocks(body, {**parts, **pictures.blocks})
    if not blocks:
        return empty("docx", "a document without text")
    if pictures.unread and not has_text(body):
        return Refusal("unsupported", "read.scan_needs_ocr", "pages are pictures", "docx")
    if not any(isinstance(block, Grid) for block in blocks):
        issues.extend(pictures.unread)
    method = "+".join(name for name in (_ENGINE, pictures.method) if name)
    return Reading("docx", method, blocks, metadata, tuple(issues))


def _chunks(
    archive: zipfile.ZipFile, part: str, wanted: list[str], issues: list[Issue]
) -> dict[str, tuple[Block, ...]]:
    """Read the imported documents; say which of them could not be."""
    targets = {name: target for _, name, target in relations(archive, part)}
    chunks: dict[str, tuple[Block, ...]] = {}
    left = MAX_CHUNK_BYTES
    for name in wanted[:MAX_CHUNKS]:
        target = targets.get(name, "")
        content = read_member(archive, target) if target in archive.namelist() else b""
        left -= len(content)
        outcome = _read_chunk(content) if left > 0 else None
        if isinstance(outcome, Reading):
            chunks[name] = nested(outcome, target, outcome.method).blocks
        else:
            issues.append(Issue("read.chunk_lost", f"{name}: {target or 'not in the package'}"))
    if len(wanted) > MAX_CHUNKS:
        issues.append(Issue("read.chunk_lost", f"{len(wanted) - MAX_CHUNKS} more"))
    return chunks


def _read_chunk(data: bytes) -> Reading | Refusal | None:
    """Read what programs import: pages, bare or packed, and documents of this kind."""
    kinds: list[tuple[bool, Callable[[bytes], Reading | Refusal]]] = [
        (data.startswith(ZIP_MARK), lambda chunk: _read(chunk, is_chunk=True)),
        (is_mht(data), read_mht),
        (b"<" in data[:1024] and not data.startswith(b"{"), read_html),
    ]
    try:
        return next((read(data) for fits, read in kinds if fits), None)
    except _DAMAGE:
        return None


def _metadata(archive: zipfile.ZipFile) -> dict[str, str]:
    """Read title and creation time, for want of which a document is none the worse."""
    if _CORE not in archive.namelist():
        return {}
    try:
        root = parse(read_member(archive, _CORE))
    except etree.XMLSyntaxError:
        return {}
    found = ((_PROPERTIES.get(str(entry.tag)), entry.text) for entry in root)
    return {name: text.strip() for name, text in found if name and text and text.strip()}


def _is_docx(data: bytes) -> bool:
    return is_document(data, member_names(data) or ())


CONTAINER = Container("docx", _is_docx, read_docx, damage=_DAMAGE, format="docx")
