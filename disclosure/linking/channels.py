"""Which way in or whose body each figure of a sentence is of: named by its own words, carried from another, or its heading's."""

from __future__ import annotations

import re

from disclosure.linking.carried import channel_carried, of_next
from disclosure.linking.channel import BODY, body_named, channel_in, channel_of_title, way_behind, way_in_name
from disclosure.linking.draft import CAME_IN, DOWNSTREAM, OUTCOMES, Draft
from disclosure.linking.lexicon import Hit, Hits
from disclosure.linking.listed import behind_name
from disclosure.linking.measure import OPENING, Governing
from disclosure.linking.phrase import noun_phrase
from disclosure.linking.place import Place

_IN_QUOTES = re.compile(r"[,、;和]?“(?P<name>[^“”]{2,10})”(?:平台|系统|热线)?(?:共|累计)?")
_LONGEST_LABEL = 12
REST = ("其他", "其它", "其余")
_ANY_HOTLINE = frozenset({"热线", "本热线", "服务热线", "便民热线"})


def _quoted(subject: str) -> str:
    """The name in quotation marks that a subject is, of what took cases in beside other ways (“民声通”|收到诉求12件), or ''."""
    found = _IN_QUOTES.fullmatch(subject)
    return found["name"] if found is not None else ""


class Channels:
    """Gives the figures of one sentence their channels, in order; `done` are those that have theirs."""

    def __init__(self, text: str, start: int, hits: Hits, place: Place, done: list[Draft]) -> None:
        self.text = text
        self.start = start
        self.hits = hits
        self.place = place
        self.done = done

    def set_channel(
        self, draft: Draft, own: list[Hit], name_end: int, chief: Governing | None,
        previous: Draft | None, told_of: Draft | None,
    ) -> None:  # fmt: skip
        """Set the channel of a figure: its own words', else that of the count it goes on with, else its heading's."""
        self._name(draft, own, name_end, chief, previous, told_of)
        if draft.channel in _ANY_HOTLINE and self.place.hotline:
            draft.channel = self.place.hotline

    def _name(
        self, draft: Draft, own: list[Hit], name_end: int, chief: Governing | None,
        previous: Draft | None, told_of: Draft | None,
    ) -> None:  # fmt: skip
        text = self.text
        limit = chief.hit.start if chief and chief.hit.entry.role == "verb" else name_end
        named = channel_in(text, draft.segment_start, limit, own) or way_behind(text, draft)
        if not named and chief is None:
            named = channel_in(text, draft.segment_start, name_end, own)
        if not named and chief and chief.hit.entry.role in ("verb", "remedy"):
            named = body_named(text, draft, previous is not None or text.startswith("其中", self.start))
        if not named and chief and (draft.is_case or draft.measure in OPENING):
            named = way_in_name(text, chief.hit.end, name_end, own)
        if not named and chief and chief.measure in CAME_IN and previous is not None:
            named = _quoted(text[draft.segment_start : chief.hit.start])
        if named:
            draft.channel, draft.own_channel = named, True
            return
        if previous is None:
            label = text[self.start : draft.segment_start].partition(":")[0]
            if len(label) <= _LONGEST_LABEL and label.endswith(BODY) and "的" not in label:
                draft.channel = noun_phrase(label)
                return
        since = max(behind_name(text, self.start, previous), text.rfind("%", self.start, draft.segment_start) + 1)
        between = self.hits.between(since, draft.segment_start)
        draft.channel = channel_in(text, since, draft.segment_start, [h for h in between if h.entry.is_channel][-1:])
        if draft.channel:
            return
        apart = previous is not None and ";" in text[previous.end : draft.segment_start]
        if apart and draft.own_matter and chief and chief.measure not in DOWNSTREAM:
            draft.channel = channel_in(text, chief.hit.end, name_end, own)
        elif told_of is not None:
            is_of_all = draft.words.startswith(REST) or (chief is not None and chief.measure in OUTCOMES)
            if not (told_of.own_channel and is_of_all):
                draft.channel = channel_carried(text, self.start, draft, told_of, self.done)
        elif self.place.previous is not None and (not draft.own_matter or draft.measure_from == "list"):
            draft.channel = of_next(draft, self.place.previous.channel)
        for title in reversed(self.place.titles):
            if not draft.channel:
                draft.channel = channel_of_title(title)
        if not draft.channel and draft.is_case and self.place.hotline:
            draft.channel = self.place.hotline
