"""Whose page it is: its metadata, and the index number at its head."""

from __future__ import annotations

import pytest

from pipeline.parse.origin import Origin, find_origin
from pipeline.parse.sections import outline
from pipeline.records import Block, Grid, GridCell, Paragraph, Place

CODE = "11371000004359440C/2020-01027"


def _line(text: str) -> Paragraph:
    return Paragraph(text, Place())


def _table(*texts: str) -> Grid:
    cells = tuple(GridCell(text, at, Place()) for at, text in enumerate(texts))
    return Grid((cells,), Place())


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ([_line(f"索引号：{CODE}")], CODE),
        ([_line(f"索 引 号: {CODE}")], CODE),
        ([_table("索引号", CODE, "发布机构", "办公室")], CODE),
        ([_line("索引号：")], None),
        ([_line("索引号：2020-01027")], None),
        ([], None),
    ],
)
def test_the_index_number_stands_at_the_head(head: list[Block], number: str | None) -> None:
    blocks = (*head, _line("一、总体情况"), _line("本机关"))
    assert find_origin(outline(blocks), {}).index_number == number


def test_a_number_inside_the_body_is_another_pages() -> None:
    blocks = (_line("一、总体情况"), _table("索引号", CODE))
    assert find_origin(outline(blocks), {}).index_number is None
    assert find_origin(outline((_line(f"索引号：{CODE}"),)), {}).index_number is None


def test_publisher_and_site_are_the_pages_metadata() -> None:
    metadata = {"contentsource": "博山区教育局", "sitename": "博山区人民政府"}
    found = find_origin(outline((_line("一、总体情况"),)), metadata)
    assert found == Origin("博山区教育局", "博山区人民政府", None)
