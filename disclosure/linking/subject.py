"""What a figure states, in a form in which two statements of the same thing are equal."""

from __future__ import annotations

import re

from disclosure.linking.draft import CAME_IN, Draft
from disclosure.linking.settle import ORGANS
from disclosure.vocabulary import words

_MARKS = r"\s、,“”《》()的"
# opens with a set of characters, so that the matcher tries few places
_KEY_NOISE = re.compile(
    rf"[{_MARKS}各相有我本](?:(?<=[{_MARKS}])|(?<=各)类|(?<=[相有])关|(?<=我)[局委市县区]|(?<=本)(?:市|局|机关))"
)
_TIMES = re.compile(r"[一二三四]季度|[上下]半年|\d{1,2}月|当天|当日|当场|累计")
_SPAN = re.compile(
    r"[\d一二三四五六七八九十上下全本](?:(?<=[一二三四1-4])季度|(?<=[上下])半年"
    r"|(?<=[\d一二三四五六七八九十])[\d一二三四五六七八九十]{0,2}月(?!\d)|(?<=[全本])年"
    r"|(?:(?<=1)9|(?<=2)0)\d\d年(?!\d{1,2}月))"
)
_OF_YEAR = re.compile(r"\s{0,4}(?P<year>(?:19|20)\d\d)年度?(?=[,全我本各共]|[\u4e00-\u9fff]{1,3}[局委办厅市县区])")
"""What opens a paragraph that is all about one year (2013年,全市收到…), as each does in a report of several."""
_GENERIC = frozenset(words("generic_matter"))
_POINTS_BACK = re.compile(r"[此该这](?:[类些项种]|一类)|上述|以上|(?<![^,、])其(?![他它余])")
"""What says that which cases are counted is told elsewhere (此类工单)."""
_GOES_ON = re.compile(r"[和及与、]")
"""What opens words that go on from another number (第一类8个部门|和责任单位的立案数为140件), so that they do not name all."""
_FARTHEST = 400
_LONGEST_TOPIC = 16
_TOPIC = re.compile(r"(?:^|[。;\n])(?P<of>[^,。;\n]{1,12})方面,$")
"""What the clause before says is spoken of: 部件方面,|高发问题立案36件."""
_CASES_OF = re.compile("举报|投诉|咨询|求助|申诉|来信|来访|来电|信访|留言|复议|诉讼|建议|提案")
"""What cases may be told of an organ anew (举报量较大的有:甲区分局61件)."""
_SERVED = re.compile(r"(?:通知|决定|建议|告知|意见|交办|督办)[书单函]》?$")
"""Papers served on those they are for: two counts of them are of two acts."""
_CLASS = re.compile(r"[A-D]类")
"""How it came out for proposals of one kind, which is told of each kind anew (建议B类33件 after 提案B类71件)."""
_REQUESTS = re.compile(
    r"(?:政府信息)?(?:依申请|公开)?公开(?:政府信息)?(?:的?申请|事项)?|(?:政府信息|信息)依?申请公开(?:申请)?"
)
"""The names of requests for information (依申请公开, 公开申请)."""
_ALL_WAYS = re.compile(r"[各多](?:种|类|个)?(?P<ways>渠道|途径|方式|平台)")
"""What says of a count that it is told for all ways together (通过各种渠道公开3264条)."""
_NOT_COMPARED = frozenset({"other", "people", "events_held", "in_place"})


def subject_key(text: str, draft: Draft, title: str, year: int | None) -> str | None:
    """The key of a figure below a title in a report of a year, or None where it is uncertain what it states."""
    if draft.basis != "stated" or not draft.own_matter or draft.total is not None or draft.scope != "actual":
        return None
    if _POINTS_BACK.search(draft.words) or _GOES_ON.match(draft.words):
        return None
    if draft.measure_from == "list" or _SERVED.search(draft.matter) or _CLASS.search(draft.words):
        return None
    matter = _canonical(_KEY_NOISE.sub("", draft.matter), draft, title)
    if "|" in matter or len(matter) < 3 or matter in _GENERIC or draft.measure in _NOT_COMPARED:
        return None
    when = "".join(_TIMES.findall(draft.words)) or _part_of_year(text, draft, title, year)
    topic = _TOPIC.search(text, max(0, draft.segment_start - _LONGEST_TOPIC), draft.segment_start)
    of_all = (found := _ALL_WAYS.search(draft.words)) is not None and found["ways"] == draft.subject
    subject = ("" if of_all else _KEY_NOISE.sub("", draft.subject)) + when + (topic["of"] if topic else "")
    subject += _cases_of_organ(text, draft)
    return f"{draft.measure}|{matter}|{_KEY_NOISE.sub('', draft.channel)}|{subject}|{draft.unit}|{draft.coverage}"


def _cases_of_organ(text: str, draft: Draft) -> str:
    """Which cases of an organ are counted, by what its sentence named last before it; '' where the matter is no organ."""
    if ORGANS.search(draft.matter) is None:
        return ""
    begins = max(text.rfind(mark, max(0, draft.start - _FARTHEST), draft.start) for mark in "。;\n") + 1
    named = _CASES_OF.findall(text, max(begins, draft.start - _FARTHEST), draft.start)
    return named[-1] if named and named[-1] not in draft.matter else ""


def _canonical(matter: str, draft: Draft, title: str) -> str:
    """One name for what is said in several ways: requests for information, and information made public of oneself."""
    is_asked = draft.measure in CAME_IN and (_REQUESTS.fullmatch(matter) or (matter == "申请" and "申请公开" in title))
    if is_asked:
        return "政府信息公开申请"
    return "政府信息" if matter in ("信息", "政务信息") and "主动公开" in draft.words else matter


def _part_of_year(text: str, draft: Draft, title: str, year: int | None) -> str:
    """The quarter, half or month that the paragraph or else the title before a figure speaks of; '' for a whole year, unless
    another than the report's opens the paragraph."""
    begins = text.rfind("\n", 0, draft.start) + 1
    opens = _OF_YEAR.match(text, begins, draft.start)
    if opens is not None and int(opens["year"]) != year:
        return opens["year"]
    begins = max(begins, draft.start - _FARTHEST)
    spans = _SPAN.findall(text, begins, draft.start) or _SPAN.findall(title)
    return "" if not spans or (spans[-1].endswith("年") and "半" not in spans[-1]) else spans[-1]
