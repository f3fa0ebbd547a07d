"""manifest.csv of an offered folder: what its keeper knows about the reports that their text may not say."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from disclosure.errors import GongkaiError
from disclosure.landing.decode import decode
from disclosure.landing.files import read_file
from disclosure.landing.reasons import Refusal

NAME = "manifest.csv"
FILE_COLUMN = "file"


class Known(NamedTuple):
    """What the manifest says of one report, each as written and "" where it says nothing."""

    agency_name: str = ""
    region_code: str = ""
    report_year: str = ""
    period_start: str = ""
    period_end: str = ""


_FORMS = {
    "region_code": (re.compile(r"\d{6}"), "six digits (GB/T 2260)"),
    "report_year": (re.compile(r"(?:19|20)\d\d"), "a year of four digits"),
    "period_start": (re.compile(r"\d{4}-\d\d-\d\d"), "a date such as 2021-12-31"),
    "period_end": (re.compile(r"\d{4}-\d\d-\d\d"), "a date such as 2021-12-31"),
}


def read_manifest(path: Path) -> dict[str, Known]:
    """What is known of each file, by its path below the manifest's folder.

    Raises GongkaiError naming line and column where the manifest cannot be used: a wrong year or agency would be
    believed, so nothing is guessed and nothing landed.
    """
    try:
        text = decode(read_file(str(path))).text
    except Refusal as refusal:
        raise _error(path, f"cannot be read: {refusal.reason.sentence}") from None
    reader = csv.DictReader(text.splitlines(keepends=True))
    columns = [(column or "").strip() for column in reader.fieldnames or ()]
    if FILE_COLUMN not in columns:
        raise _error(path, f"has no column {FILE_COLUMN}")
    reader.fieldnames = columns
    known: dict[str, Known] = {}
    for row in reader:
        values = {name: (row.get(name) or "").strip() for name in (FILE_COLUMN, *Known._fields)}
        file = values.pop(FILE_COLUMN)
        if not file:
            raise _error(path, f"names no file in line {reader.line_num}")
        if file in known:
            raise _error(path, f"names {file} twice, again in line {reader.line_num}")
        for column, value in values.items():
            if value and not _fits(column, value):
                raise _error(path, f"has {value!r} for {column} in line {reader.line_num}, not {_FORMS[column][1]}")
        known[file] = Known(**values)
    return known


def _fits(column: str, value: str) -> bool:
    if column not in _FORMS:
        return True
    if not _FORMS[column][0].fullmatch(value):
        return False
    if not column.startswith("period_"):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _error(path: Path, what: str) -> GongkaiError:
    return GongkaiError(
        "manifest-unusable",
        f"{path} {what}.",
        f"Correct it (columns {', '.join((FILE_COLUMN, *Known._fields))}; all but {FILE_COLUMN} may be empty).",
    )
