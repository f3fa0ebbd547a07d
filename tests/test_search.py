"""Search in the published sample file: ranked as BM25 ranks, in plain SQL, and printed with the words marked."""

from __future__ import annotations

import math
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from command_support import Sample, ask

from disclosure.cli import main
from disclosure.search import query
from disclosure.search.printing import IN_BRACKETS, IN_COLOUR, in_lines
from disclosure.search.query import Found, Hit, Sentence, search
from disclosure.search.segmentation import Segmenter

PLACE = re.compile(r"^  (?P<name>\S+):(?P<start>\d+)-(?P<end>\d+)  (?P<text>.*)$", re.M)


@pytest.fixture(autouse=True)
def one_segmenter(segmenter: Segmenter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "Segmenter", lambda: segmenter)


@pytest.fixture(scope="module")
def folder(sample: Sample) -> Path:
    return sample.published.parent


def printed(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> str:
    assert main(["search", *arguments, "--publish", str(folder)]) == 0
    return capsys.readouterr().out


def ranked(sample: Sample, words: str) -> list[tuple[str, int, float]]:
    return ask(sample.published, f"select source_name, words_found, score from marts.search_reports('{words}')")


@pytest.mark.parametrize("words", ["办结率", "行政复议 维持", "申请 答复 的"])
def test_the_macro_scores_by_bm25(sample: Sample, words: str) -> None:
    """Okapi BM25 with k1 1.2 and b 0.75, written down once more from the textbook."""
    lengths = dict(ask(sample.published, "select document_id, term_total from marts.fct_text_length"))
    average = sum(lengths.values()) / len(lengths)
    expected: dict[str, float] = {}
    for word in words.split():
        found = ask(sample.published, f"select document_id, occurrences from marts.fct_term where term = '{word}'")
        weight = math.log(1 + (len(lengths) - len(found) + 0.5) / (len(found) + 0.5))
        for document_id, often in found:
            score = weight * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * lengths[document_id] / average))
            expected[document_id] = expected.get(document_id, 0) + score

    scored = dict(ask(sample.published, f"select document_id, score from marts.search_reports('{words}')"))
    assert scored == pytest.approx(expected)
    assert scored


def test_the_best_report_comes_first(sample: Sample) -> None:
    scores = [score for *_, score in ranked(sample, "投诉 举报")]
    assert scores == sorted(scores, reverse=True)


def test_words_found_counts_each_word_once(sample: Sample) -> None:
    found = {words_found for _, words_found, _ in ranked(sample, "申请 行政诉讼 申请")}
    assert found == {1, 2}


@pytest.mark.parametrize("words", ["", "   ", "没有这个词"], ids=["nothing", "blanks", "an unknown word"])
def test_no_word_gives_no_report(sample: Sample, words: str) -> None:
    assert ranked(sample, words) == []


@pytest.mark.parametrize("blanks", ["申请  答复", " 申请\t答复\n"], ids=["two blanks", "tab and line end"])
def test_any_blanks_stand_between_words(sample: Sample, blanks: str) -> None:
    assert ranked(sample, blanks) == ranked(sample, "申请 答复")


def test_the_macro_is_described(sample: Sample) -> None:
    ((comment,),) = ask(
        sample.published, "select comment from duckdb_functions() where function_name = 'search_reports'"
    )
    assert comment.startswith("One row a report")


def test_every_report_can_be_searched(sample: Sample, folder: Path) -> None:
    found = search(folder, ["公开"])
    assert (found.unsearchable, found.reports) == (0, len(ranked(sample, "公开")))


def test_a_found_sentence_stands_where_it_says(
    sample: Sample, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(capsys, folder, "办结率")
    texts = dict(ask(sample.warehouse, "select source_name, raw_text from raw.documents where is_current"))
    places = list(PLACE.finditer(said))

    assert len(places) > 10
    for place in places:
        written = texts[place["name"]][int(place["start"]) : int(place["end"])]
        assert place["text"].replace("【", "").replace("】", "") == " ".join(written.split())
        assert "【办结率】" in place["text"] or "办结率" not in written


def test_words_are_found_as_a_reader_would_type_them(folder: Path) -> None:
    """Traditional characters, full width, and a phrase of several words."""
    assert search(folder, ["辦結率"]).hits == search(folder, ["办结率"]).hits
    assert search(folder, ["１２３１９"]).hits == search(folder, ["12319"]).hits
    assert any("办结率" in sentence.text for hit in search(folder, ["投诉办结率"]).hits for sentence in hit.sentences)


def test_words_in_traditional_texts_are_found_and_marked(folder: Path) -> None:
    hits = search(folder, ["投诉"], limit=100).hits
    marked = {sentence.text[start:end] for hit in hits for sentence in hit.sentences for start, end in sentence.marks}
    assert "投诉" in marked


@pytest.mark.parametrize(
    ("options", "condition"),
    [
        (["--year", "2012"], "report_year = 2012"),
        (["--region", "340000"], "region_code like '34%'"),
        (["--region", "230100"], "region_code like '2301%'"),
        (["--region", "520381"], "region_code = '520381'"),
        (["--region", "34", "--year", "2016"], "region_code like '34%' and report_year = 2016"),
    ],
    ids=["a year", "a province", "a city", "a county", "both"],
)
def test_reports_can_be_limited(
    sample: Sample, folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], condition: str
) -> None:
    said = printed(capsys, folder, "受理", "办结", *options, "--limit", "100")
    wanted = ask(
        sample.published,
        f"select source_name from marts.search_reports('受理 办结') where {condition} order by score desc, source_name",
    )

    assert re.findall(r"^\S.*?(\S+)  \(\d+\.\d\d\)$", said, re.M) == [name for (name,) in wanted]
    assert wanted


def test_no_more_reports_than_asked_for(sample: Sample, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of_all = len(ranked(sample, "公开"))
    assert printed(capsys, folder, "公开", "--limit", "2").splitlines()[-1] == f"2 of {of_all} reports with 公开"


FOUND = Found(["办结"], [Hit("a.txt", None, 2016, 1.5, [Sentence("共办结\n3件", 7, 13, [(1, 3)])], 2)], 9, 0)


@pytest.mark.parametrize(
    ("marking", "line"),
    [(IN_BRACKETS, "  a.txt:7-13  共【办结】 3件"), (IN_COLOUR, "  a.txt:7-13  共\x1b[1;31m办结\x1b[0m 3件")],
    ids=["brackets", "colour"],
)  # fmt: skip
def test_a_hit_is_printed_with_source_place_and_marks(marking: object, line: str) -> None:
    assert list(in_lines(FOUND, marking)) == [
        "2016  a.txt  (1.50)", line, "  (2 more)", "1 of 9 reports with 办结"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["。"], "no-word"), (["办结"], "not-published")],
    ids=["no word", "nothing published"],
)
def test_what_cannot_be_searched_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    target = folder if code == "no-word" else tmp_path

    assert main(["search", *arguments, "--publish", str(target)]) == 1
    assert capsys.readouterr().err.startswith(f"error {code}: ")


@pytest.mark.parametrize(
    "damage",
    ["drop macro table marts.search_reports", "delete from marts.fct_text_length"],
    ids=["no macro", "no terms"],
)
def test_a_file_without_terms_is_told(
    sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    shutil.copyfile(sample.published, tmp_path / "current.duckdb")
    (tmp_path / "current.duckdb").chmod(0o644)
    with duckdb.connect(str(tmp_path / "current.duckdb")) as connection:
        connection.execute(damage)

    assert main(["search", "办结", "--publish", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("error not-segmented: ")


@pytest.mark.parametrize("code", ["abc", "3400000", "３４"])
def test_a_region_is_a_code(capsys: pytest.CaptureFixture[str], code: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["search", "办结", "--region", code])
    assert stop.value.code == 2
    assert "GB/T 2260" in capsys.readouterr().err
