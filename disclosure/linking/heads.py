"""What the label of a row or column says: a thing, or how it is counted, in which unit and of when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from disclosure.extraction.header.dates import small_number
from disclosure.extraction.quantity import number_starts, scan
from disclosure.extraction.rate import measure_of
from disclosure.extraction.refusal import PERCENT_KINDS
from disclosure.linking.draft import CASE_STAGES
from disclosure.linking.lexicon import hits_of
from disclosure.linking.measure import governing, weak
from disclosure.linking.phrase import noun_phrase
from disclosure.linking.scope import Period
from disclosure.vocabulary import Unit, words


class InUnit(NamedTuple):
    """The unit that a label or a caption gives in brackets, and what one of it is worth in the base unit."""

    unit: Unit
    factor: Decimal
    written: str


_HALF_YEAR = 6
"""Months of which one names its year and one does not are nearer to each other."""


_MONTHS = 3
"""As many months in a row are the parts of a year so far, not one and what it is compared with."""
_PAIR = 2
"""The month told and the one before it; more of its year are a series."""


class When(NamedTuple):
    """The time that a label names: a year, months, or one told from now (本月 0, 上月 and 去年 below)."""

    year: int | None = None
    month: int | None = None
    back: int = 0  # 1 the month or period before, 12 the year before
    is_relative: bool = False


class Label(NamedTuple):
    """A label read. `kind`: thing, count, change, rate, share, growth, total, rank."""

    text: str  # without unit and enumerator
    kind: str
    measure: str = ""  # of the count or the rate; '' where the label does not say
    event: str = ""
    is_due: bool = False
    noun: str = ""  # the thing that a count's label names besides (信访件受理数: 信访件)
    unit: InUnit | None = None
    when: When | None = None
    base: str = ""  # the label without its time


_BRACKET = re.compile(r"\((?:计量)?(?:单位:)?(?P<unit>[^()]{1,4})\)|/(?P<slash>[件宗条次人起个元])$")
_CAPTION = re.compile(r"\(?(?:计量)?单位:\s?(?P<unit>[^\s(),;。]{1,12})")
_MONEY = re.compile(r"(?:损失|金额|货值)\Z")
"""How a label ends that counts money alone; 罚款, 退款 and 物业费 may as well be what cases are about."""
_CLOSING = re.compile(r"\((?P<unit>[^()\d%]{1,3})\):?\Z")
_ENUMERATOR = re.compile(r"^(?:[(]?[\d一二三四五六七八九十]{1,2}[).、](?!\d)|其中:?)\s?")
_WHEN = re.compile(
    r"(?P<last_year>去年同时?期|上年同时?期|同时?期|上年度?|去年|上一年度?)|(?P<last>上个?月|上季度|上期|上周|前一?月)"
    r"|(?P<now>本月|本季度|本期|本周|本年度?|今年|当月|当期|全年|[上下]半年)|(?<!\d)(?P<year>(?:19|20)\d\d)(?:年度?|$)(?:(?:(?:1[0-2]|[1-9])月?[-—~至])?(?P<of_year>1[0-2]|[1-9])月份?|第?(?P<of_year_quarter>[一二三四])季度)?"
    r"|第?(?P<quarter>[一二三四])季度|(?<!\d)(?:(?:1[0-2]|[1-9])月?[-—~至])?(?P<month>1[0-2]|[1-9])月份?(?![\d底末])|^(?P<named_month>十[一二]?|[一二三四五六七八九])月份?$"
)
_GROWTH = re.compile(r"同比|环比|增[/、]?减?幅|降幅|涨幅|增长率|下降率|变化率|增减率|增[/、]?减比例|幅度")
_CHANGE = re.compile(r"增[/、]?减|[增升]/?降|净增|增加|减少|增量|变化|增长|上升|下降|±")
_CHANGED_BY = re.compile(r"(?:增[/、]?减|[增升]/?降|增加|减少|增长|上升|下降|变化|(?<!新)增)(?:[件宗起条]?数|数?量)\Z")
"""The end of a label that says by how many a count changed."""
_CHANGED = re.compile(r"(?:同比|环比)(?:增[/、]?减|[增升]/?降)")
"""The head of changes that may be in numbers or in percent."""
_COMPARED = re.compile(
    r"\A[比较](?:上个?月|上季度|上[期周]|前一?月|上一?年(?:度|同期)?|去年(?:同期)?|同期)(?:比|相比)?(?:\([^()]{1,4}\))?\Z"
)
"""The head of a column of changes that says no more than against when."""
_SHARE = re.compile(r"占比|比例|比重|百分比|^占(?![道用地据线位])")
_OF_ALL = re.compile(r"占(?:全[省市县区部]|[\u4e00-\u9fff]{0,8}总[数量]\Z)")
"""The head of a share that names its whole and says no more than 占 (占全市总量, 占投诉总数)."""
_RATE = re.compile(r"率$|满意度$|率\(|百分比$")
_TOTAL = re.compile(r"[合总共小]\s?计|[\u4e00-\u9fff]{1,6}小\s?计|总数|总量|全[市县区]|汇总")
_RANK = re.compile(
    r"[人户件]均|平均(?:每[件宗起])?(?:办理|办结|处置|处理|回复|响应)?(?:时长|用时|天数|时限)|得分|分值|评分|总分|分数|排名|名次|位次|年份|时间|日期|(?<!接听)(?<!来)电话(?![\u4e00-\u9fff])|手机|号码|联系方式|分机|年龄|编号|序号"
)
_HOW_MANY = re.compile(
    r"\A(?P<thing>[\u4e00-\u9fff]{0,8}?)(?:数量|总数|总量|(?<![案办事信物部文])件数|宗数|起数|条数|次数|人数|份数|个数|[人户家场批]次|数值|(?<![少半])数|(?<!质)量|金额|情况)"
)
_NAMED_UNITS = (
    ("件数", "件"), ("宗数", "宗"), ("起数", "起"), ("条数", "条"), ("次数", "次"), ("人数", "人"), ("份数", "份"),
    ("人次", "人次"), ("户次", "户次"), ("家次", "家次"), ("场次", "场次"), ("批次", "批次"),
)  # fmt: skip
_COUNTED = frozenset("件宗条次人起例份")
_TAIL = re.compile(r"(?:总|件|宗|条|次|起)?[数量]$|数量$|情况$|^(?:件|宗|起|条|次|[人户家场批]次)$")
_COUNTER = re.compile(r"(?<=[\u4e00-\u9fff]{2})[件宗起条份总](?=[数量]$)|(?<=数)量$")
"""What may stand between a verb and 数 (承办件数, 工单总数)."""
_ANY_CASE = frozenset(words("counted_label"))
"""What a verb before it counts, and no thing of its own (转派工单)."""
_MANNER = re.compile(r"(?:有效|按[时期]|超[时期]|及时|实际|累计|应|未|已|主动|新|全部|总|共)*")
_IN_TIME = frozenset({"按期", "按时", "按期数", "按时数"})
"""Heads of what was done with in time that say no more than that."""
_INDICATORS = re.compile(r"指标|^(?:统计)?项目$|内容$")
_LAST_MONTHS = {"一": 3, "二": 6, "三": 9, "四": 12}
_CASE = "case"
_STAGES = frozenset({*CASE_STAGES, "pending", "overdue"})


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """What a label says."""
    bracket = _BRACKET.search(text)
    unit = in_unit(bracket["unit"] or bracket["slash"]) if bracket else None
    plain = _BRACKET.sub("", text, count=1) if unit is not None else text
    plain = _ENUMERATOR.sub("", re.sub(r"\s+", "", plain))
    when = _WHEN.search(plain)
    base = _WHEN.sub("", plain).strip("的与比较") if when else plain
    base = "" if base in ("数", "值", "数据") else base  # 本月数
    base = base.removesuffix("目") if base.endswith("数目") else base
    label = _kind_of(base, plain, unit)
    told = _when(when) if when else None
    if told is not None and told.is_relative and label.kind in ("change", "growth"):
        told = None  # 较上月增减 is of now
    return label._replace(unit=unit, when=told, base=base)


def in_unit(written: str) -> InUnit | None:
    """The unit that some words are (宗, 万元, %), or None."""
    number = "1个" + written if written == "百分点" else "1" + written
    amounts = list(scan(number, number_starts(number), len(number)))
    if len(amounts) != 1 or amounts[0].end != len(number) or amounts[0].unit is None:
        return None
    return InUnit(amounts[0].unit, amounts[0].value, amounts[0].unit_as_written)


def units_of_caption(text: str) -> list[InUnit]:
    """The units that the line above a table gives for its counts (单位:件; 单位:件、%; 单位:件、万元)."""
    found = _CAPTION.search(text)
    written = (in_unit(unit) for unit in re.split("[、/]", found["unit"]) if unit) if found else ()
    return [unit for unit in written if unit is not None and unit.unit.kind != "percent"]


def names_money(label: Label) -> bool:
    """Whether what a label names is counted in money alone (挽回损失, 涉案金额)."""
    return _MONEY.search(label.base) is not None


def unit_of_title(title: str) -> InUnit | None:
    """The unit in brackets that closes the title of a table (受理情况统计表(件)), or None."""
    closing = _CLOSING.search(title)
    return in_unit(closing["unit"]) if closing else None


def names_indicators(head: str) -> bool:
    """Whether the head of a column of labels says that each of them tells what it counts (指标名称)."""
    return _INDICATORS.search(head) is not None


def may_be_change(label: Label) -> bool:
    """Whether a label may say by how many a count changed as well as by how many percent (环比增减)."""
    return label.unit is None and _CHANGED.fullmatch(label.base) is not None


def named_unit(label: Label) -> InUnit | None:
    """The unit that a count's own name holds (件数, 人数), or None."""
    return next((in_unit(unit) for words, unit in _NAMED_UNITS if label.base.endswith(words)), None)


def _kind_of(base: str, plain: str, unit: InUnit | None) -> Label:
    is_percent = unit is not None and unit.unit.kind in PERCENT_KINDS
    if _RANK.search(base):
        return Label(plain, "rank")
    if (unit is not None and not is_percent and _GROWTH.search(base)) or _CHANGED_BY.search(base):
        return Label(plain, "change")  # 环比增减(件), 同比增减量
    if _GROWTH.search(base) or (is_percent and (_CHANGE.search(base) or _COMPARED.match(plain))) or base == "±%":
        return Label(plain, "growth", "growth")
    if _CHANGE.search(base) or _COMPARED.match(plain):
        return Label(plain, "change")
    if _RATE.search(base):
        measure = measure_of(base)
        return Label(plain, "share" if measure == "share" else "rate", measure)
    if _SHARE.search(base) and (is_percent or _OF_ALL.match(base) or not _HOW_MANY.fullmatch(base)):
        return Label(plain, "share", "share")
    if _TOTAL.fullmatch(base):
        return Label(plain, "total")
    if base in _IN_TIME:
        return Label(plain, "count", "closed", base)  # 按期, beside 逾期
    if not base or base in _COUNTED or base == "累计" or (base != plain and _MANNER.fullmatch(base)):
        return Label(plain, "count")
    return _count(base, plain, unit.unit.kind if unit is not None else "")


def _count(base: str, plain: str, unit_kind: str) -> Label:
    """A label that counts: one that ends with 数 or 量, a verb that stands alone (受理, 已办结) or with a unit (受理案件(宗));
    any other names a thing."""
    how_many = _HOW_MANY.fullmatch(base)
    unit_kind = unit_kind or ("person" if base.endswith(("人数", "人次")) else "")
    hits = list(hits_of(base))
    chief = governing(base, hits, 0, len(base), unit_kind or _CASE)
    if chief is None and how_many:
        shorter = _COUNTER.sub("", base)
        if shorter != base and any(hit.entry.role == "verb" for hit in hits_of(shorter)):
            return _count(shorter, plain, unit_kind)
    if chief is None:
        hint = weak(base, hits, _CASE) if how_many else None
        if hint is not None:
            return Label(plain, "count", hint.entry.measure or "", hint.entry.word)
        return Label(plain, "count", noun=_thing(how_many["thing"])) if how_many else Label(plain, "thing")
    before, behind = base[: chief.hit.start], _TAIL.sub("", base[chief.hit.end :])
    noun = _thing(behind) or _thing(before)
    undone = before.endswith("未") and chief.measure in CASE_STAGES
    measure = "pending" if undone else chief.measure
    measure = "people" if unit_kind == "person" and measure == "events_held" else measure  # 培训人次
    by_way = not behind and any(hit.entry.is_channel and hit.end <= chief.hit.start for hit in hits)
    is_plain = not noun or noun in _ANY_CASE or (by_way and measure in _STAGES)
    kind = "count" if how_many or unit_kind or is_plain else "thing"
    return Label(plain, kind, measure, chief.hit.entry.word, chief.is_due, noun)


def _thing(words: str) -> str:
    """The thing that words name, or '' where they only say how (有效, 按期) or what was done."""
    noun = "" if _MANNER.fullmatch(words) else noun_phrase(words)
    return "" if any(hit.is_event for hit in hits_of(noun)) else noun


def _when(found: re.Match[str]) -> When:
    if found["last_year"]:
        return When(back=12, is_relative=True)
    if found["last"]:
        return When(back=1, is_relative=True)
    if found["now"]:
        return When(is_relative=True)
    if found["quarter"]:
        return When(month=_LAST_MONTHS[found["quarter"]])
    if found["of_year_quarter"]:
        return When(int(found["year"]), _LAST_MONTHS[found["of_year_quarter"]])
    if found["named_month"]:
        return When(month=small_number(found["named_month"]))
    month = found["of_year"] or found["month"]
    return When(int(found["year"]) if found["year"] else None, int(month) if month else None)


def is_earlier(when: When, period: Period, others: set[When]) -> bool:
    """Whether a label's time lies before the report's own, which another label must name; 上月 and 去年同期 say so themselves."""
    if when.is_relative:
        return when.back > 0
    own = [w for w in others if _is_own(w, period)]
    a_year_after = [w for w in own if w.month and w.year and When(w.year - 1, w.month) in others]
    months = sum(w.month is not None for w in own)
    if period.first_month is None and len(a_year_after) == 1 and months <= _PAIR:
        own = a_year_after  # 2023年4月, 2024年3月, 2024年4月: the last is of now
    return bool(own) and when not in own and _order(when, period) < _order(own[0], period)


def are_a_year_so_far(months: Sequence[When], period: Period) -> bool:
    """Whether times are the months one after the other from January to the report's own (1月, 2月, 3月)."""
    last = period.last_month
    return (
        last is not None
        and last >= _MONTHS
        and [when.month for when in months] == [*range(1, last + 1)]
        and {when.year for when in months} <= {None, period.year}
    )


def precedes(when: When | None, other: When | None) -> bool:
    """Whether of two times that labels name the first is the earlier one."""
    nothing_named = Period()
    here, there = (_order(w, nothing_named) if w is not None else (0, 0) for w in (when, other))
    if when is not None and when.is_relative:
        return when.back > (other.back if other is not None else 0)
    if other is not None and other.is_relative:
        return False
    if when is None or other is None:
        return False
    if when.month and other.month and (when.year is None) != (other.year is None):
        if when.month == other.month:
            return when.year is not None
        # 7月 beside 2024年6月, 1月 beside 2024年12月
        return 0 < other.month - when.month < _HALF_YEAR or when.month - other.month >= _HALF_YEAR
    return here < there


def _is_own(when: When, period: Period) -> bool:
    if when.is_relative:
        return when.back == 0
    same_year = when.year is None or when.year == period.year
    if when.month is None:
        return same_year and when.year is not None
    if period.first_month is None:
        return same_year and when.year is not None
    return same_year and period.first_month <= when.month <= (period.last_month or 0)


def _order(when: When, period: Period) -> tuple[int, int]:
    if when.is_relative:
        return (period.year or 0, (period.first_month or 0) - when.back)
    return (when.year or period.year or 0, when.month or 0)
