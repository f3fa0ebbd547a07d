"""Reading one report: from its raw text to all its rows. Pure: the same text gives the same rows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disclosure import EXTRACTOR_VERSION
from disclosure.extraction.grid import Grid, find_grids
from disclosure.extraction.header import read_header
from disclosure.extraction.quantity import Amount, number_starts, scan
from disclosure.extraction.refusal import PERCENT_KINDS, refusal
from disclosure.extraction.statement import cues, everything, nothing
from disclosure.extraction.table import NOT_UNDERSTOOD, read_tables
from disclosure.linking.assign import Assigner
from disclosure.linking.beside import Beside
from disclosure.linking.by_shares import told_by_shares
from disclosure.linking.by_sum import stage_by_share, stage_by_sum
from disclosure.linking.came_in import tells_of_some
from disclosure.linking.cells import Setting, read_cells
from disclosure.linking.columns import link_cells
from disclosure.linking.counts import link
from disclosure.linking.draft import COMING_IN, Draft, PartList, RateDraft
from disclosure.linking.freeze import Freezer
from disclosure.linking.implied import all_drafts, none_draft
from disclosure.linking.led import led_and_joined
from disclosure.linking.lexicon import Hits
from disclosure.linking.parts import part_lists
from disclosure.linking.phrase import segment_start
from disclosure.linking.place import Place
from disclosure.linking.planned import Plans
from disclosure.linking.rating import rate_drafts
from disclosure.linking.rest import rests_of
from disclosure.linking.same_words import link_same_words
from disclosure.linking.scope import Period, is_plain
from disclosure.linking.shares import link_shares
from disclosure.linking.told_after import lists_told_after
from disclosure.linking.told_later import link_to_later
from disclosure.linking.twins import link_twins
from disclosure.linking.unit import unit_understood
from disclosure.linking.when import period_of, place_in_time
from disclosure.linking.years import tell_by_years
from disclosure.rows import ExtractedReport
from disclosure.text import Kind, Sentence, Structure, clean, read_structure
from disclosure.vocabulary import vocabulary_hash

_CALLS = frozenset({"通", "次", "人次"})
"""In what calls and visits are counted, of which those that became cases are told apart."""
_RATES_BACK = 40
"""How many rates before a sentence it may point back to."""
_TOTALS_BACK = 40
"""How many counts before a list are looked at for its total."""
_INTRODUCES = 2
"""How many sentences before a small table may say what it counts."""
_HOTLINE = re.compile(r"(?:1[12]\d{3}|1[12]\d)[^,。;、()\s]{0,10}?(?:热线|平台)|数字(?:化)?城管|网络问政")
_NUMBERED = re.compile(r"\s?[(]?[一二三四五六七八九十\d]{1,3}[、.)]")
_OTHER_BUSINESS = re.compile(r"依申请公开|信息公开|复议|诉讼|应诉|建议|提案|议案|收费")
"""Titles of what no hotline takes in, whichever heading stood before."""
_OF_CASES = re.compile(r"受理|办理|办结|诉求|工单|热线|来电|分类|类别|情况|满意|回访|热点|数据|区域|趋势|质量|时效")
"""Titles under which cases are still those of the hotline that a heading before them named."""
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
    reader = _Reader(structure, period_of(header, structure.clean.text), tables.claimed)
    reader.read()
    freezer = Freezer(document_id, structure, extractor_version())
    return freezer.freeze(header, reader, tables)


class _Told(NamedTuple):
    """A sentence that may state something: its place, its counts and percentages, and whether it may say none or all."""

    number: int
    sentence: Sentence
    amounts: list[Amount]
    percents: list[Amount]
    has_cue: bool
    unread: Sequence[int] = ()  # where numbers may begin that were left for later


class _Reader:
    """The state of one reading: what was counted so far, and where."""

    def __init__(self, structure: Structure, period: Period, claimed: list[tuple[int, int]]) -> None:
        self.structure = structure
        self.text = structure.clean.text
        self.period = period
        self.drafts: list[Draft] = []
        self.rates: list[RateDraft] = []
        self.part_lists: list[PartList] = []
        self.refused: list[tuple[int, int, str]] = []
        self.refused_tables: list[tuple[int, int, str]] = []
        self.case_measure = ""
        self._totals: list[Draft] = []  # what came in, one count a sentence, for rates far behind it
        self._claimed = sorted(claimed)
        self._claimed_starts = [start for start, _ in self._claimed]
        self._titles = structure.title_paths()
        self._plans = Plans(self.text, structure.sections, period.year)
        heads = [s for s in structure.sentences if s.kind is Kind.HEADING]
        self._hotlines = [(s.start, m.group()) for s in heads for m in _HOTLINE.finditer(self.text, s.start, s.end)]
        is_title = self._hotlines and self._hotlines[0][0] < heads[0].end
        numbered = is_title and _NUMBERED.match(self.text, heads[0].start)
        self._titled = self._hotlines[0][1] if is_title and not numbered else ""  # the hotline that the report is of

    def read(self) -> None:
        """Read every sentence in order."""
        previous: Draft | None = None
        grids = find_grids(self.structure, self._is_claimed)
        last_of_grid = -1
        for told in self._told(grids):
            if told.number in grids and self._read_grid(grids[told.number]):
                last_of_grid = grids[told.number].last
            if told.number <= last_of_grid:
                continue
            found = self._read_sentence(told, previous)
            stated = [d for d in found if d.basis == "stated"]
            previous = _told_last(self.text, stated, previous)
            coming_in = next((d for d in stated if d.measure in COMING_IN and d.measure_from == "own"), None)
            if coming_in is not None and coming_in.scope == "actual":
                is_of_cases = coming_in.unit not in _CALLS and coming_in.measure in ("received", "accepted")
                if not self.case_measure or (
                    is_of_cases and not tells_of_some(self.text, told.sentence.start, coming_in)
                ):
                    self.case_measure = coming_in.measure
                if coming_in.total is None:
                    self._totals.append(coming_in)
            # 收到3812件,其中依法受理3147件: what was closed may be told of either
            self._totals += [
                d for d in stated if d.measure == "accepted" and d.total is not None and _is_stage_of(d, d.total)
            ]
        link_to_later(self.text, self.rates, self.drafts)
        link_same_words(self.text, self.rates)
        headings = {n for n, sentence in enumerate(self.structure.sentences) if sentence.kind is Kind.HEADING}
        link_twins(self.text, self.rates, headings)

    def _told(self, grids: Mapping[int, Grid]) -> list[_Told]:
        """The sentences that may state something, with their numbers; the numbers that are no figures are refused. The rows
        of small tables are left for later, since a table is read as a whole.

        A loop of its own before any figure is looked at: the same few patterns over and over are quicker than in turn
        with all the others.
        """
        told: list[_Told] = []
        rows = {number for grid in grids.values() for number in range(grid.first, grid.last + 1)}
        starts, said = number_starts(self.text), cues(self.text)
        next_start = next_cue = 0
        for number, sentence in enumerate(self.structure.sentences):
            start, next_start = next_start, bisect_left(starts, sentence.end, next_start)
            cue, next_cue = next_cue, bisect_left(said, sentence.end, next_cue)
            if number in rows and sentence.kind not in _SKIPPED:
                told.append(_Told(number, sentence, [], [], cue < next_cue, starts[start:next_start]))
                continue
            if start == next_start and cue == next_cue:
                continue
            if self._claimed and self._is_claimed(sentence.start) and self._is_claimed(sentence.end - 1):
                continue
            amounts, percents = self._numbers(sentence, starts[start:next_start])
            if sentence.kind not in _SKIPPED and (amounts or percents or cue < next_cue):
                told.append(_Told(number, sentence, amounts, percents, cue < next_cue))
        return told

    def _numbers(self, sentence: Sentence, starts: Sequence[int]) -> tuple[list[Amount], list[Amount]]:
        """The counts and the percentages of a sentence."""
        amounts: list[Amount] = []
        percents: list[Amount] = []
        skipped = _SKIPPED.get(sentence.kind)
        for amount in scan(self.text, starts, sentence.end):
            if self._claimed and self._is_claimed(amount.number_start):
                continue
            why = skipped or refusal(self.text, amount)
            if why:
                if not amount.is_chinese or why != skipped:
                    self.refused.append((amount.start, amount.end, why))
            elif amount.unit is not None and amount.unit.kind in PERCENT_KINDS:
                percents.append(amount)
            else:
                amounts.append(amount)
        return amounts, percents

    def _read_sentence(self, told: _Told, previous: Draft | None) -> list[Draft]:
        number, sentence, amounts, percents, has_cue, unread = told
        if unread:
            amounts, percents = self._numbers(sentence, unread)
        titles = self._titles[sentence.section] if sentence.section is not None else []
        in_target = self._plans.cover(sentence.section, sentence.start, self.text[sentence.start : sentence.end])
        drafts = self._figures(number, sentence, amounts, percents, in_target, titles, previous) if amounts else []
        lists: list[PartList] = []
        if drafts:
            led = led_and_joined(self.text, drafts)
            within = {id(part) for part_list in led for part in part_list.parts}
            told_apart = [d for d in drafts if id(d) not in within] if led else drafts
            lists = led + part_lists(self.text, told_apart, lambda: self._totals_before(sentence))
            lists += lists_told_after(self.text, drafts)
            stage_by_sum(self.text, drafts, self._near)
        rests_of(self.text, drafts, lambda: self._totals_before(sentence))
        implied = self._implied(number, sentence, drafts, titles, in_target) if has_cue else []
        everything_here = drafts + implied
        if percents:
            rates = rate_drafts(
                self.text, number, sentence, percents, drafts, in_target, self.period, self.rates[-_RATES_BACK:]
            )
            near, here = self._near(), Beside(drafts, implied)
            for place, rate in enumerate(rates):
                link(self.text, rate, here(rate.start), near, self._totals, rates[max(0, place - _RATES_BACK) : place])
            shares = [rate for rate in rates if rate.measure == "share"]
            link_shares(self.text, shares, drafts, near, self.rates[-_RATES_BACK:])
            stage_by_share(drafts, shares)
            lists = told_by_shares(lists, drafts, shares)
            self.rates += rates
        self.drafts += everything_here
        self.part_lists += lists
        return everything_here

    def _read_grid(self, grid: Grid) -> bool:
        """Read a small table as a whole; False where its labels do not say what its numbers are."""
        sentences = self.structure.sentences
        sentence = sentences[grid.first]
        titles = self._titles[sentence.section] if sentence.section is not None else []
        above = [
            s for s in sentences[max(0, grid.first - _INTRODUCES) : grid.first]
            if s.section == sentence.section or s.kind is Kind.HEADING
        ]  # fmt: skip
        intro = tuple(self.text[s.start : s.end] for s in reversed(above))
        near = self._near()
        setting = Setting(
            intro, tuple(titles), self.period, self._plans.cover(sentence.section, sentence.start, "".join(intro)),
            self.case_measure,
            self._hotline(sentence), near,
        )  # fmt: skip
        reading = read_cells(self.text, sentences, grid, setting)
        if reading is None:
            self.refused_tables.append((sentence.start, sentences[grid.last].end, NOT_UNDERSTOOD))
            return False
        link_cells(self.text, reading, near)
        self.drafts += [draft for _, draft in reading.counts]
        self.rates += [rate for _, _, rate in reading.rates]
        self.part_lists += reading.lists
        self.refused += reading.refused
        return True

    def _near(self) -> list[Draft]:
        """The counts before this sentence that a rate or an `all` may mean: the last ones, and what came in before them."""
        return [*(d for d in self._totals[-8:] if d not in self.drafts[-40:]), *self.drafts[-40:]]

    def _hotline(self, sentence: Sentence) -> str:
        """The hotline named last before a sentence, at the latest in the title; none in a section about other ways in."""
        found = ""
        for start, name in self._hotlines:
            if start > sentence.start:
                break
            found = name
        titles = self._titles[sentence.section] if sentence.section is not None and found else []
        if not titles or found in titles[-1]:
            return found
        of_it = found == self._titled or any(found in title for title in titles) or _OF_CASES.search(titles[-1])
        return found if of_it and _OTHER_BUSINESS.search(titles[-1]) is None else ""

    def _totals_before(self, sentence: Sentence) -> list[Draft]:
        """The counts of the sentence before, in this paragraph or the one above, that are no parts themselves; paragraphs
        that hold nothing but the parts of one count are passed over, since the next may tell it apart in another way."""
        before = [d for d in self.drafts[-_TOTALS_BACK:] if d.basis == "stated" and not d.is_difference]
        counted = [d for d in before if d.total is None or d.total.coverage == "cumulative"]
        if not counted:
            return []
        behind = [d for d in before if d.sentence > counted[-1].sentence]
        nearest = behind[-1].paragraph if behind and behind[-1].total is counted[-1] else counted[-1].paragraph
        if sentence.paragraph - nearest > 1:
            return []
        return [d for d in counted if d.sentence == counted[-1].sentence or d.paragraph == sentence.paragraph]

    def _is_claimed(self, at: int) -> bool:
        position = bisect_right(self._claimed_starts, at) - 1
        return position >= 0 and at < self._claimed[position][1]

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
                draft.unit, draft.unit_kind = unit_understood(text, amount, drafts)
            drafts.append(draft)
        before = previous if previous and previous.paragraph == sentence.paragraph else None
        place = Place(tuple(titles), before, self._hotline(sentence), self.case_measure)
        Assigner(text, sentence.start, sentence.end, Hits(text, sentence.start, sentence.end), place).assign(drafts)
        if in_target or not is_plain(text, sentence.start, sentence.end, self.period):
            place_in_time(text, sentence.start, drafts, in_target, self.period)
        tell_by_years(text, sentence.start, sentence.end, drafts, self.period)
        return drafts

    def _implied(
        self, number: int, sentence: Sentence, drafts: list[Draft], titles: list[str], in_target: bool
    ) -> list[Draft]:
        text, start, end = self.text, sentence.start, sentence.end
        if in_target:
            return []
        denied = nothing(text, start, end, titles[-1] if titles else "")
        found = [none_draft(said, number, sentence.paragraph, sentence.section) for said in denied]
        for said in everything(text, start, end):
            found += all_drafts(text, said, drafts, self._near(), number, sentence.paragraph, sentence.section)
        return found


def _is_stage_of(draft: Draft, total: Draft) -> bool:
    """Whether a count is what was accepted of all that came in, and no kind of it."""
    return total.measure in ("received", "review_filed") and draft.measure_from == "own" and draft.scope == "actual"


def _told_last(text: str, stated: Sequence[Draft], before: Draft | None) -> Draft | None:
    """The count of a sentence that the next one goes on with: the last that is no part, the one whose kinds it names behind
    其中, or the one before it that it only tells apart."""
    wholes = [d for d in stated if d.total is None and not d.is_difference]
    alike = before is not None and len(wholes) > 2 and all(d.unit == before.unit for d in wholes)
    if before is not None and alike and sum(d.value for d in wholes) == before.value:
        return before
    for whole in reversed(wholes[:-1]):
        last = wholes[-1]
        if whole.is_case and last.is_case and whole.value > last.value and "其中" in text[whole.end : last.start]:
            return whole
    return wholes[-1] if wholes else before
