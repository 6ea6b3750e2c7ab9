"""The columns of the Parquet parts: one table a record type, flat, every row under its sha256.

Money is in 万元; boxes are in points from the top left of the page, pages counted from 1.
"""

from __future__ import annotations

import pyarrow as pa

FIGURE = pa.decimal128(18, 6)

# What a document is made of, by the claim that says so: 1 it is there, 0 that cannot be told (a
# picture or an attachment stands for it), NULL it was not found.
OUTLINE: dict[str, str] = {
    **{f"section.s{number}": f"s{number}" for number in range(1, 7)},
    **{f"table.t{number}": f"t{number}" for number in range(2, 5)},
    "fee.mentioned": "fee",
    "assessment.mentioned": "assessment",
}
PERIOD = {"period.start": "period_start", "period.end": "period_end"}  # as yyyymmdd

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
        ("text_sha256", pa.string()),
        ("figures_sha256", pa.string()),
        ("publisher", pa.string()),
        ("site_name", pa.string()),
        ("index_number", pa.string()),
        ("prose_characters", pa.int32()),  # without figures and dates; NULL where there is no prose
        ("prose_marks", pa.list_(pa.uint8())),
        *((name, pa.uint8()) for name in OUTLINE.values()),
        *((name, pa.int32()) for name in PERIOD.values()),
        ("period_sentence", pa.string()),  # NULL where no period is stated
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

# What the warehouse holds of the cells, again, so that a nightly load does not search or turn
# around hundreds of millions of them: the cells of table 2, those that are no plain number, and the
# form lines of tables 3 and 4 with their values side by side.
DISCLOSURES = pa.schema(
    [
        ("sha256", pa.string()),
        ("line_code", pa.string()),
        ("measure_code", pa.string()),
        ("value", FIGURE),
        ("unit", pa.string()),
    ]
)
EXCEPTIONS = pa.schema(
    [
        ("sha256", pa.string()),
        ("table_code", pa.string()),
        ("line_code", pa.string()),
        ("column_code", pa.string()),
        ("status", pa.string()),
        ("raw_text", pa.string()),
    ]
)
REQUESTS = pa.schema(
    [
        ("sha256", pa.string()),
        ("line_code", pa.string()),
        ("natural_person", FIGURE),
        ("org_enterprise", FIGURE),
        ("org_research", FIGURE),
        ("org_public_welfare", FIGURE),
        ("org_legal_service", FIGURE),
        ("org_other", FIGURE),
        ("total", FIGURE),
    ]
)
REMEDIES = pa.schema(
    [
        ("sha256", pa.string()),
        ("line_code", pa.string()),
        ("upheld", FIGURE),
        ("corrected", FIGURE),
        ("other_result", FIGURE),
        ("pending", FIGURE),
        ("total", FIGURE),
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
        ("unit", pa.string()),
        ("scope", pa.string()),
        ("is_stated", pa.bool_()),
        ("tolerance", FIGURE),
        ("list_no", pa.int16()),
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
    "disclosures": DISCLOSURES,
    "exceptions": EXCEPTIONS,
    "requests": REQUESTS,
    "remedies": REMEDIES,
    "labels": LABELS,
    "claims": CLAIMS,
    "legacy": LEGACY,
    "issues": ISSUES,
}

PLAIN = ("number", "zero")  # the states of a cell that is no exception

# Which of them hold the lines of a table side by side.
WIDE: dict[str, str] = {"t3": "requests", "t4": "remedies"}
