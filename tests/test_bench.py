"""The measurements of make bench: that they measure what they say. Nothing here depends on how fast a machine is."""

import json

import pytest

from bench.__main__ import main
from bench.measuring import compare
from bench.reading import NUMBER_FIRST
from bench.texts import varied

REPORTS = [("a.txt", "2021年受理1234件,第3次会议。"), ("b.txt", "拨打12345。")]


def test_texts_are_repeated_with_other_digits_of_the_same_length_and_the_same_years():
    first, second, third = varied(REPORTS, 3)

    assert (first.name, second.name, third.name) == ("00000_a.txt", "00001_b.txt", "00002_a.txt")
    assert len(first.text) == len(third.text) == len(REPORTS[0][1])
    assert first.text != third.text
    assert first.text.startswith("2021年受理")
    assert first.text.endswith("件,第3次会议。")


def test_the_same_texts_are_made_again():
    assert varied(REPORTS, 5) == varied(REPORTS, 5)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        pytest.param("受理1,234件", ["1,234件"], id="separator and measure word"),
        pytest.param("投入3.5万元", ["3.5万元"], id="decimal and scale"),
        pytest.param("三十余人次", ["三十余人次"], id="Chinese numeral"),
        pytest.param("二十大精神", [], id="Chinese numeral without measure word"),
    ],
)
def test_the_reference_pattern_reads_numbers_with_measure_words(said, found):
    assert NUMBER_FIRST.findall(said) == found


def test_a_ratio_is_the_median_of_its_rounds():
    measured = compare("ours", "theirs", [2.0, 9.0, 4.0], [1.0, 1.0, 1.0])

    assert (measured.ratio, measured.rounds, measured.seconds) == (4.0, [2.0, 9.0, 4.0], 4.0)


def test_what_was_measured_is_written_down(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("全年受理来信12件,办结12件。", encoding="utf-8")
    written = tmp_path / "latest.json"

    assert (
        main(
            ["--count", "50", "--rounds", "1", "--only", "reading", "--reports", str(tmp_path), "--json", str(written)]
        )
        == 0
    )

    record = json.loads(written.read_text(encoding="utf-8"))
    assert record["texts"] == 50
    assert [ratio["name"] for ratio in record["ratios"]] == ["extraction", "extraction"]
    assert "one number-first pattern" in capsys.readouterr().out
