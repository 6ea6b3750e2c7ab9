"""Regions: what the made tables hold, and how one list of places follows another."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.registry import make_regions, regions, tables
from pipeline.registry.region_lineage import Entry, find_heirs, with_places
from pipeline.registry.regions import (
    Region,
    ancestry,
    by_code,
    code_prefix,
    newest,
    parent_region,
    townships_under,
)
from pipeline.registry.tables import RegistryError


def _now(code: str) -> Region:
    return by_code()[code][-1]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("371002", ["环翠区", "威海市", "山东省"]),
        ("370602", ["芝罘区", "烟台市", "山东省"]),
        ("370304", ["博山区", "淄博市", "山东省"]),
        ("370283", ["平度市", "青岛市", "山东省"]),
        ("320813", ["洪泽区", "淮安市", "江苏省"]),
        ("500152", ["潼南区", "重庆市"]),
        ("429004", ["仙桃市", "湖北省"]),
        ("371000-Z71", ["威海火炬高技术产业开发区", "威海市", "山东省"]),
        ("441900", ["东莞市", "广东省"]),
    ],
)
def test_codes_stand_in_their_place(code: str, names: list[str]) -> None:
    assert [region.region_name for region in ancestry(_now(code))] == names


def test_a_renamed_county_is_one_place_under_two_codes() -> None:
    old, new = _now("320829"), _now("320813")
    assert (old.region_name, old.valid_to, old.successor_code) == (
        "洪泽县",
        date(2016, 6, 8),
        "320813",
    )
    assert (new.valid_from, new.place_id) == (date(2016, 6, 8), old.place_id)
    assert newest(old) == new


def test_a_code_used_again_is_another_place() -> None:
    before, after = by_code()["500110"]
    assert (before.region_name, after.region_name) == ("万盛区", "綦江区")
    assert before.place_id != after.place_id == _now("500222").place_id


def test_townships_keep_their_place_when_their_county_is_recoded() -> None:
    old = next(t for t in townships_under("320829") if t.region_name == "蒋坝镇")
    assert (newest(old).region_code, newest(old).place_id) == ("320813101", old.place_id)


def test_a_county_city_without_districts_has_its_towns_below_it() -> None:
    assert "虎门镇" in {town.region_name for town in townships_under(code_prefix(_now("441900")))}


def test_every_entry_is_whole() -> None:
    entries = regions.regions()
    assert max(Counter(entry.region_id for entry in entries).values()) == 1
    starts = {(entry.region_code, entry.valid_from): entry for entry in entries}
    for entry in entries:
        assert entry.level == "province" or parent_region(entry) is not None
        assert entry.valid_to is None or entry.valid_to > (entry.valid_from or date.min)
        if entry.successor_code:
            heir = starts[(entry.successor_code, entry.valid_to)]
            assert heir.place_id == entry.place_id, entry


def test_periods_of_a_place_do_not_overlap() -> None:
    for entry in regions.regions():
        periods = regions.periods_of(entry.place_id)
        for before, after in pairwise(periods):
            assert before.valid_to is not None
            assert before.valid_to <= (after.valid_from or date.min)


def test_every_township_stands_in_a_county_of_the_registry() -> None:
    towns = townships_under("")
    assert len(towns) > 40_000
    assert {town.parent_code for town in towns} <= set(by_code())
    assert max(Counter(town.region_id for town in towns).values()) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("110105,朝阳区,county,110000,,,,", r"regions\.csv line 2: add region 110000"),
        ("110105,朝阳区,borough,,,,,", r"regions\.csv line 2: give one of the levels"),
        ("110105,朝阳区,county", r"regions\.csv line 2: give exactly 8 fields"),
    ],
)
def test_a_malformed_region_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, message: str
) -> None:
    head = ",".join(regions.COLUMNS)
    (tmp_path / "organs").mkdir()
    (tmp_path / "organs" / "regions.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    (tmp_path / "organs" / "zones.csv").write_text(f"{head}\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(RegistryError, match=message):
        regions.regions.__wrapped__()


def _edition(*entries: tuple[str, str, str, str]) -> dict[str, Entry]:
    return {entry[0]: Entry(*entry) for entry in entries}


def test_heirs_are_what_two_lists_show() -> None:
    old = _edition(
        ("320829", "洪泽县", "county", "320800"),  # the day is known
        ("999901", "甲山县", "county", "999900"),  # another kind of place, one stem
        ("999902", "乙山区", "county", "999900"),  # moves to another city
        ("999903", "丙山区", "county", "999900"),  # renamed under its code
        ("999904", "丁山区", "county", "999900"),  # merged away
        ("999905", "戊山县", "county", "999900"),
        ("999906", "己山县", "county", "999900"),  # two that begin could be its heir
        ("999905001", "高桥镇", "township", "999905"),
    )
    new = _edition(
        ("320813", "洪泽区", "county", "320800"),
        ("999911", "甲山区", "county", "999900"),
        ("999802", "乙山区", "county", "999800"),
        ("999903", "寅山区", "county", "999900"),
        ("999915", "戊山区", "county", "999900"),
        ("999916", "己山区", "county", "999900"),
        ("999917", "己山市", "county", "999900"),
        ("999915003", "高桥街道", "street", "999915"),
    )
    assert find_heirs(old, new) == {
        "320829": "320813",
        "999901": "999911",
        "999902": "999802",
        "999903": "999903",
        "999905": "999915",
        "999905001": "999915003",
    }


def test_places_keep_the_first_code_and_never_share_it() -> None:
    rows = [
        ("1", "甲县", "county", "0", "", "2010-01-01", "2"),
        ("2", "乙区", "county", "0", "", "2010-01-01", ""),
        ("2", "甲区", "county", "0", "2010-01-01", "2015-01-01", "3"),
        ("3", "甲市", "county", "0", "2015-01-01", "", ""),
        ("4", "丙区", "county", "0", "", "2010-01-01", ""),
        ("4", "丙区", "county", "0", "2014-01-01", "", ""),
        ("2", "丁区", "county", "0", "2016-01-01", "", ""),
    ]
    places = {(row[0], row[1], row[4]): row[-1] for row in with_places(rows)}
    assert places == {
        ("1", "甲县", ""): "1",
        ("2", "甲区", "2010-01-01"): "1",
        ("3", "甲市", "2015-01-01"): "1",
        ("2", "乙区", ""): "2",
        ("2", "丁区", "2016-01-01"): "2/2016-01-01",
        ("4", "丙区", ""): "4",
        ("4", "丙区", "2014-01-01"): "4",
    }


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two small packages as they are unpacked, and a registry to write to."""
    listed = {371000: "威海市", 370000: "山东省", 371081: "文登市", 371001: "市辖区"}
    (tmp_path / "gb2260").mkdir()
    data = dict.fromkeys((*range(2007, 2014), None), listed)
    (tmp_path / "gb2260" / "data.py").write_text(f"data = {data!r}\n", encoding="utf-8")
    made_of = tables.read_toml("organs/made_of.toml")
    for version in made_of["china_division"].values():
        folder = tmp_path / f"china-division-{version}" / "dist"
        folder.mkdir(parents=True)
        lists = {
            "provinces": [{"code": "37", "name": "山东省"}],
            "cities": [{"code": "3710", "name": "威海市"}],
            "areas": [
                {"code": "371003", "name": "文登区"},
                {"code": "371071", "name": "威海火炬高技术产业开发区管委会"},
            ],
            "streets": [{"code": "371003001000", "name": "龙山街道办事处"}],
        }
        for name, entries in lists.items():
            (folder / f"{name}.json").write_text(json.dumps(entries), encoding="utf-8")
    (tmp_path / "data" / "organs").mkdir(parents=True)
    monkeypatch.setattr(make_regions, "DATA", tmp_path / "data")
    return tmp_path


def test_the_tables_are_made_of_the_packages(packages: Path) -> None:
    target = packages / "data" / "organs"
    make_regions.main(packages)
    made = (target / "regions.csv").read_text(encoding="utf-8").splitlines()
    assert made == [
        "region_code,region_name,level,parent_code,valid_from,valid_to,successor_code,place_id",
        "370000,山东省,province,,,,,370000",
        "371000,威海市,prefecture,370000,,,,371000",
        "371000-Z71,威海火炬高技术产业开发区,zone,371000,,,,371000-Z71",
        "371003,文登区,county,371000,2015-01-01,,,371081",
        "371081,文登市,county,371000,,2015-01-01,371003,371081",
    ]
    towns = gzip.decompress((target / "townships.csv.gz").read_bytes()).decode().splitlines()
    assert towns[1:] == ["371003001,龙山街道,street,371003,,,,371003001"]


def test_the_same_packages_give_the_same_bytes(packages: Path) -> None:
    target = packages / "data" / "organs"
    made = []
    for _ in range(2):
        make_regions.main(packages)
        made.append([path.read_bytes() for path in sorted(target.iterdir())])
    assert made[0] == made[1]
