"""Picture files as pages of grey pixels at the working resolution.

What must not go here: what is on the pages.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image as Pillow

from pipeline.read.scan_engine import Image
from pipeline.read.scan_lines import DPI

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
# A4 at 600 dpi has 35 million. What is larger is not decoded at all.
MAX_PIXELS = 50_000_000
MAX_PAGES = 40
# Of a page at work: three of A4. A longer picture is cut into pages.
MAX_HEIGHT = 4_200
# Inches: a resolution that makes a page wider or narrower than this is not believed.
BELIEVABLE = (4.0, 17.0)
A4_WIDTH, A4_LENGTH = 8.27, 11.69
LANDSCAPE = (1.3, 1.55)  # A4 on its side; what is lower is a clipping as wide as a page
MAX_SCALE = 4.0
ORIENTATION = 0x0112  # of EXIF: how the camera was held
SIDEWAYS = frozenset((5, 6, 7, 8))
TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
SEARCH = 300  # pixels up from the end of a page in which a place to cut is looked for
RULED = 0.5  # of the width is ink: a ruled line, the best place to cut


class TooLargeError(ValueError):
    """A picture of more pixels than any page has."""


def picture_pages(data: bytes) -> Iterator[Image]:
    """Decode a picture file page by page. Raises TooLargeError, or OSError where it is damaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # bounded here
        try:
            picture = Pillow.open(io.BytesIO(data), formats=FORMATS)
        except Pillow.DecompressionBombError as error:
            raise TooLargeError(str(error)) from error
    with picture:
        for number in range(min(page_count(picture), MAX_PAGES)):
            picture.seek(number)
            yield from _cut(_at_work(picture))


def page_count(picture: Pillow.Image) -> int:
    """Count the pages of a TIFF; of what moves only the first frame is a page."""
    return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


def _at_work(picture: Pillow.Image) -> Image:
    """Decode one page to grey on white, at the working resolution, turned as it is shown."""
    if picture.width * picture.height > MAX_PIXELS:
        raise TooLargeError(f"{picture.width} x {picture.height} pixels")
    if picture.format == "TIFF":
        picture.load()  # which turns it: of others the pixels stay as they are
    lies = picture.getexif().get(ORIENTATION) in SIDEWAYS
    width, height = picture.size
    scale = _scale(*((height, width) if lies else (width, height)), picture.info.get("dpi"))
    wanted = max(1, round(width * scale)), max(1, round(height * scale))
    if picture.format == "JPEG":
        picture.draft("L", wanted)
    grey = _on_white(picture)
    way = Pillow.Resampling.BOX if scale < 1 else Pillow.Resampling.BICUBIC
    page = grey if grey.size == wanted else grey.resize(wanted, way)
    shown = _shown(page, picture.getexif().get(ORIENTATION))
    return np.array(shown, np.uint8)


def _shown(page: Pillow.Image, orientation: object) -> Pillow.Image:
    """Turn a page as its camera says that it is to be shown; viewers do so, pixels do not."""
    turn = TURNS.get(orientation) if isinstance(orientation, int) else None
    return page if turn is None else page.transpose(turn)


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode.startswith("I;16"):
        return Pillow.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Pillow.new("RGBA", seen.size, "white")
        return Pillow.alpha_composite(white, seen).convert("L")
    return picture.convert("L")


def _scale(width: int, height: int, dpi: object) -> float:
    """Find how much a picture is to grow: by its own word if that is believable, else as A4."""
    stated = float(dpi[0]) if isinstance(dpi, tuple) and dpi and dpi[0] else 0.0
    if stated > 0 and BELIEVABLE[0] <= width / stated <= BELIEVABLE[1]:
        return min(DPI / stated, MAX_SCALE)
    lies = LANDSCAPE[0] < width / height < LANDSCAPE[1]
    return min((A4_LENGTH if lies else A4_WIDTH) * DPI / width, MAX_SCALE)


def _cut(page: Image) -> Iterator[Image]:
    """Cut a long picture where nothing is torn: at a ruled line, else where there is least ink."""
    while len(page) > MAX_HEIGHT:
        start = MAX_HEIGHT - SEARCH
        dark = (page[start:MAX_HEIGHT] < 128).mean(axis=1)
        at = int(dark.argmax()) if dark.max() > RULED else int(dark.argmin())
        yield page[: start + at]
        page = page[start + at :]
    yield page
