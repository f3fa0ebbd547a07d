"""Amounts as written: a number, its scale, its unit, and how exactly it is said (余, 近, 约, 不足 …).

The grammar is number first: the pattern starts at a digit or a Chinese numeral, and what stands before it (近, 逾, 约)
is looked for only where a number was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from disclosure.extraction.numeral import CHINESE, leading_step, parse, step_below
from disclosure.vocabulary import Unit, units


@dataclass(slots=True, eq=False)
class Amount:
    """A number read from the text; offsets are of the clean text, quote and all (近…, …以上) in start and end."""

    start: int
    end: int
    number_start: int
    number_end: int  # behind scale and unit
    value: Decimal  # in the base unit
    low: Decimal
    high: Decimal
    qualifier: str
    unit: Unit | None
    unit_as_written: str  # with its scale: 万元
    is_chinese: bool  # written in Chinese numerals


def _choice(written: Iterable[Unit]) -> str:
    """A pattern of all units, longest first, grouped by first character so that the engine tries few."""
    by_first: dict[str, list[Unit]] = {}
    for unit in written:
        by_first.setdefault(unit.written[0], []).append(unit)
    groups = []
    for first, members in sorted(by_first.items()):
        members.sort(key=lambda u: (-len(u.written), u.written))
        tails = []
        for unit in members:
            guard = f"(?!{'|'.join(unit.not_before)})" if unit.not_before else ""
            tails.append(re.escape(unit.written[1:]) + guard)
        groups.append(re.escape(first) + f"(?:{'|'.join(tails)})")
    return "|".join(groups)


_ARABIC = r"(?:\d{1,3}(?:, ?\d{3}){1,5}(?!\d)|\d{1,18})(?:\. ?\d{1,6})?"
_CASES = r"(?:件|办件|诉求|投诉|工单|来电|来信|申请|案件|咨询|举报|群众|市民|网民|企业)"
"""What tenths without any other word are of (八成投诉)."""
_CHINESE = r"[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,16}"
_KNOWN = units()
_PERCENT = _KNOWN["%"]
_UNITS = _choice(_KNOWN.values())
PATTERN = re.compile(
    rf"百分之(?P<hundredth>{_ARABIC}|{_CHINESE}(?:点{_CHINESE})?)"
    rf"|(?P<fraction>[一二两三四五六七八九十\d]{{1,3}}分之[一二两三四五六七八九十\d]{{1,3}})(?!\d)"
    rf"|(?P<tenths>[一二两三四五六七八九\d]成(?:[一二三四五六七八九半])?)(?=以上|以下|左右|多|余|的|[,。;、()以]|$|(?<=[近超约逾过达有][一二两三四五六七八九]成)[^年员果都功立]|(?<=[的中][一二两三四五六七八九]成)(?:是|为|属|来自|集中|涉及|反映)|{_CASES})"
    r"|(?P<half>一半)(?=以上|(?<=[占近超约到足过逾达有]一半)(?:左右|[,。;、)的]|$))"
    rf"|(?P<arabic>{_ARABIC})(?:(?P<inside>有?余|多|几|来)?(?P<scale>(?:[十百万亿]|千(?![米克瓦])){{1,3}})(?P<mixed>(?:零?\d{{1,4}}[十百千万]{{1,2}}){{1,3}}|零\d{{1,4}})?)?"
    rf"(?P<behind>有?余|多|几|来|\+)?(?:\((?:不?含|包括)[^()\d]{{1,10}}\)(?=[件条项宗起批人个份篇]))?大? ?(?P<unit>{_UNITS})?"
    rf"|(?<![{CHINESE}])(?P<chinese>{_CHINESE}(?:(?<=[百千万])又[一二三四五六七八九十]{{1,3}})?)(?P<cbehind>有?余|多|几|来)?(?P<cscale>[百千万亿]{{1,2}})?大? ?(?P<cunit>{_UNITS})"
)
"""Every number of a text; Chinese numerals count only before a unit."""
BETWEEN = re.compile(r"(?P<low>[一二三四五六七八])(?!(?P=low))[二三四五六七八九](?P<step>[十百千])")
"""Two numerals that leave open how many (三四十件)."""
_LIST_OF_NUMBERS = re.compile(rf"(?:[、和及]\d{{1,9}}(?:\.\d{{1,4}})?[万亿]?){{1,9}}(?P<unit>{_UNITS})")
_SHARE_OF = re.compile(r"占[^,。;:%\d]{0,12}(?:总量|总数|总件数|总额)的?$|占比[为是达:]?$")
_SHARE_REACH = 18
_CLOSES_SHARE = frozenset({"", ",", "。", ";", "、", ")", "\n"})
_BEHIND_CHINESE = "".join(
    sorted(
        {u.written[0] for u in _KNOWN.values()} | {u.written[1:2] for u in _KNOWN.values()} | {*"有余多几来大分成半又 "}
    )
)
"""What may follow the last numeral of a number in Chinese: its unit, 余, 分之, 成 or 半."""
_FIRST = re.compile(
    rf"[\d{CHINESE}](?:(?<=\d)\d*+|(?<![{CHINESE}][{CHINESE}])[{CHINESE}]*+(?=[\d{re.escape(_BEHIND_CHINESE)}]))"
)
"""Where a number may begin: one plain search of a text for these runs, which begins with a set of characters, is what
keeps scanning fast."""

_AFTER = re.compile(r"(?:以上|之多|以下|以内|之内|左右|上下|有?余(?=[,。;、)的\s]|$)|多(?=[,。;、)的\s]|$))")
_OPENS_AFTER = frozenset("以之左上有余多")  # the first characters of _AFTER
_NOT_ABOUT = frozenset("节预签合公条制特邀集违履失守爽毁")
_LOSS = "损失"
"""What ends like 失约 begins and is a word of its own (挽回损失|约26万元)."""
_BEFORE = (
    ("at_most", ("不超过", "不多于", "不高于", "不足", "不到", "低于", "少于", "至多", "最多"), ("不", "不得")),
    ("almost", ("将近", "接近", "近"), ("最", "附", "就", "邻", "贴", "靠", "临", "亲", "逼")),
    ("at_least", ("超过", "突破", "不少于", "不低于", "不得低于", "不得少于", "不下", "至少", "高于", "多于", "逾", "余", "超", "上"),
     ("其", "业", "剩", "尚", "还", "仅", "所", "年以", "赶", "反", "网", "线", "以", "会", "路", "报", "加")),
    ("approx", ("大约", "大概", "约", "估计"), tuple(_NOT_ABOUT)),
)  # fmt: skip
_LAST_OF_CUES = frozenset(cue[-1] for _, cues, _ in _BEFORE for cue in cues)
_QUALIFIER_AFTER = {
    "以上": "at_least", "之多": "at_least", "余": "at_least", "有余": "at_least", "多": "at_least",
    "以下": "at_most", "以内": "at_most", "之内": "at_most", "左右": "approx", "上下": "approx",
}  # fmt: skip
_POINTS = re.compile(r"(?:[、和]\d{1,2}(?:\.\d{1,2})?个){0,3}[、和]\d{1,2}(?:\.\d{1,2})?个百分点")
_ABOUT = ("约占", "约为", "约有", "约达")
_LAST_OF_ABOUT = frozenset(cue[-1] for cue in _ABOUT)
_AT_LEAST_BEFORE = 14
"""How far before its number 至少 may stand (至少开展检查2次)."""
_IN_CLAUSE = re.compile(r"[^,。;:、\d]+")
_IS_REST = re.compile(r"\d[余多]?[\u4e00-\u9fff]{1,3}[,;、]余$")
"""What a list comes to besides its counts (征地22件,企业改制13件,余|14件为其他方面), not more than the number."""
_REST_REACH = 8
_ROUND_ONLY = ("上",)  # 上百, 上千: only before a bare step, else 上 belongs to the word before


_COUNTED = frozenset({"case", "item", "event", "person"})

FINEST = Decimal("0.0001")
"""What the warehouse keeps of an amount: four decimals."""


def number_starts(text: str) -> list[int]:
    """Where numbers may begin in a clean text, in order."""
    return [match.start() for match in _FIRST.finditer(text)]


def scan(text: str, starts: Sequence[int], end: int) -> Iterator[Amount]:
    """The numbers that begin at some of these places and end before `end`; percentages have the unit % or 百分点."""
    behind = 0
    for start in starts:
        if start < behind:
            continue
        match = PATTERN.match(text, start, end)
        if match is None:
            continue
        behind = match.end()
        amount = _READ[match.lastgroup](text, match)
        if amount is not None:
            yield amount


def _arabic(text: str, match: re.Match[str]) -> Amount | None:
    start, end = match.span()
    digits, inside, scale, mixed, behind, written = match.group("arabic", "inside", "scale", "mixed", "behind", "unit")
    value = parse(digits.replace(" ", "") + (scale or "") + (mixed or ""))
    if value is None:
        return None
    unit = _KNOWN[written] if written else _shared_unit(text, end)
    if unit is None and "." in digits and _lost_its_sign(text, start, end):
        unit = _PERCENT  # 占来信总量的37.5;
    if written == "个" and "." in digits and _POINTS.match(text, end):
        unit = _KNOWN["个百分点"]
    written = written or ""
    if scale and not mixed:
        written = "".join(c for c in scale if c in "万亿") + written
    amount = _qualify(text, start, end, value, unit, written, bool(inside or behind), False)
    is_rounded = scale and not mixed and ("." in digits or value == 0)
    return _rounded(amount, digits, scale or "") if is_rounded else amount


def _rounded(amount: Amount, digits: str, scale: str) -> Amount:
    """A count told in tens of thousands with decimals (1.42万件) is rounded to its last: it may be any that rounds so, and so
    may 0万件."""
    if amount.qualifier != "exact" or amount.unit is None or amount.unit.kind not in _COUNTED:
        return amount
    half = (parse("1" + scale) or Decimal(0)).scaleb(-len(digits.partition(".")[2].strip())) / 2
    return replace(amount, low=max(amount.value - half, Decimal(0)), high=amount.value + half)


def _chinese(text: str, match: re.Match[str]) -> Amount | None:
    start, end = match.span()
    numeral, behind, scale, written = match.group("chinese", "cbehind", "cscale", "cunit")
    between = BETWEEN.match(numeral)
    value = parse((between["low"] + between["step"] if between else numeral.replace("又", "零")) + (scale or ""))
    return value if value is None else _qualify(text, start, end, value, _KNOWN[written], written, bool(behind), True)


def _hundredth(text: str, match: re.Match[str]) -> Amount | None:
    value = _percent_words(match["hundredth"])
    return value if value is None else _qualify(text, *match.span(), value, _PERCENT, "%", False, True)


def _fraction(text: str, match: re.Match[str]) -> Amount | None:
    below, above = match["fraction"].split("分之")
    lower, upper = parse(below), parse(above)
    if not lower or upper is None:
        return None
    share = (upper * 100 / lower).quantize(FINEST)
    return _coarse(_qualify(text, *match.span(), share, _PERCENT, "%", False, True), share / 10)


def _tenths(text: str, match: re.Match[str]) -> Amount | None:
    whole, _, rest = match["tenths"].partition("成")
    tenth = parse(whole)
    if tenth is None:
        return None
    ones = Decimal(5) if rest == "半" else (parse(rest) or Decimal(0) if rest else Decimal(0))
    amount = _qualify(text, *match.span(), tenth * 10 + ones, _PERCENT, "%", False, True)
    return amount if rest else _coarse(amount, Decimal(5))


def _half(text: str, match: re.Match[str]) -> Amount | None:
    return _coarse(_qualify(text, *match.span(), Decimal(50), _PERCENT, "%", False, True), Decimal(5))


_READ = dict.fromkeys(("arabic", "inside", "scale", "mixed", "behind", "unit"), _arabic) | {
    "cunit": _chinese,
    "hundredth": _hundredth,
    "fraction": _fraction,
    "tenths": _tenths,
    "half": _half,
}
"""How a match of PATTERN is read, by its last group."""


def _coarse(amount: Amount, width: Decimal) -> Amount:
    """A share said in words (三分之二, 九成) is about right, not right to the last digit."""
    if amount.qualifier != "exact":
        return amount
    return replace(amount, low=amount.value - width, high=amount.value + width, qualifier="approx")


def _shared_unit(text: str, end: int) -> Unit | None:
    """The unit that a list of bare numbers states once, behind its last (120、86、45条)."""
    if text[end : end + 1] not in ("、", "和", "及"):
        return None
    match = _LIST_OF_NUMBERS.match(text, end)
    return _KNOWN[match["unit"]] if match else None


def _lost_its_sign(text: str, start: int, end: int) -> bool:
    """Whether a number is a percentage whose sign is not printed: with a decimal, behind the total that it is a share of."""
    closes = text[end : end + 1] in _CLOSES_SHARE and text[start] != "0"
    return closes and _SHARE_OF.search(text, max(0, start - _SHARE_REACH), start) is not None


def _percent_words(words: str) -> Decimal | None:
    if "点" not in words:
        return parse(words)
    whole, _, part = words.partition("点")
    left, digits = parse(whole), [parse(c) for c in part]
    if left is None or any(d is None for d in digits):
        return None
    return Decimal(f"{left}.{''.join(str(d) for d in digits)}")


def _qualify(
    text: str, start: int, end: int, value: Decimal, unit: Unit | None, written: str, more: bool, chinese: bool
) -> Amount:
    qualifier, open_ended = "at_least" if more else "exact", False
    number_start, number_end = start, end
    after = _AFTER.match(text, end) if text[end : end + 1] in _OPENS_AFTER else None
    if after:
        qualifier, end = _QUALIFIER_AFTER[after.group()], after.end()
        open_ended = after.group() in ("以上", "之多")
    elif not more:
        qualifier, start, open_ended = _said_before(text, start)
    if qualifier == "at_most" and _is_negated(text, start):
        qualifier = "exact"
    low = high = value
    if qualifier != "exact":
        low, high = bounds(value, qualifier, open_ended, is_percent=unit is not None and unit.kind == "percent")
    if unit is not None and unit.factor != 1:
        value, low, high = value * unit.factor, low * unit.factor, high * unit.factor
    kept = value.quantize(FINEST)
    if low == kept == high:
        low = high = kept
    else:
        low, high = low.quantize(FINEST, ROUND_FLOOR), high.quantize(FINEST, ROUND_CEILING)
    return Amount(start, end, number_start, number_end, kept, low, high, qualifier, unit, written, chinese)


def _said_before(text: str, start: int) -> tuple[str, int, bool]:
    """How exactly the words before a number say it: the qualifier, where it begins, and whether it has no upper end."""
    last = text[start - 1 : start]
    if last in _LAST_OF_CUES:
        for name, cues, not_behind in _BEFORE:
            if not text.endswith(cues, 0, start):
                continue
            cue = next(c for c in cues if text.endswith(c, 0, start))
            if cue == "余" and _IS_REST.search(text, max(0, start - _REST_REACH), start):
                return "exact", start, False
            if cue in _ROUND_ONLY and text[start : start + 1] not in tuple("百千万亿"):
                continue
            is_of_word = text.endswith(not_behind, 0, start - len(cue)) and not text.endswith(
                _LOSS, 0, start - len(cue)
            )
            if is_of_word and (len(cue) == 1 or name == "at_most"):
                continue
            return name, start - len(cue), name == "at_least" and cue != "余"
        return "exact", start, False
    if last in _LAST_OF_ABOUT and text.endswith(_ABOUT, 0, start) and text[start - 3 : start - 2] not in _NOT_ABOUT:
        return "approx", start, False
    said = text.rfind("至少", max(0, start - _AT_LEAST_BEFORE), start)
    is_least = said >= 0 and _IN_CLAUSE.fullmatch(text, said, start) is not None
    return "at_least" if is_least else "exact", start, False


def _is_negated(text: str, start: int) -> bool:
    return text.endswith(("不", "没有"), 0, start)


_QUARTER = 25


def bounds(value: Decimal, qualifier: str, open_ended: bool, is_percent: bool = False) -> tuple[Decimal, Decimal]:
    """The least and the most that the wording allows.

    2000余 is 2000 up to the next round step (2999); 以上 and 超过 reach one leading step further than the number; 近 goes
    down to the last round step below; 约 is ten percent either way; 不足 reaches down to nothing.
    """
    if qualifier == "exact":
        return value, value
    if is_percent:
        if qualifier == "at_least":
            return value, max(value, Decimal(100)) if open_ended else value + step_below(value)
        if qualifier == "almost":
            is_fraction = value % _QUARTER == 0 or value != round(value, 2)  # 近四分之三, 近三分之二
            return max(Decimal(0), value - max(step_below(value), Decimal(5 if is_fraction else 1))), value
        if qualifier == "at_most":
            return Decimal(0), value
        return value * Decimal("0.9"), value * Decimal("1.1")
    if qualifier == "at_least":
        step = leading_step(value) if open_ended else step_below(value)
        least = Decimal(1) if value == value.to_integral_value() and step >= 1 else step_below(value)
        return value, value + max(step - least, Decimal(0))
    if qualifier == "almost":
        return max(Decimal(0), value - step_below(value)), value
    if qualifier == "at_most":
        return Decimal(0), value
    return value * Decimal("0.9"), value * Decimal("1.1")
