"""A run over many reports, one with a hundredth of them new, and one with nothing new: what each costs, and the peak of memory."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.measuring import Measured
from bench.texts import Text

INTERVAL = 0.2  # seconds between two looks at the memory
NEW = 100  # one report in so many is new
GONGKAI = Path(sys.executable).with_name("gongkai")
_STAGE = re.compile(r"(\w+) ([\d.]+) s")


class Ran(NamedTuple):
    """What a run took: seconds by stage and in all, and the most memory of all its processes together."""

    stages: dict[str, float]
    seconds: float
    peaks: dict[str, int]  # bytes, by the stage that spoke last

    @property
    def peak_bytes(self) -> int:
        """The most at any time."""
        return max(self.peaks.values())

    @property
    def without_publishing(self) -> float:
        """Publishing copies and reads everything, and is counted apart."""
        return self.seconds - self.stages["publish"]


def growing(texts: Sequence[Text], folder: Path) -> list[Measured]:
    """A hundredth of new reports against the whole; what a run costs whatever its size is taken off both."""
    reports, few = folder / "reports", folder / "few"
    _write(few, texts[:1])
    run(few, folder / "smallest")
    _write(few, [Text(f"new_{name}", f"{text}\n又收到申请1件。\n") for name, text in texts[:1]])
    least = run(few, folder / "smallest").without_publishing  # one report and one new: what every run costs
    _write(reports, texts)
    whole = run(reports, folder / "whole")
    _write(reports, [Text(f"new_{name}", f"{text}\n又收到申请1件。\n") for name, text in texts[::NEW]])
    new = run(reports, folder / "whole")
    nothing = run(reports, folder / "whole")
    all_of_it = whole.without_publishing - least
    return [
        _share(f"run, 1 % new of {len(texts)}", new, (new.without_publishing - least) / all_of_it, "at most 0.03"),
        _share(f"run, nothing new of {len(texts)}", nothing, nothing.without_publishing / all_of_it, ""),
        _peak(len(texts), whole, "at most 1.2"),
    ]


def peak_of_more(texts: Sequence[Text], folder: Path) -> Measured:
    """The peak of memory with more reports."""
    _write(folder / "more", texts)
    return _peak(len(texts), run(folder / "more", folder / "whole_of_more"), "within 15 % of the other")


def _share(name: str, ran: Ran, share: float, target: str) -> Measured:
    return Measured(name, "the whole, without fixed cost", share, [share], ran.seconds, target)


def _peak(reports: int, ran: Ran, target: str) -> Measured:
    said = ", ".join(f"{stage} {peak / 1e9:.2f}" for stage, peak in ran.peaks.items())
    return Measured(
        f"peak of {reports} reports, GB", said, ran.peak_bytes / 1e9, [ran.peak_bytes / 1e9], ran.seconds, target
    )


def run(reports: Path, home: Path) -> Ran:
    """Runs the command over the reports, without Prefect, and watches it."""
    begun = time.perf_counter()
    command = [
        *(GONGKAI, "run", "--no-prefect", "--raw", reports),
        *("--warehouse", home / "bench.duckdb", "--publish", home / "out"),
    ]
    log = home.with_suffix(".log")
    peaks: dict[str, int] = {}
    with log.open("w+") as said, subprocess.Popen(list(map(str, command)), stdout=said, stderr=said) as process:
        while process.poll() is None:
            stage = (re.findall(r"^(\w+):", log.read_text(), re.M) or ["start"])[-1]
            peaks[stage] = max(peaks.get(stage, 0), memory(process.pid))
            time.sleep(INTERVAL)
    text = log.read_text()
    if process.returncode:
        raise SystemExit(text)
    stages = {name: float(seconds) for name, seconds in _STAGE.findall(re.search(r"^time.*$", text, re.M)[0])}
    return Ran(stages, time.perf_counter() - begun, peaks)


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
