"""Schedules on one machine: a Prefect server of our own on loopback, and this process starts what is due."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from disclosure.errors import GongkaiError
from disclosure.preflight import work_folder
from disclosure.progress import to_stderr
from flows.start import LOOPBACK, prefect_settings

ZONE = "Asia/Shanghai"
HOST = "127.0.0.1"
SECONDS_TO_START = 120
_SERVER = "from disclosure.orphan import end_with; end_with({parent}); import uvicorn; uvicorn.main()"


def serve(
    refresh: dict[str, Any], audit: dict[str, Any], refresh_cron: str, audit_cron: str, port: int, warehouse: Path
) -> None:
    """Starts the flows with these parameters when their time has come, one at a time, until it is stopped.

    PREFECT_API_URL names another server; else one is started and ended with this process. Raises GongkaiError where it
    does not start, or a schedule is none.
    """
    os.environ["NO_PROXY"] = ",".join(filter(None, [os.environ.get("NO_PROXY"), LOOPBACK]))
    work_folder(warehouse).mkdir(parents=True, exist_ok=True)
    for name, value in prefect_settings(warehouse).items():
        os.environ.setdefault(name, value)
    if os.environ.get("PREFECT_API_URL"):
        _serve(refresh, audit, refresh_cron, audit_cron)
        return
    os.environ["PREFECT_API_URL"] = f"http://{HOST}:{port}/api"
    with _server(port):
        to_stderr(f"serve: Prefect at http://{HOST}:{port}")
        _serve(refresh, audit, refresh_cron, audit_cron)


def _serve(refresh: dict[str, Any], audit: dict[str, Any], refresh_cron: str, audit_cron: str) -> None:
    # Prefect reads its settings when it is imported
    from prefect import serve as serve_deployments
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.client.schemas.schedules import CronSchedule
    from prefect.deployments.runner import EntrypointType

    from flows.scheduled import nightly, weekly_audit

    one_at_a_time = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
    deployments = []
    # other names than those of prefect.yaml: this process would take the runs of a worker's deployment for its own
    for flow, name, cron, parameters in (
        (nightly, "served-refresh", refresh_cron, refresh),
        (weekly_audit, "served-audit", audit_cron, audit),
    ):
        try:
            schedule = CronSchedule(cron=cron, timezone=ZONE)
        except ValueError as error:
            said = str(error).splitlines()[0]
            raise GongkaiError(
                "cron-unknown", f"{cron!r} is no schedule: {said}", "Write it like '30 2 * * *'."
            ) from None
        deployments.append(
            flow.to_deployment(
                name,
                schedule=schedule,
                parameters=parameters,
                concurrency_limit=one_at_a_time,
                entrypoint_type=EntrypointType.MODULE_PATH,
            )
        )
    serve_deployments(*deployments, limit=1, pause_on_shutdown=False, print_starting_message=False)


@contextmanager
def _server(port: int) -> Iterator[None]:
    """A server with its scheduler, which the server that Prefect starts by itself has not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise GongkaiError(
                "port-taken", f"Another program listens on port {port}.", "Name another with --port, or end it."
            ) from None
    command = [
        *(sys.executable, "-P", "-c", _SERVER.format(parent=os.getpid())),
        *("--factory", "prefect.server.api.server:create_app", "--host", HOST, "--port", str(port)),
        *("--log-level", "error", "--lifespan", "on"),
    ]
    to_stderr("serve: starting Prefect's server (10 s, the first time 30 s)")
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        try:
            _wait_for(process, port)
            yield
        finally:
            process.terminate()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    import httpx

    end = time.monotonic() + SECONDS_TO_START
    with httpx.Client(trust_env=False) as client:
        while time.monotonic() < end and process.poll() is None:
            try:
                if client.get(f"http://{HOST}:{port}/api/health").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
    raise GongkaiError(
        "prefect-unreachable", "Prefect's server did not start.", "Set PREFECT_API_URL, or look into its log above."
    )
