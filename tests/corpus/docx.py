"""A document as DOCX: merged cells by gridSpan and vMerge, written without a library."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.corpus.document import Document, Para, Placed, Table, placed_rows

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = (2000, 1, 1, 0, 0, 0)  # of every member, none compressed: the same bytes everywhere
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
CONTENT_TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{RELATIONSHIPS}"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def render(document: Document) -> bytes:
    """Return the document as the bytes of a DOCX package."""
    body = "".join(piece for part in document.parts for piece in _part(part))
    text = f'{XML}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": text,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED
            archive.writestr(info, content.encode())
    return buffer.getvalue()


def _part(part: Para | Table) -> Iterator[str]:
    if isinstance(part, Para):
        yield _paragraph(part.text)
    elif part.picture:
        yield "<w:p><w:r><w:pict/></w:r></w:p>"
    else:
        columns = "<w:gridCol/>" * part.width
        yield f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>"
        for row in placed_rows(part):
            yield "<w:tr>" + "".join(_cell(placed) for placed in row) + "</w:tr>"
        yield "</w:tbl>" + _paragraph("")


def _paragraph(text: str) -> str:
    lines = escape(text).split("\n")
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def _cell(placed: Placed) -> str:
    box = placed.box
    properties = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    if placed.continued:
        properties += "<w:vMerge/>"
    elif box.rowspan > 1:
        properties += '<w:vMerge w:val="restart"/>'
    text = "" if placed.continued else box.text
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(text)}</w:tc>"
