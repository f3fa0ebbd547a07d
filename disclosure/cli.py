"""The command gongkai: what to do, checked before anything starts, and failures told in one line."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from disclosure import __version__
from disclosure.cli_options import (
    EXIT_CODES,
    add_command,
    add_hooks,
    add_publish,
    add_raw,
    add_strict,
    add_warehouse,
    add_workers,
    source_options,
)
from disclosure.cli_published import add_published_commands
from disclosure.cli_upkeep import add_upkeep_commands
from disclosure.errors import GongkaiError, of_input_or_output
from disclosure.progress import to_stderr

INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    options = _parser().parse_args(arguments)
    # the default would end the process before Prefect can stop its server
    signal.signal(signal.SIGTERM, _terminate)
    try:
        options.command(options)
    except GongkaiError as error:
        return _fail(error)
    except BrokenPipeError:  # the reader of our output (head, less) has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        return _fail(of_input_or_output(error))
    except KeyboardInterrupt:
        return _stopped(INTERRUPTED)
    except RuntimeError as error:
        if error.__cause__ is None or isinstance(error.__cause__, Exception):
            raise
        # a signal that comes while DuckDB works: its "Query interrupted", caused by KeyboardInterrupt or the like
        return _stopped(INTERRUPTED if isinstance(error.__cause__, KeyboardInterrupt) else TERMINATED)
    return 0


def _fail(error: GongkaiError) -> int:
    print(f"error {error.code}: {error.sentence} {error.next_step}", file=sys.stderr)
    return error.exit_code


def _stopped(exit_code: int) -> int:
    print("stopped: run the same command again to go on", file=sys.stderr)
    return exit_code


def _terminate(number: int, frame: object) -> None:
    raise SystemExit(_stopped(TERMINATED))


def _run(options: argparse.Namespace) -> None:
    from disclosure.hook import Hooks
    from disclosure.runlog import told

    hooks = Hooks.of(options.on_success, options.on_failure)
    with told(options.warehouse, "run", hooks, to_stderr) as progress:
        print("\n".join(_refreshed(options, progress)))


def _refreshed(options: argparse.Namespace, progress: Callable[[str], None]) -> Iterator[str]:
    from disclosure.preflight import check_publish, check_sources, check_warehouse, sole_run

    sources = source_options(options)
    paths, web = sources.paths(), sources.web()
    check_sources(paths)
    check_warehouse(options.warehouse)
    check_publish(options.publish)

    from disclosure.refresh import Run, refresh
    from disclosure.summary import summary

    run = Run(paths, options.warehouse, options.publish, options.workers, options.strict, web)
    with sole_run(run.warehouse):
        if options.no_prefect:
            refreshed = refresh(run, progress=progress)
        else:
            from flows.start import start

            refreshed = start(run, progress)
    return summary(refreshed, run)


def _land(options: argparse.Namespace) -> None:
    from disclosure.preflight import check_sources, check_warehouse, sole_run

    sources = source_options(options)
    paths, web = sources.paths(), sources.web()
    check_sources(paths)
    check_warehouse(options.warehouse)

    from disclosure.stages.land import land

    with sole_run(options.warehouse):
        _print_counts(land(paths, options.warehouse, to_stderr, web))


def _extract(options: argparse.Namespace) -> None:
    from disclosure.preflight import check_warehouse, sole_run

    check_warehouse(options.warehouse, must_exist=True)

    from disclosure.stages.extract import extract

    with sole_run(options.warehouse):
        _print_counts(extract(options.warehouse, options.workers, progress=to_stderr))


def _segment(options: argparse.Namespace) -> None:
    from disclosure.preflight import check_warehouse, sole_run

    check_warehouse(options.warehouse, must_exist=True)

    from disclosure.stages.segment import segment

    with sole_run(options.warehouse):
        _print_counts(segment(options.warehouse, progress=to_stderr))


def _build(options: argparse.Namespace) -> None:
    from disclosure.preflight import check_warehouse, sole_run

    check_warehouse(options.warehouse, must_exist=True)

    from disclosure.stages.build import build

    with sole_run(options.warehouse):
        _print_counts(build(options.warehouse, options.strict, to_stderr, full_refresh=options.full_refresh))


def _publish(options: argparse.Namespace) -> None:
    from disclosure.preflight import check_publish, check_warehouse, sole_run

    check_warehouse(options.warehouse, must_exist=True)
    check_publish(options.publish)

    from disclosure.stages.publish import publish

    with sole_run(options.warehouse):
        _print_counts(publish(options.warehouse, options.publish, progress=to_stderr))


def _docs(options: argparse.Namespace) -> None:
    from disclosure.preflight import check_warehouse, sole_run

    check_warehouse(options.warehouse, must_exist=True)

    from disclosure.stages.document import document

    with sole_run(options.warehouse):
        document(options.warehouse, options.html)
    print(f"{options.html} describes every table and column; open it in a browser")


def _explain(options: argparse.Namespace) -> None:
    from disclosure.explaining.explanation import explain
    from disclosure.explaining.records import as_json
    from disclosure.explaining.words import in_words

    explanation = explain(options.file)
    print(as_json(explanation) if options.json else "\n".join(in_words(explanation)))


def _print_counts(counts: object) -> None:
    for name, value in counts._asdict().items():
        print(f"{name:12} {value}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongkai",
        description="Figures that people can query and defend, from government disclosure reports (政府信息公开).",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    commands = parser.add_subparsers(metavar="command", required=True)

    run = add_command(
        commands,
        "run",
        _run,
        "land, extract, segment, build and publish",
        [
            "gongkai run",
            "gongkai run --raw reports/ --raw 2023.html --warehouse w.duckdb --publish out/",
            "gongkai run --no-prefect --strict",
        ],
    )
    add_raw(run), add_warehouse(run), add_publish(run), add_workers(run), add_strict(run), add_hooks(run)
    run.add_argument("--no-prefect", action="store_true", help="run the same stages without an orchestrator")

    land = add_command(commands, "land", _land, "take files into the warehouse", ["gongkai land --raw reports/"])
    add_raw(land), add_warehouse(land)

    extract = add_command(
        commands, "extract", _extract, "read figures and rates from what was landed", ["gongkai extract --workers 2"]
    )
    add_warehouse(extract), add_workers(extract)

    segment = add_command(
        commands, "segment", _segment, "cut what was landed into words to search by", ["gongkai segment"]
    )
    add_warehouse(segment)

    build = add_command(commands, "build", _build, "make and test the marts with dbt", ["gongkai build --strict"])
    add_warehouse(build), add_strict(build)
    build.add_argument(
        "--full-refresh",
        action="store_true",
        help="make all rows anew, also those that an earlier build made of the same",
    )

    publish = add_command(
        commands, "publish", _publish, "put the marts in place for readers", ["gongkai publish --publish out/"]
    )
    add_warehouse(publish), add_publish(publish)

    docs = add_command(
        commands,
        "docs",
        _docs,
        "describe tables, columns, tests and what comes from what, as one HTML page",
        ["gongkai docs", "gongkai docs --html out/gongkai.html"],
    )
    add_warehouse(docs)
    docs.add_argument("--html", type=Path, default=Path("gongkai.html"), metavar="FILE", help="default: %(default)s")

    add_published_commands(commands)
    add_upkeep_commands(commands)

    explain = add_command(
        commands,
        "explain",
        _explain,
        "show what is read from one report, and why; stores nothing",
        [
            "gongkai explain raw/report.txt",
            "gongkai explain report.html --json",
        ],
    )
    explain.add_argument("file", type=Path, metavar="FILE", help="a report: .txt, .md, .html, .docx or .pdf")
    explain.add_argument("--json", action="store_true", help="one JSON document instead of text")
    return parser
