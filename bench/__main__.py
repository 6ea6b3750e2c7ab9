"""`make bench`: extraction of a report in each container, beside the plain libraries.

The peers only list the text of the tables; the project's figure includes finding and placing every
statutory cell. One core, warm, one process.
"""

from __future__ import annotations

import io

import docx
import lxml.html
import pdfplumber

from bench.timing import compare
from pipeline.extract import extract
from tests.corpus.containers import CONTAINERS
from tests.corpus.figures import consistent
from tests.corpus.prose import compose


def _pdfplumber(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(page.extract_tables()) for page in document.pages)


def _python_docx(data: bytes) -> int:
    document = docx.Document(io.BytesIO(data))
    return sum(len(cell.text) for t in document.tables for row in t.rows for cell in row.cells)


def _lxml(data: bytes) -> int:
    root = lxml.html.document_fromstring(data)
    return sum(len(cell.text_content()) for cell in root.iter("td", "th"))


PEERS = {"html": ("lxml", _lxml), "docx": ("python-docx", _python_docx)}


def main() -> None:
    """Print one JSON line a container and shape."""
    report = compose(consistent(7, 2021, organ="云岭市青榆县人民政府", year=2023))
    for name, render in CONTAINERS.items():
        data = render(report)
        peer_name, peer = PEERS.get(name.split("_")[0], (None, None))
        if data.startswith(b"%PDF"):
            peer_name, peer = "pdfplumber", _pdfplumber
        compare(
            f"extract/{name}",
            lambda data=data: extract(data),
            peer_name,
            (lambda data=data, peer=peer: peer(data)) if peer else None,
        )


if __name__ == "__main__":
    main()
