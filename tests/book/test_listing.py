"""What is said of a report: every thing once."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from tests.corpus import html
from tests.corpus.damage import sound
from tests.corpus.document import Document
from tests.corpus.figures import consistent

TITLE = "云岭市水利局2023年政府信息公开工作年度报告"
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>一、总体情况</p>"
    '<p>详见附件。</p><a href="nb/2023.pdf">附件：年度报告全文.pdf</a></body></html>'
)


def _issues(path: Path, page: str) -> list[str]:
    path.write_text(page, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(path), "--format", "json", "--lang", "en"])
    (report,) = json.loads(result.output)
    return [issue["code"] for issue in report["issues"]]


def test_that_a_page_only_links_its_report_is_said_once(tmp_path: Path) -> None:
    assert _issues(tmp_path / "page.html", PAGE) == ["parse.in_attachment"]


def test_a_page_that_is_no_report_still_names_what_it_links(tmp_path: Path) -> None:
    page = '<html><body><p>请稍候</p><iframe src="other.html"></iframe></body></html>'
    found = _issues(tmp_path / "page.html", page)
    assert sorted(found) == ["parse.not_a_report", "read.child_document"]


def test_what_was_left_out_of_a_report_read_whole_is_told(tmp_path: Path) -> None:
    own = sound(consistent(3, 2021, organ="青榆县人民政府", year=2022)).document
    other = sound(consistent(4, 2021, organ="云岭市水利局", year=2022)).document
    both = html.render(Document((*own.parts, *other.parts)))
    (tmp_path / "both.html").write_bytes(both)
    result = CliRunner().invoke(main, ["check", str(tmp_path / "both.html"), "--lang", "zh"])
    assert "文件中还有一份年度报告" in result.output
    assert "云岭市水利局" in result.output
