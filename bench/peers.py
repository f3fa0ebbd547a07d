"""Extraction against jionlp, which also reads money and times from Chinese text."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.measuring import Measured, compare, cpu_seconds
from bench.reading import read_all
from bench.texts import Text

PYTHON = Path(__file__).resolve().parent.parent / ".venv-bench" / "bin" / "python"
"""Where make bench installs jionlp (bench/requirements.lock)."""

REPORTS = 20
_REPEATS = 5  # twenty reports are read too quickly to time once
_PASS = Path(__file__).with_name("jionlp_pass.py")


def is_installed() -> bool:
    """Whether jionlp can be measured here."""
    return PYTHON.exists()


def against_jionlp(texts: Sequence[Text], rounds: int) -> Measured:
    """How many times as long as our reading jionlp takes for the same twenty reports; its start-up is not counted."""
    chosen = texts[:: max(1, len(texts) // REPORTS)][:REPORTS]
    read_all(chosen)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(cpu_seconds(lambda: [read_all(chosen) for _ in range(_REPEATS)]) / _REPEATS)
        theirs.append(_jionlp_seconds(chosen))
    return compare("jionlp: sentences, money, times", "extraction", theirs, ours, "at least 40")


def _jionlp_seconds(texts: Sequence[Text]) -> float:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump([text for _, text in texts], file, ensure_ascii=False)
        file.flush()
        done = subprocess.run(
            [PYTHON, _PASS, file.name],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"},
        )
    return float(done.stdout.split()[-1])
