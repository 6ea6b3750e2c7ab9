"""Read and parse composed: a pure function of bytes, used alike by runs, drafts, tests and benches.

What must not go here: files, clocks, settings. The same bytes give the same record everywhere.
"""

from __future__ import annotations

import hashlib

from pipeline.parse.report import parse_report
from pipeline.read import read_document
from pipeline.records import Extraction, Issue, Refusal, Report
from pipeline.registry.tables import registry_digest

EXTRACTOR = "1"  # raised by hand when readers or parsers change what they find


def extractor_version() -> str:
    """Return the version under which extractions are kept.

    The registry is part of it: a label spelling learnt today is looked for in old documents too.
    """
    return f"{EXTRACTOR}-{registry_digest()}"


def extract(data: bytes) -> Extraction:
    """Return what reading and parsing make of a document; every input ends in a state."""
    sha256 = hashlib.sha256(data).hexdigest()
    reading = read_document(data)
    if isinstance(reading, Refusal):
        issue = Issue(reading.code, reading.detail)
        return Extraction(sha256, reading.format, "", Report(reading.state, issues=(issue,)))
    return Extraction(sha256, reading.format, reading.method, parse_report(reading))
