"""Documents of the corpus as OFD: the same pages as the PDF of the corpus, in another notation."""

from __future__ import annotations

from html import escape
from unittest.mock import patch

from tests.corpus import pdf
from tests.corpus.document import Document
from tests.read.builders import archive

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 25.4 / 72


class Page:
    """Collects objects in points from the top left, and writes them in millimetres."""

    def __init__(self) -> None:
        self.objects: list[str] = []

    def text(self, x: float, baseline: float, size: float, text: str, way: str = "delta") -> None:
        """Write a string, its characters placed one by one, as alike, or not at all."""
        widths = [(size / 2 if char < "\x7f" else size) * MM for char in text]
        top, height = (baseline - size) * MM, 1.3 * size * MM
        start, line, ctm = 0.0, size * MM, ""
        if way == "matrix":  # drawn a tenth as large, and magnified
            ctm, widths, line = 'CTM="10 0 0 10 0 0"', [w / 10 for w in widths], line / 10
        unit = size * MM / (10 if way == "matrix" else 1)
        deltas = " ".join(f"{width:.4f}" for width in widths[:-1])
        if way == "alike" and len(set(widths[:-1])) == 1:
            deltas = f"g {len(text) - 1} {widths[0]:.4f}"
        given = "" if way == "none" or len(text) < 2 else f'DeltaX="{deltas}"'
        box = f"{x * MM:.4f} {top:.4f} {sum(widths) * 10:.4f} {height:.4f}"
        self.objects.append(
            f'<ofd:TextObject Boundary="{box}" '
            f'{ctm} Size="{unit:.4f}"><ofd:TextCode X="{start}" Y="{line:.4f}" {given}>'
            f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, top, right, bottom = (v * MM for v in (x0, y0, x1, y1))
        self.objects.append(
            f'<ofd:PathObject Boundary="{left:.4f} {top:.4f} {right - left + 0.3:.4f} '
            f'{bottom - top + 0.3:.4f}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L '
            f"{right - left:.4f} {bottom - top:.4f}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        box = " ".join(f"{v * MM:.4f}" for v in (x, y, width, height))
        self.objects.append(f'<ofd:ImageObject Boundary="{box}" ResourceID="9"/>')


def write(pages: list[Page], template: Page | None = None) -> bytes:
    """The package of some A4 pages."""
    entries = "".join(
        f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    common = '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Content.xml"/>' if template else ""
    members: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocInfo><ofd:Title>年报</ofd:Title>"
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{entries}</ofd:Pages></ofd:Document>",
    }
    reference = '<ofd:Template TemplateID="2" ZOrder="Background"/>' if template else ""
    for number, page in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _content(page, reference)
    if template:
        members["Doc_0/Tpls/Content.xml"] = _content(template, "")
    return archive(members)


def _content(page: Page, reference: str) -> str:
    return (
        f'<ofd:Page {NAMESPACE}>{reference}<ofd:Content><ofd:Layer ID="1">'
        f"{''.join(page.objects)}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def ofd_document(document: Document, paper: pdf.Paper | None = None, way: str = "delta") -> bytes:
    """Let the corpus draw its pages on ours; `way` is how characters are placed."""

    class Drawn(Page):
        def text(self, x: float, baseline: float, size: float, text: str, _: str = "") -> None:
            super().text(x, baseline, size, text, way)

    with patch.object(pdf, "Page", Drawn), patch.object(pdf, "write", write):
        return pdf.render(document, paper)
