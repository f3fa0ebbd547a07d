"""What reports deny: the kinds of thing of which they say there was none, and which of them some words name."""

from __future__ import annotations

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of thing of which there may have been none."""

    measure: str
    words: re.Pattern[str]
    matter: str
    unit: str


KINDS = (
    Kind("review_filed", re.compile("行政复议|(?<!诉讼)复议"), "行政复议", "件"),
    Kind("litigation_filed", re.compile("行政诉讼|诉讼|行政应诉|应诉|被起诉"), "行政诉讼", "件"),
    Kind("fees_waived", re.compile("减免|免收|免除"), "减免费用", "元"),
    Kind(
        "fees_collected",
        re.compile(
            "(?:收取|收缴|产生|发生|涉及|征收)[^,。;]{0,14}?(?:(?<!减免)(?<!减免相关)费用(?!支出|开支)|(?<!经)费(?!时|力|用))|(?<!乱)(?<!减免)收费(?!依据|标准|项目(?![,。;]|$)|公示|员|站|许可|单位|等?(?:事项|项目)?公开)|(?<!减免)(?<!减免相关)(?<!减免任何)费用(?!减免|支出|开支)"
            "|(?:一分钱|分文)[也都]?(?:未|没|不)|(?:收|取)[^,。;]{0,10}(?:一分钱|分文)"
        ),
        "收费",
        "元",
    ),
    Kind("overdue", re.compile("(?:超期|逾期|超时|超审限)(?![^,。;]{0,8}(?:引发|引起|导致))"), "超期", "件"),
    Kind("carried_out", re.compile("结转下年|结转至?下一?年度?|(?<!上年)(?<!上年度)结转(?!上)"), "结转", "件"),
    Kind("carried_in", re.compile("上年度?结转|结转上年"), "上年结转", "件"),
    Kind("not_disclosed", re.compile("不予公开|免予公开"), "不予公开", "件"),
    Kind("partially_granted", re.compile("部分公开"), "部分公开", "件"),
    Kind("spending", re.compile("专项经费|经费支出|费用(?:支出|开支)|相关支出|经费开支"), "经费", "元"),
    Kind(
        "issued",
        re.compile("(?:制发|制定|出台|印发)[^,。;]{0,12}(?:文件|规章)|规范性文件(?:的)?(?:制发|制定|出台|印发)"),
        "规范性文件",
        "件",
    ),
    Kind(
        "repealed",
        re.compile("规范性文件(?:的)?(?:(?:制发|制定|出台|印发|修改|修订)[、和及]?){0,3}废止"),
        "规范性文件",
        "件",
    ),
    Kind("filed", re.compile("^立案(?=$|[。;、])"), "立案", "件"),
    Kind("pending", re.compile("(?<!超期)(?<!逾期)(?<!超时)(?:未办结|未答复)|积压"), "未办结", "件"),
    Kind("people", re.compile("^(?:[一1]?[名个])?(?:专职|全职)(?:工作)?人员(?=$|[,。;、])"), "专职人员", "人"),
    Kind(
        "referred",
        re.compile(
            "(?:派发|(?<!结)转办|交办|派遣)(?:的)?(?:工单|案件|件)|(?:工单|案件|件)(?:派发|转办|交办|派遣)|^派单(?=$|[,。;、])"
        ),
        "工单",
        "件",
    ),
    Kind("other", re.compile("退回(?:重办)?(?:的)?(?:工单|案件|信件|事项|件)"), "退回", "件"),
    Kind("other", re.compile("返工(?:的)?(?:工单|案件|事项|件)"), "返工", "件"),
    Kind("other", re.compile("延期(?:的)?(?:工单|案件|事项|件)"), "延期", "件"),
    Kind("other", re.compile("督办(?:的)?(?:工单|案件|事项|件)"), "督办", "件"),
    Kind("other", re.compile("行政赔偿(?:案件|案|$)"), "行政赔偿", "件"),
    Kind("people", re.compile("^(?:[一1]?[名个])?兼职(?:工作)?人员(?=$|[,。;、])"), "兼职人员", "人"),
    Kind("retained", re.compile("(?:现行)?有效(?:文件)?(?:件数|数量|文件)"), "现行有效", "件"),
    Kind("other", re.compile("^不满意"), "不满意", "件"),
    Kind("other", re.compile("泄密(?:事件|事故|问题|情况|现象|案件|和|及)"), "泄密", "件"),
    Kind(
        "other",
        re.compile(
            "^(?:(?!因|较大|重大|特大|以上)[^,。;]){0,20}?(?:交通|安全|生产|火灾|消防|医疗|质量)(?:责任)?事故(?=[,。;、)及和]|$)"
        ),
        "事故",
        "起",
    ),
    *(
        Kind(
            "events_held",
            re.compile(f"^(?:开展|召开|举办|举行|组织|进行)(?:过|了)?[\u4e00-\u9fff、]{{0,12}}?{held}(?=$|[。;、)])"),
            held,
            "次",
        )
        for held in ("访谈", "新闻发布会", "听证会", "座谈会")
    ),
    *(
        Kind(
            "other",
            re.compile(f"^发现(?:过|有)?不合格的?(?:政府)?(?:网站[、和及与])?{found}(?=$|[,。;、和及与])"),
            f"不合格{found}",
            unit,
        )
        for found, unit in (("网站", "家"), ("政务新媒体", "家"), ("样品", "批次"), ("产品", "批次"), ("食品", "批次"))
    ),
    Kind("other", re.compile("责任追究|追究责任|被?追责|被?问责"), "责任追究", "件"),
)
"""What reports deny; applications and complaints need a verb of receiving beside them and stand in RECEIVED."""

_COSTS_OF_SUITS = re.compile(r"(?:诉讼|复议)[^,。;]{0,24}(?:有关|相关)的?(?:费用|支出|开支|经费)")
"""What was not spent on suits, which denies no suit (未产生与诉讼有关的费用)."""
_LOST = re.compile(
    r"败诉|(?:复议|诉讼|应诉|判决)(?:案件?|决定)?(?:中|后)?(?:被|结果)?(?:依法)?(?:纠错|纠正|撤销|变更|确认违法|责令履行)|拒不(?:履行|执行)"
    r"|被[^,。;、和及或]{0,6}(?:法院|复议机关)[^,。;、和及或]{0,4}(?:判决|裁定|决定|认定)?(?:败诉|纠错|纠正|撤销|变更|确认违法|责令履行)"
)
"""What denies that suits or reviews were lost, and no suit or review (未发生行政诉讼败诉案件)."""
LOST = (
    Kind("other", re.compile("败诉(?!率|风险|责任)"), "败诉", "件"),
    Kind("other", re.compile("纠错(?!率|机制|制度)"), "纠错", "件"),
)
_REMEDY = re.compile("复议|诉讼|应诉")
_AT_ONE_INSTANCE = re.compile("[一二终再]审")
SPENDING = next(k for k in KINDS if k.measure == "spending")
CARRIED_IN = next(k for k in KINDS if k.measure == "carried_in")

RECEIVED = (
    Kind("received", re.compile("申请"), "政府信息公开申请", "件"),
    Kind("received", re.compile("举报"), "举报", "件"),
    Kind("received", re.compile("投诉"), "投诉", "件"),
    Kind("received", re.compile("信访|上访|集体?访|越级访|[进赴到][京省](?:进京)?访"), "信访", "件"),
    Kind("received", re.compile("申诉"), "申诉", "件"),
    Kind("received", re.compile("来信|信件"), "来信", "件"),
    Kind("received", re.compile("来访"), "来访", "件"),
    Kind("received", re.compile("来电"), "来电", "件"),
    Kind("received", re.compile("留言"), "留言", "件"),
    Kind("received", re.compile("咨询(?![会台点员师室处窗]|公司|电话|机构|服务)"), "咨询", "件"),
    Kind("received", re.compile("异议"), "异议", "件"),
    Kind("received", re.compile("意见建议|意见和建议|(?:反馈|修改|反对)意见"), "意见建议", "件"),
)
APPLICATION = RECEIVED[0]
PROPOSALS = (
    Kind("received", re.compile("建议|议案"), "建议", "件"),
    Kind("received", re.compile("提案"), "提案", "件"),
)

_REMEDIES = ("review_filed", "litigation_filed", "fees_collected", "fees_waived")
_ANY_KIND = re.compile("|".join(kind.words.pattern for kind in (*KINDS, *LOST)))
_ANY_RECEIVED = re.compile("|".join(kind.words.pattern for kind in (*KINDS, *LOST, *RECEIVED)))
_JOINT = re.compile("、|以及|或者|[和及与或]")
_TAIL = re.compile(r"(?:案件?|受理|事项|情况|情形|事件|现象|问题|行为|数量|数|等|发生|出现|均|都|皆|为零|为0|[0零无])$")
_CASES = re.compile(
    r"举报投诉|投诉举报|信访投诉|来信来访|举报|投诉|信访|上访|集体?访|越级访|[进赴到][京省](?:进京)?访|申诉|来信|来访|来电|留言|咨询"
)
_CASE_HEAD = re.compile(rf"(?:{_CASES.pattern})$")
_APPLICATION_HEAD = re.compile(r"(?:公开申请|依申请公开|申请公开)$")
_WAY_OF_APPLYING = re.compile(
    r"^(?:(?:收到|接到|受理|任何|过|有)){0,3}(?P<way>(?:当面|现场|书面|信函|信件|传真|电话|网络|网上|在线|电子邮件|邮件|邮寄|口头)申请)$"
)
_MODIFIES = re.compile(rf"^(?:{_CASES.pattern}|申请公开|依申请公开|公开申请)[^的]{{0,8}}的")
_CAUSE = re.compile(r"(?:因|由|就|对|针对|关于)[^被而的]*$")
_PROPOSED = re.compile(
    r"^(?:收到|接到|承办|受理|交办|涉及)?(?:任何|过|有|需)?(?:承办|办理|交办)?的?(?:[省市县区]|全国|各级|上级)?"
    r"(?:人大|政协|两会)?(?:代表|委员)?(?:的|提出的)?(?P<items>(?:(?:人大|政协)?(?:代表|委员)?(?:建议|提案|议案)(?:、|和|及|与|或)?){1,3})"
    r"(?:办理)?(?:任务|事项|件|情况)?$"
)
"""Nothing but proposals of deputies: 政协提案, 人大代表建议和政协提案."""
_PROPOSAL_OF = re.compile("人大|政协|代表|委员|提案|议案")
_MOST_ITEMS = 8


def kinds_in(words: str, received: bool) -> list[Kind]:
    """The kinds that words name, each one that they enumerate; applications and complaints alone only where `received`."""
    if not (_ANY_RECEIVED if received else _ANY_KIND).search(words):
        return []
    if _COSTS_OF_SUITS.search(words):
        return [SPENDING]
    if _LOST.search(words):
        return _kinds_beside_lost(words, received)
    kinds = [kind for kind in KINDS if kind.words.search(words)]
    listed = _listed(words)
    if any(kind.measure in _REMEDIES for kind in kinds):
        return kinds + listed
    if received and any(kind.measure == "overdue" for kind in kinds):
        return kinds + listed  # 超期办理的举报件: none of those that came in
    return kinds + (listed or ([kind for kind in RECEIVED if kind.words.search(words)][:1] if received else []))


def _kinds_beside_lost(words: str, received: bool) -> list[Kind]:
    """What words deny of which suits or reviews were lost: those alone where the loss is a suit's or a review's (行政诉讼败诉), the other
    kinds of a list too where it stands for itself (行政复议、行政诉讼和败诉案件)."""
    if _AT_ONE_INSTANCE.search(words):
        return []
    lost = [kind for kind in LOST if kind.words.search(words)]
    items = _JOINT.split(words, maxsplit=_MOST_ITEMS)
    of_remedy = any(_LOST.search(item) and _REMEDY.search(item) for item in items)
    others = [item for item in items if not _LOST.search(item)]
    return lost if of_remedy or not others else kinds_in("、".join(others), received) + lost


def _listed(words: str) -> list[Kind]:
    """Applications and cases that are items of an enumeration (投诉、复议及诉讼), by the head of each item."""
    if _JOINT.search(words) is None:
        return []
    items = _JOINT.split(words, maxsplit=_MOST_ITEMS)
    found: dict[str, Kind] = {}
    for at, item in enumerate(items):
        if at + 1 < len(items) and _MODIFIES.match(items[at + 1]):
            continue  # 针对举报、投诉的行政复议
        head = _without_tail(item.strip())
        before, _, last = head.rpartition("的")
        way = _WAY_OF_APPLYING.match(last)
        if way:
            found[way["way"]] = APPLICATION._replace(matter=way["way"])
        elif _APPLICATION_HEAD.search(last) and not _CAUSE.search(last):
            found[APPLICATION.matter] = APPLICATION
        elif (case := _CASE_HEAD.search(last)) and (before or not _CAUSE.search(last[: case.start()])):
            kind = next(kind for kind in RECEIVED if kind.words.search(case.group()))
            found[kind.matter] = kind
    return list(found.values()) if len(items) > 1 else []


def _without_tail(item: str) -> str:
    """An item without what says that it was a case or did not happen: 申诉案, 投诉事项."""
    while tail := _TAIL.search(item):
        item = item[: tail.start()]
    return item


def proposals_in(words: str) -> list[Kind]:
    """The kinds of proposals that words name and nothing else (人大代表建议和政协提案)."""
    match = _PROPOSED.match(words)
    if match is None or not _PROPOSAL_OF.search(words):
        return []
    return [kind for kind in PROPOSALS if kind.words.search(match["items"])]
