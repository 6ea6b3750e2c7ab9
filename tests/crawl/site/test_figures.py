"""The figures reconcile, within a report and from year to year, but where a break is planted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.registry.forms import IdentityTerm, expected_layout, identities, table_form
from pipeline.samplesite.cases import DATA, Report, figures, reports
from pipeline.samplesite.pages import printed_figures
from pipeline.samplesite.tables import values_of
from tests.crawl.site.write_files import FILES, rendered

CARRIED = "CARRY"  # planted between two years
Values = dict[tuple[str, str, str], Decimal]


def values(report: Report) -> Values:
    layout = expected_layout(report.year) or 0
    found: Values = {}
    for code in ("t3", "t4"):
        form = table_form(code, layout)
        for line in form.lines:
            texts = values_of(form, line.line_code, printed_figures(report))
            columns = form.columns_of(line.line_code)
            found.update(
                {(code, line.line_code, c): Decimal(t) for c, t in zip(columns, texts, strict=True)}
            )
    return found


def broken(report: Report) -> set[str]:
    known = values(report)
    found = set()
    for rule in {term.rule_id for term in identities()}:
        terms = [term for term in identities() if term.rule_id == rule]
        across = {
            line if terms[0].axis == "column" else column
            for code, line, column in known
            if code == terms[0].table_code
        }
        if any(_difference(known, terms, other) for other in across):
            found.add(rule)
    return found


def _difference(known: Values, terms: list[IdentityTerm], other: str) -> Decimal:
    total = Decimal(0)
    for term in terms:
        place = (term.code, other) if term.axis == "line" else (other, term.code)
        value = known.get((term.table_code, *place), Decimal(0)) * term.weight
        total += value if term.side == "lhs" else -value
    return total


@pytest.mark.parametrize("report", reports().values(), ids=lambda report: report.id)
def test_only_planted_rules_are_broken(report: Report) -> None:
    assert broken(report) == set(report.planted) - {CARRIED}


@pytest.mark.parametrize("report", reports().values(), ids=lambda report: report.id)
def test_what_is_carried_out_is_carried_in_the_next_year(report: Report) -> None:
    after = reports().get(f"{report.organ}-{report.year + 1}")
    if after is None:
        return
    out, carried = figures()[report.id], figures()[after.id]
    noughts = ("0",) * 7
    same = out.get(("t3", "carried_out"), noughts) == carried.get(("t3", "carried_in"), noughts)
    assert same == (CARRIED not in after.planted)


def test_a_revision_of_figures_still_reconciles() -> None:
    report = reports()["health-2023"]
    before, after = printed_figures(report), printed_figures(report, "figures")
    assert len([key for key in after if after[key] != before.get(key)]) == 2


@pytest.mark.parametrize("name", FILES)
def test_files_print_the_figures_of_their_report(name: str) -> None:
    assert (DATA / "files" / name).read_bytes() == rendered(name)
