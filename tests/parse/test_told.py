"""Claims of many told reports: none is made up, hardly one is missed, and slips are found."""

from __future__ import annotations

import pytest

from tests.corpus.told.measure import judged, read


def test_no_claim_is_made_up_and_none_is_missed() -> None:
    reading = read(range(150))
    assert reading.false.total() == 0
    assert reading.missed.total() <= reading.made.total() // 100
    assert reading.made.total() > 1_500


@pytest.mark.slow
def test_clean_prose_raises_no_alarm_and_slips_are_found() -> None:
    judging = judged(range(400))
    assert len(judging.alarmed) <= judging.clean // 200
    assert judging.found.total() >= 0.97 * judging.slips.total()
    assert judging.slips.total() > 300
