"""Which figures are parts of which total, from the words that introduce a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from disclosure.linking.all_kinds import are_both_kinds, names_all, names_all_bodies
from disclosure.linking.draft import CASE_STAGES, INHERITED, INTAKE, OUTCOMES, REMEDIES, Draft, PartList
from disclosure.linking.list_heads import is_doubtful, is_of_stage, named_heads, said_from
from disclosure.linking.list_sums import LONGEST_LIST, adds_up, completes, holds_more, kin, makes_another, sum_of

_CUE = re.compile(
    r"其中|[,。;]其(?=(?:表示|反映|属于|涉及|属)[^,。;\d])|[,;](?=不?属于?[^,。;\d]{1,12}范围的)|包括(?<!不包括)|包含(?<!不包含)|具体为|具体是|含(?<![包内不]含)(?!税|量|义)|即:|分为|按[^,;。\d]{1,14}分(?:类|布)?[,:]?|分类(?:情况)?[:为]|从[^,;。\d]{1,12}看"
)
_WITHIN_DUTIES = (",", ";")
"""The cue where cases are told apart by whose duty they are (属于职责范围的9件,不属于的1件), which opens one list, not two."""
_COMPLETE = frozenset({"分为", "具体为", "具体是", "即:"})
_OPENS_BRACKET = re.compile(
    r"^\s*[(](?!不含|不包括|不包含|目前|现[有在]|原有?|已有|另有?|上年|去年|同期|(?:19|20)\d\d年)[^)]*$"
)
"""A bracket that tells parts of the count before it, and not what there was at another time or besides (新建3个(目前已有8个))."""
_SEVERALLY = re.compile(r"分别")
_STAGES = frozenset({"referred", "closed", "replied", "handled", "overdue", "pending"})
_NEVER_PARTS = frozenset({"carried_in", "carried_out", "carried_over", "review_filed", "litigation_filed"})
_COUNTED = frozenset({"case", "item"})
_OF_THINGS = {
    "published": ("issued", "published"),
    "in_place": ("in_place", "issued", "published", "revised", "repealed", "reviewed"),
}
"""Totals of things whose parts count the same, whatever verbs their names hold, with the measures that parts keep."""
_CHANGED = frozenset({"issued", "revised", "repealed", "retained"})
"""What becomes of documents, and names no kind of them where the verb stands alone."""
_MAINLY = re.compile(r"主要|较[多大高]|最[多大高]|前[一二三四五六七八九十\d]|居前|集中")
_ENDS = re.compile(r"另外|此外|同时|同期|共计|总计|总共|(?<!公)共(?=[^同公享建治管])|合计|另有|较上|比上|同比|环比")
_CLOSED = re.compile(r"\([^()]*\)")
"""A bracket that ends before the next count, and opens no list for it (公众投诉187件(占47.8%,含热线、媒体);立案390件)."""
_JOINED = re.compile(r"[,、]?(?:以及|及|和|与)|、")
"""What joins a count to those of its list."""
_STAGES_OF_ONE = re.compile("(?<!不)(?<!不批准)(?<!不予)(?:刑拘|拘留|逮捕|批捕|起诉|判刑|判处)")
"""What may be done to one person after the other."""
_MAY_OVERLAP = re.compile(r"[,、]?(?:其中)?[,:]?(?P<how>涉及|反映)")
"""What says of what cases are rather than which kind they are: one may be of several (其中涉及噪声的90件,涉及扬尘的80件)."""
_SO_FAR = re.compile(r"^(?![^,。;]*[今本全当]年)[^,。;]*累计")
_OF_A_YEAR = re.compile(r"[,、(]?其中[,:]?(?:(?:19|20)\d\d年度?|[本当今]年度?)(?:新增|新|共|公开|发布)")
"""What a part says that its total holds the years before it too."""
_ALONE = 2
_KIND_TAIL = 3
_FARTHEST_HEAD = 40
_EACH = re.compile(
    r"各(?:有|为|计|占|是)?$|(?:其余|其他|其它|余下|剩余)(?:均|都)?(?:为|是)?各(?!类|种|项|级)[^,。;\d共合总计累]{0,8}$"
)
"""What says of a part that it is told for each of several, so that it tells no sum (其余各单位|1件, 其他部门各|1件)."""
CLOSES_LIST = re.compile(r"^(?:[、,;:和及与\s]|以及|还有|另有){0,3}(?:[^,、;:。()\d]{1,12}等)?(?:其他|其它|其余|余下)")
"""What closes a list opens with it, or with an example of it (电视等其他渠道): 省政府其余部门 is one of several."""


def part_lists(text: str, drafts: list[Draft], before: Callable[[], list[Draft]]) -> list[PartList]:
    """The lists of parts in one sentence; `before` gives the totals of the sentence before, for 其中 at the start."""
    lists: list[PartList] = []
    open_list: PartList | None = None
    bracket_list: PartList | None = None
    explained: list[Draft] = []  # what stands in brackets that closed
    told_to = 0
    for position, draft in enumerate(drafts):
        if position < told_to:
            continue
        if (
            open_list is not None
            and adds_up(open_list)
            and not makes_another(text, open_list, drafts[position : position + LONGEST_LIST], _CUE)
        ):
            open_list = None
        previous = drafts[position - 1] if position else None
        gap = text[previous.end if previous else said_from(text, draft.start) : draft.start]
        if bracket_list is not None and ")" in gap:
            explained += bracket_list.parts
            bracket_list = None
        cue = _CUE.search(_CLOSED.sub("", gap))
        if (
            previous is not None
            and _OPENS_BRACKET.match(gap)
            and kin(previous, draft)
            and draft.scope == previous.scope
            and (cue is not None or draft.low <= previous.high)
        ):
            bracket_list = PartList([previous], [], cue is None, cue.group() if cue else "(")
            lists.append(bracket_list)
        elif cue and bracket_list is None and (open_list is None or cue.group() not in _WITHIN_DUTIES):
            earlier = drafts[max(0, position - _FARTHEST_HEAD) : position] or before()
            if ")" in gap:
                earlier = [d for d in earlier if d not in explained[-_FARTHEST_HEAD:]] or earlier
            open_list = _open(text, cue.group(), gap, draft, earlier, open_list)
            if open_list is not None:
                lists.append(open_list)
                open_list.parts = _told_out(open_list.heads[0], drafts[position:])
                if open_list.parts:
                    told_to, open_list = position + len(open_list.parts), None
                    continue
        elif open_list is not None and bracket_list is None and _closes(gap, open_list, draft):
            open_list = None
        target = bracket_list or open_list
        tells_again = target is not None and draft.value == target.heads[0].value and text.startswith("中", draft.end)
        if target is not None and not tells_again and _belongs(target, draft):  # 部分公开6件(6件中涉及商业秘密4件)
            target.parts.append(draft)
    return [part_list for part_list in lists if _settle(text, part_list, drafts, before)]


def _told_out(head: Draft, following: Sequence[Draft]) -> list[Draft]:
    """The counts behind a total of things that make it exactly, whatever verbs their names hold (公开26条,其中机构概况1条;线路
    调整9条;票价核定16条); none where they do not."""
    if head.measure not in _OF_THINGS or head.low != head.high:
        return []
    left, parts = head.high, list[Draft]()
    for draft in following[:LONGEST_LIST]:
        if draft.unit != head.unit or draft.scope != head.scope or draft.low != draft.high or draft.is_difference:
            return []
        parts.append(draft)
        left -= draft.high
        if left <= 0:
            return parts if left == 0 and len(parts) > 1 else []
    return []


def _open(
    text: str, cue: str, gap: str, draft: Draft, earlier: list[Draft], open_list: PartList | None
) -> PartList | None:
    """A list that a cue opens, with the counts before it that may be its total, nearest first."""
    if open_list is not None and ";" in gap and open_list.heads[0].unit == draft.unit:
        heads = open_list.heads
    else:
        heads = [
            d for d in reversed(earlier)
            if kin(d, draft) and d.value >= draft.value and d.value > 0 and not d.is_difference and d.scope == draft.scope
        ]  # fmt: skip
    if gap.startswith((",其中", "(其中")) and heads[:1] == earlier[-1:] and heads[:1] and heads[0].measure in REMEDIES:
        heads = heads[:1]  # 复议3件,其中维持2件;诉讼2件,其中驳回1件
    if cue in _WITHIN_DUTIES:
        heads = [d for d in heads if d.measure in INTAKE]
    if cue.startswith(("从", "按")):
        # not an item of what was seen or told apart before
        heads = [
            d
            for d in heads
            if d.measure_from in ("own", "right") or not (cue[0] == "从" or _is_listed(d, draft, earlier))
        ]
    if not heads:
        return None
    heads = named_heads(cue, gap, heads)
    return PartList(heads, [], cue in _COMPLETE, cue, is_doubtful=is_doubtful(text, heads, draft, earlier))


def _is_listed(head: Draft, draft: Draft, earlier: list[Draft]) -> bool:
    """Whether a count of another sentence stands in a list there, so that it is one of several kinds."""
    if head.sentence == draft.sentence or head.measure_from not in INHERITED:
        return False
    return sum(d.sentence == head.sentence and d.measure_from in INHERITED for d in earlier) > _ALONE


def _closes(gap: str, open_list: PartList, draft: Draft) -> bool:
    """Whether a figure no longer belongs to the open list."""
    if _ENDS.search(gap) or not open_list.parts:
        return bool(open_list.parts)
    first, last = open_list.parts[0], open_list.parts[-1]
    head = open_list.heads[0]
    is_larger = all(draft.low > h.high and draft.unit == h.unit for h in open_list.heads)
    if is_larger and not _JOINED.match(gap):
        return True  # 微博5830条,其中原创1316条,转发4414条,转发总量28万条
    if (
        gap.startswith(("、", "和"))
        and draft.unit == head.unit
        and sum_of(open_list) + draft.low <= head.high
        and not draft.is_due
    ):
        return False  # 其中维持7件、纠正3件、其他1件、尚未审结2件
    if ";" in gap and CLOSES_LIST.search(draft.words) and sum_of(open_list) + draft.low > head.high:
        return True  # 盗窃40起;诈骗25起,其中网络诈骗20起;其他8起: of all kinds
    if draft.is_due or (first.measure_from == "own" and first.measure != head.measure and first.measure in CASE_STAGES
                        and head.measure in CASE_STAGES and draft.measure != first.measure
                        and not {first.measure, head.measure, draft.measure} <= INTAKE):  # fmt: skip
        return True
    if ";" in gap and _alike(head, draft) and not _alike(first, draft):
        return True
    goes_on = gap.startswith("、") and draft.measure_from != "own"
    is_kind = draft.measure == head.measure and draft.measure_from in INHERITED  # 复议84件,公民提出70件,法人提出14件
    if draft.measure in _NEVER_PARTS and not is_kind:
        return True
    if CLOSES_LIST.search(last.words) and not goes_on and not completes(open_list, draft):
        return True
    told_anew = draft.measure_from == "own" and draft.measure in INTAKE and head.measure in _STAGES
    if told_anew and sum_of(open_list) + draft.low > head.high:
        return True  # 办结780件,含上月结转45件,本月受理800件
    came_in = {draft.measure, head.measure} <= INTAKE  # 受理812件,其中窗口接待197件
    other_stage = draft.measure_from == "own" and draft.measure not in (first.measure, head.measure) and not came_in
    if not other_stage:
        return False
    if ";" in gap:
        return True
    return first.measure_from != "own" or draft.measure in _STAGES


def _alike(one: Draft, other: Draft) -> bool:
    """Whether two counts stand beside each other as kinds of one thing: 商品类投诉, 服务类投诉."""
    return len(one.matter) > _KIND_TAIL and one.matter[-_KIND_TAIL:] == other.matter[-_KIND_TAIL:]


def _belongs(part_list: PartList, draft: Draft) -> bool:
    """Whether a figure is of the list's kind: where the parts repeat a verb, one without it is a detail of a part."""
    is_each = draft.scope == "recurring" != part_list.heads[0].scope  # 1240起,其中刑事940起(31起/天)
    if draft.coverage == "cumulative" or draft.is_difference or is_each:
        return False
    if not kin(part_list.heads[0], draft) and not (
        draft.measure_from in ("list", "weak", "noun") and draft.measure != "other" and draft.unit_kind in _COUNTED
    ):
        return False
    if not part_list.parts:
        return True
    first = part_list.parts[0]
    return not (first.measure_from == "own" and draft.measure_from != "own" and first.event == part_list.heads[0].event)


def _settle(text: str, part_list: PartList, here: list[Draft], before: Callable[[], list[Draft]]) -> bool:
    """Choose the total among the counts that may be it, and say whether the list is complete; False drops the list.

    Of several counts before the list the one that the parts add up to is meant, as they are printed before as they may have
    been rounded; where none is, the nearest.
    """
    parts = part_list.parts
    if not parts:
        return False
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    agreeing = [h for h in part_list.heads if h.low <= high and low <= h.high]
    as_printed = [h for h in agreeing if h.value == sum(p.value for p in parts)]
    part_list.total = (as_printed or agreeing or part_list.heads)[0]
    if not agreeing and all(low > h.high for h in part_list.heads):
        # 受理95件。办结78件,其中来信60件,来电35件
        told_before = (d for d in reversed(before()) if kin(d, parts[0]) and d.value == sum(p.value for p in parts))
        part_list.total = next(told_before, part_list.total)
    if part_list.cue == "其中" and (overlapping := _MAY_OVERLAP.match(parts[0].words)):
        part_list.cue += overlapping["how"]
    if part_list.cue == "其中" and sum(_STAGES_OF_ONE.search(p.words) is not None for p in parts) > 1:
        part_list.cue += "涉及"  # 其中刑拘86名、逮捕41名、起诉59名: one may be all of these
    part_list.is_counted = names_all_bodies(text, part_list.total, parts)
    is_all = part_list.is_counted or names_all(part_list.total, parts)
    if len(parts) < 2:
        part_list.is_complete = False
    elif is_all or CLOSES_LIST.search(parts[-1].words) or _SEVERALLY.search(parts[0].words):
        part_list.is_complete = True
    # the only count that may be meant, of which everything is one or the other
    both = part_list.cue.startswith("从") and len(part_list.heads) == 1 and are_both_kinds(parts)
    if (
        not both
        and part_list.cue.startswith("从")
        and low > part_list.total.high
        and part_list.total.sentence != parts[0].sentence
    ):
        return False  # what is looked at anew may be counted in several kinds
    if not both and (
        part_list.cue.startswith(("从", "其中涉及", "其中反映"))
        or _MAINLY.search(text, part_list.heads[0].end, parts[0].start)
    ):
        part_list.is_complete = False  # what was looked at, or stands first, and not that there is nothing else
    if any(_EACH.search(p.words) for p in parts[-_ALONE:]):
        part_list.is_complete = False
    if part_list.total.measure == "published" and sum(p.own_channel for p in parts) * 2 >= len(parts) and not is_all:
        part_list.is_complete = False  # the same item through several channels counts once (国办发〔2014〕32号)
    # 累计公开1250条,其中当年320条。按类别分: of which of them is not said
    is_of_either = len(part_list.heads) > 1 and any(h.coverage == "cumulative" for h in part_list.heads)
    is_doubtful = part_list.is_doubtful or is_of_either
    if not agreeing and (is_doubtful or holds_more(text, part_list.total, parts, [*before(), *here])):
        if low > part_list.total.high:
            return False
        part_list.is_complete = False
    is_ambiguous = len({h.value for h in part_list.heads}) > 1
    if not agreeing and is_ambiguous and not is_of_stage(part_list.heads[0], parts):
        return False
    together = len(parts) > 1 and bool(agreeing) and all(p.measure_from in INHERITED for p in parts)
    if _SO_FAR.search(part_list.total.words) and _OF_A_YEAR.match(parts[0].words):
        part_list.total.coverage = "cumulative"  # 截至2010年底累计172条,其中2010年新增27条
    adds_up = len(parts) > 1 and part_list.total.low == part_list.total.high == low == high
    for part in parts:
        if part.total is None:
            part.total = part_list.total
        if adds_up and _is_thing(part, part_list.total):
            part.measure, part.event = part_list.total.measure, part_list.total.event  # 其中线路调整9条、票价核定4条
        if together and part.measure != part_list.total.measure:
            _count_as(part, part_list.total)
    return True


def _is_thing(part: Draft, total: Draft) -> bool:
    """Whether a part of things counts as they do, and its verb only names it; 退回22条, 应公开10条 say something else."""
    says_other = part.measure == "other" and part.measure_from == "own"
    kept = _OF_THINGS.get(total.measure)
    if part.measure in OUTCOMES or (part.measure in _CHANGED and not part.own_matter):
        return False  # 产生信息286条,其中免予公开79条; 公开规章9件(含修改3件、废止2件)
    return kept is not None and part.unit == total.unit and part.measure not in kept and not says_other


def _count_as(part: Draft, total: Draft) -> None:
    """A part without a verb of its own counts at the stage of the total that the list adds up to."""
    if total.measure in CASE_STAGES and part.measure in (*CASE_STAGES, "other") and part.unit_kind in _COUNTED:
        part.measure, part.event = total.measure, total.event
