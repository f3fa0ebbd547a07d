"""The form of a report, told by what only its tables and titles say (sources: the forms' own texts, see docs)."""

from __future__ import annotations

import re

NARRATIVE, BULLETIN, LOCAL = "narrative", "bulletin", "local_table"
INDICATOR_2014, STATUTORY_2019, STATUTORY_2021 = "indicator_table_2014", "statutory_2019", "statutory_2021"

# 国办公开办函〔2021〕30号 and 〔2019〕60号: columns of 表二 that the other does not have
_OF_2021 = ("本年制发件数", "本年废止件数", "现行有效件数", "无正当理由逾期不补正")
_OF_2019 = ("本年新制作数量", "本年新公开数量", "上一年项目数量")
# rows and sections that both have; the second also stands in reports without a table, of any year
_OF_BOTH = ("本年新收政府信息公开申请", "结转下年度继续办理", "勾稽关系")
_SECTIONS_OF_BOTH = ("收到和处理政府信息公开申请情况", "政府信息公开行政复议")
# 国办发〔2014〕32号: rows of 政府信息公开情况统计表
_OF_2014 = (
    "主动公开政府信息数",
    "主动公开规范性文件数",
    "回应公众关注热点或重大舆情数",
    "收到申请数",
    "申请办结数",
    "申请答复数",
    "制发规范性文件总数",
)
_LEAST_ROWS_OF_2014 = 3
# Tables that provinces and cities prescribed before 2014: rows that end in 数, with their unit in the next cell
_LOCAL_ROW = re.compile(
    r"(?:公开|申请|答复|复议|诉讼|申诉|咨询|接待|投诉|提供)[^\s,。|0-9]{0,14}数[^\S\n]{0,4}[\s|:(]{1,4}(?:条|件|人次|次|人|宗|元)"
)
_LEAST_LOCAL_ROWS = 3
_LOCAL_TITLES = ("附表", "统计表", "情况表", "指标")
_ANY_CUE = re.compile("|".join((*_OF_2021, *_OF_2019, *_OF_BOTH, *_SECTIONS_OF_BOTH, *_OF_2014, *_LOCAL_TITLES)))
"""What a report without any table of a form has none of."""
_BULLETIN_GENRE = re.compile(
    r"通报|月报|周报|旬报|季报|简报|快报|日报|专报|运行情况|受理情况|办理情况|处置情况|举报情况|投诉情况|诉求情况|维权情况|申诉情况|绩效|运行分析|数据分析|综述"
)
_BULLETIN_MATTER = re.compile(
    r"热线|123\d\d|1231[59]|[警接报]警|警情|数字化?城|城市管理|城管|案件|诉求|投诉|申诉|举报|信访|工单|市长公开电话|[省市县区镇]长(?:信箱|热线|电话)|公众诉求|书记信箱|政府信箱|领导信箱|留言|网络问政|政民互动|政务服务(?:中心|数据|运行|办件)|办件|考评|考核|网格"
)
_PART_OF_YEAR = re.compile(
    r"\d月|[一二三四五六七八九十]月|季度|半年|第\d{1,3}[期周]|[每周旬月季]报|[每一][周月]|[上中下]旬|(?:春节|国庆|元旦|五一|假期)期间?"
)
_OPENS_WITH = re.compile(
    r"(?:(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])个?月份?(?!\d)|[一二两三四1-4]季度|[上下]半年|第\d{1,2}周|[上中下]旬|(?<!12)月底|(?:至|到|[—–-])(?!12月31日)(?:\d{1,2}月)?\d{1,2}日\)?)(?!(?:正式)?(?:开通|设立|成立|创办|组建|启用|上线))(?:以来)?,?"
    r"[^。;\n]{0,40}?(?:共|累计)?(?:受理|收到|签收|接收|接听|接到|立案|办理|处置|处理|派遣|转派|采集|采发|发现|登记|检查|上报|转办|接待|派发|承接|承办|交办|为民服务)"
    r"[^。;,\n]{0,24}?\d[\d.,]{0,9}万?[余多]?(?:件|宗|条|个|起|次|人次|处|家)"
)
_TELLS_OF = re.compile(
    r"现将[^。;:\n]{0,30}?(?:\d月份?|[一二三四五六七八九十]月份?|季度|[上下]半年|[本上]周)[^。;:\n]{0,30}?(?:通报|汇总)(?:如下|:)"
    r"|\A\s{0,6}(?:20\d\d年)?(?:\d{1,2}月份?|[一二三四]季度|[上下]半年),[^\n]{0,120}?现将[^。;:\n]{0,30}?通报(?:如下|:)"
    r"|(?:披露|发布|公布|通报|公示)了?[^。;:\n]{0,12}?(?:\d月份?|[一二三四1-4]季度|[上下]半年)[^。;:\n]{0,30}?(?:受理|投诉|举报|办理|处置|维权|诉求)[^。;:\n]{0,6}?(?:数据|情况|分析)"
)
"""What a notice says before it judges (现将10月份…情况通报如下), and a newspaper of one (市12315发布上半年投诉数据)."""
_TELLS_OF_DISCLOSURE = re.compile(r"公开(?:政府|政务)?信息\d|公开工作")
"""What an annual narrative says before it comes to a part of its year."""
_OPENING = 260
_FIRST_YEAR_OF_2014, _FIRST_YEAR_OF_2019, _FIRST_YEAR_OF_2021 = 2013, 2018, 2021
"""Years of report from which a form may appear; the first two a year early, for reports that name another year."""


def form_of_report(text: str, year: int | None) -> str:
    """The form of a report that is no bulletin, by content. The year rules out forms not yet in force, and decides where two read the same."""
    has_cue = _ANY_CUE.search(text) is not None
    if has_cue and (year is None or year >= _FIRST_YEAR_OF_2019):
        if any(cue in text for cue in _OF_2021):
            return STATUTORY_2021
        if any(cue in text for cue in _OF_2019):
            return STATUTORY_2019
    of_both = has_cue and (any(cue in text for cue in _OF_BOTH) or all(cue in text for cue in _SECTIONS_OF_BOTH))
    if of_both and (year is None or year > _FIRST_YEAR_OF_2019):
        return STATUTORY_2021 if year is None or year >= _FIRST_YEAR_OF_2021 else STATUTORY_2019
    may_be_of_2014 = has_cue and (year is None or year >= _FIRST_YEAR_OF_2014)
    if may_be_of_2014 and sum(cue in text for cue in _OF_2014) >= _LEAST_ROWS_OF_2014:
        return INDICATOR_2014
    if has_cue and any(cue in text for cue in _LOCAL_TITLES) and len(_LOCAL_ROW.findall(text)) >= _LEAST_LOCAL_ROWS:
        return LOCAL
    return NARRATIVE


def is_bulletin(title: str) -> bool:
    """Whether a title is that of a bulletin: of hotline, cases or city management, or of a part of the year."""
    part, matter = _PART_OF_YEAR.search(title), _BULLETIN_MATTER.search(title)
    return bool((part and matter) or (_BULLETIN_GENRE.search(title) and (part or matter)))


def opens_as_bulletin(text: str) -> bool:
    """Whether a text without a title begins as a bulletin does: a week, month or quarter, and what came in (3月份共受理…件)
    or what is told of it (现将3月份…情况通报如下)."""
    if "年度报告" in text[:_OPENING]:
        return False
    opens = _OPENS_WITH.search(text, 0, _OPENING)
    if opens and not _TELLS_OF_DISCLOSURE.search(text, 0, opens.start()):
        return True
    return _TELLS_OF.search(text, 0, 2 * _OPENING) is not None
