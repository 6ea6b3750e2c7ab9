"""The reports that the sample site serves as files: `python -m tests.crawl.site.write_files`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.registry.forms import TABLES, expected_layout, table_form
from pipeline.samplesite.cases import DATA, reports
from pipeline.samplesite.pages import printed_figures
from pipeline.samplesite.tables import values_of
from tests.corpus import docx, pdf
from tests.corpus.figures import Figures, Key
from tests.corpus.prose import Prose, compose

FILES = ("culture-2019.docx", "culture-2020.pdf", "culture-2021.docx", "culture-2024.pdf")


def rendered(name: str) -> bytes:
    """Return the bytes of one of the files."""
    identifier, _, suffix = name.partition(".")
    report = reports()[identifier]
    layout = expected_layout(report.year) or 0
    cells: dict[Key, str] = {}
    for code in TABLES:
        form = table_form(code, layout)
        for line in form.lines:
            texts = values_of(form, line.line_code, printed_figures(report))
            for column, text in zip(form.columns_of(line.line_code), texts, strict=True):
                cells[code, line.line_code, column] = text
    truth = {key: Decimal(text.rstrip("万元")) for key, text in cells.items()}
    figures = Figures(report.organ_name, report.year, layout, layout, cells, truth)
    document = compose(figures, Prose(published=date.fromisoformat(report.published)))
    return pdf.render(document) if suffix == "pdf" else docx.render(document)


if __name__ == "__main__":
    for name in FILES:
        (DATA / "files" / name).write_bytes(rendered(name))
