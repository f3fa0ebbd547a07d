"""Thousands of spoilt files: each is landed or rejected with a reason, none is dropped, none ends or holds up a run."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from command_support import ROOT
from landing_support import ask

from disclosure.extraction.numeral import parse
from disclosure.reading import read_report
from disclosure.stages.extract import extract
from disclosure.stages.land import land

LONG = [pytest.mark.faults, pytest.mark.timeout(36_000)]
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16", "utf-8-sig", "hz")
CLAUSES = re.compile(r"[^，。；,;]{1,80}[，。；,;]")
RATE_NAMES = re.compile("[一-鿿]{1,6}率")
NUMBERS = re.compile(r"\d[\d.]*")
SPLICES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u202e\u200b\u00ad".encode(),
    "９９９９９９９９９９９９９９９９９９９９件".encode(),
    b"9" * 5000,
    "1e3件，0x1F件，1_000件，-5件，1.2.3件".encode(),
    b"<div>" * 300,
    b"<table><td colspan=1000000000>1",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<script>",
    b"]]>",
    b"=cmd|' /C calc'!A0\t",
    b"'; drop table raw.documents; --",
    "万亿亿亿亿亿件".encode(),
    "办结率101.5%，".encode() * 50,
)


def samples() -> list[bytes]:
    paths = sorted((ROOT / "raw").iterdir()) + sorted((ROOT / "tests" / "reports" / "dev").glob("*.txt"))
    return [path.read_bytes() for path in paths if path.suffix in (".txt", ".md", ".html")]


def recombined(data: bytes, other: bytes, chance: random.Random) -> str:
    """Clauses of two reports in a row that neither has, some without their rates' names or with other counts."""
    clauses = [
        clause for report in (data, other[:6000]) for clause in CLAUSES.findall(report.decode("utf-8", "ignore"))
    ]
    told = [chance.choice(clauses) for _ in clauses[:60]]
    return "".join(
        chance.choice((clause, RATE_NAMES.sub("", clause), NUMBERS.sub(chance.choice(("0", "1", "000")), clause)))
        for clause in told
    )


def mutated(reports: list[bytes], chance: random.Random) -> bytes:
    """A report after one to four accidents. Every second one is text for all that, since what is none is never read."""
    data = chance.choice(reports)[: chance.choice((400, 1500, 6000))]
    for _ in range(chance.randrange(1, 5)):
        place, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        match chance.randrange(8):
            case 0:
                data = data[:place]
            case 1:
                data = data[:place] + data[end:]
            case 2:
                data = data[:place] + chance.choice(SPLICES) + data[place:]
            case 3:
                data = data[:place] + chance.randbytes(chance.randrange(1, 9)) + data[place:]
            case 4:
                data = data[:end] + data[place:end] * chance.randrange(1, 4) + data[end:]
            case 5:
                text = data.decode("utf-8", "ignore")
                data = text.encode(chance.choice(ENCODINGS), "ignore")
            case 6:
                other = chance.choice(reports)
                data = data[:place] + other[:place] + data[place:]
            case 7:
                data = recombined(data, chance.choice(reports), chance).encode()
        data = data[:60_000]
    return data.decode("utf-8", "ignore").encode() if chance.random() < 0.5 else data


@pytest.mark.parametrize("written", ["万亿亿亿亿亿", "9" * 40, "九" * 40, "1" + "0" * 15, "9" * 5000])
def test_an_absurd_number_is_none(written: str) -> None:
    assert parse(written) is None


@pytest.mark.parametrize(
    "text",
    [
        "三、反映问题\n林权纠纷93件(7.2%)、教育体育109件(8.4%)、物业管理52件(4.0%)、",
        "会办17件,0份,满意120份,满意率96.5%。",
    ],
    ids=["shares without a name", "content of none asked"],
)
def test_what_once_ended_a_reading_is_read(text: str) -> None:
    assert read_report("a" * 64, "report.txt", text).rates


@pytest.mark.parametrize("count", [500, pytest.param(20_000, marks=LONG)])
def test_every_spoilt_file_is_accounted_for(tmp_path: Path, count: int) -> None:
    reports, chance, folder = samples(), random.Random(count), tmp_path / "raw"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05d}.{chance.choice(('txt', 'html', 'md'))}").write_bytes(mutated(reports, chance))
    warehouse = tmp_path / "w.duckdb"

    landed = land([folder], warehouse)
    read = extract(warehouse)

    assert landed.offered == count == landed.landed + landed.unchanged + landed.duplicate + landed.rejected
    assert ask(warehouse, "select count(*), count(distinct source_uri) from raw.sightings") == [(count, count)]
    assert ask(warehouse, "select count(*) from raw.documents") == [(landed.landed,)]
    unexplained = (
        "select 1 from raw.sightings anti join raw.rejected_documents using (rejection_id) where outcome = 'rejected'"
    )
    assert ask(warehouse, unexplained) == []
    assert (read.documents, read.failed) == (landed.landed, 0)
    assert landed.rejected > 0
    assert landed.landed > count / 2
    absurd = "select quote, value from staging.ext_figure where value < 0 or value >= 1e20"
    assert ask(warehouse, absurd) == []
