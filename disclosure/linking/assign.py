"""What each figure of a sentence counts: its measure, matter and channel, from its own words, its list, or its place."""

from __future__ import annotations

import re

from disclosure.linking.behind import event_behind
from disclosure.linking.by_rate import came_in_by_share, measure_by_rate, says_done
from disclosure.linking.by_title import from_title
from disclosure.linking.by_verb import is_paid_out, was_tried
from disclosure.linking.came_in import (
    OPENS_LIST,
    as_they_came,
    by_source,
    exceeds,
    is_let_known,
    may_be_accepted,
    named_among,
    of_cases,
)
from disclosure.linking.carried import before_pair, compared_with, goes_on_with, names_base, which_way
from disclosure.linking.channels import REST, Channels
from disclosure.linking.difference import is_difference
from disclosure.linking.draft import CAME_IN, CASE_STAGES, COMING_IN, INHERITED, OUTCOMES, REMEDIES, Draft
from disclosure.linking.fitting import VISITS
from disclosure.linking.kind_named import ends_name, is_kind, without_hints
from disclosure.linking.left_over import is_for_next, is_of_before, measure_of_both, stage_told
from disclosure.linking.lexicon import Hit, Hits
from disclosure.linking.listed import (
    NEWS_UNITS,
    WAYS_TOLD,
    before_sum,
    behind_name,
    continues,
    counted_beside,
    head_of,
    in_place_now,
    is_way_beside,
    sent_in,
    told_before_done,
    told_by_sum,
    told_on_review,
)
from disclosure.linking.matter import is_for_others, set_matter
from disclosure.linking.measure import MONEY_MEASURES, OPENING, RULINGS, Governing, governing, ranks, weak
from disclosure.linking.named_behind import names_bodies
from disclosure.linking.noun import is_of_firms, noun_of, tells_whose
from disclosure.linking.outcome import granted_among, is_answer
from disclosure.linking.passed_on import is_from_above, is_passed_to_us
from disclosure.linking.phrase import (
    before_change,
    before_unit,
    glossed,
    is_vacant,
    named_before_bracket,
    segment_end,
    widened,
)
from disclosure.linking.place import Place
from disclosure.linking.remedy import named_next
from disclosure.linking.settle import set_by_list, set_by_visits, set_measure
from disclosure.linking.severally import count_behind, name_severally
from disclosure.linking.then_severally import told_then
from disclosure.linking.there_are import stage_of_those

_OF_MONEY = MONEY_MEASURES | {"other"}
_TAKEN_FROM = re.compile("罚|没收|挽回|损失|违法所得|追缴|赔偿|补偿")
"""Money that was neither spent nor a fee, whatever the one before it was."""
_COSTS = ("公务接待",)
"""What was held so often and for so many, and what it cost (公务接待42批次、380人次,共|6.1万元)."""
_OF_REMEDY = frozenset({"not_processed", "handled", "repealed", "other", "retained", "revised", "other_outcome"})
_CLASS_OF_ANSWER = re.compile(r"^[(]?[A-EＡ-Ｅ]类|[(][A-EＡ-Ｅ]类[)]$")
_NOTE_OF_LEADERS = "批示"
_INSTANCES = ("一审", "二审", "再审")


class Assigner:
    """Gives measure, matter and channel to the figures of one sentence, in order."""

    def __init__(self, text: str, start: int, end: int, hits: Hits, place: Place) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.hits = hits
        self.place = place
        self.done: list[Draft] = []
        self.channels = Channels(text, start, hits, place, self.done)

    def assign(self, drafts: list[Draft]) -> None:
        """Set the fields of each figure."""
        previous: Draft | None = None
        for position, draft in enumerate(drafts):
            following = drafts[position + 1].start if position + 1 < len(drafts) else self.end
            pair = before_pair(self.text, self.done, previous, draft)
            before = compared_with(self.text, self.start, self.done, pair, draft)
            self._assign_one(draft, before, min(following, self.end))
            self.done.append(draft)
            if not (draft.is_difference or names_base(self.text, draft)):
                previous = draft
        told_before_done(self.text, self.place.case_measure, drafts)
        told_by_sum(drafts)
        granted_among(drafts)
        name_severally(self.text, drafts)
        told_then(self.text, self.start, drafts)
        count_behind(self.text, drafts)

    def _assign_one(self, draft: Draft, previous: Draft | None, ceiling: int) -> None:
        text = self.text
        floor = behind_name(text, self.start, previous)
        draft.segment_start = max(draft.segment_start, floor)
        right_end = segment_end(text, draft.end, ceiling)
        vacant = is_vacant(text[draft.segment_start : draft.start])
        summed = before_sum(text, self.start, draft, self.done) if vacant else None
        name_end = before_unit(text, draft.start)
        if summed is not None:
            draft.segment_start, name_end = summed
            vacant, previous = False, next((d for d in reversed(self.done) if d.end <= name_end), None)
        opens_bracket = text[draft.segment_start - 1 : draft.segment_start] == "("
        alone = vacant and opens_bracket and text.startswith((")", ","), draft.end)  # 供水(共90件,占8%)
        if (
            alone
            and text[draft.segment_start - 2 : draft.segment_start - 1] != "%"
            and not is_vacant(
                text[(named := named_before_bracket(text, floor, draft.segment_start)) : draft.segment_start - 1]
            )
        ):
            draft.segment_start, name_end = named, draft.segment_start - 1
        draft.words = text[draft.segment_start : draft.start]
        draft.is_difference = is_difference(text, self.start, draft.start)
        right = self.hits.between(draft.end, right_end)
        after = event_behind(text, draft, right, right_end, ceiling)
        is_named = bool(named_next(draft, right)) or names_bodies(text, self.hits, draft, right_end)
        if vacant and after is None and not alone and not is_named:
            draft.segment_start = widened(text, floor, draft.segment_start, draft.start)
        changed = draft if draft.is_difference else self.done[-1] if self.done else draft
        if changed.is_difference and changed.start > draft.segment_start:
            name_end = before_change(text, draft.segment_start, changed.start) or name_end
        own = self.hits.between(draft.segment_start, name_end)
        if text[name_end - 1] == ")":
            gloss = glossed(text, draft.segment_start, name_end)
            own = [h for h in own if h.end <= gloss or h.entry.role != "verb"]
        bare = (
            previous is not None
            and previous.measure_from in INHERITED
            and text[previous.end : previous.end + 1] == "、"
        )
        chief = governing(text, own, draft.segment_start, name_end, draft.unit_kind, bare)
        before = previous or self.place.previous
        if chief and before is not None and is_kind(text, draft, chief, before, name_end):
            chief, own = None, without_hints(own, draft)
        if chief and is_for_next(text, draft, chief.measure):
            chief = Governing(chief.hit, "carried_out")
        told_of = goes_on_with(text, self.start, draft, chief.measure if chief else None, previous, self.done)
        set_matter(text, self.hits, self.place, draft, own, (floor, name_end, right_end), chief, told_of)
        self._measure(draft, own, (right, right_end), chief, after, previous)
        self.channels.set_channel(draft, own, name_end, chief, previous, told_of)

    def _measure(
        self, draft: Draft, own: list[Hit], behind: tuple[list[Hit], int], chief: Governing | None,
        after: Governing | None, previous: Draft | None,
    ) -> None:  # fmt: skip
        right, right_end = behind
        if draft.is_difference:
            draft.measure, draft.measure_from = "other", "own"
            return
        if set_by_visits(self.text, draft, self.done[-1] if self.done else None):
            return
        if draft.unit_kind == "money" and chief is None and draft.matter.endswith(_COSTS):
            set_measure(draft, "spending", "own", "")
            return
        if draft.unit_kind == "money" and chief is None and _TAKEN_FROM.search(draft.words):
            set_measure(draft, "other", "own", "")
            return
        told = measure_by_rate(self.text, self.start, draft) or measure_of_both(self.text, self.done, draft, previous)
        if told:
            set_measure(draft, told, "own", "")
            return
        of_money = chief is not None and (
            chief.measure in _OF_MONEY or (previous is not None and is_paid_out(chief.hit, previous))
        )
        spent = previous if previous is not None or draft.unit_kind != "money" else self.place.spent_before
        if spent is not None and draft.unit_kind == "money" and spent.measure in MONEY_MEASURES and not of_money:
            set_measure(draft, spent.measure, "list", spent.event)
            return
        if chief and (those := stage_of_those(self.text, own, draft, chief)) is not None:
            set_measure(draft, self._as_they_came(those.measure), those.origin, those.word)
            return
        if chief:
            draft.is_due = chief.is_due
            measure = which_way(self._told(chief, draft), self.done)
            if (
                chief.hit.entry.word.endswith(_NOTE_OF_LEADERS)
                and previous is not None
                and previous.measure in COMING_IN
            ):
                measure = self._as_they_came("received")  # 热线受理183件,领导批示|6件: one way in of several
            if measure == "handled" and is_for_others(self.text[draft.segment_start : chief.hit.start]):
                measure = "referred"  # 交职能部门|处理12件
            beside = previous is not None and ";" not in self.text[previous.end : draft.start]
            goes_on = beside or chief.hit.entry.word.endswith(RULINGS)
            if measure in _OF_REMEDY and (named_next(draft, right) or (goes_on and was_tried(self.done, previous))):
                measure = "other"
            if measure == "pending" and after and after.measure == "carried_out":
                measure = "carried_out"  # 剩余1件结转下一年度办理
            if measure == "published" and is_answer(draft, self.done):
                measure = "granted"  # 收到申请5件,公开4件
            if measure == "pending" and is_of_before(draft):
                measure = "carried_in"
            set_measure(draft, measure, "own", chief.hit.entry.word)
            return
        passed_on = after is not None and after.measure == "referred"
        if not passed_on and (left := stage_told(self.text, self.done, draft, previous, right_end)):
            set_measure(draft, left, "own", "")
            return
        if previous is not None and in_place_now(draft, previous):
            set_measure(draft, "in_place", "own", "")
            return
        if after:
            of_remedy = (
                after.hit.entry.word.endswith(RULINGS)
                and after.measure in _OF_REMEDY
                and was_tried(self.done, previous)
            )
            set_measure(draft, "other" if of_remedy else after.measure, "right", after.hit.entry.word)
            return
        if remedy := named_next(draft, right):
            set_measure(draft, remedy, "noun", "")
            return
        if previous is not None and previous.measure in OUTCOMES and draft.words.strip("、,和及") in REST:
            set_measure(draft, "other_outcome", "own", draft.words)
            return
        hint = weak(self.text, own, "case" if draft.unit in VISITS else draft.unit_kind, draft.unit in NEWS_UNITS)
        if hint and previous is not None and self.text.startswith(("到", "至", "为"), hint.end):
            hint = None  # 由30件增加|到45件: of what it grew from
        if hint and ends_name(hint, draft, previous):
            hint = None
        if hint and hint.entry.measure == "events_held" and draft.unit in NEWS_UNITS - {"期"}:
            hint = None  # 政策解读8条
        came = self.place.previous
        if (
            previous is None
            and draft.matter.endswith("类")
            and (came is None or came.unit != draft.unit)
            and draft.unit in NEWS_UNITS
            and not any(h.entry.measure in COMING_IN for h in self.hits.between(self.start, draft.segment_start))
        ):
            set_measure(draft, "published", "list", "")
            return
        if draft.unit_kind == "case" and _CLASS_OF_ANSWER.search(draft.matter):
            set_measure(draft, "other", "own", "")  # how proposals were answered: A类32件, B类8件
            return
        if (came_in := came_in_by_share(self.text, draft)) is not None:
            measure = came_in.entry.measure or ""
            measure = measure if says_done(came_in) else self._as_they_came(measure)  # 占受理总量的34%
            set_measure(draft, measure, "list", came_in.entry.word)
            return
        says_closed = hint is not None and hint.entry.measure == "closed"  # 其中按时完成942件
        listed = draft.matter.endswith("类") or OPENS_LIST.search(self.text, self.start, draft.start)
        if previous is None and came is not None and came.unit == draft.unit and listed and not says_closed:
            set_measure(draft, self._of_cases(came.measure, draft), "list", came.event)
            return
        if told_on_review(draft, previous):
            set_measure(draft, "issued", "clause", "提出")
            return
        noun = noun_of(draft, own, right)
        if is_of_firms(draft, noun):
            set_measure(draft, "other", "unit", "")
            return
        if previous is not None and hint is None and continues(self.text, previous, draft, noun):
            head = head_of(self.text, self.start, self.hits, self.done, previous, draft)
            among = self.text.startswith("中,", head.end) or draft.matter.startswith(_INSTANCES)  # 复议8件中,案件2件
            if noun is not None and noun.entry.measure in CAME_IN and head.measure in REMEDIES and not among:
                set_measure(draft, noun.entry.measure, "noun", noun.entry.word)
                return  # 行政诉讼0件,举报0件
            if is_way_beside(self.hits, head, draft) and WAYS_TOLD.search(self.text, self.start, draft.start):
                set_measure(draft, self._as_they_came("received"), "list", "")
                return
            measure = self._as_they_came("received") if sent_in(self.text, head, draft) else head.measure
            set_by_list(draft, measure, head, self.text[head.end : draft.start])
            return
        if counted := counted_beside(self.text, self.start, self.hits, self.done, draft):
            set_measure(draft, counted, "own", "")
            return
        since = previous.end if previous is not None else self.start
        intro_hits = [
            h
            for h in self.hits.between(since, draft.segment_start)
            if h.entry.measure != "issued" or not self.text.startswith("的", h.end)
        ]  # 根据市里下达的任务,完成访谈3期
        intro = governing(self.text, intro_hits, since, draft.segment_start, draft.unit_kind) if intro_hits else None
        # 交给二级单位去办的38件
        beside = previous is not None and previous.end == draft.segment_start  # 涉及36个|部门317件
        by_whom = tells_whose(draft, noun, beside)
        if noun and noun.entry.measure == "in_place" and (draft.unit in NEWS_UNITS or by_whom):
            noun = None
        if noun and hint and hint.entry.measure == "in_place" and noun.entry.measure == "in_place":
            noun = None
        opened = intro is not None and intro.measure in OPENING and draft.unit in NEWS_UNITS
        if noun and opened and noun.entry.measure in COMING_IN:
            noun = None  # 对办理结果进行了公开,其中建议3条
        if noun and not (intro and intro.measure in CASE_STAGES and noun.entry.measure in CASE_STAGES):
            measure = noun.entry.measure or "other"
            opens_list = intro is not None and intro.measure == "published" and draft.unit_kind == "case"
            beside_published = previous is not None and previous.measure == "published" and draft.words.startswith("、")
            if measure == "issued" and (draft.unit in NEWS_UNITS - {"期"} or opens_list or beside_published):
                measure = "published"  # 制度1条, 政策文件2条; 网站公开中,文件418件; 公开批文26件、方案9套
            is_kind_of_cases = measure == "handled" and draft.matter.endswith("类")  # 行政处罚类231件
            if draft.unit_kind == "case" and (measure == "people" or is_kind_of_cases):
                measure = "received"
            measure = self._as_they_came(measure) if may_be_accepted(draft) else measure
            set_measure(draft, measure, "noun", noun.entry.word)
        elif hint:
            news = hint.entry.measure == "in_place" and draft.unit in NEWS_UNITS
            set_measure(draft, "published" if news else hint.entry.measure or "other", "weak", hint.entry.word)
        elif intro:
            set_measure(draft, self._told(intro, draft), "clause", intro.hit.entry.word)
        elif previous is None and (among := named_among(self.text, self.hits, self.start, draft)) is not None:
            set_measure(draft, self._as_they_came(among.entry.measure or "other"), "list", among.entry.word)
        elif previous is None and self.place.previous is not None and self.place.previous.unit == draft.unit:
            set_measure(draft, self._of_cases(self.place.previous.measure, draft), "list", self.place.previous.event)
        else:
            from_title(draft, self.place)

    def _told(self, verb: Governing, draft: Draft) -> str:
        """The measure of a verb; cases that people tell of (反映), or that are passed on to us (交办我局), came in as others did."""
        if is_from_above(self.text, verb.hit, self.done) or is_let_known(self.text, verb.hit, draft):
            return "received"
        if verb.measure == "referred" and by_source(self.text, self.start, draft):
            return self._as_they_came("received")  # 按来源分:省平台转办|62件
        told = verb.hit.entry.word == "反映" and draft.unit_kind == "case"
        to_us = is_passed_to_us(self.text, verb.hit, self.done)
        as_others = (
            told
            or to_us
            or (
                verb.hit.entry.role == "amount"
                and verb.measure != "accepted"
                and ranks(self.text, verb.hit, draft.start)
            )
        )
        return self._as_they_came("received" if to_us else verb.measure) if as_others else verb.measure

    def _as_they_came(self, measure: str) -> str:
        return as_they_came(measure, self.done, self.place.case_measure)

    def _of_cases(self, measure: str, draft: Draft) -> str:
        before = self.place.previous
        if before is not None and before.measure == measure and exceeds(draft, before) and self.place.case_measure:
            return self.place.case_measure  # 立案104件。广告违法207件
        return of_cases(measure, draft, self.text[self.start : draft.start], self.place.case_measure)
