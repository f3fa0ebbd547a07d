"""Which rules fire where: counted by rows and reports, with the rules that stand on one report or none marked."""

from pathlib import Path

import pytest

from disclosure.reading import read_report
from disclosure.rule_coverage import Coverage, coverage, known_rules, lines, main, texts
from disclosure.vocabulary import measures

REPORTS = Path(__file__).parent / "reports" / "dev"
RAW = Path(__file__).parent.parent / "raw"


def test_only_reports_are_read_and_what_landing_rejects_is_left_out(tmp_path):
    (tmp_path / "b.txt").write_text("受理信件8件。", encoding="gb18030")
    (tmp_path / "a.html").write_text("<html><body><p>办结9件。</p></body></html>", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"kind": "report"}\n', encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file\nb.txt\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")

    assert [(name, text.strip()) for name, text in texts([tmp_path])] == [
        ("a.html", "办结9件。"),
        ("b.txt", "受理信件8件。"),
    ]


def test_a_rule_counts_its_rows_and_its_reports():
    said = {"a": "共受理来信8件,办结7件。", "b": "全年受理来信6件。"}
    found = coverage((name, read_report(name, name, text)) for name, text in said.items())

    assert Coverage("figure", "figure.arabic", 3, ("a", "b")) in found


@pytest.mark.parametrize(
    ("reports", "mark"),
    [
        pytest.param((), "nowhere", id="nowhere"),
        pytest.param(("a.txt",), "one report only: a.txt", id="one report"),
        pytest.param(("a.txt", "b.txt"), "2", id="several reports"),
    ],
)
def test_rules_that_stand_on_one_report_or_none_are_marked(reports, mark):
    row = list(lines([Coverage("rate", "rate.named", 5, reports)], 2))[1]

    assert row.endswith(mark)


def test_every_rule_that_fires_is_known():
    reports = ((name, read_report("", name, text)) for name, text in texts([REPORTS, RAW]))
    met = {(each.kind, each.rule) for each in coverage(reports) if each.rows}
    # a percentage without a name of its own carries on the rate before it, whichever that is
    carried = {("rate", f"rate.{code}") for code in measures()}

    assert met
    assert met - carried <= set(known_rules())


def test_the_command_prints_the_table(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("受理信件8件。", encoding="utf-8")

    assert main([str(tmp_path)]) == 0
    assert "one report only: a.txt" in capsys.readouterr().out


def test_a_missing_path_is_one_clear_line(tmp_path, capsys):
    assert main([str(tmp_path / "nothing")]) == 1
    assert capsys.readouterr().err.startswith("error source-missing: ")


def test_help_is_given():
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
