"""Figures that words give without a digit, with the count that `all` refers to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from disclosure.extraction.also_done import ALSO_ANSWERED
from disclosure.extraction.statement import EACH, Everything, Nothing
from disclosure.linking.all_but import COUNTED, FARTHEST_BUT, excepted, outcomes_told, rest_told, told_of_some
from disclosure.linking.beside import beside
from disclosure.linking.clause_before import THINGS_CARRIED
from disclosure.linking.derived import joined, remainder, with_those_left
from disclosure.linking.draft import ENDED, LEFT_OVER, OUTCOMES, UPSTREAM, Draft
from disclosure.linking.named_all import JOINS, also_listed, called_so, of_what_is_named
from disclosure.linking.outcome import is_one_of_outcomes, that_came_out
from disclosure.linking.phrase import noun_phrase, segment_start
from disclosure.linking.remedy import remedies_listed, remedies_told
from disclosure.linking.settle import ORGANS
from disclosure.linking.wholes import made_by, of_one_kind, part_spans, stands_beside, whole_of

_BACK = re.compile(r"上述|以上(?!信)|所有|全部")
_KINDS = 3
"""So many counts in a row that make an earlier one once more are its kinds."""
_IN_ALL = re.compile("合计|共计|总计|总共")
_NOUGHT = Decimal(0)
_PRESSED = frozenset({"督办", "挂牌督办", "现场督办", "督查督办"})
"""What is done with cases so that others close them, and leaves open whether they did (督办的2件,均已处置)."""
_NEAR_BY = 2
"""How many paragraphs before `all` a count may stand that is called as it says."""
_ADJACENT = 2
"""How far behind a count `all` may stand to speak of it whatever it counts."""
_FOUND = re.compile(
    r"(?:查出|发现|存在|排查出?|查找|检查出|梳理出|指出|反馈)的?(?:各类|突出|主要)?(?P<what>问题|隐患|不足|短板|薄弱环节)(?:目前|现)?(?:已经?)?$"
)
"""What is all dealt with, named by how it was found: a count only where that was counted (查出的问题|全部整改)."""
_IN_TIME = re.compile(
    r"[,;]?(?:均|都)?在?(?:\d{1,3}|[一二三四五六七八九十两]{1,3})个?(?:小时|工作日|天|日)(?:之|以)?内"
)
"""The time within which all of what was counted right before was done."""
_ALSO = re.compile("[也亦]$")
"""What sets the count right before `all` apart from those dealt with earlier (办结551件,上年未结的8件也|已全部办结)."""
_REST = re.compile(
    r"(?:其余|其他|其它|余下|剩下|剩余)(?:的|各?[件类项]|[申请诉求工单案件事项信访问题建议提案]{2,4})?(?:会后|随后|事后|此后|之后|后续|目前|现)?$"
)
"""What stands before `all` where it is not of all that was counted (其余|均已办结)."""
_MOST = 12
"""How many counts one `all` may speak of; a sentence that people write tells of five."""
_TAKEN_ON = re.compile(
    r"(?<![无不])(?:有效|属实|符合[^,。;]{0,8}(?:条件|规定|要求))|差评|不满意|(?<!不)(?:属|由)[^,。;]{0,12}(?:管辖|职责|职权|权限|承办|主办|办理)"
)
"""What sets apart those cases that went on, where they are a part of what came in (属本院管辖的506件,均已办结)."""
_DEMANDS = re.compile("(?:通知|建议|意见|督办|督促|整改|交办|提示|警示)[书函单]$")
"""Papers that say what is to be put right, and are not put right themselves."""
_IMPOSED = re.compile("[,、]?(?:并处|共|合计)?(?:罚没?款|罚金|涉案)(?:金额|总额)?")
"""How the money is called that was imposed in the cases counted right before it."""
_BRACKET_BEFORE = re.compile(r"\([^()]*\)[,;]?$")
_LONGEST_BRACKET = 80
_CAME_IN = ("received", "accepted", "carried_in")
_SENT_IN = (*_CAME_IN, "referred")
_REQUEST = "申请"
_OF_NO_BODIES = ENDED | {"published", "granted"}
_OF_BODIES = frozenset({"个", "家", "户", "所"})
"""How offices and firms are counted; 条 and 份 count what they sent in (走访商户31家,征集意见22条,逐条反馈)."""


def _names(subject: str) -> tuple[str, str]:
    """What a subject may be called where it was counted: 主办件 is counted as 主办28件."""
    return subject, subject.removesuffix("件")


def none_draft(said: Nothing, sentence: int, paragraph: int, section: int | None) -> Draft:
    """Nought of a kind (未发生行政诉讼)."""
    zero = Decimal(0)
    return Draft(
        said.start, said.end, said.start, zero, zero, zero, said.unit, "money" if said.unit == "元" else "case", said.unit,
        "exact", sentence, paragraph, section, said.start, basis="implied", measure=said.measure, measure_from="own",
        matter=said.matter, own_matter=True, rule=said.rule,
    )  # fmt: skip


def all_drafts(
    text: str,
    said: Everything,
    here: Sequence[Draft],
    before: Sequence[Draft],
    sentence: int,
    paragraph: int,
    section: int | None,
) -> list[Draft]:
    """As many as were counted before, one for each count that `all` covers; none where nothing was counted."""
    siblings = [d for d in here if d.total is not None]
    here = beside(here, said.start)
    if said.rule == EACH and not here:
        before = [d for d in before if sentence - d.sentence <= 1]  # 做到件件有回音, farther behind, is a motto
    told = here and [d for d in here if d.end <= said.start and d.measure_from == "right"][-1:]
    if told and "," not in text[told[0].end : said.start] and told[0].measure == said.measure:
        here, before = also_listed(text, told[0], here), []
        if not here:
            return []
    if said.outcome:
        here, before = remedies_told(text, said.start, [d for d in here if d.end <= said.start]), []
    but = excepted(text, said, here)
    if not but and _REST.search(text, max(0, said.start - 8), said.start):
        but = told_of_some(text, said, here)
        if not but and said.measure in ("published", "granted"):
            but = outcomes_told(text, said, here)
            said = said._replace(measure="granted")
        if not but:
            return []
    here = [d for d in here if d not in but]
    close = [d for d in here if d.end <= said.start and ";" not in text[d.end : said.start]]
    told_at = said.start
    if said.measure == "published" and len(close) > 1 and _IMPOSED.match(close[-1].words) is not None:
        close = close[:-1]  # 作出处罚36宗,罚款金额28万元,均在7日内公示: the cases
        said = said._replace(start=close[-1].end + 1)
    last = _told_last(text, said, close)
    if last is not None and last.total is not None and last.measure in OUTCOMES:
        last = last.total  # 答复39件。其中同意公开30件,不予公开9件,均按时答复
    if last is not None and last.measure == said.measure and last.event not in _PRESSED:
        return []  # 答复39件,均按时答复: those are told
    found = _FOUND.search(text, max(0, said.start - 24), said.start)
    if found is not None and not any(found["what"] in d.matter for d in [*here, *before[-8:]]):
        return []
    near_by = [
        d for d in before if d.section == section and paragraph - d.paragraph <= _NEAR_BY and _may_be_all(d, said)
    ]
    exact = [] if close else called_so(text, said.start, said.end, near_by)
    named = of_what_is_named(text, said.start, said.end, before)
    if named is not None and not close:
        before = named
        paragraph = before[-1].paragraph if before else paragraph
    elif not close:
        subject = noun_phrase(text[segment_start(text, max(0, said.start - 24), said.start) : said.start])
        names = _names(subject) if subject else ()
        told = [d for d in before if d.matter in names and _may_be_all(d, said)]
        exact = exact or [d for d in told if d.total is None] or told
    elif not any(d.is_case for d in close):
        exact = _opening_with(text, said, before)  # 有效信件涉及9个单位,全部回复
    counted = (
        (_in_bracket(text, last, said, len(_listed_with(text, last, close)) > 1) if last else [])
        or rest_told(text, said, close)
        or of_one_kind(text, said.start, said.end, [d for d in siblings if _may_be_all(d, said) or d.start > said.end])
        or (
            [last]
            if last and _ALSO.search(text, max(0, said.start - 4), said.start) and _may_be_all(last, said)
            else []
        )
        or (remedies_listed(text, last, close) if last and said.measure in ENDED else [])
        or exact[-1:]
        or (close if said.outcome else [])
        or (_listed_with(text, last, close) if last and last.measure in ENDED and said.measure in ENDED else [])
        or _stage_before(text, said, close)
        or _late_alone(here, said)
        or _antecedents(said, close)
        or _antecedents(said, here)[-1:]
        or that_came_out(before, paragraph, said.measure)
        or _antecedents(
            said,
            [
                d
                for d in before
                if (d.paragraph == paragraph or _BACK.search(text[max(0, said.start - 24) : said.end]))
                and d.measure != "carried_out"  # 办理22件,结转下年3件。均按时答复
            ][-8:],
        )
    )
    drafts = []
    counted = joined(text, counted)
    counted = whole_of(text, counted)
    counted = counted if close else _head_of_list(counted, before, said)
    if not close and len(counted) >= _KINDS:
        # 承办建议提案90件。从内容看,涉及交通40件、城建30件、教育20件。均已办结
        counted = made_by(counted, before) or counted
    if but and (len(counted) != 1 or any(d.unit != counted[0].unit for d in but)):
        return []
    for whole in counted[-_MOST:]:
        count = whole
        for taken in but:
            count = remainder(count, taken)
        if count.low <= 0 < whole.low:
            return []
        measure = _opened(whole, said) if _may_be_told(whole, said) else ""
        if not measure:
            continue
        if said.is_none:
            count = replace(count, value=_NOUGHT, low=_NOUGHT, high=_NOUGHT, qualifier="exact")
        implied = Draft(
            told_at, said.end, told_at, count.value, count.low, count.high, count.unit, count.unit_kind,
            count.unit_as_written, count.qualifier, sentence, paragraph, section, told_at, basis="implied",
            measure=measure, measure_from="own", event=said.measure, matter=said.outcome or count.matter, own_matter=True,
            channel=count.channel, own_channel=count.own_channel, scope=count.scope, coverage=count.coverage,
            total=whole, rule=said.rule,
        )  # fmt: skip
        drafts.append(implied)
    return drafts


def _may_be_told(count: Draft, said: Everything) -> bool:
    """Whether somebody sent in what was counted, so that there is who may be told what became of it."""
    return said.rule != ALSO_ANSWERED or count.measure in _SENT_IN


def _opened(count: Draft, said: Everything) -> str:
    """What was done with all that was counted: requests are granted, and of what else was opened to the public one says that it
    is published (印发文件6件,已全部公开), where it stands right before; '' where nothing is told of it."""
    if said.measure not in ("published", "granted"):
        return said.measure
    if count.measure in UPSTREAM:
        return "granted"
    if said.measure == "published" or not count.matter or _REQUEST in count.matter:
        return said.measure
    if count.measure == "replied" and not THINGS_CARRIED.search(count.matter):
        return said.measure  # 答复公民5件,均予以公开: what they asked for
    is_adjacent = said.start - count.end <= _ADJACENT and count.unit_kind in ("case", "item")
    return "published" if is_adjacent and count.measure != "published" else ""


def _opening_with(text: str, said: Everything, before: Sequence[Draft]) -> list[Draft]:
    """The counts of what a sentence opens with, which its other counts tell more of."""
    start = max(text.rfind(mark, max(0, said.start - FARTHEST_BUT), said.start) for mark in "。\n") + 1
    opens = [d for d in before if len(d.matter) > _ADJACENT and text.startswith(d.matter, start)]
    return [d for d in opens if _may_be_all(d, said)]


def _head_of_list(counted: list[Draft], before: Sequence[Draft], said: Everything) -> list[Draft]:
    """The count before a list of paragraphs that its items add up to, where what was found is but the last of them
    (共承办提案60件 / 1.主办25件 / 2.会办35件 / 均已办结)."""
    if len(counted) != 1 or counted[0].total is not None:
        return counted
    told = [d for d in before if d.basis == "stated" and d.total is None and d.unit == counted[0].unit]
    told = [d for d in told if not d.is_difference and d.end <= counted[0].end]
    items = Decimal(0)
    for at in range(len(told) - 1, 0, -1):
        items += told[at].value
        whole = told[at - 1]
        if whole.value == items > counted[0].value and whole.paragraph < counted[0].paragraph:
            return [whole] if _may_be_head(whole, said) else counted
    return counted


def _late_alone(here: Sequence[Draft], said: Everything) -> list[Draft]:
    """The count of cases behind time that a sentence tells alone (对逾期未结的19件通报批评,均已销号)."""
    told = [d for d in here if d.end <= said.start]
    return told if len(told) == 1 and told[0].measure in LEFT_OVER and told[0].unit_kind == "case" else []


def _may_be_head(whole: Draft, said: Everything) -> bool:
    """Whether the head of a list counts what came in, or what was done with it under another name (办理|提案60件)."""
    return _may_be_all(whole, said) or (whole.measure == "handled" and whole.measure_from == "own")


def _told_last(text: str, said: Everything, here: Sequence[Draft]) -> Draft | None:
    """The count right before `all`, with nothing but brackets between (办结39件(含上年结转2件),均按时答复), or None."""
    bracket = _BRACKET_BEFORE.search(text, max(0, said.start - _LONGEST_BRACKET), said.start)
    at = bracket.start() if bracket is not None else said.start
    last = next((d for d in reversed(here) if d.end <= at), None)
    return last if last is not None and at - last.end <= _ADJACENT and not last.is_difference else None


def _in_bracket(text: str, last: Draft, said: Everything, is_listed: bool) -> list[Draft]:
    """A count alone that stands in the bracket in which `all` is said of it (办结96件(网上来件40件|全部办结)), or right before it
    (锦旗3面、差评9条(|均已整改))."""
    if text[last.end : said.start] == "(" and last.total is None:
        return [last] if _may_be_all(last, said) and not is_listed else []
    line = text.rfind("\n", max(0, last.start - _LONGEST_BRACKET), last.start) + 1
    opening = text.rfind("(", max(line, last.start - _LONGEST_BRACKET), last.start)
    within = opening >= 0 and text.find(")", opening, said.start) < 0
    return [last] if within and _may_be_all(last, said) else []


def _listed_with(text: str, last: Draft, here: Sequence[Draft]) -> list[Draft]:
    """A count with those that stand in one list before it (建议12件、提案15件,均已办结), the first of them first."""
    listed = [last]
    for draft in reversed([d for d in here if d.end <= last.start]):
        alike = draft.measure == last.measure and draft.unit == last.unit and draft.basis == last.basis
        if not alike or not text[draft.end : listed[0].start].startswith(JOINS):
            break
        listed.insert(0, draft)
    return listed


def _may_be_all(draft: Draft, said: Everything) -> bool:
    """Whether a count may be what `all` speaks of: one told before it, at an earlier stage."""
    if said.measure == "published" and said.start - draft.end > _ADJACENT:
        return False
    if said.measure in _OF_NO_BODIES and draft.unit in _OF_BODIES and ORGANS.search(draft.matter):
        return False  # 34个部门全部落实了责任人
    if said.measure == "handled" and draft.measure == "issued" and _DEMANDS.search(draft.matter):
        return False  # 发现问题52个,下发整改通知书9份,均已整改: the problems
    counts_cases = draft.measure in COUNTED or draft.is_due or (draft.measure == "other" and draft.unit_kind == "case")
    return (
        draft.number_start < said.start
        and draft.basis == "stated"
        and draft.unit_kind in ("case", "item", "person", "event")
        and (said.start - draft.end <= _ADJACENT or counts_cases)
        and (draft.measure != said.measure or draft.event in _PRESSED)
        and (draft.scope == "actual" or (draft.scope == "prior" and said.start - draft.end <= _ADJACENT))
        and not draft.is_difference
    )


def _stage_before(text: str, said: Everything, drafts: Sequence[Draft]) -> list[Draft]:
    """The count right before `all` that 其中 sets apart as what went on (其中转办50件,均已办结), not as one of several kinds; a
    detail of a list's item too, where a time is told for it (供水类500件,其中台风期间报修90件,48小时内|全部处置)."""
    drafts = [d for d in drafts if d.end <= said.start]
    last = drafts[-1] if drafts else None
    if last is None or last.total is None or not _may_be_all(last, said):
        return []
    in_time = _IN_TIME.fullmatch(text, last.end, said.start) is not None and last.total.measure_from != "own"
    if said.start - last.end > _ADJACENT and not in_time:
        return []
    goes_on = in_time or last.measure == "referred" or _TAKEN_ON.search(last.words) is not None
    return [last] if goes_on and sum(d.total is last.total for d in drafts) == 1 else []


def _antecedents(said: Everything, drafts: Sequence[Draft]) -> list[Draft]:
    """The counts nearest before, of one stage: the totals, not their parts; what was due stands alone."""
    counted = [d for d in drafts if _may_be_all(d, said) and d.total is None]
    counted = [d for d in counted if not is_one_of_outcomes(d, drafts)]
    counted = with_those_left(counted) if said.measure == "replied" else counted
    spans = part_spans(drafts)
    # a count inside the list of another's parts is a detail of one
    counted = [d for d in counted if not any(first < d.number_start < last for first, last in spans)] or counted
    if not counted:
        return []
    last = counted[-1]
    if last.is_due:
        return [last]
    if _IN_ALL.search(last.words) and not stands_beside(last, counted, drafts):
        return [last]
    parted = [
        d for d in counted[:-1] if d.value == last.value + sum(p.value for p in drafts if p.total is d) > last.value
    ]
    if parted:
        return parted[-1:]  # 求助37件,其中直接处理30件,派单7件
    together = _CAME_IN if last.measure == "carried_in" else (last.measure,)  # 受理5件,上年结转1件,均已答复
    alike = [
        d for d in counted  # 县热线转办9件,省长热线转办2件: passed on, by whomever
        if (d.measure in together or (d.event and d.event == last.event)) and d.sentence == last.sentence and d.value > 0
    ]  # fmt: skip
    alike = [d for d in alike if d.scope == "actual"] or alike  # 收到25件(去年同期18件),均已答复: those of now
    if last.unit_kind in ("case", "item") and last.measure not in _CAME_IN:
        alike = [d for d in alike if d.unit_kind != "event"]  # 督办20次,发现问题9个,均已移交: no event is passed on
    return made_by(alike, counted) or alike  # 共85件,其中省转45件,市转40件,初访68件,重访17件
