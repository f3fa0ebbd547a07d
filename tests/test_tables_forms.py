"""The forms as data: every row is known by its own words, and identities speak of rows and columns that exist."""

from __future__ import annotations

from decimal import Decimal

import pytest

from disclosure.extraction.table.cells import CellValue, read_cell
from disclosure.extraction.table.forms import FormRow, columns_named, find_row, form, forms, plain_label
from disclosure.vocabulary import measures, rows, units

FORM_ROWS = [(found.code, row) for found in forms() for row in found.rows]
IDENTITIES = list(rows("identity"))


# rows whose printed label says less than their name
PRINTED = {
    "review_upheld": "(一)维持具体行政行为数",
    "review_other": "(三)其他情形数",
    "litigation_upheld": "(一)维持具体行政行为或者驳回原告诉讼请求数",
    "litigation_other": "(三)其他情形数",
    ("local", "channel_website"): "其中:1.政府网站",
    ("local", "channel_other"): "2.其他形式",
    ("local", "requests"): "受理依申请公开信息总数",
    ("local", "replies"): "本年度对申请的答复总数",
}


@pytest.mark.parametrize(("code", "row"), FORM_ROWS, ids=lambda part: getattr(part, "code", part))
def test_a_row_is_known_by_its_own_words(code: str, row: FormRow) -> None:
    name = f"{row.name}数" if code in ("indicators_2014", "local") else row.name
    label = PRINTED.get(row.code) or PRINTED.get((code, row.code), name)

    found = find_row(code, [label], frozenset({row.parent}))

    assert found is not None
    assert found[0].code == row.code


@pytest.mark.parametrize("code", [found.code for found in forms()])
def test_rows_stand_under_rows_of_the_form(code: str) -> None:
    codes = {row.code for row in form(code).rows}

    assert {row.parent for row in form(code).rows} - codes <= {""}


@pytest.mark.parametrize("code", [found.code for found in forms()])
def test_rows_have_columns_measures_and_units_that_exist(code: str) -> None:
    found = form(code)

    assert {row.block for row in found.rows} == {column.block for column in found.columns}
    assert {row.measure for row in found.rows} - measures().keys() <= {""}
    assert {row.unit for row in found.rows} | {column.unit for column in found.columns} <= units().keys() | {"", "万元"}


@pytest.mark.parametrize(
    "identity", IDENTITIES, ids=lambda r: "-".join((r["identity_code"], r["table_code"], r["part_code"]))
)
def test_an_identity_speaks_of_its_form(identity: dict[str, str]) -> None:
    found = form(identity["table_code"])
    codes = {
        "column": {row.code for row in found.rows},
        "row": {column.code for column in found.columns},
        "cell": {""},
    }[identity["kind"]]

    assert {identity["total_code"], identity["part_code"]} <= codes


@pytest.mark.parametrize("code", ["t3_2019", "t3_2021"])
def test_all_outcomes_but_headings_are_parts_of_the_total(code: str) -> None:
    parts = {r["part_code"] for r in IDENTITIES if (r["identity_code"], r["table_code"]) == ("T3-2", code)}

    assert parts == {row.code for row in form(code).rows if row.parent and not row.is_heading} - {"closed"}


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "部分公开"),
        ("(二)部分公开(区分处理的,只计这一", "部分公开"),
        ("三、本年度办理结果", "本年度办理结果"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ("其中:1.政府网站", "政府网站"),
        ("(11)“免予公开范围6”数", "免予公开范围6数"),
        ("2009 年度", "2009年度"),
        ("不计其他情形)", "不计其他情形"),
    ],
)
def test_a_label_without_what_varies(written: str, plain: str) -> None:
    assert plain_label(written) == plain


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("总计", ["total"]),
        ("其他", ["other_org"]),
        ("社会公益组织", ["public_interest"]),
        ("企业", ["company"]),
        ("其他处理", []),
    ],
)
def test_a_column_is_known_by_its_head(head: str, columns: list[str]) -> None:
    assert [column.code for column in columns_named("t3_2021", head)] == columns


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("12", 12, "number", ""),
        ("0", 0, "zero", ""),
        ("0.00", 0, "zero", ""),
        ("2,318,600元", 2_318_600, "number", "元"),
        ("2164.5万元", 21_645_000, "number", "元"),
        ("1.2亿元", 120_000_000, "number", "元"),
        ("3件", 3, "number", "件"),
        ("+4", 4, "number", ""),
        ("-2", -2, "number", ""),
        ("减少1", -1, "number", ""),
        ("增3", 3, "number", ""),
        ("无", 0, "zero", ""),
        ("", None, "blank", ""),
        ("/", None, "not_applicable", ""),
        ("——", None, "not_applicable", ""),
        ("不适用", None, "not_applicable", ""),
        ("见附件", None, "text", ""),
        ("1.", None, "text", ""),
        ("2021年度", None, "text", ""),
        ("2012年", None, "text", ""),
        ("12,34", None, "text", ""),
    ],
)
def test_what_a_cell_says(text: str, value: int | None, kind: str, unit: str) -> None:
    assert read_cell(text) == CellValue(None if value is None else Decimal(value), kind, unit)
