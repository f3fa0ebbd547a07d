"""The forms as data: which tables there are, their rows and columns, and by which words each is known.

Read from the seeds statutory_table.csv, statutory_row.csv and statutory_column.csv. A key is a list of alternatives,
parted by `;`; an alternative is a list of words, parted by blanks, that must all occur in a label. `=` before a word
asks for the whole label, `^` for its beginning, `$` for its end, `!` for its absence. Labels are compared without
numbering, brackets and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

from disclosure.vocabulary import rows

Key = tuple[tuple[str, ...], ...]

TOTAL = "total"
"""The code of a column whose cells count all applicants, or all results."""
RUN_ON = "run_on"
"""The layout of a form whose labels, in their order, tell its cells apart wherever they stand."""


class FormRow(NamedTuple):
    """A row that a form prescribes; a heading is a row that mostly has no cells of its own."""

    code: str
    number: int
    block: str
    parent: str
    needs_parent: bool  # its words say nothing without the row above it: 其他, 维持
    is_heading: bool
    key: Key
    measure: str
    unit: str
    name: str


class FormColumn(NamedTuple):
    """A column that a form prescribes. Number 0 is a column of the form's own row numbers."""

    code: str
    number: int
    block: str
    key: Key
    unit: str
    coverage: str


class Form(NamedTuple):
    """A table that is prescribed."""

    code: str
    layout: str  # rows; tiers: heads on two lines; headed: columns only by their heads; blocks: heads, then all cells; run_on: labels with a number behind each
    least_rows: int
    cues: tuple[str, ...]
    rows: tuple[FormRow, ...]
    columns: tuple[FormColumn, ...]

    def block(self, name: str) -> tuple[FormColumn, ...]:
        """The columns of a block of rows, in their order."""
        return tuple(column for column in self.columns if column.block == name)


_BRACKETS = re.compile(r"\([^()]{0,300}\)|^[^()]{0,40}\)|\([^()]{0,300}$")
_NUMBERING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、.]|\d{1,2}\s?[、.)]|[①-⑳⑴-⒇㈠-㈩⒈-⒛]|其中:?|其中,|[、.:,\s])"
)
_STARTS_NUMBERED = re.compile(
    r"\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[、.)]|[①-⑳⑴-⒇㈠-㈩⒈-⒛]|其中"
)
_NOISE = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")


@cache
def forms() -> tuple[Form, ...]:
    """All forms, in the order of the seed."""
    form_rows: dict[str, list[FormRow]] = {}
    for r in rows("statutory_row"):
        form_rows.setdefault(r["table_code"], []).append(
            FormRow(
                r["row_code"],
                int(r["row_no"]),
                r["block"],
                r["parent_code"],
                r["needs_parent"] == "1",
                r["is_heading"] == "1",
                _key(r["keys"]),
                r["measure_code"],
                r["unit"],
                r["name_zh"],
            )
        )
    columns: dict[str, list[FormColumn]] = {}
    for r in rows("statutory_column"):
        columns.setdefault(r["table_code"], []).append(
            FormColumn(r["column_code"], int(r["column_no"]), r["block"], _key(r["keys"]), r["unit"], r["coverage"])
        )
    return tuple(
        Form(
            r["table_code"],
            r["layout"],
            int(r["least_rows"]),
            tuple(r["cues"].split(";")),
            tuple(form_rows[r["table_code"]]),
            tuple(columns[r["table_code"]]),
        )
        for r in rows("statutory_table")
    )


@cache
def balance(table_code: str) -> dict[str, int]:
    """The rows of a form's balance with their signs, so that the signed values of a column come to 0; empty where a form has
    none. It is the one sum of its identities from which something is taken away."""
    identities = [r for r in rows("identity") if r["table_code"] == table_code and r["kind"] == "column"]
    balanced = {r["identity_code"] for r in identities if r["sign"] == "-1"}
    terms = [r for r in identities if r["identity_code"] in balanced]
    return {r["part_code"]: int(r["sign"]) for r in terms} | {r["total_code"]: -1 for r in terms}


@cache
def totals() -> dict[tuple[str, str], list[str]]:
    """For each row of a form that is only a part, the rows that it is a part of, the nearest last, by the identities."""
    found: dict[tuple[str, str], list[str]] = {}
    taken_away = {(r["table_code"], r["identity_code"]) for r in rows("identity") if r["sign"] == "-1"}
    for r in rows("identity"):
        if r["kind"] == "column" and (r["table_code"], r["identity_code"]) not in taken_away:
            found.setdefault((r["table_code"], r["part_code"]), []).append(r["total_code"])
    return found


@cache
def form(code: str) -> Form:
    """The form of a code."""
    return next(found for found in forms() if found.code == code)


@lru_cache(maxsize=16384)
def plain_label(text: str) -> str:
    """A label without blanks, numbering, remarks in brackets and punctuation: 部分公开 of (二)部分公开(区分处理的…)."""
    text = "".join(text.split())
    shorter = _BRACKETS.sub("", text)
    text = shorter if _NOISE.sub("", shorter) else text
    while number := _NUMBERING.match(text):
        text = text[number.end() :]
    return _NOISE.sub("", text)


@lru_cache(maxsize=16384)
def opens_label(text: str) -> bool:
    """Whether a piece of label begins with a number, so that it goes on with no earlier piece."""
    return _STARTS_NUMBERED.match(text) is not None


@lru_cache(maxsize=32768)
def rows_named(form_code: str, label: str) -> tuple[FormRow, ...]:
    """The rows of a form that a label may name."""
    plain = plain_label(label)
    if not _row_words(form_code).search(plain):
        return ()
    return tuple(row for row in form(form_code).rows if _holds(row.key, plain))


@lru_cache(maxsize=32768)
def columns_named(form_code: str, label: str) -> tuple[FormColumn, ...]:
    """The columns of a form that a column head may name."""
    plain = plain_label(label)
    if not _column_words(form_code).search(plain):
        return ()
    return tuple(column for column in form(form_code).columns if _holds(column.key, plain))


@cache
def _row_words(form_code: str) -> re.Pattern[str]:
    return _word_of_each(row.key for row in form(form_code).rows)


@cache
def _column_words(form_code: str) -> re.Pattern[str]:
    return _word_of_each(column.key for column in form(form_code).columns)


def _word_of_each(keys: Iterable[Key]) -> re.Pattern[str]:
    """One word of each alternative, the longest that a label must hold: a label with none of them fits no key."""
    alternatives = (alternative for key in keys for alternative in key)
    needed = {max((word.lstrip("=^$") for word in words if word[0] != "!"), key=len) for words in alternatives}
    return re.compile("|".join(map(re.escape, sorted(needed))))


MOST_PIECES = 5
"""Into so many pieces a label may be broken."""


def find_row(
    form_code: str, parts: Sequence[str], parents: frozenset[str], taken: Set[int] = frozenset()
) -> tuple[FormRow, int] | None:
    """The row that the last pieces of a label name and how many pieces it took; the fewest that name one.

    `parents` are the rows above, for those whose words say nothing alone. A row that is `taken` already, by its number, is
    only meant where no more pieces name another: 其中:主要负责同 | 志参加新闻发布会次数.
    """
    pieces = tuple(parts[-MOST_PIECES:])
    found = _find_row(form_code, pieces, parents, frozenset())
    if found is not None and found[0].number in taken:
        return _find_row(form_code, pieces, parents, frozenset(taken)) or found
    return found


@lru_cache(maxsize=32768)
def _find_row(
    form_code: str, parts: tuple[str, ...], parents: frozenset[str], taken: frozenset[int]
) -> tuple[FormRow, int] | None:
    label = ""
    for count in range(1, len(parts) + 1):
        label = parts[-count] + label
        named = [row for row in rows_named(form_code, label) if row.number not in taken]
        headings = {row.code for row in named if row.is_heading}
        fitting = [row for row in named if row.parent in parents or row.parent in headings]
        fitting = fitting or [row for row in named if not row.needs_parent]
        if fitting:
            # (三)不予公开1.属于国家秘密 names the heading too
            return min(fitting, key=lambda row: row.is_heading), count
        if opens_label(parts[-count]):
            break
    return None


def _key(written: str) -> Key:
    return tuple(tuple(alternative.split()) for alternative in written.split(";"))


def _holds(key: Key, label: str) -> bool:
    return any(all(_word_holds(word, label) for word in alternative) for alternative in key)


def _word_holds(word: str, label: str) -> bool:
    match word[0]:
        case "=":
            return label == word[1:]
        case "^":
            return label.startswith(word[1:])
        case "$":
            return label.endswith(word[1:])
        case "!":
            return word[1:] not in label
    return word in label
