"""Pages of reports: title, meta tags, six sections with the statutory tables.

What must not go here: lists of pages, and how a page is answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Literal

from pipeline.registry.forms import expected_layout, table_form
from pipeline.samplesite.cases import Report, figures, reports, words
from pipeline.samplesite.tables import Printed, table, values_of

Revision = Literal["", "bytes", "text", "figures"]
CHANGED = ("t3", "disclosed_full")  # the line that a revision of figures corrects


def document(title: str, body: str, *, charset: str = "utf-8", head: str = "") -> str:
    """Return a whole page."""
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return (
        f"<!DOCTYPE html>\n<html>\n<head>\n{declared}\n<title>{escape(title)}</title>\n{head}"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def printed_figures(report: Report, revision: Revision = "") -> Printed:
    """Return the figures of a report, one request moved to another outcome where it is revised."""
    printed = dict(figures()[report.id])
    if revision == "figures":
        layout = expected_layout(report.year) or 0
        form = table_form("t3", layout)
        _moved(printed, CHANGED, values_of(form, CHANGED[1], printed), 1)
        other = next(
            line.line_code
            for line in form.lines
            if line.role == "outcome"
            and line.line_code != CHANGED[1]
            and values_of(form, line.line_code, printed)[0] not in ("", "0")
        )
        _moved(printed, ("t3", other), values_of(form, other, printed), -1)
    return printed


def _moved(
    printed: dict[tuple[str, str], tuple[str, ...]],
    key: tuple[str, str],
    texts: tuple[str, ...],
    change: int,
) -> None:
    first, *middle, total = texts
    printed[key] = (str(int(first) + change), *middle, str(int(total) + change))


def report_page(report: Report, revision: Revision = "") -> bytes:
    """Return the page of a report: in its style, and as revised."""
    said = words()["report"]
    printed = printed_figures(report, revision)
    parts = [
        f"<p>{escape(said['crumbs'])}</p>",
        f"<h1>{escape(report.title)}</h1>",
        f"<p>{escape(said['published'].format(published=report.published))}</p>",
        '<div class="article">',
        *_sections(report, printed, revision),
        "</div>",
    ]
    if revision == "bytes":
        parts.append(f"<!-- {escape(said['visits'].format(count=1024))} -->")
    parts.append(f'<div class="footer">{escape(said["footer"])}</div>')
    gbk = report.style == "gbk"
    # what declares gb2312 is really written in its superset, as is usual
    charset, codec = ("gb2312", "gb18030") if gbk else ("utf-8", "utf-8")
    return document(report.title, "\n".join(parts), charset=charset, head=_meta(report)).encode(
        codec
    )


def _sections(report: Report, printed: Printed, revision: Revision) -> Iterator[str]:
    said = words()["report"]
    layout = expected_layout(report.year) or 0
    form = table_form("t3", layout)
    totals = {
        name: values_of(form, line, printed)[-1]
        for name, line in (
            ("received", "new_requests"),
            ("carried", "carried_in"),
            ("done", "outcomes_total"),
        )
    }
    year = report.year
    yield _paragraph(said["opening"].format(organ=report.organ_name, year=year))
    bodies: dict[str, list[str]] = {
        "s1": [text.format(year=year, **totals) for text in said["overview"]],
        "s5": said["problems_revised" if revision == "text" else "problems"],
        "s6": said["others"],
    }
    for number in range(1, 7):
        yield f"<h2>{escape(said[f's{number}'])}</h2>"
        if 2 <= number <= 4:
            yield table(f"t{number}", layout, printed, word=report.style == "word")
        yield from map(_paragraph, bodies.get(f"s{number}", []))
    yield _paragraph(report.organ_name)
    day = date.fromisoformat(report.published)
    yield _paragraph(said["signed"].format(year=day.year, month=day.month, day=day.day))


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _meta(report: Report) -> str:
    said = words()["report"]
    tags = {
        "SiteName": said["site"],
        "ColumnName": said["column"],
        "ArticleTitle": report.title,
        "PubDate": f"{report.published} 10:20",
        "ContentSource": report.organ_name,
    }
    return "".join(f'<meta name="{k}" content="{escape(v)}">\n' for k, v in tags.items())


def plain_page(title: str, *paragraphs: str, extra: str = "") -> bytes:
    """Return a page that is no report."""
    body = [f"<h1>{escape(title)}</h1>", *map(_paragraph, paragraphs), extra]
    return document(title, "\n".join(body)).encode()


def report_of(identifier: str) -> Report:
    """Return the report of that id."""
    return reports()[identifier]
