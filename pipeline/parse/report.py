"""One reading to one report: tables, title, claims and the state they add up to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.parse import claims as prose_claims
from pipeline.parse.attached import attached, unseen_claims, without_frames
from pipeline.parse.copies import prose_sketch
from pipeline.parse.doubt import vouched
from pipeline.parse.legacy import legacy_figures, legacy_hits, legacy_lines
from pipeline.parse.origin import Origin, find_origin
from pipeline.parse.other_years import other_years
from pipeline.parse.prose.reader import figure_claims
from pipeline.parse.rows import Row, grid_rows, stream_rows
from pipeline.parse.sections import Outline, outline
from pipeline.parse.tables import TableParse, best_layout, empty_parse, richest
from pipeline.parse.templates import PARSERS, read_tables
from pipeline.parse.title import (
    Title,
    find_organ,
    find_published,
    find_title,
    is_link,
    titles_stated,
)
from pipeline.records import Claim, Grid, Issue, ProseSketch, Reading, ReadState, Report, Scope
from pipeline.registry.forms import expected_layout, layouts, table_form
from pipeline.registry.labels import plain
from pipeline.registry.prose import pattern, prose

FEWEST_SECTIONS = 3  # headings that make a page without title and tables a report


@dataclass(frozen=True, slots=True)
class _Head:
    """What the report says of itself."""

    title: Title | None
    organ: str | None
    year: int | None
    published_on: date | None
    scope: Scope
    claims: tuple[Claim, ...]
    origin: Origin
    prose: ProseSketch | None


def parse_report(reading: Reading, sketch: Outline | None = None) -> Report:
    """Return the report in a reading: one cell for every statutory cell of its layouts.

    Issues besides the tables' own: `parse.not_a_report`, `parse.tables_missing`,
    `parse.table_missing`, `parse.in_attachment`, `parse.older_form`, `parse.organ_unknown`,
    `parse.year_unknown`, `parse.other_year`. `sketch` is the outline of the reading, for whoever
    has it already.
    """
    sketch = sketch or outline(reading.blocks)
    head = _head(sketch, reading)
    expected = expected_layout(head.year) if head.year else None
    tables, reading = _tables(reading, head.year, expected)
    if all(table.is_plain for table in tables.values()):
        return _with_tables(reading, sketch, head, tables)
    tokens = stream_rows(reading.blocks)
    for code, parse in PARSERS.items():
        if not tables[code].is_plain:
            tables[code] = richest([tables[code], best_layout(code, parse, tokens, expected)])
    if not any(table.found for table in tables.values()):
        return _without_tables(reading, sketch, head, [*grid_rows(reading.blocks), *tokens])
    return _with_tables(reading, sketch, head, tables)


def _tables(
    reading: Reading, year: int | None, expected: int | None
) -> tuple[dict[str, TableParse], Reading]:
    """Read the tables, without those of other years where this year's cannot be meant.

    A heading may be last year's that nobody changed: then the table stands in its section, alone.
    """
    grids = [block for block in reading.blocks if isinstance(block, Grid)]
    others = other_years(reading.blocks, year)
    behind = {number: other for number, other in others.items() if other.is_behind}
    tables = read_tables(_without(grids, behind), expected)
    if len(others) > len(behind):
        own = read_tables(_without(grids, others), expected)
        if all(len(own[code].cells) >= len(table.cells) for code, table in tables.items()):
            tables, behind = own, others
    left_out = tuple(other.issue for other in behind.values())
    return tables, replace(reading, issues=(*reading.issues, *left_out)) if left_out else reading


def _without(grids: Sequence[Grid], others: Collection[int]) -> list[Grid]:
    return [grid for number, grid in enumerate(grids) if number not in others]


def _head(sketch: Outline, reading: Reading) -> _Head:
    title = find_title(sketch, reading.metadata)
    organ = (title and title.organ) or find_organ(sketch, reading.metadata)
    period = tuple(prose_claims.period_claims(sketch))
    year = (title and title.year) or _year_of(period)
    scope, words = prose_claims.find_scope(organ, sketch)
    claims = (
        *prose_claims.section_claims(sketch),
        *period,
        *prose_claims.fee_claims(sketch),
        *prose_claims.assessment_claims(sketch),
        *((Claim("scope", None, words),) if words else ()),
    )
    published = find_published(sketch, reading.metadata)
    origin = find_origin(sketch, reading.metadata)
    prose = prose_sketch(sketch)
    return _Head(title, organ, year, published, scope, claims, origin, prose)


def _year_of(period: Sequence[Claim]) -> int | None:
    start = next((c.value for c in period if c.claim_code == "period.start"), None)
    return int(start // Decimal(10_000)) if start else None


def _report(
    state: ReadState, head: _Head, reading: Reading, issues: Sequence[Issue], **parts: object
) -> Report:
    unknown = []
    if state in ("read", "partial", "older_form"):
        unknown += [Issue("parse.organ_unknown", "")] if head.organ is None else []
        unknown += [Issue("parse.year_unknown", "")] if head.year is None else []
    return Report(
        state=state,
        title=head.title.text if head.title else None,
        organ_name=head.organ,
        report_year=head.year,
        published_on=head.published_on,
        scope=head.scope,
        prose=head.prose,
        issues=(*reading.issues, *issues, *unknown),
        publisher=head.origin.publisher,
        site_name=head.origin.site_name,
        index_number=head.origin.index_number,
        **parts,  # type: ignore[arg-type]  # the callers pass fields of Report by name
    )


def _without_tables(reading: Reading, sketch: Outline, head: _Head, rows: Sequence[Row]) -> Report:
    """Tell an older form, a report whose tables are missing, and a page that is no report apart."""
    older = head.year is not None and expected_layout(head.year) is None
    if older or legacy_hits(rows) >= prose("older")["fewest"]:
        issue = Issue("parse.older_form", str(head.year or ""))
        return _report(
            "older_form",
            head,
            reading,
            [issue],
            claims=head.claims,
            legacy=(*legacy_figures(rows, head.year), *legacy_lines(reading.blocks)),
        )
    attachment = attached(reading.issues)
    is_shell = not reading.blocks and attachment is None
    is_named = head.title or len(sketch.headings) >= FEWEST_SECTIONS
    if is_shell or not is_named or _about_a_report(sketch, reading):
        return Report("not_a_report", issues=(*reading.issues, Issue("parse.not_a_report", "")))
    layout = expected_layout(head.year) if head.year else None
    empty = [empty_parse(table_form(code, layout)) for code in PARSERS] if layout else []
    pictured = prose_claims.table_claims(sketch, dict.fromkeys(PARSERS, False))
    return _report(
        "partial",
        head,
        reading,
        [attachment or Issue("parse.tables_missing", "")],
        claims=(*head.claims, *(unseen_claims(sketch, attachment) if attachment else pictured)),
        cells=tuple(c for table in empty for c in table.stat_cells()),
    )


def _about_a_report(sketch: Outline, reading: Reading) -> bool:
    """Whether the page explains or announces a report rather than being one."""
    excluded = pattern("title", "excluded")
    report = pattern("title", "subject")
    own = [p.text for p in sketch.front() if not is_link(p)][:5]
    lines = [plain(text) for text in (*titles_stated(reading.metadata), *own)]
    return any(report.search(line) and excluded.search(line) for line in lines if len(line) < 60)


def _with_tables(
    reading: Reading, sketch: Outline, head: _Head, tables: dict[str, TableParse]
) -> Report:
    layout = (expected_layout(head.year) if head.year else None) or _layout_found(tables)
    whole = {
        code: table if table.found else empty_parse(table_form(code, layout))
        for code, table in tables.items()
    }
    certainty = {key: sure for table in whole.values() for key, sure in table.certainty().items()}
    cells, doubts = vouched([c for table in whole.values() for c in table.stat_cells()], certainty)
    missing = [Issue("parse.table_missing", c) for c, table in tables.items() if not table.found]
    found = {code: table.found for code, table in tables.items()}
    if all(found.values()):
        reading = without_frames(reading)
    return _report(
        "partial" if any(cell.status == "missing" for cell in cells) else "read",
        head,
        reading,
        [*(issue for table in whole.values() for issue in table.issues), *missing, *doubts],
        layout_t2=tables["t2"].form.layout if found["t2"] else None,
        layout_t3=tables["t3"].form.layout if found["t3"] else None,
        cells=cells,
        labels=tuple(
            x for code in ("t2", "t3") if found[code] for x in whole[code].label_readings()
        ),
        claims=(
            *head.claims,
            *prose_claims.table_claims(sketch, found),
            *figure_claims(sketch, head.year, whole["t2"].form.layout if found["t2"] else None),
        ),
    )


def _layout_found(tables: dict[str, TableParse]) -> int:
    """Return the layout of the tables that were found; the newest where they tell nothing."""
    for code in ("t3", "t2"):
        if tables[code].found:
            return tables[code].form.layout
    return layouts()[-1].layout
