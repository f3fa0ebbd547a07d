"""What each figure of a sentence counts: its measure, matter and channel, from its own words, its list, or its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from disclosure.extraction.rate import measure_of
from disclosure.linking.channel import channel_in
from disclosure.linking.draft import CASE_STAGES, Draft
from disclosure.linking.lexicon import Hit, Hits
from disclosure.linking.measure import (
    LIGHT,
    Governing,
    fit_unit,
    governing,
    is_difference,
    noun_measure,
    unit_measure,
    weak,
)
from disclosure.linking.phrase import (
    following_phrase,
    is_vacant,
    named_before_bracket,
    noun_phrase,
    segment_end,
    widened,
)

_BODY = re.compile(r"(?:[区县市镇乡旗州]|街道|开发区|新区|高新区|社区|分局|大队|中队|支队|分公司)$")
_WAYS_IN = re.compile(r"来信|来访|来电|电话|信件|留言|信访|邮件|短信|网站|视频|简报|手册|监督员|代表|委员")
_ORGANS = re.compile(r"(?:县|区|市|镇|乡|街道|部门|单位|村|社区|企业|学校|机构|局|县区|乡镇|成员)$")
_LIST_TAIL = re.compile(r"(?:等|的|了|等等)$")
_THROUGH = re.compile(r"^.*?(?:通过|利用|运用|借助|依托)")
_SEVERALLY = re.compile(r"分别|各")
_SPLIT = re.compile(r"[、和及与]|以及")
_PARTS = re.compile(r"其中|包括|包含|分别|分为")
_DOWNSTREAM = frozenset(CASE_STAGES) - {"received", "accepted", "collected"}
_FEES = frozenset({"fees_collected", "fees_waived"})
_COMING_IN = frozenset({"received", "accepted", "collected", "filed"})
_OPENS_LIST = re.compile(r"其中|按[^,;。\d]{1,14}分|从[^,;。\d]{1,12}看|分类|分布|构成")
_BARE = frozenset({"list", "noun", "clause", "section"})
_RATE_BEFORE = re.compile(r"(?P<rate>[\u4e00-\u9fff]{2,6}率)[^,。;%]{0,8}\d{1,3}(?:\.\d{1,3})?%\($")
_COUNT_OF = {"reply_rate": "replied", "closing_rate": "closed", "handling_rate": "handled", "on_time_rate": "closed", "claim_rate": "accepted"}
_ANY_HOTLINE = frozenset({"热线", "本热线", "服务热线", "便民热线"})
_COUNTS_ORGANS = frozenset({"in_place", *CASE_STAGES})
_REMEDIES = frozenset({"review_filed", "litigation_filed"})
_OF_REMEDY = frozenset({"handled", "repealed", "other", "retained"})
_NEWS_UNITS = frozenset({"条", "篇", "期", "则"})
_TITLE_MEASURES = frozenset({*CASE_STAGES, "published", "issued", "fees_collected", "fees_waived"})


@dataclass(slots=True)
class Place:
    """Where a sentence stands: what its section is called and what the paragraph counted last."""

    titles: tuple[str, ...] = ()  # its section's title behind those above it
    previous: Draft | None = None
    hotline: str = ""  # the hotline or system that a bulletin's title or a heading names last
    case_measure: str = ""  # how the document counts its cases as they come in: received, accepted, collected, filed

    @property
    def section_title(self) -> str:
        """The title of the innermost section, or ''."""
        return self.titles[-1] if self.titles else ""


class Assigner:
    """Gives measure, matter and channel to the figures of one sentence, in order."""

    def __init__(self, text: str, start: int, end: int, hits: Hits, place: Place) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.hits = hits
        self.place = place
        self.done: list[Draft] = []

    def assign(self, drafts: list[Draft]) -> None:
        """Set the fields of each figure."""
        previous: Draft | None = None
        for position, draft in enumerate(drafts):
            following = drafts[position + 1].start if position + 1 < len(drafts) else self.end
            self._assign_one(draft, previous, min(following, self.end))
            self.done.append(draft)
            if not draft.is_difference:
                previous = draft
        self._severally(drafts)

    def _assign_one(self, draft: Draft, previous: Draft | None, ceiling: int) -> None:
        text = self.text
        floor = previous.end if previous else self.start
        right_end = segment_end(text, draft.end, ceiling)
        vacant = is_vacant(text[draft.segment_start : draft.start])
        alone = vacant and text[draft.segment_start - 1 : draft.segment_start] == "(" and text[draft.end : draft.end + 1] == ")"
        name_end = draft.start
        if alone and text[draft.segment_start - 2 : draft.segment_start - 1] != "%" and not is_vacant(text[(named := named_before_bracket(text, floor, draft.segment_start)) : draft.segment_start - 1]):
            draft.segment_start, name_end = named, draft.segment_start - 1
        draft.words = text[draft.segment_start : draft.start]
        draft.is_difference = is_difference(text, self.start, draft.start)
        right = self.hits.between(draft.end, right_end)
        after = self._event_behind(draft, right)
        if vacant and after is None and not alone:
            draft.segment_start = widened(text, floor, draft.segment_start, draft.start)
        own = self.hits.between(draft.segment_start, name_end)
        bare = previous is not None and previous.measure_from in _BARE and text[previous.end : previous.end + 1] == "、"
        chief = governing(text, own, draft.segment_start, name_end, draft.unit_kind, bare)
        self._matter(draft, own, name_end, right_end, chief, previous)
        self._measure(draft, own, right, chief, after, previous)
        self._channel(draft, own, name_end, chief, previous)
        if draft.channel in _ANY_HOTLINE and self.place.hotline:
            draft.channel = self.place.hotline

    def _matter(
        self, draft: Draft, own: list[Hit], name_end: int, right_end: int, chief: Governing | None, previous: Draft | None
    ) -> None:
        text = self.text
        left = text[draft.segment_start : name_end]
        behind = following_phrase(text, draft.end, right_end)
        phrase = ""
        if draft.is_difference:
            phrase = ""
        elif chief is None or chief.hit.entry.role in ("outcome", "remedy"):
            phrase = noun_phrase(left)
            if behind and (not phrase or _LIST_TAIL.search(left.rstrip("、,")) or self._names_thing(draft, behind)):
                phrase = behind
        else:
            hit = chief.hit
            rest = text[hit.end : name_end]
            phrase = noun_phrase(rest)
            before = noun_phrase(_THROUGH.sub("", text[draft.segment_start : hit.start]))
            if phrase and behind and _LIST_TAIL.search(rest.rstrip("、,")):
                phrase = behind
            elif not phrase and hit.entry.role == "amount":
                phrase = before if chief.measure in CASE_STAGES or chief.is_due else noun_phrase(before + hit.entry.word)
            elif not phrase:
                phrase = behind or ("" if _is_actor(before, own, hit) and hit.entry.word not in LIGHT else before)
                if not phrase and hit.entry.measure == "other":
                    phrase = hit.entry.word
        if phrase:
            draft.matter, draft.own_matter = phrase, True
        elif previous is not None:
            draft.matter = previous.matter
        elif self.place.previous is not None:
            draft.matter = self.place.previous.matter
        draft.matter = draft.matter or noun_phrase(self.place.section_title)
        if chief:
            draft.subject = noun_phrase(text[draft.segment_start : chief.hit.start])

    def _names_thing(self, draft: Draft, behind: str) -> bool:
        """Whether the words right behind the unit name what is counted (机关14个|处室)."""
        if draft.unit_kind not in ("item", "person", "case") or len(behind) < 2:
            return False
        if draft.unit_kind == "person" and noun_measure(self.hits.between(draft.segment_start, draft.start)):
            return False
        attached = self.text.startswith(behind, draft.end)
        return attached and not any(h.is_event and h.start == 0 for h in list(_hits_of(behind)))

    def _channel(self, draft: Draft, own: list[Hit], name_end: int, chief: Governing | None, previous: Draft | None) -> None:
        text = self.text
        limit = chief.hit.start if chief and chief.hit.entry.role == "verb" else name_end
        named = channel_in(text, draft.segment_start, limit, own)
        if not named and chief is None:
            named = channel_in(text, draft.segment_start, name_end, own)
        if not named and chief and chief.hit.entry.role == "verb":
            body = noun_phrase(text[draft.segment_start : chief.hit.start])
            named = body if _BODY.search(body) and 1 < len(body) <= 20 and draft.is_case else ""
        if named:
            draft.channel, draft.own_channel = named, True
            return
        since = previous.end if previous is not None else self.start
        between = self.hits.between(since, draft.segment_start)
        draft.channel = channel_in(text, since, draft.segment_start, [h for h in between if h.entry.is_channel][-1:])
        if draft.channel:
            return
        apart = previous is not None and ";" in text[previous.end : draft.segment_start]
        if apart and draft.own_matter and chief and chief.measure not in _DOWNSTREAM:
            draft.channel = channel_in(text, draft.segment_start, name_end, own)
        elif previous is not None:
            draft.channel = previous.channel or self._channel_in_matter(previous)
        elif self.place.previous is not None and not draft.own_matter:
            draft.channel = self.place.previous.channel
        for title in reversed(self.place.titles):
            if not draft.channel:
                draft.channel = channel_in(title, 0, len(title), list(_hits_of(title)))
        if not draft.channel and draft.is_case and self.place.hotline:
            draft.channel = self.place.hotline

    def _channel_in_matter(self, previous: Draft) -> str:
        if _WAYS_IN.search(previous.matter):
            return ""
        found = list(_hits_of(previous.matter))
        return channel_in(previous.matter, 0, len(previous.matter), found)

    def _measure(
        self, draft: Draft, own: list[Hit], right: list[Hit], chief: Governing | None, after: Governing | None,
        previous: Draft | None,
    ) -> None:  # fmt: skip
        if draft.is_difference:
            draft.measure, draft.measure_from = "other", "own"
            return
        told = self._told_by_rate(draft)
        if told:
            self._set(draft, told, "own", "")
            return
        if chief:
            draft.is_due = chief.is_due
            measure = chief.measure
            if previous is not None and measure in _OF_REMEDY and ";" not in self.text[previous.end : draft.start]:
                measure = next((d.measure for d in reversed(self.done[-6:]) if d.measure in _REMEDIES), measure)
            self._set(draft, measure, "own", chief.hit.entry.word)
            return
        if after:
            self._set(draft, after.measure, "right", after.hit.entry.word)
            return
        if previous is not None and draft.unit_kind == "money" and previous.measure in _FEES:
            self._set(draft, previous.measure, "list", previous.event)
            return
        hint = weak(self.text, own, draft.unit_kind)
        came = self.place.previous
        if previous is None and draft.matter.endswith("类") and (came is None or came.unit != draft.unit) and draft.unit in _NEWS_UNITS:
            self._set(draft, "published", "list", "")
            return
        listed = draft.matter.endswith("类")
        if previous is None and came is not None and came.unit == draft.unit and (listed or _OPENS_LIST.search(self.text, self.start, draft.start)):
            self._set(draft, self._of_cases(came.measure, draft), "list", came.event)
            return
        noun = noun_measure(own) or noun_measure([h for h in right if h.entry.word in draft.matter])
        if previous is not None and hint is None and self._same_list(previous, draft, noun):
            head = self._head(draft, previous)
            self._set(draft, head.measure, "list", head.event)
            return
        since = previous.end if previous is not None else self.start
        intro_hits = self.hits.between(since, draft.segment_start)
        intro = governing(self.text, intro_hits, since, draft.segment_start, draft.unit_kind) if intro_hits else None
        if noun and hint and hint.entry.measure == "in_place" and noun.entry.measure == "in_place":
            noun = None
        if noun and not (intro and intro.measure in CASE_STAGES and noun.entry.measure in CASE_STAGES):
            measure = noun.entry.measure or "other"
            if draft.unit_kind == "case" and measure == "people":
                measure = "received"
            if measure in CASE_STAGES and self.place.case_measure in ("received", "accepted"):
                measure = self.place.case_measure
            self._set(draft, measure, "noun", noun.entry.word)
        elif hint:
            news = hint.entry.measure == "in_place" and draft.unit in _NEWS_UNITS
            self._set(draft, "published" if news else hint.entry.measure or "other", "weak", hint.entry.word)
        elif intro:
            self._set(draft, intro.measure, "clause", intro.hit.entry.word)
        elif previous is None and self.place.previous is not None and self.place.previous.unit == draft.unit:
            self._set(draft, self._of_cases(self.place.previous.measure, draft), "list", self.place.previous.event)
        else:
            self._from_title(draft)

    def _of_cases(self, measure: str, draft: Draft) -> str:
        """A measure taken over from another sentence; cases told after how they were judged are still those that came in."""
        return self.place.case_measure if measure == "other" and draft.unit_kind == "case" and self.place.case_measure else measure

    def _told_by_rate(self, draft: Draft) -> str | None:
        """The measure of a count that stands in brackets behind its rate (回复率92.7%(38件))."""
        before = self.text[max(self.start, draft.start - 24) : draft.start]
        match = _RATE_BEFORE.search(before)
        return measure_of_rate(match["rate"]) if match else None

    def _head(self, draft: Draft, previous: Draft) -> Draft:
        """Whose measure a figure without a verb takes: behind 其中 the total's, else the one's before it."""
        gap = self.text[previous.end : draft.start]
        if ";" in gap and previous.measure in _DOWNSTREAM:
            return self._parallel(previous, draft)
        if not _PARTS.search(gap):
            return previous
        for candidate in reversed(self.done):
            if candidate.measure_from != "list" and candidate.value >= draft.value and candidate.value > 0 and candidate.unit == draft.unit:
                return candidate
        return previous

    def _parallel(self, previous: Draft, draft: Draft) -> Draft:
        """The figure that opened the stretch before the semicolon (甲区接单9件,办结8件;乙区接单5件)."""
        opening = max(self.text.rfind(mark, self.start, previous.start) for mark in ";。")
        return next((d for d in self.done if d.start > opening and d.unit == draft.unit), previous)

    def _from_title(self, draft: Draft) -> None:
        title = self.place.section_title
        titled = [h for h in list(_hits_of(title)) if h.entry.measure in _TITLE_MEASURES]
        if draft.unit_kind == "case" and self.place.case_measure:
            self._set(draft, self.place.case_measure, "section", "")
        elif titled and draft.unit in _NEWS_UNITS and titled[-1].entry.measure in ("published", "issued"):
            self._set(draft, titled[-1].entry.measure or "other", "section", titled[-1].entry.word)
        elif draft.unit == "期":
            self._set(draft, "published", "unit", "")
        else:
            self._set(draft, unit_measure(draft.unit_kind), "unit", "")

    @staticmethod
    def _set(draft: Draft, measure: str, source: str, event: str) -> None:
        if source == "noun" and draft.unit_kind == "event" and measure in CASE_STAGES:
            measure = "events_held"
        if source != "own" or measure not in _COUNTS_ORGANS:
            measure = "other" if draft.unit in ("个", "家") and _ORGANS.search(draft.matter) and not draft.is_case else measure
        draft.measure = fit_unit(measure, draft.unit, draft.unit_kind, draft.words + draft.matter)
        draft.measure_from = source
        draft.event = event

    def _event_behind(self, draft: Draft, right: list[Hit]) -> Governing | None:
        events = [h for h in right if h.entry.role in ("verb", "outcome")]
        if not events:
            return None
        chosen = events[-1] if events[0].entry.word in LIGHT else events[0]
        between = self.text[draft.end : chosen.start]
        if between.startswith("的") and chosen is events[0]:
            return None
        return Governing(chosen, chosen.entry.measure or "other") if len(between) <= 24 else None

    def _same_list(self, previous: Draft, draft: Draft, noun: Hit | None) -> bool:
        """Whether a figure without a verb goes on where the one before it left off."""
        between = self.text[previous.end : draft.segment_start]
        if len(between) > 30 or "。" in between:
            return False
        if draft.unit == previous.unit:
            return True
        return not ({draft.unit_kind, previous.unit_kind} - {"case", "item"}) and noun is None

    def _severally(self, drafts: list[Draft]) -> None:
        """甲、乙、丙分别为3件、5件、1件: each number takes its own name from the list before the first."""
        for at, first in enumerate(drafts):
            cue = _SEVERALLY.search(first.words)
            if not cue:
                continue
            run = [first]
            for draft in drafts[at + 1 :]:
                if not is_vacant(self.text[run[-1].end : draft.start].strip("、,和及")):
                    break
                run.append(draft)
            told = first.words[: cue.start()]
            names = [n for n in _SPLIT.split(told) if n.strip()]
            if len(names) != len(run) and told.count("、") == len(run) - 1:
                names = told.split("、")  # 建议及其他 is one name
            if len(run) < 2 or len(names) < len(run):
                continue
            for name, draft in zip(names[-len(run) :], run, strict=True):
                self._name_severally(name, draft, first)

    def _name_severally(self, name: str, draft: Draft, first: Draft) -> None:
        found = list(_hits_of(name))
        chief = governing(name, found, 0, len(name), draft.unit_kind)
        draft.matter, draft.own_matter = noun_phrase(name) or draft.matter, True
        if chief:
            self._set(draft, chief.measure, "own", chief.hit.entry.word)
        elif draft is not first:
            draft.measure, draft.event = first.measure, first.event
        draft.channel = channel_in(name, 0, len(name), found) or draft.channel


@lru_cache(maxsize=4096)
def _hits_of(phrase: str) -> tuple[Hit, ...]:
    """The dictionary's words in a short phrase or title."""
    return tuple(Hits(phrase).between(0, len(phrase)))


def measure_of_rate(name: str) -> str | None:
    """The measure of the count that a rate's name divides (回复率: replied), or None."""
    return _COUNT_OF.get(measure_of(name))


def _is_actor(before: str, own: list[Hit], hit: Hit) -> bool:
    """Whether the words before a verb name who did it or through what, not what it was done to."""
    return any(h.entry.is_channel and h.end <= hit.start for h in own) or before.endswith(
        ("局", "委", "办", "部门", "单位", "中心", "政府", "处", "所", "站", "大队", "镇", "街道", "公司", "学校", "医院", "窗口", "我们", "人员")
    )
