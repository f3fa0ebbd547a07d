"""Which numbers are figures: what the rules of nonfigure leave, less indefinite, unitless and merely joining ones."""

from __future__ import annotations

import re

from disclosure.extraction.bare import is_count
from disclosure.extraction.nonfigure import reason
from disclosure.extraction.numeral import parse
from disclosure.extraction.quantity import BETWEEN, Amount
from disclosure.vocabulary import words

PERCENT_KINDS = ("percent", "point")
_SHORTENED = re.compile(r"压缩|缩短|减少|提前|提速|精简|节省|缩减|减至|压减|节约|平均|用时|时长")
_ONE_DONE = re.compile(
    r"(?:召开|举办|开展|组织|举行|进行|编发|刊发|出版|举办过|培训|检查|督查|演练|评议|测评|改版|升级)(?:了|过|完)?$|(?:[只仅]|[\u4e00-\u9fff])[办开](?:了|过)$"
)
_ONE_HELD = re.compile(
    r"(?:召开|举办|开展|组织|编印|印发|编发|设立|设置|建立|建成|添置|购置|开设|出台|制定)(?:[^,。;、\d]{2,8}\d{1,4}[间处个块台部套]、){0,2}[^,。;、]{2,12}$"
)
_ONE_PUT = re.compile(r"(?:配备|配置|购置|添置|购买|安装|设立|设置|开设|增设|摆放|放置)(?:了|有)?$")
_THING_BEHIND = re.compile(r"[\u4e00-\u9fff]{1,12}(?=[,。;、)]|$)")
_THINGS_ONE_MAY_PUT = frozenset("台块部间处座辆架")
_SITE_BEHIND = re.compile(
    r"[\u4e00-\u9fff]{1,10}(?:点|窗口|专栏|公开栏|平台|室|站|中心|专区|账号|公众号)(?=[,。;、)]|$)"
)
"""A place that one may be set up of (设立一个|专门的受理点)."""
_MEANS_ANY = re.compile(
    r"的(?:单位|部门|地区|乡镇|人员)?(?:,?(?:按|由|应|须|要|一律|予以|不得|取消|说明))|仍|被(?:通报|投诉|退回)"
    r"|的?(?:集体?(?:来|上)?访|群体性|聚集|联名)"
)
"""What follows a bound that a rule sets (超过10件的,按规定收费) or that tells one kind (50人以上集访), not a count of what happened."""
_LOWER_END = re.compile(r"(?<![\d.\-/])(?P<low>\d{1,4}|[一二两三四五六七八九十百]{1,5})(?:[-—–~～]{1,2}|至|到)$")
"""What makes a number the upper end of a range, which tells no count (每月3至5次)."""
_FARTHEST_END = 8
_SHORTEST_CALL = 1000
"""Numbers below it may be called (110, 119) and may as well count."""
_STAFF = words("staff")
_DENIED = re.compile(r"(?:[未没无]|没有)(?:曾|有)?(?:收到|接到|发生|出现|发现|受理|收|接|办|答复|回复)?(?:过|了)?$")
_DENIED_BEHIND = re.compile(r"[也都][未没无不]")
_ONE_CASE = re.compile(r"(?:收到|接到|受理|答复|办结|回复|办理|处理|申请|复议|诉讼|申诉|投诉|举报)(?:了)?$")
_ONE_ENDED = re.compile(r"(?:公开|维持|纠正|纠错|驳回|撤销|撤回|终止|结案|立案|转办|移送|采纳|不存在)(?:了|的)?$")
"""What became of one case, which must end there (不予公开|一件,): 公开一件事 tells none."""
_ONE_AFTER_OTHER = re.compile(r"一件[,、;][^,、;。\d]{1,5}$")
_ONE_MORE = re.compile(r"[,、;][^,、;。\d]{1,5}一件")
"""What tells how cases are to be dealt with, one after the other (接到一件、转办一件、办结一件)."""
_INDEFINITE = (
    "几", "数", "若干", "第", "每", "某", "哪", "这", "那", "同", "另", "任何", "上", "下", "各",
)  # fmt: skip


def refusal(text: str, amount: Amount) -> str | None:
    """Why a number is no figure, or None where it is one."""
    unit = amount.unit
    why = reason(text, amount)
    if why == "contact" and unit is None and amount.value < _SHORTEST_CALL and is_count(text, amount):
        why = None  # 受理数120,办结数118
    if why:
        return why
    if unit is None:
        return None if is_count(text, amount) else "no_unit"
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
        is_rest = before.endswith("另") and amount.value > 1 and unit.kind == "case"  # 另两件正在办理
        return None if is_rest else "indefinite"
    number = text[amount.number_start : amount.number_start + 2]
    is_one = number[0] == "一" and (len(number) < 2 or number[1] not in "百千万十") and amount.value == 1
    return "set_phrase" if is_one and not _is_one_done(text, amount, before) else None


def _ends_range(text: str, amount: Amount) -> bool:
    begins = _LOWER_END.search(text[max(0, amount.start - _FARTHEST_END) : amount.start])
    low = parse(begins["low"]) if begins is not None else None
    return low is not None and low < amount.value


def _is_one_done(text: str, amount: Amount, before: str) -> bool:
    """Whether 一 counts (召开了一次, 设立公开栏一块), not joins a phrase (一个停车场)."""
    kind = amount.unit.kind if amount.unit else ""
    if _DENIED.search(before) or _DENIED_BEHIND.match(text, amount.end):
        return False  # 没有接到一件投诉, 投诉一件也没有
    if (kind == "event" and _ONE_DONE.search(before)) or (kind == "case" and _ONE_CASE.search(before)):
        return True
    closes = text[amount.end : amount.end + 1] in ",。;、)"
    in_turn = _ONE_AFTER_OTHER.search(before) or _ONE_MORE.match(text, amount.end)
    if kind == "case" and closes and not in_turn and _ONE_ENDED.search(before):
        return True
    if (
        amount.unit_as_written in _THINGS_ONE_MAY_PUT
        and _ONE_PUT.search(before)
        and _THING_BEHIND.match(text, amount.end)
    ):
        return True  # 配备了一台专用电脑
    if amount.unit_as_written == "个" and _ONE_PUT.search(before) and _SITE_BEHIND.match(text, amount.end):
        return True
    if kind == "person" and closes and before.endswith(_STAFF):
        return True
    joined = before[-1:] in "统唯专每逐同某第之这那"
    return closes and not joined and _ONE_HELD.search(text, max(0, amount.start - 32), amount.start) is not None
