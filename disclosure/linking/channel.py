"""The way or the body a figure came through: 12319热线, 视频监控系统, 微博, 监督员."""

from __future__ import annotations

import re
from functools import lru_cache

from disclosure.linking.draft import REMEDIES, Draft
from disclosure.linking.lexicon import Hit, hits_of
from disclosure.linking.measure import OPENING
from disclosure.linking.phrase import noun_phrase
from disclosure.vocabulary import words

_THROUGH = re.compile(r"(?:通过|利用|运用|借助|依托|经由|经|在|于|以)(?P<way>[^,。;:()]{1,40})$")
_BY = re.compile(r"^(?:通过|经过|利用|运用|借助|依托|经由|充分发挥)")
_TOWARDS = re.compile(r"(?:向|对|给|为)[^,。;]{1,12}$")
_COURTS = ("法院", "中院", "高院", "检察院")
BODY = (*"区县市镇乡旗州", "街道", "本级", "分局", "大队", "中队", "支队", "分公司", *_COURTS)
"""How the name of a district or an office ends, which may be whose cases are counted."""
ANY_BODY = (*BODY, *"局委办厅")
"""Those and any other organ: the one that is behind time is never the report's own without being named for it."""

OFFICES = ("局", "公司", "集团", "办事处", "管理处", "服务处", "处", "所", "院", "委", "队", "中心")
"""How the name of an office ends whose cases are counted where another's are told beside them in the same words
(水务局派单30件,办结29件;公交公司派单12件), and which alone may be the report's own."""
_NEXT_STRETCH = re.compile(r"[^。;\n]{0,80};(?P<said>[^。;\n]{2,40})")
_STRETCH_BEFORE = re.compile(r"(?:^|[。;:,\n])(?P<said>[^。;:,\n]{2,40}(?:,[^。;\n]{0,80})?);$")
_SO_MANY = re.compile(r"(?:案件|工单|诉求|事项|了|共)?\d")
_ORGANS_IN_TURN = ("政府", "管委会", "委办局")
"""Whose cases are told one after the other (市政府收到申请12件;县政府收到申请9件)."""
_OF_LEVEL = re.compile(
    r"(?:^|[\u4e00-\u9fff])(?:[省市县区州旗]|[县市]区|区县|乡镇|镇街)(?:[直级属](?:各|机关)?|(?:人民)?政府(?:各|及其|所属|工作)*)(?:部门|单位|机关|办公室)$"
    r"|^(?:[省市县区州旗]|[县市]区|区县|乡镇)(?:人民)?政府(?:及其部门|办公室)?$"
)
"""The organs of a level, whose cases or publications are told in turn (县政府办公室收到15件,县直部门收到25件)."""
_NEXT = re.compile(r"[^。;]{0,40};(?P<next>[^,。;\d]{1,24})\d")
_ALL_COURTS = re.compile(r"(?:[两三]级|各级)?(?:人民)?(?:法院|检察院)")
_PUBLISHERS = words("publisher")
"""Whose publications are told one after the other (县直部门公开320条,乡镇公开75条)."""

_SENT_IN = frozenset({"信件", "来信", "来电", "来访", "留言", "邮件", "短信", "电话"})
"""What is sent in, of which a kind is no way (咨询类|留言12条)."""
_ALL_OF = ("所有", "全部")
_LONGEST, _LONGEST_STRETCH = 30, 130
_LONGEST_NAME = 20
_BREAKS_NAME = re.compile(
    r"[,;。:()]|受理|收到|办理|发布|公开|公布|开展|组织|参加|利用|做好|加强|建立|设立|剔除|扣除|无效|重复|到|走进|走入|接收|根据|[答回]复|均|都|下放|承接|除|外开|开通|增设|新增|注销|关停|关闭|整合|承办|对(?![口外接])|^关于|^涉及|^反映|等(?=[来咨投求举])"
)
_BREAKS_BODY = re.compile(r"[由被把将对向的]|下放|转来|交办|承接")
_NO_WAY = re.compile(r"[^《》,。;]{0,12}(?:条例|办法|规定|细则|法|通知|意见)》|记者|讯[,:]")
"""What follows a channel's name that is part of the title of a law (《信访|工作条例》) or of who wrote (晚报|记者)."""
_SHARE_OF = re.compile(r"占(?![道地用据])[^,。;]{0,16}$")
"""What comes before a name that a share is of and nothing came through (占市|人大代表建议的15%)."""
_NAME_BEFORE = re.compile(r"(?:^|[,。;:、\s)是为有])(?P<name>[\u4e00-\u9fff]{2,16}?)$")
_IS = re.compile("[有是为]")
_BEHIND_WAY = re.compile(
    r"[上中里内]?(?:及时|主动|准确|全面|当年|年内|本年|全年|累计|先后|陆续|同步|集中|第一时间|按时|按期|规范|依法|查询|查阅|查找|下载)"
)
"""What follows a way and is no part of its name (局网站|及时公开, 网站|上查询)."""
_TITLE = re.compile(
    r"[“《][^”》]{1,20}[”》](?:栏目|热线|平台|专栏|节目|直播间|直播|访谈|网|直通车|系统|APP|公众号|微博|微信|频道|网站)?$"
)
_CAME_BY = re.compile(
    r"(?:是|为|系|属于?|以|通过|经由?|由)?(?P<way>(?:当面|现场|窗口|信函|书面|邮寄|来信|来函|来电|来访|电话|传真|电子邮件|电子邮箱|网络|网上|互联网|线上|在线|(?:政府|门户|本?局)?网站|微信)(?:平台|系统|信箱|邮箱)?)"
    r"(?:的?方式|形式|渠道|途径)?(?:提出|提交|递交|申请|来件|反映|咨询|投诉)(?:的|申请)?(?=[,、;。)]|$)"
)
"""What stands behind a number and says how its cases came (2件|为当面提出, 1件|通过网络平台提交)."""


def way_behind(text: str, draft: Draft) -> str:
    """The way in that the words behind a count of cases name, or ''."""
    found = _CAME_BY.match(text, draft.end) if draft.unit_kind == "case" else None
    return found["way"] if found else ""


def way_in_name(text: str, start: int, end: int, hits: list[Hit]) -> str:
    """The channel that stands behind the verb and opens the name of what is counted (办理|市长信箱来信, 更新|门户网站信息), or ''."""
    ways = [h for h in hits if h.entry.is_channel and start <= h.start and h.end < end and h.entry.word not in _SENT_IN]
    return channel_in(text, start, end, ways)


@lru_cache(maxsize=1024)
def channel_of_title(title: str) -> str:
    """The channel that a section's title names, or ''."""
    hits = list(hits_of(title))
    told = next((h.start for h in hits if h.is_event and h.start > 0), len(title)) if _BY.match(title) else len(title)
    return channel_in(title, 0, told, hits)


def channel_in(text: str, start: int, end: int, hits: list[Hit]) -> str:
    """The channel named between two offsets (before the verb of a figure), at most 30 characters, or ''."""
    if not hits:
        return ""
    hits = [
        h for h in hits
        if h.entry.is_channel and start <= h.start and h.end <= end and not _NO_WAY.match(text, h.end)
        and not (text[h.start - 1] == "类" and h.entry.word in _SENT_IN)
    ]  # fmt: skip
    if hits and "占" in text[start : hits[-1].start]:
        hits = [h for h in hits if not _SHARE_OF.search(text, start, h.start)]
    if not hits:
        return ""
    if _BEHIND_WAY.match(text, hits[-1].end, end):
        end = hits[-1].end
    towards = _TOWARDS.search(text[start:end])
    if towards and start + towards.start() >= hits[-1].end:
        end = start + towards.start()
    through = _THROUGH.search(text[start:end])
    if through and start + through.start("way") <= hits[0].start:
        phrase = noun_phrase(text[start + through.start("way") : end])
        if 0 < len(phrase) <= _LONGEST and not phrase.startswith(_ALL_OF):
            return phrase
    if hits[-1].end < end and text[hits[-1].end] == "”" and text[hits[-1].start - 1 : hits[-1].start] == "“":
        return hits[-1].entry.word
    first, last = hits[0], hits[-1]
    span_start = first.start if last.end - first.start <= _LONGEST else last.start
    if last.end < end and (whole := _whole_title(text, start, last.end)):
        return whole
    named = noun_phrase(_BY.sub("", text[start : last.end]))
    if named.endswith(last.entry.word) and len(named) <= _LONGEST_NAME and not _BREAKS_NAME.search(named):
        return named
    quoted = _TITLE.search(text[max(start, span_start - 24) : last.end])
    if quoted and len(quoted.group()) <= _LONGEST:
        return quoted.group()
    return text[span_start : last.end]


def body_named(text: str, draft: Draft, in_turn: bool) -> str:
    """The body that a figure's subject is, whose cases or publications are counted, or ''; `in_turn`: of several bodies,
    one after the other."""
    publishers = _PUBLISHERS if draft.measure in OPENING and in_turn else ()
    of_cases = draft.is_case or draft.is_due or draft.measure in REMEDIES
    if of_cases and (in_turn or _names_organ_next(text, draft.end)):
        publishers = _ORGANS_IN_TURN
    if of_cases and draft.subject.endswith(OFFICES) and _is_beside_offices(text, draft):
        publishers = OFFICES
    ends = (*BODY, *publishers) if of_cases else ANY_BODY if draft.measure == "overdue" else publishers
    if draft.words.startswith(("对", "向", "给")):
        return ""  # 对区直部门|下发通知18份: to whom
    of_level = in_turn and (of_cases or draft.measure in OPENING) and _OF_LEVEL.search(draft.subject) is not None
    is_body = (
        (of_level or draft.subject.endswith(ends))
        and 1 < len(draft.subject) <= _LONGEST_NAME
        and not _ALL_COURTS.fullmatch(draft.subject)
    )
    if is_body and _BREAKS_BODY.search(draft.subject) is None:
        return draft.subject
    return _before_bracket(text, draft.start) if of_cases else ""


def _is_beside_offices(text: str, draft: Draft) -> bool:
    """Whether the stretch behind the next semicolon, or the one before, tells the same of another office."""
    following = _NEXT_STRETCH.match(text, draft.end)
    if following is not None and _tells_of_office(following["said"], draft.event):
        return True
    if text[draft.segment_start - 1 : draft.segment_start] != ";":
        return False
    before = _STRETCH_BEFORE.search(text, max(0, draft.segment_start - _LONGEST_STRETCH), draft.segment_start)
    return before is not None and _tells_of_office(before["said"], draft.event)


def _tells_of_office(said: str, event: str) -> bool:
    """Whether a stretch opens with an office and how many cases came to the same with it (公交公司|派单|12件)."""
    name, verb, behind = said.partition(event) if event else ("", "", "")
    return (
        verb != ""
        and 1 < len(name) <= _LONGEST_NAME
        and name.endswith((*BODY, *OFFICES))
        and _SO_MANY.match(behind) is not None
    )


def _before_bracket(text: str, at: int) -> str:
    """The body whose counts stand in the bracket behind its name (甲区(直办|12件,转办8件)), or ''."""
    opening = text.rfind("(", max(0, at - _LONGEST), at)
    if opening < 0 or text.find(")", opening, at) >= 0:
        return ""
    named = _NAME_BEFORE.search(text, max(0, opening - _LONGEST_NAME), opening)
    name = noun_phrase(_IS.split(named["name"])[-1]) if named else ""
    return name if len(name) > 1 and name.endswith(ANY_BODY) and _BREAKS_NAME.search(name) is None else ""


def _names_organ_next(text: str, at: int) -> bool:
    """Whether the next stretch of a list counts another organ's cases."""
    following = _NEXT.match(text, at)
    return following is not None and any(organ in following["next"] for organ in _ORGANS_IN_TURN)


def _whole_title(text: str, start: int, at: int) -> str:
    """The title in quotation marks of which a channel's name is the end (《市人民政府公报|》), or ''."""
    opening = {"》": "《", "”": "“"}.get(text[at])
    opened = text.rfind(opening, start, at) if opening else -1
    return text[opened : at + 1] if opened >= 0 and at + 1 - opened <= _LONGEST else ""
