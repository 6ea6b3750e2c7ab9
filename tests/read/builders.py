"""Small documents written byte by byte, so that every test shows what it reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

from pipeline.records import Grid, Paragraph, Reading, Refusal

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(reading: Reading | Refusal) -> list[str]:
    """The paragraphs of a reading."""
    assert isinstance(reading, Reading), reading
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


def grids(reading: Reading | Refusal) -> list[Grid]:
    assert isinstance(reading, Reading), reading
    return [block for block in reading.blocks if isinstance(block, Grid)]


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def spans(grid: Grid) -> list[list[tuple[str, int, int, int]]]:
    """Each cell as text, column, colspan, rowspan."""
    return [[(c.text, c.column, c.colspan, c.rowspan) for c in row] for row in grid.rows]


def archive(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, *, core: str | None = None, prolog: str = "", part: str = "document") -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {W}><w:body>{body}'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        f"word/{part}.xml": f"{document}</w:body></w:document>",
    }
    if core is not None:
        members["docProps/core.xml"] = core
    return archive(members)


def docx_of_pictures(body: str, pictures: Sequence[bytes], *, old: bool = False) -> bytes:
    """Write a DOCX whose body is followed by pictures, as Word or an old Word places them."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    members: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    entries = ""
    for number, picture in enumerate(pictures, start=1):
        members[f"word/media/image{number}.png"] = picture
        entries += (
            f'<Relationship Id="rId{number}" Type="{office}/image" '
            f'Target="media/image{number}.png"/>'
        )
        if old:
            shown = (
                f'<w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" '
                f'r:id="rId{number}"/></w:pict>'
            )
        else:
            shown = (
                '<w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/'
                'picture"><a:hlinkClick xmlns:a="a" r:id="rId99"/><a:blip xmlns:a="a" '
                f'r:embed="rId{number}"/></pic:pic></w:drawing>'
            )
        body += f"<w:p><w:r>{shown}</w:r></w:p>"
    members["word/_rels/document.xml.rels"] = f"<Relationships>{entries}</Relationships>"
    members["word/document.xml"] = (
        f'<w:document {W} xmlns:r="{office}"><w:body>{body}</w:body></w:document>'
    )
    return archive(members)


def p(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: Iterable[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


# One font for all characters: codes are UTF-16 and the map back to Unicode says just that.
_CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
    "1 begincodespacerange <0000> <FFFF> endcodespacerange 100 beginbfrange "
    + " ".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(0x00, 0x64))
    + " endbfrange 100 beginbfrange "
    + " ".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(0x64, 0xC8))
    + " endbfrange endcmap end end"
)


def show(x: float, y: float, text: str, size: float = 10) -> str:
    """Print text with its first base line point at (x, y), from the bottom left."""
    codes = text.encode("utf-16-be").hex()
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Draw every line of a lattice."""
    across = "".join(line(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def pdf(*pages: str, rotate: int = 0, cmap: str | None = _CMAP, extra: str = "") -> bytes:
    """Write a PDF of A4 pages from their content streams; `extra` are more page resources."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{_references(pages)}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
        f"/DescendantFonts [4 0 R] {'/ToUnicode 5 0 R' if cmap else ''} >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>",
        stream("", cmap or ""),
        "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] "
        "/ItalicAngle 0 /Ascent 850 /Descent -150 /CapHeight 800 /StemV 80 >>",
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
               "/BitsPerComponent 8", "0"),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font "
               "<< /F 3 0 R >> >>", extra),
        "<< /Title (A fictional report) /CreationDate (D:20240131090000) >>",
    ]  # fmt: skip
    for content in pages:
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Rotate {rotate} /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F 3 0 R >> /XObject << /Im 7 0 R /Fm 8 0 R >> >> >>"
        )
        objects.append(stream("", content))
    return _file(objects)


def stream(entries: str, content: str) -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _references(pages: Sequence[str]) -> str:
    return " ".join(f"{10 + 2 * index} 0 R" for index in range(len(pages)))


def _file(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    size = len(objects) + 1
    out += f"trailer << /Size {size} /Root 1 0 R /Info 9 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
