"""The year that a sentence names as a time before a number."""

from __future__ import annotations

import re

_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?<![\d〔\[-]\d{4})(?:年(?!以来|起|版|颁布|制定|出台|印发|修订|初|《)|(?=总共|全年共))(?=(?P<tail>[^,。;]{0,6}))"
)
_TO_YEAR = re.compile(r"年\d{1,2}月(?:\d{1,2}日)?[-—–~至到]{1,2}(?P<year>(?:19|20)\d\d)年")
"""What makes a year the first of a period (2011年|12月11日-2012年6月10日)."""
_CARRIED = re.compile(r"度?(?:结转|转结|转入|转至|转到|转来|遗留|延续|顺延|跨年|未办结|未答复)")
"""What stands behind the year that cases were left over from: they are this year's (2023年转至今年办理的3件)."""
_CARRIED_TO = re.compile(r"(?:结转|转|顺延|延续|移交)(?:到|至|入)?$")
"""What stands before the year that cases are left over to: they are this year's (结转到2024年度继续办理1件)."""
_COMPARING = re.compile(r"(?:比|较|(?<![年度])[与同和])$")
_SINCE = re.compile(r"以来|起(?=[,,至])|施行|实施|日(?:起|开始)(?![至到])")
_FROM_DAY = re.compile(r"[自从](?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|开始|以来)")
"""A day since which something is as it is (从2008年3月1日起启动)."""
_BEGAN = re.compile(
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:正式)?(?:(?:开通|上线|创办|组建)|(?<=于(?:19|20)\d\d年)(?:开始|启动|起步|成立|建立|建成|设立|挂牌))[^,。;\d]{0,12},"
)
"""What follows a year in which something began that has gone on since (于2009年开始此项工作,|全校37个教研组)."""
_OVER_YEARS = re.compile(r"[,;、](?:最?近[一两二三四五六七八九十\d]{1,2}年|历年)[^,。;\d]{0,6}(?:累计|共)")
"""What counts over several years up to now, behind a clause on one of them (2013年公开175条,近四年累计|702条)."""
_OF_ACCOUNTS = re.compile(
    r"(?:公开|公布|发布|公示)[^,。;\d]{0,12}(?:(?:19|20)\d\d年度?[^,。;\d]{0,8}(?:决算|预算)[^,。;\d]{0,6}(?:[\d,.]{1,12}[万亿]{0,2}元[、和及])?){1,3}"
    r"|(?:公开|公布|发布|公示|编制|编印|报送|上报)了?(?:19|20)\d\d年度?[^,。;\d]{0,16}(?:报告|年报|公报|白皮书)"
    r"(?:\d{1,4}[份篇件][、和及](?:19|20)\d\d年度?[^,。;\d]{0,10}(?:[决预]算|报告|年报)){0,3}"
)
"""Accounts and reports that were made public, whose own year is no time of what was done (公开2015年度决算和2016年度预算, 发布2014年度
年度报告|1份)."""
_ACCOUNT_NAMED = re.compile("[算报皮]")
_MADE_BEFORE = re.compile(
    r"年(?:度|\d{1,2}月)?(?:\d{1,2}日)?[底末初]?(?:以前|之前|前(?![一二三四\d]?个?[季月半周旬]))[^,。;\d]{0,12}的(?=[^,。;\d]{0,8}(?:文件|档案|公文|规章|制度|政策|法规|规定|积案|清单))"
)
"""What says of things that they are from before a year's end, whenever they were dealt with (对2019年底以前的文件进行清理)."""
_ASKED_ABOUT = re.compile(r"(?:查询|查阅|索取|调取|获取|复制|了解|(?:申请|要求)(?:公开|提供))[^,。;\d]{0,8}$")
_ITS_MATTER = re.compile(
    r"年(?:度|\d{1,2}月(?:份|\d{1,2}日)?)?(?:以前|之前|以来|前)?[^,。;\d]{1,24}(?:[,。;)]|(?<=的)\d)"
)
"""The year of what somebody asked about, which says nothing of when (查询|2018年5月水文资料,按时答复2件)."""
_REPORT_OF = re.compile(
    r"度?(?:政府信息公开|政务公开|信息公开)?(?:工作)?(?:年度|年)?(?:工作)?(?:报告|年报)(?:中|里)?(?:所?(?:指出|提出|反映|提到|列出|列举|存在)的)"
)
"""What says that a year is that of an earlier report, of whose shortcomings this one tells what became (2021年报告中指出的)."""
_THIS_YEAR = re.compile(r"[,;:。、](?:而|其中|截至)?(?:今年|本年)(?!以前|之前)")
"""What leads from an earlier year back to the report's own (2019年41件,今年|12件)."""
QUOTED = re.compile(r"[《“〔][^》”〕]*$")


def year_named(text: str, start: int, at: int) -> int | None:
    """The last year named as a time between two offsets, or None; years in titles and document numbers do not count."""
    year, behind = None, start
    accounts = (
        [m.span() for m in _OF_ACCOUNTS.finditer(text, start, at)] if _ACCOUNT_NAMED.search(text, start, at) else []
    )
    for match in _YEAR.finditer(text, start, at):
        if any(first < match.start() < last for first, last in accounts):
            continue
        if QUOTED.search(text[start : match.start()]):
            continue
        if match["tail"].startswith(
            ("的基础", "度的", "-", "工作基", "度工作", "度报告", "度年报", "年报")
        ) or _CARRIED.match(match["tail"]):
            continue
        if _COMPARING.search(text[start : match.start()]) or _CARRIED_TO.search(text[start : match.start()]):
            continue
        if text[match.start() - 1 : match.start()] == "(" and text.find(")", match.end(), at) >= 0:
            continue
        if _MADE_BEFORE.match(text, match.end("year"), at) or _REPORT_OF.match(text, match.end(), at):
            continue
        if _ASKED_ABOUT.search(text, max(start, match.start() - 16), match.start()) and _ITS_MATTER.match(
            text, match.end("year"), at
        ):
            continue
        if _BEGAN.match(text, match.end(), at) or _OVER_YEARS.search(text, match.end(), at):
            continue
        if _SINCE.search(text, match.end("year"), at) or _FROM_DAY.match(text, max(start, match.start() - 1), at):
            continue
        to = _TO_YEAR.match(text, match.end("year"), at)
        year = int(to["year"] if to else match["year"])
        behind = match.end()
    return None if year is not None and _THIS_YEAR.search(text, behind, at) else year
