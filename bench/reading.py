"""Extraction of a report in each container, beside the plain libraries, and a worker's memory.

The peers only list the text of the tables; the project's figure includes finding and placing every
statutory cell. One core, warm, one process: the template of a document is known, as of most in a
batch, and `first_of_template` is what it takes where it is not. Scans are timed a page, as they
lie, on their side and upside down.
What must not go here: crawling, the warehouse.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import camelot
import docx
import lxml.html
import pdfplumber
import pypdfium2 as pdfium

from bench.timing import compare
from pipeline.extract import extract
from pipeline.parse.templates import forget_templates
from tests.corpus.containers import CONTAINERS
from tests.corpus.figures import consistent
from tests.corpus.pdf import render as print_pdf
from tests.corpus.prose import compose
from tests.corpus.scan import SCANNERS, bound, pages, render

Peer = Callable[[bytes], int]


def _pdfplumber(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(page.extract_tables()) for page in document.pages)


def _camelot(data: bytes) -> int:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(data)
        return len(camelot.read_pdf(file.name, pages="all", flavor="lattice"))


def _python_docx(data: bytes) -> int:
    document = docx.Document(io.BytesIO(data))
    return sum(len(cell.text) for t in document.tables for row in t.rows for cell in row.cells)


def _lxml(data: bytes) -> int:
    root = lxml.html.document_fromstring(data)
    return sum(len(cell.text_content()) for cell in root.iter("td", "th"))


PEERS: dict[str, list[tuple[str, Peer]]] = {
    "html": [("lxml", _lxml)],
    "docx": [("python-docx", _python_docx)],
    "pdf": [("pdfplumber", _pdfplumber)],
}
FIRST = ("html", "html_word", "html_framed", "docx")  # shapes timed for new templates too
SLOW_PEERS: dict[str, list[tuple[str, Peer]]] = {"pdf": [("camelot", _camelot)]}  # on one shape


def _first_of_template(data: bytes) -> None:
    forget_templates()
    extract(data)


def main() -> None:
    """Print one JSON line for each container and peer, then scans and memory."""
    warnings.filterwarnings("ignore", "No tables found", UserWarning)  # camelot, of pages of prose
    report = compose(consistent(7, 2021, organ="云岭市青榆县人民政府", year=2023))
    for name, print_report in CONTAINERS.items():
        data = print_report(report)
        work = partial(extract, data)
        peers = [*PEERS.get(name.split("_")[0], []), *SLOW_PEERS.get(name, [])]
        for peer_name, peer in peers:
            runs = 5 if name.startswith("pdf") else 15
            compare(f"extract/{name}", work, peer_name, partial(peer, data), runs=runs)
        if not peers:
            compare(f"extract/{name}", work)
        if name in FIRST:
            compare(f"extract/{name}/first_of_template", partial(_first_of_template, data))
    documents = [print_report(report) for print_report in CONTAINERS.values()]
    _worker_memory("worker/without_ocr", documents)
    for name in ("scan_200", "scan_150_noisy"):
        scan = render(report, SCANNERS[name], 7)
        documents.append(scan)
        _by_page(f"extract/{name}/page", scan)
    sheets = pages(print_pdf(report), SCANNERS["scan_200"], 7)
    for name, angle in (("sideways", 90), ("upside_down", 180)):
        turned = [sheet.rotate(angle, expand=True) for sheet in sheets]
        _by_page(f"extract/scan_200_{name}/page", bound(turned, SCANNERS["scan_200"]))
    _worker_memory("worker/with_ocr", documents)


def _by_page(name: str, scan: bytes) -> None:
    with pdfium.PdfDocument(scan) as document:
        count = len(document)
    compare(name, partial(extract, scan), runs=3, divide=count)


def _worker_memory(name: str, documents: list[bytes]) -> None:
    """Print the greatest resident size of a worker that extracts the documents one by one."""
    command = [sys.executable, "-m", "bench.memory", name]
    subprocess.run(command, input=pickle.dumps(documents), check=True)  # noqa: S603 - our own
