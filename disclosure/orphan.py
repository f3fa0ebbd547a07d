"""A child process that ends with its parent, however that ends: after kill -9 nobody else would tell it."""

from __future__ import annotations

import os
import signal
import threading
import time

SECONDS_BETWEEN_LOOKS = 0.5


def end_with(parent: int) -> None:
    """From now on this process is killed once its parent is no longer the process of this number.

    Looked at, rather than asked of the system: prctl is Linux alone, and speaks of the parent's thread.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGKILL)
