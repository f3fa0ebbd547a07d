"""make bench: measures, prints a table, and writes bench/latest.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from bench.growth import growing, peak_of_more
from bench.measuring import Measured
from bench.peers import against_jionlp, is_installed
from bench.reading import against_one_pattern
from bench.stages import building, building_many, landing_and_extraction
from bench.texts import Text, of_places, varied
from disclosure.rule_coverage import texts as reports_in

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "raw"
FOLDERS = (ROOT / "tests" / "reports" / "dev", RAW)
LATEST = Path(__file__).with_name("latest.json")
PARTS = ("reading", "jionlp", "stages", "build", "growth", "places", "memory")
MANY, MORE = 20_000, 60_000  # reports of the parts growth and places, and of memory


def measure(
    reports: list[tuple[str, str]], texts: Sequence[Text], parts: Sequence[str], rounds: int
) -> Iterator[Measured]:
    """The ratios of these parts, one by one as they are known."""
    if "reading" in parts:
        yield from against_one_pattern(texts, rounds)
    if "jionlp" in parts:
        if is_installed():
            yield against_jionlp(texts, rounds)
        else:
            print("jionlp is not installed, so it is not measured: make bench installs it", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        if "stages" in parts:
            yield from landing_and_extraction(texts, rounds, Path(folder))
        if "build" in parts:
            yield building(RAW, rounds, Path(folder))
            yield building_many(texts, rounds, Path(folder))
        if "growth" in parts:
            yield from growing(varied(reports, MANY), Path(folder, "growth"), str(MANY))
        if "places" in parts:
            texts_of_places = of_places(varied(reports, MANY), len(reports))
            yield from growing(texts_of_places, Path(folder, "places"), f"{MANY} of places")
        if "memory" in parts:
            yield peak_of_more(varied(reports, MORE), Path(folder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the measurements asked for and returns the exit code: 0, however slow."""
    options = _parser().parse_args(arguments)
    reports = list(reports_in(options.reports))
    texts = varied(reports, options.count)
    print(f"{len(texts)} texts of {mean(len(text) for _, text in texts):.0f} characters on average\n")
    print(f"{'':34} {'ratio':>7}  {'rounds':20} {'against':36} target", flush=True)
    found = []
    for measured in measure(reports, texts, options.only, options.rounds):
        found.append(measured)
        rounds = " ".join(f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}" for ratio in measured.rounds)
        print(
            f"{measured.name:34} {measured.ratio:7.2f}  {rounds:20} {measured.reference:36} {measured.target}",
            flush=True,
        )
    options.json.write_text(json.dumps(_record(texts, found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _record(texts: Sequence[Text], found: Sequence[Measured]) -> dict[str, object]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "texts": len(texts),
        "mean_characters": round(mean(len(text) for _, text in texts)),
        "ratios": [measured._asdict() for measured in found],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="How fast the stages are, as ratios within one run."
    )
    parser.add_argument("--count", type=int, default=5000, metavar="N", help="texts to make (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the median counts (default: %(default)s)")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=PARTS,
        default=PARTS,
        help="parts to measure (default: all; growth, places and memory take an hour)",
    )
    parser.add_argument(
        "--reports", nargs="+", type=Path, default=FOLDERS, metavar="PATH", help="reports or folders of them to repeat"
    )
    parser.add_argument("--json", type=Path, default=LATEST, metavar="FILE", help="default: bench/latest.json")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
