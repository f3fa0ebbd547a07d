"""The refresh flow started from the command line: Prefect quiet, off the net, at home beside the warehouse."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from disclosure.errors import GongkaiError
from disclosure.preflight import work_folder
from disclosure.refresh import Refreshed, Run

LOOPBACK = "127.0.0.1,localhost"
SERVER_OUT_OF_REACH = ("Failed to reach API", "ephemeral Prefect API server")  # how Prefect 3.8 words its RuntimeErrors


def start(run: Run, progress: Callable[[str], None]) -> Refreshed:
    """Runs the flow. What the user set for Prefect in the environment stays as it is.

    What a stage raises comes out unchanged; GongkaiError prefect-unreachable where Prefect's server does not answer.
    Prefect reads its settings when it is imported, so it is imported here and not above.
    """
    for name, value in prefect_settings(run.warehouse).items():
        os.environ.setdefault(name, value)
    # Prefect asks its server on this machine with a client that would go through a proxy of the environment
    os.environ["NO_PROXY"] = ",".join(filter(None, [os.environ.get("NO_PROXY"), LOOPBACK]))
    progress("prefect: starting (10 s, the first time 30 s; --no-prefect runs without it)")
    from httpx import HTTPError

    from flows.refresh import refresh

    try:
        return refresh(*run, progress=progress)
    except (HTTPError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not any(words in str(error) for words in SERVER_OUT_OF_REACH):
            raise
        said = str(error).partition("\n")[0].rstrip(".") or type(error).__name__
        raise GongkaiError(
            "prefect-unreachable",
            f"Prefect's server could not be reached or did not start: {said}.",
            "Correct or unset PREFECT_API_URL, or run with --no-prefect.",
        ) from None


def prefect_settings(warehouse: Path) -> dict[str, str]:
    """Prefect quiet, off the net, and at home beside the warehouse."""
    return {
        "PREFECT_HOME": str(work_folder(warehouse.absolute()) / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # failures are told by the command, in a line; Prefect's log would add a traceback
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        # the server starts in 10 s, in 25 s the first time, and in more on a busy machine; the default is 20 s
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
