"""WordprocessingML as blocks: paragraphs and tables in reading order.

What must not go here: the package around it, styles, numbering, how cells lie in a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.read.docx_pictures import relation_of
from pipeline.read.docx_tables import data_rows, lay_out
from pipeline.read.docx_xml import PICTURES, WORD, is_unseen, picture_mark, text_of, word
from pipeline.records import Block, Grid, Paragraph, Place

_RELATION = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)

Parts = Mapping[str, tuple[Block, ...]]


def read_blocks(root: etree._Element, parts: Parts | None = None) -> tuple[Block, ...]:
    """Walk the body once and write down its blocks in reading order.

    `parts` are the imported documents and pictures in it, by the relation that names them.
    """
    return tuple(_blocks(root, parts or {}))


def has_text(root: etree._Element) -> bool:
    """Whether a document holds any text, of imported documents the mark."""
    texts = (element for space in WORD for element in root.iter(f"{space}t", f"{space}altChunk"))
    return any(word(text) == "altChunk" or (text.text or "").strip() for text in texts)


def chunk_relations(root: etree._Element) -> list[str]:
    """List the relations of imported documents, in reading order."""
    return [_relation(chunk) for chunk in root.iter(*(f"{space}altChunk" for space in WORD))]


def _relation(element: etree._Element) -> str:
    return next((found for name in _RELATION if (found := element.get(name))), "")


def _blocks(root: etree._Element, parts: Parts) -> Iterator[Block]:
    """Find paragraphs and data tables; whatever merely wraps them is looked through.

    A paragraph is looked through as well, for the text boxes and pictures anchored in it.
    """
    counts = {"p": 0, "tbl": 0}
    stack = [root]
    while stack:
        element = stack.pop()
        kind = word(element)
        if is_unseen(element, kind):
            continue
        if kind in counts:
            counts[kind] += 1
        if kind == "tbl" and (rows := data_rows(element)):
            place = _place("tbl", counts)
            yield Grid(lay_out(rows, place), place)
            continue
        if kind == "p":
            yield from _paragraphs(element, _place("p", counts))
        elif kind == "altChunk":
            yield from parts.get(_relation(element), ())
        elif element.tag in PICTURES:
            yield Paragraph(picture_mark(element), _place("p", counts))
            yield from parts.get(relation_of(element), ())
        stack.extend(reversed(element))


def _place(kind: str, counts: dict[str, int]) -> Place:
    """Name a block by its number among those of its kind, in reading order."""
    return Place(path=f"/w:{kind}[{counts[kind]}]")


def _paragraphs(element: etree._Element, place: Place) -> Iterator[Paragraph]:
    for line in text_of(element).split("\n"):
        if line.strip():
            yield Paragraph(line.strip(), place)
