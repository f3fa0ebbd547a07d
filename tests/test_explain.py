"""gongkai explain: the same rows and verdicts as a run, in words that a person can follow, and nothing stored."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from command_support import ROOT, Sample, ask
from landing_support import write

from disclosure.cli import main
from disclosure.explaining.explanation import Explanation, explain

EXPLAINED = sorted(path for path in (ROOT / "raw").iterdir() if path.name != "manifest.csv")[::3]

REPORT = """某某区城管局2012年政府信息公开工作年度报告
一、办理情况
全年受理投诉200件,其中噪声类120件,办结180件,办结率90%。
二、收费情况
2012年3月1日起,未收取任何费用。
三、复查
全年受理举报50件,办结40件,办结率70%。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write(tmp_path / "report.txt", REPORT)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = write(tmp_path_factory.mktemp("said") / "report.txt", REPORT)
    with redirect_stdout(StringIO()) as out:
        assert main(["explain", str(path)]) == 0
    return out.getvalue().splitlines()


@cache
def explained(file: Path) -> Explanation:
    return explain(file)


def line_with(said: list[str], *words: str) -> str:
    found = [line for line in said if all(word in line for word in words)]
    assert found, f"no line with {words}"
    return found[0]


@pytest.mark.parametrize("file", EXPLAINED, ids=lambda path: path.name)
def test_verdicts_are_those_of_a_run(sample: Sample, file: Path) -> None:
    verdicts = explained(file).verdicts

    of_run = ask(
        sample.published,
        "select rate_id, computed_pct, tolerance_pct, status from marts.fct_rate_consistency "
        f"where source_name = '{file.name}'",
    )
    assert {rate_id: tuple(verdict) for rate_id, verdict in verdicts.rates.items()} == {
        rate_id: tuple(verdict) for rate_id, *verdict in of_run
    }


@pytest.mark.parametrize("file", EXPLAINED, ids=lambda path: path.name)
def test_figures_are_those_of_a_run(sample: Sample, file: Path) -> None:
    of_run = ask(
        sample.published,
        "select activity_id, agency_name, value, matter from marts.fct_disclosure_activity "
        f"where source_name = '{file.name}' order by char_start, char_end, activity_id",
    )
    report = explained(file).report
    assert [(row.activity_id, report.report.agency_name, row.value, row.matter) for row in report.figures] == of_run


def test_contradictions_are_those_of_a_run(sample: Sample) -> None:
    of_run = ask(
        sample.published,
        "select source_name, explanation_zh from marts.fct_findings where document_id = other_document_id order by all",
    )
    files = {source_name for source_name, _ in of_run}
    found = [
        (file, contradiction.explanation_zh)
        for file in files
        for contradiction in explained(ROOT / "raw" / file).verdicts.contradictions
    ]
    assert sorted(found) == of_run != []


def test_a_sentence_stands_above_what_is_read_from_it(said: list[str]) -> None:
    sentence = said.index(line_with(said, "全年受理投诉200件"))
    figure = said.index(line_with(said, "figure", "200件 = 200 件", "accepted 受理"))
    assert sentence < figure < sentence + 6


@pytest.mark.parametrize(
    "words",
    [
        ("rate", "90% = 90 %", "closing_rate 办结率", "rule "),
        ("consistent: 180件 / 200件 = 90 %, allowed ± 0.5",),
        ("inconsistent: 40件 / 50件 = 80 %",),
        ("figure", "120件", "part of 200件"),
        ("implied", "= 0 元", "fees_collected"),
        ("2012年", "date"),
    ],
    ids=["rate", "arithmetic", "contradicted rate", "part of a total", "without a digit", "no figure, with its reason"],
)
def test_what_is_told(said: list[str], words: tuple[str, ...]) -> None:
    assert line_with(said, *words)


def test_a_contradiction_is_told_in_both_languages(said: list[str]) -> None:
    rest = said[said.index("Contradictions: 1") :]
    assert line_with(rest, "70%")
    assert line_with(rest, "40件 ÷ 50件", "。")
    assert line_with(rest, "its counts give 100 × 40件 ÷ 50件 = 80%.")


def test_nothing_is_stored(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(report.parent)
    main(["explain", "report.txt"])
    assert list(report.parent.iterdir()) == [report]


def test_json_holds_the_rows_and_their_verdicts(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "--json", str(report)])
    records = json.loads(capsys.readouterr().out)

    assert records["report"]["source_name"] == "report.txt"
    first = records["figures"][0]
    assert (first["quote"], Decimal(first["value"])) == ("200件", 200)
    assert [rate["status"] for rate in records["rates"]] == ["consistent", "inconsistent"]
    for figure in records["figures"]:
        assert REPORT[figure["char_start"] : figure["char_end"]] == figure["quote"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "source-empty"), (b"\xff\xd8\xff\xe0\x00\x10JFIF", "source-unsupported-type")],
    ids=["an empty file", "a picture called .txt"],
)
def test_what_landing_would_reject_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, code: str
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert main(["explain", str(tmp_path / "a.txt")]) == 1
    assert capsys.readouterr().err.startswith(f"error {code}: ")


def test_a_manifest_beside_the_report_is_read(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (report.parent / "manifest.csv").write_text("file,agency_name\nreport.txt,某某区城市管理局\n", encoding="utf-8")
    main(["explain", str(report)])
    assert "某某区城市管理局" in capsys.readouterr().out.splitlines()[2]
