"""Whole reports, read and built: what sentences say against the tables, one year against the next, and sentences against each
other, is found where it was planted and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from printed_forms import indicators
from table_texts import Printed, Table, blanks, published_2021, remedies, requests, tabs

from disclosure.stages.build import build
from disclosure.stages.extract import extract
from disclosure.stages.land import land
from disclosure.stages.segment import segment

PLANTED = yaml.safe_load((Path(__file__).parent.parent / "corpus" / "planted_reports.yaml").read_text(encoding="utf-8"))
REQUESTS = {
    "received": "31 4 0 1 2 0 38",
    "carried_in": "2 0 0 0 0 1 3",
    "granted": "11 2 0 0 1 0 14",
    "partially_granted": "4 0 0 1 0 0 5",
    "law_forbids": "1 0 0 0 0 0 1",
    "third_party": "2 1 0 0 0 0 3",
    "not_held": "8 1 0 0 1 1 11",
    "complaint": "3 0 0 0 0 0 3",
    "other_other": "2 0 0 0 0 0 2",
    "other_outcome": "2 0 0 0 0 0 2",
    "closed": "31 4 0 1 2 1 39",
    "carried_out": "2 0 0 0 0 0 2",
}
PUBLISHED = {
    "regulations": "0 0 0",
    "normative_documents": "5 1 25",
    "licensing": "1204",
    "penalties": "7",
    "enforcement": "0",
    "fees": "0",
}
INDICATORS = {
    **{"published": "1342", "channel_website": "1289", "issued_normative": "7", "press_conferences": "3"},
    **{"requests": "63", "requests_in_person": "8", "requests_online": "41", "requests_letter": "14"},
    **{"closed": "61", "closed_on_time": "58", "closed_extended": "3"},
    **{"replies": "61", "already_public": "33", "agreed": "22", "not_agreed": "6", "refused_privacy": "6"},
    **{"review": "4", "review_upheld": "4", "litigation": "2", "litigation_other": "2"},
    **{"reading_points": "12", "staff": "37", "staff_full_time": "5", "staff_part_time": "32", "funds": "6.5"},
}
PUBLISHED_2019 = {"licensing": "12 0 84", "other_services": "30 0 95", "penalties": "88 0 17", "enforcement": "6 0 0"}
IN_FORCE_BEFORE = {"normative_documents": "2 0 21"}
Findings = dict[str, list[tuple[str, str, str]]]


def published_2019(values: dict[str, str]) -> Table:
    """What of 表二 of 2019 goes from year to year."""
    names = {
        "licensing": "行政许可",
        "other_services": "其他对外管理服务事项",
        "penalties": "行政处罚",
        "enforcement": "行政强制",
    }
    heads = Printed("", ("信息内容",), ("上一年项目数量", "本年增/减", "处理决定数量"))
    return [heads, *(Printed(code, (name,), tuple(values[code].split())) for code, name in names.items())]


def report(agency: str, year: int, said: str, values: dict[str, str]) -> str:
    """A report in the form of its year. What is carried over another way than usual is received so much more or less."""
    of_requests = REQUESTS | {code: cells for code, cells in values.items() if code in REQUESTS}
    of_requests["received"] = " ".join(
        str(int(closed) + int(carried_out) - int(carried_in))
        for closed, carried_out, carried_in in zip(
            *(of_requests[code].split() for code in ("closed", "carried_out", "carried_in")), strict=True
        )
    )
    form, published = (2021, published_2021(PUBLISHED | values)) if year > 2020 else (
        2019, published_2019(PUBLISHED_2019 | values)
    )  # fmt: skip
    return (
        f"{agency}{year}年政府信息公开工作年度报告\n一、总体情况\n{said}\n二、主动公开政府信息情况\n{tabs(published)}\n"
        f"三、收到和处理政府信息公开申请情况\n{blanks(requests(form, of_requests))}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{tabs(remedies('1 0 0 0 1 2 0 0 0 2 0 0 0 0 0'))}\n"
        "五、存在的主要问题及改进情况\n公开还不够主动,将加以改进。\n"
    )


def report_of_2016(agency: str, said: str) -> str:
    """A report with the indicators of 2014."""
    return (
        f"{agency}2016年政府信息公开工作年度报告\n一、概述\n{said}\n二、存在的主要问题及改进措施\n公开还不够主动。\n"
        f"附件:政府信息公开情况统计表\n{tabs(indicators(INDICATORS))}\n"
    )


# names that only one county bears, since an organ is followed over the years by its name and region
PLACES = [
    "深泽",
    "容城",
    "武强",
    "平遥",
    "柳林",
    "绥中",
    "萝北",
    "涟水",
    "岱山",
    "太和",
    "惠安",
    "芦溪",
    "万载",
    "金乡",
    "鄄城",
    "渑池",
    "正阳",
    "建始",
    "安化",
    "南澳",
    "宾阳",
    "凤山",
    "梓潼",
    "大竹",
    "巴塘",
    "册亨",
    "磐安",
    "遂昌",
    "桐庐",
    "文成",
    "泰顺",
    "苍南",
    "岱岳",
    "临朐",
    "昌乐",
    "沂水",
    "平邑",
    "莒南",
    "蒙阴",
    "临沭",
    "常山",
    "三门",
    "仙居",
    "龙游",
    "开化",
    "缙云",
]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What is found in each report, by its name."""
    folder = tmp_path_factory.mktemp("planted reports")
    (folder / "raw").mkdir()
    for number, case in enumerate(PLANTED["sentences"]):
        text = report(f"{PLACES[number]}县水利局", 2023, case["said"], {})
        (folder / "raw" / f"sentence {number}.txt").write_text(text, encoding="utf-8")
    for number, case in enumerate(PLANTED["indicators"]):
        text = report_of_2016(f"{PLACES[number]}县水利局", case["said"])
        (folder / "raw" / f"indicators {number}.txt").write_text(text, encoding="utf-8")
    for number, case in enumerate(PLANTED["bulletins"]):
        text = f"{PLACES[number % len(PLACES)]}县热线办工作通报\n{case['said']}\n"
        (folder / "raw" / f"bulletin {number}.txt").write_text(text, encoding="utf-8")
    for number, case in enumerate(PLANTED["years"]):
        for when, year, values in zip(
            ("earlier", "later"), case["years"], (IN_FORCE_BEFORE | case["earlier"], {}), strict=True
        ):
            text = report(f"{PLACES[number]}县教育局", year, "我局认真贯彻条例。", values)
            (folder / "raw" / f"year {number} {when}.txt").write_text(text, encoding="utf-8")
    warehouse = folder / "w.duckdb"
    land([folder / "raw"], warehouse)
    extract(warehouse)
    segment(warehouse)
    build(warehouse)
    found: Findings = defaultdict(list)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for name, *finding in connection.execute(
            "select source_name, kind, quote, other_quote from marts.fct_findings order by all"
        ).fetchall():
            found[name].append(tuple(finding))
    return found


@pytest.mark.parametrize("number", range(len(PLANTED["sentences"])), ids=[c["said"] for c in PLANTED["sentences"]])
def test_sentences_are_held_against_the_tables(findings: Findings, number: int) -> None:
    case: dict[str, Any] = PLANTED["sentences"][number]

    assert findings[f"sentence {number}.txt"] == sorted(map(tuple, case.get("found", [])))


@pytest.mark.parametrize("number", range(len(PLANTED["years"])), ids=[c["what"] for c in PLANTED["years"]])
def test_one_year_is_held_against_the_next(findings: Findings, number: int) -> None:
    case: dict[str, Any] = PLANTED["years"][number]

    assert findings[f"year {number} earlier.txt"] == []
    assert findings[f"year {number} later.txt"] == sorted(map(tuple, case.get("found", [])))


@pytest.mark.parametrize("number", range(len(PLANTED["indicators"])), ids=[c["said"] for c in PLANTED["indicators"]])
def test_sentences_are_held_against_the_indicators(findings: Findings, number: int) -> None:
    case: dict[str, Any] = PLANTED["indicators"][number]

    assert findings[f"indicators {number}.txt"] == sorted(map(tuple, case.get("found", [])))


@pytest.mark.parametrize("number", range(len(PLANTED["bulletins"])), ids=[c["said"] for c in PLANTED["bulletins"]])
def test_what_a_bulletin_says_is_held_against_itself(findings: Findings, number: int) -> None:
    case: dict[str, Any] = PLANTED["bulletins"][number]

    found = [(kind, quote) for kind, quote, _ in findings[f"bulletin {number}.txt"]]
    assert found == sorted(map(tuple, case.get("found", [])))
