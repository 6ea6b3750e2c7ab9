"""Pictures of reports: image files, and what other containers hold of them.

Reading pictures is an extra of the package, `gouji[ocr]`: its libraries are imported here only
when a picture is to be read, and without them pictures are refused with the extra's name.
What must not go here: lines, tables, models, files of one container.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Sequence
from typing import Any

from PIL import Image, UnidentifiedImageError

from pipeline.read.container import Container, empty
from pipeline.read.ocr_extra import is_installed as is_installed
from pipeline.read.pdf_blocks import Scans
from pipeline.read.pdf_page import PageContent
from pipeline.read.pdf_state import is_pictured, large_pictures
from pipeline.records import Block, Issue, Place, Reading, Refusal

DATA_URI = re.compile(r"data:image/[\w.+-]+(?:;[\w=.-]+)*;base64,", re.IGNORECASE)
# Smaller ones are icons and lines.
LEAST_EMBEDDED = 2_000
LEAST_TABLE = (400, 160)  # pixels: what is smaller holds no table that could be read
PAGE_SHAPE = 1.25  # height to width from which a picture may be a page, not a photograph
_DAMAGE = (UnidentifiedImageError, OSError, SyntaxError, EOFError, ValueError)
_IMAGE = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF....WEBP"
    rb"|BM.{4}\x00{4}.{3}\x00[\x0c\x28\x40\x6c\x7c]\x00",
    re.DOTALL,
)


def read_image(data: bytes) -> Reading | Refusal:
    """Read a picture file, a page for each page of it."""
    if not is_installed():
        return Refusal("unsupported", "read.scan_needs_ocr", "a picture has no text", "image")
    from pipeline.read.scan_engine import method
    from pipeline.read.scan_image import TooLargeError

    try:
        blocks, issues = _pages(data, "")
    except TooLargeError as error:
        return Refusal("unreadable", "read.too_large", str(error), "image")
    if not blocks:
        return empty("image", "no print was found in the picture")
    return Reading("image", method(), blocks, issues=issues)


def ocr_method() -> str:
    """Name the engine that reads pictures here, and its version."""
    from pipeline.read.scan_engine import method

    return method()


def read_embedded(uri: str, path: str) -> tuple[Block, ...]:
    """Read a picture that a page carries within itself, written as an address."""
    match = DATA_URI.match(uri)
    if match is None or len(uri) < LEAST_EMBEDDED or not is_installed():
        return ()
    try:
        data = base64.b64decode(uri[match.end() :], validate=False)
    except (binascii.Error, ValueError):
        return ()
    return read_picture(data, path)


def read_picture(data: bytes, path: str) -> tuple[Block, ...]:
    """Read a picture within a document: all of a page, of a photograph tables.

    Of one that is damaged nothing is read: the document stands without it, and its mark says that
    there is a picture.
    """
    try:
        return _pages(data, path)[0]
    except _DAMAGE:
        return ()


def may_hold_a_table(data: bytes) -> bool:
    """Whether a picture is as large as one of a table: icons, lines and stamps are not."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
    except (*_DAMAGE, Image.DecompressionBombError):
        return False
    return width >= LEAST_TABLE[0] and height >= LEAST_TABLE[1]


def read_pdf_pages(document: Any, pages: Sequence[PageContent]) -> Scans:
    """Read the pages of a PDF that are pictures, and tables in the pictures on its other pages.

    Where the extra is absent, each page that stays unread is an issue.
    """
    if not any(is_pictured(page) or large_pictures(page) for page in pages):
        return Scans()
    if not is_installed():
        unread = (Place(page=page.number) for page in pages if is_pictured(page))
        return Scans(
            issues=tuple(Issue("read.scan_needs_ocr", "a page is a picture", x) for x in unread)
        )
    from pipeline.read.scan_pdf import read_scans

    return read_scans(document, pages)


def _pages(data: bytes, path: str) -> tuple[tuple[Block, ...], tuple[Issue, ...]]:
    from pipeline.read.scan_image import picture_pages
    from pipeline.read.scan_page import Frame, read_page

    blocks: list[Block] = []
    issues: list[Issue] = []
    for number, page in enumerate(picture_pages(data), start=1):
        height, width = page.shape
        is_page = not path or height >= PAGE_SHAPE * width
        found = read_page(page, Frame(number, path), tables_only=not is_page)
        blocks.extend(found.blocks)
        if found.cut_short:
            issues.append(Issue("read.cut_short", "too much print", Place(path, number)))
    return tuple(blocks), tuple(issues)


def _is_image(data: bytes) -> bool:
    return _IMAGE.match(data) is not None


CONTAINER = Container(
    "image",
    _is_image,
    read_image,
    damage=_DAMAGE,
    format="image",
)
