"""A source against itself a year ago: what is due and missing, and what is merely early or over."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.crawl.shortfalls import Shortfall, shortfall

AUTUMN = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("years", "today", "lacking"),
    [
        ({2024: 20, 2025: 17}, AUTUMN, Shortfall(2025, 17, 20)),
        ({2024: 20, 2025: 18}, AUTUMN, None),
        ({2024: 20}, AUTUMN, Shortfall(2025, 0, 20)),
        ({2024: 20}, date(2026, 3, 31), None),  # not due yet
        ({2024: 20, 2025: 3}, date(2026, 2, 1), None),  # still coming in
        ({2023: 20, 2024: 3}, date(2026, 2, 1), Shortfall(2024, 3, 20)),
        ({2024: 20}, date(2026, 4, 1), Shortfall(2025, 0, 20)),
        ({2025: 20}, AUTUMN, None),
        ({2019: 20, 2020: 1}, AUTUMN, None),  # a list that ended long ago
        ({}, AUTUMN, None),
    ],
)
def test_a_source_that_was_crawled_before(
    years: dict[int, int], today: date, lacking: Shortfall | None
) -> None:
    assert shortfall(years, today, was_crawled=True) == lacking


def test_an_old_list_seen_for_the_first_time_is_judged_by_its_last_year() -> None:
    assert shortfall({2021: 9, 2022: 9}, AUTUMN, was_crawled=False) is None
    assert shortfall({2021: 9, 2022: 4}, AUTUMN, was_crawled=False) == Shortfall(2022, 4, 9)
    assert shortfall({2024: 9, 2026: 1}, AUTUMN, was_crawled=False) is None
