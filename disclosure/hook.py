"""One command of the user's own that is told how a run ended: to write a letter, ring a bell, ping a monitor."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from typing import NamedTuple

ON_SUCCESS, ON_FAILURE = "GONGKAI_ON_SUCCESS", "GONGKAI_ON_FAILURE"
SECONDS = 60


class Hooks(NamedTuple):
    """The commands, as a shell would be given them; no shell is started for them. None: nobody is told."""

    on_success: str | None = None
    on_failure: str | None = None

    @classmethod
    def of(cls, on_success: str | None, on_failure: str | None) -> Hooks:
        """Those named, else those of the environment."""
        return cls(on_success or os.environ.get(ON_SUCCESS), on_failure or os.environ.get(ON_FAILURE))

    def tell(self, outcome: Mapping[str, object], progress: Callable[[str], None]) -> None:
        """Runs the command for this outcome with the outcome as JSON on its standard input.

        `outcome` has "status", success or failure. A hook that fails is told, and changes nothing about the run.
        """
        command = self.on_success if outcome["status"] == "success" else self.on_failure
        if not command:
            return
        try:
            done = subprocess.run(
                shlex.split(command),
                input=json.dumps(outcome, ensure_ascii=False, default=str),
                text=True,
                stdout=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            progress(f"hook: {command.split()[0]} did not run: {type(error).__name__}")
            return
        if done.returncode:
            progress(f"hook: {command.split()[0]} ended with {done.returncode}")
