"""What the READMEs say is so: their queries find something in the published sample file, their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_support import ROOT, Sample, ask

READMES = ("README.md", "README.zh.md")
QUERY = re.compile(r"^([^\n]+)\n\n```sql\n(.*?)```", re.M | re.S)
QUERIES = [
    pytest.param(query, id=f"{name}: {title}")
    for name in READMES
    for title, query in QUERY.findall((ROOT / name).read_text(encoding="utf-8"))
]
LINK = re.compile(r"\]\(([^)#:]+)\)")
DOCUMENTS = [*(ROOT / name for name in READMES), *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("query", QUERIES)
def test_queries_find_something(sample: Sample, query: str) -> None:
    assert ask(sample.published, query)


COUNTED = ("offered", "figures", "rates", "findings")


@pytest.mark.parametrize("name", READMES)
def test_what_a_first_run_is_said_to_print_it_prints(sample: Sample, name: str) -> None:
    printed = [line for line in sample.summary.splitlines() if line.startswith(COUNTED)]
    assert len(printed) == len(COUNTED)
    text = (ROOT / name).read_text(encoding="utf-8")
    missing = [line for line in printed if not re.search(rf"^    {re.escape(line)}(?:$|   )", text, re.M)]
    assert missing == []


def test_both_languages_ask_the_same() -> None:
    english, chinese = (len(QUERY.findall((ROOT / name).read_text(encoding="utf-8"))) for name in READMES)
    assert english == chinese > 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    broken = [
        link for link in LINK.findall(document.read_text(encoding="utf-8")) if not (document.parent / link).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("name", READMES)
def test_every_published_table_is_named(sample: Sample, name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    published = {table for (table,) in ask(sample.published, "select table_name from duckdb_tables()")}
    assert {table for table in published if f"`{table}`" not in text} == set()
