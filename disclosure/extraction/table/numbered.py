"""The numbers that a table gives its rows, where they have lines of their own or stand between the cells of one line: they
look like the last value of the row before."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.extraction.table.grid import Layout, Row

_FEWEST_ROWS = 8
_LONGEST_NUMBER = 3


def leave_out_row_numbers(found: Sequence[Row | None]) -> None:
    """Takes the last value from rows whose last values count up by one, row by row."""
    run: list[Row] = []
    last = -1
    for row in (*found, None):
        number = _last_number(row)
        if row is None or number is None or (run and number != last + 1):
            _take(run)
            run = []
        if row is not None and number is not None:
            run.append(row)
            last = number


def _last_number(row: Row | None) -> int | None:
    if row is None or row.layout is Layout.MARKED or not row.values:
        return None
    text = row.values[-1].text
    return int(text) if text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def _take(run: Sequence[Row]) -> None:
    if len(run) < _FEWEST_ROWS:
        return
    for row in run:
        row.values.pop()
        row.written = any(value.text for value in row.values)
