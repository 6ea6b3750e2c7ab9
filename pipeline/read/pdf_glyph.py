"""What pdfium says of one character, taken with care.

What must not go here: pages, lines of text.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf_plane import Box

MAX_TYPE_TO_INK = 5.0


def believable(text_page: Any, index: int, loose: Box) -> Box:
    """Take the ink's box where the type's box is far larger: so it is for vertical writing."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    ink = (left.value, bottom.value, right.value, top.value)
    width, height = (ink[2] - ink[0]) * MAX_TYPE_TO_INK, (ink[3] - ink[1]) * MAX_TYPE_TO_INK
    is_far_larger = loose[2] - loose[0] > width and loose[3] - loose[1] > height
    return ink if width and is_far_larger else loose


def character(code: int) -> str:
    """Turn a code into a character; what is none is shown as the sign for that."""
    is_character = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if is_character else "\ufffd"
