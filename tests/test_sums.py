"""What adds up is read as it adds up: no percentage is put on counts that its sentence does not say it is of."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

import pytest
from sums import Told, funnels, report

from disclosure.reading import read_report
from disclosure.rows import ExtractedReport

SEEDS = range(24)
TEXTS_A_SEED = 25


def counts_of(reading: ExtractedReport) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """Of each percentage, in order: as it is printed, and the two counts that it was put on."""
    values = {figure.activity_id: figure.value for figure in reading.figures}

    def value(single: str | None, terms: str | None) -> Decimal | None:
        if single is not None:
            return values[single]
        signed = [(term[0], values[term[1:]]) for term in (terms or "").split()]
        return sum((amount if sign == "+" else -amount for sign, amount in signed), Decimal(0)) if signed else None

    rates = sorted(reading.rates, key=lambda rate: rate.char_start)
    return [
        (
            rate.quote,
            value(rate.numerator_activity_id, rate.numerator_terms),
            value(rate.denominator_activity_id, rate.denominator_terms),
        )
        for rate in rates
    ]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("tell", [report, funnels])
def test_each_percentage_stands_on_the_counts_that_it_was_made_of(
    tell: Callable[[random.Random], Told], seed: int
) -> None:
    source = random.Random(seed)
    for _ in range(TEXTS_A_SEED):
        told = tell(source)
        assert counts_of(read_report("", "", told.text)) == [tuple(share) for share in told.shares], told.text


@pytest.mark.parametrize("seed", SEEDS)
def test_a_complete_list_that_adds_up_is_no_other_list(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(TEXTS_A_SEED):
        told = report(source)
        reading = read_report("", "", told.text)
        values = {figure.activity_id: figure.value for figure in reading.figures}
        lists: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
        for part in reading.parts:
            if part.is_complete:
                lists[part.group_id, part.total_activity_id].append(values[part.part_activity_id])
        assert [(g, t) for (g, t), parts in lists.items() if sum(parts) != values[t]] == [], told.text
