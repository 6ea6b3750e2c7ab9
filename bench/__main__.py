"""`make bench`: extraction of a report in each container, beside the plain libraries.

The peers only list the text of the tables; the project's figure includes finding and placing every
statutory cell. One core, warm, one process; scans are timed a page. Then a crawl of
5 000 pages beside plain Scrapy.
"""

from __future__ import annotations

import io
import json
import resource
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import camelot
import docx
import lxml.html
import pdfplumber
import pypdfium2 as pdfium

from bench.crawling import main as bench_crawl
from bench.timing import compare
from pipeline.extract import extract
from pipeline.workers import extract_all
from tests.corpus.containers import CONTAINERS
from tests.corpus.figures import consistent
from tests.corpus.prose import compose
from tests.corpus.scan import SCANNERS, render

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
    "pdf": [("pdfplumber", _pdfplumber), ("camelot", _camelot)],
}


def main() -> None:
    """Print one JSON line for each container and peer, then scans and memory."""
    report = compose(consistent(7, 2021, organ="云岭市青榆县人民政府", year=2023))
    for name, print_report in CONTAINERS.items():
        data = print_report(report)
        work = partial(extract, data)
        peers = PEERS.get(name.split("_")[0], [])
        for peer_name, peer in peers:
            compare(f"extract/{name}", work, peer_name, partial(peer, data), runs=9)
        if not peers:
            compare(f"extract/{name}", work)
    documents = [print_report(report) for print_report in CONTAINERS.values()]
    _worker_memory("worker/without_ocr", documents)
    for name in ("scan_200", "scan_150_noisy"):
        scan = render(report, SCANNERS[name], 7)
        documents.append(scan)
        with pdfium.PdfDocument(scan) as document:
            pages = len(document)
        compare(f"extract/{name}/page", partial(extract, scan), runs=3, divide=pages)
    _worker_memory("worker/with_ocr", documents)
    bench_crawl()


def _worker_memory(name: str, documents: list[bytes]) -> None:
    """Print the greatest resident size of a worker that extracts the documents one by one."""
    by_key = {str(number): data for number, data in enumerate(documents)}
    for _ in extract_all(list(by_key), by_key.__getitem__, workers=1):
        pass
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"name": name, "value": round(peak), "unit": "MB"}), flush=True)


if __name__ == "__main__":
    main()
