"""A roster is taken whole or refused, with the line of every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.registry.roster import RosterLine, load_roster
from pipeline.registry.tables import RegistryError


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_roster_says_who_must_report_and_when(tmp_path: Path) -> None:
    text = (
        "\ufefforgan_name,first_year,last_year,region_code\n"
        "# departments\n\n"
        '"博山区教育局",2019,,\n'
        "朝阳区教育局,2008,2020,220104\n"
    )
    assert load_roster(_file(tmp_path, text)) == (
        RosterLine("博山区教育局", 2019, None, None),
        RosterLine("朝阳区教育局", 2008, 2020, "220104"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "give a header line"),
        ("organ_name,year\n", r"line 1: add the column\(s\) first_year"),
        ("organ_name,first_year,due\n", "line 1: no column is called 'due'"),
        ("organ_name,first_year\n博山区\n", "line 2: give exactly 2 fields"),
        ("organ_name,first_year\n博山区,2019,x\n", "line 2: give exactly 2 fields"),
        ("organ_name,first_year\n,2019\n", "line 2: give the name"),
        ("organ_name,first_year\n博山区,二〇一九\n", "line 2: first_year takes a report year"),
        ("organ_name,first_year\n博山区,1999\n", "line 2: first_year takes a report year"),
        ("organ_name,first_year,last_year\n博山区,2020,2019\n", "line 2: last_year 2019 is before"),
        ("organ_name,first_year,region_code\n博山区,2020,990000\n", "line 2: no region"),
        ("organ_name,first_year\n博山区,2020\n#\n博山区,2020\n", "line 4: .* in line 2 already"),
    ],
)
def test_a_malformed_roster_is_refused_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(RegistryError, match=message):
        load_roster(_file(tmp_path, text))


def test_every_malformed_line_is_named(tmp_path: Path) -> None:
    path = _file(tmp_path, "organ_name,first_year\n,2019\n博山区,2020\n平度市,x\n")
    with pytest.raises(RegistryError) as refused:
        load_roster(path)
    assert [line.split(":")[0][-6:] for line in str(refused.value).splitlines()] == [
        "line 2",
        "line 4",
    ]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes("organ_name\n博山区".encode("gb18030"))
    with pytest.raises(RegistryError, match="UTF-8"):
        load_roster(path)
    with pytest.raises(RegistryError, match="UTF-8"):
        load_roster(tmp_path / "none.csv")
