"""Documents of several years and agencies, for what puts reports side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from hand_made import HandMade

BUREAU, RENAMED, TOWN, HOTLINE = (
    "北京市东城区水利局",
    "北京市东城区水务局",
    "北京市东城区河口镇人民政府",
    "北京市东城区热线中心",
)
REQUESTS = ("received", "carried_in", "granted", "not_available", "closed", "carried_out")


def documents_of_series() -> dict[str, HandMade]:
    """By name, in the order in which they are offered."""
    return {
        make.__name__: make()
        for make in (
            bureau_2019,
            bureau_2020,
            bureau_2022,
            town_2020,
            town_2021,
            town_2022,
            hotline_in_july,
        )
    }


def bureau_2019() -> HandMade:
    """Its table says what its text says."""
    text = (
        "主动公开政府信息210条。收到政府信息公开申请18件,较2018年的15件增加。\n"
        "新收 16 2 18\n结转来 1 0 1\n公开 9 1 10\n不掌握 6 1 7\n办结 15 2 17\n结转去 2 0 2\n"
        "复议 1 1 0 1 3\n诉讼 2 0 0 0 2\n"
    )
    made = _report("水/2019.txt", text, 2019, BUREAU, report_form="statutory_2019", published_on=date(2020, 1, 20))
    made.figure("210条", "published", matter="政府信息")
    received = made.figure("18件", "received", matter="政府信息公开申请")
    made.figure("15件", "received", matter="较2018年", scope="prior")
    lines = dict(zip(REQUESTS, text.splitlines()[1:], strict=False))
    made.table(1, "t3_2019", "natural_person company total", lines)
    results = "upheld corrected other_result pending total"
    made.table(2, "t4", results, {"review": "复议 1 1 0 1 3", "litigation_direct": "诉讼 2 0 0 0 2"})
    assert received.value == 18
    return made


def bureau_2020() -> HandMade:
    """Renamed, late, at odds with its own table, and the year before becomes 19 where 18 were reported."""
    text = (
        "主动公开政府信息240条。收到政府信息公开申请16件,较2019年的19件减少。\n"
        "12345热线受理投诉200件,转办150件,办结147件,办结率98%。来信受理投诉70件,办结70件。\n"
        "新收 15 2 17\n结转来 2 0 2\n公开 11 2 13\n不掌握 5 0 5\n办结 16 2 18\n结转去 1 0 1\n"
    )
    made = _report("水/2020.txt", text, 2020, RENAMED, report_form="statutory_2019", published_on=date(2021, 2, 3))
    made.figure("240条", "published", matter="政府信息")
    made.figure("16件", "received", matter="政府信息公开申请")
    made.figure("19件", "received", matter="较2019年", scope="prior")
    made.figure("200件", "accepted", channel="12345热线")
    referred = made.figure("150件", "referred", channel="12345热线")
    closed = made.figure("147件", "closed", channel="12345热线")
    made.rate("98%", "closing_rate", closed, referred, channel="12345热线")
    made.figure("70件", "accepted", channel="来信")
    made.figure("70件", "closed", nth=2, channel="来信")
    lines = dict(zip(REQUESTS, text.splitlines()[2:], strict=True))
    made.table(1, "t3_2019", "natural_person company total", lines)
    return made


def bureau_2022() -> HandMade:
    made = _report("水/2022.txt", "主动公开政府信息250条。", 2022, RENAMED, report_form="statutory_2021")
    made.figure("250条", "published", matter="政府信息")
    return made


def town_2020() -> HandMade:
    return _town(2020, "主动公开政府信息31条,收到政府信息公开申请6件,全部答复。召开会议7次,培训45人次,走访128户。")


def town_2021() -> HandMade:
    """The year before once more."""
    return _town(2021, "主动公开政府信息31条,收到政府信息公开申请6件,全部答复。召开会议7次,培训45人次,走访128户。 ")


def town_2022() -> HandMade:
    return _town(2022, "主动公开政府信息38条,收到政府信息公开申请6件,全部答复。召开会议7次,培训51人次,走访140户。")


def hotline_in_july() -> HandMade:
    """A bulletin, whose parts are streams of their own and which says one thing twice."""
    text = "受理诉求90件,其中求助类60件,咨询类30件。办结诉求88件。另有办结诉求86件。回访满意。"
    period = {"period_start": date(2022, 7, 1), "period_end": date(2022, 7, 31)}
    made = _report("热线/7月.txt", text, 2022, HOTLINE, report_form="bulletin", **period)
    whole = made.figure("90件", "accepted", matter="诉求")
    parts = [made.figure("60件", "accepted", matter="求助类"), made.figure("30件", "accepted", matter="咨询类")]
    made.list_of_parts(whole, parts, is_complete=True)
    made.figure("88件", "closed", matter="诉求")
    made.figure("86件", "closed", matter="诉求")
    return made


def _town(year: int, text: str) -> HandMade:
    made = _report(f"镇/{year}.txt", text, year, TOWN)
    made.figure(text[8:11], "published", matter="政府信息")
    received = made.figure("6件", "received", matter="政府信息公开申请")
    made.figure("全部答复", "replied", matter="政府信息公开申请", value=received.value, unit="件", basis="implied")
    made.figure("7次", "events_held", matter="会议")
    made.figure(text[text.index("培训") + 2 :][:4], "people", matter="培训")
    made.figure(text[text.index("走访") + 2 :][:4], "handled", matter="走访")
    return made


def _report(source_name: str, text: str, year: int, agency: str, **header: Any) -> HandMade:
    made = HandMade(source_name, text, year=year, agency=agency)
    made.report = made.report._replace(**header)
    return made
