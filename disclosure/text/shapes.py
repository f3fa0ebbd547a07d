"""What a single line looks like: a numbered heading, a list item, a table row, a cell, a date."""

from __future__ import annotations

import re

from disclosure.text.page import INDEX_LABEL

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"

NUMBER_MARK = re.compile(
    rf"""
    (?:\#{{1,6}}+[ ])?
    (?: (?P<part>第(?:[一二三四五六七八九十百]{{1,4}}|\d{{1,2}})(?:部分|[章篇编节])(?![点目]))[ 、:.]{{0,2}}
    | (?P<han>{_HAN_NUMBER}\s?[、.])(?!\s?{_HAN_NUMBER}、)
    | (?P<han_bracket>\({_HAN_NUMBER}\)|[㈠-㈩])[、.]?
    | (?P<digit>\d{{1,2}}\s?[、.])(?!\s?\d(?!\d\d\d年))
    | (?P<digit_bracket>\(\d{{1,2}}\)|\d{{1,2}}\)|[⑴-⒇⒈-⒛])
    | (?P<circle>[①-⑳]) )
    """,
    re.VERBOSE,
)
"""A number that opens a heading or a list item, at the start of a line; the group's name is its style. Markdown's
signs may stand before it."""

NUMBER_STYLES = ("part", "han", "han_bracket", "digit", "digit_bracket", "circle")
"""The styles of NUMBER_MARK from the outermost to the innermost."""

_LIST_ITEM = re.compile(
    r"[-•·●■◆▪※*►○□] |[•●■◆▪※►]|[一二三四五六七八九十]是|第[一二三四五六七八九十][,是、]|附[件表]|其[一二三四五],"
)

_CELL = re.compile(
    r"(?:[-+↑↓]|上升|下降|增长|增加|减少)?\d[\d,]{0,14}+(?:\.\d{1,6})?\s?(?:%|[\u4e00-\u9fff]{1,2})?|[-—–/\\*]{1,4}|无|零|不适用|(?:19|20)\d\d年(?:度)?"
)
_NUMBER = re.compile(r"[-+]?\d[\d,]{0,14}+(?<!,)(?:\.\d{1,6})?%?|[-—–/\\]{1,4}")
_NUMBER_AND_UNIT = re.compile(r"\d[\d,.]{0,14}+[万亿]?[\u4e00-\u9fff%]{1,4}")
_BARE_UNIT = re.compile(
    r"(?:万|亿)?(?:[年月日时分秒天件条份次人个项元篇期名家场宗起例户处所块辆台套座册本部]|小时|分钟|人次)[。,]?"
)
_FLAT_VALUE = r"(?:\d[\d,]{0,11}(?:\.\d{1,4})?(?:%|[件宗起条次人个])?|[-—/]{1,2})"
_FLAT_ROW = rf"[^\s\d,。:;%]{{2,20}}(?: {{1,4}}{_FLAT_VALUE}){{2,12}}+"
_FLAT_TABLE = re.compile(rf"(?<![^\s:。]){_FLAT_ROW} {{1,4}}{_FLAT_ROW}(?![^\s。;,])")
_FEWEST_BLANKS = 5
COMMA_ROW = re.compile(
    r"(?m)^[ \t]{0,8}(?P<row>[^\s,。;:\d][^\n,。;:]{0,19}(?:,(?:\d{1,9}(?:\.\d{1,4})?[%\u4e00-\u9fff]{0,2}|[-—/]{0,2})){2,20})[ \t]{0,8}$"
)
"""A line of a label and two numbers or more, with commas between them."""
_DATE = re.compile(
    r"\(?[12二〇○0零一]\S{1,3}年[\d一二三四五六七八九十元]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?\)?"
)
_WIDE_GAP = re.compile(r"\S {2,40}\S")
# on average, with the blank before it
_LONGEST_WIDE_CELL = 21
_LONGEST_NARROW_CELL = 9
_BROKEN_NUMBER = frozenset("0123456789.,-")
_LONGEST_PAIR = 30
_LONGEST_FORM_LABEL = 60
_BRACKETS = re.compile(r"\([^()]{0,80}\)")

# the boxes of the forms that the State Council's office prescribed in 2019 and 2021, whole or broken in two
_FORM_WORDS = """
信息内容 规章 规范性文件 行政规范性文件 现行有效件数 对外公开 对外公开总数量 总数量 公开数量 制作数量
处理决定数量 上一年项目数量 本年增/减 采购项目数量 采购总金额 政府集中采购
行政许可 行政处罚 行政强制 行政事业性收费 其他对外管理服务事项
申请人情况 自然人 法人或其他组织 法人或者其他组织 商业企业 商业 企业 科研机构 科研 机构
社会公益组织 社会公益 组织 法律服务机构 法律服务 其他 总计 合计
本年新收政府信息公开申请数量 上年结转政府信息公开申请数量 本年度办理结果 结转下年度继续办理
行政复议 行政诉讼 未经复议直接起诉 复议后起诉
结果维持 结果纠正 其他结果 尚未审结 结果 维持 纠正 尚未 审结
"""
_FORM_LABELS = frozenset(_FORM_WORDS.split())
_FORM_LABEL = re.compile(
    r"第二十条第\([一二三四五六七八九十]\)项|本年(?:新?制|新?公开|废止|处理|收费)[^。,]{0,14}|本年新|\(?本列数据的勾稽关系[^。]{0,50}"
)
_ROW_NUMBER = re.compile(r"[一二三四]、")

SENTENCE_ENDS = frozenset("。!?;:…")
CANNOT_START = frozenset(",。、;:)”’》〕%!?")
"""What no line begins with, unless a sentence was broken before it."""
TITLE_ENDS = ("报告", "总结", "通知", "年报", "通报", "简报", "情况", "办法", "方案", "目录", "指南", "统计表")
"""How titles of documents and sections end."""

FIGURE_HINT = re.compile(
    r"\d(?<![第\d]\d)[\d,.]{0,11}+\s?[万亿余多]{0,3}\s?[件条份次人个项篇期场名起宗元家位块台辆套处所户册例批座亩吨站棵张幅天%]"
)
"""A number with a unit, not an ordinal: such a line states something and is not merely a title."""


def is_list_item(line: str) -> bool:
    """Whether the line (without leading blanks) opens a numbered heading, a list item or an annex."""
    return NUMBER_MARK.match(line) is not None or _LIST_ITEM.match(line) is not None


def is_date(line: str) -> bool:
    """Whether the line holds a date and nothing else, in digits or in Han numerals, blanks aside."""
    return len(line) <= 40 and _DATE.fullmatch("".join(line.split())) is not None


def is_cell(line: str) -> bool:
    """Whether the line could be the value of a table cell: a number with at most a short unit, or a sign for none."""
    return len(line) <= 20 and _CELL.fullmatch(line) is not None


def is_form_label(line: str) -> bool:
    """Whether the line is a box of the prescribed forms, such as 自然人, 尚未审结 or 本年制发件数."""
    if len(line) > _LONGEST_FORM_LABEL:
        return False
    label = line[2:] if _ROW_NUMBER.match(line) else line
    return label in _FORM_LABELS or _FORM_LABEL.fullmatch(line) is not None


def is_table_row(line: str) -> bool:
    """Whether the blanks, tabs or pipes of a line separate cells. The line has no blanks at its ends."""
    if "|" in line and (" | " in line or line.count("|") > 1 or line[0] == "|" or line[-1] == "|"):
        return len(line) > 1
    if "\t" in line:
        left = line.split("\t", 1)[0]
        return line.count("\t") > 1 or len(left) < 12 or not line.endswith(("。", ";", ","))
    tokens = line.split()
    count = len(tokens)
    if count < 2 or line[0] == "#" or is_date(line):
        return False
    if INDEX_LABEL.match(line):
        return True
    last, before = tokens[-1], tokens[-2]
    if _NUMBER.fullmatch(last) and _NUMBER.fullmatch(before):
        return True
    if count == 2:
        return (
            _NUMBER.fullmatch(last) is not None
            and before[-1] not in _BROKEN_NUMBER
            and not NUMBER_MARK.match(line)
            and not _has_prose_mark(_BRACKETS.sub("", before))
        )
    if _has_prose_mark(_BRACKETS.sub("", line)):
        return False
    if all(len(token) == 1 and not token.isdigit() for token in tokens):
        return False
    if _NUMBER_AND_UNIT.fullmatch(last) and _NUMBER_AND_UNIT.fullmatch(before):
        return True
    if _NUMBER_AND_UNIT.fullmatch(last) or _BARE_UNIT.fullmatch(last):
        return False
    if _WIDE_GAP.search(line):
        return len(line) <= count * _LONGEST_WIDE_CELL
    if count == 3 and _NUMBER.fullmatch(before):
        return False
    return len(line) <= count * _LONGEST_NARROW_CELL and not line.endswith(TITLE_ENDS)


def holds_flat_table(line: str) -> bool:
    """Whether a line holds rows of a label and numbers one behind the other, blanks between all: 甲局 12 11 乙局 9 9."""
    return line.count(" ") >= _FEWEST_BLANKS and _FLAT_TABLE.search(line) is not None


def is_pair_of_names(line: str) -> bool:
    """Whether a short line is two words with a blank between them, such as two agencies below a report."""
    tokens = line.split()
    return (
        len(tokens) == 2
        and len(line) < _LONGEST_PAIR
        and min(map(len, tokens)) > 1
        and not (tokens[0][-1].isdigit() or tokens[1][0].isdigit())
        and not NUMBER_MARK.match(line)
        and not _has_prose_mark(line)
    )


def _has_prose_mark(text: str) -> bool:
    return "。" in text or "," in text or ";" in text or "!" in text or "?" in text
