"""Organs as reports write them: the forms of names (seed agency_kind.csv) and what short forms certainly stand for."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import daachorse

from disclosure.vocabulary import rows


class Form(NamedTuple):
    """The tail of an organ's name: 城市管理局, 城管局."""

    written: str
    kind: str
    is_full: bool
    expands_to: str | None  # what a short form certainly stands for; None where several are possible (城管局)


_LONGEST_FORM = 24
_NO_DEPARTMENTS = frozenset(
    {"government", "government_office", "township", "subdistrict", "zone_committee", "court", "procuratorate"}
)
"""Kinds that a clause names for many reasons: what a court did with a government's suits is no report of the court."""
_SECTION = re.compile(r"(?<=[\u4e00-\u9fff]{3}[局委厅])[\u4e00-\u9fff]{2,6}[科处股]$")
_LEVEL = "省市县区州旗盟"
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
_OTHER_TAILS = re.compile(
    r"(?:局|厅|署|委员会|委员会办公室|办公室|办事处|指挥部|指挥中心|中心|总局|总站|总队|支队|大队|分局|联合会|联社|研究院|管理处"
    r"|管理站|管理所|公司|集团|学校|大学|学院|中学|小学|幼儿园|医院|部|馆|总工会|妇女联合会|残疾人联合会|红十字会|法院|检察院|银行|电视台|广播电视台|调查队|消防救援支队|消防救援大队|(?<=[委府])督查室)$"
)
_NATIONAL = re.compile(
    r"(?:国家|国务院|中华人民共和国|中国)[^\s]{1,16}(?:总局|局|部|委员会|署|院|会|办公室|调查队|监管局|分行|支行)$"
    r"|(?:教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|国土资源|生态环境|环境保护|住房和城乡建设|交通运输|水利|农业"
    r"|农业农村|商务|文化|文化和旅游|应急管理|退役军人事务)部$|(?:海关|审计)(?:总)?署$"
)


_OF_TOWN = re.compile(r"(?:镇|(?<!城)乡|街道|苏木|办事处)(?:人民政府|政府|办事处)?$")
_SENT_DOWN = re.compile(r"[^,。;:\n]{0,14}?(?:转[来办派交]|交办|下派)")
_IS_LISTED = re.compile(
    r"\s?(?:[、|\t]|\(?(?!20\d\d)\d|\((?!(?:[省市县区州旗]|原|以下|简称|下称))|等\s?(?:\d{1,3}|[一二三四五六七八九十两]{1,3})\s?[家个]|排名|位[列居]|收到[^,。;\d]{0,6}[最较]多)"
)
"""What stands behind an organ of a list, of a table or of a ranking, which is one of those that are told of: 市财政局、…, 市财政局3件,
市财政局等6家."""
_RANKED = re.compile(
    r"(?:分别|依次|[较最][好差多少高低快慢重]|[前后][一二三四五六七八九十\d]{1,2}[名位]?|先进|优秀|良好|落后|表扬|批评)[^。;:\n]{0,14}:[^。\n]*$"
)
"""What calls up those whom a text judges: 办理较好的单位为:, 后三位的部门依次是:."""
_BEFORE = 80
_NUMBERED_SCHOOL = re.compile(r"[\u4e00-\u9fff]{1,6}[^第市县区州旗\d][一二三四五六七八九十]{1,2}[中小]")
BRANCH = re.compile(r"局(?P<place>[\u4e00-\u9fff]{2,4}?)(?:[市县区])?分局\Z")
_OF_PARTY = re.compile(r"中共[\u4e00-\u9fff]{2,12}?委(?:员会|[\u4e00-\u9fff]{2,10}[室部]|办)?$")
_GROUPS = ("国网", "国家电网", "中国", "南方电网")
_COMPANY = re.compile(
    rf"(?:有限(?:责任)?公司|股份公司)(?:[\u4e00-\u9fff]{{2,12}}?公司)?$|^(?:{'|'.join(_GROUPS)})[\u4e00-\u9fff]{{2,30}}公司$"
)


def is_school(name: str) -> bool:
    """Whether a name is that of a university or college, or of a school by its number in its place (华亭一中), which is full
    by itself."""
    return (name.endswith(("大学", "学院")) and len(name) > 3) or _NUMBERED_SCHOOL.fullmatch(name) is not None


def is_court(name: str) -> bool:
    """Whether a name is a court's or a procuratorate's."""
    form = form_of(name)
    return form is not None and form.kind in ("court", "procuratorate")


def without_section(name: str) -> str:
    """The organ whose section a page gives as its source (某市市场监督管理局|消保科)."""
    return _SECTION.sub("", name)


def is_company(name: str, is_placed: bool) -> bool:
    """Whether a name is a company's or its branch's by its legal form or its group (国网某省电力公司某县供电公司), which is full
    where it names a place or the group."""
    placed = is_placed or name.startswith(_GROUPS)
    return placed and level_mark(name) is None and _COMPANY.search(name) is not None


@cache
def forms() -> dict[str, Form]:
    """Forms by how they are written."""
    return {
        r["form"]: Form(r["form"], r["kind_code"], r["is_full"] == "true", r["expands_to"] or None)
        for r in rows("agency_kind")
    }


@cache
def full_forms(kind: str) -> tuple[str, ...]:
    """The full forms of a kind, longest first."""
    full = (f.written for f in forms().values() if f.kind == kind and f.is_full)
    return tuple(sorted(full, key=lambda w: (-len(w), w)))


@cache
def short_forms(full: Form) -> tuple[str, ...]:
    """The short forms that a department's full one has itself (城管局 of 城市管理局), not those of others of its kind (城管大队); a
    government is as often called by its place and a website."""
    if full.kind in _NO_DEPARTMENTS:
        return ()
    known = (f.written for f in forms().values() if f.kind == full.kind and not f.is_full)
    return tuple(short for short in known if short[-1] == full.written[-1] and _is_taken_from(short, full.written))


def _is_taken_from(short: str, full: str) -> bool:
    """Whether the characters of one form stand in the other, in its order."""
    rest = iter(full)
    return all(character in rest for character in short)


@cache
def _departments() -> daachorse.CharwiseDoubleArrayAhoCorasick:
    written = sorted(f.written for f in forms().values() if f.kind not in _NO_DEPARTMENTS)
    return daachorse.CharwiseDoubleArrayAhoCorasick(written, daachorse.MATCH_KIND_LEFTMOST_LONGEST)


def departments_in(text: str) -> list[tuple[int, int]]:
    """Where the text has the form of a department's name: 城管局 of 市城管局. Governments and courts are left out."""
    return [(start, end) for start, end, _ in _departments().find(text)]


def form_of(name: str) -> Form | None:
    """The longest known form at the end of a name."""
    known = forms()
    for length in range(min(len(name), _LONGEST_FORM), 0, -1):
        form = known.get(name[-length:])
        if form:
            return form
    return None


def is_organ(name: str) -> bool:
    """Whether a phrase ends as the name of an organ does."""
    return bool(form_of(name) or _OTHER_TAILS.search(name) or _NUMBERED_SCHOOL.fullmatch(name))


def is_national(name: str) -> bool:
    """Whether a name is that of a national organ, which lies in no region of its own: 国家税务总局."""
    return bool(_NATIONAL.match(name))


def is_branch(name: str) -> bool:
    """Whether a name is that of a bureau's branch in one of its counties (生态环境局仙居分局)."""
    return BRANCH.search(name) is not None


def is_of_party(name: str) -> bool:
    """Whether a name is that of a committee of the party or of its office (中共平湖市委督查室), which is full by itself."""
    return _OF_PARTY.match(name) is not None


def official(name: str) -> str | None:
    """A name with its short form written out; None where the short form may stand for several or is no organ's."""
    form = form_of(name)
    if form is None:
        return name if _OTHER_TAILS.search(name) else None
    if form.is_full:
        return name
    return name[: len(name) - len(form.written)] + form.expands_to if form.expands_to else None


def is_of_town(organ: str) -> bool:
    """Whether an organ is that of a town, a township or a street, by the end of its name."""
    return _OF_TOWN.search(organ) is not None


def sends_down(text: str, start: int, end: int) -> bool:
    """Whether a place or an organ is the one that sent cases to the text's own: 由宜春市热线中心转来的工单."""
    return text[start - 1 : start] == "由" and _SENT_DOWN.match(text, end) is not None


def is_one_of_many(text: str, start: int, end: int) -> bool:
    """Whether an organ is one of a list or of a ranking of those that the text tells of."""
    return _IS_LISTED.match(text, end) is not None or _RANKED.search(text[max(0, start - _BEFORE) : start]) is not None


def level_mark(name: str) -> str | None:
    """The level that a name begins with instead of a place: 市 of 市城管局, 县 of 县环保局, 自治区 of 自治区水利厅."""
    if name.startswith(_AUTONOMOUS):
        return name[:3]
    return name[0] if len(name) > 2 and name[0] in _LEVEL else None


def agrees(mark: str, full_name: str) -> bool:
    """Whether a place may be what 市, 县, 区 … speaks of: 区 is 海珠区, 市 is 杭州市 or 东阳市."""
    if mark == "省":
        return full_name.endswith(("省", "自治区"))
    if mark == "区":
        return full_name.endswith("区") and not full_name.endswith(("自治区", "地区", "特别行政区"))
    if mark == "州":
        return full_name.endswith("州")
    return full_name.endswith(mark)
