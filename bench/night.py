"""One run, as `gongkai run --no-prefect` makes it, in a process of its own: what each stage takes.

Called with the reports and the folder of the warehouse; the last line of its output has the seconds by stage, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from disclosure.cli_options import WORKERS
from disclosure.progress import to_stderr
from disclosure.refresh import PLAIN, Run, Stages, refresh


def processor_seconds() -> float:
    """What this process and those that it started and that ended have computed."""
    return sum(os.times()[:4])


def main(reports: str, home: str) -> None:
    """Runs all stages and prints what each took: by the clock, and in processor time."""
    took: dict[str, dict[str, float]] = {"clock": {}, "processor": {}}

    def measured(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: object, **named: object) -> Any:
            begun, computed = time.perf_counter(), processor_seconds()
            result = stage(*arguments, **named)
            took["clock"][name] = time.perf_counter() - begun
            took["processor"][name] = processor_seconds() - computed
            return result

        return run

    stages = Stages(*(measured(name, stage) for name, stage in PLAIN._asdict().items()))
    refresh(Run((Path(reports),), Path(home, "bench.duckdb"), Path(home, "out"), WORKERS), stages, to_stderr)
    print(json.dumps(took))


if __name__ == "__main__":
    main(*sys.argv[1:])
