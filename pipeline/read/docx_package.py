"""The package of a DOCX: where its main part is, and what it refers to.

What must not go here: WordprocessingML.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.read.archives import open_archive, read_member

CONTENT_TYPES = "[Content_Types].xml"
_RELATIONS = "_rels/.rels"
# What a main part declares itself to be, with or without macros, as a template or not.
_MAIN_TYPE = re.compile(
    rb"application/vnd\.(openxmlformats-officedocument\.wordprocessingml|ms-word)\."
    rb"(document|template)(\.macroEnabled)?\.main\+xml",
    re.IGNORECASE,
)
# Word itself writes document.xml; services that edit documents online count up.
_MAIN_PART = re.compile(r"word/document\d*\.xml")


def parse(xml: bytes) -> etree._Element:
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


def is_document(data: bytes, names: Iterable[str]) -> bool:
    """Tell a text document by its usual part, else by what the package declares."""
    listed = set(names)
    if any(_MAIN_PART.fullmatch(name) for name in listed):
        return True
    if CONTENT_TYPES not in listed or _RELATIONS not in listed:
        return False
    try:
        with open_archive(data) as archive:
            return _MAIN_TYPE.search(read_member(archive, CONTENT_TYPES)) is not None
    except Exception:  # a claim never raises: whoever reads it says what is wrong
        return False


def main_part(archive: zipfile.ZipFile) -> str:
    """Find the main part by the relation that names it, else by its usual name.

    Raises:
        KeyError: if there is none.
    """
    names = archive.namelist()
    named = [target for kind, _, target in relations(archive, "") if kind == "officeDocument"]
    usual = sorted(name for name in names if _MAIN_PART.fullmatch(name))
    found = next((name for name in (*named, *usual) if name in names), None)
    if found is None:
        raise KeyError("the package has no main part")
    return found


def relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind, name and target of the relations of a part, or of the package itself."""
    folder, _, name = part.rpartition("/")
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return
    try:
        root = parse(read_member(archive, path))
    except etree.XMLSyntaxError:
        return
    for entry in root:
        if entry.get("TargetMode") != "External":
            target = posixpath.join("/", folder, entry.get("Target") or "")
            kind = (entry.get("Type") or "").rpartition("/")[2]
            yield kind, entry.get("Id") or "", posixpath.normpath(target).lstrip("/")
