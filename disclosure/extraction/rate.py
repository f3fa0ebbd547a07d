"""Stated rates: what a percentage is called, and what kind of rate that makes it.

One percentage may state several rates (处理和回复率均为100%), and a list of names may share a list of percentages
(办结率和满意率分别为98%、96%).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Label(NamedTuple):
    """A rate's name as written and its measure; '' and `share` for 占a%, '' and `growth` for 增长a%. A fall may be told by a word
    or an arrow, or else by a minus before the number."""

    words: str
    measure: str
    direction: int = 1
    is_minus: bool = False


class Kind(NamedTuple):
    """A family of rate names, recognised by words in the name."""

    measure: str
    words: re.Pattern[str]


KINDS = (
    Kind(
        "other_rate",
        re.compile("压[减缩]|缩短|不满意|超期|逾期|超时|延期|返工|差评(?![^率]{0,4}(?:整改|处理|回访|办结|核实))"),
    ),
    Kind("satisfaction_rate", re.compile("满意|好评")),
    Kind("on_time_rate", re.compile("及时|按时|按期|准时|限时|准点|如期|[时审期]限|期内|按规|提前办结|时效")),
    Kind("claim_rate", re.compile("认领|签收|接单|领单")),
    Kind("closing_rate", re.compile("办结|结案|办毕|办复|完结|审结|结办")),
    Kind(
        "handling_rate",
        re.compile("处理|处置|解决|办理|整改|查处|化解(?!读)|调处|查办|整治|(?<=[题为规章象])纠正|维修|修复"),
    ),
    Kind("reply_rate", re.compile("回复|答复|反馈|回应|解答|回音")),
    Kind("publication_rate", re.compile("公开|发布|公示|公布|更新")),
    Kind("coverage", re.compile("覆盖")),
    Kind("share", re.compile("占比|比重|比例(?<!抽[查检样取]比例)|占有")),
    Kind(
        "other_rate",
        re.compile(
            "知晓|合格|达标|接通|采用|准确|成功|通过|参评|网办|到场|立案|派遣|入户|回收|收回|败诉|胜诉|纠错|(?<![题为规章象])纠正|维持|电子化|流失|使用|见面"
        ),
    ),
    Kind("growth", re.compile("增长|(?:增加|减少|上升|下降|降低)(?=率)|[增升降涨跌]幅")),
)

_FIRST_WINS = 4
"""Failing, satisfaction, punctuality and claiming decide wherever they stand in a name (超期办结率, 回复及时率, 办理满意率)."""

_OF_WHOLE = ("占比", "比重")
"""How the name of a share ends, whatever it is a share of (返工案件占比)."""
_TAIL = re.compile("率|满意度|占比|比重|比例|[增升降涨跌]幅|覆盖面|公开面")
_NAME = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{1,14}?)(?P<tail>率|(?<=满意)度|占比|比重|比例|[增升降涨跌]幅|(?<=覆盖)面|(?<=公开)面)(?![先领军])(?:\([^()]{1,20}\))?"
)
_JOINT = re.compile(r"[、和与]|以及|(?<!普)及(?![时早格其])")
_LEAD = re.compile(
    r"^.*(?:的|其中|其|各|了|使|总体|全市|全县|全区|综合|平均|总|群众|市民|社会|公众|本月|本季度|我局)(?=[\u4e00-\u9fff]{2})"
)
_CHANGE = re.compile("降|减|少|下滑|回落|滑落|跌|压缩|缩短|缩减|精简|增|升|涨|提高|上[扬浮]|反弹|多")
"""Every word of _GROWTH holds one of these, and every one of growth against a year before."""
_GROWTH = re.compile(
    r"(?P<fall>下降|降低|减少|下滑|回落|滑落|下跌|跌|压缩|缩短|缩减|压减|精简|少|降|减)?(?P<rise>增长|上升|提高|增加|上涨|上扬|上浮|抬升|反弹|提升|升高|攀升|飙升|激增|猛增|增|升|涨|多出?)?"
    r"(?:了|约|近|幅度|幅度达|幅|达|在|为)*$"
)
_REACHED = re.compile(r"(?:到|至|为|成)$")
_SIGN_BEFORE = re.compile(
    r"(?:(?P<rise>[↑▲]|(?<![\d%])\+)|(?P<fall>[↓▼]|(?:[(,]|(?:[同环]比|[增升降涨]幅|增长率?|增减)[:为]?)-))$"
)
_SIGN_BEHIND = re.compile(r"(?P<rise>↑)|↓")
_SIGNS = frozenset("↑▲↓▼+-")
_LONGEST_SIGN = 6
_SHARE = re.compile(
    r"(?:占|所占)(?:[^,;。%]{0,20})$|^比[例重](?:为|是|约|达)?$|[为是达](?:[^,;。%]{0,12})(?:总数|总量|总额|总件数)的$"
)
_SHARE_NAMED = re.compile(r"占比|比重|权重")
_YEAR_ON_YEAR = re.compile(
    r"(?:同比|环比|比上年|较上年|比去年|较去年|比上月|较上月|较上期|比上季度?|较上季度?|较前)[^,;。]{0,10}$"
)


@lru_cache(maxsize=4096)
def measure_of(name: str) -> str:
    """The measure of a rate's name (办结率 is a closing_rate), other_rate where no family fits; the last word is the head."""
    if name.endswith(_OF_WHOLE):
        return "share"
    for kind in KINDS[:_FIRST_WINS]:
        if kind.words.search(name):
            return kind.measure
    found = [
        (max(m.start() for m in kind.words.finditer(name)), kind.measure) for kind in KINDS if kind.words.search(name)
    ]
    return max(found)[1] if found else "other_rate"


def labels(segment: str) -> list[Label]:
    """The rates that a percentage states, given the words before it in its clause, nearest name last.

    >>> [label.words for label in labels("处理和回复率均为")]
    ['处理率', '回复率']
    """
    found = _growth(segment)
    names = _names(segment)
    if found and not (names and _REACHED.search(segment)):
        return [found]
    if names:
        return names
    if _SHARE.search(segment) or _SHARE_NAMED.search(segment):
        return [Label("", "share")]
    return []


def signed(text: str, start: int, end: int) -> Label | None:
    """The change that a sign beside a percentage between two offsets tells (↑5%, -3%, 5%↑), or None."""
    if text[start - 1 : start] in _SIGNS and start:
        before = _SIGN_BEFORE.search(text[max(0, start - _LONGEST_SIGN) : start])
        if before:
            return Label("", "growth", 1 if before["rise"] else -1, text[start - 1] == "-")
    behind = _SIGN_BEHIND.match(text, end)
    return Label("", "growth", 1 if behind["rise"] else -1) if behind else None


def names(segment: str) -> list[Label]:
    """The rates named in a segment, whatever it says of their change (办结率同比提高3个百分点)."""
    return _names(segment)


def _growth(segment: str) -> Label | None:
    if not _CHANGE.search(segment):
        return None
    if _YEAR_ON_YEAR.search(segment) and _REACHED.search(segment) is None:
        match = re.search(
            r"增长|上升|提高|增加|上[涨扬浮]|提升|抬升|反弹|升高|下降|降低|减少|下[滑跌]|回落|滑落|增|减|升|降", segment
        )
        if match:
            return Label("", "growth", -1 if match.group()[0] in "下降减回滑" else 1)
    match = _GROWTH.search(segment)
    if match and (match["fall"] or match["rise"]):
        return Label("", "growth", -1 if match["fall"] else 1)
    return None


def _is_kind(stem: str) -> bool:
    return any(kind.words.search(stem) for kind in KINDS)


def _names(segment: str) -> list[Label]:
    matches = list(_NAME.finditer(segment)) if _TAIL.search(segment) else []
    if not matches:
        return []
    names = []
    for match in matches:
        tail = match["tail"]
        stems = [s for s in _JOINT.split(match["stem"]) if s]
        lead = segment[: match.start()]
        if len(stems) > 1 and not lead.endswith(("、", "和", "及")):
            stems[0] = _LEAD.sub("", stems[0])
        if len({measure_of(stem + tail) for stem in stems}) == 1:
            stems = [stems[-1]]  # 满意和基本满意率 is one rate
        if len(stems) > 1:
            stems = [stem for stem in stems if _is_kind(stem)] or stems[-1:]  # 建议和提案办理满意率 is one rate of two
        for stem in stems:
            name = (_LEAD.sub("", stem) or stem) + tail
            names.append(Label(name, measure_of(name)))
    first = matches[0].start()
    joint = _JOINT.split(segment[:first].rsplit(",", 1)[-1])
    if len(joint) > 1 and all(1 < len(word) <= 4 for word in joint[:-1]) and not joint[-1]:
        tail = matches[0]["tail"]
        known = {"other_rate", *(name.measure for name in names)}  # 代表、委员满意度 is one rate
        names = [Label(w + tail, measure_of(w + tail)) for w in joint[:-1] if measure_of(w + tail) not in known] + names
    return names
