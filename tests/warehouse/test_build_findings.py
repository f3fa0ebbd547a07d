"""Which contradictions become findings, where they are anchored, and which are left alone."""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import pytest
from hand_made import HandMade

Samples = dict[str, HandMade]


class Said(NamedTuple):
    """What a finding says."""

    kind: str
    severity: str
    quote: str
    other_quote: str
    expected: str
    found: str


FINDINGS = {
    "wrong_rate": [
        Said("rate_mismatch", "hard", "57.5%", "400件,采纳建议300件", "75%", "57.5%"),
        Said("rate_mismatch", "soft", "20%", "300件", "0%", "20%"),
    ],
    "complete_list": [Said("parts_mismatch", "hard", "30件", "11件、12件和13件", "36件", "30件")],
    "partial_list": [Said("parts_mismatch", "hard", "40条", "45条,公告18条", "63条", "40条")],
    "kinds_beyond_their_total": [Said("parts_mismatch", "hard", "90件", "40件、停车35件、供水20件", "95件", "90件")],
    "outcomes_beyond_their_total": [
        Said("parts_mismatch", "hard", "61件", "30件、不予公开20件、信息不存在13件", "63件", "61件")
    ],
    "ways_in_beyond_their_total": [],
    "repeated": [Said("repeat_conflict", "hard", "530条", "700余条", "700–799条", "530条")],
    "repeated_elsewhere": [],
    "inverted_funnel": [Said("funnel_inversion", "soft", "75件", "70件", "≤ 70件", "75件")],
    "inverted_funnel_with_some_carried_in": [Said("funnel_inversion", "soft", "56件", "50件", "≤ 55件", "56件")],
    "inverted_funnel_beside_a_part": [Said("funnel_inversion", "soft", "62件", "60件", "≤ 60件", "62件")],
    "form_2019": [],
    "form_2020": [
        Said("cross_year_break", "soft", "98", "100", "97", "98"),
        Said("statutory_identity", "hard", "22", "21", "23", "22"),
    ],
    "form_2021": [
        Said("cross_year_break", "soft", "3", "2", "2", "3"),
        Said("statutory_identity", "hard", "5", "1 0 2 1", "4", "5"),
    ],
    "form_2022": [Said("statutory_identity", "hard", "2.5", "2.5", "0, 1, 2 …", "2.5")],
    "true_funnel": [],
    "rates_without_counts": [],
    "shared_percentage": [],
    "inexact_list": [],
    "explained_funnels": [],
    "current": [],
    "table": [],
}


@pytest.mark.parametrize("document", FINDINGS)
def test_the_findings_of_a_document(marts: duckdb.DuckDBPyConnection, samples: Samples, document: str) -> None:
    found = marts.execute(
        "select kind, severity, quote, other_quote, expected, found from fct_findings "
        "where document_id = ? order by all",
        [samples[document].document_id],
    ).fetchall()

    assert [Said(*row) for row in found] == FINDINGS[document]


@pytest.mark.parametrize(
    ("quote", "zh", "en"),
    [
        pytest.param(
            "57.5%",
            "处理率写作“57.5%”(57.5% ± 0.05),按所依据的数据为 100 × 300件 ÷ 400件 = 75%。",
            "Handling rate is stated as “57.5%” (57.5% ± 0.05), its counts give 100 × 300件 ÷ 400件 = 75%.",
            id="rate",
        ),
        pytest.param(
            "20%",
            "增长写作“20%”(20% ± 0.5),按所依据的数据为 100 × (300件 − 300件) ÷ 300件 = 0%。",
            "Change on a year before is stated as “20%” (20% ± 0.5), its counts give "
            "100 × (300件 − 300件) ÷ 300件 = 0%.",
            id="change",
        ),
        pytest.param(
            "30件",
            "合计为 30件,而所列 3 项之和为 11 + 12 + 13 = 36件。",
            "The total is stated as 30件, the 3 listed parts add up to 11 + 12 + 13 = 36件.",
            id="complete list",
        ),
        pytest.param(
            "40条",
            "合计为 40条,而所列 2 项之和为 45 + 18 = 63条,其中一项已超过合计。",
            "The total is stated as 40条, the 2 listed parts add up to 45 + 18 = 63条, "
            "and one part is larger than the total.",
            id="list that leaves parts out",
        ),
        pytest.param(
            "90件",
            "合计为 90件,而所列 3 项之和为 40 + 35 + 20 = 95件,已超过合计。",
            "The total is stated as 90件, the 3 listed parts add up to 40 + 35 + 20 = 95件, which is more than the total.",
            id="kinds that come to more",
        ),
        pytest.param(
            "530条",
            "同一事项前后不一:前文“700余条”即 700–799条,后文“530条”即 530条。",
            "The same thing is stated twice: first “700余条” (700–799条), later “530条” (530条).",
            id="repeat",
        ),
        pytest.param(
            "75件",
            "办结 75件 多于受理 70件,文中没有上年结转。",
            "Closed 75件 is more than accepted 70件, and the report carries nothing in from the year before.",
            id="funnel",
        ),
        pytest.param(
            "56件",
            "办结 56件 多于受理 50件,加上文中结转的 5件 仍不足。",
            "Closed 56件 is more than accepted 50件, even with all that the report carries over, 5件.",
            id="funnel with cases carried in",
        ),
        pytest.param(
            "22",
            "总计:本年度办理结果总计写作 22,应为 21 + 4 − 2 = 23(T3-1,国办公开办函〔2019〕60号)。",
            "Total: Processed in all is 22, it should be 21 + 4 − 2 = 23 (T3-1, 国办公开办函〔2019〕60号).",
            id="identity of a form",
        ),
        pytest.param(
            "98",
            "2020 年行政许可写作 98,按上一年度报告应为 100 + -3 = 97(X3)。",
            "Licences of 2020 is 98, by the report of the year before it should be 100 + -3 = 97 (X3).",
            id="year after year",
        ),
    ],
)
def test_a_finding_explains_itself_with_the_arithmetic(
    marts: duckdb.DuckDBPyConnection, quote: str, zh: str, en: str
) -> None:
    said = marts.execute("select explanation_zh, explanation_en from fct_findings where quote = ?", [quote]).fetchall()

    assert said == [(zh, en)]


def test_nothing_is_acknowledged_unless_somebody_did(marts: duckdb.DuckDBPyConnection) -> None:
    assert marts.execute("select count(*) from fct_findings where acknowledged").fetchall() == [(0,)]
