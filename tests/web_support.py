"""A real server on loopback that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from landing_support import REPORT, ask

from disclosure.landing.web.fetch import Manners
from disclosure.landing.web.guard import Intranet
from disclosure.landing.web.offers import WebSources
from disclosure.stages.land import LandCounts, land

LOOPBACK = Intranet(("127.0.0.0/8",))
"""What a user who has an intranet would name, too; nothing in the library knows of tests."""

PAGE = f"<!DOCTYPE html><html><head><title>年报</title></head><body><p>{REPORT}</p></body></html>"


class Asked(NamedTuple):
    """A question that the server had."""

    path: str
    headers: dict[str, str]
    at: float


class Said(NamedTuple):
    """An answer. `body` may be a function that writes to the connection itself, status line included."""

    body: bytes | str | Callable[[BaseHTTPRequestHandler], None] = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Server:
    """Answers the paths of `says`, anything else with 404; a list gives one answer after the other."""

    def __init__(self, says: dict[str, Said | list[Said]], url: str) -> None:
        self.says = says
        self.url = url
        self.asked: list[Asked] = []

    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def answer(self, path: str) -> Said:
        said = self.says.get(path, Said("none", 404))
        return (said.pop(0) if len(said) > 1 else said[0]) if isinstance(said, list) else said


@contextmanager
def serving(says: dict[str, Said | list[Said]], host: str = "127.0.0.1") -> Iterator[Server]:
    """The server, for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
            said = server.answer(self.path)
            self.close_connection = True
            if callable(said.body):
                said.body(self)
                return
            body = said.body.encode() if isinstance(said.body, str) else said.body
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer((host, 0), Handler) as listener:
        listener.daemon_threads = True
        server = Server(says, f"http://{host}:{listener.server_port}")
        thread = threading.Thread(target=listener.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown()


def web(*addresses: str, **others: object) -> WebSources:
    """Addresses on loopback, asked without a pause."""
    manners = Manners(delay=0.0, seconds=5.0, intranet=LOOPBACK)
    return WebSources(addresses, **{"manners": manners} | others)


def land_web(warehouse: Path, *addresses: str, **others: object) -> LandCounts:
    """Lands these addresses and nothing else."""
    return land([], warehouse, web=web(*addresses, **others))


def rejected(warehouse: Path) -> dict[str, str]:
    """The reason of each address, by the last part of it."""
    found = ask(warehouse, "select source_name, reason from raw.rejected_documents")
    return {name.rpartition("/")[2]: reason for name, reason in found}
