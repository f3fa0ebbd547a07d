"""docs/cookbook.md as data: its questions, each with its query and the answer that is printed below it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

COOKBOOK = Path(__file__).parents[1] / "docs" / "cookbook.md"
_QUESTION = re.compile(
    r"^### (?P<title>[^\n]+)\n(?:(?!### |```).*\n)*```sql\n(?P<query>(?:(?!```).*\n)+)```\n\n(?P<answer>(?:\|.+\n)+)",
    re.M,
)


class Question(NamedTuple):
    """A question; the first line of its answer names the columns."""

    title: str
    query: str
    answer: list[list[str]]


def questions() -> list[Question]:
    """All questions in their order."""
    found = _QUESTION.finditer(COOKBOOK.read_text(encoding="utf-8"))
    return [Question(match["title"], match["query"], _cells(match["answer"])) for match in found]


def answer(connection: Any, query: str) -> list[list[str]]:
    """What the query gives, as the cookbook prints it."""
    result = connection.execute(query)
    heading = [column[0] for column in result.description]
    return [heading, *([_printed(value) for value in row] for row in result.fetchall())]


def as_table(lines: list[list[str]]) -> str:
    """The answer as a table of the cookbook."""
    heading, *rows = lines
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heading, ["---"] * len(heading), *rows])


def _cells(table: str) -> list[list[str]]:
    heading, _, *rows = table.splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in [heading, *rows]]


def _printed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)
