"""The organ that reports: as the page writes it, and by its full official name where the text settles it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from disclosure.extraction.header.closing import closing_organ
from disclosure.extraction.header.dates import MONTH, YEAR
from disclosure.extraction.header.furniture import LONGEST_ISSUER, issuer_in_breadcrumbs, labelled_issuer
from disclosure.extraction.header.gazetteer import Gazetteer, Mention, Region
from disclosure.extraction.header.organ import (
    agrees,
    departments_in,
    form_of,
    full_forms,
    is_branch,
    is_company,
    is_court,
    is_national,
    is_of_party,
    is_of_town,
    is_one_of_many,
    is_organ,
    is_school,
    level_mark,
    official,
    sends_down,
    short_forms,
)
from disclosure.extraction.header.page import Page
from disclosure.extraction.header.school import numbered_school, school_of

_LEADING_TIME = re.compile(
    rf"^(?:[(\[【]?{YEAR}\s?(?:年度?)?[)\]】]?\s?)?(?:{MONTH}(?:[-—至]{MONTH})?月份?|第?[一二三四1-4]季度|[上下]半年)?\s?的?"
)
_END_OF_ISSUER = re.compile(
    rf"关于|(?<=[\u4e00-\u9fff]分局)(?![局的长]|[\u4e00-\u9fff]{{0,8}}(?:[大支中]队|所|中心|站|室|科|办))(?=[\u4e00-\u9fff])|[公发]布(?=《)|{YEAR}|政府信息|政务信息|政务公开|信息公开|依申请公开|年度|年报|第?[一二三四]季度|\d{{1,2}}月"
    r"|(?:数字化?城|123\d\d)(?![^\s\d,年月情]{0,16}(?:中心|办公室|服务平台))|[上下]半年|工作(?!委员会|办公室|办事处|局|部|站)|建议提案|[(:]"
    r"|(?:(?<=检察院)|(?<=民法院))(?=[^系各院长的][^局庭])|运行(?!管理|服务|监测|中心)|(?:受理|办理|处理|处置|接听)(?!中心|站|办公室)|[每周旬月季]报(?!社)|[通简快日专]报(?!社)"
)
_COMPILED_BY = re.compile(
    r"由(?P<organ>[^,。;:()《由]{2,40}?)(?=组织|负责|汇总|综合|结合|根据|按照|编制|编写|编撰|撰写|起草|编成|发布|公布)"
    r"|(?:^|[,。、\s])(?P<writer>(?!由)[^,。;:()《\s]{2,40}?)[特现组织]{0,2}(?:编制|编写|编撰|撰写)了?(?:这[份篇]|20\d\d|[本此]报告)"
    r"|(?:^|[,。、\s])(?P<compiler>[^,。;:()《\s由]{4,40}?)(?:依|按|照|根据)[^,。;《\n]{0,16}(?:《[^》\n]{2,40}》[^,。;《\n]{0,12})?(?:编制|编成|编写|写成)"
    r"|(?:(?:编写|编制|撰写|起草)(?:单位|机关|部门)(?:是|为|:)|报告出自)(?P<author>[^,。;:()《\s]{2,40}?)(?=[,。;(\s])"
)
_ANNOUNCED = re.compile(
    r"(?:现将|现就|公布|发布|社会公开|现公开|特?编制)《?(?P<organ>[^,。;:()由《]{2,40}?)(?=(?:\((?:以下|下)简?称[^()]{2,16}\))?(?:20\d\d\s?年|年度))"
    r"|做好(?P<worker>[^,。;:()由《》]{2,40}?)(?=政府信息公开|政务公开)"
)
_CONTACT = re.compile(
    r"疑[问义][^。\n]{0,24}?[请可](?:直接)?(?:与|向|联系):?(?P<organ>[\u4e00-\u9fff]{2,30}?(?:(?:镇|(?<!城)乡|苏木)(?:人民)?政府|街道办事处|[局委厅镇]|(?<!城)乡|街道))"
    r"(?=[联\u4e00-\u9fff,。;(])"
)
_OWN_NAME = ("我", "本")
_GOES_TO_WORK = "认真|深入|坚持|严格|全面|积极|高度|按照|紧紧|围绕|主动|切实|持续|扎实|贯彻|不断|始终"
_GOVERNMENT = re.compile(
    r"(?:^|[,。;、\s])(?P<organ>[\u4e00-\u9fff]{2,14}?(?:人民政府(?:办公厅|办公室)?|街道办事处|管理委员会|管委会)|国家[\u4e00-\u9fff]{2,10}?(?:总局|局|委员会|署))"
    rf"(?=(?:{_GOES_TO_WORK}|共|门户网站共)[\u4e00-\u9fff])"
)
"""A government that a clause tells what it did: 2024年,某市人民政府办公厅认真贯彻."""
_PUBLIC_SERVICE = re.compile(
    r"(?:^|[,。;\s])(?P<organ>[\u4e00-\u9fff]{4,24}?(?:有限(?:责任)?公司|医院))"
    rf"(?=(?:{_GOES_TO_WORK}|根据|依据|在[^,。]{{2,20}}(?:指导|领导)下))"
)
"""A company or a hospital that a clause tells what it did, in a text that is no bureau's."""
_OF_A_BUREAU = re.compile(r"[我本][局委办厅区县市镇乡]")
_CENTRE = re.compile(
    r"\A[\s:,]{0,4}(?:\([^()\n]{4,30}\)\s{0,4})?(?:20\d\d\s?年)?\s?\d{0,2}\s?月?份?[,、\s]{0,2}"
    r"(?P<organ>(?![^中]{0,24}(?:下属|所属|辖区|登记|交易|物业))[\u4e00-\u9fff]{2,12}?(?:12\d{3})?[\u4e00-\u9fff]{0,14}?(?:热线|监督|指挥|服务|管理|受理|信息|调度){1,4}中心)"
    r"(?:热线|平台)?(?:共|累计|总共|一共)?(?:受理|接听|接到|接收|收到|立案|采集)[^。;\d]{0,30}\d"
)
"""What a bulletin opens with that a centre tells of its own work."""
_BRANCH = re.compile(r"(?![^分]{0,6}(?:召集|各|下属|所属|召开|组织|对|向|和|及|与))[\u4e00-\u9fff]{2,6}?分局(?![局长])")
_NUMBERED_DESK = re.compile(r"(?<=[局委厅])12\d{3}[\u4e00-\u9fff]{0,12}(?:中心|热线|平台)$")
"""The desk of a bureau that takes in what a number brings, for which the bureau answers."""
_OPENS_CLAUSE = re.compile(r"(?:^|[\s,。;:]|[现将由与])$")
_HAS_COUNTED = re.compile(r"\d[条件次个份期篇场]|(?:主办|承办|协办|维护|技术支持|版权所有|联办):")
"""Before a department that a later clause tells of, or that keeps the site."""
_NO_SUBJECT = (
    "关于",
    "的通知",
    "印发",
    "门户",
    "网站",
    "官网",
    "信息公开指南",
    "领导小组",
    "统一",
    "查阅",
    "政府信息查阅",
    "公共查阅",
)
_TOWN = re.compile(r"(?P<town>[^\s省市县区州旗盟]{1,8}(?:镇|(?<!城)乡|苏木))(?:人民政府|政府)?$")
_STREET = re.compile(r"(?P<street>[^\s省市县区州旗盟]{1,8}街道)(?:办事处|办)?$")
_SECTION = re.compile(r"[我本]|(?:局|委|厅|单位|机关|党政|综合|行政){0,2}(?:办公室|办|科|股|处)$")
"""What 由…编制 names without naming the organ: 我镇, 局办公室."""
_OFFICE_OF_TOWN = re.compile(
    r"(?<=[镇乡道处府])(?:(?:政府信息|政务信息|信息|政务)公开(?:工作)?(?:领导小组)?|党政(?:综合)?)办公室$"
)
"""The section of a town or a street that writes for it, or that it names for questions: 某街道信息公开工作办公室."""
_OFFICE_OF_BUREAU = re.compile(r"(?<=[局厅署])(?<!公署)办公室$")
"""The section of a bureau that writes for it."""
_DESK_OF_POLICE = re.compile(r"(?:(?<=公安局)|(?<=公安分局))(?:110|情报)?指挥中心$")
"""The section that signs what its bureau of police tells; one that a title names speaks for itself."""
_GATHERED = re.compile(
    r"由[^,。;:\n]{2,40}?公开(?:工作)?(?:领导小组)?办公室[^。;\n]{0,160}?(?:汇总|综合)[^。\n]{0,80}(?:编制|编写)"
)
_OFFICE_OF_DISCLOSURE = re.compile(r"公开(?:工作)?(?:领导小组)?办公室$")
"""The office that gathers what all organs of a place reported, which is the report of its government."""
_NUMBERED_PLATFORM = re.compile(r"12\d{3}[一-鿿]{2,14}服务平台$")
"""A hotline's platform by its full name: 12319城市管理服务平台."""
_UNLISTED = re.compile(r"(?![某我本全各该省市区外])[一-鿿]{2,4}[县旗](?!级)")
"""A county with its name that no list has."""
_BEHIND_TITLE = re.compile(r"(?:告|报|结|况)(?:\(|[—-]{1,2})(?P<organ>[\u4e00-\u9fff]{4,30})\)?$")


def issuer_in_title(title: str | None) -> str | None:
    """The part of the title before its year and subject: 市城管局 of 市城管局2021年度政务公开工作总结."""
    if not title:
        return None
    words = _LEADING_TIME.sub("", title.strip('《》"“” ')).lstrip()
    end = _END_OF_ISSUER.search(words)
    phrase = words[: end.start()] if end else words
    if end and phrase.endswith("人民"):  # 泾县人民政府信息公开年度报告
        phrase += "政府"
    return phrase.rstrip("的 、,") or None


def _behind_title(title: str | None) -> str | None:
    """The organ in brackets or behind a dash at the title's end."""
    match = _BEHIND_TITLE.search(title or "")
    return match["organ"] if match else None


def written_issuer(page: Page, mentions: Sequence[Mention], is_bulletin: bool) -> str | None:
    """The organ as the page writes it: in the title, beside it, the first sentences, the signature, the index table."""
    titled = issuer_in_title(page.title)
    for name in (titled, _behind_title(page.title), page.byline, page.masthead.organ):
        if name and len(name) <= LONGEST_ISSUER and is_organ(name):
            return name
    return (
        _issuer_in_opening(page, mentions, is_bulletin)
        or (page.signature if page.signature and is_organ(page.signature) else None)
        or closing_organ(page)
        or labelled_issuer(page)
        or _contact(page)
        or issuer_in_breadcrumbs(page)
        or (None if page.title else school_of(page.text, mentions))
    )


def _issuer_in_opening(page: Page, mentions: Sequence[Mention], is_bulletin: bool) -> str | None:
    """由某某编制, 现公布某某2012年…, else the first department that opens a clause: 今年以来,市城管局…."""
    opening = page.text[page.opening[0] : page.opening[1]]
    for pattern in (_COMPILED_BY, _ANNOUNCED):
        for match in pattern.finditer(opening):
            organ = match[match.lastgroup or 0]
            if organ and is_organ(organ) and not _SECTION.match(organ):
                return organ
    if is_bulletin:  # its first sentences name those whom it judges, and the centre that took in what they were sent
        return _centre_that_counts(opening, mentions, page.opening[0])
    starts = {m.end: m.start for m in mentions if page.opening[0] <= m.start < page.opening[1]}
    offset = page.opening[0]
    for form_start, form_end in departments_in(opening):
        form_start, form_end = form_start + offset, form_end + offset
        start = starts.get(form_start)
        if start is None and page.text[form_start - 1 : form_start] in tuple("省市县区州旗"):
            start = form_start - (3 if page.text.startswith("自治", form_start - 3) else 1)
        if start is None or not _OPENS_CLAUSE.search(page.text[max(0, start - 1) : start]):
            continue
        if sends_down(page.text, start, form_end) or _HAS_COUNTED.search(_before_in_sentence(page.text, start)):
            continue
        if page.text.startswith(_NO_SUBJECT, form_end) or is_one_of_many(page.text, start, form_end):
            continue
        if page.signature_span[0] <= start < page.signature_span[1]:
            return page.signature
        if page.text[start - 1 : start] != "与" or _is_own(page, page.text[start:form_end]):
            return page.text[start : _branch_behind(page.text, form_end)]
    match = _GOVERNMENT.search(opening)
    if match is None and ("公司" in opening or "医院" in opening) and not _OF_A_BUREAU.search(page.text):
        match = _PUBLIC_SERVICE.search(opening)
    return match["organ"] if match else None


def _centre_that_counts(opening: str, mentions: Sequence[Mention], offset: int) -> str | None:
    """The hotline's or the city's centre that a bulletin's first count was taken in by (6月份,某市指挥中心共受理案件2146件)."""
    match = _CENTRE.search(opening)
    if match is None or not any(m.start == offset + match.start("organ") for m in mentions):
        return None
    return match["organ"]


def _branch_behind(text: str, end: int) -> int:
    """Where an organ ends whose branch is named right behind it (三明市公安局|沙县分局)."""
    match = _BRANCH.match(text, end)
    return match.end() if match else end


def _before_in_sentence(text: str, start: int) -> str:
    """What the sentence says before a position."""
    begins = max(text.rfind(mark, 0, start) for mark in "。;\n")
    return text[begins + 1 : start]


def _contact(page: Page) -> str | None:
    """Whom the opening names for questions, where it is a township, or calls itself as the text does (我局, 本委)."""
    match = _CONTACT.search(page.text, *page.opening)
    if match is None or not is_organ(match["organ"]):
        return None
    organ = match["organ"]
    return organ if is_of_town(organ) or _is_own(page, organ) else None


def _is_own(page: Page, organ: str) -> bool:
    """Whether the text calls its own organ by the kind of this one: 我局, 本委."""
    return any(own + organ[-1] in page.text for own in _OWN_NAME)


def full_name(
    places: Gazetteer, page: Page, written: str | None, region: Region | None, mentions: Sequence[Mention]
) -> str | None:
    """The full official name, or None where neither the text nor the certain meaning of a short form settles it."""
    if not written:
        return None
    if written not in (page.title or ""):
        written = _DESK_OF_POLICE.sub("", written)
    written = _NUMBERED_DESK.sub("", _OFFICE_OF_BUREAU.sub("", written))
    if gathered := _gathered_for(places, page, written):
        return gathered
    if is_of_town(within := _OFFICE_OF_TOWN.sub("", written)):
        written = within
    begun = places.mentions(written)
    if is_national(written) or is_of_party(written) or is_school(written) or is_company(written, bool(begun)):
        return written
    if begun and begun[0].start == 0:
        place, rest = written[: begun[0].end], written[begun[0].end :]
        name = _of_town(page, place, rest) or _of_zone(page, place, rest) or official(written)
        name = name or _named_in_text(page, written, region, mentions)
        return _longest_in_text(places, page, name, region) or (written if is_court(written) else None)
    if region is None:
        return official(written) if _UNLISTED.match(written) else None
    if school := numbered_school(written, page.text, places.regions[(region.code, *places.ancestors(region.code))[-1]]):
        return school
    town = _of_town(page, region.full_name, written)
    if town:
        return _longest_in_text(places, page, town, region)
    mark = level_mark(written)
    rest = written[len(mark or "") :]
    if mark and region.parent and is_branch(rest):
        region = places.regions[region.parent]  # 市生态环境局仙居分局
    if mark and is_organ(rest) and agrees(mark, region.full_name):
        name = official(region.full_name + rest) or _named_in_text(page, written, region, mentions)
        return _longest_in_text(places, page, name, region)
    return _longest_in_text(places, page, _named_in_text(page, written, region, mentions), region)


def _place_in_title(places: Gazetteer, page: Page) -> str | None:
    """The place by its full name that a title has instead of an organ: 桐乡市 of 桐乡市2012年政府信息公开年度报告."""
    titled = issuer_in_title(page.title)
    found = places.mentions(titled) if titled else []
    is_bare = titled and len(found) == 1 and found[0].is_full and (found[0].start, found[0].end) == (0, len(titled))
    return titled if is_bare else None


def _gathered_for(places: Gazetteer, page: Page, written: str) -> str | None:
    """The government whose title's report an office of disclosure put together of what others reported."""
    place = _place_in_title(places, page) if _OFFICE_OF_DISCLOSURE.search(written) else None
    if place is None or page.signature == written or not _GATHERED.search(page.text, *page.opening):
        return None
    return f"{place}人民政府"


def platform_in_title(places: Gazetteer, page: Page) -> str | None:
    """The platform of a place that a title names by its number and that no signature gives an organ to."""
    titled = issuer_in_title(page.title)
    if titled is None or page.signature or not _NUMBERED_PLATFORM.search(titled):
        return None
    begun = places.mentions(titled)
    return titled if begun and begun[0].start == 0 and begun[0].is_full else None


def _of_town(page: Page, place: str, rest: str) -> str | None:
    """平利县 and 八仙镇 make 平利县八仙镇人民政府; 思明区 and 嘉莲街道 …办事处, or what the text has instead."""
    town, street = _TOWN.match(rest), _STREET.match(rest)
    if town:
        return f"{place}{town['town']}人民政府"
    if not street:
        return None
    office = f"{street['street']}办事处"
    longer = re.search(rf"[^\s,。、由与请将现:(《]{{0,12}}{re.escape(place)}人民政府{re.escape(office)}", page.text)
    return longer.group() if longer else place + office


def _of_zone(page: Page, place: str, rest: str) -> str | None:
    """What the text has instead of 荆州开发区管委会: 荆州经济技术开发区管理委员会, where it names one alone."""
    if not rest.endswith("管委会"):
        return None
    names = set(re.findall(rf"{re.escape(place)}[\u4e00-\u9fff]{{2,14}}?管理委员会", page.text))
    return names.pop() if len(names) == 1 else None


def _named_in_text(page: Page, written: str, region: Region | None, mentions: Sequence[Mention]) -> str | None:
    """For a short form that may stand for several: the full form of the same kind that the text joins to the place."""
    form = form_of(written)
    if form is None or region is None or form.kind == "zone_committee":
        return None
    counts: Counter[str] = Counter()
    forms = full_forms(form.kind)
    for mention in mentions:
        if region.code in mention.codes and page.text.startswith(forms, mention.end):
            counts.update(f for f in forms if page.text.startswith(f, mention.end))
    return region.full_name + max(counts, key=lambda f: (counts[f], len(f))) if counts else None


def _longest_in_text(places: Gazetteer, page: Page, name: str | None, region: Region | None) -> str | None:
    """The name with the city before it where the text writes it so once, if in short: 淮北市相山区市容管理局, …相山区城管局."""
    if name and region and region.parent and name.startswith(region.full_name):
        city, form = places.regions[region.parent].full_name, form_of(name)
        short = () if form is None or city.endswith(("省", "自治区")) else short_forms(form)
        if any(said in page.text for said in (city + name, *(city + region.full_name + s for s in short))):
            return city + name
    return name
