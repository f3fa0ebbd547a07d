"""What reading passes over holds nothing: every quick look that saves a slow one is held against the slow one, for
every phrase of the corpus and every report. Who adds a rule and forgets its cue finds out here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from corpus_cases import cases

from disclosure.extraction import nonfigure, quantity, rate, statement
from disclosure.extraction.quantity import PATTERN, Amount, number_starts, scan
from disclosure.linking import difference, scope
from disclosure.linking.coverage import coverage_of
from disclosure.linking.scope import Period
from disclosure.rule_coverage import texts
from disclosure.text import Structure, clean, read_structure

REPORTS = Path(__file__).parent / "reports" / "dev"
ALONE = re.compile(rf"百分之|[{quantity.CHINESE}]+|\d+")
"""Where a number may begin, without asking what follows."""


@cache
def structures() -> tuple[Structure, ...]:
    """Every phrase and report, made ready for reading."""
    said = [*(case.text for case in cases()), *(text for _, text in texts([REPORTS]))]
    return tuple(read_structure(clean(text)) for text in said)


def sentences(places: Callable[[str], list[int]] = lambda _: []) -> Iterator[tuple[str, int, int, list[int]]]:
    """Every sentence, in its text, with those of the text's places that lie in it."""
    for structure in structures():
        text = structure.clean.text
        found = places(text)
        for sentence in structure.sentences:
            yield text, sentence.start, sentence.end, [at for at in found if sentence.start <= at < sentence.end]


def numbers() -> Iterator[tuple[str, int, Amount]]:
    """Every number, with its text and the beginning of its sentence."""
    for text, start, end, starts in sentences(number_starts):
        for amount in scan(text, starts, end):
            yield text, start, amount


def test_no_number_begins_elsewhere() -> None:
    for text, start, end, known in sentences(number_starts):
        behind = start
        for candidate in ALONE.finditer(text, start, end):
            if candidate.start() < behind:
                continue
            match = PATTERN.match(text, candidate.start(), end)
            behind = match.end() if match else candidate.end()
            assert match is None or match.start() in known, text[start:end]


def test_the_gates_of_rules_shut_out_none_that_holds() -> None:
    for text, _, amount in numbers():
        before = text[max(0, amount.number_start - nonfigure.WINDOW) : amount.number_start]
        number = text[amount.number_start : amount.number_end]
        after = text[amount.number_end : amount.number_end + nonfigure.WINDOW]
        kind = amount.unit.kind if amount.unit else None
        holding = (rule.name for rule in nonfigure.RULES if holds(rule, kind, amount.is_chinese, number, before, after))
        assert nonfigure.reason(text, amount) == next(holding, None), f"{before}|{number}|{after}"


def holds(rule: nonfigure.Rule, kind: str | None, chinese: bool, number: str, before: str, after: str) -> bool:
    """Whether a rule refuses a number, by all of its tests."""
    if rule.unit_kinds is not None and (kind not in rule.unit_kinds if rule.unit_kinds else kind is not None):
        return False
    if rule.chinese is not None and rule.chinese != chinese:
        return False
    if rule.number is not None:
        matches = rule.number.match if rule.number.pattern.endswith("$") else rule.number.fullmatch
        if not matches(number):
            return False
    return (rule.before is None or rule.before.search(before) is not None) and (
        rule.after is None or rule.after.match(after) is not None
    )


def test_a_plain_sentence_has_neither_another_time_nor_another_reach() -> None:
    of_a_year = Period(2015)
    passed_over = 0
    for text, start, amount in numbers():
        end = text.find("\n", amount.end)
        if scope.is_plain(text, start, end if end >= 0 else len(text), of_a_year):
            passed_over += 1
            found = scope.scope_of(text, start, amount.start, amount.number_start, False, of_a_year)
            assert (found, coverage_of(text, start, amount.start)) == ("actual", "own"), text[start : amount.end]
    assert passed_over


def test_a_sentence_without_a_cue_says_neither_none_nor_all() -> None:
    patterns = (
        *(statement._NONE, statement._NONE_AFTER),
        *(statement._ALL, statement._DONE, statement._EACH, statement._GRANTED),
        *(statement._VERB_FIRST, statement._NOUN_FIRST),
    )
    for text, start, end, cues in sentences(statement.cues):
        said = any(pattern.search(text, start, end) for pattern in patterns)
        assert cues or not (said or statement._BARE.match(text[start:end].strip())), text[start:end]
        if not statement._DENIAL.search(text, start, end):
            assert statement._NONE_AFTER.search(text, start, end) is None, text[start:end]
        if not statement._EVERY_CUE.search(text, start, end):
            of_all = (
                statement._ALL,
                statement._GRANTED,
                statement._OPENED,
                statement._VERB_FIRST,
                statement._NOUN_FIRST,
            )
            assert not any(pattern.search(text, start, end) for pattern in of_all), text[start:end]
        if not statement._WHOLE.search(text, start, end):
            assert statement._VERB_FIRST.search(text, start, end) is None, text[start:end]


def test_a_change_ends_as_its_cue_says() -> None:
    for text, start, amount in numbers():
        before = text[start : amount.start]
        if difference._COMPARISON.search(before) or difference._CHANGE.search(before):
            assert before[-1] in difference._ENDS_CHANGE, before
        growth = rate._GROWTH.search(before)
        if growth and (growth["fall"] or growth["rise"]):
            assert rate._CHANGE.search(before), before
