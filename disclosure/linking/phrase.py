"""The words around a number: where its own segment begins and ends, and noun phrases without their fillers."""

from __future__ import annotations

import re
from functools import lru_cache

from disclosure.vocabulary import units, words

BOUNDARY = ",;。()\n:!?"
LONGEST_MATTER = 30
_BOUNDARY = re.compile(f"[{BOUNDARY}]")
_SEGMENT_STOP = re.compile(f"[{BOUNDARY}、]")
_DIGIT = re.compile(r"\d")
LONGEST_GLOSS = 16
"""Brackets this short that hold no number gloss the noun before them (来信(含电子邮件)305封)."""
_LONGEST_LISTING = 40
_AND_SO_ON = "等"
"""What ends a longer bracket that gives examples of the noun before it (行政许可(医师注册、卫生许可等)1146件)."""
_ASIDE = re.compile(rf"\([^()\d]{{1,{LONGEST_GLOSS}}}\)(?=[、和及与])")
"""A bracket that tells more of the number before it, where the list goes on behind it (复议1件(申请人撤回)、|诉讼1件)."""
SHORT_BRACKET = 4
"""Brackets this short belong to a word (县(市)区, 专(兼)职) and end no segment."""

_IN_UNIT = re.compile(
    r"(?:\((?:计量)?单位:?[^()]{1,4}\)|(?<=[\u4e00-\u9fff]{2})\((?P<unit>[\u4e00-\u9fff]{1,3})\):)\s?$"
)
_FILLERS = words("filler")
_END_FILLERS = words("filler_end")
_ALONE = ("除", "余")
"""Fillers only where they stand alone (除1件, 余3件): at an end they belong to their word (拆除, 余额)."""
_RUN_WORDS = sorted({*_FILLERS, *_END_FILLERS, *_ALONE, *"、: \t\n\r\f\v"}, key=lambda w: (-len(w), w))
_OPENS_RUN = frozenset(word[0] for word in _RUN_WORDS)
_RUN_TAILS = {
    first: "|".join(re.escape(word[1:]) for word in _RUN_WORDS if word[0] == first) for first in sorted(_OPENS_RUN)
}
_RUN = re.compile(
    f"(?=[{re.escape(''.join(_RUN_TAILS))}])"
    f"(?>{'|'.join(re.escape(first) + (f'(?:{tails})' if tails else '') for first, tails in _RUN_TAILS.items())})++"
)
"""A run of fillers, at each place the longest."""
_OPENS_TIME = frozenset("0123456789截到至自从在")
_RANKED = re.compile(
    r"^.{0,16}[位名多高中大](?:依次|分别)?的(?:依次|分别)?是|^.{0,24}[名位多高](?:的[^的]{0,6})?(?:分别|依次)(?:是|为)(?=[\u4e00-\u9fff]{2})|^.{2,16}(?:集中|主要)在(?=[\u4e00-\u9fff]{2})"
    r"|^.{0,16}前[二三五十]的?(?:分别|依次)(?:是|为)?|^(?:排名|排在|居)?第[一二三四五六七八九十]位?的(?:则)?(?:分别)?是|^.{0,16}前[\d两三四五六七八九十]{1,2}[名位](?:的)?(?:是|为)"
)
"""What a list of the first few opens with (排在前三位的是|噪声扰民类)."""
_RANKED_MARK = re.compile("的是|则是|分别|依次|中在|要在|前")
"""Of which every match of _RANKED holds one."""
_OPENS_ENUMERATOR = frozenset("0123456789一二三四五六七八九十")
_ENUMERATOR = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)]")
_INNER_ENUMERATOR = re.compile(r"^(?:[^()]{0,30}\s)?[(][一二三四五六七八九十]{1,3}[)]\s?(?=[\u4e00-\u9fff])")
"""The number of an item that stands in the middle of a line, with the title before it (按类型分 (一)|涉气类)."""
_BY_FIRST: dict[str, list[str]] = {}
_BY_LAST: dict[str, list[str]] = {}
for _filler in _FILLERS:
    _BY_FIRST.setdefault(_filler[0], []).append(_filler)
for _filler in _END_FILLERS:
    _BY_LAST.setdefault(_filler[-1], []).append(_filler)
_WHOLE_WORDS = words("whole_word")
"""Words that begin like a filler and are none (其他, 对口, 有限)."""
_OPENS_WHOLE_WORD = frozenset(word[0] for word in _WHOLE_WORDS)
_WHOLE_ENDS = words("whole_end")
"""Words that end like a filler and are none."""
_NUMBER_OF = "件数"
_PIECE_OF = tuple(f"{first}件数" for first in "文案事信邮稿部证函")
"""The number of things whose own name ends with 件 (规范性文件数), which only 数 is taken off."""
_PUNCTUATION = "、,;:。 \t\n·-—~/↑↓\"'"
_OPENS_FILLER = frozenset({*_OPENS_RUN, *_OPENS_TIME, *_BY_FIRST, *_PUNCTUATION})
_QUOTE_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("「", "」"), ("‘", "’"))
_QUOTE = re.compile(f"[{''.join(left + right for left, right in _QUOTE_PAIRS)}]")
_LEADING_TIME = re.compile(
    r"^(?:截至|截止|截止到|到|至|自|从|在)?(?:\d{4}年(?:度|全年|底|末|以来)?(?:\d{1,2}月(?:份|底|\d{1,2}日)?)?|\d{1,2}月(?:份|底|\d{1,2}日)?)(?:以来|止|共)?"
)
_SINCE = re.compile(r"^[自从]?[^,。;的]{1,12}(?:以来|至今)")
"""A stretch of time up to now (建网以来|累计访问)."""
_ALL_BY = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:均|都|全部)(?:是|为)?通过.*$")
"""How all of a thing came about, behind its name (建议|均通过网站提交)."""
_EACH_ISSUE = re.compile(r"每[期次个](?:免费|无偿)?")
_TIME = rf"(?:{'|'.join(map(re.escape, words('prior')))}|(?:19|20)\d\d年|今年|本年|本月|同期|[一二三四]季度|上半年|\d{{1,2}}月份?)(?:度|全年|同期|累计)*"
_ONLY_TIME = re.compile(rf"(?:而|但|其中)?(?:相?比|较|与|同|由|从)?{_TIME}的?(?:仅仅?|只有?|每年)?")
_CLOSES_TIME = frozenset("年度月份期仅只有的计来先季")
_TIME_COMPARED = re.compile(rf"(?<=..)(?:相?比|较|与|(?<!自)由|从)(?:{_TIME}|原来|原先)的?(?:仅仅?|只有?)?$")
"""A time that the words end with, which names nothing (受理申请|由2011年的40件)."""
_RIGHT_MARKS = ",;。、():\n!?|\t"
_RIGHT_STOP = re.compile(
    "|".join(map(re.escape, _RIGHT_MARKS))
    + r"|[上下]半年|高达|多达|仅(?=[答回办收])|的(?=\d[\d.]{0,5}%)|进行|开展|参加|实现|进驻|增加|增长|增至|增到|上升|升至|下降|降至|减少|减至|提高|提升|扩[充大展]?(?=到|至|为)|充实(?=到|至)|为|是|均|都|已|全部|被|因(?<![原基成诱内外病起]因)(?![素果此地人公])|由|按|并|共(?<!公共)(?!同|享|青|产)|通过|纳入|等|从|向|得到|占|中(?<!集中)(?!心|央|国|小|医|介)|在(?<![存所现实]在)(?!线|建|职)|与(?<!参与)|和|及(?<!涉及)|转(?=为|交|入|成|由)|负责(?!人|同志)|提出|担任|兼任|对|比|较|达(?<!下达)(?<!传达)|里(?=有|$)|完成(?!率|情况)|建成|获(?=维持|纠正|批|评|得)|扎实|即知即改|立行立改|案结事了|逐[项一条](?=[\u4e00-\u9fff])|制定(?=整改)|全面(?=完成|推进|落实|建成|启动|铺开)|入选"
)
_AMOUNT_NEXT = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:总|累计)?(?:播放|浏览|阅读|点击|访问|观看|转发|评论|点赞|下载)[量数]$"
)
"""What closes the words behind a number and is told of the next one (短视频|播放量2300次)."""
_BUT = re.compile(r"(?<![对国境海室户])(?:以|之)?外$")
"""What closes the words of a count that is excepted (除3件正在办理|外)."""
_COUNTED_IN = re.compile(r"也?(?:计算|统计|算|计|包括|包含)在内")
"""What follows a number and says that it was added in, which names nothing."""
_BY_CLAUSE = re.compile(r"^由[^,。;]{0,40}?的(?P<np>[^,。;、]{2,24})")
_ON_CLAUSE = re.compile(r"^对[^,。;]{1,40}?(?:进行|开展|实施|组织|作出|做出|提出)(?:了)?(?P<np>[^,。;]{2,16})")
_COMPARED = re.compile(r"同比|环比|[比较与](?=[上去前年月同第原]|20)|相比|净?增加|减少|上升|下降|增长")


def segment_start(text: str, floor: int, at: int) -> int:
    """Where the words begin that belong to a number at `at`: behind the last boundary, not before `floor`.

    A colon with only fillers behind it joins (受理量:35件).
    """
    start = _last_boundary(text, floor, at)
    if start == floor and text.startswith("(", floor) and (aside := _ASIDE.match(text, floor, at)):
        start = aside.end()
    while start > floor and text[start - 1] == ":" and is_vacant(text[start:at]):
        start = _last_boundary(text, floor, start - 1)
    return start


def widened(text: str, floor: int, start: int, at: int) -> int:
    """The start of the clause before, where nothing but fillers stands between it and the number (受理量,共35件)."""
    while start > floor and is_vacant(text[start:at]) and text[start - 1] in ",:" and "其中" not in text[start:at]:
        start = _last_boundary(text, floor, start - 1)
    return start


def named_before_bracket(text: str, floor: int, start: int) -> int:
    """Where the name begins of a number alone in brackets (暴露垃圾(4217件)), given the place behind the bracket."""
    position = start - 2
    while position >= floor and text[position] not in BOUNDARY and text[position] != "、":
        position -= 1
    return position + 1


def glossed(text: str, floor: int, at: int) -> int:
    """Where a name ends that a bracket without numbers before `at` explains (其他类(建议、反馈等)|324件): before the bracket."""
    opening = text.rfind("(", max(floor, at - _longest_gloss(text, at)), at)
    explains = opening > floor and _DIGIT.search(text, opening, at) is None and not is_vacant(text[floor:opening])
    return opening if explains else at


def _longest_gloss(text: str, at: int) -> int:
    """How long a bracket that ends at `at` may be to explain the noun before it."""
    return _LONGEST_LISTING if text[at - 2 : at - 1] == _AND_SO_ON else LONGEST_GLOSS


def before_unit(text: str, at: int) -> int:
    """Where a name ends that its unit in brackets follows (当面申请数|(单位:条)0): before the bracket."""
    found = _IN_UNIT.search(text, max(0, at - SHORT_BRACKET * 3), at) if text[at - 1 : at] in "): " else None
    if found and found["unit"] and found["unit"].lstrip("万亿") not in units():
        return at
    return found.start() if found else at


def before_change(text: str, start: int, at: int) -> int:
    """Where the name ends of what a change before `at` is told of (粉丝数|较年初增加860人,达到3200人)."""
    found = _COMPARED.search(text, start, at)
    return found.start() if found else at


def _last_boundary(text: str, floor: int, at: int) -> int:
    backwards = text[floor:at][::-1]
    position = 0
    while stop := _BOUNDARY.search(backwards, position):
        found = at - 1 - stop.start()
        position = stop.end()
        if stop[0] == ")":
            opening = text.rfind("(", max(floor, found - _longest_gloss(text, found + 1)), found)
            if not (0 <= found - opening <= SHORT_BRACKET) and (
                opening < 0 or _DIGIT.search(text, opening, found) is not None
            ):
                return found + 1
            position = at - opening
        elif stop[0] != "(" or text.find(")", found, min(found + SHORT_BRACKET, at)) < 0:
            return found + 1
    return floor


def is_vacant(words_: str) -> bool:
    """Whether nothing is said but fillers (共, 全年, 分别为)."""
    return _is_filler_run(words_.strip(_PUNCTUATION))


def _is_filler_run(phrase: str) -> bool:
    return not phrase or (phrase[0] in _OPENS_RUN and _RUN.fullmatch(phrase) is not None)


def segment_end(text: str, at: int, ceiling: int) -> int:
    """Where the words end that follow a number at `at`."""
    stop = _SEGMENT_STOP.search(text, at, ceiling)
    return stop.start() if stop else ceiling


@lru_cache(maxsize=8192)
def noun_phrase(words_: str) -> str:
    """What is left of the words when fillers, times and loose punctuation are taken off both ends; at most 30."""
    phrase = words_.strip(_PUNCTUATION)
    if _RANKED_MARK.search(phrase):
        phrase = _RANKED.sub("", phrase)
    if phrase[:1] in _OPENS_ENUMERATOR:
        phrase = _ENUMERATOR.sub("", phrase)
    if "(" in phrase:
        phrase = _INNER_ENUMERATOR.sub("", phrase)
    if "以来" in phrase or "至今" in phrase:
        phrase = _SINCE.sub("", phrase)
    if "通过" in phrase:
        phrase = _ALL_BY.sub("", phrase)
    while phrase and (phrase[0] in _OPENS_FILLER or phrase[-1] in _BY_LAST):
        before = phrase
        if _is_filler_run(phrase):
            return ""
        if phrase[0] in _OPENS_TIME:
            phrase = _LEADING_TIME.sub("", phrase, count=1)
        phrase = phrase.strip(_PUNCTUATION)
        if phrase[:1] in _BY_FIRST and not (phrase[0] in _OPENS_WHOLE_WORD and phrase.startswith(_WHOLE_WORDS)):
            for filler in _BY_FIRST[phrase[0]]:
                cuts_word = phrase.startswith(_WHOLE_WORDS, len(filler) - 1)  # 共有|效受理案件
                if phrase.startswith(filler) and len(phrase) > len(filler) and not cuts_word:
                    phrase = phrase[len(filler) :]
                    break
        for filler in _BY_LAST.get(phrase[-1:], ()):
            if filler == _NUMBER_OF and phrase.endswith(_PIECE_OF):
                continue
            if phrase.endswith(filler) and len(phrase) > len(filler) and not phrase.endswith(_WHOLE_ENDS):
                phrase = phrase[: -len(filler)]
                break
        phrase = phrase.strip(_PUNCTUATION)
        if phrase == before:
            break
    if phrase[:1] == "每" and _EACH_ISSUE.fullmatch(phrase):
        return ""
    if phrase[-1:] in _CLOSES_TIME:
        if _ONLY_TIME.fullmatch(phrase):
            return ""
        phrase = _TIME_COMPARED.sub("", phrase)
    if len(phrase) <= LONGEST_MATTER and _QUOTE.search(phrase) is None:
        return phrase
    for left, right in _QUOTE_PAIRS:
        if phrase.count(left) != phrase.count(right):
            phrase = phrase.strip(left + right)
    return phrase[-LONGEST_MATTER:].strip(_PUNCTUATION)


def following_phrase(text: str, at: int, ceiling: int) -> str:
    """The noun phrase that follows a number (195块|阳光收费公示版), or ''."""
    if at >= ceiling or text[at] in _RIGHT_MARKS or _COUNTED_IN.match(text, at, ceiling):
        return ""
    right = text[at : min(ceiling, at + 60)]
    clause = _BY_CLAUSE.match(right) or _ON_CLAUSE.match(right) if right[0] in "由对" else None
    if clause:
        return noun_phrase(clause["np"])
    right = right.removeprefix("的")
    stop = _RIGHT_STOP.search(right)
    if stop and stop.start() == 1 and stop.group() == "、":  # 专、兼职工作人员
        stop = _RIGHT_STOP.search(right, 2)
    phrase = _AMOUNT_NEXT.sub("", noun_phrase(right[: stop.start()] if stop else right))
    return _BUT.sub("", phrase) if phrase.endswith("外") else phrase
