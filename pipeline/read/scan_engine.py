"""The models of RapidOCR on the CPU: pictures of lines to text, a page to boxes of lines.

The models lie in the wheel of `rapidocr` and run without anything being fetched. They are run
directly: the package's own pipeline pads every crop to the width of a line, which makes a table
of single digits six times as slow, and it keeps no certainty for each character.
What must not go here: tables, pages, containers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

Image = NDArray[np.uint8]
PixelBox = tuple[int, int, int, int]

PACKAGE = "rapidocr"
_READER, _FINDER = "PP-OCRv6_rec_small.onnx", "PP-OCRv6_det_small.onnx"
LINE_HEIGHT = 48  # what the reader was trained on
MIN_WIDTH, MAX_WIDTH = 32, 1_600
# Lines of words are read as well at this share of their width; the time taken goes with the width.
WORDS_FROM, SQUEEZED = 6.0, 0.75
BATCH_WIDTH = 768  # pixels of width read at once: this is what bounds the memory
# The finder works on a page of this many pixels; twice as many take a gigabyte.
FINDER_PIXELS = 640_000
INK_CHANCE, BOX_CHANCE = 0.3, 0.5
UNCLIP = 1.6  # the finder marks the core of a line: its box is grown by this share


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read: its text, and how certain each of its characters is."""

    text: str = ""
    chances: tuple[float, ...] = ()

    @property
    def certainty(self) -> float:
        """The certainty of the least certain character, 0 where nothing was read."""
        return min(self.chances, default=0.0)

    @property
    def digits(self) -> float:
        """The certainty of the least certain digit, 1 where there is none."""
        pairs = zip(self.text, self.chances, strict=True)
        return min((chance for character, chance in pairs if character.isdigit()), default=1.0)


class Engine:
    """Both models of one process. Not safe for threads, as nothing of reading is."""

    def __init__(self) -> None:
        """Load the models from the installed package."""
        folder = _folder()
        self._reader = _session(folder / _READER)
        self._finder = _session(folder / _FINDER)
        written = self._reader.get_modelmeta().custom_metadata_map["character"]
        self._characters = ["", *written.splitlines(), " "]

    def read(self, crops: Sequence[Image]) -> list[Line]:
        """Read crops of single lines, grey, in any order of size."""
        lines: list[Line] = [Line()] * len(crops)
        for batch in _batches([at_line_height(crop) for crop in crops]):
            width = max(image.shape[1] for _, image in batch)
            sheet = np.ones((len(batch), LINE_HEIGHT, width), np.float32)
            for row, (_, image) in enumerate(batch):
                sheet[row, :, : image.shape[1]] = image.astype(np.float32) / 127.5 - 1.0
            planes = np.repeat(sheet[:, None], 3, axis=1)
            chances = _run(self._reader, planes)
            for (index, _), chance in zip(batch, chances, strict=True):
                lines[index] = self._spelt(chance)
        return lines

    def _spelt(self, chances: NDArray[np.float32]) -> Line:
        """Spell a line: the likeliest character of each step, repeats and gaps dropped."""
        best = chances.argmax(axis=1)
        sure = chances[np.arange(len(best)), best]
        kept = best != 0
        kept[1:] &= best[1:] != best[:-1]
        steps = np.flatnonzero(kept)
        spelt = [(self._characters[best[step]], round(float(sure[step]), 4)) for step in steps]
        while spelt and spelt[-1][0].isspace():
            spelt.pop()
        while spelt and spelt[0][0].isspace():
            spelt.pop(0)
        return Line("".join(c for c, _ in spelt), tuple(chance for _, chance in spelt))

    def find(self, page: Image, pixels: int = FINDER_PIXELS) -> list[PixelBox]:
        """Find the lines of text on a page, each as a box; on a copy of so many pixels."""
        height, width = page.shape
        scale = min(1.0, math.sqrt(pixels / (height * width)))
        size = [max(32, round(side * scale / 32) * 32) for side in (width, height)]
        small = cv2.resize(page, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        planes = np.repeat((small / 127.5 - 1.0)[None, None], 3, axis=1)
        chances = _run(self._finder, planes)[0, 0]
        stretch = width / size[0], height / size[1]
        return [_stretched(box, *stretch) for box in _boxes(chances)]


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the engine of this process, built at the first call."""
    cv2.setNumThreads(1)
    return Engine()


def method() -> str:
    """Name the engine and its version."""
    return f"ocr/{PACKAGE}-{version(PACKAGE)}"


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(PACKAGE)
    return Path(spec.origin).parent / "models"


def _session(model: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _run(session: Any, planes: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: planes})[0]
    return found


def at_line_height(crop: Image) -> Image:
    """Bring a crop to the height at which lines are read."""
    shrinks = crop.shape[0] > LINE_HEIGHT
    way = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    size = _width_at_line_height(crop), LINE_HEIGHT
    return cv2.resize(crop, size, interpolation=way).astype(np.uint8)


def _width_at_line_height(crop: Image) -> int:
    height, width = map(int, crop.shape)
    share = SQUEEZED if width > WORDS_FROM * height else 1.0
    return min(max(round(width * LINE_HEIGHT / height * share), MIN_WIDTH), MAX_WIDTH)


def is_read_alone(crop: Image) -> bool:
    """Whether a crop is so wide that no other is read in one batch with it."""
    return 2 * _width_at_line_height(crop) > BATCH_WIDTH


def _batches(images: Sequence[Image]) -> Iterator[list[tuple[int, Image]]]:
    """Group crops of like width, so that little is padded and memory is bounded."""
    batch: list[tuple[int, Image]] = []
    for index, image in sorted(enumerate(images), key=lambda pair: pair[1].shape[1]):
        if batch and (len(batch) + 1) * image.shape[1] > BATCH_WIDTH:
            yield batch
            batch = []
        batch.append((index, image))
    if batch:
        yield batch


def _boxes(chances: NDArray[np.float32]) -> Iterator[PixelBox]:
    """Box every patch that is likely text, grown from the core of the line to the whole of it."""
    mask = cv2.dilate((chances > INK_CHANCE).astype(np.uint8), np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for label in range(1, count):
        x, y, width, height, _ = (int(value) for value in stats[label])
        patch = slice(y, y + height), slice(x, x + width)
        likely = float(chances[patch][labels[patch] == label].mean())
        if min(width, height) < 3 or likely < BOX_CHANCE:
            continue
        grown = UNCLIP * width * height / (2 * (width + height))
        left, top = max(0, round(x - grown)), max(0, round(y - grown))
        yield left, top, round(x + width + grown), round(y + height + grown)


def _stretched(box: PixelBox, across: float, down: float) -> PixelBox:
    x0, top, x1, bottom = box
    return round(x0 * across), round(top * down), round(x1 * across), round(bottom * down)
