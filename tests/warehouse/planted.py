"""Tables in which all identities hold, errors planted in them, and what must be found: worked out here, without SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from itertools import groupby, product
from random import Random
from typing import NamedTuple

from printed_forms import indicators, local
from table_texts import REMEDY_COLUMNS, REMEDY_ROWS, REQUEST_COLUMNS, Printed, Table, remedies, requests

from disclosure.extraction.table.forms import form
from disclosure.vocabulary import rows

Values = dict[tuple[str, str], Decimal]  # by row and column
TABLES_FOR_EACH = 10


class Rule(NamedTuple):
    """An identity of a form with all of its parts; `total` is empty where each cell is looked at by itself."""

    code: str
    form: str
    kind: str
    relation: str
    total: str
    parts: tuple[tuple[str, int], ...]


class Case(NamedTuple):
    """A printed table, and what must be found in it: the comparisons that fail, and the cell in which all of it meets."""

    what: str
    form: str
    table: Table
    fails: frozenset[str]
    meets_in: tuple[str, str, Decimal] | None  # row, column, the value that would satisfy everything


@cache
def rules() -> tuple[Rule, ...]:
    """The identities of all forms."""

    def key(r: dict[str, str]) -> tuple[str, ...]:
        return r["identity_code"], r["table_code"], r["kind"], r["relation"], r["total_code"]

    return tuple(
        Rule(*group, tuple((r["part_code"], int(r["sign"] or 1)) for r in members))
        for group, members in groupby(rows("identity"), key=key)
    )


def cases() -> Iterator[Case]:
    """For each form tables without an error, and for each identity as many in which it is broken."""
    for code in dict.fromkeys(rule.form for rule in rules()):
        for number in range(TABLES_FOR_EACH):
            random = Random(f"{code} {number}")
            yield _case(f"{code}, all true, {number}", code, _true(code, random, with_subtotals=number % 2 == 1))
    for rule in rules():
        for number in range(TABLES_FOR_EACH):
            random = Random(f"{rule} {number}")
            values = _true(rule.form, random, with_subtotals=rule.code == "T3-4")
            _break(rule, values, random)
            yield _case(f"{rule.form}, {rule.code} {rule.total}, {number}", rule.form, values)


def _case(what: str, code: str, values: Values) -> Case:
    return Case(what, code, _PRINT[code](values), _failing(code, values), _meets_in(code, values))


def _sums(rule: Rule, values: Values) -> Iterator[tuple[str, Decimal, Decimal, list[tuple[str, str]]]]:
    """For each line of a table: the line, the total, what its parts add up to, and the cells that take part."""
    lines = {column if rule.kind == "column" else row for row, column in values}
    for line in sorted(lines):

        def place(item: str, line: str = line) -> tuple[str, str]:
            return (item, line) if rule.kind == "column" else (line, item)

        cells = [place(rule.total), *(place(part) for part, _ in rule.parts)]
        if cells[0] in values:
            added = sum((sign * values[place(part)] for part, sign in rule.parts), Decimal())
            yield line, values[cells[0]], added, cells


def _failing(code: str, values: Values) -> frozenset[str]:
    """Every comparison that fails, as identity, total and line, or as identity, row and column."""
    failing = set()
    for rule in rules():
        if rule.form != code:
            continue
        if rule.kind == "cell":
            wrong = [place for place, value in values.items() if value < 0 or value % 1]
            failing |= {f"{rule.code} {row} {column}" for row, column in wrong}
            continue
        for line, total, added, _ in _sums(rule, values):
            if total < added if rule.relation == "at_least" else total != added:
                failing.add(f"{rule.code} {rule.total} {line}")
    return frozenset(failing)


def _meets_in(code: str, values: Values) -> tuple[str, str, Decimal] | None:
    """The one cell, and the one value for it, with which every sum of the table would hold."""
    sums = [
        (total - added, cells, [-1, *(sign for _, sign in rule.parts)])
        for rule in rules()
        if rule.form == code and rule.relation == "equals"
        for _, total, added, cells in _sums(rule, values)
    ]
    wrong = [one for one in sums if one[0]]
    if not wrong or any(f.startswith(("S7", "L5")) for f in _failing(code, values)):
        return None
    missing, cells, signs = wrong[0]
    found = []
    for place, sign in zip(cells, signs, strict=True):
        instead = values[place] + sign * missing
        if instead >= 0 and not any(
            rule.relation == "equals" and total != added
            for rule in rules()
            if rule.form == code and rule.kind != "cell"
            for _, total, added, _ in _sums(rule, values | {place: instead})
        ):
            found.append((*place, instead))
    return found[0] if len(found) == 1 else None


def _break(rule: Rule, values: Values, random: Random) -> None:
    """One cell that takes part in the identity is written wrong."""
    if rule.kind == "cell":
        place = random.choice(sorted(values))
        values[place] = -1 - values[place] if random.random() < 0.5 else values[place] + Decimal("0.5")
        return
    _, total, _, cells = random.choice(list(_sums(rule, values)))
    if rule.relation == "at_least":
        values[cells[1]] = total + random.randint(1, 5)
    elif random.random() < 0.5:
        values[cells[0]] = total + random.randint(1, 9)
    else:
        place = random.choice(cells[1:])
        values[place] += random.randint(1, 9)


def _true(code: str, random: Random, with_subtotals: bool) -> Values:
    return {"t3_2019": _true_requests, "t3_2021": _true_requests, "t4": _true_remedies}.get(code, _true_list)(
        code, random, with_subtotals
    )


def _true_requests(code: str, random: Random, with_subtotals: bool) -> Values:
    """表三: outcomes for each kind of applicant, then what follows from them."""
    values: Values = {}
    groups = {
        rule.total: [part for part, _ in rule.parts] for rule in rules() if (rule.form, rule.code) == (code, "T3-4")
    }
    outcomes = next(rule.parts for rule in rules() if (rule.form, rule.code) == (code, "T3-2"))
    for column in REQUEST_COLUMNS[:-1]:
        for outcome, _ in outcomes:
            values[outcome, column] = Decimal(random.choice((0, 0, 0, random.randint(1, 30))))
        values["closed", column] = sum((values[outcome, column] for outcome, _ in outcomes), Decimal())
        values["carried_in", column] = Decimal(random.randint(0, int(values["closed", column])))
        values["carried_out", column] = Decimal(random.randint(0, 4))
        values["received", column] = (
            values["closed", column] + values["carried_out", column] - values["carried_in", column]
        )
        if with_subtotals:
            for total, members in groups.items():
                values[total, column] = sum((values[member, column] for member in members), Decimal())
    for row in {row for row, _ in values}:
        values[row, "total"] = sum((values[row, column] for column in REQUEST_COLUMNS[:-1]), Decimal())
    return values


def _true_remedies(_code: str, random: Random, _with_subtotals: bool) -> Values:
    """表四."""
    values = {place: Decimal(random.randint(0, 6)) for place in product(REMEDY_ROWS, REMEDY_COLUMNS[:-1])}
    for row in REMEDY_ROWS:
        values[row, "total"] = sum((values[row, column] for column in REMEDY_COLUMNS[:-1]), Decimal())
    return values


def _true_list(code: str, random: Random, _with_subtotals: bool) -> Values:
    """Indicators below each other: parts first, then their totals, which may be parts themselves."""
    columns = ("value",) if code == "indicators_2014" else ("this_period", "year_to_date")
    table = indicators({}) if code == "indicators_2014" else local({})
    values: Values = {}
    for column in columns:
        for row in table:
            if row.code:
                values[row.code, column] = Decimal(random.randint(0, 40))
        # from the innermost sums outwards
        of_form = [rule for rule in rules() if rule.form == code and rule.kind == "column"]
        for rule in reversed(of_form):
            if rule.relation == "equals" and rule.code != "L4":
                values[rule.total, column] = sum((values[part, column] for part, _ in rule.parts), Decimal())
        for rule in of_form:
            if rule.relation == "at_least":
                values[rule.total, column] += sum((values[part, column] for part, _ in rule.parts), Decimal())
        if code == "local":
            values["pending", column] = Decimal(random.randint(0, int(values["requests", column])))
            values["answered", column] = values["requests", column] - values["pending", column]
    return values


def _printed_requests(year: int) -> Callable[[Values], Table]:
    def table(values: Values) -> Table:
        """表三 as printed, with a row for each subtotal that there is."""
        of_rows = {
            row: " ".join(str(values[row, column]) for column in REQUEST_COLUMNS) for row in {row for row, _ in values}
        }
        printed = requests(year, of_rows)
        headings = {row.code: row.name for row in form(f"t3_{year}").rows if row.is_heading and row.code in of_rows}
        for code, name in headings.items():
            at = next(at for at, row in enumerate(printed) if row.code and row.labels[1].endswith(name))
            first = printed[at]
            printed[at : at + 1] = [
                Printed(code, ("", first.labels[1], ""), tuple(of_rows[code].split())),
                first._replace(labels=("", "", first.labels[2])),
            ]
        return printed

    return table


def _printed_local(values: Values) -> Table:
    found = {row for row, _ in values}
    return local({row: (str(values[row, "this_period"]), str(values[row, "year_to_date"])) for row in found})


_PRINT: dict[str, Callable[[Values], Table]] = {
    "t3_2019": _printed_requests(2019),
    "t3_2021": _printed_requests(2021),
    "t4": lambda values: remedies(" ".join(str(values[place]) for place in product(REMEDY_ROWS, REMEDY_COLUMNS))),
    "indicators_2014": lambda values: indicators({row: str(value) for (row, _), value in values.items()}),
    "local": _printed_local,
}
