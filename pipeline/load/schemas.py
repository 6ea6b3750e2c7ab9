"""The columns of the Parquet parts: one table a record type, flat, every row under its sha256.

Money is in 万元; boxes are in points from the top left of the page, pages counted from 1.
"""

from __future__ import annotations

import pyarrow as pa

FIGURE = pa.decimal128(18, 6)

_PLACE = [
    ("page", pa.int32()),
    ("x0", pa.float64()),
    ("top", pa.float64()),
    ("x1", pa.float64()),
    ("bottom", pa.float64()),
    ("path", pa.string()),
]

# One row a document.
REPORTS = pa.schema(
    [
        ("sha256", pa.string()),
        ("format", pa.string()),
        ("method", pa.string()),
        ("read_state", pa.string()),
        ("title", pa.string()),
        ("organ_name", pa.string()),
        ("report_year", pa.int16()),
        ("published_on", pa.date32()),
        ("scope", pa.string()),
        ("layout_t2", pa.int16()),
        ("layout_t3", pa.int16()),
        ("cells_filled", pa.int32()),
        ("cells_expected", pa.int32()),
        ("prose_characters", pa.int32()),  # without figures and dates; NULL where there is no prose
        ("prose_marks", pa.list_(pa.uint16())),
    ]
)

# One row a statutory cell of the report's layouts, filled or not.
CELLS = pa.schema(
    [
        ("sha256", pa.string()),
        ("table_code", pa.string()),
        ("line_code", pa.string()),
        ("column_code", pa.string()),
        ("status", pa.string()),
        ("value", FIGURE),
        ("unit", pa.string()),
        ("raw_text", pa.string()),
        ("row_label", pa.string()),
        ("column_label", pa.string()),
        ("certainty", pa.float64()),
        *_PLACE,
    ]
)

# One row a form line, as its label is printed.
LABELS = pa.schema(
    [
        ("sha256", pa.string()),
        ("table_code", pa.string()),
        ("line_code", pa.string()),
        ("printed", pa.string()),
        ("match", pa.string()),
        *_PLACE,
    ]
)

# One row a claim of the prose.
CLAIMS = pa.schema(
    [
        ("sha256", pa.string()),
        ("claim_code", pa.string()),
        ("value", FIGURE),
        ("sentence", pa.string()),
        *_PLACE,
    ]
)

# One row a figure of an older form.
LEGACY = pa.schema(
    [
        ("sha256", pa.string()),
        ("label", pa.string()),
        ("unit", pa.string()),
        ("value", FIGURE),
        ("raw_text", pa.string()),
        *_PLACE,
    ]
)

# One row a thing that was not understood.
ISSUES = pa.schema(
    [
        ("sha256", pa.string()),
        ("code", pa.string()),
        ("detail", pa.string()),
        *_PLACE,
    ]
)

# The files of a part, in the order they are written.
TABLES: dict[str, pa.Schema] = {
    "reports": REPORTS,
    "cells": CELLS,
    "labels": LABELS,
    "claims": CLAIMS,
    "legacy": LEGACY,
    "issues": ISSUES,
}
