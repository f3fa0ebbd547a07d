"""Figures that words state without a digit: none (未发生行政诉讼) and all (均已办结).

None gives nought of a kind; all gives as many as were counted before, which linking finds.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from disclosure.extraction.also_done import ALSO_ANSWERED, AND_ANSWERED, IN_THE_END, WHO_WROTE
from disclosure.extraction.intended import DEMANDED, INTENDED, STRIVES, TO_DO
from disclosure.extraction.kinds import APPLICATION, CARRIED_IN, kinds_in, proposals_in


class Nothing(NamedTuple):
    """Words that say there was none of a kind; offsets of the clean text."""

    start: int
    end: int
    measure: str
    matter: str
    unit: str
    rule: str


class Everything(NamedTuple):
    """Words that say all of what was counted reached a stage; offsets of the clean text. `outcome`: how all of them came out,
    where that is no stage (均维持)."""

    start: int
    end: int
    measure: str
    rule: str
    outcome: str = ""
    is_none: bool = False  # whether none of them did (均未处置)


_NONE = re.compile(
    r"(?:从未|尚未|均未|暂未|并未|未曾|未有|未(?![来成必办答结经及能按])|未(?=办理(?:依申请|过|任何))|没有|没(?=收|发)|暂无|尚无|均无|皆无|不存在"
    r"|未(?=结转|转入)|不(?=再?收取|收费(?!、)|收任何)|不涉及|并无|均不(?=收)"
    r"|无(?![法线障关论锡偿纸为疑理照证正缝主烟害条须机差愧异]|需(?!要?依申请)|人(?!就|申请|提出|因|大)|不(?!予))|零(?![星售距容部碳]))"
)
_SAYS_NONE = "未|没|无|零|不存在|不涉及|不再?收|为0|文不取"
_GOES_ON_DONE = "(?:现?已(?:经|予|作|完|办|答|回|处|解)|依法)"
_SAYS_ALL = (
    "全部|全都|全数|悉数|如数|均|都|皆|一律|所有|件件|已[全按依及在如]|并[全按依及在如]|且[全按依及在如]"
    f"|逐[一件条封项]|一一|,当场|,予以|,{_GOES_ON_DONE}|;{_GOES_ON_DONE}|。{_GOES_ON_DONE}"
)
_NONE_CUE = re.compile(_SAYS_NONE)
"""Every way to say none holds one of these, so that a sentence without any is passed over. Each begins with a character
of its own, which makes the search a quick one."""
_CUE = re.compile(f"{_SAYS_NONE}|{_SAYS_ALL}")
_RECEIVING = re.compile(
    "收到|新收|接到|受理|接收|收悉|提出|提交|要求(?:提供|公开)|申请获取|依申请(?:公开|件)|公开申请|申请公开|申请(?:政府)?信息"
)
_NONE_AFTER = re.compile(
    r"(?:情况|案件|事项|申请|数|数量|件数|方面|事件|费用|现象)?(?:,|:)?\s?(?:均|都|皆|全部|也)?"
    r"(?:未发生|没有发生|未出现|为零|为0|是零|零(?:发生|登记|记录)|零|无|没有|未产生|未收取|未涉及"
    r"|(?:一分钱|分文)[也都]?(?:未曾?|没有?|不)(?:收取|收|取)过?|[不未](?:收)?取分文"
    r"|一[件起例宗条次封个][也都](?:未曾?|没有?)(?:收到|接到|发生|出现|受理)过?)(?=[,;。!\s]|$)"
)
_DENIAL = re.compile(
    r"未发生|没有发生|未出现|零(?:发生|登记|记录)|分钱|分文|[也都][未没]|为零|为0|是零|零(?=[,;。!\s]|$)|无(?=[,;。!\s]|$)|没有|未产生|未收取|未涉及"
)
"""What every match of _NONE_AFTER holds."""
_DENIED_CASES = re.compile(
    r"(?:发生|发现|出现|有)?[^,。;的]{0,10}(?:上访|信访|投诉|举报|申诉|咨询|集体?访|越级访|[进赴到][京省][^,。;]?访)|(?:一[起件例宗])?(?:发生|发现|出现|引发|产生|针对|因|由)[^,。;]{0,40}的(?:上访|信访|投诉|举报|申诉|咨询|集体?访|越级访|[进赴到][京省][^,。;]?访)"
)
_ASKED = re.compile(r"(?<![按照依合到])要求[^,。;要]{0,14}?(?:公开|提供|获取)[^,。;要公提获]{0,8}信息")
"""People who asked for information: 群众要求公开的信息."""
_OF_SOME = re.compile(
    r"(?:(?:部分|个别|少数|有的|有些|一些|不少|多数|半数)[^,。;:不未没无]{0,12}|\d[个家][\u4e00-\u9fff]{0,6}|(?:[一二三四五六七八九]成|百分之[一二三四五六七八九十]{1,3}|%)(?:以上|左右)?(?:的)?[\u4e00-\u9fff]{0,6})$"
)
"""What comes before nothing that is so of some alone (个别单位|没有收到申请, 12个镇|未收到, 九成案件|未再提起诉讼)."""
_ENUMERATOR = re.compile(r"^(?:[(]?[\d一二三四五六七八九十]{1,2}[)]?[.、)]|[(][\d一二三四五六七八九十]{1,2}[)])")
_PRONOUN = re.compile(r"(?:此类|该类|上述|以上|相关|这方面|类似|此项|该项|这类|此)")
_BARE = re.compile(
    r"^(?:(?:本|全|今|当|20\d\d)年度?(?:[、和及]历年累计)?(?:内|,)?)?(?:[我本](?:机关|单位|部门|[局委办厅镇乡]|街道))?,?(?:无|没有|暂无|零|均无|未发生|没有发生|均未发生|无此类?情况|未涉及|不涉及|(?:[、和及]历年累计)?(?:均|都)?[为是]零)[。;]?$"
)
_EVERY = "全部|全都|全数|悉数|如数|均(?<!平均)|都|皆|一律"
_EVERY_CUE = re.compile(f"{_EVERY}|所有")
"""What every match of _ALL, _RULED, _GRANTED and _OPENED holds."""
_ALL = re.compile(
    rf"(?:{_EVERY}|已(?:{_EVERY})|现已(?:{_EVERY})|目前已(?:{_EVERY})|所有[^,。;]{{0,10}}件)"
    r"(?P<way>[^,。;%率\d(全均悉]{0,16}?(?:\d{1,2}个?(?:工作日|日|天|小时)(?:之)?内|\d{1,2}月(?:\d{1,2}日|底|初|中旬)?前)?[^,。;%率\d(全均悉]{0,8}?)"
    r"(?P<verb>办理完毕|处理完毕|处置完毕|答复完毕|[办处审][理查结]终结|终结(?=[,。;]|$)|(?:提交|报送|出具)(?:会办|协办|承办|办理)意见|办理答复|办理回复|办理反馈|办结答复|办结回复|答复办结|回复办结|办结|结案|办毕|办复|审结|办理完成|处理完成|答复|回复|反馈|回应|解答|解决|处置|处理|办理|整改|查处|化解|调处|息诉罢访|息诉息访|息访|销号|销案|落实(?!(?:了|由|好|专门|明确|相应|具体|工作){0,2}(?:[市县区镇厅]?级?领导|责任|包[案保联]|专人|人员|稳控|措施|专班|方案|资金))|转交|转办|移交|移送|交办|(?:退回|退单|发回)重办|完成(?=[,。;]|$))"
    r"(?P<done>完毕|到位|完成)?(?P<then>并(?:予以|及时|依法|按期|按时)?(?:答复|回复|反馈|办结))?(?![率的中件情]|主体|内容|程序|质量|文书|期限|时限|不[当规全完及]|超期|逾期)"
)
_UNDONE = re.compile(r"[也还仍]?(?:未(?!经)|尚未|没有?)(?P<late>[^,。;]*)$")
"""What says that none of what was counted was done (5件,均未|处置), or with a manner that none was done so (均未按期|办结)."""
_DELAY = re.compile("过?(?:延期|延长|延误|超时|超期|逾期)")
"""What none were, or had, though a verb of doing stands before it (均未办理|延期)."""
_ENDED = "完成"
_CASES_BEFORE = re.compile(
    r"(?:^|[,。;\n]|\d[件宗起条])(?:目前|所有|上述|以上|各类)?"
    r"(?:案件|工单|申请|诉求|信访件|投诉件|举报件|建议|提案|信件|留言|[转交督]办件)(?:现|目前)?$"
)
"""What comes before 全部完成 where cases were closed: all that were counted, and none of one kind (热线工单); of work, tasks
and plans it says nothing that counts."""
_IN_TIME = (
    "全部|按时|按期|按规定(?:时间|时限|期限|程序)?|按要求|依法|依规|及时|在(?:规定|法定)(?:时限|时间|期限)内|如期"
)
_DONE = re.compile(
    # each alternative opens with a character of its own, so that the matcher tries few places
    rf"(?:现(?<=[,;。]现)(?:已|并已?|且已?)|已(?<=[,;。]已)经?|并(?<=[,;。]并)已?|且(?<=[,;。]且)已?)(?:(?:{_IN_TIME})+"
    r"(?:予以|作出|完成了?|进行了?|给予|向)?|(?<=已)(?:予以|作出|完成|解释)?|(?<=已经)(?:予以|解释)?)(?P<verb>办结|答复|回复|公开|(?:办理|处理)(?:完毕|终结)?)"
    rf"(?:{WHO_WROTE})?(?:完毕|工作)?(?:并?(?:按[期时]|及时)?上报)?(?=[,;。(]|$)"
    r"|依(?<=[,;。]依)法(?:依规)?(?:予以|作出|按时|按期|及时)?(?P<lawful>办结|答复|回复|办理完毕)(?:申请人|当事人)?(?=[,;。(]|$)"
    r"|当(?<=[^的],当)场(?:予以|作出|进行了?|作了?)?(?P<at_once>办结|答复|回复|解答|同意公开|公开)(?=[,;。(]|$)"
    r"|经(?<=[,;。]经)[^,。;\d]{1,10}(?<!的),(?:(?![如若对凡])[^,。;\d]{2,14}(?<!的),)?予以(?P<given>答复|回复)(?:申请人)?(?=[,;。(]|$)"
)
_VERB_FIRST = re.compile(
    r"(?P<verb>办结|办复|答复|回复|整改|(?:办理|处理|答复|回复|整改)完毕|处理完)了?(?:全部|所有)(?:的)?(?!时)[^,。;\d率]{0,10}?"
    r"(?:申请|投诉|举报|信访件|来信|来访|信件|工单|案件|事项|问题|诉求|建议|提案|留言|[^,。;\d率的]{0,3}件)(?=[,。;]|$)"
)
"""The verb before its all (按期办结了全部申请)."""
_WHOLE = re.compile("全部|所有")
"""What every match of _VERB_FIRST holds."""
_NOUN_FIRST = re.compile(
    r"(?P<verb>办理|处理|处置|答复|回复|办复|整改)(?<![未没率]..)(?:工作)?(?:已经?|现已)?(?:全部|均|都|全数|悉数)(?:已经?)?"
    r"(?:按时|按期|按规定|如期|及时)?(?:完成|完毕|到位|办结)(?=[,。;]|$)"
)
"""What was done as the subject (整改均已完成)."""
_EACH_CUE = re.compile("件件|逐[一件条封项]|一一")
EACH = "statement.each"
_EACH = re.compile(
    r"件件(?:有|都有|均|都)?(?:按期|按时|及时)?(?:回复|答复|反馈|回音|回应)"
    r"|(?:逐[一件条封项]|一一)(?:[都均]?已)?(?:进行|予以|给予|作|做)?(?:出|了)?(?:书面|电话|认真|详细|及时)?(?:回复|答复|反馈|回应|解答)(?=[,;。]|$)"
)
_RULED = re.compile(
    rf"(?:{_EVERY})(?P<way>[^,。;%率\d(全均悉或]{{0,10}}?)(?P<outcome>维持|驳回|撤诉|撤回|终止)(?![或和、及率]|[^,。;]{{0,12}}(?:或|、))"
)
"""How all reviews or suits came out (行政复议2件,均获维持)."""
_GRANTED = re.compile(r"(?:全部|均|都)(?:已|属于?|依法|按时|按期|在规定时限内)?(?:予以公开|同意公开|准予公开)")
_OPENED = re.compile(
    r"(?:全部|全都|均|都|皆|一律)(?:已|已经)?(?:在\d{1,2}个?(?:工作日|日|天|小时)(?:之|以)?内)?(?P<way>[^,。;%率\d(全均悉应]{0,24}?)(?:公开|公布|发布|公示|上网|刊登|挂网|上传|登载|刊载)(?:完毕|到位)?(?=[,;。(]|并|$)"
)
"""All of what was made is open to the public (印发文件6份,全部在网站公布)."""
_CHECKED = re.compile(rf"经(?:[^,。;\d]{{0,6}})(?:核查|调查|核实|查证|查实),?(?:{_EVERY})(?:不|未|为)?属实(?![的\d])")
"""All that people told of was looked into, whatever came of it (收到反映3件,经核查均不属实)."""
_ALSO_ANSWERED = ("答复", "回复", "反馈")
VERBS = {
    "referred": ("转交", "转办", "移交", "移送", "交办", "重办"),
    "closed": ("办结", "结案", "完毕", "办毕", "办复", "审结", "终结", "完成", "销号", "销案"),
    "replied": ("答复", "回复", "反馈", "回应", "解答", "办意见", "办理意见"),
}

_PASSED_ON = re.compile(r"交(?:由|给)[^,。;]{0,10}$|转(?:至|由|到|交|给|往|请)?[^,。;结]{0,10}$")
_DONE_BY_OTHERS = ("办理", "处理", "处置")
"""均已转有关部门|办理: passed on, which does not say that it was done."""
_CLAUSE_REACH = 160
_SLOGAN_REACH = 60
_STRIVES_REACH = 24
_KINDS_AT_ONCE = 8
"""Bounds on what one statement looks at, so that a sentence without an end costs no more than its length."""
_COMPLETION = re.compile("(?:完毕|完成|到位)$")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_CLAUSE_END = re.compile(r"[,;。:!\n]")
_NEXT_REMEDY = re.compile(
    r"(?<=复议),(?:或|和|也|被|提起|引起|引发|申请)*(?:行政)?诉讼(?:的?(?:情况|情形|案件|事项|现象))?(?:发生|出现)?(?=[,;。]|$)"
)
"""A second remedy set off from the first by a comma (无行政复议,行政诉讼发生)."""
_DUTY = re.compile(
    r"^(?:无故|无正当理由)|(?<![问追]责)的(?:主要)?(?:原因|单位|部门)|(?:的|者)(?:,|一律|应当|须|要(?!求)|不得|不计|不算|不予|依规|依法|$)|的(?:乡镇|镇|街道|县|区|社区|村|企业)"
)
_THOSE_LEFT = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:案件?|工单|事项|问题|信件|诉求|件)(?:[也则还仍](?![未没无])|多(?![起次件])|主要(?!得益|归功|是因|因)|大[多都]|集中|分布)"
)
"""What tells of those that were not dealt with, of which there are some (未|派遣案件主要集中在甲区)."""
_SLOGAN = re.compile(r"[“‘][^”’]*$")


def cues(text: str) -> list[int]:
    """Where words stand that may say none or all, in order; a sentence without any says neither."""
    return [match.start() for match in _CUE.finditer(text)]


def nothing(text: str, start: int, end: int, section_title: str) -> list[Nothing]:
    """What a sentence says there was none of; a bare 无 takes its kind from the section's title."""
    if not _NONE_CUE.search(text, start, end):
        return []
    body = text[start:end].strip()
    if len(body) <= 16 and _BARE.match(body):
        kinds = kinds_in(section_title, received=True)
        offset = text.find(body, start)
        return [
            Nothing(offset, offset + len(body.rstrip("。;")), k.measure, k.matter, k.unit, "statement.bare_none")
            for k in kinds
        ]
    found: list[Nothing] = []
    for cue in _NONE.finditer(text, start, end):
        if any(n.start <= cue.start() < n.end for n in found[-_KINDS_AT_ONCE:]) or _SLOGAN.search(
            text[max(start, cue.start() - _SLOGAN_REACH) : cue.start()]
        ):
            continue
        reach = min(end, cue.end() + _CLAUSE_REACH)
        stop = _CLAUSE_END.search(text, cue.end(), reach)
        clause_end = stop.start() if stop else reach
        if stop and (next_remedy := _NEXT_REMEDY.match(text, stop.start(), end)):
            clause_end = next_remedy.end()
        digit = _DIGIT.search(text, cue.end(), clause_end)
        if digit:
            item = text.rfind("、", cue.end(), digit.start())
            if item < 0:
                item = text.rfind("(", cue.end(), digit.start())  # 未收到申请(上年收到1件)
            if item < 0:
                continue
            clause_end = item
        words = text[cue.end() : clause_end]
        before = text[max(start, cue.start() - _STRIVES_REACH) : cue.start()]
        if (
            _DUTY.search(text[cue.start() : clause_end + 1])
            or STRIVES.search(before)
            or _OF_SOME.search(before)
            or before.endswith("对")
            or (cue.group() == "未" and (_THOSE_LEFT.match(words) or words.startswith("立案")))
        ):
            continue
        received = cue.group().startswith("零") is False and (
            _RECEIVING.search(words) is not None or words.startswith("申请")
        )
        if cue.group() == "零" and words.startswith(("受理", "申请")):
            words = "申请" + words
        kinds = kinds_in(words, received or words.startswith("申请") or _DENIED_CASES.match(words) is not None)
        if text.startswith("上年", cue.start() - 2) or text.startswith("上年度", cue.start() - 3):
            kinds = [CARRIED_IN if k.measure == "carried_out" else k for k in kinds]
        if not kinds and _PRONOUN.match(words.removeprefix("发生").removeprefix("出现")):
            kinds = kinds_in(section_title, received=True)
        if not kinds:
            kinds = proposals_in(words) or ([APPLICATION] if _ASKED.search(words) else [])
        found += [
            Nothing(cue.start(), min(clause_end, cue.start() + 60), k.measure, k.matter, k.unit, "statement.none")
            for k in kinds
        ]
    return found + [
        n for n in _denied_after(text, start, end) if not any(f.start <= n.end and n.start <= f.end for f in found)
    ]


def _denied_after(text: str, start: int, end: int) -> list[Nothing]:
    found: list[Nothing] = []
    if not _DENIAL.search(text, start, end):
        return found
    for cue in _NONE_AFTER.finditer(text, start, end):
        clause_start = max(text.rfind(mark, start, cue.start()) for mark in ",;。") + 1
        clause_start = max(clause_start, start)
        words = _ENUMERATOR.sub("", text[clause_start : cue.start()].strip())
        if _DIGIT.search(_YEAR.sub("", words)) or STRIVES.search(words[-_STRIVES_REACH:]):
            continue
        said = text[clause_start : cue.end()]
        applied = words.endswith("申请") or cue.group().startswith("申请") or cue.group().endswith(("零登记", "零记录"))
        kinds = kinds_in(said, received=applied or _RECEIVING.search(said) is not None)
        if len(kinds) == 1 and said.endswith("0"):
            continue  # the digit is a figure of its own
        found += [
            Nothing(max(clause_start, cue.end() - 60), cue.end(), k.measure, k.matter, k.unit, "statement.none_after")
            for k in kinds
        ]
    return found


def everything(text: str, start: int, end: int) -> list[Everything]:
    """Where a sentence says that all of what was counted before was closed, answered or handled."""
    intended = INTENDED.search(text[start:end])
    found = _everything(text, start, end)
    return found if intended is None else [said for said in found if said.start < start + intended.start()]


def _everything(text: str, start: int, end: int) -> list[Everything]:
    found: list[Everything] = []
    says_every = _EVERY_CUE.search(text, start, end) is not None
    for match in _ALL.finditer(text, start, end) if says_every else ():
        reach = max(start, match.start() - _SLOGAN_REACH)
        is_quoted = _SLOGAN.search(text[reach : match.start("verb")])  # also 全部在“投诉处理”栏公开
        if is_quoted or DEMANDED.search(text[reach : match.start()]) or _counts_on(text, match.end(), end):
            continue
        if match["verb"] == _ENDED and not _CASES_BEFORE.search(text[reach : match.start()]):
            continue
        if undone := _UNDONE.match(match["way"]):
            if not undone["late"] and not _DELAY.match(text, match.end()):
                measure = _measure_of(match["verb"])
                found.append(Everything(match.start(), match.end(), measure, "statement.all_undone", is_none=True))
            continue
        if in_the_end := IN_THE_END.match(text, match.end(), end):
            found.append(Everything(match.start(), in_the_end.end(), "closed", "statement.all"))
            continue
        if match["then"] and _measure_of(match["verb"]) == "closed" and match["then"].endswith(_ALSO_ANSWERED):
            found.append(Everything(match.start(), match.end(), "closed", "statement.all"))  # 已全部办结并答复: both
        also = AND_ANSWERED.match(text, match.end(), end)
        is_told = also and any(said.search(text, match.end(), also.end()) for said in (_DONE, _EACH))
        if also and not is_told and match["verb"] not in VERBS["replied"]:
            found.append(Everything(match.start(), also.end(), "replied", ALSO_ANSWERED))
        found.append(
            Everything(
                match.start(),
                match.end(),
                "referred"
                if _PASSED_ON.search(match["way"]) and match["verb"] in _DONE_BY_OTHERS
                else _measure_of("".join(said or "" for said in match.group("verb", "done", "then"))),
                "statement.all",
            )
        )
    says_whole = says_every and _WHOLE.search(text, start, end) is not None
    for match in _VERB_FIRST.finditer(text, start, end) if says_whole else ():
        if not TO_DO.search(text[max(start, match.start() - _STRIVES_REACH) : match.start()]):
            found.append(Everything(match.start(), match.end(), _measure_of(match["verb"]), "statement.verb_first"))
    for match in _NOUN_FIRST.finditer(text, start, end) if says_every else ():
        if not any(e.start < match.end() and match.start() < e.end for e in found):
            measure = {"办理": "closed"}.get(match["verb"]) or _measure_of(match["verb"])
            found.append(Everything(match.start(), match.end(), measure, "statement.noun_first"))
    for match in _DONE.finditer(text, start, end):
        if not any(e.start < match.end() and match.start() < e.end for e in found):
            verb = match["verb"] or match["lawful"] or match["at_once"] or match["given"]
            measure = "granted" if verb.endswith("公开") else _measure_of(verb)
            found.append(Everything(match.start(), match.end(), measure, "statement.done"))
    for match in _EACH.finditer(text, start, end) if _EACH_CUE.search(text, start, end) else ():
        if not _SLOGAN.search(text[max(start, match.start() - _SLOGAN_REACH) : match.start()]):
            found.append(Everything(match.start(), match.end(), "replied", EACH))
    if not says_every:
        return found
    for match in _RULED.finditer(text, start, end):
        found.append(Everything(match.start(), match.end(), "other", "statement.all_ruled", match["outcome"]))
    for match in _GRANTED.finditer(text, start, end):
        if any(e.start < match.end() and match.start() < e.end for e in found):
            continue  # 并全部予以公开 is told once
        found.append(Everything(match.start(), match.end(), "granted", "statement.all_granted"))
    for match in _CHECKED.finditer(text, start, end):
        found.append(Everything(match.start(), match.end(), "handled", "statement.all_checked"))
    for match in _OPENED.finditer(text, start, end):
        if not any(e.start <= match.start() < e.end for e in found):
            found.append(Everything(match.start(), match.end(), "published", "statement.all_published"))
    return found


def _counts_on(text: str, at: int, end: int) -> bool:
    """Whether a number follows in the clause, so that the words introduce a stated figure."""
    end = min(end, at + _CLAUSE_REACH)
    stop = _CLAUSE_END.search(text, at, end)
    return _DIGIT.search(text, at, stop.start() if stop else end) is not None


def _measure_of(verb: str) -> str:
    for said in (_COMPLETION.sub("", verb), verb):  # 答复完毕 is answered, 办理完毕 closed
        for measure, words in VERBS.items():
            if said.endswith(words):
                return measure
    return next((m for m, words in VERBS.items() if any(word in verb for word in words)), "handled")
