"""The file of waivers: what is malformed is named with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.check.waivers import WaiverError, load_waivers, parse_waivers

RULES = ("T4-SUM", "XY-CARRY")
GOOD = """# accepted
[[waiver]]
organ = "某市财政局"
year = 2024
rule = "XY-CARRY"
author = "someone"
reason = "a case came back from court"
expires = 2025-12-31
"""


def test_an_entry_becomes_a_record() -> None:
    (found,) = parse_waivers(GOOD, "waivers.toml", RULES)
    assert (found.line, found.organ, found.report_year) == (2, "某市财政局", 2024)
    assert (found.expires_on, found.scope, found.finding_id) == (date(2025, 12, 31), None, None)
    (other,) = parse_waivers(GOOD.replace("2025-12-31", "2026-12-31"), "waivers.toml", RULES)
    assert other.waiver_id != found.waiver_id


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('author = "someone"\n', "", "w.toml line 2: add author"),
        ("year = 2024", 'year = "2024"', "line 2: year takes a whole number"),
        ("year = 2024", "year = true", "line 2: year takes a whole number"),
        ("2025-12-31", '"next year"', "line 2: expires takes a date"),
        ("2025-12-31", "2025-12-31T08:00:00", "line 2: expires takes a date"),
        ("XY-CARRY", "XY-KARRY", "line 2: there is no rule XY-KARRY"),
        ('"someone"', '" "', "line 2: author takes text"),
        ("year = 2024", 'year = 2024\nfinding = "abc"', "line 2: finding takes the 12 char"),
        ("year = 2024", "year = 2024\nmood = 1", "line 2: remove mood"),
        ("[[waiver]]", "[[waver]]", "write each waiver as"),
        ("year = 2024", "year = ", "w.toml: "),
    ],
)
def test_a_slip_is_named_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(WaiverError) as error:
        parse_waivers(GOOD.replace(old, new), "w.toml", RULES)
    assert said in str(error.value)


def test_the_same_twice_is_refused_with_both_lines() -> None:
    with pytest.raises(WaiverError, match="line 10: the same as line 2"):
        parse_waivers(GOOD + GOOD, "waivers.toml", RULES)


def test_no_file_is_no_waiver_and_a_broken_one_is_no_silence(tmp_path: Path) -> None:
    assert load_waivers(tmp_path / "none.toml", RULES) == ()
    path = tmp_path / "waivers.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(WaiverError, match="UTF-8"):
        load_waivers(path, RULES)
