"""Organs: what their form says, who stands above them, and what a build makes of their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.load.lineage import organs_of
from pipeline.load.organs import Surroundings
from pipeline.load.parts import write_part
from pipeline.load.warehouse import build
from pipeline.paths import Home
from pipeline.records import Document, Extraction
from pipeline.registry.organs import deadline_class, organ_type, parent_name
from pipeline.registry.resolve import resolve
from tests.load.builders import VERSION, document, extraction


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
        ("威海市城市管理局", "威海市人民政府"),
        ("黔东南苗族侗族自治州凯里市人民政府", "黔东南苗族侗族自治州人民政府"),
        ("威海市人民政府", None),
        ("张村镇人民政府", None),
        ("国家市场监督管理总局", None),
        ("市场监督管理局", None),
    ],
)
def test_the_name_gives_the_organ_above(name: str, parent: str | None) -> None:
    assert parent_name(name) == parent


def _parents(*names: str) -> dict[str, str | None]:
    organs = organs_of((name, resolve(name)) for name in names)
    shown = {organ.found.organ_id: organ.name for organ in organs}
    return {o.name: shown[o.parent_id] if o.parent_id else None for o in organs}


def test_parents_chain_upward_through_the_region_table() -> None:
    assert _parents("威海火炬高技术产业开发区党政办公室") == {
        "威海火炬高技术产业开发区党政办公室": "威海火炬高技术产业开发区管理委员会",
        "威海火炬高技术产业开发区管理委员会": "威海市人民政府",
        "威海市人民政府": "山东省人民政府",
        "山东省人民政府": None,
    }


def test_a_reporting_government_is_the_parent_however_its_region_is_printed() -> None:
    parents = _parents("博山区", "淄博市博山区教育局")
    assert parents["淄博市博山区教育局"] == "博山区"
    assert "淄博市博山区人民政府" not in parents


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("国家税务总局威海市环翠区税务局", None),  # led from above
        ("威海市西湖区教育局", "威海市西湖区人民政府"),
        ("青榆县财政局", "青榆县人民政府"),
        ("国家市场监督管理总局", None),
        ("市场监督管理局", None),
    ],
)
def test_the_organ_above_one_the_registry_does_not_have(name: str, parent: str | None) -> None:
    assert _parents(name)[name] == parent


def _found(
    home: Home,
    query: str,
    *entries: Extraction,
    around: Surroundings | None = None,
    documents: list[Document] | None = None,
) -> list[tuple[object, ...]]:
    write_part(entries, home, VERSION)
    active = documents or [document(entry) for entry in entries]
    with build(home, VERSION, active, around=around) as made:
        return made.connection.execute(query).fetchall()


def _said(entry: Extraction, **said: str) -> Extraction:
    return replace(entry, report=replace(entry.report, **said))


def test_names_of_one_organ_are_one_row_and_their_reports_one_series(home: Home) -> None:
    entries = [
        extraction("a", "洪泽县人民政府", 2014),
        extraction("b", "淮安市洪泽区", 2019),
        extraction("c", "洪泽区人民政府", 2019),
    ]
    query = """
        select organ_name, organ_id, list(printed_name order by printed_name)
        from dim_organ inner join dim_organ_name using (organ_key)
        group by all
    """
    names = ["洪泽区人民政府", "洪泽县人民政府", "淮安市洪泽区"]
    assert _found(home, query, *entries) == [("洪泽区人民政府", "320829:government", names)]
    query = "select report_year, count(*), count(*) filter (is_current) from dim_report group by 1"
    assert sorted(_found(home, query, *entries)) == [(2014, 1, 1), (2019, 2, 1)]


def test_keys_outlive_a_rename_and_a_rebuild(home: Home, tmp_path: Path) -> None:
    query = "select organ_key from dim_organ where organ_id = '320829:government'"
    before = _found(home, query, extraction("a", "洪泽县人民政府", 2014))
    after = _found(Home(tmp_path / "other"), query, extraction("b", "洪泽区人民政府", 2020))
    assert before == after != []


def test_shared_names_are_told_apart_by_their_pages(home: Home) -> None:
    name = "朝阳区教育局"
    entries = [
        _said(extraction("a", name), publisher="北京市朝阳区教育局"),
        _said(extraction("b", name), site_name="长春市人民政府"),
        extraction("c", name),
    ]
    query = """
        select title, organ_id, evidence
        from dim_report inner join dim_organ using (organ_key) order by title
    """
    assert _found(home, query, *entries) == [
        ("a", "110105:教育局", "site"),
        ("b", "220104:教育局", "site"),
        ("c", "name:朝阳区教育局@local", "ambiguous"),
    ]
    query = "select organ_name, reason, n_reports from v_unresolved_organ order by 1"
    assert _found(home, query, *entries) == [
        ("朝阳区人民政府", "ambiguous", 0),
        (name, "ambiguous", 1),
    ]


def test_a_source_says_whose_site_it_is(home: Home) -> None:
    around = Surroundings({"local": "古蔺县人民政府"})
    query = "select organ_id, evidence from dim_organ where organ_name = '财政局'"
    found = _found(home, query, extraction("a", "财政局"), around=around)
    assert found == [("510525:财政局", "source")]


CODE = "11371000004359440C"


def _coded(home: Home, *entries: Extraction, **urls: str) -> Mapping[str, str | None]:
    documents = [
        replace(document(entry), url=urls.get(str(entry.report.title))) for entry in entries
    ]
    query = "select organ_name, uscc from dim_organ inner join dim_organ_name using (organ_key)"
    return dict(_found(home, query, *entries, documents=documents))  # type: ignore[arg-type]  # columns of the query


def test_codes_come_from_index_numbers_and_addresses(home: Home) -> None:
    area = "http://a.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=11370900004341590P&fbtime=2020"
    entries = [
        _said(extraction("a", "威海市财政局"), index_number=f"{CODE}/2020-01027"),
        extraction("b", "泰安市财政局"),
        _said(extraction("c", "济南市财政局"), index_number="2020-01027"),
    ]
    codes = _coded(home, *entries, b=area, c="http://a.gov.cn/search.jsp?area=" + CODE)
    assert codes == {
        "威海市财政局": CODE,
        "泰安市财政局": "11370900004341590P",
        "济南市财政局": None,
    }


@pytest.mark.parametrize(
    ("changes", "issue"),
    [
        ([("威海市财政局", "11371000004359441C", None)], "load.uscc_invalid"),
        (
            [("威海市财政局", CODE, None), ("威海市教育局", CODE, None)],
            "load.uscc_conflict",
        ),
        ([("威海市财政局", CODE, "威海市人民政府办公室")], None),  # the publisher's code
    ],
)
def test_a_code_that_is_not_surely_the_organs_is_not_used(
    home: Home, changes: list[tuple[str, str, str | None]], issue: str | None
) -> None:
    entries = [
        replace(
            extraction(str(at), name),
            report=replace(
                extraction(str(at), name).report, index_number=f"{code}/2020-1", publisher=publisher
            ),
        )
        for at, (name, code, publisher) in enumerate(changes)
    ]
    assert set(_coded(home, *entries).values()) == {None}
    query = "select distinct issue_code, detail from fact_issue"
    assert _found(home, query, *entries) == ([(issue, changes[0][1])] if issue else [])


def test_regions_are_those_of_organs_or_all(home: Home) -> None:
    entry = extraction("a", "博山区")
    query = "select region_code from dim_region order by 1"
    assert _found(home, query, entry) == [("370000",), ("370300",), ("370304",)]
    query = """
        select
            count(*) > 50000,
            count(distinct region_key) = count(*),
            count(*) filter (level in ('township', 'street') and parent_region_key is null),
            count(*) filter (parent_region_key not in (select region_key from dim_region))
        from dim_region
    """
    around = Surroundings(all_regions=True)
    assert _found(home, query, entry, around=around) == [(True, True, 0, 0)]


def test_a_township_stands_in_its_county(home: Home) -> None:
    query = """
        select region.region_name, above.region_name
        from dim_organ
        inner join dim_region as region using (region_key)
        inner join dim_region as above on region.parent_region_key = above.region_key
        where organ_name = '环翠区张村镇人民政府'
    """
    for around in (Surroundings(), Surroundings(all_regions=True)):
        entry = extraction("a", "环翠区张村镇人民政府")
        assert _found(home, query, entry, around=around) == [("张村镇", "环翠区")]
