"""Work on one batch after the other, here or in processes of its own, whose memory is the system's again when they end."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from disclosure.errors import GongkaiError
from disclosure.orphan import end_with

Job = TypeVar("Job")
Result = TypeVar("Result")


def run_jobs(work: Callable[[Job], Result], jobs: Iterable[Job], processes: int) -> Iterator[Result]:
    """The results of the jobs in their order; without processes the work is done here, with some at most one job more than
    processes is under way. `work` must be a function of a module, so that a process can import it.

    Raises GongkaiError where a process dies (out of memory, say).
    """
    if not processes:
        yield from map(work, jobs)
        return
    # spawn: a forked child would share the parent's open DuckDB file
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=end_with, initargs=(os.getpid(),)) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for job in jobs:
                waiting.append(pool.submit(work, job))
                if len(waiting) > processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise GongkaiError(
                "reader-died",
                "A process that was reading reports was ended by the system, most likely for want of memory.",
                "Run again with fewer workers; what was committed stands.",
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)
