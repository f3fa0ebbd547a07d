"""What a person sees of a page, line by line: the raw text that every offset counts in."""

from __future__ import annotations

import pytest

from disclosure.landing.readers import html
from disclosure.landing.reasons import Reason, Refusal

PAGES = [
    pytest.param("<p>收到申请3件</p><p>办结2件</p>", ["收到申请3件", "办结2件"], id="paragraphs are lines"),
    pytest.param("收到<br>办结<hr>转交", ["收到", "办结", "转交"], id="br and hr end a line"),
    pytest.param("<p>共<b>12</b><span>件</span></p>", ["共12件"], id="inline elements join"),
    pytest.param("<p>政府信息\n   公开</p>", ["政府信息公开"], id="a line break in the source between Han is none"),
    pytest.param("<p>12\n  34件  共</p>", ["12 34件 共"], id="numbers on two lines of the source stay two"),
    pytest.param("<p>3&nbsp;件 &lt;5&gt; &#20214;&amp;</p>", ["3\u00a0件 <5> 件&"], id="entities"),
    pytest.param("<p>&nbsp;</p><p> \u3000</p><p>件</p>", ["件"], id="blank lines are left out"),
    pytest.param("<pre>一\r\n  二\n\n三</pre>", ["一", "  二", "三"], id="preformatted text keeps its lines"),
    pytest.param("<ul><li>甲<li>乙</ul>", ["甲", "乙"], id="unclosed list items"),
    pytest.param("<a>首页</a> &gt; <a>公开</a><p>正文</p>", ["首页 > 公开", "正文"], id="page furniture is kept"),
    pytest.param(
        "<head><title>年报\n 2016</title></head><p>正文</p>", ["年报 2016", "正文"], id="the title comes first"
    ),
    pytest.param("<ruby>规<rp>(</rp><rt>gui</rt><rp>)</rp></ruby>范", ["规范"], id="readings above the line"),
]


@pytest.mark.parametrize(("page", "lines"), PAGES)
def test_a_page_reads_as_its_lines(page: str, lines: list[str]) -> None:
    assert html.read(page).split("\n") == lines


UNSEEN = [
    "<script>var n='999件'</script>",
    "<style>.a{content:'999件'}</style>",
    "<template><p>999件</p></template>",
    "<!-- 999件 -->",
    "<noscript>999件</noscript>",
    "<p hidden>999件</p>",
    "<div style='color:red; DISPLAY : none'><p>999件</p></div>",
    "<span style='visibility:hidden'>999件</span>",
    "<iframe>999件</iframe>",
    "<select><option>999件</select>",
    "<svg><text>999件</text></svg>",
]


@pytest.mark.parametrize("markup", UNSEEN)
def test_what_no_reader_of_the_page_sees_is_not_read(markup: str) -> None:
    assert html.read(f"<p>前</p>{markup}<p>后</p>").split("\n") == ["前", "后"]


TABLES = [
    pytest.param(
        "<table><tr><th>项目<th>件数<tr><td>受理<td>12<tr><td>办结<td>&nbsp;</table>",
        ["项目\t件数", "受理\t12", "办结\t"],
        id="cells by tab, rows by newline, blank cells in place",
    ),
    pytest.param(
        "<table><tr><td rowspan=2>申请人<td colspan=2>法人<td>总计<tr><td>企业<td>其他<td>3</table>",
        ["申请人\t法人\t\t总计", "\t企业\t其他\t3"],
        id="merged cells leave empty places",
    ),
    pytest.param(
        "<table><tr><td>三、本年度<br>办理结果<td><p>1</p><p>2</p></table>",
        ["三、本年度办理结果\t1 2"],
        id="breaks inside a cell do not break the row",
    ),
    pytest.param(
        "<table><caption>表三</caption><tr><td colspan=2>单位：件<tr><td>一<td>二</table>后",
        ["表三", "单位：件", "一\t二", "后"],
        id="caption and a cell that is a whole row are plain lines",
    ),
    pytest.param(
        "<table><tr><td>导航<td><p>正文</p><table><tr><td>受理<td>5</table><p>末段</p></table>",
        ["导航", "正文", "受理\t5", "末段"],
        id="a table inside a table that lays out the page",
    ),
    pytest.param(
        f"<table><tr><td>导航<td><p>{'长' * 200}</p><p>第二段</p></table>",
        ["导航", "长" * 200, "第二段"],
        id="a cell of long paragraphs is a part of the page",
    ),
    pytest.param(
        "<table><tr><td>甲<td><table><tr><td>a<td>b</table><tr><td>乙<td>2</table>",
        ["甲", "a\tb", "乙\t2"],
        id="rows after a nested table are rows of the outer one",
    ),
    pytest.param("<table><tr><td>一<tr><td>二</table>", ["一", "二"], id="one column"),
    pytest.param("<table><tr><td>a<td>b<tr><td> <td>&nbsp;</table>", ["a\tb"], id="blank rows are left out"),
    pytest.param("<math><tr><td>5</td></tr></math>件", ["5", "件"], id="a cell that belongs to no table"),
]


@pytest.mark.parametrize(("page", "lines"), TABLES)
def test_a_table_reads_as_rows_of_cells(page: str, lines: list[str]) -> None:
    assert html.read(page).split("\n") == lines


@pytest.mark.parametrize("page", ["", "<html></html>", "<title>只有标题</title><script>load()</script>", "<frameset>"])
def test_a_page_that_shows_nothing_is_empty(page: str) -> None:
    assert html.read(page) == ""


HOSTILE = [
    pytest.param("<div>" * 100_000 + "件", id="nested elements"),
    pytest.param("<table><tr><td>" * 20_000 + "件", id="nested tables"),
    pytest.param("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">件</p>", id="attributes"),
    pytest.param("<p " + "/".join(f"a{n}" for n in range(100_000)) + ">件</p>", id="attributes without blanks"),
]


@pytest.mark.parametrize("page", HOSTILE)
def test_markup_that_would_hold_up_the_parser_is_refused(page: str) -> None:
    with pytest.raises(Refusal) as refused:
        html.read(page)
    assert refused.value.reason is Reason.PARSER_LIMIT


def test_absurd_spans_do_not_blow_up_the_text() -> None:
    rows = "<tr><td rowspan=999999 colspan=1000000000>甲<td>1" * 3
    assert len(html.read(f"<table>{rows}</table>")) < 10_000


def test_a_page_of_many_tags_is_read_to_its_end() -> None:
    assert html.read("<p>件</p>" * 20_000 + "<p>末</p>").endswith("件\n末")
