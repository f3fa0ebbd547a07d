"""What the commands of gongkai share: how one is added, the options that several take, and their exit codes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

WAREHOUSE = Path("warehouse/gongkai.duckdb")
PUBLISHED = Path("published")
RAW = Path("raw")
WORKERS = min(os.cpu_count() or 1, 4)  # more are of use only with reports by the ten thousand

EXIT_CODES = """exit codes:
  0    done
  1    failed; the last line says why and what to do
  2    the command line was not understood
  75   another program holds the warehouse: try again later
  130  stopped by Ctrl-C
  143  stopped by a termination signal
"""

Commands = argparse._SubParsersAction


def add_command(
    commands: Commands,
    name: str,
    action: Callable[[argparse.Namespace], None],
    does: str,
    examples: list[str],
) -> argparse.ArgumentParser:
    """Adds a command with its help: what it does, examples, exit codes."""
    epilog = "examples:\n" + "".join(f"  {example}\n" for example in examples) + "\n" + EXIT_CODES
    added = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    added.set_defaults(command=action)
    return added


def add_raw(command: argparse.ArgumentParser) -> None:
    """The option --raw: sources, may be repeated."""
    command.add_argument(
        "--raw",
        type=Path,
        action="append",
        metavar="PATH",
        help=f"a file or a folder of reports; may be repeated (default: {RAW}/)",
    )


def add_warehouse(command: argparse.ArgumentParser) -> None:
    """The option --warehouse: a file."""
    command.add_argument("--warehouse", type=Path, default=WAREHOUSE, metavar="FILE", help="default: %(default)s")


def add_publish(command: argparse.ArgumentParser) -> None:
    """The option --publish: the folder that readers look into."""
    command.add_argument(
        "--publish",
        type=Path,
        default=PUBLISHED,
        metavar="DIR",
        help="where readers find the marts (default: %(default)s)",
    )


def add_workers(command: argparse.ArgumentParser) -> None:
    """The option --workers: a number from 1 up."""
    command.add_argument(
        "--workers",
        type=count,
        default=WORKERS,
        metavar="N",
        help="processes that read reports (default: %(default)s)",
    )


def add_strict(command: argparse.ArgumentParser) -> None:
    """The option --strict."""
    command.add_argument(
        "--strict", action="store_true", help="fail, and publish nothing, where a report contradicts itself"
    )


def count(text: str) -> int:
    """A number from 1 up; for argparse."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 up")
    return int(text)
