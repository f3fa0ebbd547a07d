"""Which numbers are figures: what the rules of nonfigure leave, less indefinite, unitless and merely joining ones."""

from __future__ import annotations

import re

from disclosure.extraction.nonfigure import reason
from disclosure.extraction.numeral import parse
from disclosure.extraction.quantity import BETWEEN, Amount
from disclosure.vocabulary import units, words

PERCENT_KINDS = ("percent", "point")
_BARE_NOUN = re.compile(
    r"(?P<noun>(?:量|人数|金额|件数|条数|次数|份数|总数|数|粉丝|用户))(?:分别|共|已|已经|累计|目前|现)?(?:为|达|达到|是|:|共|约|近|突破|超过|高达|有|总计|累计|逾|超|多达|已|已经)*$"
)
_LONGEST_KIND = 4
"""How many characters before 数 or 量 say of what (粉丝数)."""
_BARE_BEHIND = re.compile(
    r"(?:微信|微博|抖音|活跃|注册|网络|手机|移动|实名)?(?P<noun>用户|粉丝|网友|网民|读者|听众|观众)(?!数|量|群|体验)"
)
"""A noun of people right behind a number without a unit (219万用户)."""
_BARE_UNITS = (
    ("网友", "人"),
    ("网民", "人"),
    ("读者", "人"),
    ("听众", "人"),
    ("观众", "人"),
    ("人数", "人"),
    ("金额", "元"),
    ("粉丝", "人"),
    ("用户", "人"),
    ("条数", "条"),
    ("次数", "次"),
    ("份数", "份"),
    ("访问", "次"),
    ("浏览", "次"),
    ("点击", "次"),
    ("阅读", "次"),
)
_SHORTENED = re.compile(r"压缩|缩短|减少|提前|提速|精简|节省|缩减|减至|压减|节约|平均|用时|时长")
_ONE_DONE = re.compile(
    r"(?:召开|举办|开展|组织|举行|进行|编发|刊发|出版|举办过|培训|检查|督查|演练|评议|测评)(?:了|过|完)?$"
)
_ONE_HELD = re.compile(
    r"(?:召开|举办|开展|组织|编印|印发|编发|设立|设置|建立|建成|添置|购置|开设|出台|制定)[^,。;、]{2,12}$"
)
_ONE_PUT = re.compile(r"(?:配备|配置|购置|添置|购买|安装|设立|设置|开设|增设|摆放|放置)(?:了|有)?$")
_THING_BEHIND = re.compile(r"[\u4e00-\u9fff]{1,12}(?=[,。;、)]|$)")
_THINGS_ONE_MAY_PUT = frozenset("台块部间处座辆架")
_MEANS_ANY = re.compile(
    r"的(?:单位|部门|地区|乡镇|人员)?(?:,?(?:按|由|应|须|要|一律|予以|不得|取消|说明))|仍|被(?:通报|投诉|退回)"
)
"""What follows a bound that a rule sets (超过10件的,按规定收费), not a count of what happened."""
_LOWER_END = re.compile(r"(?<![\d.\-/])(?P<low>\d{1,4}|[一二两三四五六七八九十百]{1,5})(?:[-—–~～]{1,2}|至|到)$")
"""What makes a number the upper end of a range, which tells no count (每月3至5次)."""
_FARTHEST_END = 8
_BRACKET_REACH = 48
_CASE_UNITS = "|".join(sorted({re.escape(u.written) for u in units().values() if u.kind in ("case", "person")}))
_DIVIDED = re.compile(
    rf"\d(?P<unit>{_CASE_UNITS})\((?:其中[:,]?)?(?:[\u4e00-\u9fff]{{1,8}}:?\d{{1,6}}[,、;]){{0,4}}(?!第|见|附|详|编号|文号|电话)[\u4e00-\u9fff]{{2,8}}:?$"
)
_DIVISION_ENDS = re.compile(r"(?:[,、;][\u4e00-\u9fff]{2,8}:?\d{1,6}){0,4}\)")
_LABELLED = re.compile(rf"(?:^|[,。;、:(\s])[\u4e00-\u9fff]{{0,8}}(?:{'|'.join(words('counted_label'))}):$")
_ENDS_LABELLED = re.compile(r"[,。;、)\n]|$")
_SHARE_OF_CASES = re.compile(
    r",占[^,。;\d%]{0,8}(?:申请|案件|诉求|投诉|举报|工单|来信|信访|建议|提案)[^,。;\d%]{0,6}(?:总?数|总?量|件数)的?\d{1,3}(?:\.\d{1,2})?%"
)
_STAFF = ("人员", "干部", "联络员", "监督员", "管理员", "信息员", "发言人", "负责人")
_DENIED = re.compile(r"(?:[未没无]|没有)(?:曾|有)?(?:收到|接到|发生|出现|发现|受理|收|接|办|答复|回复)?(?:过|了)?$")
_DENIED_BEHIND = re.compile(r"[也都][未没无不]")
_ONE_CASE = re.compile(r"(?:收到|接到|受理|答复|办结|回复|办理|处理|申请|复议|诉讼|申诉|投诉|举报)(?:了)?$")
_INDEFINITE = (
    "几", "数", "若干", "第", "每", "某", "哪", "这", "那", "同", "另", "任何", "上", "下", "各",
)  # fmt: skip


def refusal(text: str, amount: Amount) -> str | None:
    """Why a number is no figure, or None where it is one."""
    why = reason(text, amount)
    if why:
        return why
    unit = amount.unit
    if unit is None:
        return None if _bare_noun(text, amount) or _unit_around(text, amount) else "no_unit"
    if amount.qualifier != "exact" and _MEANS_ANY.match(text, amount.end):
        return "standing_rule"
    if unit.kind == "duration" and not _SHORTENED.search(text, max(0, amount.start - 12), amount.start):
        return "duration"
    if unit.kind not in PERCENT_KINDS and _ends_range(text, amount):
        return "indefinite"
    if not amount.is_chinese or unit.kind in PERCENT_KINDS:
        return None
    before = text[max(0, amount.start - 8) : amount.start]
    if BETWEEN.match(text, amount.number_start):
        return "indefinite"  # 三四十件
    if amount.start == amount.number_start and before.endswith(_INDEFINITE):
        return "indefinite"
    number = text[amount.number_start : amount.number_start + 2]
    is_one = number[0] == "一" and (len(number) < 2 or number[1] not in "百千万十") and amount.value == 1
    return "set_phrase" if is_one and not _is_one_done(text, amount, before) else None


def _ends_range(text: str, amount: Amount) -> bool:
    begins = _LOWER_END.search(text[max(0, amount.start - _FARTHEST_END) : amount.start])
    low = parse(begins["low"]) if begins is not None else None
    return low is not None and low < amount.value


def unit_of_bare(text: str, amount: Amount) -> str:
    """The unit that the noun before a number without one implies (人数36: 人), or ''."""
    noun = _bare_noun(text, amount)
    implied = next((unit for cue, unit in _BARE_UNITS if cue in noun), "件" if noun.endswith("件数") else "")
    return implied or _unit_around(text, amount)


def _unit_around(text: str, amount: Amount) -> str:
    """The unit of a number without one, told by the total that a bracket divides (提案23件(主办|15,协办8)), by a label that
    names cases (来信:|56), or by a share of cases behind it (行政处罚|210,占申请总数的33%); or ''."""
    if amount.is_chinese or amount.qualifier != "exact":
        return ""
    before = text[max(0, amount.start - _BRACKET_REACH) : amount.start]
    divided = _DIVIDED.search(before) if "(" in before and _DIVISION_ENDS.match(text, amount.end) else None
    if divided:
        return divided["unit"]
    if _LABELLED.search(before) and _ENDS_LABELLED.match(text, amount.end):
        return "件"
    return "件" if text.startswith(",占", amount.end) and _SHARE_OF_CASES.match(text, amount.end) else ""


def _is_one_done(text: str, amount: Amount, before: str) -> bool:
    """Whether 一 counts (召开了一次, 设立公开栏一块), not joins a phrase (一个停车场)."""
    kind = amount.unit.kind if amount.unit else ""
    if _DENIED.search(before) or _DENIED_BEHIND.match(text, amount.end):
        return False  # 没有接到一件投诉, 投诉一件也没有
    if (kind == "event" and _ONE_DONE.search(before)) or (kind == "case" and _ONE_CASE.search(before)):
        return True
    if (
        amount.unit_as_written in _THINGS_ONE_MAY_PUT
        and _ONE_PUT.search(before)
        and _THING_BEHIND.match(text, amount.end)
    ):
        return True  # 配备了一台专用电脑
    closes = text[amount.end : amount.end + 1] in ",。;、)"
    if kind == "person" and closes and before.endswith(_STAFF):
        return True
    joined = before[-1:] in "统唯专每逐同某第之这那"
    return closes and not joined and _ONE_HELD.search(text, max(0, amount.start - 16), amount.start) is not None


def _bare_noun(text: str, amount: Amount) -> str:
    """The noun beside a number without a unit that says what it counts (参训人数36, 219万用户), or ''."""
    following = text[amount.end : amount.end + 1]
    if following not in ("", ",", "。", ";", "、", ")", "\n", " "):
        behind = None if amount.is_chinese else _BARE_BEHIND.match(text, amount.end)
        return behind["noun"] if behind else ""
    before = text[max(0, amount.start - 14) : amount.start]
    match = _BARE_NOUN.search(before)
    if match is None:
        return ""
    start = match.start("noun")
    while start > max(0, match.start("noun") - _LONGEST_KIND) and "\u4e00" <= before[start - 1] <= "\u9fff":
        start -= 1
    return before[start : match.end("noun")]
