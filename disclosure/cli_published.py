"""The commands for those who use what is published: search, export, and going back to an older generation."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from disclosure.cli_options import Commands, add_command, add_publish, count
from disclosure.errors import GongkaiError
from disclosure.progress import to_stderr

REPORTS_SHOWN = 10


def add_published_commands(commands: Commands) -> None:
    """Adds search, export and rollback."""
    search = add_command(
        commands,
        "search",
        _search,
        "find reports by words, and the sentences with them; offsets count characters of the text as landed",
        [
            "gongkai search 办结率",
            "gongkai search 行政复议 维持 --year 2021 --region 340000",
            "gongkai search 投诉 --limit 50 | less",
        ],
    )
    search.add_argument("words", nargs="+", metavar="词", help="a word; a report with any of them is found")
    search.add_argument("--year", type=count, metavar="Y", help="of this report year only")
    search.add_argument(
        "--region", type=_region, metavar="CODE", help="of this place and what lies in it: 340000 is all of 安徽省"
    )
    search.add_argument(
        "--limit", type=count, default=REPORTS_SHOWN, metavar="N", help="reports to show (default: %(default)s)"
    )
    add_publish(search)

    export = add_command(
        commands,
        "export",
        _export,
        "write the published marts as files",
        [
            "gongkai export --xlsx gongkai.xlsx",
            "gongkai export --parquet out/parquet --csv out/csv",
        ],
    )
    export.add_argument("--parquet", type=Path, metavar="DIR", help="one Parquet file a table, types kept")
    export.add_argument(
        "--csv", type=Path, metavar="DIR", help="one CSV file a table (but for the terms of search), for Excel"
    )
    export.add_argument("--xlsx", type=Path, metavar="FILE", help="one workbook: panel, findings, data dictionary")
    add_publish(export)

    rollback = add_command(
        commands,
        "rollback",
        _rollback,
        "give readers an older generation again",
        ["gongkai rollback", "gongkai rollback --to 12"],
    )
    rollback.add_argument(
        "--to", type=count, metavar="NUMBER", help="the generation of this number (default: the one before)"
    )
    add_publish(rollback)


def _search(options: argparse.Namespace) -> None:
    from disclosure.search.printing import IN_BRACKETS, IN_COLOUR, in_lines
    from disclosure.search.query import search

    found = search(options.publish, options.words, options.year, options.region, options.limit)
    is_coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for line in in_lines(found, IN_COLOUR if is_coloured else IN_BRACKETS):
        print(line)
    if found.unsearchable:
        to_stderr(f"{found.unsearchable} reports cannot be searched yet: gongkai segment, build and publish add them")


def _export(options: argparse.Namespace) -> None:
    if not (options.parquet or options.csv or options.xlsx):
        raise GongkaiError(
            "export-nothing", "There is nothing to write.", "Name one or more of --parquet DIR, --csv DIR, --xlsx FILE."
        )
    from disclosure.publishing.exports import export_csv, export_parquet
    from disclosure.publishing.reading import open_published
    from disclosure.publishing.workbook import export_workbook

    with open_published(options.publish) as connection:
        if options.parquet:
            export_parquet(connection, options.parquet, to_stderr)
        if options.csv:
            export_csv(connection, options.csv, to_stderr)
        if options.xlsx:
            export_workbook(connection, options.xlsx, to_stderr)


def _rollback(options: argparse.Namespace) -> None:
    from disclosure.preflight import check_publish
    from disclosure.publishing.folder import number_of
    from disclosure.publishing.rollback import rollback

    check_publish(options.publish)
    done = rollback(options.publish, options.to)
    current, before = number_of(done.current), number_of(done.before)
    if current == before:
        print(f"readers get {done.current.name} already")
        return
    print(f"readers now get {done.current.name}; before it was {done.before.name}")
    if current < before:
        print(f"Marts as they were before are not published again; gongkai rollback --to {before} brings them back.")


def _region(text: str) -> str:
    if not (text.isascii() and text.isdecimal() and len(text) in (2, 4, 6)):
        raise argparse.ArgumentTypeError(f"{text} is no code of GB/T 2260: six digits, such as 340000")
    return text
