"""The measure that a figure ends up with, once unit and matter have been asked."""

from __future__ import annotations

import re

from disclosure.linking.came_in import may_be_accepted
from disclosure.linking.draft import CAME_IN, CASE_STAGES, Draft
from disclosure.linking.fitting import VISITS
from disclosure.linking.units import CALLED_ON, SITES, fit_unit
from disclosure.vocabulary import words

ORGANS = re.compile(
    r"(?:省份|学院|院系|站所|分局|支局|(?:派出|国土|司法|财政|税务|工商|卫生|供电|林业|事务)所|大队|中队|支队|科室|处室|小区|网格|县|区|市|镇|乡|街道|部门|单位|村|社区|企业|学校|机构|局|县区|乡镇|成员|镇街)$"
)
_WHICH_ORGANS = re.compile(
    r"的(?:小区|点位|县|区|市|镇|乡|街道|部门|单位|村|社区|企业|学校|机构)(?:有|共|达|共有|为)*$"
)
_CONCERNED = re.compile(
    r"涉及[^,。;\d]{0,6}?(?:县|区|市|镇|乡|街道|镇街|部门|单位|村|社区|企业|学校|机构)(?:有|共|达|共有|为)*$"
)
"""What says that cases concern so many organs (诉求涉及镇街|3个)."""
_KINDS_CONCERNED = re.compile(r"(?:涉及|涵盖)(?:到|了)?(?:共|约)?$")
"""What says how many kinds cases were of (问题涉及|21类)."""
_ORGANS_BEHIND = re.compile(
    r"(?:承办|主办|成员|责任|有关|相关|市直|县直|区直)?(?:单位|部门|乡镇|街道|处室)(?!(?:便民|服务|政务|综合|党群)[\u4e00-\u9fff]{0,6}(?:中心|窗口|大厅|站|点))"
)
_PLACES_BEHIND = re.compile(r"(?:行政村|自然村|社区|乡镇|街镇|镇街|区县|县区|市县|驻外机构|派出机构|直属机构|下属机构)")
_KIND = "类"
_WHITHER = re.compile("(?<![达加增升减降展扩提由])(?:到|赴|前往|深入)$")
"""What tells where somebody went to do what is told behind (到3个县区检查)."""
_STILL_SO = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:单位|部门|科室|股室|站所|[层务分]所|工作站|村|社区|乡镇|镇街|街道|县区|市县|企业|学校|学院|网站|栏目)(?![务民内的])"
)
"""Bodies of which something is still so, where cases would be still in hand."""
_WAYS = re.compile(
    r"(?:(?:公交|航|地铁|生产)?(?:线路|航线|专线|生产线)|道路|街道|街巷|河道|河流)(?![\u4e00-\u9fff]{0,8}(?:信息|动态|新闻|公告|文件|简报|快讯)$)"
)
"""What is counted by 条 as news items are, and is not published (17条|线路的站牌公开); 街道信息415条 is."""
_NOT_OF_PLACES = frozenset({"published", "issued", "views"})
"""What is not done to places, told by a verb elsewhere (发放8600份,覆盖17个行政村)."""
_ENTERED = frozenset(words("entered"))
_DEALT_WITH = re.compile("处置|整改|处理|查处|解决|办理")
_ON_PATROL, _ON_AIR, _REWARD = "巡查", "上线", "举报奖励"
_PROGRAMME = re.compile("热线|直播|访谈|直通车")
_FOUND_WANTING = ("问题", "隐患", "线索")
_CONTENT = "满意"
_AMISS = re.compile("不(?:全|准确|规范|完整|及时|到位)$|缺失|缺项|错漏|错误|有误|敷衍|答非所问")
"""What some of those looked at were found to be."""
_BOARD = re.compile("内容|公开栏|公示栏|宣传栏|橱窗|专栏")
_BOARD_ISSUES = frozenset({"期", "条"})
_SHAMED = frozenset({"通报", "通报问题", "曝光", "约谈"})
"""What is done to those that report, where they say 被."""
_DONE_ON_SITE = frozenset({"排查", "督办", "现场督办", "督查督办"})
"""What is held where it is told how often (排查3轮, 现场督办12次)."""
_SET_UP = frozenset("块处座台套辆部")
_TOLD_OF = re.compile(r"房|隐患|风险|危险|地块|宗地")
"""What is published and not put up, though it is counted as what stands somewhere is (公布|隐患点85处)."""
_HANDED_OUT = ("派发", "分发")
_PRINTED = frozenset("份册张本")
_OF_EACH_ISSUE = re.compile("[,、(]?每期(?:约|各|均|共)?")
_CASE_PAPERS = re.compile("工单|案|件$|函|诉求|(?:任务|交办|督办|派遣)单")
_CALLS = re.compile(r"来电|来访|来信|电话|呼入|咨询(?!会|活动|日)|投诉(?!会|活动)|求助")
"""What comes in so many times (来电来访20次)."""
_OPEN_TO_ALL = ("查阅场所", "查阅点", "受理点", "服务点")
_ORGANS_OR_PEOPLE = frozenset({"家", "户", "名"})
_COUNTS_ORGANS = frozenset({"in_place", "reviewed", "revised", "repealed", "retained", *CASE_STAGES})


def set_measure(draft: Draft, measure: str, source: str, event: str) -> None:
    """Set a figure's measure as its unit and matter allow, and where it came from."""
    if event in _ENTERED and draft.unit_kind == "case" and measure == "published":
        measure = "collected"  # 录入信访事项2316件: entered in a system of cases, not published
    if (
        event == _ON_PATROL
        and draft.unit_kind == "case"
        and measure == "handled"
        and not _DEALT_WITH.search(draft.words)
    ):
        measure = "collected"  # 采集员巡查1200件: found on patrol
    if event == _ON_AIR and draft.unit == "期" and _PROGRAMME.search(draft.words):
        measure = "events_held"  # 上线“行风热线”3期
    if event == _REWARD and draft.unit_kind == "case":
        measure = "other"  # 兑现举报奖励37起
    calls = draft.unit == "次" and measure == "received" and _CALLS.search(draft.words) is not None
    if source == "noun" and draft.unit_kind == "event" and measure in CASE_STAGES and not calls:
        measure = "events_held"
    if source == "noun" and draft.unit == "项" and measure == "handled":
        measure = "in_place"  # 行政处罚事项180项: items of a list, not cases
    if source == "right" and draft.unit_kind == "person" and measure == "fees_waived":
        measure = "people"  # 为2名低保户减免
    if event == "更换" and draft.unit in _BOARD_ISSUES and _BOARD.search(draft.words + draft.channel):
        measure = "published"  # 公开栏更换内容24期
    if event == "派出" and draft.unit == "个" and draft.matter.endswith(("组", "队")):
        measure = "other"  # 派出督查组9个
    still_so = draft.unit in ("个", "家") and _STILL_SO.match(draft.matter) is not None
    if measure == "pending" and (draft.unit in _ORGANS_OR_PEOPLE or still_so):
        measure = "other"  # 仍有7家未召开发布会, 仍有3个基层所报送滞后
    if event in _HANDED_OUT and draft.unit in _PRINTED and _CASE_PAPERS.search(draft.matter) is None:
        measure = "issued"  # 派发资料800份
    if event in _SHAMED and "被" in draft.words:
        measure = "other"  # 被上级通报问题19个
    if event in _DONE_ON_SITE and (draft.unit_kind == "event" or draft.unit == "轮"):
        measure = "events_held"
    if draft.unit == _KIND and measure in CASE_STAGES and _KINDS_CONCERNED.search(draft.words):
        measure = "other"
    if measure == "views" and draft.unit in _SET_UP:
        measure = "in_place"  # 检索机2台
    if measure == "published" and draft.unit in _SET_UP and _TOLD_OF.search(draft.matter) is None:
        # 更新公示牌20块, 投放客车60台; 60台客车张贴了公告
        measure = {"更新": "revised", "投放": "in_place", "公开": "in_place", "公布": "in_place"}.get(
            event, "in_place" if source == "right" else measure
        )
    if measure == "other" and draft.unit in _PRINTED and _OF_EACH_ISSUE.fullmatch(draft.words):
        measure = "issued"  # 编印公报12期,每期3000册
    if draft.unit in ("个", "处") and measure in CASE_STAGES and draft.matter.endswith(_OPEN_TO_ALL):
        measure = "in_place"  # 移送档案馆、图书馆2个公共查阅场所
    if draft.unit == "条" and measure in _NOT_OF_PLACES and _WAYS.match(draft.matter):
        measure = "other"
    if measure == "published" and source != "own" and draft.unit == "条" and draft.matter.endswith(_FOUND_WANTING):
        measure = "other"  # 通报11期,涉及问题29条
    if measure == "published" and source == "noun" and draft.unit in ("个", "家") and draft.matter.endswith(SITES):
        measure = "in_place"  # 全市28个交警微博
    if draft.unit in ("个", "家") and (
        _WHICH_ORGANS.search(draft.words)
        or _CONCERNED.search(draft.words)
        or (measure == "events_held" and _WHITHER.search(draft.words))
        or ((measure in CASE_STAGES or source != "own") and _ORGANS_BEHIND.match(draft.matter))
    ):
        measure = "other"  # 收到申请的单位12个, 交12个单位办理
    elif (
        draft.unit in ("个", "家")
        and (measure in CASE_STAGES or (source != "own" and measure in _NOT_OF_PLACES))
        and draft.matter not in draft.words
        and _PLACES_BEHIND.match(draft.matter)
    ):
        measure = "other"
    elif source != "own" or measure not in _COUNTS_ORGANS:
        measure = (
            "other" if draft.unit in ("个", "家") and ORGANS.search(draft.matter) and not draft.is_case else measure
        )
    draft.measure = fit_unit(measure, draft.unit, draft.unit_kind, draft.words + draft.matter)
    draft.measure_from = source
    draft.event = event


def set_by_visits(text: str, draft: Draft, told: Draft | None) -> bool:
    """Set the measure of the people who came by that of their visits, counted right before (来访42批、|130人次; 减少5批、|12人次;
    来访42件|130人次); False where they did not come so."""
    if told is None or draft.unit != "人次" or text[told.end : draft.start].strip("、,和"):
        return False
    if told.unit not in VISITS and (told.unit_kind != "case" or told.end < draft.start):
        return False
    if told.is_difference:
        draft.is_difference, draft.measure, draft.measure_from = True, "other", "own"
        return True
    came = told.measure in CAME_IN and CALLED_ON.search(told.words + told.matter + told.channel) is not None
    if came:
        set_measure(draft, told.measure, "list", told.event)
    return came


def set_by_list(draft: Draft, measure: str, head: Draft, gap: str) -> None:
    """Set a figure's measure to that of the one whose list it stands in, `gap` between them; places among which things were
    set up tell how many of those are there (设立联络站412个,其中商场超市|69个)."""
    if measure in CASE_STAGES and draft.matter.rstrip("”").endswith(_CONTENT):
        measure = "other"  # 收回287份,“满意”和“比较满意”的|271份
    if measure == "reviewed" and head.measure_from != "list" and _AMISS.search(draft.matter):
        measure = "other"  # 抽查120件,其中要素不全|9件
    if measure == "accepted" and not may_be_accepted(draft):
        measure = "received"
    set_measure(draft, measure, "list", head.event)
    among = "其中" in gap or head.measure_from == "list"
    if among and measure == "in_place" and head.unit == draft.unit:
        draft.measure = measure
