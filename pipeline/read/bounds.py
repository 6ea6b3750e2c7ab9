"""What a file would cost, told from its bytes before a library spends it.

Parsers of pages and PDF cannot be interrupted, and some of what they do grows with the square of
what they are given. What must not go here: anything a report could have.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

from pipeline.read.container import MAX_PIECES, too_large
from pipeline.records import Format, Refusal

MAX_FILE = 200 * 2**20
# An element has two marks, and scripts have some of their own.
MAX_MARKS = 4 * MAX_PIECES
# Of one element; the parser compares each with all before it, which takes it half a second. What
# could have so many is looked through, and pages of 200 kB should not look as if they could.
MAX_ATTRIBUTES = 20_000
MAX_CONTENT = 48 * 2**20  # what all pages of a PDF draw, unpacked; pictures apart
MAX_FORMS = 20_000  # how often pages draw what is drawn elsewhere

_FEWEST_BYTES = 2 * MAX_ATTRIBUTES
_CROWDED = re.compile(
    rb"<[a-zA-Z][^\s/>]*+(?:[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+"
    rb"(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\s>\"'][^\s>]*+)?+)?+){%d,}+" % MAX_ATTRIBUTES
)
_BETWEEN = b" \t\n\r\f\v/="  # one of these, whatever else
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
# Pictures and fonts are not laid out. What only pretends to be one meets the worker's own limits.
_NO_CONTENT = re.compile(rb"/Subtype\s*/Image\b|/Length1\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_ASCII85 = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_DICTIONARY = 2_048  # bytes ahead of a stream in which its dictionary is looked for
_CHUNK = 65_536


def refuse_crowded(format_: Format, markup: bytes) -> Refusal | None:
    """Refuse mark-up of too many elements, or with too many attributes on one."""
    if (marks := markup.count(b"<")) > MAX_MARKS:
        return too_large(format_, marks)
    if _may_be_crowded(markup) and _CROWDED.search(markup) is not None:
        detail = f"more than {MAX_ATTRIBUTES} attributes"
        return Refusal("unreadable", "read.too_large", detail, format_)
    return None


def _may_be_crowded(markup: bytes) -> bool:
    """Whether there are as many of what stands between attributes: ten times faster to tell."""
    if len(markup) <= _FEWEST_BYTES:
        return False
    return len(markup) - len(markup.translate(None, _BETWEEN)) >= MAX_ATTRIBUTES - 1


def refuse_vast_pdf(data: bytes) -> Refusal | None:
    """Refuse a PDF whose pages unpack to more than any report draws."""
    left, forms = MAX_CONTENT, 0
    for stream in _STREAM.finditer(data):
        for content in _unpacked(data, stream.start(), stream.end(), left):
            left -= len(content)
            forms += content.count(b" Do")
            if left < 0 or forms > MAX_FORMS:
                detail = f"pages of more than {MAX_CONTENT} bytes or {MAX_FORMS} forms"
                return Refusal("unreadable", "read.too_large", detail, "pdf")
    return None


def _unpacked(data: bytes, head_end: int, start: int, most: int) -> Iterator[bytes]:
    """Yield the content of a stream piece by piece; of pictures and fonts nothing."""
    head = data[max(head_end - _DICTIONARY, 0) : head_end]
    head = head[head.rfind(b"obj") + 3 :]
    if _NO_CONTENT.search(head) is not None:
        return
    packed = memoryview(data)[start:]
    if _ASCII85.search(head) is not None:
        packed = memoryview(_from_ascii85(data[start : data.find(b"~>", start)]))
    if (flates := len(_FLATE.findall(head))) == 0:
        end = data.find(b"endstream", start)
        yield bytes(packed[: end - start if end > 0 else None])
    elif flates == 1:
        yield from _inflated(packed, most)
    else:
        yield bytes(most + 1)  # packed twice: nothing that prints reports does that


def _inflated(packed: memoryview, most: int) -> Iterator[bytes]:
    """Inflate by pieces: what is left over is copied each time, so the pieces are small."""
    inflater = zlib.decompressobj()
    for at in range(0, len(packed), _CHUNK):
        try:
            yield inflater.decompress(packed[at : at + _CHUNK], most + 1)
        except zlib.error:
            return
        if inflater.eof:
            return


def _from_ascii85(text: bytes) -> bytes:
    try:
        return base64.a85decode(text.strip())
    except ValueError:
        return b""
