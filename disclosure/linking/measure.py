"""What was done with the things counted: the measure, from the word that governs the number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.linking.draft import CAME_IN, CASE_STAGES, ENDED
from disclosure.linking.lexicon import Hit, hits_of
from disclosure.linking.only_named import only_names
from disclosure.linking.outcome import WAYS, measure_of, outcomes_among
from disclosure.linking.prosecuted import PROSECUTE, SUE, is_prosecuted
from disclosure.vocabulary import words

LIGHT = frozenset(words("light_verb"))
"""Verbs that hold an event and say little else: 开展检查 is an event held, whatever is checked."""
CONTENT = frozenset(words("content"))
"""Verbs whose own word says what is counted, and how it came out (不满意, 撤诉结案)."""

OPENING = frozenset(("issued", "published"))
"""Measures whose verb takes the noun behind it as its object, even one that can be a verb: 下发|督办通知书."""

CONNECTED = re.compile(r"^[并和及或、与且]{0,2}(?:主动|及时)?$")
_RELATIVE = re.compile(r"^(?:到|过|了)?(?:的|后|前(?!期|来|往|三|五|十|\d)|时|以来|之后|件(?!数))")
_THINGS = frozenset({"事项", "案件", "工单", "诉求", "来电", "来信", "问题"})
_FINDINGS = frozenset({"结果", "情况", "信息"})
"""What a verb names that came of it, where another tells that it was published (抽查结果|公示35条)."""
_LOOKED_AT = frozenset({"events_held", "handled", "reviewed"})
_RESTART = re.compile(r"(?:已|均|全部|并|予以|及时|依法|现|实际|共|其中|目前|已经|后|累计|先后|陆续|期间|过程中|期内)$")
GAP = re.compile(
    r"^(?:了|过|共|目前|已|即|便|就|也|达|到|为|约|近|超过|逾|突破|共计|合计|总计|的|量|数|数量|件数|总数|总量|累计|:|分别|均为|均在|都在|不足|各|高达|余|有|仅|多达|是|案件|首次|办件|各类|事项|件|预计|单日|最高|由|从|由上年的|从上年的|由去年的|从去年的|上年的|去年的|下降到|增至|增加到|上升到|减少到|降至|提高到|升至|最低|最多|最少|成立之初的?|原来的|原先的|最初的|年初的|过去的|以前的|目前的|现在的|当前的|如今的|增长到|增长至|增加至|,|(?:19|20)\d\d年度?的)*$"
)
_CONCERNING = re.compile(r"^[、,;:(\s]*(?:其中)?[、,:]?(?:涉(?!及?未[结办])|属(?!实)|关于|有关|因)")
_NAME_TAIL = re.compile(
    r"^(?:[及和与、][^,。;:]{1,10})?(?:类|方面|领域)[^,。;]{0,4}$|^(?:一类|等)[^,。;:]{1,12}(?:方面|领域)的?$"
)
_KIND_TAIL = re.compile(r"[\u4e00-\u9fff]{0,8}(?:类|方面)$")
"""How a kind of cases ends whose name tells what is held (教育培训|服务类1122件)."""
_BY_WAY = re.compile(
    r"(?:以|通过|采[取用])[^,。;\d]{2,12}(?:方式|形式)(?=[\u4e00-\u9fff])|对[^,。;\d]{2,16}?(?:进行|开展|实施)了?(?=[\u4e00-\u9fff])"
)
"""How something was done, or to what, whose own verb is not what was done (以调解、和解方式|结案, 对回复内容进行|抽查)."""
TAKEN_UP = frozenset(words("taken_up"))
RULINGS = words("ruling")
"""What becomes of a review or a suit; a semicolon before it opens no other matter."""
_OFFENCE = words("offence")
"""What stands before the verb of an offence, which names cases and is not what was done (违规悬挂广告655件)."""
_DONE_TO_THINGS = frozenset({"revised", "repealed", "handled", "reviewed", "in_place", "events_held"})
_FOUND_WANTING = re.compile(r"(?:不|未|工作|过程|环节|中)[^,。;\d]{0,10}(?:问题|隐患|线索|情况)$")
"""How what was found goes on behind the verb of what was amiss (发现整改|不到位问题31个)."""
_PAPERS = ("公告", "通告")
"""What a notice is about is not what was done (机构调整|公告4个)."""
_UNDONE = re.compile(r"(?:未|尚未|没有?|未能)$")
_IN_HAND = re.compile(r"(?:正在|仍在|尚在)$")
"""Cases that are being dealt with; 正在解决 is how a proposal was answered."""
NOTED_DOWN = frozenset({"录入"})
"""What is done with the outcome of whatever stands beside it (检查并|录入280户)."""
_COLUMN = re.compile(r"[\u4e00-\u9fff]{0,8}(?:栏目|频道|板块)\d[\d,]{0,8}[条篇则]")
"""What stands behind a verb that the name of a website's column holds (审查|调解栏目12条)."""
_CLEAR = frozenset({"清理", "清理出"})
_CLEARED = re.compile(rf"(?:{'|'.join(words('cleared'))})(?![^,。;\d]{{0,8}}(?:文件|费|项目|事项|档案|证明))")
"""What is cleared from the streets or off the register (清理|占道经营12处); documents and matters are looked through."""
_TRIED = frozenset({"审理", "审查", "审核"})
"""What goes on with a case as well as with a document (尚在审理3件)."""
_DUE = re.compile(r"(?:应|需要?)(?:当|予|主动|依法|公开|该)?$")
_ABOUT = frozenset({"涉及", "涵盖", "覆盖", "列入", "纳入", "教育"})

_ENDS_CHAIN = frozenset({"closed", "replied", "published", "filed", "referred", "accepted", "overdue"})
"""What a chain of verbs comes to, whatever stands before it (核实|立案, 办理|答复)."""

_DONE_AT_ONCE = frozenset({"handled", "closed", "published", *CAME_IN})
"""What is done with cases as they come in (受理处理|投诉); any other verb names what came (受理清理|欠薪案件, 收到交办|案件)."""

_DONE_TO_CASES = frozenset({"closed", "handled"})
"""What a word hints at that news items do not undergo: 完成图解12条, 社会救助17条 are published."""

_MONEY_ONLY = frozenset({"fees_collected", "spending"})
MONEY_MEASURES = _MONEY_ONLY | {"fees_waived"}
_RANKED = re.compile(r"(?:较|最|位?[居列]|排|处于|集中|前..?[名位])[^,。;:]{0,14}(?:依次|分别)?[为是有:]")
"""Behind an amount word: whose amounts come, and not what they are (受理量居前三的分别为|甲区41件)."""
_COMPARED_WITH = re.compile(
    r"[比较与同](?:(?:19|20)\d\d年度?|上一?年度?|去年|上个?月|上季度|上周)(?:同期)?的?(?:为|是)?"
)
"""What stands between an amount word and what it was before (投诉量比2013年的|104件)."""
_LISTED = "工单|事项|问题|诉求|案件|投诉|事件"
_LISTED_NAMES = re.compile(rf"、[^,。;:()]{{1,24}}等(?:{_LISTED}|信息|业务)(?=[\u4e00-\u9fff]{{2}})")
"""Names of kinds whose verbs tell nothing of what was done (停水、宽带安装等工单|本月办理870件)."""
_ENDS_KINDS = re.compile(rf"[^,。;:()\d等]{{0,24}}等(?:各)?类?(?:方面)?的?(?:{_LISTED}|来电|来信|留言|信访件)(?=共?\d)")
"""How a list of kinds of cases ends in front of the number (暖气不热及|安装阀门、改造管线等类工单60件)."""
_BREAKS_LIST = re.compile(r"[。;:\d\n]")
_GOES_ON = ("、", "及", "和", "与", "或")
_NEXT_KIND = re.compile("[、,及和与或]")
_LONGEST_LIST = 60
_ASKED_FOR = frozenset({"in_place", "events_held", "published", "issued", "revised", "repealed", "views"})
"""What is done with things and not with cases, so that people may ask for it."""
_OPEN_ALREADY = "已主动公开"
_MERGED = "归并"
"""What makes one of several cases and takes none of them away (归并提案18件)."""
_OPEN_BY_LAW = "依法公开"
"""What became of an application, or how information that is named behind it was made public (依法公开|处罚信息186条)."""
_AMONG_THOSE = "中已"
_NEGATED = re.compile(r"(?:不|未|无法|没有)(?:按(?:照?(?:规定|要求))?[时期]?|及时|如实|依法)?$")
"""Denial before a verb, also of how it should have been done (未按规定|公示年报97户)."""
_NOT_FILED = re.compile(r"[不未没][^,。;\d]{0,6}$")
_OF_THINGS = frozenset({"published", "views", "in_place", "issued", "revised"})
_NOT_AT_ALL = _OF_THINGS | {"collected"}
_THERE_IS = "现有"
_HOW_THEY_CAME = frozenset({"received", "accepted", "referred"})
_BODIES = frozenset({"平台", "系统", "中心", "窗口", "大厅"})
"""What a verb in front names, where another verb follows: 联网平台|接到, 审批系统|受理."""


@dataclass(slots=True, eq=False)
class Governing:
    """The word that says what was done, the measure it gives, and whether it is only due (应办结)."""

    hit: Hit
    measure: str
    is_due: bool = False


def governing(
    text: str, hits: list[Hit], start: int, at: int, unit_kind: str, names_only: bool = False
) -> Governing | None:
    """The event word that governs a number at `at` among the hits of its segment, or None.

    An outcome (不予公开) says more than the verb before it; an amount word (受理量) counts next to the number; of several
    verbs the first that is not in a relative clause governs, since what follows it is its object (受理|市民反映问题).
    A verb before 类 is part of a name (监测类365条), and one inside quotation marks is a title's; where the list so far
    gives bare names, so is a verb that ends one (户外广告388件、渣土处置206件).
    """
    told, hits = hits, [h for h in hits if h.entry.is_event and not tells_of_other(text, h)]
    if not hits:
        return None
    among = text.rfind(_AMONG_THOSE, start, at)
    if among >= 0:
        hits = [h for h in hits if h.start > among] or hits  # 查证属实的诉求中已|维修完毕12件
    outcomes = outcomes_among(text, hits, at)
    if outcomes and unit_kind == "item" and _is_made_public(text, outcomes[-1], at):
        return Governing(outcomes[-1], "published")
    if outcomes:
        return Governing(outcomes[-1], measure_of(text, start, outcomes[-1]))
    remedies = [h for h in hits if h.entry.role == "remedy" and GAP.match(text[h.end : at])]
    settled = remedies and any(h.entry.measure == "closed" and h.end <= remedies[0].start for h in hits)
    if remedies and not settled:
        return Governing(remedies[-1], remedies[-1].entry.measure or "other")
    segment = text[start:at]
    is_fee = unit_kind == "money" and hits[-1].entry.measure == "fees_waived" and hits[-1].end == at
    if _CONCERNING.match(segment) and not is_fee:
        return None
    listed = _LISTED_NAMES.search(text, start, at)
    named_to = listed.end() if listed else start
    has_quotes = "“" in segment or "《" in segment
    events = [
        h for h in hits
        if h.start >= named_to and h.entry.role != "remedy" and not (has_quotes and _is_quoted(text, start, h.start))
        and not text.endswith(_OFFENCE, start, h.start)
        and not (unit_kind == "case" and _is_asked_for(text, h))
        and not (h.entry.measure in _DONE_TO_THINGS and text.startswith(_PAPERS, h.end))
        and not (h.entry.measure in _DONE_TO_THINGS and unit_kind == "item" and _COLUMN.match(text, h.end))
        and (unit_kind == "money" or h.entry.measure not in _MONEY_ONLY)
        and (unit_kind in ("person", "") or h.entry.measure != "people" or h.entry.role == "amount")
    ]  # fmt: skip
    if unit_kind == "money":
        events = [h for h in events if h.entry.measure in MONEY_MEASURES] or events
    if not events:
        return None
    last = events[-1]
    ranked_or_compared = _RANKED.match(text, last.end, at) or _COMPARED_WITH.fullmatch(text, last.end, at)
    if last.entry.role == "amount" and (ranked_or_compared or GAP.match(text[last.end : at])):
        due = _DUE.search(text[max(start, last.start - 3) : last.start]) is not None
        return Governing(last, "other" if due else last.entry.measure or "other", due)
    verbs = [h for h in events if h.entry.role == "verb"]
    if not verbs:
        return None
    verbs = [
        h for h in verbs[:-1]
        if text[h.end : h.end + 2] not in _BODIES and not (h.start == start + 1 and text[start] == "为")
    ] + verbs[-1:]  # fmt: skip
    ways = [m.end() for m in WAYS.finditer(text, verbs[0].end, at)]
    if ways and ways[-1] < at:
        verbs = [h for h in verbs if h.start >= ways[-1]]
        if not verbs:
            return None
    by_way = [m.end() for m in _BY_WAY.finditer(text, start, at)]
    verbs = [h for h in verbs if by_way and h.start >= by_way[-1]] or verbs
    chains = _chains(text, verbs)
    is_filed = _is_filed(text, chains[0][-1], chains[-1][-1]) and GAP.match(text[chains[-1][-1].end : at]) is not None
    chosen = chains[-1] if is_filed else chains[0]
    for following in chains[1:] if not is_filed else ():
        between = text[chosen[-1].end : following[0].start]
        ends = GAP.match(text[following[-1].end : at]) is not None
        told_next = between in _THINGS and ends  # 受理事项|回复5件
        told_next = told_next or (ends and following[0].entry.measure == "overdue")  # 答复材料|逾期提交6件
        found = between in _FINDINGS and chosen[-1].entry.measure in _LOOKED_AT
        told_next = told_next or (ends and found and following[-1].entry.measure == "published")
        is_news = unit_kind == "case" or (chosen[-1].entry.measure == "published" and "信息" in between)
        if is_news and following[0].entry.measure == "in_place" and between.startswith("的"):
            continue  # 接收的诉求|共有35件, 公开的信息数|共有90条
        says_itself = following[0].entry.word in TAKEN_UP or following[0].entry.word == _THERE_IS
        taken_up = says_itself and ends  # 上报信息被采用5条, 注销账号一个,现有1个
        if told_next or taken_up or between == "中" or _RELATIVE.match(between) or _RESTART.search(between):
            chosen = following
        else:
            break
    hit = _of_chain(text, chosen, at, unit_kind)
    if hit is verbs[-1] and (since := _done_since(text, told, hit, at)):
        hit = since
    is_kind = unit_kind == "case" and hit.entry.measure == "events_held" and _KIND_TAIL.match(text, hit.end, at)
    if is_kind or _NAME_TAIL.match(text[hit.end : at]) or (names_only and hit.end == at and hit.start - start > 1):
        return None
    last = verbs[-1]
    if last is not hit and _DUE.search(text[last.start - 1 : last.start]) and GAP.match(text[last.end : at]):
        return Governing(last, "other", True)  # 转办工单应|办结1214件
    before = text[start : chosen[0].start]
    undone = _UNDONE.search(before) or (_IN_HAND.search(before) and hit.entry.word != "解决")
    if undone and (hit.entry.measure in ("handled", "closed", "replied") or hit.entry.word in _TRIED):
        return Governing(hit, "pending")
    if hit.entry.word == _MERGED and unit_kind == "case":
        return Governing(hit, "other")
    if hit.entry.measure in _NOT_AT_ALL and _NEGATED.search(before):
        return Governing(hit, "other")
    if hit.entry.word in _CLEAR and _CLEARED.search(text, hit.end, at):
        return Governing(hit, "handled")
    due = hit.entry.word.startswith("应") or _DUE.search(before[-3:]) is not None
    return Governing(hit, "other" if due else hit.entry.measure or "other", due)


def ranks(text: str, amount: Hit, at: int) -> bool:
    """Whether an amount word only says by what those counted at `at` are the first of those told before (投诉量居前两位的是|合同59件)."""
    return _RANKED.match(text, amount.end, at) is not None


def tells_of_other(text: str, verb: Hit) -> bool:
    """Whether a verb of taking away tells what is left (由290项精简|到180项), one of works what cases are about (停水抢修|方面诉求),
    or one of going to court is not that of those who go there (公民起诉|4件)."""
    is_field = verb.entry.measure == "handled" and text.startswith("方面", verb.end)
    is_field = is_field or only_names(text, verb)
    if verb.entry.word in (PROSECUTE, SUE):
        return is_prosecuted(text, verb) is not (verb.entry.word == PROSECUTE)
    return is_field or (verb.entry.measure == "repealed" and text.startswith(("到", "至", "为"), verb.end))


def _is_made_public(text: str, opened: Hit, at: int) -> bool:
    """Whether information was made public that nobody applied for (已主动公开信息2600条, 依法公开|处罚信息186条)."""
    by_law = opened.entry.word == _OPEN_BY_LAW and GAP.match(text[opened.end : at]) is None
    return by_law or opened.entry.word == _OPEN_ALREADY


def _is_filed(text: str, collected: Hit, filed: Hit) -> bool:
    """Whether what was collected in a place is counted by the cases that were made of it (采集老城|立案9000件)."""
    is_stage = collected.entry.measure == "collected" and filed.entry.measure == "filed"
    return is_stage and _NOT_FILED.search(text, collected.end, filed.start) is None


def _is_asked_for(text: str, verb: Hit) -> bool:
    """Whether a verb only names one of a list of kinds of cases, what people ask for (办理暖气不热及|安装阀门等类工单60件): it stands
    behind things that another verb deals with, and goes on with no verb (查处、|公布虚假宣传、价格欺诈等案件30件)."""
    if verb.entry.measure not in _ASKED_FOR or _ENDS_KINDS.match(text, verb.end) is None:
        return False
    listed = _BREAKS_LIST.split(text[max(0, verb.start - _LONGEST_LIST) : verb.start])[-1]
    kinds = _NEXT_KIND.split(listed) if "、" in listed and listed.endswith(_GOES_ON) else []
    told = [(h, len(kind)) for kind in kinds for h in hits_of(kind) if h.entry.role == "verb"]
    deals_with = any(h.entry.measure in CASE_STAGES for h, _ in told)
    return deals_with and all(h.end < end for h, end in told)


def _done_since(text: str, hits: list[Hit], verb: Hit, at: int) -> Hit | None:
    """What has been done with cases that a verb tells apart (立案的建议已|落实8件), or None."""
    between = text[verb.end : at]
    if not between.startswith("的") or "已" not in between:
        return None
    return next(
        (h for h in hits if h.start >= verb.end and h.entry.role == "weak" and GAP.match(text[h.end : at])), None
    )


def _is_quoted(text: str, start: int, at: int) -> bool:
    for left, right in ("“”", "《》"):
        if text.find(left, start, at) >= 0 and text.count(left, start, at) > text.count(right, start, at):
            return True
    return False


def weak(text: str, hits: list[Hit], unit_kind: str, counts_news: bool = False) -> Hit | None:
    """A word that hints at what was done and gives way to a noun (新增, 落实), or None; what cases are about (涉及征地的
    40件) and names (服务类700件, 教育、卫生各1件) hint at nothing."""
    for hit in hits:
        if hit.entry.role != "weak" or text.startswith(("类", "、") if unit_kind == "case" else "类", hit.end):
            continue
        if unit_kind == "case" and (hit.entry.word in _ABOUT or _is_asked_for(text, hit)):
            continue
        if hit.entry.measure == "people" and unit_kind != "person":
            continue
        if hit.entry.measure == "closed" and unit_kind != "case":
            continue
        if counts_news and hit.entry.measure in _DONE_TO_CASES:
            continue
        if hit.entry.measure == "events_held" and unit_kind == "case":
            continue
        return hit
    return None


def _chains(text: str, verbs: list[Hit]) -> list[list[Hit]]:
    chains = [[verbs[0]]]
    for verb in verbs[1:]:
        before = chains[-1][-1]
        between = text[before.end : verb.start]
        if CONNECTED.match(between) or (between == "了" and before.entry.word in LIGHT):  # 进行了|公开
            chains[-1].append(verb)
        else:
            chains.append([verb])
    return chains


def _of_chain(text: str, chain: list[Hit], at: int, unit_kind: str) -> Hit:
    chain = [h for h in chain if h.entry.word not in NOTED_DOWN] or chain
    light = [h for h in chain if h.entry.word in LIGHT]
    if light and unit_kind in ("event", "person"):
        return light[0]
    meaning = [h for h in chain if h.entry.word not in LIGHT] or chain
    first, last = meaning[0], meaning[-1]
    if first is not last and first.end == meaning[1].start:
        ends = GAP.match(text[last.end : at]) is not None
        answered = ends and last.entry.measure == "replied"  # 公开|答复的41条
        takes_object = first.entry.measure in OPENING and last.entry.measure not in OPENING and not answered
        ruled = first.entry.measure == "reviewed" and last.entry.word in CONTENT  # 经审查|决定起诉34件
        nominal_end = ends and last.entry.measure not in _ENDS_CHAIN and not ruled
        nominal_end = nominal_end or (
            first.entry.measure == "collected" and _FOUND_WANTING.match(text, last.end, at) is not None
        )
        is_piece = not ends or text.startswith("件", last.end)  # 收到转办|件12件
        names_kind = first.entry.measure in CAME_IN and is_piece and last.entry.measure not in _DONE_AT_ONCE
        sets_up = first.entry.measure == "in_place" and last.entry.measure in OPENING and not ends  # 设|公开小组26个
        # 办结转派工单2965件
        of_passed_on = first.entry.measure in ENDED and last.entry.measure in _HOW_THEY_CAME and not ends
        if takes_object or nominal_end or of_passed_on or sets_up or (names_kind and unit_kind == "case"):
            return first
    return last


def noun_measure(hits: list[Hit], unit_kind: str = "") -> Hit | None:
    """The last noun that implies what was done with it (简报 is issued, 座谈会 is held), or None; cases are what was applied
    for, whatever that is called (依申请公开|信息6件)."""
    nouns = [h for h in hits if h.entry.role == "noun"]
    if unit_kind == "case" and (asked := [h for h in nouns if h.entry.word.startswith("依申请")]):
        return asked[0]
    return nouns[-1] if nouns else None
