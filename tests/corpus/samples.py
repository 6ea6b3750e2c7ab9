"""The sample reports that come with the package, made afresh: one entry a file.

Figures that stand for what is found in practice are carried over from published reports; organs
are invented. `write_samples` writes them to `pipeline/samples`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.corpus import docx, html, others, pdf, text
from tests.corpus.damage import DAMAGES, sound
from tests.corpus.figures import Figures, Key, carried, consistent, dice
from tests.corpus.prose import Prose, compose

CITY = "云岭市人民政府"
COUNTY = "云岭市青榆县人民政府"
DISTRICT = "云岭市南渚区人民政府"
BUREAU = "青榆县发展和改革局"
OFFICE = "云岭市石笙开发区党政办公室"
STREET = "南渚区松泉街道办事处"
WHOLE_COUNTY = "全县"


def _published(year: int, month: int, day: int, **words: object) -> Prose:
    return Prose(published=date(year, month, day), **words)  # type: ignore[arg-type]  # words of one case


def _carrying(figures: Figures, line: str, value: int) -> Figures:
    """Let natural persons' requests stand open at the end of the year, and balance them."""
    changes: dict[Key, tuple[str, Decimal | None]] = {}
    for line_code in (line, "new_requests"):
        for column in ("natural_person", "total"):
            key = ("t3", line_code, column)
            more = (figures.truth[key] or Decimal(0)) + value
            changes[key] = (str(more), more)
    return figures.printed(changes)


def county_2019() -> bytes:
    """The year before `county_2020`: every sum right, one request carried over, GB18030."""
    figures = _carrying(carried("plain", COUNTY, 2019), "carried_out", 1)
    words = _published(2020, 3, 20, published_at="metadata", scope=WHOLE_COUNTY)
    return html.render(compose(figures, words), html.PAGES["html_gb18030"])


def county_2020() -> bytes:
    """Table 4 printed one block of five too far to the right; its rows cut by pages."""
    words = _published(2021, 2, 9, scope=WHOLE_COUNTY, period="short")
    document = compose(carried("displaced", COUNTY, 2020), words)
    return text.tabbed(document, text.SHAPES["text_padded_front"])


def district_2020() -> bytes:
    """Blank totals, as saved from a word processor."""
    words = _published(2021, 3, 12, variants=True, title_lines=2, scope="全区各单位")
    return text.indented(compose(carried("blanks", DISTRICT, 2020), words))


def bureau_2020() -> bytes:
    """Prose and table differ, and it was published before its year was over."""
    words = _published(
        2020, 12, 31, published_at="head", requests_claimed=4, period="damaged", scope="我局"
    )
    return text.bare(compose(carried("prose_differs", BUREAU, 2020), words))


def office_2020() -> bytes:
    """Money without a unit and one blank, in Markdown."""
    words = _published(2021, 1, 22, scope="我办")
    return text.markdown(compose(carried("no_unit", OFFICE, 2020), words))


def district_2023() -> bytes:
    """Totals of table 4 left at 0; table 3 on the form of the years before."""
    words = _published(2024, 1, 30, scope="全区各单位")
    return pdf.render(compose(carried("zero_totals", DISTRICT, 2023), words))


def city_2023() -> bytes:
    """Every figure agrees with every other."""
    figures = consistent(7, 2021, organ=CITY, year=2023, dense=False)
    words = _published(2024, 3, 15, published_at="metadata", scope="全市各单位")
    return html.render(compose(figures, words), html.PAGES["html"])


def street_2024() -> bytes:
    """Two digits of one figure of table 3 stand in the wrong order."""
    figures = consistent(3, 2021, organ=STREET, year=2024, dense=False)
    words = _published(2025, 1, 20, scope="本街道")
    case = DAMAGES["transposed_digit"](sound(figures, words), dice(1))
    return docx.render(case.document)


def county_2016() -> bytes:
    """A report on the list in use before 2019."""
    return html.render(others.older_form(COUNTY, 2016)[0], html.Page(metadata=False))


def cut_off() -> bytes:
    """A document of which the second half was never received."""
    whole = docx.render(compose(consistent(5, 2021, organ=BUREAU, year=2023)))
    return whole[: len(whole) // 8]


def notice() -> bytes:
    """A page from the same column that is no report."""
    return html.render(others.notice(CITY, 2023), html.Page(metadata=False))


SAMPLES: dict[str, Callable[[], bytes]] = {
    "bureau_2020.txt": bureau_2020,
    "city_2023.html": city_2023,
    "county_2016.html": county_2016,
    "county_2019.html": county_2019,
    "county_2020.txt": county_2020,
    "cut_off.docx": cut_off,
    "district_2020.txt": district_2020,
    "district_2023.pdf": district_2023,
    "notice.html": notice,
    "office_2020.md": office_2020,
    "street_2024.docx": street_2024,
}
