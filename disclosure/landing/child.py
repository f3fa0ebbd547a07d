"""A reader in a process of its own, with limits: no file takes the run with it, whatever it does to its parser.

What comes back is a text, a refusal, or word of how the process ended, which is a refusal too.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from importlib import import_module
from typing import Any, BinaryIO, NamedTuple

from disclosure.landing.reasons import Reason, Refusal

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
WALL_SECONDS = 30
"""Of one document. A printed page of a PDF takes 0.05 to 0.1 s; reports have twenty, collections a hundred."""

MAX_CHARACTERS = 16 * 1024 * 1024

_START = "import sys; from disclosure.landing.child import main; main(*sys.argv[1:])"


class ChildReading(NamedTuple):
    """What the reader made of the bytes, and which reader it was."""

    text: str
    warning: str | None
    reader_version: str


def read_in_child(reader: str, data: bytes) -> ChildReading:
    """What a reader makes of the bytes: a module by its full name, with read(bytes) -> Reading and VERSION.

    Raises Refusal: the reader's own; limit where it took more time or memory than any report does; damaged where it
    failed in any other way.
    """
    try:
        # -P: a file in the working folder that is called like a module of the reader must not be taken for it
        done = subprocess.run(
            [sys.executable, "-P", "-c", _START, reader, str(MEMORY_BYTES), str(CPU_SECONDS)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONHASHSEED": "0"},  # the same bytes give the same text
            timeout=WALL_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise Refusal(Reason.LIMIT, f"more than {WALL_SECONDS} s") from None
    if done.returncode < 0:
        raise _ended_by(-done.returncode)
    answer: dict[str, Any] = json.loads(done.stdout) if done.stdout else {"error": "no answer"}
    if "refusal" in answer:
        raise Refusal(Reason(answer["refusal"]), answer["detail"])
    if "error" in answer:
        raise _failed_with(answer["error"])
    return ChildReading(**answer)


def _ended_by(number: int) -> Refusal:
    if number == signal.SIGXCPU:
        return Refusal(Reason.LIMIT, f"more than {CPU_SECONDS} s of processor time")
    if number == signal.SIGKILL:
        return Refusal(Reason.LIMIT, "ended by the system, most likely for want of memory")
    return Refusal(Reason.DAMAGED, f"its parser was ended by signal {number}")


def _failed_with(error: str) -> Refusal:
    if error == MemoryError.__name__:
        return Refusal(Reason.LIMIT, f"more than {MEMORY_BYTES // 1024**2} MB of memory")
    if error == RecursionError.__name__:
        return Refusal(Reason.LIMIT, "nested beyond what any report needs")
    return Refusal(Reason.DAMAGED, error)


def main(reader: str, memory_bytes: str, cpu_seconds: str) -> None:
    """The child: reads bytes from standard input and writes one JSON object to standard output, nothing else."""
    _limit(int(memory_bytes), int(cpu_seconds))
    answer = _standard_output_for_the_answer_alone()
    sys.excepthook = lambda kind, *_: _say(answer, error=kind.__name__)
    module = import_module(reader)
    try:
        reading = module.read(sys.stdin.buffer.read())
        if len(reading.text) > MAX_CHARACTERS:
            raise Refusal(Reason.LIMIT, f"more than {MAX_CHARACTERS} characters")
    except Refusal as refusal:
        _say(answer, refusal=refusal.reason, detail=refusal.detail)
    else:
        _say(answer, text=reading.text, warning=reading.warning, reader_version=module.VERSION)


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    limits = [(resource.RLIMIT_CPU, cpu_seconds), (resource.RLIMIT_CORE, 0)]
    if sys.platform == "linux":  # macOS counts the address space otherwise, and refuses
        limits.append((resource.RLIMIT_AS, memory_bytes))
    for what, most in limits:
        _, allowed = resource.getrlimit(what)
        if allowed == resource.RLIM_INFINITY or most < allowed:
            resource.setrlimit(what, (most, allowed))  # the hard limit would end it without saying why


def _standard_output_for_the_answer_alone() -> BinaryIO:
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
    return answer


def _say(answer: BinaryIO, **what: str | None) -> None:
    answer.write(json.dumps(what).encode())
    answer.flush()
