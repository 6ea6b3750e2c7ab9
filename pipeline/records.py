"""The frozen records that travel between the stages: read this first.

    Document ──read──▶ Reading ──parse──▶ Report ──load──▶ warehouse ──check──▶ UnitResult

Place, GridCell and StatCell are named tuples: a document has hundreds of each, and a tuple is made
in a third of the time that a frozen dataclass takes.

What belongs here: the shapes, and what each field means.
What must not: behaviour of any stage, anything of the law (that is the registry's).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

Format = Literal["html", "pdf", "ofd", "docx", "doc", "xlsx", "text", "image"]
ReadState = Literal[
    "read",  # every statutory cell has its place, filled or blank
    "partial",  # a report, but some statutory cells were not found
    "unreadable",  # a damaged, encrypted or empty container
    "unsupported",  # a container that nothing installed here can read
    "older_form",  # a report of the years before the tables in force
    "not_a_report",  # read well, but not a yearly disclosure report
]
CellStatus = Literal[
    "number",
    "zero",
    "blank",
    "not_applicable",
    "missing",
    "text",
    "bad_number",
    "doubtful",
    "number_with_text",
    "signed",
    "chinese_numeral",
    "money",
    "money_without_unit",
]
Scope = Literal["aggregate", "own", "unknown"]


class Place(NamedTuple):
    """Where a piece of text stands: a path in the document, or a page and a box on it.

    `path` is a line (`L12`) in text, an element path in HTML and DOCX.
    `box` is (x0, top, x1, bottom) in points from the top left of page `page` (counted from 1).
    """

    path: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class GridCell(NamedTuple):
    """One cell of a table as printed. `column` is its place once spans are laid out.

    `certainty` is that of the least certain character, from 0 to 1, where a picture was read;
    None where the text is the document's own.
    """

    text: str
    column: int
    place: Place
    colspan: int = 1
    rowspan: int = 1
    certainty: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, or one fragment of a table that a page break cut, row by row.

    In a `ragged` grid the columns of different rows need not line up: the dump lost the spans.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    place: Place
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph outside every table. Text may be empty: blanks are kept.

    `is_cell` says that it is seen to be a cell of a table, be it blank: others may be anything.
    `certainty` is that of its least certain figure where a picture was read, else None.
    """

    text: str
    place: Place
    certainty: float | None = None
    is_cell: bool = False


Block = Grid | Paragraph


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was not understood, with a stable dotted code and where it stands."""

    code: str
    detail: str
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader saw in one document, in reading order; it knows nothing of the form."""

    format: Format
    method: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document could not be read: its state, a stable code and a detail for the engineer."""

    state: Literal["unreadable", "unsupported"]
    code: str
    detail: str = ""
    format: Format | None = None


class StatCell(NamedTuple):
    """One statutory cell of a report: there is one for every cell of the layout, filled or not.

    `value` is what is printed and never anything inferred: counts as they stand, money in 万元.
    `unit` is `万元` for money whose unit is known, `项` or `件` style units are the form's own.
    `certainty`, from 0 to 1, marks a figure read from a picture; it is None for all others.
    """

    table_code: str
    line_code: str
    column_code: str
    status: CellStatus
    value: Decimal | None = None
    unit: str | None = None
    raw_text: str | None = None
    row_label: str = ""
    column_label: str = ""
    place: Place = Place()
    certainty: float | None = None


@dataclass(frozen=True, slots=True)
class LabelReading:
    """How the label of one form line is printed.

    `match` is `official`, `variant` (another accepted spelling), `damaged` or `absent`.
    """

    table_code: str
    line_code: str
    printed: str
    match: Literal["official", "variant", "damaged", "absent"]
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of the prose that a rule can test, with its sentence.

    Dates are carried as the number yyyymmdd; a claim that could not be read has no value.
    Codes of claims on figures are those of `registry/claims.py`. `unit` is the printed one, money
    in 万元; `tolerance` is how far rounding may put a share off. `scope` is whose figures the words
    around the claim say they are. `is_stated` is false where the sentence says it of all requests
    at once, without a figure. Total and parts of one enumeration share `list_no`.
    """

    claim_code: str
    value: Decimal | None
    sentence: str
    place: Place = field(default_factory=Place)
    unit: str | None = None
    scope: Scope = "unknown"
    is_stated: bool = True
    tolerance: Decimal | None = None
    list_no: int | None = None


@dataclass(frozen=True, slots=True)
class ProseSketch:
    """A sketch of the prose by which copies are found: figures and dates left out.

    `marks` has one hash for each of a fixed number of bins, None for an empty one; the share of
    bins in which two sketches agree estimates how much their texts have in common.
    """

    characters: int
    marks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class LegacyFigure:
    """A figure of an older form, as its label, unit and value stand in the document."""

    label: str
    unit: str | None
    value: Decimal | None
    raw_text: str
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Report:
    """One report as parsed. Organ and year are None where the document does not say.

    `publisher` and `site_name` are the page's own metadata, `index_number` the page's number in the
    directory of its organ (索引号): what tells organs of one name apart.
    """

    state: ReadState
    title: str | None = None
    organ_name: str | None = None
    report_year: int | None = None
    published_on: date | None = None
    scope: Scope = "unknown"
    layout_t2: int | None = None
    layout_t3: int | None = None
    cells: tuple[StatCell, ...] = ()
    labels: tuple[LabelReading, ...] = ()
    claims: tuple[Claim, ...] = ()
    legacy: tuple[LegacyFigure, ...] = ()
    prose: ProseSketch | None = None
    issues: tuple[Issue, ...] = ()
    publisher: str | None = None
    site_name: str | None = None
    index_number: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One archived document: the bytes are in the raw zone under their sha256."""

    sha256: str
    bytes: int
    fetched_at: datetime
    source_id: str
    file_name: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One look at the place of a document: what was found there, and when.

    `place` is the address a page is kept under, or the name of a local file with `file:` before
    it; `sha256` is None where the page was gone.
    """

    place: str
    seen_at: datetime
    sha256: str | None
    source_id: str
    url: str | None = None
    file_name: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What reading and parsing made of one document: pure, the same bytes give the same record.

    `text_sha256` and `figures_sha256` are equal in two documents where the words of the report, or
    its statutory cells, are the same; None where there are none.
    """

    sha256: str
    format: Format | None
    method: str
    report: Report
    text_sha256: str | None = None
    figures_sha256: str | None = None
