"""Sentences whose arithmetic is right, put together at random: a total, the kinds of it with their shares, and what became of it;
or what several districts, kinds or stages came to, one after the other.

No corpus can list how these follow one another; whoever writes them knows what each percentage is of.
"""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

KINDS = (
    ("咨询", "投诉", "求助", "建议"),
    ("来信", "来电", "来访", "网上"),
    ("市容环境类", "违法建设类", "占道经营类", "其他类"),
    ("网络申请", "信函申请", "当面申请"),
    ("事件类", "部件类"),
    ("城建", "交通", "环保", "教育", "其他"),
)
WAYS_CLOSED = (("当场办结", "转办办结"), ("按期办结", "延期办结"), ("直接办结", "协调办结", "其他方式办结"))
WHEN = ("全年,", "2013年,", "今年以来,", "本月", "1至6月,", "")
WHO = ("我局", "全市", "中心", "热线", "")
CAME = ("受理", "共收到", "累计受理", "共登记受理")
THINGS = ("群众诉求", "投诉", "申请", "信访事项", "工单", "群众来信")
MARKS = (",", ";", "。")


class Share(NamedTuple):
    """A percentage as it is printed, and the two counts that it is of."""

    printed: str
    numerator: int
    denominator: int


class Told(NamedTuple):
    """Words and the percentages in them, in order."""

    text: str
    shares: list[Share]


def report(source: random.Random) -> Told:
    """A paragraph of one to three sentences."""
    total = source.randint(60, source.choice((300, 3000, 60_000)))
    opening = source.choice(WHEN) + source.choice(WHO) + source.choice(CAME) + source.choice(THINGS) + f"{total}件"
    kinds = source.choice(KINDS)
    stretches = [
        _list(source, total, kinds[: source.randint(2, len(kinds))], source.choice(_LISTS)),
        source.choice(_FATES)(source, total),
    ]
    source.shuffle(stretches)
    marks = [source.choice(MARKS) for _ in stretches]
    if stretches[0].text.startswith("比上年"):
        marks[0] = ","
    text = opening + "".join(mark + stretch.text for mark, stretch in zip(marks, stretches, strict=True)) + "。"
    return Told(text, [share for stretch in stretches for share in stretch.shares])


def funnels(source: random.Random) -> Told:
    """A paragraph of one to three stretches that each tell of other cases."""
    told = [source.choice(_FUNNELS)(source) for _ in range(source.randint(1, 3))]
    marks = [source.choice("。;") for _ in told[1:]] + ["。"]
    text = "".join(stretch.text + mark for stretch, mark in zip(told, marks, strict=True))
    return Told(source.choice(WHEN) + text, [share for stretch in told for share in stretch.shares])


def _share(numerator: int, denominator: int, decimals: int = 1) -> Share:
    pct = (Decimal(100 * numerator) / denominator).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return Share(f"{pct}%", numerator, denominator)


def _parts(source: random.Random, total: int, count: int) -> list[int]:
    """So many different parts of a total, none of them tiny."""
    while True:
        cuts = [0, *sorted(source.sample(range(1, total), count - 1)), total]
        parts = [behind - before for before, behind in pairwise(cuts)]
        if min(parts) > 3 and len(set(parts)) == count:
            return parts


def _list(source: random.Random, total: int, kinds: tuple[str, ...], form: str) -> Told:
    parts = _parts(source, total, len(kinds))
    shares = [_share(part, total, source.choice((1, 2))) for part in parts]
    items = list(zip(kinds, parts, shares, strict=True))
    if form == "in turn":
        counts = "、".join(f"{kind}{part}件" for kind, part, _ in items)
        return Told(f"其中{counts},分别占" + "、".join(s.printed for s in shares), shares)
    if form == "within":
        return _within(source, items)
    opening, item = form.split("|")
    mark = source.choice((",", ";", "、"))
    told = mark.join(item.format(kind=kind, part=part, share=share.printed) for kind, part, share in items)
    return Told(opening + told, shares)


def _within(source: random.Random, items: list[tuple[str, int, Share]]) -> Told:
    """A list of which the first kind is told apart in its turn."""
    (kind, part, share), *others = items
    inner = _share(source.randint(1, part - 1), part)
    told = f"其中{kind}{part}件,占{share.printed},其中重复件{inner.numerator}件,占{inner.printed}"
    rest = [f"{kind}{part}件,占{share.printed}" for kind, part, share in others]
    return Told(";".join([told, *rest]), [share, inner, *(share for _, _, share in others)])


_LISTS = (
    "其中|{kind}{part}件,占{share}",
    "其中,|{kind}{part}件,占总数的{share}",
    "其中|{kind}{part}件(占{share})",
    "其中|{kind}{part}件({share})",
    "其中|{part}件为{kind},占{share}",
    "其中,|{kind}{part}件,占比为{share}",
    "其中|{kind}占{share},为{part}件",
    "按类别分,|{kind}{part}件,占{share}",
    "从内容看,|反映{kind}问题的{part}件,占{share}",
    "in turn",
    "within",
)
"""How a list is opened, and how each of its items is told."""


def _closed(source: random.Random, total: int) -> Told:
    done = source.randint(total * 4 // 5, total - 2)
    rate = _share(done, total)
    return Told(f"办结{done}件,办结率{rate.printed}", [rate])


def _closed_in_ways(source: random.Random, total: int) -> Told:
    done = source.randint(total * 4 // 5, total - 2)
    ways = _list(source, done, source.choice(WAYS_CLOSED), source.choice(_LISTS[:4]))
    return Told(f"办结{done}件,{ways.text}", ways.shares)


def _in_time(source: random.Random, total: int) -> Told:
    done = source.randint(total * 4 // 5, total - 2)
    in_time = source.randint(done * 9 // 10, done - 1)
    rate = _share(in_time, done)
    return Told(f"办结{done}件,其中按时办结{in_time}件,按时办结率{rate.printed}", [rate])


def _content(source: random.Random, total: int) -> Told:
    asked = source.randint(total // 4 + 8, total // 2 + 9)
    content = source.randint(asked * 4 // 5, asked - 1)
    rate = _share(content, asked)
    return Told(f"回访{asked}件,满意{content}件,满意率{rate.printed}", [rate])


def _late(source: random.Random, total: int) -> Told:
    late = source.randint(1, total // 30 + 1)
    rates = [_share(total - late, total), _share(late, total, 2)]
    told = f"按时办结{total - late}件,按时办结率{rates[0].printed},超期{late}件,超期率{rates[1].printed}"
    return Told(told, rates)


def _passed_on(source: random.Random, total: int) -> Told:
    passed = source.randint(total // 4 + 3, total // 2 + 3)
    done = source.randint(passed * 9 // 10, passed - 1)
    rate = _share(done, passed)
    told = f"直接答复{total - passed}件,转办{passed}件,转办件办结{done}件,办结率{rate.printed}"
    return Told(told, [rate])


_FATES = (_closed, _closed_in_ways, _in_time, _content, _late, _passed_on)


DISTRICTS = ("东河区", "西山区", "南江镇", "北湖街道", "开发区", "城关镇")
STAGES = (
    ("受理", "办结", "办结率"),
    ("立案", "结案", "结案率"),
    ("派遣", "按时结案", "按时结案率"),
    ("接收", "按期办结", "按期办结率"),
)


def _some_of(source: random.Random, total: int) -> int:
    return source.randint(total * 4 // 5, total - 1)


def _by_districts(source: random.Random) -> Told:
    came, went, rate = source.choice(STAGES)
    items, shares = [], []
    for district in source.sample(DISTRICTS, source.randint(2, 4)):
        total = source.randint(40, 5000)
        shares.append(_share(_some_of(source, total), total))
        items.append(f"{district}{came}{total}件,{went}{shares[-1].numerator}件,{rate}{shares[-1].printed}")
    return Told(source.choice(("", "从各地情况看,")) + ";".join(items), shares)


def _by_kinds(source: random.Random) -> Told:
    items, shares = [], []
    for kind in source.sample(("投诉", "举报", "咨询", "求助"), 2):
        total = source.randint(40, 5000)
        shares.append(_share(_some_of(source, total), total))
        items.append(f"受理{kind}{total}件,办结{shares[-1].numerator}件,办结率{shares[-1].printed}")
    return Told(";".join(items), shares)


def _against_last_year(source: random.Random) -> Told:
    now, before = source.randint(60, 9000), source.randint(60, 9000)
    before += before == now
    change = _share(abs(now - before), before).printed
    way = "增长" if now > before else "下降"
    told = source.choice(
        (f"受理诉求{now}件,较上年的{before}件{way}{change}", f"受理诉求{now}件,同比{way}{change}(上年为{before}件)")
    )
    return Told(told, [Share(change, now, before)])


def _stages(source: random.Random) -> Told:
    counts = [source.randint(500, 9000)]
    for _ in range(4):
        counts.append(_some_of(source, counts[-1]))
    shares = [_share(done, of) for of, done in pairwise(counts)]
    names = ("立案", "派遣", "结案", "按期结案")
    told = [f"{name}{share.numerator}件,{name}率{share.printed}" for name, share in zip(names, shares, strict=True)]
    return Told(f"上报案件{counts[0]}件," + source.choice(",;").join(told), shares)


def _stages_named_once(source: random.Random) -> Told:
    counts = [source.randint(500, 9000)]
    for _ in range(3):
        counts.append(_some_of(source, counts[-1]))
    shares = [_share(done, of) for of, done in pairwise(counts)]
    told = "上报案件{}件,立案{}件,派遣{}件,结案{}件,立案率、派遣率、结案率分别为".format(*counts)
    return Told(told + "、".join(share.printed for share in shares), shares)


def _due(source: random.Random) -> Told:
    came = source.randint(100, 5000)
    due = _some_of(source, came)
    rate = _share(_some_of(source, due), due)
    return Told(f"受理工单{came}件,应办结{due}件,按期办结{rate.numerator}件,按期办结率{rate.printed}", [rate])


_FUNNELS = (_by_districts, _by_kinds, _against_last_year, _stages, _stages_named_once, _due)
