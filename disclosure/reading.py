"""Reading one report: from its raw text to all its rows. Pure: the same text gives the same rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from disclosure import EXTRACTOR_VERSION
from disclosure.extraction.header import Header, read_header
from disclosure.extraction.nonfigure import reason
from disclosure.extraction.quantity import Amount, scan
from disclosure.extraction.rate import Label, labels, names
from disclosure.extraction.statement import everything, nothing
from disclosure.extraction.table import read_tables
from disclosure.linking.assign import Assigner, Place
from disclosure.linking.counts import link, link_shares
from disclosure.linking.draft import Draft, PartList, RateDraft
from disclosure.linking.freeze import Freezer
from disclosure.linking.implied import all_drafts, none_draft
from disclosure.linking.lexicon import Hits
from disclosure.linking.parts import part_lists
from disclosure.linking.phrase import noun_phrase, segment_start
from disclosure.linking.scope import Period, coverage_of, is_target_section, scope_of
from disclosure.rows import ExtractedReport
from disclosure.text import Kind, Sentence, Structure, clean, read_structure
from disclosure.vocabulary import units, vocabulary_hash

_BARE_NOUN = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{0,4}(?:量|人数|件数|条数|次数|份数|总数|数|粉丝|用户))(?:分别|共|已)?(?:为|达|达到|是|:|共|约|近|突破|超过|高达)*$"
)
_BARE_UNITS = (("人数", "人"), ("粉丝", "人"), ("用户", "人"), ("条数", "条"), ("次数", "次"), ("份数", "份"), ("访问", "次"), ("浏览", "次"), ("点击", "次"), ("阅读", "次"))
_SHORTENED = re.compile(r"压缩|缩短|减少|提前|提速|精简|节省|缩减|减至|压减|节约|平均|用时|时长")
_ONE_DONE = re.compile(r"(?:召开|举办|开展|组织|举行|进行|编发|刊发|出版|举办过)(?:了|过|完)?$")
_ONE_HELD = re.compile(r"(?:召开|举办|开展|组织|编印|印发|编发|设立|设置|建立|建成|添置|购置|开设|出台|制定)[^,。;、]{2,12}$")
_ONE_CASE = re.compile(r"(?:收到|接到|受理|答复|办结|回复|办理|处理|申请)(?:了)?$")
_PERCENT_KINDS = ("percent", "point")
_COMING_IN = frozenset({"received", "accepted", "collected", "filed"})
_SAME_NAME = re.compile(r"(?:分别)?(?:为|达|达到|是)$")
_REACHES = re.compile(r"^[、,]?(?:进一步)?(?:提高|提升|上升|增长|下降|降低|降|升|增|上涨)(?:到|至|为)(?:了)?$")
_BREAKS = re.compile(r"[;()]|累计|全年|共|单日|最高")
_DONE = re.compile(r"已|完成|实际|了|;|目前|今年|本年|全年|共")
_RATE_OF = {"handled": "handling_rate", "closed": "closing_rate", "replied": "reply_rate"}
_HOTLINE = re.compile(r"(?:1[12]\d{3}|1[12]\d)[^,。;、()\s]{0,10}?(?:热线|平台)|数字(?:化)?城管|网络问政")
_SKIPPED = {Kind.FURNITURE: "page_furniture", Kind.ADVERT: "advertisement"}


def extractor_version() -> str:
    """The version that every row carries: of the rules and of the dictionary they read."""
    return f"{EXTRACTOR_VERSION}-{vocabulary_hash()}"


def read_report(
    document_id: str, source_name: str, raw_text: str, manifest: Mapping[str, str] | None = None
) -> ExtractedReport:
    """All rows of a document: header, figures, rates, lists of parts, table cells, and every number refused with its reason."""
    structure = read_structure(clean(raw_text))
    header = read_header(structure, source_name, manifest)
    tables = read_tables(structure)
    reader = _Reader(structure, _period(header), tables.claimed)
    reader.read()
    freezer = Freezer(document_id, structure, extractor_version())
    return freezer.freeze(header, reader, tables)


class _Reader:
    """The state of one reading: what was counted so far, and where."""

    def __init__(self, structure: Structure, period: Period, claimed: list[tuple[int, int]]) -> None:
        self.structure = structure
        self.text = structure.clean.text
        self.period = period
        self.hits = Hits(self.text)
        self.drafts: list[Draft] = []
        self.rates: list[RateDraft] = []
        self.part_lists: list[PartList] = []
        self.refused: list[tuple[int, int, str]] = []
        self.case_measure = ""
        self._totals: list[Draft] = []  # what came in, one count a sentence, for rates far behind it
        self._claimed = sorted(claimed)
        self._claimed_starts = [start for start, _ in self._claimed]
        self._titles = _title_paths(structure)
        heads = [s for s in structure.sentences if s.kind is Kind.HEADING]
        self._hotlines = [(s.start, m.group()) for s in heads for m in _HOTLINE.finditer(self.text, s.start, s.end)]

    def read(self) -> None:
        """Read every sentence in order."""
        previous: Draft | None = None
        for number, sentence in enumerate(self.structure.sentences):
            found = self._read_sentence(number, sentence, previous)
            if not found:
                continue
            last_total = next((d for d in reversed(found) if d.total is None and d.basis == "stated"), None)
            if last_total is not None:
                previous = last_total
            coming_in = next((d for d in found if d.measure in _COMING_IN and d.basis == "stated" and d.measure_from == "own"), None)
            if coming_in is not None and coming_in.scope == "actual":
                if not self.case_measure or coming_in.measure in ("received", "accepted"):
                    self.case_measure = coming_in.measure
                if coming_in.total is None:
                    self._totals.append(coming_in)

    def _read_sentence(self, number: int, sentence: Sentence, previous: Draft | None) -> list[Draft]:
        start, end = sentence.start, sentence.end
        if self._is_claimed(start) and self._is_claimed(end - 1):
            return []
        skipped = _SKIPPED.get(sentence.kind)
        amounts: list[Amount] = []
        percents: list[Amount] = []
        for amount in scan(self.text, start, end):
            if self._is_claimed(amount.number_start):
                continue
            why = skipped or self._refusal(amount)
            if why:
                if not amount.is_chinese or why != skipped:
                    self.refused.append((amount.start, amount.end, why))
            elif amount.unit is not None and amount.unit.kind in _PERCENT_KINDS:
                percents.append(amount)
            else:
                amounts.append(amount)
        if skipped:
            return []
        titles = self._titles[sentence.section] if sentence.section is not None else []
        in_target = is_target_section(titles, self.text[start:end]) if titles else False
        drafts = self._figures(number, sentence, amounts, percents, in_target, titles, previous) if amounts else []
        lists = part_lists(self.text, drafts, self._totals_before(sentence)) if drafts else []
        implied = self._implied(number, sentence, drafts, titles, in_target)
        everything_here = drafts + implied
        rates = self._rates(number, sentence, percents, drafts, in_target) if percents else []
        if rates:
            near = self._near()
            for rate in rates:
                link(self.text, rate, everything_here, near, self._totals)
            link_shares(self.text, [rate for rate in rates if rate.measure == "share"], drafts, near)
        self.drafts += everything_here
        self.rates += rates
        self.part_lists += lists
        return everything_here

    def _near(self) -> list[Draft]:
        """The counts before this sentence that a rate or an `all` may mean: the last ones, and what came in before them."""
        totals = [d for d in self._totals[-8:] if d not in self.drafts[-40:]]
        return totals + self.drafts[-40:]

    def _hotline(self, sentence: Sentence) -> str:
        """The hotline named last before a sentence, at the latest in the report's title (12345政务服务便民热线)."""
        found = ""
        for start, name in self._hotlines:
            if start > sentence.start:
                break
            found = name
        return found

    def _totals_before(self, sentence: Sentence) -> list[Draft]:
        """The counts of the sentence before, in this paragraph or the one above, that are no parts themselves."""
        counted = [d for d in self.drafts[-30:] if d.basis == "stated" and d.total is None and not d.is_difference]
        if not counted or sentence.paragraph - counted[-1].paragraph > 1:
            return []
        return [d for d in counted if d.sentence == counted[-1].sentence or d.paragraph == sentence.paragraph]

    def _is_claimed(self, at: int) -> bool:
        position = bisect_right(self._claimed_starts, at) - 1
        return position >= 0 and at < self._claimed[position][1]

    def _refusal(self, amount: Amount) -> str | None:
        why = reason(self.text, amount)
        if why:
            return why
        unit = amount.unit
        if unit is None:
            return None if self._bare_noun(amount) else "no_unit"
        if unit.kind == "duration" and not _SHORTENED.search(self.text, max(0, amount.start - 12), amount.start):
            return "duration"
        if amount.is_chinese and unit.kind not in _PERCENT_KINDS:
            before = self.text[max(0, amount.start - 8) : amount.start]
            if amount.start == amount.number_start and before.endswith(("几", "数", "若干", "第", "每", "某", "哪", "这", "那", "同", "另", "任何", "上", "下", "各")):
                return "indefinite"
            number = self.text[amount.number_start : amount.number_start + 2]
            if number[0] == "一" and (len(number) < 2 or number[1] not in "百千万十") and amount.value == 1:
                return None if self._is_one_done(amount, before) else "set_phrase"
        return None

    def _is_one_done(self, amount: Amount, before: str) -> bool:
        """Whether 一 counts (召开了一次, 设立公开栏一块), not joins a phrase (一个停车场)."""
        unit = amount.unit
        if unit is not None and unit.kind == "event" and _ONE_DONE.search(before):
            return True
        if unit is not None and unit.kind == "case" and _ONE_CASE.search(before):
            return True
        closes = self.text[amount.end : amount.end + 1] in ",。;、)"
        return closes and before[-1:] not in "统唯专每逐同某第之这那" and _ONE_HELD.search(self.text, max(0, amount.start - 16), amount.start) is not None

    def _bare_noun(self, amount: Amount) -> re.Match[str] | None:
        match = _BARE_NOUN.search(self.text[max(0, amount.start - 14) : amount.start])
        following = self.text[amount.end : amount.end + 1]
        return match if match and following in ("", ",", "。", ";", "、", ")", "\n", " ") else None

    def _figures(
        self, number: int, sentence: Sentence, amounts: list[Amount], percents: list[Amount],
        in_target: bool, titles: list[str], previous: Draft | None,
    ) -> list[Draft]:  # fmt: skip
        text = self.text
        drafts: list[Draft] = []
        ends = sorted(a.end for a in [*amounts, *percents])
        for amount in amounts:
            before = bisect_right(ends, amount.start)
            floor = ends[before - 1] if before else sentence.start
            draft = Draft.of(
                amount, number, sentence.paragraph, sentence.section, segment_start(text, floor, amount.start)
            )
            draft.rule = "figure.chinese" if amount.is_chinese else "figure.arabic"
            if amount.unit is None:
                noun = self._bare_noun(amount)
                words = noun["noun"] if noun else ""
                unit = next((u for cue, u in _BARE_UNITS if cue in words), "件" if words.endswith("件数") else "")
                draft.unit = unit
                draft.unit_kind = units()[unit].kind if unit else ""
            drafts.append(draft)
        place = Place(
            tuple(titles),
            previous if previous and previous.paragraph == sentence.paragraph else None,
            self._hotline(sentence),
            self.case_measure,
        )
        Assigner(text, sentence.start, sentence.end, self.hits, place).assign(drafts)
        last: Draft | None = None
        for draft in drafts:
            draft.scope = scope_of(text, sentence.start, draft.start, draft.number_start, in_target, self.period)
            goes_on = draft.measure == "views" or draft.measure_from == "list"
            if last is not None and last.scope == "recurring" and goes_on and draft.scope == "actual" and draft.start - last.end < 16 and not _BREAKS.search(text[last.end : draft.start]):
                draft.scope = "recurring"
            if last is not None and last.scope == "prior" and not text[last.end : draft.start].strip("、和及与"):
                draft.scope = "prior"
            if (
                last is not None and last.scope == "target" and draft.scope == "actual"
                and not _DONE.search(text, last.end, draft.start)
            ):  # fmt: skip
                draft.scope = "target"
            draft.coverage = coverage_of(text, sentence.start, draft.start)
            last = draft
        return drafts

    def _implied(
        self, number: int, sentence: Sentence, drafts: list[Draft], titles: list[str], in_target: bool
    ) -> list[Draft]:
        text, start, end = self.text, sentence.start, sentence.end
        if in_target:
            return []
        title = titles[-1] if titles else ""
        found = [
            none_draft(said, number, sentence.paragraph, sentence.section) for said in nothing(text, start, end, title)
        ]
        for said in everything(text, start, end):
            found += all_drafts(text, said, drafts, self._near(), number, sentence.paragraph, sentence.section)
        return found

    def _rates(
        self, number: int, sentence: Sentence, percents: list[Amount], drafts: list[Draft], in_target: bool
    ) -> list[RateDraft]:
        text = self.text
        rates: list[RateDraft] = []
        waiting: list[Label] = []
        changed: list[Label] = []  # the rates that the change before was of
        ends = sorted([d.end for d in drafts] + [p.end for p in percents])
        for amount in percents:
            before = bisect_right(ends, amount.start)
            floor = ends[before - 1] if before else sentence.start
            begins = segment_start(text, floor, amount.start)
            segment = text[begins : amount.start]
            named = labels(segment)
            if not named and changed and _SAME_NAME.search(segment) and len(segment) <= 6:
                named = changed[:1]
            changed = names(segment) if named and named[0].measure == "growth" else []
            if "分别" in segment and len(named) > 1:
                named, waiting = named[:1], named[1:]
            elif not named and waiting:
                named, waiting = waiting[:1], waiting[1:]
            if named and named[0].measure == "growth" and rates and rates[-1].label and _REACHES.match(segment):
                named = [Label(rates[-1].label, rates[-1].measure)]
            if not named and rates and rates[-1].label and _REACHES.match(segment):
                named = [Label(rates[-1].label, rates[-1].measure)]
            if not named and rates and (
                not text[rates[-1].end : amount.start].strip("、,和及与 ") or (rates[-1].label and _SAME_NAME.search(segment))
            ):
                named = [Label("", rates[-1].measure, rates[-1].direction)._replace(words=rates[-1].label)]
            if not named:
                named = [self._unnamed(amount, begins, floor, [d for d in drafts if d.end <= amount.start])]
            scope = scope_of(text, sentence.start, amount.start, amount.number_start, in_target, self.period)
            source = next((d for d in reversed(drafts) if d.start < amount.start), None)
            if source is not None and source.scope == "target" and scope == "actual" and not _DONE.search(segment):
                scope = "target"
            for nth, label in enumerate(named):
                rates.append(self._rate(amount, label, nth, number, sentence, begins, scope, source))
                rates[-1].is_shared = len(named) > 1
        return rates

    def _unnamed(self, amount: Amount, begins: int, floor: int, drafts: list[Draft]) -> Label:
        """The name of a percentage that has none in its clause."""
        text = self.text
        if amount.is_chinese and not text.startswith("百分之", amount.number_start):
            return Label("", "share")
        if text[amount.end : amount.end + 1] == "的" or (
            "\u4e00" <= text[amount.end : amount.end + 1] <= "\u9fff" and text[amount.end : amount.end + 1] not in "以左右,为是"
        ):
            return Label("", "coverage")
        if text[begins - 1 : begins] == "(" and drafts and text[drafts[-1].end : begins] == "(" and text[amount.end : amount.end + 1] == ")":
            return Label("", _RATE_OF.get(drafts[-1].measure, "share"))
        wider = labels(text[floor : amount.start])
        return wider[-1] if wider else Label("", "other_rate")

    def _rate(
        self, amount: Amount, label: Label, nth: int, number: int, sentence: Sentence, begins: int, scope: str, source: Draft | None
    ) -> RateDraft:
        written = self.text[amount.number_start : amount.number_end]
        fraction = re.search(r"\.(\d+)", written)
        unit_kind = amount.unit.kind if amount.unit else "percent"
        matter = source.matter if source is not None else noun_phrase(self.text[begins : amount.start].split(label.words or "占")[0])
        return RateDraft(
            amount.start, amount.end, amount.number_start, amount.value, len(fraction[1]) if fraction else 0,
            amount.low, amount.high, amount.qualifier, "point" if unit_kind == "point" else "percent",
            label.measure, label.words, number, sentence.paragraph, sentence.section, begins, nth, direction=label.direction,
            matter=matter, channel=source.channel if source is not None else "", scope=scope,
            coverage=coverage_of(self.text, sentence.start, amount.start), rule=f"rate.{'named' if label.words else label.measure}",
        )  # fmt: skip


def _period(header: Header) -> Period:
    """The period that figures without a date of their own are about."""
    start, end = header.period_start, header.period_end
    if start is None or end is None or start.year != end.year or end.month - start.month == 11:
        return Period(header.report_year)
    return Period(header.report_year, start.month, end.month)


def _title_paths(structure: Structure) -> list[list[str]]:
    """For every section its title with the titles above it, outermost first."""
    paths: list[list[str]] = []
    open_sections: list[tuple[int, str]] = []
    for section in structure.sections:
        while open_sections and open_sections[-1][0] >= section.level:
            open_sections.pop()
        open_sections.append((section.level, section.title))
        paths.append([title for _, title in open_sections])
    return paths
