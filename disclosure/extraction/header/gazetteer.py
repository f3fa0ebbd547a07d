"""Places named in a text, with the codes that each name may stand for (seeds region.csv and region_alias.csv)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import daachorse

from disclosure.extraction.header.organ import forms
from disclosure.vocabulary import rows


class Region(NamedTuple):
    """A place of GB/T 2260. Years are None where no list bounds them."""

    code: str
    name: str
    full_name: str
    level: str  # province, city, county
    parent: str | None
    valid_from: int | None
    valid_to: int | None

    def held_in(self, year: int | None) -> bool:
        """Whether the code was in force in the year; the year of its abolition counts."""
        return year is None or ((self.valid_from or 0) <= year <= (self.valid_to or 9999))


class Mention(NamedTuple):
    """A place named in the text, with the places before it that belong to it: 四川省阿坝州马尔康县 is one mention."""

    start: int
    end: int
    codes: tuple[str, ...]  # more than one where the name alone does not tell: 鼓楼区
    is_full: bool  # with its kind (大连市), not 大连 in 大连建设网

    @property
    def is_settled(self) -> bool:
        return len(self.codes) == 1


class _Name(NamedTuple):
    codes: tuple[str, ...]
    is_full: bool
    needs_parent: bool  # an everyday word: 城区, 新市区
    needs_boundary: bool  # found inside other words: 应城市 in 适应城市


# Names that are ordinary words; they are places only right after the place they belong to.
_EVERYDAY = frozenset(
    {"城区", "郊区", "矿区", "东区", "西区", "新市区", "新城区", "老城区", "港口区", "桥东区", "桥西区"}
)
# Names that ordinary words run into: 适应城市, 各项城市, 振兴城市, 沿海城市, 会同县局, 新建县级.
_INSIDE_OTHER_WORDS = frozenset(
    {"应城市", "项城市", "兴城市", "海城市", "诸城市", "会同县", "新建县", "新建区", "东方市"}
)
# 广州市场, 西湖区域, 龙华区间, 海安县级
_RUNS_ON = {"市": "场", "区": "域间位划分", "县": "级"}
_BRANCHES = ("分局", "分院", "分公司", "分中心")
"""历城区分局 is the branch of a district, 不区分 is no place."""
_JOINTS = "·•・ "
# What makes a name without its kind a place: 大连建设网, 伊春日报, 大理经济技术开发区, 天门:…
_AFTER_SHORT = re.compile(
    r"(?:(?:市|区|县|州)?(?:政府|政务|城管|建设|民生|教育|公安|日报|晚报|都市报|晨报|发布|门户|电视|广播|电台|融媒|信息|在线|之窗|网|海关"
    r"|国税|地税|税务|调查队|12345|110(?:接?报?警|指挥|总呼)|热线|数字城管|全国12315|12315|12319|12369|自贸|分公司|支公司|供电公司)|新区|(?:滨海|临空|空港|临港|沿海|沿江|东部|西部|南部|北部|国际|江北|江南|海洋|航空)(?:国家级?)?(?:经济|高新|工业|保税|旅游)[^\s,。在和与会]{0,8}区|(?:国家级?)?(?:经济|高新|循环|综合|保税|工业|临港|空港|旅游|生态)[^\s,。在和与会]{0,8}区|开发区|高新区|经开区|(?:台商)?投资区)"
)
_ACCOUNT = re.compile(
    r"(?P<line>[\u4e00-\u9fff]{2,12})[”\"」](?:政务|官方|微信|订阅|服务){0,3}(?:公众号|公众平台|微博|微信|订阅号|服务号|抖音号|头条号|视频号|客户端|网站|APP)"
)
"""What follows the city in the name of an account: the line of a department (“盐城财政”微信公众号)."""
_KEEPS_ACCOUNT = re.compile(r"(?:开通|开设|运营|运维|优化|改版|升级|打造|维护|管理|办好)[了好]?(?:调整|完善)?[“\"「]$")
"""Only its own organ keeps an account; others publish in it, or write for it."""
_NAMES_ACCOUNT = re.compile(r"(?:公众号|公众平台|订阅号|服务号|微博|头条号|抖音号|视频号)[“\"「]$")
_PUTS_OUT = re.compile(r"(?P<line>[\u4e00-\u9fff]{2,8})[”\"」](?:共|累计|全年)?(?:制作|发布|推送|编发|更新)")
"""A county's account that a bureau tells what it put out in (微信公众号“某某民政”推送97条)."""
_OF_A_BUREAU = re.compile("[我本][局委]")
_QUOTES = ("“", '"', "「")
_BEFORE_NAME = frozenset("与由在于和及到向请将现布对经为至从以给按")
"""After these characters a name of two characters, or one without its kind, may begin."""
_BEFORE_SHORT = re.compile(r"(?:中国|美丽|数字|智慧|平安|文明|阳光)[·•・\s]?$")


class Gazetteer:
    """The dictionary of places. Built once a process; see gazetteer()."""

    def __init__(self) -> None:
        self.regions = {r["region_code"]: _region(r) for r in rows("region")}
        full: dict[str, set[str]] = {}
        short: dict[str, set[str]] = {}
        for region in self.regions.values():
            full.setdefault(region.full_name, set()).add(region.code)
            if region.name != region.full_name:
                short.setdefault(region.name, set()).add(region.code)
        self.zones: set[str] = set()
        for r in rows("region_alias"):
            full.setdefault(r["alias"], set()).add(r["region_code"])
            if r["kind"] == "zone":
                self.zones.add(r["alias"])
        self._borne_once = frozenset(n for n, c in short.items() if self._is_borne_once(c))
        names = {n: _Name(self._widest_first(c), False, False, False) for n, c in short.items()}
        names |= {
            n: _Name(tuple(sorted(c)), True, n in _EVERYDAY, len(n) == 2 or n in _INSIDE_OTHER_WORDS)
            for n, c in full.items()
        }
        written = sorted(names)
        self._names = [names[w] for w in written]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(written, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
        self._with_counties = frozenset(r.parent for r in self.regions.values() if r.level == "county")

    def _widest_first(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes a short name stands for: the city where it is one (大理), else every place of that name."""
        ranked = sorted(codes, key=lambda c: ("province", "city", "county").index(self.regions[c].level))
        level = self.regions[ranked[0]].level
        return tuple(sorted(c for c in ranked if level == "county" or self.regions[c].level == level))

    def _is_borne_once(self, codes: Iterable[str]) -> bool:
        """Whether a short name is one place's, and no other's than that of a county within it (株洲, with 株洲县)."""
        first, *others = self._widest_first(codes)
        return not others and all(c == first or self.regions[c].parent == first for c in codes)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes above a code, nearest first."""
        above = []
        parent = self.regions[code].parent
        while parent:
            above.append(parent)
            parent = self.regions[parent].parent
        return tuple(above)

    def has_counties(self, code: str) -> bool:
        """False for cities that have towns directly below them: 东莞."""
        return code in self._with_counties

    def mentions(self, text: str) -> list[Mention]:
        """Every place named in the text, in order."""
        found: list[Mention] = []
        last: Mention | None = None  # the name before, even where it is no place by itself: 西安 of 西安·莲湖
        for start, end, number in self._automaton.find(text):
            name = self._names[number]
            joined = last and (last.end == start or (last.end == start - 1 and text[start - 1] in _JOINTS))
            below = self._below(name.codes, last.codes) if joined else ()
            if below:
                if found and found[-1] is last:
                    found.pop()
                last = Mention(last.start, end, below, name.is_full)
            else:
                last = Mention(start, end, name.codes, name.is_full)
                if not (self._is_full_name(text, last, name) if name.is_full else self._is_place(text, last)):
                    continue
            found.append(last)
        return found

    def named_below(self, above: str, name: str) -> list[str]:
        """The codes of the places right below one that bear a name, without their kind."""
        return [code for code, region in self.regions.items() if region.parent == above and region.name == name]

    def _below(self, codes: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the codes that lie in one of the places above, or are a zone of it: 长春净月高新技术产业开发区."""
        return tuple(c for c in codes if any(a in above for a in (c, *self.ancestors(c))))

    def _is_full_name(self, text: str, mention: Mention, name: _Name) -> bool:
        """Whether a name with its kind is a place here, not a stretch of other words."""
        if name.needs_parent or (name.needs_boundary and not _may_begin(text, mention.start)):
            return False
        if text[mention.start : mention.end] == "和县" and text[mention.start - 1 : mention.start] in tuple("》”)、"):
            return False  # 《条例》和|县政府
        runs_on = text[mention.end : mention.end + 1] in tuple(_RUNS_ON.get(text[mention.end - 1], ""))
        return not runs_on or text.startswith(_BRANCHES, mention.end)

    def _is_place(self, text: str, mention: Mention) -> bool:
        """Whether the words around a name without its kind make it a place."""
        start, end = mention.start, mention.end
        is_county = self.regions[mention.codes[0]].level == "county"
        if _BEFORE_SHORT.search(text, max(0, start - 3), start):
            return not is_county or text[end : end + 1] in tuple("”\"'’》网")
        if is_county and len(mention.codes) > 1:
            return False
        account = None if is_county else _ACCOUNT.match(text, end)
        if account is not None and text[start - 1 : start] in _QUOTES:
            if text[start:end] not in self._borne_once:
                return False
            if _is_own(text, start, account["line"]):
                return True
        if is_county and text[start:end] in self._borne_once and _is_county_account(text, start, end):
            return True
        if text[end : end + 1] == ":" and (start == 0 or text[start - 1] == "\n"):
            return True
        return bool(_AFTER_SHORT.match(text, end)) and (not is_county or _may_begin(text, start))


def _region(r: dict[str, str]) -> Region:
    return Region(
        r["region_code"],
        r["name"],
        r["full_name"],
        r["level"],
        r["parent_code"] or None,
        int(r["valid_from"]) if r["valid_from"] else None,
        int(r["valid_to"]) if r["valid_to"] else None,
    )


def _is_own(text: str, start: int, line: str) -> bool:
    """Whether an account is kept by the department whose line it names (优化“盐城财政”微信公众号); “南京东路街道” has none."""
    form = forms().get(f"{line}局") if _KEEPS_ACCOUNT.search(text, max(0, start - 8), start) else None
    return form is not None and form.is_full


def _is_county_account(text: str, start: int, end: int) -> bool:
    """Whether a county's usual name opens that of the account of a department in a bureau's own text."""
    named = _NAMES_ACCOUNT.search(text, max(0, start - 8), start)
    puts_out = _PUTS_OUT.match(text, end) if named else None
    return puts_out is not None and f"{puts_out['line']}局" in forms() and _OF_A_BUREAU.search(text) is not None


def _may_begin(text: str, start: int) -> bool:
    """Whether a word may begin here: not within a run of Chinese characters."""
    before = text[start - 1 : start]
    return not "一" <= before <= "鿿" or before in _BEFORE_NAME


@cache
def gazetteer() -> Gazetteer:
    """The dictionary of places, read once a process."""
    return Gazetteer()
