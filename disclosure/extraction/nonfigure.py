"""Numbers that are no figures: dates, document and telephone numbers, ordinals, deadlines, set phrases … and why.

A rule looks at the number, at what stands before it and at what follows. The first that holds gives the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from disclosure.extraction.quantity import Amount
from disclosure.vocabulary import rows, words


class Rule(NamedTuple):
    """A reason to refuse a number. `before` must match up to the number, `after` from its end; both where given."""

    name: str
    number: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    unit_kinds: frozenset[str] | None = None  # None: any; an empty set: only numbers without a unit
    chinese: bool | None = None
    is_rare_before: bool = (
        False  # whether what stands before, GATE characters at most, holds more rarely than what follows
    )


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})$")


NO_UNIT: frozenset[str] = frozenset()
WITH_UNIT = frozenset({"case", "item", "event", "person", "money", "measure", "duration", "percent", "point"})
COUNTED = frozenset({"case", "item", "event", "person", "money", "measure"})
WINDOW = 16
"""How many characters on either side a rule may look at."""
GATE = 6
"""The longest that a rule which asks for nothing but what stands before the number needs to see of it."""

_HOTLINE = (
    "热线|服务平台|平台|电话|专线|信箱|投诉|举报|公开电话|便民|政务|“|”|公众号|小程序|微信|中心|系统|网|APP|,以下|-"
)
_STRUCTURE = "|".join(words("text_structure"))
_LABELS = "|".join(words("counted_label"))
_NAMED_LIKE_COUNTS = "|".join(
    sorted({row["name"] for row in rows("region") if len(row["name"]) == 2 and row["name"][0] in "二三四五六七八九两"})
)
"""Places whose names are a numeral and a character that may be a unit (三台县, 五台县)."""
_SORTED_BY_SUM = r"(?:大案|要案|案件|案|投诉|贷款|家庭)(?!的?金额)|(?<=的)\d[\d,.]{0,8}万?[件起宗户笔]"
"""What is told apart by the sum that it comes to (10万元以上|大案6件, 10万元以下|的12件); the sum itself is no figure."""

RULES = (
    Rule("date.year", re.compile(r"(?:19|20)\d\d"), None, re.compile(r" ?年(?!均|增|减|结)|-(?:19|20)?\d\d年|/\d")),
    Rule("date.year_unit", re.compile(r"(?:19|20)\d\d年$"), None, None),
    Rule("set_phrase", re.compile(rf"(?:{_NAMED_LIKE_COUNTS})$"), None, re.compile("[县市区]|分公司|分局"), WITH_UNIT, True),
    Rule("set_phrase", re.compile("[一二三四五六七八九]家$"), None, re.compile("[镇乡](?=[、等和及,。;])"), WITH_UNIT, True),
    Rule("date.range", re.compile(r"(?:19|20)\d\d"), None, re.compile(r"(?:年?度?)?[-—~至到、和](?:19|20)\d\d年?")),
    Rule("date.month_day", None, None, re.compile(r"\s?(?:月(?!均)|日(?!均|常)|号(?!线))"), NO_UNIT),
    Rule("date.iso", re.compile(r"\d{1,4}"), None, re.compile(r"[-/.]\d{1,2}(?:[-/.:日]|\s|$)"), NO_UNIT),
    Rule("date.iso", re.compile(r"\d{1,2}"), _before(r"\d{4}[-/.]\d{0,2}[-/.]?|\d[-/.]\d{1,2}[-/.]"), None, NO_UNIT),
    Rule("date.quarter", re.compile("[一二三四]季度$"), None, None, frozenset({"duration"}), True),
    Rule("date.day", re.compile(r"(?:[12]?\d|3[01])日$"), _before(r"月\s?|[-—至到、]\s?|每月|每年"), None),
    Rule("date.clock", re.compile(r"\d{1,2}"), None, re.compile(r":\d\d|时(?!限|间|段|长)|点(?!击|半以)\d{0,2}"), NO_UNIT),
    Rule("date.clock", re.compile(r"\d{1,2}"), _before(r"\d:"), None, NO_UNIT),
    Rule("date.clock", re.compile(r"\d{1,2}分$"), _before(r"[时点:]\s?"), None, frozenset({"measure"})),
    Rule("set_phrase", re.compile(r".{1,4}分$"), None, None, frozenset({"measure"}), True),
    Rule("standing_rule", re.compile(r".{1,8}分$"), _before(r"[扣加减记计]|(?:满分|分值|基础分|基本分|标准分|权重)[^,。;]{0,12}"), None, frozenset({"measure"})),
    Rule("deadline", re.compile(r"\d{1,3}分$"), None, re.compile(r"(?:以[上内下])?(?:出警|签收|到达|到场|响应|接单)"), frozenset({"measure"})),
    Rule("date.named_day", re.compile(r"\d{1,2}\.\d{1,2}$"), _before("[“\"‘《]"), None),
    Rule("date.period", None, _before("近|最近|今后|未来|过去|连续|每|前|后|历时|为期|满|用了"), None, frozenset({"duration"})),
    Rule("ordinal", None, _before("第|前|名列|排名|居第|位列|位居|排在|(?<!安)排"), None, None),
    Rule("document_number", None, _before(r"[〔\[(【]\s?(?:20|19)?\d{0,2}"), re.compile(r"\s?[〕\]】)]\s?第?\d{0,5}号"), NO_UNIT),
    Rule("document_number", None, _before(r"[〕\]】)]\s?第?"), re.compile(r"\s?号"), NO_UNIT),
    Rule("document_number", None, None, re.compile(r"\s?号(?:文|令|公告|通知|函|[)〕》,。、]|行动|楼|院|线|台|窗口|$)"), NO_UNIT),
    Rule("document_number", None, None, re.compile(r"(?:[、和,]\d{1,5}){1,6}\s?号"), NO_UNIT),
    Rule("document_number", None, None, re.compile(r"号"), NO_UNIT),
    Rule("contact", re.compile(r"\d{5,}"), _before(r"(?:电话|传真|邮编|邮政编码|手机|热线|专线|QQ|号码|编码|代码|证号|备案)[号]?[:为是]?\s?|\d{3,4}[-—]|ICP备|公网安备|备"), None, NO_UNIT),
    Rule("contact", re.compile(r"\d{3,4}"), None, re.compile(r"[-—]\d{7,8}"), NO_UNIT),
    Rule("contact", re.compile(r"\d{3,12}"), None, re.compile(_HOTLINE), NO_UNIT),
    Rule("contact", re.compile(r"1[12]\d"), re.compile(rf"^(?!.*(?:{_LABELS}):$).*$", re.S), re.compile(r"[^\d%]|$"), NO_UNIT),
    Rule("contact", re.compile(r"1[12]\d类$"), None, re.compile(r"(?:有效|无效)?(?:报警|警情)|的?\d")),
    Rule("contact", re.compile(r"(?:12\d{3}|9[56]\d{3,6}|400\d{7}|96\d{3,4})"), None, re.compile(r"[^\d%]|$"), NO_UNIT),
    Rule("contact", re.compile(r"\d{6}|\d{7,8}|1\d{10}"), _before(r"[:(]|邮编|号"), None, NO_UNIT),
    Rule("set_phrase", re.compile(r"[万亿]元$"), _before(r"单位(?:均|都)?(?:为|是)?:?\s?(?:[\u4e00-\u9fff]{1,3}[、/]){0,3}|\("), None, None, True),
    Rule("set_phrase", re.compile(r"[万亿][件条宗起个次户份封]$"), _before(r"单位(?:均|都)?(?:为|是)?:?\s?(?:[\u4e00-\u9fff]{1,3}[、/]){0,3}|\("), re.compile(r"[)、/,;]|\s|$"), None, True),
    Rule("ordinal", re.compile(r"[一二三四五六七八九十]{1,3}(?:大队|科)$"), None, None, None, True),
    Rule("ordinal", re.compile(r".{0,24}[位名]$"), _before("后|末"), None, None),
    Rule("ordinal", re.compile(r".{1,6}届$"), None, re.compile(r"(?:[一二三四五六七八九十\d]{1,3}次|[一二三四五六七八九]?(?:[一二三四五六七八九]、)?[一二三四五六七八九]?中、?|人大|政协|全国|全会|会议|常委会|中央|省委|市委|县委|区委|委员)"), None),
    Rule("ordinal", re.compile(r".{1,6}届$"), re.compile(r"^(?!.*(?:[办开]|连续|举行|承接|组织|参加)[了过]?(?:共)?$).*$", re.S), None, None, True),
    Rule("set_phrase", re.compile(r".{1,8}路$"), None, None, None, True),
    Rule("set_phrase", None, None, re.compile(r"\d"), None, True),
    Rule("set_phrase", re.compile(r"[万亿]元$"), _before(r"[\s|]"), re.compile(r"[\s|]{1,6}[-\d]"), None, True),
    Rule("set_phrase", re.compile(r"[万亿](?:人次|车次|吨|吨公里|人公里|人|辆次|班次|千瓦时)$"), _before(r"[(按每、/:\s]"), re.compile(r"(?!以上|余|多)"), None, True),
    Rule("set_phrase", re.compile(r"[万亿](?:车次|人次|人|车公里|人公里)$"), None, re.compile(r"投诉|事故|死亡|故障"), None, True),
    Rule("set_phrase", re.compile(r"百[度科]$"), None, None, None, True),
    Rule("set_phrase", re.compile(r"千家$"), None, re.compile("万户"), None, True),
    Rule("set_phrase", re.compile(r"万户$"), _before("千家"), None, None, True),
    Rule("set_phrase", re.compile(r"万家$"), _before("[进入到惠走]"), None, None, True),
    Rule("set_phrase", re.compile(r"万家$|百家$|千篇$"), None, re.compile("灯火|争鸣|讲坛|一律"), None, True),
    Rule("set_phrase", re.compile(r"[百千万]人$"), None, re.compile(r"[百千万][网面策档案]"), None, True),
    Rule("set_phrase", re.compile(r"[百千万]面$"), _before("[百千万]人"), None, None, True),
    Rule("set_phrase", re.compile(r"两节|两会"), None, None, None, True),
    Rule("set_phrase", re.compile(r"[二三四五六七八]包$"), None, re.compile(r"(?!以上|余|多|共|合计|各|重|每|价)[\u4e00-\u9fff”]"), None, True),
    Rule("document_number", re.compile(r"\d{1,4}份$"), _before(r"\((?:共印|印发|印数:?)"), re.compile(r"\)")),
    Rule("ordinal", re.compile(r".{0,24}次$"), _before(r"(?:[届会]\S{0,6}|人大|政协|党代会)"), re.compile(r"会议|全会"), None, True),
    Rule("ordinal", re.compile(r"[一二三四五六七八九十]{1,2}次$"), _before(r"(?:^|[,。;:(、\s])[自从在]?"), re.compile(r"(?:全体)?(?:会议|全会)(?:的?(?:建议|提案|议案)|期间|以来|闭幕|[上后])"), None, True),
    Rule("identifier", None, _before(r"[A-Za-z_/@.=#&]+\s?-?"), None, NO_UNIT),
    Rule("identifier", None, _before(r"(?<![A-Za-z])(?!(?:[Aa][Pp][Pp]|LED|QQ|[Ww][Aa][Pp])\s?$)[A-Za-z_/@.=#&]+\s?-?"), None, WITH_UNIT),
    Rule("identifier", None, None, re.compile(r"[A-Za-z_@](?!PP)"), NO_UNIT),
    Rule("identifier", re.compile(r"\d{1,24}[A-Za-z]{1,2}$"), None, re.compile(r"[A-Za-z\d]"), frozenset({"measure"})),
    Rule("identifier", None, _before(r"[×*]"), None, None),
    Rule("identifier", None, _before(r"\+"), None, NO_UNIT),
    Rule("identifier", None, _before(r"\+"), None, COUNTED | {"duration"}),
    Rule("identifier", None, None, re.compile(r"\s?[×*+]\s?\d"), None),
    Rule("version", re.compile(r"\d\.\d版?$"), None, re.compile(r"版|系统|时代|办|[^,。;]{0,12}应用|。|,|$"), None),
    Rule("heading_number", re.compile(r"\d{1,2}(?:\.\d{1,2})*"), _before(r"(?:^|[\n。;:,])\s*[(]?"), re.compile(r"\s?[.、))]\s?(?!\d)|\s?[))]"), NO_UNIT),
    Rule("heading_number", re.compile(r"\d{1,2}"), _before(r"[((]"), re.compile(r"[))]"), NO_UNIT),
    Rule("page_number", re.compile(r"\d{1,9}页$"), _before(r"共|第|页|当前"), None, None),
    Rule("standing_rule", re.compile(r"[^百千万]{1,24}"), None, re.compile(r"以[上下]"), COUNTED, True),
    Rule("standing_rule", None, None, re.compile(r"以[上下](?![,。;、)])"), COUNTED, True),
    Rule("standing_rule", None, _before(r"[,。;\s]处|^处|(?<![格好职标级])以上|权限为|限额为|标准为|一式"), re.compile(r"以[上下]|[。,;]|$"), COUNTED, None, True),
    Rule("threshold", None, None, re.compile(rf"以[上下]的?(?:重?大|小额|典型)?(?:{_SORTED_BY_SUM})"), frozenset({"money"})),
    Rule("threshold", re.compile(r".{1,12}元$"), None, re.compile(r"(?:以[上下])?(?:\(?不?含\)?)?[至到—~-]\d[\d.]{0,6}[万亿]?元(?:以[上下])?的\d"), frozenset({"money"})),
    Rule("threshold", None, _before(r"元[至到—~-]"), re.compile(r"(?:以[上下])?的\d"), frozenset({"money"})),
    Rule("deadline", None, re.compile(r"^(?!.*(?:压缩|缩短|减少|减至|精简|提速)[^,。;]{0,6}$).*$", re.S), re.compile(r"(?:之)?内|前|以内"), frozenset({"duration"})),
    Rule("deadline", re.compile(r".{0,24}工作日$"), re.compile(r"^(?!.*(?:平均|用时|时长|缩短|压缩|减至)).*$", re.S), None, None),
    Rule("text_structure", None, None, re.compile(rf"(?:大|重点|主要)?(?!公开(?:主体|单位|部门|信息|事项|专栏|栏|平台|点|窗口|[了过]))(?:{_STRUCTURE})"), frozenset({"item", "event"})),
    Rule("text_structure", None, re.compile(r"^(?!.*(?:设置|开设|设有|设立|下设|分设|增设|新增|包含)[了有]?$).*$", re.S), re.compile("(?:大|重点|主要)?[板版]块"), frozenset({"item"})),
    Rule("set_phrase", None, _before("[“‘「]"), re.compile(r"[^”’」,。;\d]{1,12}[”’」]"), None, True),
    Rule("set_phrase", None, _before("[“‘「][^”’」,。;]{1,8}"), re.compile(r"[^”’」,。;\d]{0,10}[”’」]"), None, True),
    Rule("set_phrase", re.compile(r".{1,8}条$"), _before("[“‘「\"][^”’」\",。;]{1,10}"), re.compile("[”’」\"]"), frozenset({"item"})),
    Rule("text_structure", re.compile(r"[二三四五六七八九十]项$"), None, re.compile(r"工作(?=[,。;:]|$)"), None, True),
    Rule("text_structure", re.compile(r".{1,3}大?[项块]$"), None, re.compile(r"(?:合占|共占|合计|相加|之和|加起来)"), None, True),
    Rule("text_structure", re.compile(r".{1,3}大?[项块]$"), _before(r"[按就从][^,。;\d]{0,8}"), re.compile(r"分?[,:]|分(?![公局部管会])"), None, True),
    Rule("text_structure", re.compile(r".{0,24}[类种]$"), None, None, None, True),
    Rule("text_structure", re.compile(r".{1,4}[项个]$"), _before("率|满意度"), re.compile("(?:指标|数据|比率)?分别"), None, True),
    Rule("set_phrase", re.compile(r".{0,24}条$"), _before(r"(?:落实|贯彻|执行|遵守|推进|实施)[^,。;]{0,16}"), re.compile(r"[\u4e00-\u9fff]{0,4}?(?:措施|意见|规定|禁令|举措|政策)"), None, True),
    Rule("set_phrase", None, _before(r"之和(?:大于|超过|等于|不等于|为)"), None, None),
    Rule("title", None, _before(r"《[^》]{0,14}"), re.compile(r"[^《》]{0,14}》"), None),
    Rule("ordinal", re.compile(r".{0,24}[名位]$"), _before(r"排名[^,。;]{0,12}|(?:前进|前移|后移|提升|上升|下降|下滑)了?"), None, None),
    Rule("ordinal", None, None, re.compile(r"(?:个)?[位名]次"), None),
    Rule("identifier", None, _before(r"(?:[东西]经|[南北]纬)"), None, None),
    Rule("set_phrase", re.compile(r".{0,24}%$"), _before(r"[“‘](?:两个|双)?|(?:两个|双)"), re.compile(r"[^”’,。;]{0,6}[”’]"), frozenset({"percent"})),
    Rule("set_phrase", re.compile(r"二次"), None, re.compile(r"(?![,。;、)])."), None, True),
    Rule("set_phrase", None, None, re.compile("|".join(map(re.escape, words("after_one"))) or "$^"), None, True),
)  # fmt: skip


Test = Callable[[str], object]


@dataclass(slots=True, frozen=True)
class _Ready:
    """A rule made ready: its tests as bound methods."""

    name: str
    number: Test | None
    before: Test | None
    after: Test | None


@dataclass(slots=True, frozen=True)
class _Gates:
    """The rules that may hold for one kind of number. Each stands behind one of its tests, its gate; a pattern for each
    sort of gate tells whether any opens, which is rarely so. `rules` are, in order, those behind the gates that open:
    whether any for the number, for what follows it, for what stands before it."""

    number: Test
    after: Test
    before: Test
    rules: dict[tuple[bool, bool, bool], tuple[_Ready, ...]]
    ends_before: frozenset[str]  # the Han characters among which is the last of what stands before


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _may_end_with(pattern: str, last: str) -> bool:
    return (last in pattern) != pattern.startswith("[^")


@cache
def _gates(kind: str | None, chinese: bool, last: str) -> _Gates:
    """The gates for numbers of a kind that end with a character; no rule says of a Han character more than which it is, or
    which it is not."""
    gated: list[tuple[int, _Ready]] = []
    patterns: tuple[list[str], ...] = ([], [], [])
    for rule in RULES:
        if rule.unit_kinds is not None and (kind not in rule.unit_kinds if rule.unit_kinds else kind is not None):
            continue
        if rule.chinese is not None and rule.chinese != chinese:
            continue
        if rule.number is not None and _is_han(last) and not _may_end_with(rule.number.pattern, last):
            continue
        number = rule.number and (rule.number.match if rule.number.pattern.endswith("$") else rule.number.fullmatch)
        parts = (rule.number, rule.after, rule.before)
        gate = 2 if rule.is_rare_before else next(at for at, part in enumerate(parts) if part is not None)
        patterns[gate].append(f"(?:{parts[gate].pattern})" + ("" if gate else r"\Z"))
        gated.append(
            (gate, _Ready(rule.name, number, rule.before and rule.before.search, rule.after and rule.after.match))
        )
    whole, after, before = (re.compile("|".join(sort) or "$^") for sort in patterns)
    return _Gates(
        whole.match,
        after.match,
        before.search,
        {opened: tuple(rule for gate, rule in gated if opened[gate]) for opened in product((True, False), repeat=3)},
        frozenset(filter(_is_han, before.pattern)),
    )


def reason(text: str, amount: Amount) -> str | None:
    """Why a number is no figure, or None where nothing speaks against it."""
    start, end, unit = amount.number_start, amount.number_end, amount.unit
    number = text[start:end]
    after = text[end : end + WINDOW]
    close_by = text[start - GATE if start > GATE else 0 : start]
    gates = _gates(unit.kind if unit is not None else None, amount.is_chinese, number[-1])
    may_be_before = close_by[-1:] in gates.ends_before or not _is_han(close_by[-1:])
    rules = gates.rules[
        gates.number(number) is not None,
        gates.after(after) is not None,
        may_be_before and gates.before(close_by) is not None,
    ]
    if not rules:
        return None
    before = text[max(0, start - WINDOW) : start]
    for rule in rules:
        if rule.number is not None and not rule.number(number):
            continue
        if rule.before is not None and not rule.before(before):
            continue
        if rule.after is not None and not rule.after(after):
            continue
        return rule.name
    return None
