"""PDF: the lattice of ruled lines, text by place, and documents whose text is not to be had."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from pipeline.read.pdf_lattice import find_lattices
from pipeline.read.pdf_page import Rule
from pipeline.read.pdf_state import is_mojibake
from pipeline.records import Paragraph, Reading, Refusal
from tests.read.builders import cells, grids, line, pdf, ruled, show, spans, texts

TABLE = (
    ruled([100, 200, 300, 400], [700, 680, 660])
    + show(105, 685, "许可")
    + show(205, 685, "12")
    + show(105, 665, "处罚")
    + show(305, 665, "7730.28")
)


def shown(reading: object) -> list[object]:
    assert isinstance(reading, Reading), reading
    return [b.text if isinstance(b, Paragraph) else cells(b) for b in reading.blocks]


def test_a_ruled_table_stands_between_its_lines_of_text() -> None:
    reading = read_document(pdf(show(60, 760, "一、情况") + TABLE + show(60, 600, "二、其他")))
    assert shown(reading) == [
        "一、情况",
        [["许可", "12", ""], ["处罚", "", "7730.28"]],
        "二、其他",
    ]
    (grid,) = grids(reading)
    assert grid.place.page == 1
    assert grid.rows[0][1].place.box == (200.0, 142.0, 300.0, 162.0)
    assert isinstance(reading, Reading)
    assert reading.method == "pdf/pdfium-geometry"
    assert reading.metadata == {"title": "A fictional report", "created": "D:20240131090000"}


def test_a_row_without_a_line_below_is_kept() -> None:
    page = "".join(line(100, y, 300, y) for y in (700, 680))
    page += "".join(line(x, 700, x, 655) for x in (100, 200, 300))
    page += (
        show(105, 685, "甲项") + show(205, 685, "1") + show(105, 662, "乙项") + show(205, 662, "2")
    )
    assert shown(read_document(pdf(page))) == [[["甲项", "1"], ["乙项", "2"]]]


def test_merged_cells_span_as_drawn() -> None:
    page = "".join(line(100, y, 400, y) for y in (700, 640))
    page += line(200, 680, 400, 680) + line(100, 660, 400, 660)
    page += "".join(line(x, 700, x, 640) for x in (100, 200, 400)) + line(300, 680, 300, 640)
    page += show(105, 682, "项目") + show(205, 685, "申请人") + show(205, 665, "甲类")
    (grid,) = grids(read_document(pdf(page)))
    assert spans(grid) == [
        [("项目", 0, 1, 2), ("申请人", 1, 2, 1)],
        [("甲类", 1, 1, 1), ("", 2, 1, 1)],
        [("", 0, 1, 1), ("", 1, 1, 1), ("", 2, 1, 1)],
    ]


def test_thin_boxes_are_lines_and_white_boxes_are_nothing() -> None:
    thin = "".join(f"100 {y} 200 0.5 re f\n" for y in (700, 680, 660))
    thin += "".join(f"{x} 660 0.5 40 re f\n" for x in (100, 200, 300))
    shading = "1 g " + "".join(f"60 {y} 400 20 re f\n" for y in (760, 740, 500)) + "0 g "
    page = shading + show(65, 765, "甲段") + show(65, 745, "乙段") + thin + show(105, 685, "许可")
    assert shown(read_document(pdf(page))) == ["甲段", "乙段", [["许可", ""], ["", ""]]]


def test_one_path_may_draw_a_whole_table() -> None:
    boxes = "".join(f"{x} {y} 100 20 re " for x in (100, 200) for y in (660, 680)) + "S\n"
    page = boxes + show(105, 685, "甲项") + show(205, 665, "3")
    assert shown(read_document(pdf(page))) == [[["甲项", ""], ["", "3"]]]


def test_frames_and_underlines_are_no_tables() -> None:
    page = ruled([50, 550], [800, 400, 100]) + line(60, 698, 120, 698) + show(60, 700, "一段文字")
    assert shown(read_document(pdf(page))) == ["一段文字"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_is_read_as_it_is_turned(rotate: int) -> None:
    # The content is turned against the page, so that what is shown is upright.
    turn = {90: "0 1 -1 0 595 0 cm", 180: "-1 0 0 -1 595 842 cm", 270: "0 -1 1 0 0 842 cm"}[rotate]
    page = f"q {turn}\n" + ruled([100, 200, 300], [500, 480, 460]) + show(105, 485, "AB")
    page += show(205, 465, "12") + " Q"
    reading = read_document(pdf(page, rotate=rotate))
    assert shown(reading) == [[["AB", ""], ["", "12"]]]


def test_what_a_form_draws_is_on_the_page() -> None:
    page = "q 1 0 0 1 0 -50 cm /Fm Do Q"
    reading = read_document(pdf(page, extra=TABLE.replace("处罚", "强制")))
    assert len(grids(reading)) == 1
    assert cells(grids(reading)[0])[0] == ["许可", "12", ""]
    assert grids(reading)[0].rows[0][0].place.box == (100.0, 192.0, 200.0, 212.0)


def test_text_is_read_by_place_not_by_order_of_the_file() -> None:
    page = show(60, 700, "下文") + show(200, 760, "右文") + show(60, 760, "左文")
    assert texts(read_document(pdf(page))) == ["左文 右文", "下文"]


def test_bold_by_double_print_is_read_once() -> None:
    page = show(60, 760, "共11件") + show(60.4, 760, "共11件") + show(60, 700, "云泽市" * 20)
    assert texts(read_document(pdf(page)))[0] == "共11件"


def test_pictures_leave_a_mark_where_they_stand() -> None:
    page = show(60, 780, "前文") + "q 200 0 0 100 60 600 cm /Im Do Q\n" + show(60, 500, "后文" * 30)
    assert texts(read_document(pdf(page)))[:2] == ["前文", "[image: ]"]


def refused(data: bytes) -> tuple[str, str, str | None]:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal), refusal
    return refusal.state, refusal.code, refusal.format


@pytest.mark.usefixtures("without_ocr")
def test_scans_need_ocr() -> None:
    scan = "q 595 0 0 842 0 0 cm /Im Do Q\n"
    assert refused(pdf(scan, scan)) == ("unsupported", "read.scan_needs_ocr", "pdf")
    assert refused(pdf(scan + show(60, 20, "- 1 -"))) == (
        "unsupported",
        "read.scan_needs_ocr",
        "pdf",
    )


@pytest.mark.usefixtures("without_ocr")
def test_an_unseen_layer_of_ocr_is_not_taken_for_print() -> None:
    page = "q 595 0 0 842 0 0 cm /Im Do Q 3 Tr\n" + show(60, 700, "本年新收申请" * 20)
    assert refused(pdf(page)) == ("unsupported", "read.scan_needs_ocr", "pdf")


def test_fonts_without_meaning_are_mojibake() -> None:
    page = show(60, 700, "\ue001\ue002\ue003" * 30)
    with_private_codes = pdf(page, cmap=_private_cmap())
    assert refused(with_private_codes) == ("unreadable", "read.mojibake", "pdf")


def _private_cmap() -> str:
    return (
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "1 beginbfrange <E000> <E0FF> <E000> endbfrange endcmap"
    )


def test_mojibake_is_told_by_its_characters() -> None:
    assert is_mojibake("\ue000\ue001年报")
    assert is_mojibake("ÕþÎñ¹«¿ª")
    assert not is_mojibake("2023年（全市）收到 5 件……")
    assert not is_mojibake("annual report — 2023")
    assert not is_mojibake("")


def test_nothing_printed_is_empty() -> None:
    assert refused(pdf("")) == ("unreadable", "read.empty", "pdf")


def test_a_password_is_named() -> None:
    locked = pdf(show(60, 700, "年报")).replace(
        b"/Info 9 0 R",
        b"/Info 9 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /Length 40 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>",
    )
    assert refused(locked) == ("unreadable", "read.encrypted", "pdf")


def test_junk_before_the_mark_is_passed_over() -> None:
    assert texts(read_document(b"\r\n\r\n" + pdf(show(60, 700, "年报")))) == ["年报"]


def test_a_lost_end_is_said() -> None:
    data = pdf(*[show(60, 700, f"第{number}页") for number in range(3)])
    reading = read_document(data[:-6])
    assert isinstance(reading, Reading)
    assert "read.truncated" in [issue.code for issue in reading.issues]


def test_lines_in_pieces_draw_one_table() -> None:
    across = [Rule(True, y, x, x + 19) for y in (0, 20.4, 40) for x in range(0, 100, 20)]
    down = [Rule(False, x + d, 0, 40) for x in (0, 50, 99) for d in (0, 1.5)]
    (lattice,) = find_lattices(across + down)
    assert len(lattice.cells) == 4
    assert not find_lattices([])


def test_a_drawing_of_many_lines_is_left_alone() -> None:
    rules = [Rule(True, 10.0 * n, 0, 100) for n in range(2_000)]
    assert not find_lattices(rules)
