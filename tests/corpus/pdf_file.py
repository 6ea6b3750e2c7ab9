"""The few PDF objects that a text report needs: pages of strings, lines and pictures.

The font is one of those that every viewer of Chinese text supplies, so that nothing is embedded
and the same pages give the same bytes everywhere. Nothing is compressed, for the same reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0  # A4 in points
FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    b" /DescendantFonts [4 0 R] >>"
)
DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
    b" /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>"
)
DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
    b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
)
GREY_DOT = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI"


def text_width(text: str, size: float) -> float:
    """Return the width of a line in points: ASCII is half as wide as the rest."""
    return sum(size / 2 if char < "\x7f" else size for char in text)


@dataclass
class Page:
    """The drawing operators of one page; y is measured from the top."""

    operators: list[bytes] = field(default_factory=list)

    def text(self, x: float, baseline: float, size: float, text: str) -> None:
        """Write a string; no-break spaces and the like are written as they are."""
        code = text.encode("utf-16-be").hex().encode()
        place = f"BT /F1 {size:g} Tf {x:.2f} {HEIGHT - baseline:.2f} Td".encode()
        self.operators.append(place + b" <" + code + b"> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a straight line."""
        ends = (x0, HEIGHT - y0, x1, HEIGHT - y1)
        self.operators.append("{:.2f} {:.2f} m {:.2f} {:.2f} l S".format(*ends).encode())

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a grey picture."""
        matrix = f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {HEIGHT - y - height:.2f} cm "
        self.operators.append(matrix.encode() + GREY_DOT + b" Q")


# What turns the pages' own coordinates so that a page turned back shows them upright.
TURNS = {
    0: "",
    90: f"0 1 -1 0 {HEIGHT:g} 0 cm\n",
    180: f"-1 0 0 -1 {WIDTH:g} {HEIGHT:g} cm\n",
    270: f"0 -1 1 0 0 {WIDTH:g} cm\n",
}


def write(
    pages: Sequence[Page],
    fonts: Mapping[str, Sequence[bytes]] | None = None,
    *,
    turn: int = 0,
    rotate: bool = True,
) -> bytes:
    """Return the bytes of a file with these pages.

    `fonts` are further fonts, each as its objects, which refer to one another by `%(n)d`, counted
    from the first. Pages lie turned by `turn` degrees, and are shown upright if `rotate`.
    """
    first = 6  # catalogue, page tree, and three objects of the font come before
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        FONT,
        DESCENDANT,
        DESCRIPTOR,
    ]
    names, others = _placed(fonts or {}, first + 2 * len(pages))
    width, height = (HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT)
    for number, page in enumerate(pages):
        contents = first + 2 * number + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:g} {height:g}]"
            f"{f' /Rotate {turn}' if turn and rotate else ''}"
            f" /Resources << /Font << /F1 3 0 R{names} >> >> /Contents {contents} 0 R >>".encode()
        )
        stream = TURNS[turn].encode() + b"0.5 w\n" + b"\n".join(page.operators)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assembled([*objects, *others])


def _placed(fonts: Mapping[str, Sequence[bytes]], first: int) -> tuple[str, list[bytes]]:
    """Give the objects of fonts their numbers; the first of each is the font itself."""
    names, objects = "", []
    for name, parts in fonts.items():
        start = first + len(objects)
        names += f" /{name} {start} 0 R"
        numbers = {str(n).encode(): start + n for n in range(len(parts))}
        objects += [part % numbers for part in parts]
    return names, objects


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return bytes(
        out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    )
