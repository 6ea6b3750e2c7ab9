"""Whether the text of a PDF can be trusted at all, judged on the document as a whole.

What must not go here: tables, lines of text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from pipeline.read.container import empty
from pipeline.read.pdf_page import PageContent
from pipeline.read.pdf_plane import Box
from pipeline.records import Refusal

# A scanned page may carry a page number or the name of the app that scanned it.
FEW_CHARACTERS = 50
PICTURE_SHARE = 0.5
TABLE_SHARE = 0.05  # of the page: a smaller picture holds no table
MAX_GARBAGE_SHARE = 0.3
MAX_HIDDEN_SHARE = 0.5


def refuse_unreadable(
    pages: list[PageContent], scanned: Container[int] = frozenset()
) -> Refusal | None:
    """Refuse documents whose characters are pictures, or are not the characters printed.

    `scanned` holds the numbers of the pages that were read as pictures: nothing is said of those.
    """
    filled = [page for page in pages if page.glyphs or page.pictures]
    if not filled:
        return empty("pdf", f"{len(pages)} pages without text or pictures")
    filled = [page for page in filled if page.number not in scanned]
    return _refuse_written(filled) if filled else None


def _refuse_written(pages: list[PageContent]) -> Refusal | None:
    if all(_is_picture(page) for page in pages):
        return Refusal("unsupported", "read.scan_needs_ocr", "pages are pictures", "pdf")
    hidden, texts = (sum(counts) for counts in zip(*_text_counts(pages), strict=True))
    if hidden > texts * MAX_HIDDEN_SHARE:
        detail = "the text is an unseen layer of OCR under pictures"
        return Refusal("unsupported", "read.scan_needs_ocr", detail, "pdf")
    text = "".join(glyph.text for page in pages for glyph in page.glyphs)
    if is_mojibake(text):
        detail = f"the fonts do not say what characters they print: {text[:20]!a}"
        return Refusal("unreadable", "read.mojibake", detail, "pdf")
    return None


def is_pictured(page: PageContent) -> bool:
    """Say whether what a page prints is a picture: without text, or over an unseen layer of it."""
    return _is_picture(page) or (
        bool(page.pictures) and page.hidden_texts > page.texts * MAX_HIDDEN_SHARE
    )


def large_pictures(page: PageContent) -> list[Box]:
    """List the pictures on a page that are large enough to hold a table."""
    least = TABLE_SHARE * page.width * page.height
    return [box for box in page.pictures if (box[2] - box[0]) * (box[3] - box[1]) >= least]


def _text_counts(pages: list[PageContent]) -> list[tuple[int, int]]:
    return [(page.hidden_texts, page.texts) for page in pages]


def _is_picture(page: PageContent) -> bool:
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in page.pictures)
    printed = sum(1 for glyph in page.glyphs if not glyph.text.isspace())
    return printed < FEW_CHARACTERS and area >= PICTURE_SHARE * page.width * page.height


def is_mojibake(text: str) -> bool:
    """Tell text whose fonts lost their meaning: unassigned codes, or garbage without any CJK."""
    printed = [char for char in text if not char.isspace()]
    garbage = sum(1 for char in printed if _is_garbage(char))
    if garbage > MAX_GARBAGE_SHARE * len(printed):
        return True
    beyond_ascii = sum(1 for char in printed if char > "\x7f")
    return beyond_ascii > MAX_GARBAGE_SHARE * len(printed) and not any(map(_is_cjk, printed))


def _is_garbage(char: str) -> bool:
    """Private, unassigned, control and replacement characters: none of them can be printed."""
    return char == "\ufffd" or unicodedata.category(char) in {"Co", "Cn", "Cc", "Cs"}


def _is_cjk(char: str) -> bool:
    """Ideographs, their radicals and extensions; not the punctuation of Chinese."""
    return "\u2e80" <= char <= "\u2fdf" or "\u3400" <= char <= "\u9fff" or char >= "\U00020000"
