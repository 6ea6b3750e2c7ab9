"""Characters as drawings with a map of what they mean: fonts of type 3, as browsers print pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from tests.corpus.pdf_file import Page

PER_FONT = 200  # one byte a character
TEXT = re.compile(rb"BT /F1 (\S+) Tf (\S+) (\S+) Td <([0-9a-f]*)> Tj ET")


def drawn(pages: Sequence[Page]) -> tuple[list[Page], dict[str, list[bytes]]]:
    """Return the pages with every character drawn, and the fonts that draw them."""
    texts = (_text(m[4]) for p in pages for op in p.operators if (m := TEXT.fullmatch(op)))
    characters = sorted({char for text in texts for char in text})
    codes = {char: divmod(at, PER_FONT) for at, char in enumerate(characters)}
    fonts: dict[str, list[bytes]] = {}
    for start in range(0, len(characters), PER_FONT):
        name = f"T{start // PER_FONT}"
        fonts[name] = _font(characters[start : start + PER_FONT])
    return [Page([_drawn(op, codes) for op in page.operators]) for page in pages], fonts


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def _drawn(operator: bytes, codes: dict[str, tuple[int, int]]) -> bytes:
    match = TEXT.fullmatch(operator)
    if match is None:
        return operator
    shown = b""
    for font, group in groupby(_text(match[4]), key=lambda char: codes[char][0]):
        code = "".join(f"{codes[char][1]:02x}" for char in group).encode()
        shown += b"/T%d %s Tf <%s> Tj " % (font, match[1], code)
    return b"BT %s %s Td %sET" % (match[2], match[3], shown)


def _font(characters: Sequence[str]) -> list[bytes]:
    """Return the objects of a font: itself, its map to Unicode, and two drawings."""
    widths = " ".join("500" if char < "\x7f" else "1000" for char in characters)
    drawings = " ".join(
        f"/c{at} %({2 if char < chr(0x7F) else 3})d 0 R" for at, char in enumerate(characters)
    )
    names = " ".join(f"/c{at}" for at in range(len(characters)))
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [.001 0 0 .001 0 0]"
        f" /FirstChar 0 /LastChar {len(characters) - 1} /Widths [{widths}] /Resources << >>"
        f" /Encoding << /Type /Encoding /Differences [0 {names}] >>"
        f" /CharProcs << {drawings} >> /ToUnicode %(1)d 0 R >>"
    )
    lines = "".join(
        f"<{at:02x}> <{char.encode('utf-16-be').hex()}>\n" for at, char in enumerate(characters)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{lines}endbfchar endcmap end end"
    )
    boxes = (f"{width} 0 0 0 {width} 800 d1 50 0 {width - 100} 700 re f" for width in (500, 1000))
    return [font.encode(), *(_stream(content) for content in (cmap, *boxes))]


def _stream(content: str) -> bytes:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode()
