"""How well scans are read: `python -m tests.corpus.scan_accuracy [seeds]` prints a line a scanner.

Right is the value printed; doubtful and missing have no value; wrong is any other value.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium

from pipeline.extract import extract
from pipeline.registry.forms import layouts
from tests.corpus.figures import Figures, consistent
from tests.corpus.prose import compose
from tests.corpus.scan import SCANNERS, render


def outcomes(figures: Figures, data: bytes) -> Counter[str]:
    """Count the cells of one scanned report by what became of them."""
    cells = extract(data).report.cells
    found = {(c.table_code, c.line_code, c.column_code): c for c in cells}
    counted: Counter[str] = Counter()
    for key, value in figures.truth.items():
        cell = found.get(key)
        if cell is not None and cell.value == value:
            counted["right"] += 1
        elif cell is not None and cell.value is not None:
            counted["wrong"] += 1
        else:
            counted[
                "doubtful" if cell is not None and cell.status == "doubtful" else "missing"
            ] += 1
    return counted


def cases(seeds: Iterable[int]) -> Iterator[tuple[int, Figures]]:
    """Yield reports of every layout, those with few zeros and those with many in turn."""
    for seed in seeds:
        for layout in layouts():
            yield seed, consistent(seed, layout.layout, dense=seed % 2 == 0)


def measure(name: str, seeds: Iterable[int]) -> dict[str, object]:
    """Read reports as one scanner scans them; shares are of all cells, seconds of one core."""
    total: Counter[str] = Counter()
    seconds, pages = 0.0, 0
    for seed, figures in cases(seeds):
        data = render(compose(figures), SCANNERS[name], seed)
        with pdfium.PdfDocument(data) as document:
            pages += len(document)
        start = time.process_time()
        total += outcomes(figures, data)
        seconds += time.process_time() - start
    cells = sum(total.values())
    shares = {kind: round(100 * total[kind] / cells, 3) for kind in _KINDS}
    return {"name": name, "cells": cells, **shares, "seconds_a_page": round(seconds / pages, 2)}


_KINDS = ("right", "doubtful", "missing", "wrong")

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    for each in SCANNERS:
        sys.stdout.write(json.dumps(measure(each, range(100, 100 + count))) + "\n")
        sys.stdout.flush()
