"""The province or autonomous region that a text speaks for, where it names none in its title: 全省, 我省, 全区."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from disclosure.extraction.header.gazetteer import Gazetteer, Mention
from disclosure.extraction.header.page import Page

_ENOUGH, _CLEARLY_AHEAD = 1.5, 2.0
_OF_CITY = 0.5
"""What each city that the text names adds for its province."""
_NOT_BEHIND = r"(?![路街岸站市区县州东西南北]|大[道街])"
"""Behind a province's usual name: 海南州, 吉林市, 湖南路 are others."""
_OF_A_DISTRICT = re.compile(r"(?<!治)区委|(?<!治)区政府|市委|市政府|市里")
_OTHER_SELF = re.compile(
    r"[我本][局委办市县区州旗镇乡院校站队所馆园会社厅处部]|[我本](?:街道|公司|中心|单位|机关)|全[市县州旗镇乡]"
)
_WHOLE = re.compile(r"[全我]省")
_FIRST_SENTENCE = 240
_SEVERAL = 2
_SECRETARY = "市委书记"
_ALL_IN_IT = re.compile("(?:省|自治区)?(?:各[级地市]|网民|网友|群众|市民)")
"""Of whom a newspaper tells that tells of a province; an organ of its name (江苏省图书馆学会) is another matter."""
_BEGINS_CLAUSE = re.compile(r"(?:^|[\s,。:;)]|\d[年月日])$")
_IS_CITED = re.compile(
    r"委|厅|人大|日报|卫视|电视|广播|新闻|人民政府(?:办公厅)?(?:关于|印发|《|办公厅《)|政府信息公开(?:规定|办法|条例)|有关|相关|的?要求"
)


def province_spoken_for(places: Gazetteer, page: Page, mentions: Sequence[Mention], scope: str | None) -> str | None:
    """The code of the province of a text whose scope is 省 or that says 全省 and speaks as nobody else, of the autonomous
    region of one that says 全区 and is no district's, or None."""
    if scope == "区" and _OF_A_DISTRICT.search(page.text):
        return None
    if scope is None and (not _WHOLE.search(page.text) or _OTHER_SELF.search(page.text)):
        return None
    tail = "自治区" if scope == "区" else ("省", "自治区")
    evidence: dict[str, float] = defaultdict(float)
    codes = _codes_by_name(places)
    for match in _names(places).finditer(page.text):
        is_full = page.text.startswith(("省", "自治区", "壮族", "回族", "维吾尔"), match.end())
        quoted = page.text.rfind("《", 0, match.start()) > page.text.rfind("》", 0, match.start())
        evidence[codes[match[1]]] += (1 if scope else 0.5) if quoted else 1.5 if is_full else 1
    cities = {m.codes[0] for m in mentions if m.is_settled and places.regions[m.codes[0]].level == "city"}
    for city in cities:
        evidence[places.ancestors(city)[0]] += _OF_CITY
    ranked = sorted(evidence, key=lambda c: (-evidence[c], c))
    if not ranked or evidence[ranked[0]] < _ENOUGH or not places.regions[ranked[0]].full_name.endswith(tail):
        return None
    if len(ranked) > 1 and evidence[ranked[0]] < _CLEARLY_AHEAD * evidence[ranked[1]]:
        return None
    return ranked[0]


def province_told_of(places: Gazetteer, page: Page, mentions: Sequence[Mention]) -> str | None:
    """The province with which a clause of the first sentence that names a place begins (2022年,湖南省各级热线共受理…), where the text does
    not speak as another's: 我局, 全市."""
    start, limit = page.opening[0], page.opening[0] + _FIRST_SENTENCE
    first_named = next((m.start for m in mentions if m.start >= start), limit)
    end = page.text.find("。", max(start, first_named), limit)
    if end < 0:
        return None
    told = [m for m in mentions if start <= m.start < end and m.is_settled]
    is_later = page.text.find("。", start, first_named) >= 0
    if not told or len({m.codes for m in told}) > 1 or places.regions[told[0].codes[0]].level != "province":
        return None
    first = told[0]
    if is_later and not (_ALL_IN_IT.match(page.text, first.end) and _is_named_most(mentions, first.codes)):
        return None
    if _OTHER_SELF.search(page.text) or not _tells_of_its_cities(page, mentions, first):
        return None
    begins = _BEGINS_CLAUSE.search(page.text[max(0, first.start - 2) : first.start])
    return first.codes[0] if begins and not _IS_CITED.match(page.text, first.end) else None


def _tells_of_its_cities(page: Page, mentions: Sequence[Mention], province: Mention) -> bool:
    """Whether a text names no city's government, or only the secretaries of cities (长沙|市委书记) among a province named more often."""
    others = list(_OF_A_DISTRICT.finditer(page.text))
    named = {m.end for m in mentions} | {m.end - 1 for m in mentions}
    told = all(m.start() in named and page.text.startswith(_SECRETARY, m.start()) for m in others)
    return not others or (told and _is_named_most(mentions, province.codes))


def _is_named_most(mentions: Sequence[Mention], codes: Sequence[str]) -> bool:
    """Whether a place is named several times, and no other more often."""
    named = Counter(m.codes for m in mentions)
    return named[tuple(codes)] >= max(_SEVERAL, *named.values())


@cache
def _codes_by_name(places: Gazetteer) -> dict[str, str]:
    return {r.name: r.code for r in places.regions.values() if r.level == "province"}


@cache
def _names(places: Gazetteer) -> re.Pattern[str]:
    return re.compile(f"({'|'.join(sorted(_codes_by_name(places)))}){_NOT_BEHIND}")
