"""The seeds of places and organs, and which place a name stands for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from disclosure.extraction.header.gazetteer import gazetteer
from disclosure.extraction.header.organ import official
from disclosure.extraction.header.region import Resolver
from disclosure.resources import seed


def rows(name: str) -> list[dict[str, str]]:
    with seed(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


REGIONS = {r["region_code"]: r for r in rows("region")}


def test_codes_are_unique_six_digits_in_order() -> None:
    codes = [r["region_code"] for r in rows("region")]
    assert codes == sorted(set(codes))
    assert all(len(c) == 6 and c.isdigit() for c in codes)


def test_every_place_lies_in_a_place_of_a_higher_level() -> None:
    rank = {"province": 0, "city": 1, "county": 2}
    for code, region in REGIONS.items():
        if region["level"] == "province":
            assert not region["parent_code"], code
        else:
            assert rank[REGIONS[region["parent_code"]]["level"]] < rank[region["level"]], code


def test_years_are_in_order_and_successors_exist() -> None:
    for code, region in REGIONS.items():
        start, end = region["valid_from"] or "0", region["valid_to"] or "9999"
        assert int(start) <= int(end), code
        assert not region["successor_code"] or region["successor_code"] in REGIONS, code
        assert not region["successor_code"] or region["valid_to"], code
        assert region["source"], code


def test_seeds_stay_small() -> None:
    assert sum(seed(name).stat().st_size for name in ("region", "region_alias")) < 600_000


def test_aliases_name_known_places_and_are_sorted() -> None:
    aliases = rows("region_alias")
    assert all(a["region_code"] in REGIONS for a in aliases)
    assert {a["kind"] for a in aliases} == {"former_name", "short", "variant", "zone"}
    keys = [(a["alias"], a["region_code"], a["kind"]) for a in aliases]
    assert keys == sorted(set(keys))


def test_forms_of_organs_are_unique_and_expand_to_full_forms() -> None:
    forms = {f["form"]: f for f in rows("agency_kind")}
    assert len(forms) == len(rows("agency_kind"))
    for form in forms.values():
        assert form["is_full"] in ("true", "false")
        assert not (form["is_full"] == "true" and form["expands_to"]), form
        if form["expands_to"] in forms:
            assert forms[form["expands_to"]]["is_full"] == "true", form
    assert len({(f["kind_code"], f["kind_zh"], f["kind_en"]) for f in forms.values()}) == len(
        {f["kind_code"] for f in forms.values()}
    )


@pytest.mark.parametrize(
    ("code", "full_name", "valid_from", "valid_to", "successor"),
    [
        ("230702", "伊春区", "", "2019", "230717"),
        ("310230", "崇明县", "", "2016", "310151"),
        ("310151", "崇明区", "2016", "", ""),
        ("522401", "毕节市", "", "2011", "520502"),
        ("371202", "莱城区", "", "2018", "370116"),
        ("330104", "江干区", "", "2021", "330102"),
        ("341400", "巢湖市", "", "2011", ""),
        ("469026", "昌江黎族自治县", "", "", ""),
    ],
)
def test_history(code: str, full_name: str, valid_from: str, valid_to: str, successor: str) -> None:
    region = REGIONS[code]
    keys = ("full_name", "valid_from", "valid_to", "successor_code")
    assert tuple(region[k] for k in keys) == (full_name, valid_from, valid_to, successor)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("230100", "哈尔滨"),
        ("150000", "内蒙古"),
        ("130223", "滦县"),
        ("469026", "昌江"),
        ("220623", "长白"),
        ("450225", "融水"),
        ("429021", "神农架"),
        ("152921", "阿拉善左旗"),
        ("310115", "浦东新区"),
        ("441803", "清新"),
    ],
)
def test_short_names(code: str, name: str) -> None:
    assert REGIONS[code]["name"] == name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("四川省阿坝州马尔康县达尔玛街", [("四川省阿坝州马尔康县", ["513229"])]),
        ("在“福建·永定”政府网站", [("福建·永定", ["350822", "350803"])]),
        ("充分发挥大连建设网的作用", [("大连", ["210200"])]),
        ("“中国杭州”门户网站", [("杭州", ["330100"])]),
        ("黑龙江省哈尔滨市", [("黑龙江省哈尔滨市", ["230100"])]),
        ("为适应城市发展,各项城市管理", []),
        ("我局会同县局检查,推进新建县级平台", []),
        ("与滦县人民政府联系", [("滦县", ["130223"])]),
        ("在公安县城", [("公安县", ["421022"])]),
        ("市场监管、东方市场、老城区改造", []),
        ("汕尾市城区", [("汕尾市城区", ["441502"])]),
        ("共和国、友好、资源、和平", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_mentions(text: str, named: list[tuple[str, list[str]]]) -> None:
    found = [(text[m.start : m.end], sorted(m.codes)) for m in gazetteer().mentions(text)]
    assert found == [(words, sorted(codes)) for words, codes in named]


@pytest.mark.parametrize(
    ("name", "text", "year", "code"),
    [
        ("鼓楼区", "江苏省政府的部署", 2015, None),
        ("鼓楼区", "福州市政府的部署", 2015, "350102"),
        ("友好区", "", 2010, "230704"),
        ("友好区", "", 2022, "230719"),
        ("铜仁市", "", 2009, "522201"),
        ("铜仁市", "", 2013, "520600"),
        ("巢湖市", "", 2009, "341400"),
        ("巢湖市", "", 2015, "340181"),
    ],
)
def test_a_shared_name_is_settled_by_year_and_place_above(name: str, text: str, year: int, code: str | None) -> None:
    places = gazetteer()
    (mention,) = places.mentions(name)
    resolver = Resolver(places, text, places.mentions(text), year, "report.txt")
    assert resolver.resolve(mention.codes) == code


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("焦作市发改委", "焦作市发展和改革委员会"),
        ("巩义市卫生局", "巩义市卫生局"),
        ("遵义经济技术开发区管委会", "遵义经济技术开发区管理委员会"),
        ("杭州市城管局", None),
        ("鞍山市建委", None),
        ("泾县政府", "泾县人民政府"),
        ("重点项目", None),
    ],
)
def test_official_name(written: str, full: str | None) -> None:
    assert official(written) == full


def test_changes_name_their_document() -> None:
    """Every change that the script takes from a document says which document."""
    changes = Path(__file__).parent.parent / "scripts" / "region_changes.csv"
    with changes.open(encoding="utf-8", newline="") as file:
        assert all(r["source"] and r["year"].isdigit() for r in csv.DictReader(file))
