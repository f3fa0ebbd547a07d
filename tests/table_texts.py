"""Tables as an editor would print them, and the texts that they become: one printed table, many flattenings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from disclosure.extraction.table import TableReading, read_tables
from disclosure.text import clean, read_structure


class Printed(NamedTuple):
    """A printed row: its row code ("" for a line of heads), the labels in their columns ("" where a merged cell above
    covers the place), and its cells."""

    code: str
    labels: tuple[str, ...]
    cells: tuple[str, ...]


Table = list[Printed]
Flatten = Callable[[Table], str]

REQUEST_COLUMNS = ("natural_person", "company", "research", "public_interest", "legal_service", "other_org", "total")
REMEDY_ROWS = ("review", "litigation_direct", "litigation_after_review")
REMEDY_COLUMNS = ("upheld", "corrected", "other_result", "pending", "total")

_RESULTS = "三、本年度办理结果"
_OTHER_2021 = (
    ("other_not_corrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other_fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other_other", "3.其他"),
)
_GROUPS = (
    (
        "(三)不予公开",
        (
            ("state_secret", "1.属于国家秘密"),
            ("law_forbids", "2.其他法律行政法规禁止公开"),
            ("three_securities", "3.危及“三安全一稳定”"),
            ("third_party", "4.保护第三方合法权益"),
            ("internal_affairs", "5.属于三类内部事务信息"),
            ("process", "6.属于四类过程性信息"),
            ("enforcement_file", "7.属于行政执法案卷"),
            ("register_query", "8.属于行政查询事项"),
        ),
    ),
    (
        "(四)无法提供",
        (
            ("not_held", "1.本机关不掌握相关政府信息"),
            ("needs_making", "2.没有现成信息需要另行制作"),
            ("still_unclear", "3.补正后申请内容仍不明确"),
        ),
    ),
    (
        "(五)不予处理",
        (
            ("complaint", "1.信访举报投诉类申请"),
            ("repeated", "2.重复申请"),
            ("publication", "3.要求提供公开出版物"),
            ("excessive", "4.无正当理由大量反复申请"),
            ("confirmation", "5.要求行政机关确认或重新出具已获取信息"),
        ),
    ),
)


def requests(year: int, values: dict[str, str], rest: str = "0 0 0 0 0 0 0") -> Table:
    """表三 of 2019 or 2021; `values` gives rows by code as words parted by blanks, where . is a blank cell."""
    printed = [
        Printed("", ("(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)",), ("申请人情况",)),
        Printed("", ("", "", ""), ("自然人", "法人或其他组织", "", "", "", "", "总计")),
        Printed("", ("", "", ""), ("", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "")),
    ]
    labels: list[tuple[str, tuple[str, ...]]] = [
        ("received", ("一、本年新收政府信息公开申请数量", "", "")),
        ("carried_in", ("二、上年结转政府信息公开申请数量", "", "")),
        ("granted", (_RESULTS, "(一)予以公开", "")),
        ("partially_granted", ("", "(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "")),
    ]
    for group, members in (*_GROUPS, ("(六)其他处理", _OTHER_2021)) if year == 2021 else _GROUPS:
        labels += [(code, ("", "" if at else group, label)) for at, (code, label) in enumerate(members)]
    if year == 2019:
        labels.append(("other_outcome", ("", "(六)其他处理", "")))
    labels += [("closed", ("", "(七)总计", "")), ("carried_out", ("四、结转下年度继续办理", "", ""))]
    return printed + [Printed(code, label, _cells(values.get(code, rest))) for code, label in labels]


def remedies(values: str) -> Table:
    """表四, fifteen cells."""
    heads = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return [
        Printed("", (), ("行政复议", "", "", "", "", "行政诉讼", *[""] * 9)),
        Printed("", (), (*[""] * 5, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4)),
        Printed("", (), heads * 3),
        Printed("t4", (), _cells(values)),
    ]


def published_2021(values: dict[str, str]) -> Table:
    """表二 of 2021."""
    printed = [Printed("", ("第二十条第(一)项",), ())]
    printed.append(Printed("", ("信息内容",), ("本年制发件数", "本年废止件数", "现行有效件数")))
    printed += [Printed("regulations", ("规章",), _cells(values["regulations"]))]
    printed += [Printed("normative_documents", ("行政规范性文件",), _cells(values["normative_documents"]))]
    for item, members in (
        ("五", (("licensing", "行政许可"),)),
        ("六", (("penalties", "行政处罚"), ("enforcement", "行政强制"))),
    ):
        printed += [Printed("", (f"第二十条第({item})项",), ()), Printed("", ("信息内容",), ("本年处理决定数量",))]
        printed += [Printed(code, (label,), _cells(values[code])) for code, label in members]
    printed += [Printed("", ("第二十条第(八)项",), ()), Printed("", ("信息内容",), ("本年收费金额(单位:万元)",))]
    return [*printed, Printed("fees", ("行政事业性收费",), _cells(values["fees"]))]


def _cells(written: str) -> tuple[str, ...]:
    return tuple("" if cell == "." else cell for cell in written.split())


# flattenings: the same printed table as text


def tabs_with_places(table: Table) -> str:
    """As the HTML reader writes it: a merged cell leaves empty cells where it reaches."""
    return _lines(table, lambda row: "\t".join((*row.labels, *row.cells)))


def tabs(table: Table) -> str:
    """Without a trace of merged cells."""
    return _lines(table, lambda row: "\t".join((*_said(row.labels), *_cells_or_heads(row))))


def tabs_with_repeats(table: Table) -> str:
    """Merged labels repeated in each row that they cover."""
    lines: list[str] = []
    above: tuple[str, ...] = ()
    for row in table:
        labels = row.labels
        if row.code:
            first = next((at for at, label in enumerate(labels) if label), 0)
            labels = above = (*above[:first], *labels[first:])
        lines.append("\t".join((*_said(labels), *_cells_or_heads(row))))
    return "\n".join(lines)


def pipes(table: Table) -> str:
    """Cells parted by pipes, none at the ends of the line."""
    return _lines(table, lambda row: " | ".join((*_said(row.labels), *_cells_or_heads(row))))


def markdown(table: Table) -> str:
    """A Markdown table: pipes at the ends, a ruler below the first line, merged cells empty."""
    width = max(len(row.labels) + len(row.cells) for row in table)
    lines = []
    for row in table:
        cells = (*row.labels, *row.cells)
        lines.append("| " + " | ".join((*cells, *[""] * (width - len(cells)))) + " |")
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def blanks(table: Table) -> str:
    """Cells parted by one blank; blank cells leave no trace."""
    return _lines(table, lambda row: " ".join((*_said(row.labels), *_said(row.cells))))


def wide_blanks(table: Table) -> str:
    """Cells parted by several blanks behind an indent, as copied from a PDF."""
    return _lines(table, lambda row: "  " + "    ".join((*_said(row.labels), *_said(row.cells))))


def one_a_line(table: Table) -> str:
    """Every cell on a line of its own; a blank cell is a blank line."""
    return _lines(table, lambda row: "\n".join((*_said(row.labels), *_cells_or_heads(row))))


def one_a_line_spaced(table: Table) -> str:
    """Every cell on a line of its own and a blank line behind each."""
    return one_a_line(table).replace("\n", "\n\n")


def one_a_line_with_pipes(table: Table) -> str:
    """Every cell on a line of its own behind a pipe, and a pipe alone at the end of the row."""
    return _lines(table, lambda row: "\n".join((" ".join(_said(row.labels)), *("| " + c for c in row.cells), "|")))


def broken_labels(table: Table) -> str:
    """Tabs, and each label of more than eight characters broken over two lines."""
    return _lines(table, lambda row: "\t".join((*map(_broken, _said(row.labels)), *_cells_or_heads(row))))


def broken_labels_one_a_line(table: Table) -> str:
    """One cell a line, and each label of more than eight characters broken over two lines."""
    return _lines(table, lambda row: "\n".join((*map(_broken, _said(row.labels)), *_cells_or_heads(row))))


def numbers_in_the_middle(table: Table) -> str:
    """As a PDF gives it: the numbers stand behind the first line of a broken label, its rest on the next line."""

    def line(row: Printed) -> str:
        *groups, label = _said(row.labels) or [""]
        first, _, rest = _broken(label).partition("\n")
        whole = "\t".join((*groups, first, *_cells_or_heads(row)))
        return f"{whole}\n{rest}" if rest else whole

    return _lines(table, line)


def pipes_on_lines_between(table: Table) -> str:
    """Every cell on a line of its own and between any two a line that is a pipe; a long label on two lines."""
    return "\n|\n".join("\n|\n".join((*map(_broken, _said(row.labels)), *_cells_or_heads(row))) for row in table)


def pipes_on_lines_around(table: Table) -> str:
    """Every cell on a line of its own between pipes, rows closed and opened with one, and blank lines by them."""
    rows = ("\n\n|\n\n".join(("", *_said(row.labels), *_cells_or_heads(row), "")) for row in table)
    return "\n".join(rows).strip()


def pipes_behind(table: Table) -> str:
    """A pipe behind each cell, and a run of them behind heads for the cells that they merge."""
    width = max(len(row.labels) + len(row.cells) for row in table)
    lines = []
    for row in table:
        said = (*_said(row.labels), *_cells_or_heads(row))
        lines.append(" | ".join(said) + " |" + ("" if row.code else " " + "|" * (width - len(said))))
    return "\n".join(lines)


def one_line(table: Table) -> str:
    """The whole table on one line; blank cells leave no trace."""
    return " ".join(cell for row in table for cell in (*_said(row.labels), *_said(row.cells)))


def one_line_wide(table: Table) -> str:
    """The whole table on one line between wide blanks."""
    return one_line(table).replace(" ", "\u3000")


def one_line_glued(table: Table) -> str:
    """The whole table on one line without blanks between a label and its first value."""
    rows = []
    for row in table:
        *groups, label = _said(row.labels) or [""]
        rows.append(" ".join((*groups, (label if row.code else label + " ") + " ".join(_said(row.cells)))).strip())
    return " ".join(rows)


FLATTENINGS: tuple[Flatten, ...] = (
    tabs_with_places, tabs, tabs_with_repeats, pipes, markdown, blanks, wide_blanks, one_a_line, one_a_line_spaced,
    one_a_line_with_pipes, broken_labels, broken_labels_one_a_line, numbers_in_the_middle,
    pipes_on_lines_between, pipes_on_lines_around, pipes_behind, one_line, one_line_wide, one_line_glued,
)  # fmt: skip

ON_ONE_LINE = (one_line, one_line_wide, one_line_glued)
HIDE_BLANK_CELLS = (blanks, wide_blanks, *ON_ONE_LINE)
SHOW_BLANK_CELLS = tuple(f for f in FLATTENINGS if f not in HIDE_BLANK_CELLS)


def _lines(table: Table, line: Callable[[Printed], str]) -> str:
    return "\n".join(map(line, table))


def _said(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]


def _cells_or_heads(row: Printed) -> Sequence[str]:
    return row.cells if row.code else _said(row.cells)


def _broken(label: str) -> str:
    return label if len(label) <= 8 else f"{label[:8]}\n{label[8:]}"


# what was read


def read(text: str) -> TableReading:
    """The tables of a raw text."""
    return read_tables(read_structure(clean(text)))


def by_place(reading: TableReading) -> dict[tuple[int, str, str], str]:
    """The cells as printed by table number, row and column."""
    return {(cell.table_no, cell.row_code, cell.column_code): cell.cell_text for cell in reading.cells}


def expected_requests(table: Table, number: int = 1) -> dict[tuple[int, str, str], str]:
    """The cells of a printed 表三."""
    return {
        (number, row.code, column): cell
        for row in table
        if row.code
        for column, cell in zip(REQUEST_COLUMNS, row.cells, strict=True)
    }
