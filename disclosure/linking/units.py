"""The measure that a unit allows, and the one that it tells alone."""

from __future__ import annotations

import re

from disclosure.linking.draft import CASE_STAGES

PERSON_KEEPS = frozenset({"received", "accepted", "handled", "replied", "views", "closed", "referred", "fees_waived"})
EVENT_KEEPS = frozenset(
    {
        "received",
        "accepted",
        "views",
        "issued",
        "published",
        "handled",
        "replied",
        "revised",
        "collected",
        "closed",
        "filed",
    }
)
_PAPERS = ("单", "函", "简报", "通报", "专报", "快报", "刊物")
"""What comes in issues and may be received (收到通报11期)."""
_OCCASIONS = frozenset({"期", "场", "场次", "届"})
"""Units of events alone: 承办直播1期, 接听热线活动1场 count no cases."""
CALLED_ON = re.compile(r"来访|集体?访|上访|个访|越级访|[到进赴][省市县区京州]走访")
_ON_AIR = re.compile(r"(?:热线|问政|访谈|直播)[^,。;]{0,6}上线")
_FREE_OF_FEES = re.compile(r"(?:免收|免除|免征|减免)[^,。;\d收]{0,6}(?:费用?|收费)")
"""What was not taken, though its name ends with a fee (免收|费用15元)."""
_PAID_TO_PEOPLE = re.compile(
    r"(?<!追)(?:发放|兑现|支付)(?!的)[^,。;]{0,10}(?:救助|补助|补贴|救济|慰问|抚恤|低保|奖)(?:金|资金|款|费)"
)
_ERRANDS = re.compile("跑动|跑腿|跑路")
"""How often people have to come on one errand, which is no event (平均跑动0.1次)."""
_SAID = re.compile("留言|评论|讨论|跟帖")
_CASES = re.compile(r"案件|援助|调解|仲裁|执法|鉴定|公证|救助|信访事项|积案|诉求|工单")
SITES = ("新媒体", "账号", "网站", "公众号", "微博", "专栏", "栏目", "频道", "客户端", "小程序")
_VISITS = re.compile(r"来访|走访|集访|电话|来电|咨询|投诉|来信|信访|上访|接访|诉求|热线|访")


def fit_unit(measure: str, unit: str, unit_kind: str, words: str) -> str:
    """The measure that the unit allows: people are not published, money is not held."""
    if unit_kind == "money":
        saved = re.search(r"(?:节约|节省)(?!型)", words) is not None
        if measure == "fees_collected" and _FREE_OF_FEES.search(words):
            return "fees_waived"
        if (measure == "spending" and not saved) or (
            measure.startswith("fees") and not re.search(r"清退|退还|退回|均费", words)
        ):
            return measure
        if re.search(r"均费用|均费|结余|清退|退还|退回", words) or saved:
            return "other"
        if re.search(r"减免|免收|免除|免征", words):
            return "fees_waived"
        if re.search(r"收费|收取|代收|费用|规费|工本费|征收|费收入|查询费|资料费|[处管检复]\w{0,2}费", words):
            return "fees_collected"
        return (
            "spending"
            if re.search(
                r"经费|投入|投资|支出|拨付|拨款|下拨|预算|耗资|斥资|安排[^,。;]{0,6}资金|财政补[贴助]|(?<!追回)(?<!追缴)(?:兑现|发放)(?!的)[^,。;]{0,4}(?:奖金|奖励)",
                words,
            )
            or _PAID_TO_PEOPLE.search(words)
            else "other"
        )
    if measure == "spending":
        return "other"
    if unit_kind == "person":
        if measure == "views" or (
            measure in PERSON_KEEPS and (unit == "人次" or _VISITS.search(words) or measure.startswith("fees"))
        ):
            return measure
        return "people"
    if unit_kind == "case" and measure == "events_held" and _CASES.search(words):
        return "handled"  # 开展法律援助案件386件
    if unit == "条" and measure == "events_held" and _SAID.search(words):
        return "other"  # 参与留言讨论2260条
    if unit in ("批", "批次") and measure in ("events_held", "other", "people") and CALLED_ON.search(words):
        return "received"  # 到市走访的有110批
    if unit == "批次" and measure in ("reviewed", "other"):
        return measure  # 抽检食品320批次,不合格4批次
    if unit_kind == "event" and _ERRANDS.search(words):
        return "other"
    if unit_kind == "event" and (
        measure not in EVENT_KEEPS
        or (unit in _OCCASIONS and measure in (*CASE_STAGES, "revised") and not words.endswith(_PAPERS))
    ):
        return "events_held"
    if unit_kind == "event" and measure == "published" and _ON_AIR.search(words):
        return "events_held"  # 《行风热线》上线3次
    if unit == "期" and measure == "collected":
        return "published"
    if unit_kind == "item" and measure == "events_held" and words.endswith(SITES):
        return "in_place"  # 开办政务新媒体36个
    if unit_kind == "event" and words.endswith("活动") and measure != "views":
        return "events_held"
    if unit_kind in ("duration", "measure"):
        return "other"
    if measure == "people":
        return "other" if unit_kind else "people"
    return measure


def unit_measure(unit_kind: str) -> str:
    """What a unit alone tells."""
    return {"person": "people", "event": "events_held"}.get(unit_kind, "other")
