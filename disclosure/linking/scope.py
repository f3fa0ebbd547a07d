"""What a figure is about in time: done this year, planned, a standing amount, or an earlier year's for comparison."""

from __future__ import annotations

import re
from typing import NamedTuple

from disclosure.linking.as_it_is import behind_plan, is_there
from disclosure.linking.goals import is_goal
from disclosure.linking.months import INTENT, names_earlier_months, names_later_months
from disclosure.linking.year_told import QUOTED, year_named
from disclosure.vocabulary import words


def _any(kind: str) -> str:
    return "|".join(map(re.escape, words(kind)))


# each alternative below opens with a character of its own, so that the matcher tries few places
_STRIVES = r"争取(?<![共已极]争取)(?!到|了|上级|中央|各级|省|资金|专项|经费|补[助贴]|理赔|赔[偿付]|项目|扶持)"
_NEXT_YEAR = r"下(?<![转至到]下)一?年度?(?:将|要|计划|拟|组织|举办|开展|召开|新增|公开|发布|培训)"
_TARGET = re.compile(
    rf"{_any('target_cue')}|{_STRIVES}|目标(?:任务)?(?:数|是|为|:)|任务(?:目标)?(?:数)?(?:是|为)|确保(?!了)|要做到|最低标准|达标线|合格线|目标值|目标线|不得低于|不得超过|要求[^,。;]{{0,40}}(?:不低于|达到|不少于|在)"
    r"|将(?=在(?!建|线|职|押|编)|于|继续|进一步|再(?!生|次)|组织|举办|开展|召开|新增|新建|实施|达到|努力|抽查(?!的|情况|结果)|投入(?!的|使用))"
    r"|拟(?:(?<=^拟)|(?<=[,;局市县区镇乡委办校院厅处会内底初月还并年]拟))(?![定制稿任订办]|处[罚以])"
    r"|计划(?<![按照动年度]计划)(?=在|年内|年底|明年|近期|下|于|将|到|新|主动|公开|组织|举办|开展|召开|投|建|发布|培训|实施|设|再|对|用|从|每|全)|年计划(?=主动|公开|组织|举办|开展|再|新[建增设])"
)
_VERDICT = re.compile(r"拟(?:建议|予以|宣布|继续)*(?:保留|有效|执行|废止|失效|修改|修订|取消|下放)")
_EXAMINED = re.compile(r"清理|梳理|评估|审查|拟(?:建议|予以|宣布|继续)*(?:保留|有效|执行)")
"""What comes before 拟废止8件 where it says how a document was judged and no plan."""
_QUOTA = re.compile(r"(?:任务|指标|定额)(?<!完成..)(?<!落实..)(?:数|为|是|:)?$")
_DONE_INSTEAD = re.compile(r"\d{1,12}[^,。;\d]{0,4}[,;][^。;\d]{0,10}(?:实际|完成)")
_SET_FROM_ABOVE = re.compile(
    r"(?:下达|分配|分解|布置|安排|确定|制定|设定)(?:给[^,。;\d]{1,8})?的?[^,。;\d]{0,10}(?:任务|指标|目标)(?:数|为|是)?(?:每[家个人月年季周])?$"
)
"""What comes before an amount that was set from above, whatever was done instead (县里下达报送任务|120条)."""
_TOLD_NOW = re.compile(
    r"(?:^|[,;:、])(?:[一二三四五六七八九]是)?[^,。;\d本当将要拟应须]{0,8}(?:截[至止])?(?:[本当][周旬月季期]度?|今年以来|目前)[^,。;\d底末将要拟应须还]{0,8}"
    r"(?:发现|发生|查出|查处|受理|收到|接到|重复|已(?!排定|安排|计划|部署|列入)|通报|存在|仍有|尚有)[^,。;\d]{0,14}(?:\d{1,7}[\u4e00-\u9fff][、和及][^,。;\d]{0,12}){0,6}$"
)
"""What was found or done up to now, among what is demanded (三是加强管理,本周抽查发现漏报案件|38件)."""
_FELL_SHORT = re.compile(
    r"(?:全年|年内|今年|本年度?|目前|至今)[^,。;\d当将要拟应须还]{0,4}(?:仅|只|才)(?!要|需|能|限|许|可)[^,。;\d当将要拟应须还]{0,10}$"
)
"""So little there was, told where shortcomings and plans share a heading (在线访谈全年仅|1期)."""
_DEMANDED_OF = re.compile(
    r"(?:^|[,;:、])(?:[一二三四五六七八九]是)?(?:针对|对(?:于|照)?)(?:[^,。;\d]{0,12}(?:退回|退件|退单|返工|发现|查出|查摆|排查出?|梳理出?|逾期|超期|超时|未办结|未办理|未回复|未整改|不满意|不合格|通报|反映|投诉|举报|遗留|积压|重办))"
    r"(?:的)?(?:工单|案件|案卷|信件|问题|事项|诉求|件)?的?$"
)
"""The cases there are of which something is demanded (对退回重办的工单|5件,要重新答复)."""
_SET_OUT = re.compile(r"(?:分解|细化|梳理|列出|明确)(?![^,。;]{0,10}(?:下达|指标|目标))")
_TASKS = re.compile(r"\d{1,5}项")
"""How many tasks there were, of which each is told whether it was done (分解任务|63项)."""
_BEATEN_TASK = re.compile(r"(?:比|较|超(?:出|过)?|高[于出])[^,。;\d]{0,10}(?:任务|指标|目标)(?:数|量|值)?的?$")
_BY_SO_MANY = re.compile(
    r"[\d,.]{1,12}[万余]?[\u4e00-\u9fff]{1,2}?(?:(?:净|还|又)?(?:多|少|超|增|减|高|低)|的[\d一二三四五六七八九十])"
)
"""What was asked for, where more or less was done by so much (比考核任务数|100条多18条)."""
_BEYOND_TASK = re.compile(r"超额完成[^,。;\d]{0,16}$")
_IS_TASK = re.compile(r"\d[\d,.]{0,11}[万余多]{0,2}[\u4e00-\u9fff]{1,2}?[^,。;\d]{0,8}(?:任务|指标|目标)")
_TASK_NAMED = re.compile(r"(?:任务|指标|目标)(?:数|量|总数|总量|值)?$")
_TIMES_TASK = re.compile(r"[\d,.]{1,12}[万余]?(?![项个])[\u4e00-\u9fff]{1,3}?的\d[\d.]{0,6}%")
"""An amount that was set, of which so much was done (完成年度任务|800条的112.5%); 任务63项的90% tells how many tasks there were."""
_SEES_TO = re.compile(r"确保(?!了)[^。;]{0,60}(?:突破|达到?|超过|不少于|不低于)(?<!已达)$")
"""A sentence that opens with what is to be reached, up to one of its amounts."""
_AVERAGE_THEN = re.compile(
    rf"(?:比|较|与)(?:{_any('prior')})(?:度|同期)?(?:的)?(?:[日月周]均|平均[每日月周]*)(?:约|为|的)?$"
)
_COMPARED_YEAR = re.compile(
    r"(?:比|较|与)(?:(?:19|20)\d\d年度?|第?[一二三四]季度|上半年|\d{1,2}月份?|上一?周|前一周|上旬)(?:同期)?的?$"
)
_WEEK_BEFORE = re.compile(
    r"^(?:而|其中)?(?:上|上一|前一)周(?!末|[一二三四五六日天]|以来)(?:同期)?(?![^,。;]{0,8}(?:结转|转来|转入|遗留|未结))[^,。;\d]{0,10}$"
)
_OF_THIS_WEEK = re.compile(r"本周|第\d{1,2}周|环比|[比较与](?:上|上一|前一)周")
_CHANGES = "上升|下降|增加|减少|增长|提高|提升|扩大|扩充|扩展|充实|调整|精简|缩减|压减|压缩|缩短|集约|整合|合并|归并|撤并|归集|优化|扩|增|降|升|减|缩"
_REACHED = re.compile(rf"(?:{_CHANGES})(?:到|至|为)了?$")
_FROM = re.compile(r"(?:由|从)(?:(?:19|20)\d\d年)?[^,。;\d]{0,10}(?:(?<=[由从的来先有])\d{1,5}[个大]?[类项章款])?$")
_TO = re.compile(rf"\A[^\d,。;]{{0,4}}(?:{_CHANGES})(?:到|至|为)")
_FORMERLY = re.compile(r"原(?:来|先)?(?:有|设|为)[^,。;\d]{0,10}$")
_NOW_BEHIND = re.compile(r"[^,。;]{1,10}[,;](?:现|目前|今|已|增|扩|压|减)")
_BASE_IN_BRACKETS = re.compile(
    r"同比$|(?:比|较|与|同)?(?:上年度?|去年|上月|上季度?|同期|(?:19|20)\d\d年度?(?:同期)?|[一二三四]季度|上半年|\d{1,2}月份?)$"
)
_COMPARED_THEN = re.compile(r"[比较与同](?:上年度?|去年|(?:19|20)\d\d年度?(?:同期)?)相?比较?\((?:当年|该年|为|是)")
"""What opens a bracket that tells the year compared with (与2019年相比(当年|公开215条))."""
DONE = re.compile(
    r"已|完成|实际|了|;|目前|今年|本年|全年|共|,[我本](?:局|镇|乡|县|区|市|办|厅|委|校|院|街道|单位)(?!要|将|拟|计划|力争|还)"
)
"""Words that end a plan: what follows them has been done."""
_STRONG_TARGET = re.compile(
    rf"力争|{_STRIVES}|明年|{_NEXT_YEAR}|下一?个?学[年期](?<![转至到]下学[年期])(?!度?(?:结转|继续办理))|下一步|下步|下(?![,。;])个?[月季周]度?(?:工作)?目标(?![^。;]{0, 40}本[月周季])|预计|要达到|今后"
)
_PRIOR = re.compile(
    rf"(?:{_any('prior')})(?!度?(?:结转|转结|转入|遗留|顺延|延续|未|旧存|存案|积存|存量)|以来|相比|比|末|底|及)"
)
_OF_THEN = re.compile(
    rf"(?:公开|公布|发布|公示|公告|刊登|刊发|通报|报送|上报|编制|编印|印发)了?(?:{_any('prior')})度?[^,。;\d]{{1,16}}(?:公告|公报|报告|年报|情况|结果|名单|决算|数据|状况|白皮书|清单|台账)$"
)
"""What was made public and is itself of an earlier time; that it was done is of now (公布上年度使用情况公告|1次)."""
_WHO = r"(?:[该我本全](?:[省市县区镇乡局委办厅院]|中心|街道|单位|部门|平台),?)?"
"""Who a sentence opens with, before it says when."""
_EARLIER_STRETCH = re.compile(
    rf"{_WHO}(?:{_any('prior')})(?:度|同期|全年)?,?(?:共|总共|累计)?"
    r"(?=[\u4e00-\u9fff])(?!度?(?:结转|转结|转入|遗留|顺延|延续|未|旧存|存案|积存|存量)|以来|相比|比|末|底|及)[^,。;(\d]{1,14}(?<!的)\d"
)
"""What opens a stretch that is of an earlier time up to its end (去年受理500件,办结485件;)."""
_EARLIER_OPENS = re.compile(
    rf"(?:{_any('prior')})(?:度|同期|全年)?,(?!今年|本年|目前|比|较|与)[^,。;(\d]{{1,16}}(?<![增升减降][至到为])$"
)
"""What opens a clause of an earlier time, set off by a comma (去年,我局受理|80件)."""
_BACK_TO_NOW = re.compile(
    r"今年|本年|本月|本期|本季|当年|目前|现(?<![发实体]现)|截至|截止|同比|环比|比|较|[增升减降][至到为]"
)
_SINCE_FOUND = re.compile(
    r"(?:提出|指出|所提|查出|通报|反馈|存在)的?[^,。;]{1,24}?已经?(?:全部)?(?:完成|整改|解决|落实|修复)$"
)
"""What stands between an earlier time and what has been done since about what was found then (上年指出的问题已整改|16个)."""
_COMPARED = re.compile(rf"(?:比|较|与|(?<!连)同)(?:{_any('prior')})(?P<rest>[^,。;]*)$")
_COMPARED_WITH = re.compile(r"(?:比|较|与|同)(?:19|20)\d\d年[^,。;]*$")
_COMPARED_BEHIND = re.compile(r"[\d,.]{1,12}[万余多]{0,2}[\u4e00-\u9fff]{1,2}?(?:相比|比较|相较|的相比)")
"""What follows an amount that this year's is told against (与去年受理|40件相比)."""
_RECURRING = re.compile(
    rf"(?<!最高)(?<!最大)(?<!单)(?!每日(?:头条|商报|电讯|(?:新闻|经济)(?=[》”、]|等|客户端))|每亩|每公顷)(?:{_any('recurring_cue')})(?!季度末|年末)"
)
"""Neither the name of a paper (每日头条) nor an amount of land, which comes with no time (每亩增收), is a standing amount."""
_IN_SUM = ("共", "共计", "总计", "合计", "累计")
"""What sums up what is done time and again (每月发布公报|共12期)."""
_CARRIED_FROM = words("carried_from")
"""What comes before an earlier year that cases were carried in from (结转|上年的申请3件): they are this year's."""
_FARTHEST = 300
"""How far before its number a word may stand that says when: a sentence without an end costs no more than that."""
_LONGEST_VERDICT = 8
_LAST = "去年"
_ANY_NUMBER = re.compile(r"\d(?!\d{0,3}[年月日])")
_CLAUSE = ",;。:\n("
_UNIT_BEHIND = re.compile(
    r"^[近约超余多]?[\d,.]+[余多]?[万亿]?[\u4e00-\u9fff%]{0,4}?(?:(?<=[类项章款])\d{1,5}[个大]?[项条款种])?(?=上升|下降|增|减|提|扩|充|调|压|缩|精|降|升|集约|整合|合并|归|撤并|优化)"
)
_COMPARED_BEFORE = re.compile(r"比|较|与|同")
_CLAUSE_MARK = re.compile(f"[{_CLAUSE}]")
_CUE = re.compile(
    "|".join(
        [
            *map(re.escape, (*words("target_cue"), *words("prior"), *words("aggregate_cue"))),
            *(re.escape(word) for word in words("recurring_cue") if "每" not in word),
            # of _TARGET, _STRONG_TARGET, _QUOTA and _FORMERLY; of _YEAR; of _RECURRING; of _COMPARED_YEAR; of _is_base; of coverage_of
            "争取|目标|确保|要做到|最低标准|达标线|合格线|不得低于|不得超过|要求|规定|承诺|拟|将|计划|原有|原设|原为|原来|原先|下一|下年|今后|任务|指标|定额",
            r"19\d\d年|20\d\d年|20\d\d总共|20\d\d全年共|每|比[\d一二三四上第]|较[\d一二三四上第]|与[\d一二三四上第]|同期|同比",
            "上周|前一周|上一周|升[到至为]|降[到至为]|加[到至为]|少[到至为]|长[到至为]|高[到至为]|大[到至为]|缩[到至为]|短[到至为]|增[到至为]|减[到至为]|充[到至为]|实[到至为]|整[到至为]|简[到至为]|展[到至为]|扩[到至为]|约[到至为]|合[到至为]|并[到至为]|集[到至为]|化[到至为]",
            "累计|历年|以来|年来|超额|/[天日周月]",
        ]
    )
)
"""Every pattern by which a figure is not of now or not of the report's own holds one of these. Each begins with a
character of its own, so that a sentence without any costs one quick search and nothing else."""


def clause_start(text: str, floor: int, at: int) -> int:
    """Where the clause begins that an offset stands in."""
    mark = _CLAUSE_MARK.search(text[floor:at][::-1])
    return at - mark.start() if mark else floor


def _with_brackets(text: str, floor: int, start: int, at: int) -> int:
    """Where a clause begins, the brackets that close within it included (拟新建服务站(含流动点)|6个)."""
    while start > floor and text[start - 1] == "(" and ")" in text[start:at]:
        start = clause_start(text, floor, start - 1)
    return start


class Period(NamedTuple):
    """What a report is about: its year, its months where it covers less than the year, and whether it calls that year 去年."""

    year: int | None = None
    first_month: int | None = None
    last_month: int | None = None
    of_last_year: bool = False


def is_plain(text: str, start: int, end: int, period: Period) -> bool:
    """Whether nothing in a sentence makes scope_of or coverage_of say anything but actual and own."""
    return period.first_month is None and _CUE.search(text, start, end) is None


def scope_of(text: str, sentence_start: int, at: int, number_at: int, in_target_section: bool, period: Period) -> str:
    """The scope of a number: actual, target, recurring or prior. `at` is where it begins with its 近 or 不低于, `number_at`
    where its digits do."""
    sentence_start = max(sentence_start, at - _FARTHEST)
    start = clause_start(text, sentence_start, at)
    if text[at - 1 : at] == ")" and text[start - 1 : start] == "(" and _ANY_NUMBER.search(text, start, at):
        start = at  # 来信(上年30件)|28件: the bracket is of another time
    clause = text[start:at]
    if is_there(clause, text, number_at):
        return "actual"
    if _AVERAGE_THEN.search(clause):
        return "prior"
    if leads_up(text, start, at) and (
        in_target_section or _STRONG_TARGET.search(text, sentence_start, at) or _TARGET.search(clause)
    ):
        return "actual"  # 下步由35名增加到40名: what there is now
    if in_target_section and (_TOLD_NOW.search(clause) or _DEMANDED_OF.search(clause) or _FELL_SHORT.search(clause)):
        in_target_section = False  # among plans, what there is
    so_far = behind_plan(text, sentence_start, at)
    if (in_target_section and so_far == sentence_start) or _STRONG_TARGET.search(text, so_far, at):
        return "target"
    opens = _with_brackets(text, sentence_start, start, at)
    planned = _TARGET.search(text[opens:number_at])
    if planned and not _is_verdict(text, sentence_start, opens + planned.start()):
        return "target"
    if _QUOTA.search(clause) and _DONE_INSTEAD.match(text, number_at) and not _are_tasks(text, clause, number_at):
        return "target"
    if _is_set(text, clause, number_at) or _SEES_TO.match(
        text, max(sentence_start, text.rfind(";", sentence_start, at) + 1), number_at
    ):
        return "target"
    year = year_named(text, sentence_start, at)
    if (
        year is not None
        and period.year is not None
        and year > period.year
        and INTENT.search(text, sentence_start, number_at)
    ):
        return "target"
    if period.last_month is not None and names_later_months(text, start, number_at, period.last_month):
        return "target"
    if _is_recurring(clause):
        return "recurring"
    if is_goal(text, sentence_start, at, number_at):
        return "target"
    if _REACHED.search(clause):
        is_ahead = year is not None and period.year is not None and year > period.year
        return "target" if is_ahead and clause.startswith(str(year)) else "actual"  # 2013年增加到|50名, told in 2012
    if (
        _COMPARED_YEAR.search(clause)
        or _is_base(text, start, at)
        or _is_of_week_before(text, sentence_start, start, at)
    ):
        return "prior"
    earlier = next((e for e in _PRIOR.finditer(clause) if not (period.of_last_year and e.group() == _LAST)), None)
    carried = earlier is not None and clause.endswith(_CARRIED_FROM, 0, earlier.start())
    since = earlier is not None and _SINCE_FOUND.search(clause, earlier.end()) is not None
    of_then = earlier is not None and _OF_THEN.search(clause) is not None
    if earlier and not carried and not since and not of_then and not _COMPARED.search(clause):
        return "prior"
    compared = _COMPARED.search(clause)
    if compared and (not compared["rest"].strip() or compared["rest"].endswith(("的", "同期"))):
        return "prior"
    if _COMPARED_BEHIND.match(text, number_at) and (compared or _COMPARED_WITH.search(clause)):
        return "prior"
    if year is not None and period.year is not None and year < period.year:
        return "prior"
    stretch = max(sentence_start, text.rfind(";", sentence_start, at) + 1)
    own = period.of_last_year and text.startswith(_LAST, stretch)
    is_stretch = not own and (
        _EARLIER_OPENS.match(text, stretch, at) or _in_earlier_stretch(text, sentence_start, stretch, at)
    )
    if is_stretch and not since:
        return "prior"
    if period.first_month is not None and names_earlier_months(text, stretch, at, period.first_month):
        return "prior"
    return "actual"


def _is_of_week_before(text: str, sentence_start: int, start: int, at: int) -> bool:
    """Whether a number is of the week before the one that its sentence tells of (较上周下降0.89%(上周受理|35028件))."""
    if "上周" not in text[start:at] and "一周" not in text[start:at]:
        return False
    return (
        _WEEK_BEFORE.search(text[start:at]) is not None
        and _OF_THIS_WEEK.search(text, sentence_start, start) is not None
    )


def _is_set(text: str, clause: str, number_at: int) -> bool:
    """Whether an amount is what others asked for (下达任务|120条, 超额完成|80条信息任务)."""
    if not any(word in clause for word in ("任务", "指标", "目标", "超额")):
        return False
    if _BEATEN_TASK.search(clause) is not None and _BY_SO_MANY.match(text, number_at) is not None:
        return True
    if _TASK_NAMED.search(clause) is not None and _TIMES_TASK.match(text, number_at) is not None:
        return True
    is_beyond = _BEYOND_TASK.search(clause) is not None and _IS_TASK.match(text, number_at) is not None
    return is_beyond or (_SET_FROM_ABOVE.search(clause) is not None and not _are_tasks(text, clause, number_at))


def _are_tasks(text: str, clause: str, number_at: int) -> bool:
    """Whether a number tells how many tasks were set out, and not how much one of them asks for (分解重点任务|63项)."""
    return _TASKS.match(text, number_at) is not None and _SET_OUT.search(clause) is not None


def _is_verdict(text: str, sentence_start: int, at: int) -> bool:
    """Whether 拟 tells how what was examined was judged (经清理,拟继续有效21件,拟废止8件)."""
    return (
        _VERDICT.match(text, at) is not None
        and _EXAMINED.search(text, sentence_start, at + _LONGEST_VERDICT) is not None
    )


def _in_earlier_stretch(text: str, sentence_start: int, stretch: int, at: int) -> bool:
    """Whether a number goes on with one of an earlier time, or with the list of its parts, and nothing since speaks of the
    present."""
    opens = _EARLIER_STRETCH.match(text, stretch, at)
    if opens is None and stretch > sentence_start and "其中" in text[sentence_start:stretch]:
        opens = _EARLIER_STRETCH.match(text, sentence_start, at)
        if opens is not None and "其中" not in text[opens.end() : stretch].partition(";")[0]:
            return False
    return opens is not None and _BACK_TO_NOW.search(text, opens.end(), at) is None


def leads_up(text: str, start: int, at: int) -> bool:
    """Whether a number is what another came from (由320件降至280件)."""
    return _FROM.search(text[start:at]) is not None and _TO.match(_UNIT_BEHIND.sub("", text[at : at + 24])) is not None


def _is_base(text: str, start: int, at: int) -> bool:
    """Whether a number is what another is compared with: 由320件降至280件, 同比2015年(980件), 原有8个,现有12个."""
    if _FORMERLY.search(text[start:at]) and _NOW_BEHIND.match(text[at : at + 30]):
        return True
    if leads_up(text, start, at):
        return True
    if text[start - 1 : start] == "(" and _COMPARED_THEN.search(text, max(0, start - 14), at):
        return True
    return (
        text[start - 1 : start] == "("
        and text.find(")", start, at) < 0
        and _BASE_IN_BRACKETS.search(text[max(0, start - 12) : start - 1]) is not None
        and (_COMPARED_BEFORE.search(text[max(0, start - 14) : start - 1]) is not None)
    )


def _is_recurring(clause: str) -> bool:
    cues = [cue for cue in _RECURRING.finditer(clause) if not QUOTED.search(clause[: cue.start()])]
    if not cues:
        return False  # 《每周快报》32期
    rest = clause[cues[-1].end() :]
    # 每半年邀请聘请的50名: the number belongs to the relative clause, not to what is done each half year
    return not ((rest.endswith("的") and len(rest) > 4) or (len(rest) > 2 and rest.endswith(_IN_SUM)))
