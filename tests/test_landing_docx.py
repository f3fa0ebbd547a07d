"""Word documents: what a person sees in them, in order; and packages made to do harm, each refused for its reason."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from landing_support import ask, write
from make_documents import Box, docx_of, saved

from disclosure.landing.document import read_document
from disclosure.landing.readers import docx as docx_reader
from disclosure.landing.readers import package
from disclosure.landing.reasons import Reason, Refusal
from disclosure.stages.land import land

REPORT = ["某某县水利局2016年政府信息公开年报", "一、概述", "全年收到申请7件,均已办结。"]
DOCUMENT = "word/document.xml"


def text_of(data: bytes) -> str:
    return read_document(data, "年报.docx").raw_text


def with_body(markup: str) -> str:
    """The text of a document whose body holds this markup behind a first paragraph."""
    document = docx.Document()
    first = document.add_paragraph("前")
    wrapper = parse_xml(f"<w:body {nsdecls('w', 'm')} {_MORE}>{markup}</w:body>")
    for element in reversed(list(wrapper)):
        first._p.addnext(element)
    return docx_reader.read(saved(document)).text


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def test_paragraphs_and_tables_come_in_their_order() -> None:
    table = [[Box("项目"), Box("件数")], [Box("申请"), Box("7")]]
    assert text_of(docx_of([*REPORT, table, "二、其他"])).split("\n") == [*REPORT, "项目\t件数", "申请\t7", "二、其他"]


def test_the_value_of_a_merged_cell_stands_once() -> None:
    table = [
        [Box("申请人情况", 3), Box("总计", 1, 2)],
        [Box("自然人"), Box("企业", 2)],
        [Box("受理", 1, 2), Box("1"), Box(""), Box("3")],
        [Box("4"), Box("5"), Box("9")],
        [Box("表内标题", 4)],
    ]
    assert text_of(docx_of(["表", table])).split("\n") == [
        "表",
        "申请人情况\t\t\t总计",
        "自然人\t企业\t\t",
        "受理\t1\t\t3",
        "\t4\t5\t9",
        "表内标题",
    ]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        pytest.param("<w:p><w:r><w:t>收到</w:t></w:r><w:r><w:t>7件</w:t></w:r></w:p>", ["收到7件"], id="runs"),
        pytest.param(
            '<w:p><w:smartTag w:uri="u" w:element="chsdate"><w:r><w:t>2008年</w:t></w:r></w:smartTag>'
            "<w:r><w:t>收到7件</w:t></w:r></w:p>",
            ["2008年收到7件"],
            id="smart tag",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>收到7件</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            ["收到7件"],
            id="content control",
        ),
        pytest.param(
            '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>收到</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="a"><w:r><w:delText>8件</w:delText></w:r></w:del>'
            '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>9件</w:t></w:r></w:moveFrom><w:r><w:t>7件</w:t></w:r></w:p>',
            ["收到7件"],
            id="tracked changes",
        ),
        pytest.param(
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>8件</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>7件</w:t></w:r></w:p>',
            ["7件"],
            id="hidden",
        ),
        pytest.param(
            "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:tab/><w:t>右</w:t></w:r></w:p>",
            ["上", "下\t右"],
            id="breaks and tabs",
        ),
        pytest.param(
            '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>字</w:t></w:r></w:p>',
            ["字"],
            id="tab stops",
        ),
        pytest.param(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>SUM(ABOVE)</w:instrText>"
            "<w:fldChar w:fldCharType='separate'/><w:t>12</w:t></w:r></w:p>",
            ["12"],
            id="field",
        ),
        pytest.param(
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>gū</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>估</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r></w:p>",
            ["估"],
            id="pinyin above",
        ),
        pytest.param(
            "<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent><w:p><w:r>"
            "<w:t>框内7件</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox>"
            "<w:txbxContent><w:p><w:r><w:t>框内7件</w:t></w:r></w:p></w:txbxContent></v:textbox></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            ["正文", "框内7件"],
            id="text box",
        ),
        pytest.param("<w:p><w:r><w:t> \u3000\u00a0</w:t></w:r></w:p>", [], id="blank paragraph"),
        pytest.param(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p>"
            "</w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc>"
            "<w:tc><w:p><w:r><w:t>旁</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            ["外", "内\t7", "旁"],
            id="table in a cell",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>收到</w:t></w:r></w:p><w:p><w:r><w:t>申请</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p><w:r><w:t>7\t件</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            ["收到申请\t7 件"],
            id="cell of two paragraphs",
        ),
        pytest.param(
            '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr>'
            '<w:tr><w:trPr><w:del w:id="4" w:author="a"/></w:trPr><w:tc><w:p><w:r><w:t>8</w:t></w:r></w:p></w:tc></w:tr>'
            "</w:tbl>",
            ["\t\t7"],
            id="indented and deleted rows",
        ),
    ],
)
def test_what_a_person_sees_is_read(markup: str, lines: list[str]) -> None:
    assert with_body(markup).split("\n") == ["前", *lines]


def test_the_document_is_recorded_with_its_reader(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "年报.txt", docx_of(REPORT))
    land([tmp_path / "raw"], tmp_path / "w.duckdb")
    assert ask(
        tmp_path / "w.duckdb",
        "select media_type, encoding, reader_version, raw_text, reader_warning from raw.documents",
    ) == [
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "binary",
            f"docx/1 python-docx {docx.__version__}",
            "\n".join(REPORT),
            None,
        )
    ]


# packages that are not what they should be


def packed(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


GOOD = docx_of(REPORT)
MEMBERS = members_of(GOOD)


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    return packed(MEMBERS | {name: change(MEMBERS[name])})


def with_member(name: str, content: bytes = b"") -> bytes:
    return packed(MEMBERS | {name: content})


def before_root(declaration: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"?>", b"?>" + declaration, 1)


ENTITY = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'


def in_utf16(xml: bytes) -> bytes:
    return before_root(ENTITY)(xml).decode().replace("UTF-8", "UTF-16").encode("utf-16")


def with_two_of_one_name() -> bytes:
    out = BytesIO(GOOD)
    with ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(DOCUMENT, b"<other/>")
    return out.getvalue()


def with_flag_of_encryption() -> bytes:
    data = bytearray(GOOD)
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags_at] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Two directory entries that lead to the same bytes, as in the bombs that unpack one block a thousand times."""
    out = BytesIO(GOOD)
    with ZipFile(out, "a") as archive:
        first = archive.getinfo(DOCUMENT)
        twin = ZipInfo("word/twin.xml")
        for attribute in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
            setattr(twin, attribute, getattr(first, attribute))
        archive.filelist.append(twin)
        archive.NameToInfo[twin.filename] = twin
        archive._didModify = True
    return out.getvalue()


def that_lies_about_its_size() -> bytes:
    """A bomb whose directory tells of a small document."""
    data = bytearray(with_member("word/media/a.bin", bytes(package.MAX_RATIO * 400_000)))
    entry = data.index(b"word/media/a.bin", data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, entry + 24, 100)
    return bytes(data)


def nested(xml: bytes) -> bytes:
    return xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000, 1)


HOSTILE: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "entity that names a file": (lambda: changed(DOCUMENT, before_root(ENTITY)), Reason.UNSAFE_XML),
    "entities in entities": (lambda: changed("word/styles.xml", before_root(LAUGHS)), Reason.UNSAFE_XML),
    "document type in relations": (
        lambda: changed("_rels/.rels", before_root(b'<!DOCTYPE r SYSTEM "http://example.org/r.dtd">')),
        Reason.UNSAFE_XML,
    ),
    "document type in UTF-16": (lambda: changed(DOCUMENT, in_utf16), Reason.UNSAFE_XML),
    "document type in UTF-7": (
        lambda: changed(DOCUMENT, lambda xml: b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4-'),
        Reason.UNSAFE_XML,
    ),
    "more than it may unpack to": (
        lambda: with_member("word/media/a.bin", bytes(package.MAX_BYTES + 1)),
        Reason.UNSAFE_ZIP,
    ),
    "compressed too well": (lambda: with_member("word/media/a.bin", bytes(90_000_000)), Reason.UNSAFE_ZIP),
    "size that is a lie": (that_lies_about_its_size, Reason.DAMAGED),
    "too many members": (lambda: packed(MEMBERS | {f"a/{n}": b"" for n in range(2_001)}), Reason.UNSAFE_ZIP),
    "name that leads up": (lambda: with_member("../../a.xml"), Reason.UNSAFE_ZIP),
    "name that leads to the root": (lambda: with_member("/etc/a.xml"), Reason.UNSAFE_ZIP),
    "name of a drive": (lambda: with_member("c:\\a.xml"), Reason.UNSAFE_ZIP),
    "two members of one name": (with_two_of_one_name, Reason.UNSAFE_ZIP),
    "encrypted member": (with_flag_of_encryption, Reason.UNSAFE_ZIP),
    "members that overlap": (overlapping, Reason.UNSAFE_ZIP),
    "cut off": (lambda: GOOD[: len(GOOD) // 2], Reason.DAMAGED),
    "markup cut off": (lambda: changed(DOCUMENT, lambda xml: xml[: len(xml) // 2]), Reason.DAMAGED),
    "markup nested 5,000 deep": (lambda: changed(DOCUMENT, nested), Reason.DAMAGED),
    "no relation to a document": (lambda: changed("_rels/.rels", lambda xml: b"<Relationships/>"), Reason.DAMAGED),
    "workbook": (
        lambda: packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        Reason.UNSUPPORTED_TYPE,
    ),
    "archive that holds a document": (lambda: packed({"note.txt": b"", "a/word/document.xml[Content_Types].xml": b""}),
        Reason.UNSUPPORTED_TYPE),
    "old Word document": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), Reason.UNSUPPORTED_TYPE),
    "document with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "EncryptedPackage".encode("utf-16-le"),
        Reason.ENCRYPTED,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_honest_document_is_refused_for_its_reason(make: Callable[[], bytes], reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        read_document(make(), "年报.docx")
    assert refused.value.reason == reason


def test_nothing_is_fetched_that_a_document_points_to() -> None:
    relation = (
        b'<Relationship Id="rId99" TargetMode="External" Target="file:///etc/hostname" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    data = changed("word/_rels/document.xml.rels", lambda xml: xml.replace(b"</Relationships>", relation))
    assert text_of(data).split("\n") == REPORT


def test_one_bad_document_takes_no_other_with_it(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "bad.docx", changed(DOCUMENT, before_root(ENTITY)))
    write(tmp_path / "raw" / "good.docx", GOOD)
    counts = land([tmp_path / "raw"], tmp_path / "w.duckdb")
    assert (counts.landed, counts.rejected) == (1, 1)
    assert ask(tmp_path / "w.duckdb", "select source_name, reason, detail from raw.rejected_documents") == [
        ("bad.docx", "unsafe_xml", "a document type or an entity is declared")
    ]
