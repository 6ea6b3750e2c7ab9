"""What also comes out of a crawl: reports of older years, and pages that are no report."""

from __future__ import annotations

from decimal import Decimal

from pipeline.registry.tables import read_csv
from tests.corpus.document import Box, Document, Para, Table
from tests.corpus.figures import dice

LIST_HEAD = ("统计指标", "单位", "统计数")


def older_form(organ: str, year: int, seed: int = 0) -> tuple[Document, dict[str, Decimal]]:
    """Return a report on the list in use before 2019, and the figure of every label."""
    rng = dice(seed)
    figures: dict[str, Decimal] = {}
    rows: list[tuple[Box, ...]] = [tuple(map(Box, LIST_HEAD))]
    for row in read_csv("forms/legacy_labels.csv", ("label_zh", "unit")):
        figures[row["label_zh"]] = Decimal(rng.choice((0, rng.randint(1, 9000))))
        text = str(figures[row["label_zh"]])
        rows.append((Box(row["label_zh"]), Box(row["unit"]), Box(text)))
    parts = (
        Para(f"{organ}{year}年政府信息公开工作年度报告", "title"),
        Para("一、概述", "heading"),
        Para("全年各科室按目录报送，由办公室汇总核对。"),
        Para("二、政府信息公开情况统计表", "heading"),
        Table("t2", tuple(rows)),
        Para(organ, "signature"),
    )
    return Document(parts), figures


def notice(organ: str, year: int) -> Document:
    """Return a notice that asks for reports: it has a table, but is none itself."""
    rows = (("序号", "报送单位", "份数"), ("1", "各科室", "2"), ("2", "下属单位", "1"))
    parts = (
        Para(f"{organ}关于报送{year}年政府信息公开工作年度报告的通知", "title"),
        Para("请各单位在一月十五日前报送本单位的年度报告，电子版和盖章件各一份。"),
        Table("t2", tuple(tuple(map(Box, row)) for row in rows)),
        Para("联系人在工作日接受咨询。"),
        Para(organ, "signature"),
    )
    return Document(parts)


def explainer(organ: str, year: int) -> Document:
    """Return a page that explains a report in pictures and a few figures."""
    parts = (
        Para(f"一图读懂：{organ}{year}年政府信息公开工作年度报告", "title"),
        Para("这一年收到多少件申请？请看图。"),
        Para("收到申请12件，予以公开8件。"),
    )
    return Document(parts)


def chronicle(organ: str) -> Document:
    """Return a page about something else altogether."""
    parts = (
        Para("植树活动简讯", "title"),
        Para(f"{organ}组织机关人员到河堤种树，共种下三百株柳树。"),
    )
    return Document(parts)
