"""The place that a report comes from: title first, then what opening, signature, index table and body agree on.

The most specific place that the text settles. A name that several places bear is settled by the place above it; what
speaks of a city settles nothing for a report of one of its districts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from disclosure.extraction.header.gazetteer import Gazetteer, Mention, Region
from disclosure.extraction.header.organ import BRANCH, agrees, is_national, is_of_town, level_mark, sends_down
from disclosure.extraction.header.page import Page
from disclosure.extraction.header.province import province_spoken_for, province_told_of
from disclosure.text import Kind

# What one mention weighs, by where it stands. A body must name a place three times to weigh as much as one opening.
_SIGNATURE, _INDEX, _OPENING, _BODY = 12.0, 8.0, 6.0, 1.5
_MOST_FROM_BODY = 6.0
_ENOUGH = 4.0
_CLEARLY_AHEAD = 1.5
_INNER_SHARE = 0.5
"""A place inside the leading one is taken instead where it weighs at least this share, and clearly more than others."""
_LEAST_CHILDREN, _SHARED = 2, 0.5
_MANY_CHILDREN = 4
"""Of so many districts of one city the text speaks as of that city's own."""
_MUNICIPALITIES = ("11", "12", "31", "50")

_ZONE = re.compile(r"(?:开发区|高新区|经开区|新区|示范区|园区|试验区|实验区|保税区|管委会|管理委员会)$")
_OVER_COUNTIES = re.compile(
    r"(?:^|[\n,。;:])各(?:县|区县|县区|区\(|市县|旗县)[^。\n]{0,12}?(?:人民政府|管委会|单位|部门)"
)
"""Whom a city addresses: 各县(市、区)人民政府."""
_SELF = re.compile(r"[我本全](街道|[省市县区州旗盟镇乡厅])(?!辖|里|场|级|委|直|容|政协|民|长)")
_MARKS_OF = {"厅": "省", "镇": "镇", "乡": "镇", "街道": "镇"}
_LEAST_SELF_MENTIONS = 2
_COMMITTEE = re.compile(r"党工委、?管委会|管委会(?:的?(?:正确|坚强)?领导|门户网站|网站|办公室)")
_OF_A_DISTRICT = re.compile(r"(?<![治发新])区委(?!员会)|(?<![治发新])区(?:人民)?政府")
"""A zone that calls itself 我区 has a committee, a district a government."""


def scope_of(issuer: str | None, page: Page) -> str | None:
    """What the organ is of: 省, 市, 州, 县, 旗, 区, 镇 (towns, villages, streets), 开发区, 地市 (a city over counties);
    None where unsaid."""
    if issuer:
        if is_of_town(issuer):
            return "镇"
        if _ZONE.search(issuer):
            return "开发区"
        mark = level_mark(issuer)
        if mark:
            return mark
        if issuer.endswith("厅"):
            return "省"
    if _OVER_COUNTIES.search(page.text, 0, page.opening[1]):
        return "地市"
    weights: dict[str, int] = {}
    for match in _SELF.finditer(page.text):
        mark = _MARKS_OF.get(match[1], match[1])
        weights[mark] = weights.get(mark, 0) + (1 if match[0][0] == "全" else 2)
    if not weights:
        return None
    mark = max(sorted(weights), key=lambda m: weights[m])
    if mark == "区" and _COMMITTEE.search(page.text) and not _OF_A_DISTRICT.search(page.text):
        mark, weights = "开发区", {"开发区": weights[mark]}
    return mark if weights[mark] >= _LEAST_SELF_MENTIONS else None


def settle(
    gazetteer: Gazetteer,
    page: Page,
    issuer: str | None,
    mentions: Sequence[Mention],
    year: int | None,
    source_name: str,
) -> Region | None:
    """The place that the text settles, or None. mentions are those of the whole clean text."""
    if issuer and is_national(issuer) and not gazetteer.mentions(issuer):
        return None
    resolver = Resolver(gazetteer, page.text, mentions, year, source_name)
    titled = [m for m in mentions if page.title_span[0] <= m.start < page.title_span[1]]
    begun = gazetteer.mentions(issuer) if issuer else []
    if titled:
        code = resolver.resolve(titled[0].codes)
        is_within = code is not None and (issuer or "").startswith(gazetteer.regions[code].full_name)
        for later in (*titled[1:], *(begun[:1] if is_within else ())):  # 甲市乙区政府, of a table of 甲市
            inner = resolver.resolve(tuple(c for c in later.codes if code in gazetteer.ancestors(c)))
            code = inner or code
        if code:
            return gazetteer.regions[_of_branch(resolver, gazetteer, issuer, code) or code]
        if len({gazetteer.regions[c].full_name for m in titled for c in m.codes}) == 1:
            return None  # 鼓楼区 and nothing that says which
    if begun and begun[0].start == 0:
        code = resolver.resolve(begun[0].codes)
        if code:
            return gazetteer.regions[code]
    scope = scope_of(issuer, page)
    code = province_told_of(gazetteer, page, mentions) if scope is None else None
    if scope == "区":
        code = province_spoken_for(gazetteer, page, mentions, scope)
    if code is None:
        scores = _with_shared_parents(gazetteer, _scores(page, mentions, resolver, scope))
        code = _leading(gazetteer, scores, scope)
    if code is None and scope in ("省", None):
        code = province_spoken_for(gazetteer, page, mentions, scope)
    return gazetteer.regions[code] if code else None


def _of_branch(resolver: Resolver, gazetteer: Gazetteer, issuer: str | None, code: str) -> str | None:
    """The county within a city for which a branch of the city's bureau works (台州市生态环境局|仙居分局), or None."""
    branch = BRANCH.search(issuer or "")
    inner = gazetteer.named_below(code, branch["place"]) if branch is not None else ()
    return resolver.resolve(inner) if inner else None


class Resolver:
    """Tells which place a name stands for: by year, by the places above it that the text names, by the file's name."""

    def __init__(
        self, gazetteer: Gazetteer, text: str, mentions: Sequence[Mention], year: int | None, source_name: str
    ) -> None:
        self._gazetteer = gazetteer
        self._text = text
        self._named = {m.codes[0] for m in mentions if m.is_settled}
        self._year = year
        self._source_name = source_name

    def resolve(self, codes: Sequence[str]) -> str | None:
        """The one code of several that fits, or None."""
        regions = self._gazetteer.regions
        held = [c for c in codes if regions[c].held_in(self._year)] or list(codes)
        if len(held) > 1:
            held = self._latest_of_each(held)
        if len(held) == 1:
            return held[0]
        return self._by_place_above(held, self._text) or self._by_place_above(held, self._source_name)

    def written_above(self, code: str, words: str, scope: str | None) -> str:
        """The place for which an address speaks that a report of this scope may come from: of a city's report 鹰潭市 in
        江西省鹰潭市月湖区."""
        if scope is None or _fits(self._gazetteer, code, scope):
            return code
        for above in self._gazetteer.ancestors(code):
            if self._gazetteer.regions[above].name in words and _fits(self._gazetteer, above, scope):
                return above
        return code

    def _latest_of_each(self, codes: list[str]) -> list[str]:
        """Of codes that one place had one after the other (友好区), the latest that had begun."""
        regions = self._gazetteer.regions
        latest: dict[tuple[str, str | None], str] = {}
        for code in sorted(codes, key=lambda c: regions[c].valid_from or 0):
            latest[regions[code].full_name, regions[code].parent] = code
        return list(latest.values())

    def _by_place_above(self, codes: Sequence[str], text: str) -> str | None:
        """The one whose city, else province, is named; the more often named where several are."""
        support: dict[str, int] = {}
        for code in codes:
            for weight, above in zip((3, 1), self._gazetteer.ancestors(code), strict=False):
                named = text.count(self._gazetteer.regions[above].name)
                support[code] = support.get(code, 0) + weight * named + weight * (above in self._named)
        ranked = sorted(codes, key=lambda c: -support.get(c, 0))
        if len(ranked) < 2 or support.get(ranked[0], 0) == support.get(ranked[1], 0):
            return None
        return ranked[0]


def _scores(page: Page, mentions: Sequence[Mention], resolver: Resolver, scope: str | None) -> dict[str, float]:
    """How much the text speaks for each place; a place below the report's scope speaks for the one written before it."""
    adverts = [(line.start, line.end) for line in page.lines if line.kind is Kind.ADVERT]
    index = [(line.start, line.end) for line in page.lines if line.kind is Kind.FURNITURE]
    scores: dict[str, float] = {}
    body: dict[str, float] = {}
    for mention in mentions:
        at = mention.start
        if any(start <= at < end for start, end in adverts) or sends_down(page.text, mention.start, mention.end):
            continue
        code = mention.codes[0] if mention.is_settled else resolver.resolve(mention.codes)
        if code is None:
            continue
        code = resolver.written_above(code, page.text[at : mention.end], scope)
        if page.signature_span[0] <= at < page.signature_span[1]:
            scores[code] = scores.get(code, 0) + _SIGNATURE
        elif any(start <= at < end for start, end in index) or page.above_title[0] <= at < page.above_title[1]:
            scores[code] = scores.get(code, 0) + _INDEX
        elif page.opening[0] <= at < page.opening[1]:
            scores[code] = scores.get(code, 0) + _OPENING
        else:
            body[code] = min(_MOST_FROM_BODY, body.get(code, 0) + _BODY)
    for code, weight in body.items():
        scores[code] = scores.get(code, 0) + weight
    return scores


def _with_shared_parents(gazetteer: Gazetteer, scores: Mapping[str, float]) -> dict[str, float]:
    """The scores, with half of what its districts have for a city of which the text names several, and all of it where they are many."""
    children: dict[str, list[float]] = {}
    for code, score in scores.items():
        region = gazetteer.regions[code]
        if region.level == "county" and region.parent:
            children.setdefault(region.parent, []).append(score)
    shared = {
        p: (1 if len(s) >= _MANY_CHILDREN else _SHARED) * sum(s)
        for p, s in children.items()
        if len(s) >= _LEAST_CHILDREN
    }
    return {code: scores.get(code, 0) + shared.get(code, 0) for code in {**scores, **shared}}


def _leading(gazetteer: Gazetteer, scores: Mapping[str, float], scope: str | None) -> str | None:
    """The place that clearly leads among those that the report's scope allows."""
    allowed = {c: s for c, s in scores.items() if _fits(gazetteer, c, scope)}
    if not allowed:
        return None
    ranked = sorted(allowed, key=lambda c: (-allowed[c], c))
    best = ranked[0]
    if scope is None or scope == "开发区":
        inner = [c for c in ranked if best in gazetteer.ancestors(c)]
        ahead = len(inner) == 1 or (inner and allowed[inner[0]] >= _CLEARLY_AHEAD * allowed[inner[1]])
        if ahead and allowed[inner[0]] >= _INNER_SHARE * allowed[best]:
            best = inner[0]
    rivals = [c for c in ranked if c != best and not _related(gazetteer, c, best)]
    if allowed[best] < _ENOUGH or (rivals and allowed[best] < _CLEARLY_AHEAD * allowed[rivals[0]]):
        return None
    return best


def _related(gazetteer: Gazetteer, one: str, other: str) -> bool:
    return one in gazetteer.ancestors(other) or other in gazetteer.ancestors(one)


def _fits(gazetteer: Gazetteer, code: str, scope: str | None) -> bool:
    """Whether a report of this scope may come from the place. Without a scope no province: anyone cites its laws."""
    region = gazetteer.regions[code]
    if scope in (None, "开发区"):
        return region.level != "province" or code.startswith(_MUNICIPALITIES)
    if scope == "地市":
        return region.level == "city" or (region.level == "province" and code.startswith(_MUNICIPALITIES))
    if scope == "镇":
        return region.level == "county" or (region.level == "city" and not gazetteer.has_counties(code))
    return agrees(scope, region.full_name)
