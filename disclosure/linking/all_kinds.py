"""Whether the parts of a list are all that there is of their total, by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.extraction.numeral import parse
from disclosure.linking.draft import Draft
from disclosure.linking.phrase import noun_phrase
from disclosure.vocabulary import words

_ASIDE = re.compile(r"其中|[(][^()]*[)]?|[,、;:]")
_TOGETHER = re.compile(r"(?<!公)共(?!同|享)|合计|总计")
_NAME = 2
"""Characters by which a part is known in the name of its total."""
_PAIR = 2
_COMPLEMENTS = tuple(tuple(pair.split("/")) for pair in words("complement"))
"""Two kinds of which everything is one or the other."""
_SO_MANY_BODIES = re.compile(
    r"(?<![\d第前])(?P<n>\d{1,2}|[两二三四五六七八九十])个[^,。;:\d]{0,6}?"
    r"(?P<of>区|县|市|镇|乡|街道|(?:职能)?部门|(?:责任)?单位|公司|分局|中队|大队|窗口|派出所|服务站)(?![\u4e00-\u9fff]{0,6}[之当]?中[,:])[^,。;:\d]{0,14}$"
)
"""How many bodies a count is told to be of (5个区的立案总数为|420件)."""
_OTHER_BODIES = re.compile(r"\d个[^,。;:\d]{1,10}[、和及与]$")
"""Other bodies right before those (8个镇、|3个街道受理500件), so that the count is of both."""
_REST = re.compile(r"[,、;]?(?:其余|其他|其它|余下|剩余|另)")
_FARTHEST_BODIES = 40
_PLACES = ("区", "县", "市", "镇", "乡", "街道", "旗")
_BODIES = (
    *_PLACES,
    "局",
    "委",
    "办",
    "厅",
    "公司",
    "集团",
    "中心",
    "所",
    "站",
    "队",
    "院",
    "部门",
    "分局",
    "窗口",
    "企业",
)


def names_all_bodies(text: str, total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a list names as many bodies as its total is told to be of, each once (3个区立案90件,其中甲区40件,乙区30件,丙区20件)."""
    found = _SO_MANY_BODIES.search(text, max(0, total.number_start - _FARTHEST_BODIES), total.number_start)
    if found is None or len({p.matter for p in parts}) != len(parts) or len(parts) < _PAIR:
        return False
    if _OTHER_BODIES.search(text, max(0, found.start() - _FARTHEST_BODIES), found.start()) or _REST.match(
        text, parts[-1].end
    ):
        return False
    ends = _PLACES if found["of"] in _PLACES else _BODIES
    number = int(n) if (n := found["n"]).isascii() else parse(n)
    return number == len(parts) and all(p.matter.endswith(ends) for p in parts)


def names_all(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the total is named by its parts (建议提案: 人大代表建议, 政协委员提案; 网站、微信共发布12条,其中网站8条,微信6条), or
    they are the two kinds of which everything is one (专职2人、兼职9人), so that nothing is left out."""
    heads = [p.matter[-2:] for p in parts]
    if len(parts) > 1 and len(set(heads)) == len(heads) and total.matter.endswith("".join(heads)):
        return True
    names = [noun_phrase(_ASIDE.sub("", p.words))[:_NAME] for p in parts]
    together = (
        "、" in total.words and total.words.count("、") < len(parts) and _TOGETHER.search(total.words) is not None
    )
    if together and len(set(names)) == len(names) > 1 and all(len(n) == _NAME and n in total.words for n in names):
        return True
    return are_both_kinds(parts)


def are_both_kinds(parts: Sequence[Draft]) -> bool:
    """Whether two parts are the two kinds of which everything is one or the other, and nothing is both."""
    kinds = sorted(parts, key=lambda p: p.number_start) if len(parts) == _PAIR else []
    return bool(kinds) and any(
        (one in kinds[0].words and other in kinds[1].words) or (other in kinds[0].words and one in kinds[1].words)
        for one, other in _COMPLEMENTS
    )
