"""Any encoding that reports come in gives the same text, and bytes that are no text give none."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.landing.decode import decode
from disclosure.landing.reasons import Reason, Refusal

SIMPLIFIED = (
    "某某区农业局去年共收到政府信息公开申请23件，其中当面申请4件、网络申请19件，全部在期限内答复。\n"
    "热线受理来电１,２０５件，办结率９８.６％；没有发生行政复议。\r\n"
)
RARE = SIMPLIFIED + "镕、䶮、㙍、𠮷等字见于人名地名。\n"
TRADITIONAL = (
    "某某區環境保護局去年共收到公開申請23件，其中當面申請4件、網絡申請19件，全部在期限內答復。\n"
    "熱線受理來電1,205件，辦結率98.6%；沒有發生行政復議，圍墻裏面也恒無異議。\n"
)

MATRIX = [
    pytest.param(RARE.encode("utf-8"), RARE, "utf-8", id="utf-8"),
    pytest.param(codecs.BOM_UTF8 + RARE.encode("utf-8"), RARE, "utf-8", id="utf-8 with mark"),
    pytest.param(RARE.encode("gb18030"), RARE, "gb18030", id="gb18030 with four-byte characters"),
    pytest.param(b"\x84\x31\x95\x33" + RARE.encode("gb18030"), RARE, "gb18030", id="gb18030 with mark"),
    pytest.param(SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030", id="gbk"),
    pytest.param(SIMPLIFIED.encode("gb2312"), SIMPLIFIED, "gb18030", id="gb2312"),
    pytest.param(TRADITIONAL.encode("gbk"), TRADITIONAL, "gb18030", id="traditional in gbk"),
    pytest.param(TRADITIONAL.encode("cp950"), TRADITIONAL, "big5hkscs", id="big5 with its extensions"),
    pytest.param(SIMPLIFIED.encode("hz"), SIMPLIFIED, "hz", id="hz"),
    pytest.param(codecs.BOM_UTF16_LE + RARE.encode("utf-16-le"), RARE, "utf-16-le", id="utf-16 le with mark"),
    pytest.param(codecs.BOM_UTF16_BE + RARE.encode("utf-16-be"), RARE, "utf-16-be", id="utf-16 be with mark"),
    pytest.param(RARE.encode("utf-16-le"), RARE, "utf-16-le", id="utf-16 le"),
    pytest.param(RARE.encode("utf-16-be"), RARE, "utf-16-be", id="utf-16 be"),
    pytest.param(codecs.BOM_UTF32_LE + RARE.encode("utf-32-le"), RARE, "utf-32-le", id="utf-32 le with mark"),
    pytest.param(RARE.encode("utf-32-be"), RARE, "utf-32-be", id="utf-32 be"),
    pytest.param(
        "公开申请七件，已办结。".encode("utf-16-be"), "公开申请七件，已办结。", "utf-16-be", id="utf-16 be of Han alone"
    ),
    pytest.param("none refused – “good”".encode("cp1252"), "none refused – “good”", "cp1252", id="western quotes"),
    pytest.param(b"Annual report 2016: 12 requests", "Annual report 2016: 12 requests", "utf-8", id="ascii"),
]


@pytest.mark.parametrize(("data", "text", "encoding"), MATRIX)
def test_text_is_read_whole_whatever_its_encoding(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    ("declared", "bytes_are"),
    [("utf-8", "gb18030"), ("gb2312", "gb18030"), ("gb2312", "utf-8"), ("big5", "gb18030"), ("iso-8859-1", "gb18030")],
)
def test_a_wrong_declaration_does_not_mislead(declared: str, bytes_are: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{RARE}</body></html>'
    assert decode(page.encode(bytes_are)) == (page, bytes_are)


def test_a_declaration_settles_what_is_too_short_to_tell() -> None:
    undeclared, declared = "公开".encode("gbk"), '<meta charset="gb2312">公开'.encode("gbk")
    with pytest.raises(Refusal, match="reads as gb18030 and as big5hkscs"):
        decode(undeclared)
    assert decode(declared).text.endswith("公开")


def test_two_byte_pairs_that_are_also_utf8_are_read_as_chinese() -> None:
    assert "一些".encode("gbk").decode("utf-8") == "һЩ"
    assert decode("一些一些".encode("gbk")).text == "一些一些"


NO_TEXT = [
    pytest.param(random.Random(7).randbytes(2000), id="random bytes"),
    pytest.param(b"\x00" * 500, id="zeros"),
    pytest.param(SIMPLIFIED.encode() + b"\x00", id="utf-8 with a NUL"),
    pytest.param(SIMPLIFIED.encode()[:-1] + SIMPLIFIED.encode("gb18030"), id="two encodings in one file"),
    pytest.param(SIMPLIFIED.encode()[:61], id="cut within a character"),
    pytest.param(RARE.encode("utf-16-le")[:-1], id="utf-16 cut within a character"),
    pytest.param(codecs.BOM_UTF8 + SIMPLIFIED.encode("gb18030"), id="marked as utf-8 and is not"),
    pytest.param("\ue000\ue001申请".encode() * 40, id="mostly private use"),
    pytest.param("公开\ufffd\ufffd信息".encode() * 20, id="mostly replacement characters"),
    pytest.param(b"\xed\xa0\x80" + SIMPLIFIED.encode(), id="lone surrogate"),
]


@pytest.mark.parametrize("data", NO_TEXT)
def test_what_is_no_text_in_one_encoding_is_undecodable(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        decode(data)
    assert refused.value.reason is Reason.UNDECODABLE


def test_a_few_private_use_bullets_do_not_spoil_a_page() -> None:
    text = "\uf0b7 " + SIMPLIFIED
    assert decode(text.encode()).text == text


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_every_decoding_is_of_all_bytes(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except Refusal:
        return
    assert data.endswith(text.encode(encoding)) and len(data) - len(text.encode(encoding)) <= 4
