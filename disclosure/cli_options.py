"""What the commands of gongkai share: how one is added, the options that several take, and their exit codes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from disclosure.hook import ON_FAILURE, ON_SUCCESS
from disclosure.source_options import RAW, SourceOptions

WAREHOUSE = Path("warehouse/gongkai.duckdb")
PUBLISHED = Path("published")
WORKERS = min(os.cpu_count() or 1, 4)  # more are of use only with reports by the ten thousand
LONGEST_DELAY = 3600

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
    """The options that name sources: --raw and what belongs to addresses."""
    command.add_argument(
        "--raw",
        action="append",
        metavar="SOURCE",
        help=f"a file, a folder, a pattern in quotes ('2023/**/*.html') or an address (https://…); may be repeated (default: {RAW}/)",
    )
    web = command.add_argument_group("addresses", "robots.txt is obeyed, and only public hosts are asked")
    web.add_argument(
        "--raw-list", action="append", metavar="FILE", help="a file with an address a line; may be repeated"
    )
    web.add_argument(
        "--raw-index", action="append", metavar="URL", help="a page whose links are read, one level; may be repeated"
    )
    web.add_argument(
        "--follow",
        default="*",
        metavar="PATTERN",
        help="of an index page, the links that fit: '*/art/*' (default: all)",
    )
    web.add_argument(
        "--allow-host",
        action="append",
        metavar="HOST",
        help="a host that links may lead to, besides the index page's own",
    )
    web.add_argument(
        "--allow-network",
        action="append",
        metavar="CIDR",
        help="a network of your own (10.1.0.0/16) in which hosts that you name may lie; any port",
    )
    web.add_argument(
        "--delay",
        type=seconds,
        default=1.0,
        metavar="SECONDS",
        help="between two questions to one host (default: %(default)s)",
    )


def source_options(options: argparse.Namespace) -> SourceOptions:
    """What the options of add_raw say."""
    return SourceOptions(**{name: getattr(options, name) for name in SourceOptions._fields})


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


def add_hooks(command: argparse.ArgumentParser) -> None:
    """The options --on-success and --on-failure."""
    for name, variable in (("success", ON_SUCCESS), ("failure", ON_FAILURE)):
        command.add_argument(
            f"--on-{name}",
            metavar="COMMAND",
            help=f"run after a {name}, with JSON on its standard input (default: the environment's {variable})",
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


def seconds(text: str) -> float:
    """A number of seconds, 0 included; for argparse."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= LONGEST_DELAY:
        raise argparse.ArgumentTypeError(f"{text} is no number from 0 to {LONGEST_DELAY}")
    return value
