"""Pictures of pages without a model: files, lines, cells, and what happens without the extra."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw

from pipeline.read import read_document, scan_reader
from pipeline.read.pdf_lattice import Lattice, find_lattices
from pipeline.records import Reading, Refusal
from tests.read.builders import docx_of_pictures, p, pdf, show, tbl, tc, texts

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")
pytest.importorskip("onnxruntime")

from pipeline.read import scan_figures, scan_turn  # noqa: E402 - after the extra is found
from pipeline.read.scan_crops import crops_of  # noqa: E402 - after the extra is found
from pipeline.read.scan_engine import Line  # noqa: E402 - after the extra is found
from pipeline.read.scan_image import MAX_HEIGHT, TooLargeError, picture_pages  # noqa: E402 - after the extra is found
from pipeline.read.scan_lines import POINTS, set_upright, turned_over  # noqa: E402 - after the extra is found

A4 = (1654, 2339)
XS, YS = (200, 500, 800, 1400), (300, 360, 420, 480, 900)


def ruled(*, tilt: float = 0.0, missing: tuple[int, ...] = ()) -> Image.Image:
    """A page with one table; `missing` rows have no line between their first two cells."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    for y in YS:
        draw.line((XS[0], y, XS[-1], y), 0, 2)
    for x in XS:
        for row, (top, bottom) in enumerate(pairwise(YS)):
            if not (x == XS[1] and row in missing):
                draw.line((x, top, x, bottom), 0, 2)
    return page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)


def lattice(page: Image.Image) -> Lattice:
    found = find_lattices(set_upright(np.asarray(page)).rules)
    assert len(found) == 1
    return found[0]


def picture(page: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("tilt", [0.0, 0.7, -0.9, 2.5])
def test_a_table_is_found_however_the_page_was_laid(tilt: float) -> None:
    found = lattice(ruled(tilt=tilt))
    assert (len(found.xs) - 1, len(found.ys) - 1) == (3, 4)
    assert len(found.cells) == 12


def test_a_missing_wall_is_a_span() -> None:
    found = lattice(ruled(missing=(1,)))
    assert [cell.colspan for cell in found.cells if cell.row == 1] == [2, 1]
    assert len(found.cells) == 11


def test_boxes_are_those_of_the_page_as_it_was_laid() -> None:
    sheet = set_upright(np.asarray(ruled(tilt=1.0)))
    found = find_lattices(sheet.rules)[0]
    corner = sheet.unturned(tuple(round(length / POINTS) for length in found.box))
    turned = ruled(tilt=1.0)
    box = turned.point(lambda level: 255 * (level < 128)).getbbox()
    assert box is not None
    assert all(abs(mine - true) <= 4 for mine, true in zip(corner, box, strict=True))


@pytest.mark.parametrize("tilt", [0.0, 0.7, -0.9])
def test_a_sheet_turned_over_is_that_of_the_page_turned(tilt: float) -> None:
    upright = ruled(tilt=tilt, missing=(1,))
    page = np.asarray(upright)
    sheet = turned_over(set_upright(np.asarray(upright.rotate(180))))
    found, true = find_lattices(sheet.rules)[0], lattice(upright)
    assert found.cells == true.cells
    pairs = zip((*found.xs, *found.ys), (*true.xs, *true.ys), strict=True)
    assert all(abs(mine - other) <= 2 * POINTS for mine, other in pairs)
    differ = np.abs(sheet.grey.astype(int) - set_upright(page).grey) > 128
    assert differ.mean() < 0.001
    box = tuple(round(length / POINTS) for length in found.box)
    width, height = A4
    corner = set_upright(page).unturned(box)
    turned = width - corner[2], height - corner[3], width - corner[0], height - corner[1]
    pairs = zip(sheet.unturned(box), turned, strict=True)
    assert all(abs(mine - other) <= 2 for mine, other in pairs)


def cell_ink(*marks: tuple[int, int, int, int]) -> tuple[object, object]:
    """A cell of 300 x 100 pixels with black boxes in it: its grey and its ink."""
    ink = np.zeros((100, 300), np.uint8)
    for x0, top, x1, bottom in marks:
        ink[top:bottom, x0:x1] = 1
    return np.where(ink > 0, 20, 250).astype(np.uint8), ink


DIGIT, OTHER = (100, 40, 112, 58), (118, 40, 130, 58)


def test_dust_beside_a_figure_is_no_part_of_it() -> None:
    grey, ink = cell_ink(DIGIT, (150, 54, 154, 58), (60, 20, 63, 23))
    (crop,) = crops_of(grey, ink, (0, 0, 300, 100))
    assert crop.box == DIGIT
    assert (crop.picture < 128).sum() == 12 * 18


def test_a_point_between_digits_is_kept() -> None:
    grey, ink = cell_ink(DIGIT, (113, 55, 116, 58), OTHER)
    (crop,) = crops_of(grey, ink, (0, 0, 300, 100))
    assert crop.box == (100, 40, 130, 58)
    assert (crop.picture < 128).sum() == 2 * 12 * 18 + 9


def test_lines_of_a_cell_are_cut_apart_and_a_dash_is_one() -> None:
    grey, ink = cell_ink((100, 10, 180, 30), (100, 44, 180, 64), (100, 85, 112, 88))
    assert [crop.box[1] for crop in crops_of(grey, ink, (0, 0, 300, 100))] == [10, 44, 85]


def test_a_cell_without_ink_or_with_dust_is_blank() -> None:
    assert crops_of(*cell_ink(), (0, 0, 300, 100)) == []
    assert crops_of(*cell_ink((100, 50, 103, 53)), (0, 0, 300, 100)) == []


def test_a_cell_smaller_than_its_walls_is_blank() -> None:
    grey, ink = cell_ink(DIGIT)
    assert crops_of(grey, ink, (100, 40, 104, 44)) == []


class _Engine:
    """Reads whatever it is told to."""

    def __init__(self, *texts_: str) -> None:
        self.texts = list(texts_)

    def read(self, crops: list[object]) -> list[Line]:
        assert len(crops) == len(self.texts)
        return [Line(text, (0.99,) * len(text)) for text in self.texts]


@pytest.mark.parametrize(
    ("first", "among", "text", "is_sure"),
    [
        (Line("o", (0.4,)), "27027", "0", True),  # a letter alone, a digit among digits
        (Line("7.", (0.9, 0.5)), "27727", "7", True),  # dust
        (Line("54", (0.6, 0.9)), "275427", "54", True),
        (Line("34", (0.6, 0.9)), "275427", "34", False),  # two looks, two figures
        (Line("o", (0.4,)), "27o27", "o", True),  # it stays what it looks like
        (Line("o", (0.4,)), "2702", "o", False),  # its neighbours were not made out
    ],
)
def test_a_second_look_settles_or_doubts(
    monkeypatch: pytest.MonkeyPatch, first: Line, among: str, text: str, is_sure: bool
) -> None:
    monkeypatch.setattr(scan_figures, "engine", lambda: _Engine(among))
    crop = np.full((24, 30), 255, np.uint8)
    sure = Line("27", (0.999, 0.999))
    kept, settled = scan_figures.read_again([crop, crop], [sure, first])
    assert kept == sure
    assert settled.text == text
    assert (settled.certainty >= 0.9) is is_sure


def test_certain_figures_and_words_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_figures, "engine", lambda: _Engine())
    crop = np.full((24, 30), 255, np.uint8)
    lines = [Line("27", (0.999, 0.999)), Line("0", (0.7,)), Line("规章", (0.3, 0.3))]
    assert scan_figures.read_again([crop] * 3, lines) == lines


def test_a_stated_resolution_is_believed_within_reason() -> None:
    page = Image.new("L", (1240, 1754), 255)
    widths = [
        next(picture_pages(picture(page, "PNG", dpi=(dpi, dpi)))).shape[1] for dpi in (150, 100, 2)
    ]
    assert widths == [1653, 2480, 1654]  # 620 inches: taken for A4


def test_what_is_transparent_is_paper() -> None:
    page = Image.new("RGBA", (400, 560), (0, 0, 0, 0))
    assert next(picture_pages(picture(page, "PNG"))).min() == 255


def test_every_page_of_a_tiff_is_read() -> None:
    pages = [Image.new("L", (400, 560), level) for level in (255, 128, 0)]
    data = picture(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert [int(page.mean()) for page in picture_pages(data)] == [255, 128, 0]


def test_a_long_picture_is_cut_at_a_ruled_line() -> None:
    page = Image.new("L", (1654, 9000), 255)
    ImageDraw.Draw(page).line((100, MAX_HEIGHT - 100, 1500, MAX_HEIGHT - 100), 0, 3)
    parts = list(picture_pages(picture(page, "PNG")))
    assert sum(len(part) for part in parts) == 9000
    assert abs(len(parts[0]) - (MAX_HEIGHT - 100)) <= 2
    assert all(len(part) <= MAX_HEIGHT for part in parts)


def _png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds hardly anything."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = kind + body
        return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    with pytest.raises(TooLargeError):
        list(picture_pages(_png_of(side, side)))
    refusal = read_document(_png_of(side, side))
    assert isinstance(refusal, Refusal)
    assert (refusal.state, refusal.code) == ("unreadable", "read.too_large")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_a_damaged_picture_is_unreadable(kind: str) -> None:
    whole = picture(ruled(), kind)
    refusal = read_document(whole[: len(whole) // 3])
    assert isinstance(refusal, Refusal)
    assert refusal.state == "unreadable"
    assert refusal.code in {"read.damaged", "read.crashed"}
    assert refusal.format == "image"


@pytest.mark.usefixtures("without_ocr")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_without_the_extra_pictures_are_refused(kind: str) -> None:
    refusal = read_document(picture(ruled(), kind))
    assert isinstance(refusal, Refusal)
    assert (refusal.state, refusal.code) == ("unsupported", "read.scan_needs_ocr")


@pytest.mark.usefixtures("without_ocr")
def test_without_the_extra_pages_that_are_pictures_are_named() -> None:
    scan = "q 595 0 0 842 0 0 cm /Im Do Q\n"
    reading = read_document(pdf(show(60, 700, "云泽市年报" * 20), scan))
    assert isinstance(reading, Reading)
    found = [(issue.code, issue.place.page) for issue in reading.issues]
    assert ("read.scan_needs_ocr", 2) in found


@pytest.mark.usefixtures("without_ocr")
def test_without_the_extra_a_picture_in_a_page_leaves_its_mark() -> None:
    uri = "data:image/png;base64," + base64.b64encode(picture(ruled(), "PNG")).decode()
    reading = read_document(f"<html><body><p>前</p><img src='{uri}'></body></html>".encode())
    assert texts(reading) == ["前", "[image: ]"]


@pytest.mark.parametrize("uri", ["", "x.png", "data:text/html;base64,AAAA", "http://a/b.png"])
def test_only_pictures_in_the_page_itself_are_read(uri: str) -> None:
    assert scan_reader.read_embedded(uri + "A" * 4_000, "/html") == ()


def test_a_broken_picture_in_a_page_costs_only_itself() -> None:
    uri = "data:image/png;base64," + "iVBORw0KGgo" + "A" * 4_000
    assert scan_reader.read_embedded(uri, "/html") == ()


LARGE = Image.new("L", (800, 400), 255)


@pytest.mark.usefixtures("without_ocr")
@pytest.mark.parametrize("old", [False, True])
def test_without_the_extra_a_document_of_pictures_is_refused(old: bool) -> None:
    refusal = read_document(docx_of_pictures("", [picture(LARGE, "PNG")], old=old))
    assert isinstance(refusal, Refusal)
    assert (refusal.state, refusal.code) == ("unsupported", "read.scan_needs_ocr")


@pytest.mark.usefixtures("without_ocr")
def test_without_the_extra_pictures_in_a_document_without_tables_are_named() -> None:
    pictures = [picture(LARGE, "PNG"), picture(LARGE.resize((200, 90)), "PNG"), b"broken"]
    reading = read_document(docx_of_pictures(p("前"), pictures))
    assert isinstance(reading, Reading)
    found = [(issue.code, issue.place.path) for issue in reading.issues]
    assert found == [("read.scan_needs_ocr", "word/media/image1.png")]
    assert texts(reading) == ["前", *["[image: ]"] * 3]


@pytest.mark.usefixtures("without_ocr")
def test_pictures_beside_tables_are_nothing_to_report() -> None:
    body = tbl([tc("一"), tc("2")])
    reading = read_document(docx_of_pictures(body, [picture(LARGE, "PNG")]))
    assert isinstance(reading, Reading)
    assert reading.issues == ()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n broken"])
def test_a_broken_picture_in_a_document_costs_only_itself(content: bytes) -> None:
    assert texts(read_document(docx_of_pictures(p("前"), [content]))) == ["前", "[image: ]"]


@pytest.mark.parametrize("quarters", range(4))
def test_a_turned_page_is_mapped_back(quarters: int) -> None:
    page = np.zeros((30, 20), np.uint8)
    page[5, 7] = 1
    turned = scan_turn.turned(page, quarters)
    y, x = (int(found[0]) for found in np.nonzero(turned))
    back = scan_turn.turned_back(page, quarters) @ [x + 0.5, y + 0.5, 1]
    assert back.tolist() == [7.5, 5.5]


@pytest.mark.parametrize(("orientation", "turn"), [(3, 180), (6, 90), (8, 270)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_photograph_is_turned_as_its_camera_says(orientation: int, turn: int, kind: str) -> None:
    shown = ruled()
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = shown.rotate(turn, expand=True)
    (page,) = picture_pages(picture(stored, kind, exif=exif))
    assert page.shape == shown.size[::-1]
    assert np.abs(page.astype(int) - np.asarray(shown)).mean() < 2


def test_a_page_is_odd_only_where_enough_was_read_badly() -> None:
    assert scan_turn.is_odd([Line("公开年度报告" * 2, (0.5,) * 12)])
    assert not scan_turn.is_odd([Line("公开年度报告" * 2, (0.99,) * 12)])
    assert not scan_turn.is_odd([Line("公开", (0.2, 0.2))])
    assert not scan_turn.is_odd([])


def crops(*shapes: tuple[int, int]) -> list[scan_turn.Image]:
    return [np.zeros(shape, np.uint8) for shape in shapes]


def test_a_page_lies_across_where_most_print_stands_on_end() -> None:
    line, on_end, digit = (30, 300), (300, 30), (30, 20)
    assert scan_turn.lies_across(crops(on_end, on_end, line, digit, digit))
    assert not scan_turn.lies_across(crops(on_end, line, digit))
    assert not scan_turn.lies_across(crops(digit, digit))
    assert not scan_turn.lies_across([])


def test_only_lines_that_are_read_alone_are_read_first_the_shortest_of_them() -> None:
    found = scan_turn.sample_of(crops((48, 900), (48, 300), (48, 40), (48, 700), (96, 2000)))
    assert found == [3, 0, 4]
    assert scan_turn.sample_of(crops(*[(48, 600 + at) for at in range(20)])) == list(range(6))
