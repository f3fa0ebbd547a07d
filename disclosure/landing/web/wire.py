"""One question to one server over HTTP/1.1: connected to the checked address, ended by one deadline, capped in bytes."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import httpcore
import httpx

from disclosure.landing.files import MAX_BYTES
from disclosure.landing.reasons import Reason, Refusal
from disclosure.landing.web.guard import Guard

CONNECT_SECONDS = 15.0
SILENT_SECONDS = 20.0
"""A server that says nothing for so long is given up. The whole answer has a deadline of its own."""

_EITHER_WRAPPING = zlib.MAX_WBITS | 32  # gzip or zlib, told by their heads
_BARE = -zlib.MAX_WBITS


class Answer(NamedTuple):
    """What a server said. The body is unpacked, and empty where the status is not 200."""

    status: int
    headers: dict[str, str]  # names in lower case; of several of one name the last
    body: bytes


def ask(url: httpx.URL, headers: Mapping[str, str], guard: Guard, seconds: float, most: int = MAX_BYTES) -> Answer:
    """The server's answer to GET. No proxy, no cookie, no credential of the environment has a part in it.

    Raises Refusal: unreachable, timeout, cut_off, too_large (counted after unpacking), address_refused.
    """
    deadline = time.monotonic() + seconds
    timeouts = {"connect": CONNECT_SECONDS, "read": SILENT_SECONDS, "write": SILENT_SECONDS, "pool": seconds}
    backend = _CheckedBackend(guard, deadline)
    sent = [(b"Host", url.netloc), *((name.encode(), value.encode()) for name, value in headers.items())]
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend) as pool,
            pool.stream("GET", str(url), headers=sent, extensions={"timeout": timeouts}) as response,
        ):
            received = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            if response.status != 200:
                return Answer(response.status, received, b"")
            parts = _within(most, _unpacked(response.iter_stream(), received.get("content-encoding", ""), most))
            return Answer(response.status, received, b"".join(parts))
    except httpcore.TimeoutException:
        raise Refusal(Reason.TIMEOUT, f"no answer in {seconds:.0f} s") from None
    except (httpcore.ConnectError, ssl.SSLError) as error:
        raise Refusal(Reason.UNREACHABLE, str(error) or type(error).__name__) from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise Refusal(Reason.CUT_OFF, str(error) or type(error).__name__) from None


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _within(most: int, parts: Iterator[bytes]) -> Iterator[bytes]:
    total = 0
    for part in parts:
        total += len(part)
        if total > most:
            raise Refusal(Reason.TOO_LARGE, f"more than {most} bytes", total)
        yield part


def _unpacked(chunks: Iterator[bytes], encoding: str, most: int) -> Iterator[bytes]:
    packed = _within(most, chunks)
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from packed
    elif encoding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(packed, most)
    else:
        raise Refusal(Reason.CUT_OFF, f"packed as {encoding[:40]}, which was not asked for")


def _inflated(packed: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The unpacked parts, none larger than `most` and a byte: zlib is never let to make more."""
    unpacker, is_first = zlib.decompressobj(_EITHER_WRAPPING), True
    try:
        for chunk in packed:
            if is_first and chunk and not _has_head(chunk):
                unpacker = zlib.decompressobj(_BARE)  # "deflate" as some servers mean it
            is_first = is_first and not chunk
            while chunk:
                yield unpacker.decompress(chunk, most + 1)
                chunk = unpacker.unconsumed_tail or unpacker.unused_data
                if unpacker.eof and chunk:  # gzip may come in several members
                    unpacker = zlib.decompressobj(_EITHER_WRAPPING)
    except zlib.error:
        raise Refusal(Reason.CUT_OFF, "its packing is broken") from None
    if not unpacker.eof:
        raise Refusal(Reason.CUT_OFF, "its packing has no end")


def _has_head(chunk: bytes) -> bool:
    return chunk.startswith(b"\x1f") or (chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2], "big") % 31 == 0)


class _CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to the address that the guard gives, and to no other."""

    def __init__(self, guard: Guard, deadline: float) -> None:
        self._guard = guard
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **options: Any) -> httpcore.NetworkStream:
        address = self._guard.address(host, port)
        stream = self._system.connect_tcp(address, port, timeout=_left(self._deadline, timeout), **options)
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline: a server that sends a byte now and then is no exception."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("deadline")
    return min(left, timeout) if timeout else left
