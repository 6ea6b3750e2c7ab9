"""Organs by name: type, deadline, place and the organ above."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.load.lineage import parents_of
from pipeline.registry import organs, tables
from pipeline.registry.organs import (
    deadline_class,
    governed_region,
    organ_type,
    parent_name,
    region_of,
    regions,
)
from pipeline.registry.tables import RegistryError


@pytest.mark.parametrize(
    ("name", "kind", "deadline"),
    [
        ("威海市环翠区人民政府", "government", "mar31"),
        ("博山区", "government", "mar31"),
        ("山东省人民政府办公厅", "general_office", "jan31"),
        ("威海火炬高技术产业开发区党政办公室", "general_office", "jan31"),
        ("烟台市芝罘区发展和改革局", "department", "jan31"),
        ("博山区扶贫开发办公室", "department", "jan31"),
        ("国务院国有资产监督管理委员会", "department", "jan31"),
        ("威海市环翠区环翠楼街道办事处", "dispatched", "local"),
        ("环翠区环翠楼街道", "dispatched", "local"),
        ("烟台经济技术开发区管委会", "zone", "local"),
        ("威海火炬高技术产业开发区", "zone", "local"),
        ("国家税务总局威海市税务局", "vertical", "jan31"),
        ("国家金融监督管理总局威海监管分局", "vertical", "jan31"),
        ("环翠区张村镇人民政府", "government", "local"),
        ("环翠区张村镇党政办公室", "general_office", "local"),
        ("威海市住房公积金管理中心", "authorized", "local"),
        ("威海水务集团", "other", "local"),
    ],
)
def test_type_and_deadline_follow_the_name(name: str, kind: str, deadline: str) -> None:
    assert (organ_type(name), deadline_class(name)) == (kind, deadline)


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("威海市环翠区人民政府", "威海市人民政府"),
        ("烟台市芝罘区发展和改革局", "烟台市芝罘区人民政府"),
        ("环翠区张村镇人民政府", "环翠区人民政府"),
        ("威海市环翠区张村镇党政办公室", "威海市环翠区张村镇人民政府"),
        ("威海市环翠区环翠楼街道办事处", "威海市环翠区人民政府"),
        ("威海火炬高技术产业开发区党政办公室", "威海火炬高技术产业开发区管理委员会"),
        ("威海市市场监督管理局", "威海市人民政府"),
        ("黔东南苗族侗族自治州凯里市人民政府", "黔东南苗族侗族自治州人民政府"),
        ("威海市人民政府", None),
        ("张村镇人民政府", None),
        ("国家市场监督管理总局", None),
        ("市场监督管理局", None),
    ],
)
def test_the_name_gives_the_organ_above(name: str, parent: str | None) -> None:
    assert parent_name(name) == parent


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("威海市环翠区人民政府", "371002"),
        ("洪泽区人民政府", "320813"),
        ("山东省平度市人民政府", "370283"),
        ("国家税务总局威海市环翠区税务局", "371002"),
        ("威海火炬高技术产业开发区党政办公室", "371000-Z1"),
        ("杭州市西湖区教育局", None),
    ],
)
def test_the_longest_region_in_the_name_is_its_place(name: str, code: str | None) -> None:
    region = region_of(name)
    assert (region.region_code if region else None) == code


def test_only_the_own_government_governs_a_region() -> None:
    assert governed_region("博山区") == region_of("淄博市博山区人民政府")
    assert governed_region("博山区教育局") is None


def test_a_renamed_region_keeps_both_entries() -> None:
    entries = {region.region_name: region for region in regions()}
    assert entries["洪泽县"].valid_to == entries["洪泽区"].valid_from


def test_parents_chain_upward_through_the_region_table() -> None:
    parents = parents_of(["威海火炬高技术产业开发区党政办公室"])
    assert parents == {
        "威海火炬高技术产业开发区党政办公室": "威海火炬高技术产业开发区管理委员会",
        "威海火炬高技术产业开发区管理委员会": "威海市人民政府",
        "威海市人民政府": "山东省人民政府",
        "山东省人民政府": None,
    }


def test_a_reporting_government_is_the_parent_however_its_region_is_printed() -> None:
    parents = parents_of(["博山区", "淄博市博山区教育局"])
    assert parents["淄博市博山区教育局"] == "博山区"
    assert "淄博市博山区人民政府" not in parents


HEADER = "region_code,region_name,level,parent_code,valid_from,valid_to"
BEIJING = "110000,北京市,province,,,"
CHANGCHUN = "220100,长春市,prefecture,,,"


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Give a function that puts other regions in the place of the registry's."""

    def replace(*lines: str) -> None:
        (tmp_path / "organs").mkdir()
        text = "\n".join([HEADER, *lines])
        (tmp_path / "organs" / "regions.csv").write_text(text, encoding="utf-8")
        monkeypatch.setattr(tables, "DATA", tmp_path)
        _forget()

    yield replace
    _forget()


def _forget() -> None:
    organs.regions.cache_clear()
    organs._paths.cache_clear()


def test_a_region_name_that_two_share_needs_the_one_above(
    registry: Callable[..., None],
) -> None:
    registry(
        BEIJING,
        "110105,朝阳区,county,110000,,",
        CHANGCHUN,
        "220104,朝阳区,county,220100,,",
    )
    assert region_of("朝阳区教育局") is None
    assert region_of("长春市朝阳区教育局") == regions()[3]


def test_a_region_with_two_entries_is_found_in_the_newer(registry: Callable[..., None]) -> None:
    registry(CHANGCHUN, "1,双阳区,county,220100,,1995-01-01", "1,双阳区,county,220100,1995-01-01,")
    assert region_of("双阳区教育局") == regions()[2]


def test_a_region_below_nothing_is_refused(registry: Callable[..., None]) -> None:
    registry("110105,朝阳区,county,110000,,")
    with pytest.raises(RegistryError, match=r"regions\.csv line 2: add region 110000"):
        regions()
