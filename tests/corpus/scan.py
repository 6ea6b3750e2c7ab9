"""A document as scanned: its pages printed to pixels, then tilted, blurred, soiled and packed.

The pages are those of the text PDF. Its font is one that viewers supply: a Chinese font must be
installed, or there is nothing to scan. What must not go here: anything that reads a document.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tests.corpus import pdf
from tests.corpus.document import Document, Para
from tests.corpus.figures import dice

Pixels = NDArray[np.uint8]
INCH = 72.0


@dataclass(frozen=True)
class Scanner:
    """How a page is scanned: `blur` in pixels of 200 dpi, `specks` as a share of the pixels."""

    dpi: int = 200
    tilt: tuple[float, float] = (0.0, 0.0)  # degrees, either way
    blur: float = 0.0
    grain: float = 0.0
    specks: float = 0.0
    shade: float = 0.0  # how much darker one edge of the page is
    quality: int | None = None  # of JPEG; None keeps every pixel


SCANNERS: dict[str, Scanner] = {
    "scan_200": Scanner(),
    "scan_200_noisy": Scanner(200, (0.5, 0.9), 0.8, 8.0, 0.001, 0.12, 70),
    "scan_150": Scanner(150),
    "scan_150_noisy": Scanner(150, (0.5, 0.9), 0.8, 8.0, 0.001, 0.12, 70),
}


def render(document: Document, scanner: Scanner, seed: int = 0) -> bytes:
    """Return the document as a PDF of pictures."""
    return bound(pages(pdf.render(document), scanner, seed), scanner)


def pages(printed: bytes, scanner: Scanner, seed: int = 0) -> list[Image.Image]:
    """Scan every page of a PDF."""
    rng = np.random.default_rng(seed)
    way = dice(seed)
    with pdfium.PdfDocument(printed) as document:
        sheets = [
            page.render(scale=scanner.dpi / INCH, grayscale=True).to_pil() for page in document
        ]
    return [_scanned(sheet, scanner, rng, way) for sheet in sheets]


def _scanned(
    sheet: Image.Image, scanner: Scanner, rng: np.random.Generator, way: random.Random
) -> Image.Image:
    angle = way.uniform(*scanner.tilt) * way.choice((-1, 1))
    if angle:
        sheet = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    if scanner.blur:
        sheet = sheet.filter(ImageFilter.GaussianBlur(scanner.blur * scanner.dpi / 200))
    pixels = np.asarray(sheet, np.float64)
    if scanner.shade:
        pixels = pixels * np.linspace(1.0, 1.0 - scanner.shade, pixels.shape[1])[None, :]
    if scanner.grain:
        pixels = pixels + rng.normal(0, scanner.grain, pixels.shape)
    soiled: Pixels = np.clip(pixels, 0, 255).astype(np.uint8)
    if scanner.specks:
        dust = rng.random(soiled.shape)
        soiled[dust < scanner.specks / 2] = 0
        soiled[dust > 1 - scanner.specks / 2] = 255
    return _packed(Image.fromarray(soiled), scanner.quality)


def _packed(sheet: Image.Image, quality: int | None) -> Image.Image:
    if quality is None:
        return sheet
    packed = io.BytesIO()
    sheet.save(packed, "JPEG", quality=quality)
    return Image.open(packed)


def bound(sheets: list[Image.Image], scanner: Scanner) -> bytes:
    """Bind pictures into one PDF, a page for each."""
    out = io.BytesIO()
    first, *others = sheets
    quality = scanner.quality or 95
    first.save(
        out, "PDF", resolution=scanner.dpi, save_all=True, append_images=others, quality=quality
    )
    return out.getvalue()


def picture(sheet: Image.Image, kind: str, **options: object) -> bytes:
    """Return one page as a picture file of that kind."""
    out = io.BytesIO()
    sheet.save(out, kind, **options)
    return out.getvalue()


def has_chinese_font() -> bool:
    """Say whether the viewer can print Chinese here: two characters must not look the same."""
    sheets = [np.asarray(_print(Document((Para(text, "title"),)))) for text in ("申请", "一山")]
    return bool(sheets[0].min() < 128 and not np.array_equal(sheets[0], sheets[1]))


def _print(document: Document) -> Image.Image:
    with pdfium.PdfDocument(pdf.render(document)) as printed:
        return printed[0].render(grayscale=True).to_pil()
