"""Word documents: merged cells, revisions, what wraps paragraphs, hostile packages."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.read import read_document
from pipeline.read.archives import MAX_MEMBER_BYTES
from pipeline.records import Paragraph, Reading, Refusal
from tests.read.builders import W, archive, cells, docx, grids, p, spans, tbl, tc, texts

RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


def refused(data: bytes) -> Refusal:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal), refusal
    return refusal


def test_merged_cells_are_laid_out_exactly() -> None:
    body = tbl(
        [tc("项目", RESTART + '<w:gridSpan w:val="2"/>'), tc("申请人", '<w:gridSpan w:val="2"/>')],
        [tc("", CONTINUE + '<w:gridSpan w:val="2"/>'), tc("自然人"), tc("总计")],
        [tc("办理", RESTART), tc("公开"), tc("1"), tc("1")],
        [tc("", '<w:vMerge w:val="continue"/>'), tc("其他"), tc(""), tc("0")],
        [tc("", CONTINUE), tc("总计", RESTART), tc("1"), tc("1")],
        [tc("结转", RESTART), tc("", CONTINUE), tc("0"), tc("0")],
    )
    (grid,) = grids(read_document(docx(body)))
    assert not grid.ragged
    assert spans(grid) == [
        [("项目", 0, 2, 2), ("申请人", 2, 2, 1)],
        [("自然人", 2, 1, 1), ("总计", 3, 1, 1)],
        [("办理", 0, 1, 3), ("公开", 1, 1, 1), ("1", 2, 1, 1), ("1", 3, 1, 1)],
        [("其他", 1, 1, 1), ("", 2, 1, 1), ("0", 3, 1, 1)],
        [("总计", 1, 1, 2), ("1", 2, 1, 1), ("1", 3, 1, 1)],
        [("结转", 0, 1, 1), ("0", 2, 1, 1), ("0", 3, 1, 1)],
    ]
    assert grid.rows[1][0].place.path == "/w:tbl[1]/w:tr[2]/w:tc[2]"


def test_a_merge_without_a_beginning_is_a_cell() -> None:
    (grid,) = grids(read_document(docx(tbl([tc("a", CONTINUE), tc("b")]))))
    assert spans(grid) == [[("a", 0, 1, 1), ("b", 1, 1, 1)]]


def test_columns_left_out_at_the_start_are_counted() -> None:
    row = f"<w:trPr><w:gridBefore w:val='2'/></w:trPr>{tc('x')}"
    (grid,) = grids(read_document(docx(tbl([tc("a"), tc("b"), tc("c")], [row]))))
    assert grid.rows[1][0].column == 2


def test_blocks_keep_their_order_and_content_controls_are_looked_through() -> None:
    table = tbl([f"<w:sdt><w:sdtContent>{tc('a')}</w:sdtContent></w:sdt>", tc("b")])
    body = f"{p('一、', '情况')}<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>{p('尾')}"
    reading = read_document(docx(body))
    assert isinstance(reading, Reading)
    shown = [b.text if isinstance(b, Paragraph) else cells(b) for b in reading.blocks]
    assert shown == ["一、情况", [["a", "b"]], "尾"]
    assert reading.blocks[0].place.path == "/w:p[1]"


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/>"
        "<w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>"
    )
    assert texts(read_document(docx(body))) == ["甲\t乙", "丙-1"]


def test_revisions_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>4</w:delText><w:t>4</w:t></w:r>"
        "</w:del><w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>"
    )
    gone = f"<w:trPr><w:del/></w:trPr>{tc('x')}{tc('y')}"
    reading = read_document(docx(body + tbl([tc("a"), tc("b")], [gone], [tc("c"), tc("d")])))
    assert texts(reading) == ["收到5件"]
    assert cells(grids(reading)[0]) == [["a", "b"], ["c", "d"]]


def test_alternatives_and_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('框中')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice>{box}"
        f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read_document(docx(body))) == ["正文", "框中"]
    (grid,) = grids(read_document(docx(tbl([f"<w:tc>{body}</w:tc>", tc("1")]))))
    assert cells(grid) == [["正文\n框中", "1"]]


def test_tables_that_only_arrange_are_looked_through() -> None:
    inner = tbl([tc("许可"), tc("7")])
    reading = read_document(
        docx(tbl([tc("旁"), f"<w:tc>{inner}{p('尾')}</w:tc>"]) + tbl([tc("框")]))
    )
    assert isinstance(reading, Reading)
    shown = [b.text if isinstance(b, Paragraph) else cells(b) for b in reading.blocks]
    assert shown == ["旁", [["许可", "7"]], "尾", "框"]


def test_pictures_leave_a_mark() -> None:
    picture = (
        '<w:r><w:drawing><i><d descr="公开 渠道"/><pic:pic xmlns:pic="http://schemas.openxml'
        'formats.org/drawingml/2006/picture"/></i></w:drawing></w:r>'
    )
    body = f"<w:p><w:r><w:t>前</w:t></w:r>{picture}</w:p>"
    table = tbl([f"<w:tc><w:p>{picture}</w:p></w:tc>", tc("1")])
    reading = read_document(docx(body + table))
    assert texts(reading) == ["前", "[image: 公开 渠道]"]
    assert cells(grids(reading)[0]) == [["[image: 公开 渠道]", "1"]]


def test_the_strict_namespace_and_numbered_main_parts_are_read() -> None:
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    part = f"<w:document {strict}><w:body>{tbl([tc('a'), tc('b')])}{p('文')}</w:body></w:document>"
    reading = read_document(archive({"word/document2.xml": part}))
    assert texts(reading) == ["文"]
    assert cells(grids(reading)[0]) == [["a", "b"]]


def test_core_properties_are_metadata() -> None:
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc'
        '/terms/"><dc:title>云泽市年报</dc:title><t:created>2024-01-10T01:02:03Z</t:created>'
        "<dc:creator>x</dc:creator></c:coreProperties>"
    )
    reading = read_document(docx(p("文"), core=core))
    assert isinstance(reading, Reading)
    assert reading.metadata == {"title": "云泽市年报", "created": "2024-01-10T01:02:03Z"}
    reading = read_document(docx(p("文"), core="<broken"))
    assert isinstance(reading, Reading)
    assert reading.metadata == {}


def test_an_empty_document_is_empty() -> None:
    assert refused(docx("<w:p/>")).code == "read.empty"


def test_entities_are_not_expanded() -> None:
    prolog = (
        '<!DOCTYPE w [<!ENTITY a "' + "x" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">'
        '<!ENTITY c "' + "&b;" * 1000 + '"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    outcome = read_document(docx(p("文&c;&f;"), prolog=prolog))
    if isinstance(outcome, Reading):
        assert sum(len(text) for text in texts(outcome)) < 10_000
        assert "root:" not in "".join(texts(outcome))


def test_a_member_that_explodes_is_refused() -> None:
    refusal = refused(archive({"word/document.xml": b" " * (MAX_MEMBER_BYTES + 10)}))
    assert (refusal.state, refusal.code) == ("unreadable", "read.too_large")
    refusal = refused(archive({"word/document.xml": b" " * (8 * 2**20)}))
    assert (refusal.state, refusal.code) == ("unreadable", "read.too_large")


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(archive({"word/document.xml": "x"}))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        central = source.start_dir
    data[6] |= 1
    data[central + 8] |= 1
    refusal = refused(bytes(data))
    assert (refusal.state, refusal.code) == ("unreadable", "read.encrypted")


@pytest.mark.parametrize("body", ["<w:p><w:r>", "<a>" * 5_000])
def test_broken_or_bottomless_xml_is_damaged(body: str) -> None:
    refusal = refused(docx(body))
    assert (refusal.state, refusal.code, refusal.format) == ("unreadable", "read.damaged", "docx")


WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def package(main: str, members: dict[str, str | bytes], target: str | None = None) -> bytes:
    """A package that declares its main part."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return archive(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/{main}" ContentType="{WORDML}"/>'
            "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="{target or main}"/></Relationships>',
            **members,
        }
    )


def body(content: str) -> str:
    return f"<w:document {W}><w:body>{content}</w:body></w:document>"


@pytest.mark.parametrize("target", ["content/main.xml", "/content/main.xml", "./content/main.xml"])
def test_the_main_part_is_where_the_package_says(target: str) -> None:
    decoy = body(p("旧稿"))
    members: dict[str, str | bytes] = {"content/main.xml": body(p("正文"))}
    assert texts(read_document(package("content/main.xml", members, target))) == ["正文"]
    members["word/document.xml"] = decoy
    assert texts(read_document(package("content/main.xml", members, target))) == ["正文"]


def test_a_main_part_that_is_not_there_is_damage() -> None:
    refusal = refused(package("content/main.xml", {}))
    assert (refusal.state, refusal.code, refusal.format) == ("unreadable", "read.damaged", "docx")
    broken = package("word/document.xml", {"word/document.xml": body(p("文"))}, "gone.xml")
    assert texts(read_document(broken)) == ["文"]


def test_hidden_text_is_not_read() -> None:
    run = "<w:r><w:rPr><w:vanish{}/></w:rPr><w:t>{}</w:t></w:r>"
    content = (
        f"<w:p>{run.format('', '藏')}{run.format(' w:val=' + chr(34) + 'false' + chr(34), '显')}"
        "<w:r><w:t>文</w:t></w:r></w:p>"
    )
    assert texts(read_document(docx(content))) == ["显文"]


def test_white_digits_are_kept_apart() -> None:
    """On a dark ground they are seen, on paper they are not: nobody can tell."""
    white = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>9</w:t></w:r>'
    assert texts(read_document(docx(f"<w:p><w:r><w:t>12</w:t></w:r>{white}</w:p>"))) == ["12 9"]


def test_a_small_table_in_a_cell_belongs_to_the_cell() -> None:
    inner = tbl([tc("其中"), tc("3")])
    rows = [[tc(f"{y}{x}") for x in "abcd"] for y in range(4)]
    rows[1][0] = f"<w:tc>{inner}{p('尾')}</w:tc>"
    (grid,) = grids(read_document(docx(tbl(*rows))))
    assert cells(grid)[1] == ["其中\n3\n尾", "1b", "1c", "1d"]


def test_merges_of_the_old_kind_and_deleted_cells() -> None:
    restart, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    gone = '<w:cellDel w:id="1"/>'
    content = tbl(
        [tc("头", restart), tc("", on), tc("总计")],
        [tc("甲"), tc("1"), tc("2"), tc("9", gone)],
    )
    (grid,) = grids(read_document(docx(content)))
    assert spans(grid) == [
        [("头", 0, 2, 1), ("总计", 2, 1, 1)],
        [("甲", 0, 1, 1), ("1", 1, 1, 1), ("2", 2, 1, 1)],
    ]


def test_rows_narrower_or_wider_than_the_grid_are_kept_whole() -> None:
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    short = f"<w:trPr><w:gridAfter w:val='1'/></w:trPr>{tc('a')}"
    table = tbl([short], [tc("b"), tc("c"), tc("d")]).replace("<w:tbl>", f"<w:tbl>{grid}")
    assert cells(grids(read_document(docx(table)))[0]) == [["a"], ["b", "c", "d"]]


@pytest.mark.parametrize("span", ["-1", "0", "x", "９", "9" * 5_000, ""])
def test_spans_that_are_no_numbers_span_something(span: str) -> None:
    table = tbl([tc("a", f'<w:gridSpan w:val="{span}"/>'), tc("b")])
    ((first, second),) = grids(read_document(docx(table)))[0].rows
    assert (first.text, second.text) == ("a", "b")
    assert 0 < first.colspan <= second.column


def test_figures_typed_as_formulas_are_text() -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    content = (
        f"<w:p><w:r><w:t>共</w:t></w:r><m:oMath {math}><m:r><m:t>12</m:t></m:r></m:oMath></w:p>"
    )
    assert texts(read_document(docx(content))) == ["共12"]


PAGE = "<html><body><p>导入</p><table><tr><td>许可</td><td>7</td></tr></table></body></html>"
MHT = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    f"{PAGE}\n--b--\n"
)


def with_chunk(content: str | bytes, name: str = "afchunk.htm") -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="c" Type="{office}/aFChunk" Target="{name}"/>'
    chunk = f'<w:altChunk xmlns:r="{office}" r:id="c"/>'
    return archive(
        {
            "word/document.xml": body(f"{p('前')}{chunk}{p('后')}"),
            "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>",
            f"word/{name}": content,
        }
    )


@pytest.mark.parametrize(
    "chunk", [PAGE, MHT, docx(p("导入") + tbl([tc("许可"), tc("7")]))], ids=["page", "mht", "docx"]
)
def test_imported_documents_stand_where_they_were_put(chunk: str | bytes) -> None:
    reading = read_document(with_chunk(chunk))
    assert texts(reading) == ["前", "导入", "后"]
    (grid,) = grids(reading)
    assert cells(grid) == [["许可", "7"]]
    assert grid.place.path.startswith("word/afchunk.htm!/")


@pytest.mark.parametrize("chunk", ["{\\rtf1 x}", b"PK\x03\x04broken", "", with_chunk(PAGE)])
def test_imported_documents_that_are_lost_are_named(chunk: str | bytes) -> None:
    reading = read_document(with_chunk(chunk))
    assert isinstance(reading, Reading)
    lost = [issue.code for issue in reading.issues] == ["read.chunk_lost"]
    assert lost or texts(reading) == ["前", "前", "后", "后"]


def test_web_archives_are_pages() -> None:
    reading = read_document(MHT.encode())
    assert isinstance(reading, Reading)
    assert reading.method.startswith("mht/html/")
    assert texts(reading) == ["导入"]
    assert refused(b"MIME-Version: 1.0\n\nplain mail").code == "read.foreign"


def test_a_paragraph_in_a_paragraph_is_read_once() -> None:
    outer = f"<w:p><w:r><w:t>外</w:t></w:r>{p('内')}</w:p>"
    assert texts(read_document(docx(outer))) == ["外", "内"]
