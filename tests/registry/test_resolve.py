"""One organ for one name: every way to print it, or none, and never another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.registry import places, resolve, tables, uscc
from pipeline.registry.organs import government_name
from pipeline.registry.regions import (
    Region,
    ancestry,
    by_code,
    code_prefix,
    regions,
    townships_under,
)
from pipeline.registry.resolve import Context
from pipeline.registry.tables import RegistryError

# Organs of real reports, as titles and mastheads print them.
REAL = [
    ("威海市环翠区人民政府", "371002:government"),
    ("环翠区", "371002:government"),
    ("烟台市芝罘区发展和改革局", "370602:发展和改革局"),
    ("博山区", "370304:government"),
    ("平度市人民政府", "370283:government"),
    ("青岛市平度市人民政府", "370283:government"),
    ("威海火炬高技术产业开发区党政办公室", "371000-Z71:党政办公室"),
    ("洪泽区人民政府", "320829:government"),
    ("淮安市洪泽区", "320829:government"),
    ("江苏省洪泽县人民政府", "320829:government"),
    ("上海市", "310000:government"),
    ("山东省人民政府办公厅", "370000:人民政府办公厅"),
    ("新疆维吾尔自治区生态环境厅", "650000:生态环境厅"),
    ("南平市人民政府", "350700:government"),
    ("句容市人民政府", "321183:government"),
    ("陇南市人民政府办公室", "621200:人民政府办公室"),
    ("甘谷县人民政府办公室", "620523:人民政府办公室"),
    ("武汉市汉阳区人民政府办公室", "420105:人民政府办公室"),
    ("武汉市汉阳区政府办公室", "420105:人民政府办公室"),
    ("湛江市地方志办公室", "440800:地方志办公室"),
    ("杨凌示范区审计局", "610000-Z02:审计局"),
    ("重庆市开州区公安局", "500234:公安局"),
    ("重庆市荣昌区河包镇人民政府", "500153109:government"),
    ("保山市卫健委", "530500:卫生健康委员会"),
    ("保山市卫生健康委员会", "530500:卫生健康委员会"),
    ("微山县两城镇人民政府", "370826107:government"),
    ("邹城市唐村镇", "370883106:government"),
    ("襄阳市生态环境局宜城分局", "420600:生态环境局宜城分局"),
    ("海珠区官洲街道办事处", "440105018:government"),
    ("广州市海珠区官洲街道", "440105018:government"),
    ("国家税务总局威海市环翠区税务局", "371002:国家税务总局税务局"),
    ("国家市场监督管理总局", "000000:国家市场监督管理总局"),
    ("烟台经济技术开发区管委会", "370600-Z72:government"),
    ("烟台经济技术开发区管理委员会", "370600-Z72:government"),
    ("吉林省人民政府", "220000:government"),
    ("吉林市人民政府", "220200:government"),
    ("吉林省吉林市人民政府", "220200:government"),
    ("威海市城市管理局", "371000:城市管理局"),
    ("长春市朝阳区教育局", "220104:教育局"),
    ("兰州市城关区人民政府", "620102:government"),
    ("陕西省西咸新区管理委员会", "610000-Z01:government"),
]


@pytest.mark.parametrize(("name", "organ_id"), REAL)
def test_names_of_real_reports(name: str, organ_id: str) -> None:
    found = resolve.resolve(name)
    assert found.is_resolved
    assert found.organ_id == organ_id


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("朝阳区教育局", "ambiguous"),
        ("鼓楼区人民政府", "ambiguous"),
        ("城关区人民政府", "ambiguous"),
        ("市中区", "ambiguous"),
        ("巢湖市人民政府", "ambiguous"),  # a prefecture once, a county-level city since
        ("市场监督管理局", "no_place"),
        ("国家税务局", "no_place"),  # also what local bureaus were called
        ("张村镇人民政府", "no_place"),
        ("青榆县财政局", "no_place"),
        ("威海市西湖区教育局", "unknown_place"),
        ("威海市环翠区无名镇人民政府", "unknown_place"),
    ],
)
def test_what_nothing_settles_stays_unresolved(name: str, evidence: str) -> None:
    found = resolve.resolve(name)
    assert (found.evidence, found.is_resolved) == (evidence, False)


def test_offices_of_one_government_are_organs_of_their_own() -> None:
    names = ("威海市人民政府", "威海市人民政府办公室", "威海市人民政府办公厅", "威海市办公室")
    assert len({resolve.resolve(name).organ_id for name in names}) == 4


@pytest.mark.parametrize(
    ("name", "context", "organ_id", "evidence"),
    [
        ("朝阳区教育局", Context(code="11220104" + "0" * 10), "", "ambiguous"),  # a false code
        ("朝阳区教育局", Context(site="长春市人民政府"), "220104:教育局", "site"),
        ("朝阳区教育局", Context(publisher="北京市朝阳区教育局"), "110105:教育局", "site"),
        ("朝阳区教育局", Context(publisher="朝阳区教育局"), "", "ambiguous"),
        ("朝阳区教育局", Context(site="沈阳市人民政府"), "", "ambiguous"),
        ("朝阳区教育局", Context(source_organ="吉林省"), "220104:教育局", "source"),
        ("朝阳区教育局", Context(region_code="220100"), "220104:教育局", "roster"),
        ("财政局", Context(source_organ="古蔺县人民政府"), "510525:财政局", "source"),
        ("财政局", Context(site="古蔺县人民政府门户网站"), "510525:财政局", "site"),
        ("张村镇人民政府", Context(site="威海市环翠区人民政府"), "371002100:government", "site"),
        ("无名镇人民政府", Context(site="威海市环翠区人民政府"), "", "no_place"),
        ("长春市财政局", Context(site="威海市人民政府"), "220100:财政局", "region"),
        ("巢湖市财政局", Context(year=2009), "341400:财政局", "year"),
        ("巢湖市财政局", Context(year=2020), "340181:财政局", "year"),
        ("洪泽县财政局", Context(year=2021), "320829:财政局", "other_year"),
    ],
)
def test_what_the_page_says_settles_a_shared_name(
    name: str, context: Context, organ_id: str, evidence: str
) -> None:
    found = resolve.resolve(name, context)
    assert found.evidence == evidence
    assert not organ_id or found.organ_id == organ_id


def _code(region: str) -> str:
    """Return a code registered in the region, with the check character that makes it valid."""
    begun = f"11{region}004359440"
    return next(begun + c for c in uscc.ALPHABET if uscc.is_valid(begun + c))


@pytest.mark.parametrize(
    ("name", "region", "evidence", "organ_id"),
    [
        ("朝阳区教育局", "220104", "uscc", "220104:教育局"),
        ("朝阳区教育局", "220100", "uscc", "220104:教育局"),
        ("朝阳区教育局", "210100", "ambiguous", "name:朝阳区教育局"),
        ("张村镇人民政府", "371002", "uscc", "371002100:government"),
        ("财政局", "371000", "no_place", "name:财政局"),  # a zone of the city has one too
    ],
)
def test_a_valid_code_settles_a_shared_name_and_no_bare_one(
    name: str, region: str, evidence: str, organ_id: str
) -> None:
    found = resolve.resolve(name, Context(code=_code(region)))
    assert (found.evidence, found.organ_id) == (evidence, organ_id)


def test_an_unresolved_name_is_another_organ_on_another_site() -> None:
    ids = {resolve.resolve("财政局", Context(source_id=site)).organ_id for site in ("a", "b")}
    assert ids == {"name:财政局@a", "name:财政局@b"}


COUNTIES = [entry for entry in regions() if entry.level in ("county", "prefecture", "zone")]


def _variants(region: Region) -> Iterator[str]:
    """Yield every way to print a region with any of those above it."""
    above = [entry.region_name for entry in ancestry(region)[:0:-1]]
    for size in range(len(above) + 1):
        for chosen in combinations(above, size):
            yield "".join(chosen) + region.region_name


def _same_or_none(region: Region, tail: str, local: str) -> None:
    for name in _variants(region):
        for year in (None, 2009, 2014, 2019, 2023):
            found = resolve.resolve(name + tail, Context(year=year))
            if found.is_resolved and (year is None or region.holds_in(year)):
                assert found.organ_id == f"{region.place_id}:{local}", (name, year)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(COUNTIES), st.sampled_from(["教育局", "人民政府办公室", "城市管理局", ""]))
def test_every_variant_of_a_name_is_the_same_organ_or_none(region: Region, tail: str) -> None:
    _same_or_none(region, tail, tail or "government")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([r for r in COUNTIES if r.level == "county"]), st.data())
def test_every_variant_of_a_township_is_the_same_organ_or_none(
    county: Region, data: st.DataObject
) -> None:
    towns = [t for t in townships_under(code_prefix(county)) if t.level in ("township", "street")]
    if towns:
        town = data.draw(st.sampled_from(towns))
        _same_or_none(town, "", "government")


@pytest.mark.parametrize("region", [r for r in COUNTIES if r.valid_to is None][::17])
def test_the_full_name_of_a_government_is_always_resolved(region: Region) -> None:
    *_, full = _variants(region)
    name = full.removesuffix(region.region_name) + government_name(region)
    assert resolve.resolve(name).organ_id == f"{region.place_id}:government"


def test_a_place_is_the_same_under_every_name_it_had() -> None:
    for county in COUNTIES:
        if county.successor_code and county.level == "county":
            *_, full = _variants(county)
            year = county.valid_to.year - 1 if county.valid_to else None
            found = resolve.resolve(full, Context(year=year))
            assert not found.is_resolved or found.organ_id == f"{county.place_id}:government"


@pytest.fixture
def aliases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a registry whose lists of aliases a test may write."""
    (tmp_path / "organs").mkdir()
    for path in (tables.DATA / "organs").iterdir():
        (tmp_path / "organs" / path.name).symlink_to(path)
    names = ("organs/organ_aliases.csv", "organs/place_aliases.csv")
    for name in names:
        (tmp_path / name).unlink()
    (tmp_path / names[0]).write_text("organ_name,means,first_year,last_year\n", encoding="utf-8")
    (tmp_path / names[1]).write_text("alias,region_code\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    _forget()
    yield tmp_path / "organs"
    _forget()


def _forget() -> None:
    for cached in (resolve.organ_aliases, places.names, places.aliases):
        cached.cache_clear()


def test_an_alias_means_an_organ_in_its_years(aliases: Path) -> None:
    with (aliases / "organ_aliases.csv").open("a", encoding="utf-8") as handle:
        handle.write("博山区规划局,博山区自然资源局,,2018\n")
    found = resolve.resolve("博山区规划局", Context(year=2017))
    assert (found.organ_id, found.evidence) == ("370304:自然资源局", "alias")
    assert resolve.resolve("博山区规划局", Context(year=2019)).organ_id == "370304:规划局"


def test_an_alias_of_a_place_serves_all_its_organs(aliases: Path) -> None:
    with (aliases / "place_aliases.csv").open("a", encoding="utf-8") as handle:
        handle.write("威海高区,371000-Z71\n")
    found = resolve.resolve("威海高区党政办公室")
    assert (found.organ_id, found.evidence) == ("371000-Z71:党政办公室", "alias")


def test_malformed_aliases_are_refused_with_their_line(aliases: Path) -> None:
    with (aliases / "organ_aliases.csv").open("a", encoding="utf-8") as handle:
        handle.write("甲,乙,then,\n")
    with (aliases / "place_aliases.csv").open("a", encoding="utf-8") as handle:
        handle.write("甲,999999\n")
    with pytest.raises(RegistryError, match=r"organ_aliases\.csv line 2: give years"):
        resolve.resolve("甲")
    with pytest.raises(RegistryError, match=r"place_aliases\.csv line 2: no region 999999"):
        places.names()


def test_codes_of_renamed_regions_are_both_known() -> None:
    assert {"320813", "320829"} <= set(by_code())
