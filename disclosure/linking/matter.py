"""What a figure counts: a noun phrase of the report's own words."""

from __future__ import annotations

import re

from disclosure.linking.behind import names_place
from disclosure.linking.by_verb import (
    changed,
    collected_behind,
    held_behind,
    is_occasion,
    is_outcome,
    only_hints,
    own_word,
    told_by_verb,
    without_receiver,
)
from disclosure.linking.carried import is_apart, told_of_before
from disclosure.linking.channel import BODY, OFFICES, way_behind
from disclosure.linking.clause_before import LONGEST_TOPIC, THINGS_CARRIED, those_among, topic
from disclosure.linking.draft import CARRIED, CASE_STAGES, OUTCOMES, Draft
from disclosure.linking.left_over import in_hand
from disclosure.linking.lexicon import Hit, Hits, hits_of
from disclosure.linking.measure import CONTENT, LIGHT, MONEY_MEASURES, NOTED_DOWN, OPENING, RULINGS, TAKEN_UP, Governing
from disclosure.linking.named_behind import names_thing, stands_beside, tells_some
from disclosure.linking.phrase import following_phrase, is_vacant, noun_phrase
from disclosure.linking.place import Place
from disclosure.vocabulary import words

_LIST_TAIL = re.compile(r"(?:等|的|了|等等|[”》][、和及]?[“《][^“”《》]{1,20}[”》])$")
_AMOUNT_TAIL = re.compile(r"(?:总|件)?[量数]$")
"""受理量 counts what was accepted, 业务量 counts 业务."""
_WHOM = "(?:单位|部门|科室|处室|街道|乡镇|公司|政府|机关|区县|县区|市区|区县局|县区局|县市局|分局|县|区)"
_TO_WHOM = re.compile(rf"{_WHOM}(?:具体|分别)?(?:办理|处理|处置|承办|答复|调查|核查|落实)?$")
_SHARE_OF = re.compile(r"^[,、]?占(?![道用地据线位])(?=\D*$)")
_TOLD_BESIDES = re.compile(
    r"(?<=..)[约近]?占比?(?:近|约|了)?[一二三四五六七八九]成[一二三四五六七八九半]?(?:多|以上|强|左右)?$|^(?:(?:加上|连同)[上去]年|结)$"
)
"""The share in words behind the name of a kind (绕行|占六成一(1902个)), and cases of before that are added (加上去年|2件)."""
_BY_WAY = re.compile(r"^(?:以|通过|采[取用])?(?P<way>[\u4e00-\u9fff、]{2,12})(?:方式|形式)$")
_TOWARDS = re.compile(
    rf"(?<![投方定意趋转])面?向[^,。;]{{1,16}}$|^(?:其中|并|及时|全部|分别|共|全年|累计|已|另)*[交转](?:由|给)?[^,。;]{{0,14}}?{_WHOM}$"
)
_PASSED_ON = re.compile(_TOWARDS.pattern.partition("|")[2])
"""To whom something was sent or told, which is not what it was (向县区|转办12件, 交职能部门|处理12件)."""
_CONCERNS = re.compile(r"涉及(?:到|了)?(?:[我本全][省市州县区旗镇乡])?的?$")
"""What stands between what is counted elsewhere and those it concerns (诉求涉及全区|12个镇街)."""
_GLOSS = re.compile(r"\((?:不?含|包括)[^()]*\)")
_CLASS = re.compile(r"\((?P<named>[A-EＡ-Ｅ]类)\)$")
"""The class of an answer in brackets (正在解决的(B类)12件)."""
_OF_THOSE = re.compile(r"^.{1,6}中(?=同意|予以|部分|不予|不同意)")
_GOES_ON = frozenset({*CASE_STAGES, "reviewed"})
"""The measures of verbs that name no thing where another verb follows (核实|立案12件); 公示|发布 does: 审批公示 is published."""
_OR_ELSE = ("或", "和", "及", "与", "并", "、")
_MANNERS = frozenset(words("manner"))
_MANNER_BEHIND = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:应|有效|成功|及时|当场|现场|进行|开展|(?<!船)只|仅|才)$|(?:尚|仍)?(?:未能?|没有?)$|(?:^|经)(?:审查|审核|核实|调查|研究|筛选|甄别|梳理)后$"
)
_IN_COURT = frozenset({"败诉", "胜诉", "出庭", "出庭应诉"})
"""Verbs without whose word a matter would not say what became of a suit."""
_ACTORS = words("actor")
"""How the names of those who did something end."""
_LEVELS = frozenset("省市州盟县区旗镇乡")
"""Levels that stand before a verb as those who did something (县|立案61件)."""
_AND = "并且"
_SO = ("能", "可以", "未", "尚", "已")
_NAMELESS = frozenset({"", *"涉新现办算多少外高低降升增减所转未惠", "未结", "下去", "出现", "尚未", "未能", "无法"})
"""What is left of some phrases and names nothing (派单|下去601件, 比上年的392条|多94条)."""
_NAMES_NOTHING = re.compile(
    r"%|^\d[^,]{1,12},|^第[一二三四五六七八九十\d]{1,5}[批期轮]$|^(?:尚|仍)?处[在于]|^[\u4e00-\u9fff]{0,6}期间集中$|^转(?:[省市县区州](?!里)|各|有关|相关|责任|属地)"
)
"""What stands before some numbers and names nothing (第三批|17件, 暴雨期间集中|受理212件; 90件|转市建委)."""
_LABEL = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]|[一二三四五六七八九十]是)(?P<label>[\u4e00-\u9fff]{2,12}类)[。:]\s?$"
)
_BECAME = re.compile(
    r"(?:^|[,。;)\s])(?P<what>[^,。;\d\s)]{2,12}?)(?:逐年|大幅|明显|持续|不断|有所|显著)?(?:减少|增加|下降|上升|增长|降低|提高)(?:了)?,$"
)
_CHANGED_BY = re.compile(
    r"(?:^|[,。;:)\s])(?P<what>[^,。;:\d\s)]{2,16}?(?<![量数]))(?:较|比|与)?(?:同比|环比|(?:上年度?|上一?个?月|上季度?|去年|上周)(?:同期)?(?:相比)?)"
    r"(?:增加|下降|上升|增长|减少|回落)(?:了|约)?[\d.]{1,6}%,$"
)
"""What has changed by so much, before the count that it came to (供水类诉求同比上升12%,共|305件)."""
_LONGEST_CHANGE = 40
"""More than any match of it is long, so that none begins within a name that is cut off."""
_FROM_THEN = re.compile(
    r"(?:由|从)(?:(?:上一?年度?|去年|原来|原先|年初|月初|成立之初|最初|以前|过去|现在|上月|上季度?|(?:19|20)\d\d年度?)(?:同期)?的?)?$"
)
_ANY_NEWS = ("信息", "政府信息", "各类信息")
_OF_FIELDS = ("领域", "方面")
_LONGEST_KIND, _LONGEST_FIELDS = 6, 24
_COMPARISON = re.compile(
    r"(?:增加|增长|增至|上升|下降|减少|减至|降低|提高|提升|扩大|扩展|压缩|由|从|比|较|与|同比|环比|同)[^,。;]{0,2}"
    r"(?:现在|目前|如今|上年|去年|上月|上季度?|今年|当前|同期|原来|年初|第?[一二三四]季度|(?:19|20)\d\d年)[^,。;]{0,3}$|(?:相|相比|对比|原来|原先|现在|目前|如今|(?:成立)?之初)$"
    r"|(?:增加|增长|上升|下降|减少|降低|提高|提升|扩大|扩展|扩充|充实|调整|整合|压缩|压减|缩减|缩短|精简|整合压?减?)(?:到|至|为)?$|扩(?:到|至|为)$|[升降增减](?:到|至|为)(?:(?:19|20)\d\d年)?$|[同环]比$"
)
"""Words that compare and name nothing: 由原来的8个|增加到现在的16个."""
_PAPER = re.compile(r"(?:》(?:节目|栏目|专栏|专刊|特刊)?|[公快专简校院学月周日]报|[期内会院校]刊|简讯|通讯|年鉴)$")
"""What is issued, though it stands where an actor may."""
_LED_TO = re.compile(r"^.*?(?:引发|引起|导致|而?提起|而?提出|产生)(?:了|过)?(?:的)?(?=行政|复议|诉讼)")
_ANY_CASE = "件"
_ORDERS = ("工单", "诉求")
"""What is passed on to be done, and never who does it (12345工单|承接500件)."""
_ONLY_GLOSS = re.compile(r"\([^()\d]*\)")
_SAYS_NOTHING = re.compile(
    r"(?:公开的(?:主要)?(?:内容|形式|方式|渠道)|公开的主要$|总体|整体|基本|概述|概况|主要|工作|运行|存在|其他|前言|综述|总结|一般)"
)
"""Titles that name nothing that is counted."""
_THROUGH = re.compile(r"^.*?(?:通过|利用|运用|借助|依托)")


def set_matter(
    text: str,
    hits: Hits,
    place: Place,
    draft: Draft,
    own: list[Hit],
    span: tuple[int, int, int],
    chief: Governing | None,
    previous: Draft | None,
) -> None:
    """Set what a figure counts, in the report's own words without the verb; `span`: where what belongs to the figure
    before ends, where its own name ends, and the words behind it. A figure without words of its own takes those of the one before, or its heading's."""
    floor, name_end, right_end = span
    left = _FROM_THEN.sub("", text[draft.segment_start : name_end])
    behind = _place_alone(text, hits, draft, following_phrase(text, draft.end, right_end))
    if behind and text[draft.end + len(behind) : draft.end + len(behind) + 1].isdigit() and _is_act(behind):
        behind = ""  # 31件|答复29件
    if behind and tells_some(draft) and (behind.startswith(_SO) or any(h.is_event for h in hits_of(behind))):
        behind = ""  # 24个科室中,有19个|能够按月更新
    if behind and (in_hand(text, draft) or way_behind(text, draft) or behind in _NAMELESS):
        behind = ""  # 2件|因资料不全仍在核实, 1件|以信函形式提出
    if behind and _carries_over(behind) and not THINGS_CARRIED.search(behind):
        behind = ""  # 2件|结转至下年办理
    phrase = ""
    if chief is not None and chief.hit.entry.role == "remedy":
        came = [
            h for h in own if h.entry.role == "verb" and h.entry.measure in CASE_STAGES and h.end <= chief.hit.start
        ]
        left = text[came[-1].end : name_end] if came else left  # 本机关收到|复议申请12件
        left = _LED_TO.sub("", left)
    if draft.is_difference:
        phrase = changed(text, own, draft, name_end)
    elif chief is None or _names_all(chief) or _is_for_money(draft, chief):
        phrase = noun_phrase(_SHARE_OF.sub("", left))
        if chief is None and previous is not None and previous.unit == draft.unit and only_hints(draft, phrase, own):
            phrase = ""
        if behind and (not phrase or _LIST_TAIL.search(left.rstrip("、,")) or names_thing(text, hits, draft, behind)):
            phrase = behind
        if behind and _CONCERNS.search(left):
            phrase = behind
        if chief is None and noun_phrase(left) and (held := held_behind(text, hits, draft, right_end)):
            phrase = held
        if (
            chief
            and phrase == chief.hit.entry.word
            and chief.hit.entry.role == "outcome"
            and phrase not in CONTENT
            and previous is not None
            and not is_outcome(previous.matter)
            and not (previous.own_matter and previous.measure in OUTCOMES)
        ):
            phrase = ""  # 不予受理139件: of what was counted before
        if chief and chief.measure in CARRIED:
            phrase = _carried_over(text, draft, chief.hit, name_end) or (
                behind if THINGS_CARRIED.search(behind) else ""
            )
        elif chief and chief.measure in OUTCOMES:
            phrase = _OF_THOSE.sub("", phrase)
    else:
        hit = chief.hit
        rest = without_receiver(_GLOSS.sub("", text[hit.end : name_end].removeprefix("量")))
        answered = _CLASS.search(rest)
        rest = "" if rest == _ANY_CASE or _ONLY_GLOSS.fullmatch(rest) else rest
        phrase = noun_phrase(text[draft.segment_start : name_end]) if answered else noun_phrase(rest)
        if hit.entry.measure == "referred" and _TO_WHOM.search(phrase):
            phrase = ""  # 交办|二级责任单位2388件: to whom, not what
        alone = draft.unit_kind in ("case", "item") and hit.entry.word not in LIGHT and _ends_with_event(phrase)
        if phrase in NOTED_DOWN or (alone and (rest.startswith(_OR_ELSE) or hits_of(phrase)[-1].entry.word == phrase)):
            phrase = ""  # 解决|或基本解决11件, 核实|处理12件
        if previous is not None and phrase in _ANY_NEWS:
            before = _before(text, draft.segment_start, hit)
            if _is_kind(before, own, hit):
                phrase = before + hit.entry.word + phrase  # 人事公开信息5条
        if (
            phrase
            and behind
            and (_LIST_TAIL.search(rest.rstrip("、,")) or stands_beside(text, hits, draft, phrase, behind))
        ):
            phrase = behind
        elif not phrase and hit.entry.role == "amount":
            before = _before(text, draft.segment_start, hit)
            thing = _AMOUNT_TAIL.sub("", hit.entry.word)
            is_done = (chief.measure in CASE_STAGES or chief.is_due) and any(h.is_event for h in hits_of(thing))
            phrase = (
                before if is_done else noun_phrase(before + (thing if chief.measure in CASE_STAGES else hit.entry.word))
            )
        elif not phrase:
            sent = [h for h in own if h.is_event and h.end <= hit.start] if hit.entry.word in TAKEN_UP else []
            by_whom = (sent and text.startswith("被", sent[-1].end)) or draft.words.startswith("被")
            phrase = noun_phrase(text[sent[-1].end : hit.start]).strip("被") if sent and not by_whom else ""
            phrase = phrase or behind
            if not phrase:
                before = _before(text, collected_behind(own, hit, draft.segment_start), hit)
                is_title = hit.entry.measure in OPENING and _PAPER.search(before) is not None  # 校报出版16期
                is_desk = chief.measure in CASE_STAGES and before.endswith(("座席", "坐席"))
                is_actor = _is_actor(before, own, hit) and hit.entry.word not in LIGHT and not is_title
                is_actor = is_actor or before in LIGHT
                is_same_act = hit.entry.measure == "replied" and any(
                    h.end == hit.start and h.entry.word == before and h.entry.measure in OPENING for h in own
                )  # 公开|答复41条
                by_others = hit.entry.word in TAKEN_UP and draft.words.startswith("被")
                phrase = "" if is_actor or is_desk or is_same_act or by_others or before in _MANNERS else before
                takes_word = hit.entry.word in _IN_COURT or hit.entry.word.endswith(RULINGS) or is_occasion(draft, hit)
                if phrase and (takes_word or (hit.entry.word in CONTENT and before not in CONTENT)):
                    phrase += hit.entry.word  # 行政机关|败诉6件, 结果|纠正3件, 督查组|检查三轮, 群众|满意7件
            phrase = phrase or own_word(hit, draft, previous)
        phrase = told_by_verb(phrase, hit, chief.measure, previous)
        phrase = phrase or topic(text, hits, floor, draft.segment_start, chief)
    phrase = _TOLD_BESIDES.sub("", phrase)
    phrase = "" if phrase in _NAMELESS or _NAMES_NOTHING.search(phrase) else phrase
    if not phrase and previous is None and len(left) < draft.start - draft.segment_start:
        became = _BECAME.search(text[max(floor, draft.segment_start - LONGEST_TOPIC) : draft.segment_start])
        phrase = noun_phrase(became["what"]) if became else ""  # 信访量减少,由2007年的|310件降为120件
    if not phrase and is_vacant(draft.words):
        told = draft.start - len(draft.words)
        became = _CHANGED_BY.search(text[max(floor, told - _LONGEST_CHANGE) : told])
        phrase = noun_phrase(became["what"]) if became else ""
    if not phrase and previous is None and (label := _LABEL.search(text, max(0, floor - LONGEST_TOPIC), floor)):
        phrase = label["label"]  # (2)城乡建设类。受理930件
    if not phrase and previous is None:
        phrase = those_among(text, hits, floor, draft.segment_start)
    if phrase not in _NAMELESS and not _COMPARISON.match(phrase):
        draft.matter, draft.own_matter = phrase, True
    elif (before := previous or told_of_before(place.previous, chief.measure if chief else None)) is not None and not (
        chief and is_apart(before, draft, chief.measure)
    ):
        draft.matter = before.matter
    if not draft.matter:
        titled = _without_verb(noun_phrase(place.section_title))
        draft.matter = "" if _SAYS_NOTHING.match(titled) or "," in titled or "了" in titled else titled
    if chief:
        verbs = [h for h in own if h.entry.role == "verb"] if chief.hit.entry.role == "remedy" else []
        told_at = min([h.start for h in verbs] + [chief.hit.start])  # 市政府|收到复议申请12件
        draft.subject = noun_phrase(text[collected_behind(own, chief.hit, draft.segment_start) : told_at])
        told = previous or place.previous
        of_body = told is not None and told.matter == told.channel != "" and told.matter.endswith((*BODY, *OFFICES))
        if of_body and draft.subject and not draft.own_matter:
            draft.matter = draft.subject  # 甲区立案42件;市直部门立案27件


def _names_all(chief: Governing) -> bool:
    """Whether how a case came out is told, whose word names nothing by itself; not that information was made public."""
    return chief.measure in CARRIED or (chief.hit.entry.role in ("outcome", "remedy") and chief.measure != "published")


def _is_for_money(draft: Draft, chief: Governing) -> bool:
    """Whether a verb names what money was for (培训|3万元)."""
    return draft.unit_kind == "money" and chief.measure not in MONEY_MEASURES and chief.hit.entry.role == "verb"


def _without_verb(title: str) -> str:
    """A title without the verb that opens it (处理|申请, 受理|来信)."""
    found = hits_of(title)
    opens = found[0] if found and found[0].start == 0 and found[0].entry.role == "verb" else None
    goes_on = opens is not None and opens.entry.measure in CASE_STAGES and len(title) - opens.end > 1
    return title[opens.end :] if opens is not None and goes_on and THINGS_CARRIED.search(title) else title


def _is_act(phrase: str) -> bool:
    """Whether a phrase is nothing but what was done with cases (答复)."""
    found = hits_of(phrase)
    return bool(found) and found[0].entry.word == phrase and _goes_on(found[0])


def _carries_over(phrase: str) -> bool:
    """Whether a phrase opens with what was done with cases that were left over, which names none."""
    found = hits_of(phrase)
    return bool(found) and found[0].start == 0 and found[0].entry.measure in CARRIED


def _carried_over(text: str, draft: Draft, hit: Hit, name_end: int) -> str:
    """What was carried over, behind its verb or before it (结转上年的|申请3件, 工单|结转下年5件), or ''."""
    behind = noun_phrase(text[hit.end : name_end].rpartition("的")[2])
    for phrase in (behind, noun_phrase(text[draft.segment_start : hit.start])):
        if len(phrase) > 1 and THINGS_CARRIED.search(phrase):
            return phrase
    return ""


def is_for_others(before: str) -> bool:
    """Whether the words before a verb say that others were to do it (交职能部门|处理)."""
    return _PASSED_ON.search(before) is not None


_ONLY_HAN = re.compile(r"[\u4e00-\u9fff]{0,12}")
_ORGAN_FIRST = re.compile(
    r"(?:部门|单位|乡镇|街道|社区|企业|学校|学院|院系|医院|机构|网站|平台|窗口|站所|科室|处室|栏目)"
    r"(?=(?:的|全学?年|明确|落实|实行|实施|制定|建立|完成|报送|参与|参加|开展|进行|全部|均|都|已|共|统一|按|未|因|对|向|将|先后|分别|逾期|在|通过|予以|长期)[\u4e00-\u9fff]|超过\d|(?:全年|累计)(?:[\u4e00-\u9fff]|\Z))"
)


def _place_alone(text: str, hits: Hits, draft: Draft, behind: str) -> str:
    """The words behind a number without what the place or organ that they name did (13个|子栏目 发布信息)."""
    if not behind or not text.startswith(behind, draft.end):
        return behind
    organ = _ORGAN_FIRST.search(behind) if draft.unit_kind == "item" else None
    if organ and _ONLY_HAN.fullmatch(behind, 0, organ.start()):
        return noun_phrase(behind[: organ.end()])
    right = hits.between(draft.end, draft.end + len(behind))
    for hit in right:
        if hit.entry.role in ("verb", "outcome", "weak") and names_place(text, draft, right, hit.start):
            return noun_phrase(text[draft.end : hit.start])
    return behind


def _before(text: str, start: int, hit: Hit) -> str:
    """The words from an offset to a verb, without what it was done through, for whom, and after which other (处理|答复12件)."""
    words_ = _TOWARDS.sub("", _THROUGH.sub("", text[start : hit.start]))
    if (way := _BY_WAY.match(words_)) and any(found.is_event for found in hits_of(way["way"])):
        return way["way"]  # 以调解方式|结案12件
    phrase = _MANNER_BEHIND.sub("", noun_phrase(words_))
    while _ends_with_event(phrase.rstrip(_AND)):
        phrase = noun_phrase(phrase[: hits_of(phrase)[-1].start])
    return phrase


def _ends_with_event(phrase: str) -> bool:
    found = hits_of(phrase)
    return bool(found) and found[-1].end == len(phrase) and _goes_on(found[-1])


def _goes_on(hit: Hit) -> bool:
    return hit.entry.role == "verb" and hit.entry.measure in _GOES_ON and not hit.entry.word.endswith("件")


def _is_kind(before: str, own: list[Hit], hit: Hit) -> bool:
    """Whether the words before 公开信息 tell which kind was published, not who did it or when."""
    longest = _LONGEST_FIELDS if before.endswith(_OF_FIELDS) else _LONGEST_KIND
    return 1 < len(before) <= longest and not _is_actor(before, own, hit) and not before.endswith(("年", "月", "度"))


def _is_actor(before: str, own: list[Hit], hit: Hit) -> bool:
    """Whether the words before a verb name who did it or through what, not what it was done to."""
    return (
        (any(h.entry.is_channel and h.end <= hit.start for h in own) and not before.endswith(_ORDERS))
        or before.endswith(_ACTORS)
        or before in _LEVELS
    )
