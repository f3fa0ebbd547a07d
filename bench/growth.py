"""A run over many reports, several with a hundredth of them new, and several with nothing new: what each costs, and the peak of memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.measuring import Measured
from bench.texts import Text

INTERVAL = 0.2  # seconds between two looks at the memory
NEW = 100  # one report in so many is new
ROUNDS = 5  # of those that take seconds: a round varies by what is measured, three seconds of twenty


class Ran(NamedTuple):
    """What a run took: seconds by stage, and the most memory of all its processes together."""

    clock: dict[str, float]
    processor: dict[str, float]  # what it computed, whatever else the machine did meanwhile
    peaks: dict[str, int]  # bytes, by the stage that spoke last

    @property
    def peak_bytes(self) -> int:
        """The most at any time."""
        return max(self.peaks.values())


def growing(texts: Sequence[Text], folder: Path, of: str) -> Iterator[Measured]:
    """A hundredth of new reports against the whole; what a run costs whatever its size is taken off both.

    of: what the texts are, for the names of what is measured.
    """
    reports, few = folder / "reports", folder / "few"
    _write(few, texts[:1])
    run(few, folder / "smallest")
    # one report and one new: what every run costs
    least = [_with_new(few, texts[:1], number, folder / "smallest") for number in range(ROUNDS)]
    _write(reports, texts)
    whole = run(reports, folder / "whole")
    new = [_with_new(reports, texts[::NEW], number, folder / "whole") for number in range(ROUNDS)]
    nothing = [run(reports, folder / "whole") for _ in range(ROUNDS)]
    yield from _shares(f"1 % new of {of}", new, least, whole, "at most 0.03")
    yield from _shares(f"nothing new of {of}", nothing, least, whole, "")
    yield _peak(of, whole, "at most 1.2")


def peak_of_more(texts: Sequence[Text], folder: Path) -> Measured:
    """The peak of memory with more reports."""
    _write(folder / "more", texts)
    return _peak(str(len(texts)), run(folder / "more", folder / "whole_of_more"), "within 15 % of the other")


def _with_new(reports: Path, texts: Sequence[Text], number: int, home: Path) -> Ran:
    """A run after reports of the same agencies and years came, others in each round, that say something besides."""
    _write(reports, [Text(f"new_{number}_{name}", f"{text}\n又收到申请{number + 1}件。\n") for name, text in texts])
    return run(reports, home)


def _shares(name: str, rounds: Sequence[Ran], least: Sequence[Ran], whole: Ran, target: str) -> Iterator[Measured]:
    """Both ways to count seconds. On a busy machine the processor's are what a run costs, the clock's what it meets."""
    for way in ("processor", "clock"):
        fixed = median(_without_publishing(getattr(each, way)) for each in least)
        all_of_it = _without_publishing(getattr(whole, way))
        seconds = [_without_publishing(getattr(each, way)) for each in rounds]
        shares = [(each - fixed) / (all_of_it - fixed) for each in seconds]
        for each in rounds:
            said = ", ".join(f"{stage} {took:.1f}" for stage, took in getattr(each, way).items())
            print(f"  {name}, {way}: {said}; fixed {fixed:.1f}, whole {all_of_it:.1f}", file=sys.stderr)
        yield Measured(
            f"{name}, {way}", "the whole, without fixed cost", median(shares), shares, median(seconds), target
        )


def _without_publishing(seconds: dict[str, float]) -> float:
    """Publishing copies and reads everything, and is counted apart."""
    return sum(seconds.values()) - seconds["publish"]


def _peak(of: str, ran: Ran, target: str) -> Measured:
    said = ", ".join(f"{stage} {peak / 1e9:.2f}" for stage, peak in ran.peaks.items())
    seconds = sum(ran.clock.values())
    return Measured(f"peak of {of}, GB", said, ran.peak_bytes / 1e9, [ran.peak_bytes / 1e9], seconds, target)


def run(reports: Path, home: Path) -> Ran:
    """Runs all stages over the reports, without Prefect, and watches them."""
    command = [sys.executable, "-m", "bench.night", str(reports), str(home)]
    log = home.with_suffix(".log")
    peaks: dict[str, int] = {}
    with log.open("w+") as said, subprocess.Popen(command, stdout=said, stderr=said) as process:
        while process.poll() is None:
            stage = (re.findall(r"^(\w+):", log.read_text(), re.M) or ["start"])[-1]
            peaks[stage] = max(peaks.get(stage, 0), memory(process.pid))
            time.sleep(INTERVAL)
    text = log.read_text()
    if process.returncode:
        raise SystemExit(text)
    return Ran(**json.loads(text.splitlines()[-1]), peaks=peaks)


def memory(process: int) -> int:
    """Bytes of the process and all below it, a page that several share counted once (Linux: proportional set size)."""
    return sum(map(_own_share, _with_children(process)))


def _own_share(process: int) -> int:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # ended meanwhile
        return 0
    return sum(int(kilobytes) * 1024 for kilobytes in re.findall(r"^Pss:\s+(\d+) kB", rollup, re.M))


def _with_children(process: int) -> list[int]:
    found = [process]
    for each in found:
        try:
            threads = list(Path(f"/proc/{each}/task").iterdir())
            found += [int(child) for thread in threads for child in (thread / "children").read_text().split()]
        except OSError:
            continue
    return found


def _write(folder: Path, texts: Sequence[Text]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
