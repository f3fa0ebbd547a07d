"""Numbers without a unit that count all the same: by the noun beside them (参训人数36, 219万用户), or by the rate that is
told of them (审结4696,审结率97.2%; 行政处罚2100,占申请总数33.9%)."""

from __future__ import annotations

import re
from functools import cache

from disclosure.extraction.quantity import Amount
from disclosure.vocabulary import aliases, measures, units, words

_PEOPLE = words("counted_people")
_LOOKS = words("counted_looks")
_NOUN = re.compile(
    rf"(?P<noun>(?:量|金额|(?<![指分系])数|{'|'.join(_PEOPLE)}))(?:分别|共|已|已经|累计|目前|现|均|都)?(?:为|达|达到|是|:|共|约|近|突破|超过|高达|有|总计|累计|逾|超|多达|已|已经)*$"
)
_LONGEST_KIND = 4
"""How many characters before 数 or 量 say of what (粉丝数)."""
_NOUN_BEHIND = re.compile(
    rf"(?:微信|微博|抖音|活跃|注册|网络|手机|移动|实名)?(?P<noun>{'|'.join(_PEOPLE)})(?!数|量|群|体验)"
)
"""A noun of people right behind a number without a unit (219万用户)."""
_NAMED_BY_UNIT = re.compile(r"(?P<unit>[人条次份件])数$")
_BRACKET_REACH = 48
_CASE_UNITS = "|".join(sorted({re.escape(u.written) for u in units().values() if u.kind in ("case", "person")}))
_DIVIDED = re.compile(
    rf"\d(?P<unit>{_CASE_UNITS})\((?:其中[:,]?)?(?:[\u4e00-\u9fff]{{1,8}}:?\d{{1,6}}[,、;]){{0,4}}(?!第|见|附|详|编号|文号|电话)[\u4e00-\u9fff]{{2,8}}:?$"
)
_DIVISION_ENDS = re.compile(r"(?:[,、;][\u4e00-\u9fff]{2,8}:?\d{1,6}){0,4}\)")
_CASE_WORDS = "|".join(words("counted_label"))
_LABELLED = re.compile(rf"(?:^|[,。;、:(\s])[\u4e00-\u9fff]{{0,8}}(?:{_CASE_WORDS}):$")
_IN_UNIT = re.compile(
    r"\((?:计量)?单位:?(?P<said>[\u4e00-\u9fff]{1,3})\):?\s?$|(?<=[\u4e00-\u9fff]{2})(?<![分率度])\((?P<unit>[\u4e00-\u9fff]{1,3})\):\s?$"
)
"""The unit of a number, told before it in brackets (主动公开信息数(单位:条)|182, 收到申请数(件):|3)."""
_ENDS_LABELLED = re.compile(r"[,。;、)\n]|$")
_COUNTED = "|".join(
    sorted(
        {re.escape(u.written) for u in units().values() if u.kind in ("case", "person", "item", "event")},
        key=len,
        reverse=True,
    )
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OF_OTHER_YEARS = re.compile(
    rf"[,、;](?P<words>(?:历年|历史|累计|总计|至今|上年|去年|同期)[\u4e00-\u9fff]{{4,20}})\d[\d,]{{0,8}}(?P<unit>{_COUNTED})(?![\u4e00-\u9fff])"
)
_GREW_FROM = re.compile(r"(?:由|从)(?:(?:19|20)\d\d年)?[^,。;\d]{0,10}$")
_GREW_TO = re.compile(
    r"(?:增加|增长|上升|提高|扩大|减少|下降|压缩|精简|增|升|降|减)(?:到|至|为)了?[近约超]?\d[\d,.]{0,11}[余多]?[万亿]?[余多]?"
    rf"(?P<unit>{_COUNTED})"
)
"""What another number came to, whose unit is that of both (粉丝由上年的|4.2万增至9.9万人)."""
_LEAST_ALIKE = 4
"""How many characters of its words two counts must share for the one to have the other's unit."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT = r"\d{1,3}(?:\.\d{1,4})?%"
_SHARE = rf"(?:占|所占|比[例重])[^,。;%()\d]{{0,14}}{_PERCENT}"
_RATE = rf"[\u4e00-\u9fff]{{1,10}}(?:率|满意度)(?:约?为|是|达到?|仅|高达)?{_PERCENT}"
_CHANGE = rf"(?:同比|环比|[比较][上去][^,。;%()\d]{{1,4}})[^,。;%()\d]{{0,6}}{_PERCENT}"
_OF_CASES = re.compile(rf"[,、]?[(]?占[^,。;\d%()]{{0,8}}(?:{_CASE_WORDS})[^,。;\d%()]{{0,6}}(?:数|量)的?\d")
"""A share of what are cases by their name (占申请总数45%)."""
_SHARE_NEXT = re.compile(rf"[,、]?[(]?{_SHARE}|[(]{_PERCENT}[)]")
_RATE_NEXT = re.compile(
    r"(?:[,、;](?:其中[,:]?)?[\u4e00-\u9fff]{1,10}:?\d{1,9}[件宗起条个次]?(?:[(][\d.]{1,6}%[)])?){0,4}"
    rf"(?:[,、;]?[(]?(?:其中)?(?:{_SHARE}|{_RATE}|{_CHANGE})|[(][-+↑↓]?{_PERCENT}[)])"
)
"""The rate of a count, which others that lead to it may stand before (受理8210,办结8105,办结率98.7%)."""
_NEXT_COUNT = re.compile(r"[,、;](?:其中[,:]?)?[\u4e00-\u9fff]{1,10}:?\d{1,9}(?P<unit>[件宗起])")
_NAMES_CASES = re.compile(r"(?:案件|工单|诉求|事项|[办来信访诉转]件)(?:数量?|量)?$")
"""What a number without a unit must name to be counted as the cases of the next one; calls, visits and people are no cases."""
_PLANNED = re.compile(r"计划|目标|任务|指标|预计|力争|争取|确保|应当|需要|[拟将]")
"""What makes a count one to come (计划年度公开信息60), which is not what the next one counts."""
_OPENS_RATE = frozenset(",、;(占")
_TOLD = re.compile(r"(?:共计|合计|总计|一共|共|达到?|为|是|:|了|的|已)+$")
_CASES = re.compile(r"(?:案件|工单|诉求|事项|信件|申请|件)(?:数|量)?$")
_SCORED = re.compile(r"(?:分|分值|指数|名|位|列|第|排|号|标准|表|图|版|型|级|[于在至到从自年月日])$")
"""What a number is that counts nothing, or a time (得分95,占比…)."""
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}$")
_LONGEST = 12


def unit_of_bare(text: str, amount: Amount) -> str:
    """The unit that the noun beside a number without one implies (人数36: 人), or ''."""
    return _unit_of_noun(_noun(text, amount)) or _unit_around(text, amount)


def _unit_of_noun(noun: str) -> str:
    named = _NAMED_BY_UNIT.search(noun)
    if named:
        return named["unit"]
    if noun.endswith("金额"):
        return "元"
    if any(people in noun for people in _PEOPLE):
        return "人"
    return "次" if any(look in noun for look in _LOOKS) else ""


def is_count(text: str, amount: Amount) -> bool:
    """Whether a number without a unit counts something."""
    return bool(_noun(text, amount) or _unit_around(text, amount)) or is_told_with_rate(text, amount)


def _unit_around(text: str, amount: Amount) -> str:
    """The unit of a number without one, told by the total that a bracket divides (提案23件(主办|15,协办8)), by a label that
    names cases (来信:|56); or ''."""
    if amount.is_chinese or amount.qualifier != "exact":
        return ""
    before = text[max(0, amount.start - _BRACKET_REACH) : amount.start]
    divided = _DIVIDED.search(before) if "(" in before and _DIVISION_ENDS.match(text, amount.end) else None
    if divided:
        return divided["unit"]
    grown = _GREW_TO.match(text, amount.end) if _GREW_FROM.search(before) else None
    if grown:
        return grown["unit"]
    if alike := _unit_of_next(text, amount, before):
        return alike
    told = _IN_UNIT.search(before) if before.endswith((")", "):", ") ")) else None
    named = (told["said"] or told["unit"]) if told else ""
    unit = units().get(named.lstrip("万亿"))
    if unit and unit.kind not in ("duration", "percent") and (unit.written == named or not amount.value):
        return unit.base
    return "件" if _LABELLED.search(before) and _ENDS_LABELLED.match(text, amount.end) else ""


def _unit_of_next(text: str, amount: Amount, before: str) -> str:
    """The unit of the same count of other years, told right behind in the same words (年度公开信息|60,历年公开信息910条), or ''."""
    named = before[-_LEAST_ALIKE:]
    written = text[amount.number_start : amount.number_end]
    if len(named) < _LEAST_ALIKE or not _HAN.fullmatch(named) or _YEAR.fullmatch(written):
        return ""
    if _PLANNED.search(before, max(before.rfind(mark) for mark in ",;。\n") + 1):
        return ""
    behind = text[amount.end : amount.end + _BRACKET_REACH]
    following = _OF_OTHER_YEARS.match(behind)
    return following["unit"] if following is not None and following["words"].endswith(named) else ""


def is_told_with_rate(text: str, amount: Amount) -> bool:
    """Whether a number without a unit is the count of cases that a rate or a share right behind it is told of."""
    if amount.is_chinese or text[amount.end : amount.end + 1] not in _OPENS_RATE:
        return False
    if not text[amount.number_start : amount.number_end].replace(",", "").isdecimal():
        return False
    before = text[max(0, amount.start - _LONGEST) : amount.start]
    told = _TOLD.sub("", before)
    if _SCORED.search(told) or not _WORDS.search(told):
        return False
    counted = told.endswith(_stage_words()) or _CASES.sub("", told).endswith(_stage_words())
    return (_RATE_NEXT if counted or told != before else _SHARE_NEXT).match(text, amount.end) is not None


def unit_of_rate(text: str, amount: Amount) -> str:
    """The unit of a count that a rate is told of and that follows no count of cases: where it names cases that of the next count
    of the rate (受理案件|2150,立案2100件,立案率97.7%), 件 where the rate says that it is a share of cases (行政处罚|210,占申请总数35%),
    else '' (受理|1530,审结1487,审结率97.2%: of what, nothing says)."""
    told = _TOLD.sub("", text[max(0, amount.start - _LONGEST) : amount.start])
    following = _NEXT_COUNT.match(text, amount.end) if _NAMES_CASES.search(told) else None
    return following["unit"] if following else "件" if _OF_CASES.match(text, amount.end) else ""


@cache
def _stage_words() -> tuple[str, ...]:
    """Every word that speaks of a stage that a case runs through."""
    stages = {code for code, measure in measures().items() if measure.family == "case"}
    return tuple(a.alias for a in aliases() if a.measure in stages and a.role != "absorb")


def _noun(text: str, amount: Amount) -> str:
    """The noun beside a number without a unit that says what it counts (参训人数36, 219万用户), or ''."""
    following = text[amount.end : amount.end + 1]
    if following not in ("", ",", "。", ";", "、", ")", "\n", " "):
        behind = None if amount.is_chinese else _NOUN_BEHIND.match(text, amount.end)
        return behind["noun"] if behind else ""
    before = text[max(0, amount.start - 14) : amount.start]
    match = _NOUN.search(before)
    if match is None:
        return ""
    start = match.start("noun")
    while start > max(0, match.start("noun") - _LONGEST_KIND) and "\u4e00" <= before[start - 1] <= "\u9fff":
        start -= 1
    return before[start : match.end("noun")]
