"""Pictures in a DOCX: reports whose tables were pasted as screenshots or scans.

What must not go here: how a picture is read (`scan_reader`), where it stands in the text.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read import scan_reader
from pipeline.read.archives import ZIP_DAMAGE, ArchiveRefusedError, read_member
from pipeline.read.docx_package import relations
from pipeline.read.docx_xml import OLD_PICTURE, PICTURES
from pipeline.records import Block, Issue, Place

MAX_PICTURES = 20  # read of one document: each may take seconds
_LOST: tuple[type[Exception], ...] = (ArchiveRefusedError, *ZIP_DAMAGE)
_OFFICE = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)


@dataclass(frozen=True, slots=True)
class Pictures:
    """What was read in the pictures of a document, by relation; `unread` names large ones."""

    blocks: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    unread: tuple[Issue, ...] = ()

    @property
    def method(self) -> str:
        """How they were read; nothing where none was."""
        return scan_reader.ocr_method() if any(self.blocks.values()) else ""


def read_pictures(archive: zipfile.ZipFile, part: str, body: etree._Element) -> Pictures:
    """Read the pictures that a document shows; say which may hold a table and were not read."""
    wanted = dict.fromkeys(name for name in map(relation_of, body.iter(*PICTURES)) if name)
    if not wanted:
        return Pictures()
    targets = {name: target for _, name, target in relations(archive, part)}
    contents = [(name, targets[name]) for name in wanted if name in targets][:MAX_PICTURES]
    if not scan_reader.is_installed():
        return Pictures(unread=tuple(_unread(archive, [target for _, target in contents])))
    return Pictures(
        {
            name: scan_reader.read_picture(_content(archive, target), target)
            for name, target in contents
        }
    )


def relation_of(picture: etree._Element) -> str:
    """Return the relation by which a picture names its file; of charts there is none."""
    embeds = (e.get(f"{space}embed") for e in picture.iter() for space in _OFFICE)
    own = (picture.get(f"{space}id") for space in _OFFICE if picture.tag == OLD_PICTURE)
    return next(filter(None, (*embeds, *own)), "")


def _unread(archive: zipfile.ZipFile, targets: list[str]) -> Iterator[Issue]:
    for target in targets:
        if scan_reader.may_hold_a_table(_content(archive, target)):
            yield Issue("read.scan_needs_ocr", "a picture may hold a table", Place(path=target))


def _content(archive: zipfile.ZipFile, member: str) -> bytes:
    """Return a member's bytes; nothing for one that is missing, damaged or too large."""
    try:
        return read_member(archive, member)
    except _LOST:
        return b""
