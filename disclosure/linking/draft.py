"""Figures and rates while a report is read: what is known so far, before they are frozen into rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.extraction.quantity import Amount

CASE_STAGES = ("received", "accepted", "collected", "filed", "referred", "handled", "closed", "replied")
"""The stages that a case runs through, in order; a rate's denominator stands before its numerator."""

CAME_IN = frozenset({"received", "accepted"})
INTAKE = CAME_IN | {"collected"}
"""How cases come in; those that are collected were looked for."""
COMING_IN = INTAKE | {"filed"}
DOWNSTREAM = frozenset(CASE_STAGES) - INTAKE
"""What is done with cases once they came in."""
ENDED = frozenset({"handled", "closed", "replied"})
"""The stages at which a case may have come to its end."""
LEFT_OVER = frozenset({"pending", "overdue"})
CARRIED = frozenset({"carried_in", "carried_out", "carried_over"})
NOT_DONE = LEFT_OVER | CARRIED
REMEDIES = frozenset({"review_filed", "litigation_filed"})

INHERITED = frozenset({"list", "noun", "section", "clause"})
"""Where a measure is from that no verb of the count's own tells (Draft.measure_from)."""

OUTCOMES = frozenset(
    {"granted", "partially_granted", "not_disclosed", "not_available", "not_processed", "other_outcome"}
)
"""What may become of a request."""

UPSTREAM = ("received", "accepted", "collected", "filed", "referred", "carried_in")


@dataclass(slots=True, eq=False)
class Draft:
    """A figure in the making. Offsets are of the clean text."""

    start: int
    end: int
    number_start: int
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    unit_kind: str
    unit_as_written: str
    qualifier: str
    sentence: int
    paragraph: int
    section: int | None
    segment_start: int  # where its own words begin
    basis: str = "stated"
    measure: str = "other"
    measure_from: str = "unit"  # own, right, list, clause, noun, section, unit
    event: str = ""  # the word that gave the measure
    words: str = ""  # its own words, as they stand before the number
    is_due: bool = False  # what should have been done (应办结)
    is_difference: bool = False  # a change against another count (比上年增加20件)
    is_minus: bool = False  # whether a minus is written before it
    matter: str = ""
    own_matter: bool = False
    channel: str = ""
    own_channel: bool = False
    subject: str = ""
    scope: str = "actual"
    coverage: str = "own"
    total: Draft | None = None
    group: str = ""  # the id of the list of parts it stands in
    rule: str = ""
    terms: tuple[tuple[int, Draft], ...] = ()  # of a count that is not printed: the printed ones with their signs

    @property
    def is_case(self) -> bool:
        """Whether it counts cases at some stage."""
        return self.measure in CASE_STAGES

    @classmethod
    def of(cls, amount: Amount, sentence: int, paragraph: int, section: int | None, segment_start: int) -> Draft:
        """A figure from an amount read in a sentence."""
        unit = amount.unit
        return cls(
            amount.start, amount.end, amount.number_start, amount.value, amount.low, amount.high,
            unit.base if unit else "", unit.kind if unit else "", amount.unit_as_written, amount.qualifier,
            sentence, paragraph, section, segment_start,
        )  # fmt: skip


@dataclass(slots=True, eq=False)
class RateDraft:
    """A stated rate in the making."""

    start: int
    end: int
    number_start: int
    pct: Decimal
    decimals: int
    low: Decimal
    high: Decimal
    qualifier: str
    kind: str  # percent, point
    measure: str
    label: str  # the rate's name as written: 按期办结率; '' where it has none
    sentence: int
    paragraph: int
    section: int | None
    segment_start: int
    nth: int = 0  # of several rates that share one percentage
    is_shared: bool = False  # whether another rate has the same percentage
    is_carried: bool = False  # whether it has its name from a list and says only whose it is (甲镇98%、乙镇97%)
    direction: int = 1
    is_minus: bool = False  # whether a minus is written before it, which tells the fall
    formula: str = "ratio"
    matter: str = ""
    channel: str = ""
    scope: str = "actual"
    coverage: str = "own"
    numerator: Draft | None = None
    denominator: Draft | None = None
    link_basis: str | None = None
    rule: str = ""


@dataclass(slots=True, eq=False)
class PartList:
    """Figures that are parts of a total, and how the text introduces them."""

    heads: list[Draft]  # the counts that may be the total, nearest first
    parts: list[Draft] = field(default_factory=list)
    is_complete: bool = False
    cue: str = ""
    total: Draft | None = None  # the one that is
    is_doubtful: bool = False  # whether another than the nearest may as well be it
    is_counted: bool = False  # whether it names as many bodies as its total is told to be of
