"""Run by the Python of .venv-bench: sentence split, money and time extraction of jionlp over the texts of a file.

    python jionlp_pass.py texts.json     a JSON list of strings; prints the seconds of computing

Stands alone, because jionlp and what it needs are kept apart from what the project installs.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path

import jionlp


def read(text: str) -> None:
    """What comes nearest to a pass of extraction: sentences, and money and times in each."""
    for sentence in jionlp.split_sentence(text):
        jionlp.ner.extract_money(sentence)
        jionlp.ner.extract_time(sentence)


def main() -> None:
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    # it prints a trace for every string that it cannot parse
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        read(texts[0])
        begun = time.process_time()
        for text in texts:
            read(text)
        seconds = time.process_time() - begun
    print(seconds)


if __name__ == "__main__":
    main()
