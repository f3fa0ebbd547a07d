"""Processes to be killed: forked from one that has everything loaded, so that a kill costs no start of an interpreter.

A victim is a process group of its own that runs one stage, and writes down which step it is at, where a kill leaves it.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NamedTuple

NOT_YET = "before its first step"
STEPS = {
    "land": [
        "disclosure.stages.land.open_warehouse",
        "disclosure.stages.land.recover",
        "disclosure.stages.land.decide",
        "disclosure.storage.landed:Sources.news_of",
        "disclosure.storage.store:Store.put",
        "disclosure.storage.ledger:Ledger.append",
        "disclosure.storage.landed:Sources.commit",
        "disclosure.stages.land:_Landing._settle",
        "disclosure.stages.extract.pending",
        "disclosure.stages.extract.inputs",
        "disclosure.stages.extract.replace_rows",
    ],
    "publish": [
        "disclosure.stages.publish.snapshot",
        "disclosure.publishing.folder:PublishFolder.current",
        "disclosure.stages.publish.copy_marts",
        "disclosure.stages.publish.verify",
        "disclosure.publishing.folder:PublishFolder.put_in_place",
        "disclosure.publishing.folder:PublishFolder.turn_to",
        "disclosure.publishing.folder._sync",
    ],
}
STEPS["build"] = STEPS["build after a kill"] = [
    "disclosure.stages.build.build_key",
    "disclosure.stages.build.note_changed",
    "disclosure.stages.build.note_built",
    "disclosure.stages.build.run_dbt",
]

PAUSES = {"land": 0.005, "publish": 0.02, "build": 0.0, "build after a kill": 0.0}
"""Seconds that a victim waits when a step has begun and when it has ended, so that kills fall between short steps too."""


class Ended(NamedTuple):
    """How a victim ended, how long it lived, and the step that it was at or had done last."""

    was_killed: bool
    seconds: float
    step: str


class Nursery:
    """Starts victims, and kills them at random moments of the time that the last undisturbed one took."""

    def __init__(self, process: subprocess.Popen[bytes], notes: Path, chance: random.Random) -> None:
        self._process, self._notes, self._chance = process, notes, chance
        self._span: dict[str, float] = {}
        self.kills: Counter[str] = Counter()
        """How many were killed at each step of each work."""
        self.too_early = self.too_late = 0
        """How many had not yet come to a step when they were killed, or had ended before: they count for nothing."""

    def run(self, work: str, *arguments: object) -> Ended:
        """Runs the work to its end."""
        ended = self._start(work, arguments, patience=600.0)
        assert not ended.was_killed, f"{work} did not end"
        self._span[work] = ended.seconds
        return ended

    def expect(self, work: str, seconds: float) -> None:
        """Says how long the work takes, where that is known without running it."""
        self._span[work] = seconds

    def kill(self, work: str, *arguments: object, since: float = 0.0) -> Ended:
        """Runs the work and kills it, process group and all, at a random moment, if it has not ended before; not before
        this share of its time has passed.
        """
        ended = self._start(work, arguments, self._chance.uniform(since, 1) * self._span[work])
        if not ended.was_killed:
            self.too_late += 1
            self._span[work] = ended.seconds
        elif ended.step == NOT_YET:
            self.too_early += 1
        else:
            self.kills[f"{work}: {ended.step}"] += 1
        return ended

    def cut(self, step: str, when: str, work: str, *arguments: object) -> Ended:
        """Runs the work until it kills itself, before or after the step; those of other modules may be named, too."""
        return self._start(work, arguments, 600.0, step, when)

    def _start(self, work: str, arguments: tuple[object, ...], patience: float, *cut: str) -> Ended:
        self._notes.write_text(NOT_YET)
        self._process.stdin.write(json.dumps([work, cut, *map(str, arguments)]).encode() + b"\n")
        victim, begun = int(self._process.stdout.readline()), time.monotonic()
        select.select([self._process.stdout], [], [], patience)
        os.killpg(victim, signal.SIGKILL)  # of one that has ended, too: it is waited for when this has been done
        assert self._process.stdout.readline() == b"ended\n"
        seconds = time.monotonic() - begun
        self._process.stdin.write(b"\n")
        exit_code = int(self._process.stdout.readline())
        _wait_for_all_of(victim)
        assert exit_code in (0, -signal.SIGKILL), f"{work} failed by itself"
        return Ended(exit_code != 0, seconds, self._notes.read_text().strip())

    def told(self) -> str:
        """The figures for whoever looks at them."""
        steps = "".join(f"{count:>6} {step}\n" for step, count in self.kills.most_common())
        return f"{self.kills.total()} killed, {self.too_early} too early and {self.too_late} too late\n{steps}"


def _wait_for_all_of(group: int) -> None:
    """Until the last process of the group is gone: one that was killed may hold its files a while yet."""
    with suppress(ProcessLookupError):
        for _ in range(2000):  # where nobody takes the dead away, they hold no file either
            os.killpg(group, 0)
            time.sleep(0.01)


@contextmanager
def nursery(folder: Path, chance: random.Random) -> Iterator[Nursery]:
    """A process that victims are forked from."""
    here = Path(__file__)
    command = [sys.executable, str(here), str(folder / "step")]
    environment = os.environ | {"PYTHONPATH": str(here.parents[1])}
    pipe = subprocess.PIPE
    # without a buffer: whether there is more to read is asked of the system
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0, env=environment) as process:
        assert process.stdout.readline() == b"ready\n"
        try:
            yield Nursery(process, folder / "step", chance)
        finally:
            process.stdin.close()


def land(sources: str, warehouse: str) -> None:
    """Landing and extraction, in batches so small that a kill falls into one."""
    from disclosure.stages import extract
    from disclosure.stages import land as stage

    stage.MOST_SOURCES, stage.WORTH_A_CHECKPOINT, extract.MAX_DOCUMENTS = 4, 7, 3
    stage.land([Path(source) for source in sources.split(os.pathsep)], Path(warehouse))
    extract.extract(Path(warehouse))


def publish(warehouse: str, target: str) -> None:
    """Publishing."""
    from disclosure.stages.publish import publish as run

    run(Path(warehouse), Path(target))


def build(warehouse: str) -> None:
    """A build by dbt, which is a process of this group too, of what changed; after a kill of all."""
    from disclosure.stages.build import build as run

    run(Path(warehouse))


def load(raw: str, warehouse: str) -> None:
    """Landing, extraction and segmentation as they are."""
    from disclosure.stages.extract import extract
    from disclosure.stages.land import land
    from disclosure.stages.segment import segment

    land([Path(raw)], Path(warehouse))
    extract(Path(warehouse))
    segment(Path(warehouse))


WORK = {"land": land, "load": load, "publish": publish, "build": build, "build after a kill": build}


def warm_up() -> None:
    """Loads what the stages load, dictionaries included; no database is opened, for its threads would not be forked."""
    for stage in ("land", "extract", "segment", "build", "publish"):
        import_module(f"disclosure.stages.{stage}")
    from disclosure.reading import read_report

    read_report("0", "a.txt", "某某市交通局2016年政府信息公开年报\n收到申请1件,主动公开信息2条。\n")


def noting(work: str, notes: IO[str]) -> None:
    """From now on each step of the work is written down when it begins and when it has ended."""
    for step in STEPS[work]:
        owner, name = found(step)
        called = step.rpartition(":")[2] if ":" in step else ".".join(step.split(".")[-2:])
        setattr(owner, name, _noted(getattr(owner, name), called, notes.fileno(), PAUSES[work]))


def cutting(step: str, when: str) -> None:
    """From now on the process kills itself before or after the step."""
    owner, name = found(step)
    whole = getattr(owner, name)

    def cut(*arguments: object, **named: object) -> None:
        if when == "after":
            whole(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, cut)


def found(step: str) -> tuple[Any, str]:
    """The module or class that has the step, written module.step or module:Class.step, and its name there."""
    place, _, name = step.rpartition(".")
    module, _, owner = place.partition(":")
    return (getattr(import_module(module), owner) if owner else import_module(module)), name


def _noted(whole: Callable[..., object], name: str, notes: int, pause: float) -> Callable[..., object]:
    def note(what: str) -> None:
        os.pwrite(notes, what.ljust(60).encode(), 0)
        time.sleep(pause)

    def step(*arguments: object, **named: object) -> object:
        note(f"in {name}")
        result = whole(*arguments, **named)
        note(f"after {name}")
        return result

    return step


def serve(notes: Path) -> None:
    """Forks a victim for each line of the input, and says its number and then its exit code."""
    warm_up()
    print("ready", flush=True)
    for line in sys.stdin:
        work, cut, *arguments = json.loads(line)
        victim = os.fork()
        if victim == 0:
            os.setpgid(0, 0)
            with notes.open("r+") as file:
                if cut:
                    cutting(*cut)
                else:
                    noting(work, file)
                WORK[work](*arguments)
            os._exit(0)
        os.setpgid(victim, victim)
        print(victim, flush=True)
        os.waitid(os.P_PID, victim, os.WEXITED | os.WNOWAIT)
        print("ended", flush=True)
        sys.stdin.readline()
        print(os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1]), flush=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
