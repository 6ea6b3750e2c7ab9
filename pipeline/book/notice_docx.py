"""A notice as a Word document, to be filled in, sealed and sent back."""

from __future__ import annotations

import io
import re

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from pipeline.book.notice import Item, Notice, Part, notice_word

_WIDTHS = (Cm(1.3), Cm(1.9), Cm(13.8))
_ANSWERS = ("mended", "explained", "mistaken")
_LATIN, _CHINESE = "Times New Roman", "SimSun"  # the faces that offices have
_GREY, _RED = RGBColor(0x44, 0x44, 0x44), RGBColor(0xA0, 0x00, 0x00)
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def notice_docx(notice: Notice) -> bytes:
    """Return the document. The same notice gives the same text."""
    document = Document()
    _prepare(document)
    title = _text(document.add_paragraph(), notice_word("title", notice.lang), size=18, bold=True)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to = notice_word("to", notice.lang, organ=notice.recipient)
    _text(document.add_paragraph(), to, bold=True)
    _text(document.add_paragraph(), notice.opening)
    for part in notice.parts:
        _add_part(document, part, notice)
    _text(document.add_paragraph(), notice_word("how", notice.lang), size=13, bold=True)
    for code in ("how_1", "how_2", "how_3", "notes"):
        _text(document.add_paragraph(), notice_word(code, notice.lang))
    _text(document.add_paragraph(), "")
    _text(document.add_paragraph(), notice_word("sign", notice.lang))
    _text(document.add_paragraph(), notice.issued, size=9, colour=_GREY)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    style = document.styles["Normal"]
    style.font.name = _LATIN
    style.font.size = Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _CHINESE)
    style.paragraph_format.space_after = Pt(4)


def _add_part(document: DocumentObject, part: Part, notice: Notice) -> None:
    _text(document.add_paragraph(), part.heading, size=13, bold=True)
    for fact in part.facts:
        _text(document.add_paragraph(), fact, size=9, colour=_GREY)
    table = document.add_table(rows=1, cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    heads = ("number", "level", "problem")
    for cell, code in zip(table.rows[0].cells, heads, strict=True):
        _text(cell.paragraphs[0], notice_word(code, notice.lang), bold=True)
    for item in part.items:
        _add_item(table, item, notice)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width  # some programs go by the columns, some by the cells
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = width


def _add_item(table: Table, item: Item, notice: Notice) -> None:
    number, level, problem = table.add_row().cells  # type: ignore[no-untyped-call]  # docx has no types here
    _text(number.paragraphs[0], str(item.number)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    is_error = item.level == "error"
    colour = _RED if is_error else None
    words = _text(level.paragraphs[0], item.level_words, bold=is_error, colour=colour)
    words.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _text(problem.paragraphs[0], item.message)
    for text in (*item.details, "　".join(item.reference)):
        _text(_more(problem), text, size=9, colour=_GREY)
    for code in _ANSWERS:
        _text(_more(problem), notice_word(code, notice.lang))


def _more(cell: _Cell) -> Paragraph:
    added: Paragraph = cell.add_paragraph()
    return added


def _text(
    paragraph: Paragraph,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    colour: RGBColor | None = None,
) -> Paragraph:
    """Write the text; characters that XML cannot hold are left out."""
    run = paragraph.add_run(_NO_XML.sub("", text))
    run.bold = bold
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return paragraph
