"""What a figure takes from the figures before it: their channel, and which of them it goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.linking.channel import BODY, channel_in
from disclosure.linking.draft import CAME_IN, CARRIED, CASE_STAGES, DOWNSTREAM, INHERITED, NOT_DONE, OUTCOMES, Draft
from disclosure.linking.lexicon import hits_of
from disclosure.linking.measure import OPENING

WAYS_IN = re.compile(r"来信|来访|来电|电话|信件|留言|信访|邮件|短信|网站|视频|简报|手册|监督员|代表|委员")
_COMPARES = re.compile(r"(?:比|较|与|同)(?:[上去前][一]?[年月个季期度]{1,3}|[12]\d{3}年)?(?:同期)?的?$")
_DEPUTIES, _MOTION = "人大", "提案"
_SUMS_UP = re.compile("[,、;]?(?:合计|共计|总计|共)")
_PAIR = 2
_CASES_BACK = 6
"""How many figures before money the cases may stand that brought it."""
_NO_DISTRICT = ("部门", "单位", "公司", "集团")
_OF_SO_MANY = re.compile(r"[\u4e00-\u9fff]{0,12}的\d[\d.]{0,5}%")
"""What stands behind a number that says what a share is of (占13个|部门的60%)."""
_LISTED = re.compile("其中|当中|包括|分别|划分|分类|分为")
_WAY_FIRST = re.compile(
    r"(?P<way>网上|网络|电话|来信|来访|来电|信函|短信|微信|微博|当面|传真|邮件)(?=投诉|举报|咨询|留言|信访|求助|申请|反映|建议|诉求)"
)
"""A way in that opens what is counted, which therefore came through no other (来信32封,网上|投诉219件)."""
_READERS = re.compile("粉丝|关注|订阅|用户")
"""Words that count those who read an account, which is the one told of before."""
_OF_READERS = frozenset({"views", "people"})
_THROUGH_THINGS: dict[str, tuple[str, ...]] = {
    "events_held": (*CASE_STAGES, "published"),  # 做客行风热线6次,受理投诉73件; 召开新闻发布会3次,发布信息45条
    "people": CASE_STAGES,  # 聘请监督员12名,收集意见35条
    "in_place": ("published", "views", *CASE_STAGES),  # 开通微博1个,发布信息320条
    "issued": (),
    "repealed": (),
}
"""What may come through a channel that was counted itself, by its own measure."""


def channel_carried(text: str, start: int, draft: Draft, told_of: Draft, done: Sequence[Draft]) -> str:
    """The channel of the figure that one goes on with, or the one that it counts, or '' where neither is this one's too;
    `done`: the figures before it in its sentence, which begins at `start`."""
    if _is_next_source(text, start, draft, told_of, done) or _is_of_another(text, draft, told_of):
        return ""
    carried = told_of.channel or _channel_counted(told_of, draft)
    if _DEPUTIES in carried and _MOTION in draft.matter and _DEPUTIES not in draft.matter:
        return ""  # 市人大代表建议12件、市政协提案|15件
    own = way_first(draft)
    return own if own and own not in carried else of_next(draft, carried)


def _is_of_another(text: str, draft: Draft, told_of: Draft) -> bool:
    """Whether a figure sums up what came in several ways, or names what it counts beside one that is named by its way in (网站信息300条,
    微信信息|50条,共|350条)."""
    if told_of.own_channel and _SUMS_UP.match(draft.words):
        return True
    by_way = told_of.channel != "" and told_of.channel in told_of.matter
    between = text[told_of.end : draft.start]
    is_part = "其中" in between or between.count("(") > between.count(")")
    return by_way and draft.own_matter and not is_part


def of_next(draft: Draft, channel: str) -> str:
    """A channel that was told before, or whose cases are told after those of the districts (甲区立案42件。市直部门|立案27件)."""
    return (
        draft.subject if channel.endswith((*BODY, *_NO_DISTRICT)) and draft.subject.endswith(_NO_DISTRICT) else channel
    )


def way_first(draft: Draft) -> str:
    """The way in that the name of what a figure counts opens with (网上|投诉219件), or ''."""
    way = _WAY_FIRST.match(draft.matter) if draft.own_matter and draft.is_case else None
    return way["way"] if way is not None else ""


def _is_next_source(text: str, start: int, draft: Draft, told_of: Draft, done: Sequence[Draft]) -> bool:
    """Whether a figure with a name of its own stands beside one in a list of sources, so that it came from elsewhere
    (其中,监督热线案件48件,领导交办案件3件)."""
    if not draft.own_matter or draft.measure == "views" or _READERS.search(draft.event):
        return False
    source = next((d for d in reversed(done) if d.own_channel), None)
    if source is None or source.channel != told_of.channel or source.channel not in source.matter:
        return False
    between = text[source.end : draft.start]
    if between.count("(") > between.count(")"):
        return False  # 代表建议2件(主办件1件
    return ";" in between or _LISTED.search(text, start, source.start) is not None


def _channel_counted(counted: Draft, draft: Draft) -> str:
    """The channel that a figure counts, where the next may have come through it."""
    comes_through = draft.measure in _THROUGH_THINGS.get(counted.measure, (draft.measure,))
    if not comes_through or (WAYS_IN.search(counted.matter) and counted.measure != "people"):
        return ""
    return channel_in(counted.matter, 0, len(counted.matter), list(hits_of(counted.matter)))


def before_pair(text: str, done: Sequence[Draft], previous: Draft | None, draft: Draft) -> Draft | None:
    """The figure that a list goes on with: not the money that its cases brought (查处120起,罚款35万元,没收|5起), nor their people where
    each item is told twice (甲类12件30人、乙类|8件21人)."""
    if previous is not None and previous.unit_kind == "money" and draft.unit_kind == "case":
        return next((d for d in reversed(done[-_CASES_BACK:]) if d.unit == draft.unit), previous)
    if previous is None or previous.unit_kind != "person" or draft.unit_kind != "case" or len(done) < _PAIR:
        return previous
    counted = done[-_PAIR]
    is_pair = counted.end == previous.start and counted.unit == draft.unit and text[previous.end] in "、,;及和"
    return counted if is_pair else previous


def compared_with(text: str, start: int, done: Sequence[Draft], previous: Draft | None, draft: Draft) -> Draft | None:
    """The figure that an earlier one is compared with: the last of its unit (来信60件,涉及8家单位,较上年的|52件增加8件)."""
    if previous is None or not _COMPARES.search(text, draft.segment_start, draft.start):
        return previous
    if previous.unit_kind == draft.unit_kind:
        return before_bracket(text, start, previous, draft, done)  # 举报573件(含转办256件),比上年同期|871件少298件
    return next((d for d in reversed(done) if d.unit == draft.unit and not d.is_difference), previous)


def goes_on_with(
    text: str, start: int, draft: Draft, measure: str | None, previous: Draft | None, done: Sequence[Draft]
) -> Draft | None:
    """The figure whose matter one without its own goes on with, given what its verb says: behind a bracket or a list of parts
    not the last part, nor where more were closed than it counts (受理186件,其中…、其他12件;已办结181件)."""
    if previous is not None and draft.is_difference:
        return before_bracket(text, start, previous, draft, done)  # 投诉举报12件(其中举报5件),增加2件
    if previous is None or (measure not in CASE_STAGES and measure not in NOT_DONE):
        return previous
    previous = _before_list(text, before_bracket(text, start, previous, draft, done), draft, done)
    if measure in CARRIED and (previous.measure_from in INHERITED or previous.measure in OUTCOMES):
        came = (d for d in reversed(done) if d.measure in CAME_IN and d.measure_from == "own")
        # 收到40件,其中个人30件、企业10件,上年结转2件; what is carried out never came out as the last of those before it did
        return next(came, None if previous.measure in OUTCOMES else previous)
    of_body = previous.own_channel and previous.channel == previous.subject  # 甲镇派遣1500件,结案1503件
    if measure not in DOWNSTREAM | NOT_DONE or previous.value >= draft.value or of_body:
        return previous
    return next((d for d in reversed(done) if d.unit == draft.unit and d.value >= draft.value and d.is_case), previous)


def before_bracket(text: str, start: int, previous: Draft, draft: Draft, done: Sequence[Draft]) -> Draft:
    """The figure that a bracket closed between two figures explains (建议90件(会议期间89件),立案86件), or the one before."""
    if ")" not in text[previous.end : draft.start]:
        return previous
    opening = text.rfind("(", start, previous.start)
    within = opening >= 0 and text.find(")", opening, previous.end) < 0
    return next((d for d in reversed(done) if within and d.end <= opening), previous)


def _before_list(text: str, previous: Draft, draft: Draft, done: Sequence[Draft]) -> Draft:
    """The figure that a verb behind a list and a semicolon goes on with: the one that the list is of (受理412件,其中来电231件、
    网上43件;直接查办|35件)."""
    if previous.measure_from != "list" or ";" not in text[previous.end : draft.start]:
        return previous
    return next((d for d in reversed(done) if d.measure_from == "own" and d.unit == draft.unit and d.is_case), previous)


def names_base(text: str, draft: Draft) -> bool:
    """Whether a number only says what a share is of (占|13个部门的60%)."""
    return draft.words.endswith("占") and _OF_SO_MANY.match(text, draft.end) is not None


def is_whole_of(text: str, count: Draft, share_end: int) -> bool:
    """Whether a count is what the share that ends there is told to be of (36件,占派单总数|900件的4%)."""
    return count.words.startswith("占") and _OF_SO_MANY.match(text, count.end, share_end) is not None


def told_of_before(last: Draft | None, measure: str | None) -> Draft | None:
    """The count that a sentence which tells what was done goes on with: behind a list what the list is of, if that is counted
    (投诉中,商品类620件,服务类310件。已办结|880件), and never its last kind."""
    is_kind = (
        last is not None and last.measure_from == "list" and last.own_matter and measure in DOWNSTREAM | {"reviewed"}
    )
    return last.total if is_kind and last is not None else last


def which_way(measure: str, done: Sequence[Draft]) -> str:
    """The measure of cases carried over, which are left for the next year where those of the year before were told
    (上年结转3件,…,结转2件)."""
    told = measure == "carried_over" and any(d.measure == "carried_in" for d in done)
    return "carried_out" if told else measure


def is_apart(before: Draft, draft: Draft, measure: str) -> bool:
    """Whether what was counted before names nothing of what a verb of that measure tells: readers (粉丝2万人。发布150条) or cases in
    another unit nothing of what is published, things that stand somewhere nothing of cases (设专区1处,承接|1876件)."""
    if measure in CASE_STAGES:
        return before.measure == "in_place" and draft.unit_kind == "case" != before.unit_kind
    return measure in OPENING and (before.measure in _OF_READERS or (before.is_case and before.unit != draft.unit))
