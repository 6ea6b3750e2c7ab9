"""Read and parse composed: a pure function of bytes, used alike by runs, drafts, tests and benches.

What must not go here: files, clocks, settings. The same bytes give the same record everywhere.
"""

from __future__ import annotations

import hashlib

from pipeline.read import read_document
from pipeline.read.libreoffice import find_soffice
from pipeline.read.ocr_extra import is_installed
from pipeline.records import Extraction, Issue, Reading, Refusal, Report
from pipeline.registry.tables import registry_digest

PDF_TEXT = "pdf/"  # how readings of a text layer name their method
EXTRACTOR = "11"  # raised by hand when readers or parsers change what they find


def extractor_version() -> str:
    """Return the version under which extractions are kept.

    The registry is part of it: a label spelling learnt today is looked for in old documents too.
    So are the optional readers at hand: what was refused for want of one is read once it is there.
    """
    optional = {"ocr": is_installed(), "office": find_soffice() is not None}
    return "-".join(
        [EXTRACTOR, registry_digest(), *(name for name, here in optional.items() if here)]
    )


def extract(data: bytes) -> Extraction:
    """Return what reading and parsing make of a document; every input ends in a state."""
    # here, not at the top: only workers parse, and whoever asks for the version need not wait
    from pipeline.parse.fingerprints import figures_mark, text_mark
    from pipeline.parse.report import parse_report
    from pipeline.parse.second_look import held_together, is_odd
    from pipeline.parse.sections import outline
    from pipeline.parse.several_reports import one_report

    sha256 = hashlib.sha256(data).hexdigest()
    reading = read_document(data)
    if isinstance(reading, Refusal):
        issue = Issue(reading.code, reading.detail)
        return Extraction(sha256, reading.format, "", Report(reading.state, issues=(issue,)))
    reading = one_report(reading)
    sketch = outline(reading.blocks)
    report = parse_report(reading, sketch)
    if reading.method.startswith(PDF_TEXT) and is_odd(report):
        from pipeline.read.pdf_second import read_tables_again

        second = read_tables_again(data)
        if isinstance(second, Reading):
            report = held_together(report, parse_report(one_report(second)))
    marks = text_mark(sketch), figures_mark(report)
    return Extraction(sha256, reading.format, reading.method, report, *marks)
