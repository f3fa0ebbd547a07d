"""The commands of whoever keeps a warehouse: what is in it, whether all of it is whole, and making it anew."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from disclosure.cli_options import (
    Commands,
    add_command,
    add_publish,
    add_raw,
    add_strict,
    add_warehouse,
    add_workers,
    count,
    source_options,
)
from disclosure.errors import GongkaiError
from disclosure.progress import to_stderr


def add_upkeep_commands(commands: Commands) -> None:
    """Adds status, audit, rebuild and serve."""
    status = add_command(
        commands, "status", _status, "say what is in the warehouse and what is left to do", ["gongkai status --json"]
    )
    status.add_argument("--json", action="store_true", help="one JSON document instead of lines")
    add_warehouse(status), add_publish(status)

    audit = add_command(
        commands,
        "audit",
        _audit,
        "hash every stored document again and hold store, ledger and warehouse against each other; changes nothing",
        ["gongkai audit", "gongkai audit --publish out/"],
    )
    add_warehouse(audit), add_publish(audit)

    rebuild = add_command(
        commands,
        "rebuild",
        _rebuild,
        "make the warehouse anew from store/ and the ledger, with the same rows; the old file is kept beside it",
        ["gongkai rebuild --warehouse w.duckdb"],
    )
    add_warehouse(rebuild), add_workers(rebuild)

    serve = add_command(
        commands,
        "serve",
        _serve,
        "run every night and audit every week until it is stopped; the times are those of Shanghai",
        [
            "gongkai serve --raw reports/",
            "gongkai serve --raw-index https://www.example.gov.cn/xxgk/ --cron '30 2 * * *'",
        ],
    )
    add_raw(serve), add_warehouse(serve), add_publish(serve), add_workers(serve), add_strict(serve)
    serve.add_argument("--cron", default="30 2 * * *", metavar="CRON", help="of the refresh (default: %(default)s)")
    serve.add_argument("--audit-cron", default="0 12 * * 6", metavar="CRON", help="of the audit (default: %(default)s)")
    serve.add_argument(
        "--port",
        type=count,
        default=4200,
        metavar="N",
        help="of Prefect's server on this machine (default: %(default)s)",
    )


def _status(options: argparse.Namespace) -> None:
    from disclosure.status import in_lines, status

    state = status(options.warehouse, options.publish)
    print(json.dumps(state._asdict(), default=str, indent=1) if options.json else "\n".join(in_lines(state)))


def _audit(options: argparse.Namespace) -> None:
    from disclosure.preflight import sole_run
    from disclosure.stages.audit import audit

    _check_something_is_there(options.warehouse)
    with sole_run(options.warehouse):
        audited = audit(
            options.warehouse, options.publish, lambda damage: print(f"damaged      {damage.name} {damage.what}")
        )
    for name, value in audited._asdict().items():
        print(f"{name:12} {value}")
    audited.check()


def _rebuild(options: argparse.Namespace) -> None:
    from disclosure.preflight import sole_run
    from disclosure.stages.rebuild import rebuild

    _check_something_is_there(options.warehouse)
    with sole_run(options.warehouse):
        rebuilt = rebuild(options.warehouse, options.workers, to_stderr)
    for name, value in rebuilt._asdict().items():
        print(f"{name:12} {value}")


def _serve(options: argparse.Namespace) -> None:
    from disclosure.preflight import check_publish, check_sources, check_warehouse
    from flows.serve import serve

    sources = source_options(options)
    sources.web()
    check_sources(sources.paths()), check_warehouse(options.warehouse), check_publish(options.publish)
    places = {"warehouse": str(options.warehouse), "publish": str(options.publish)}
    work = {"workers": options.workers, "strict": options.strict}
    serve(sources._asdict() | places | work, places, options.cron, options.audit_cron, options.port, options.warehouse)


def _check_something_is_there(warehouse: Path) -> None:
    """The file may be lost: its ledger is enough. Neither is a wrong path."""
    from disclosure.storage.ledger import Ledger

    if not warehouse.exists() and not Ledger.beside(warehouse).path.exists():
        raise GongkaiError("no-warehouse", f"There is no warehouse {warehouse}.", "Name one with --warehouse FILE.")
