"""The words around the tables: six sections of our own neutral sentences, and their variants.

What must not go here: a sentence of any published report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tests.corpus.document import Document, Para, Part, tables_of
from tests.corpus.figures import Figures, Key

SECTIONS = {
    "s1": "总体情况",
    "s2": "主动公开政府信息情况",
    "s3": "收到和处理政府信息公开申请情况",
    "s4": "政府信息公开行政复议、行政诉讼情况",
    "s5": "存在的主要问题及改进情况",
    "s6": "其他需要报告的事项",
}
NUMERALS = dict(zip(SECTIONS, "一二三四五六", strict=True))
# How offices vary the headings; each is numbered or not by `Prose.numbering`.
VARIANTS = {
    "s3": "收到和处理政府信息公开申请的情况",
    "s4": "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "s5": "存在的不足及改进措施",
    "s6": "其他需要说明的事项",
}
DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Prose:
    """What varies in the words: every field is one habit of the offices that publish."""

    title: Literal["organ_first", "year_first", "bare", "chinese_year"] = "organ_first"
    title_lines: int = 1
    note: str = ""  # behind the title, such as （更正版）
    published: date | None = None
    published_at: Literal["head", "signature", "metadata"] = "signature"
    period: Literal["full", "short", "years", "damaged", "none"] = "full"
    numbering: Literal["chinese", "arabic", "lost"] = "chinese"
    variants: bool = False
    announced: bool = True  # the preface names the organ
    signed: bool = True
    fee: bool = True
    assessment: bool = True
    scope: str = "本机关"
    claims: bool = True  # section 1 states the figures of the tables
    requests_claimed: int | None = None  # instead of what the table says
    contents: bool = False  # a table of contents in front


def compose(figures: Figures, prose: Prose | None = None) -> Document:
    """Return the report that prints the figures in these words."""
    words = prose or Prose()
    tables = tables_of(figures)
    parts: list[Part] = [*_head(figures, words)]
    bodies = {"s1": _overview(figures, words), "s5": _problems(), "s6": _others(words)}
    for code in SECTIONS:
        parts.append(Para(_heading(code, words), "heading"))
        table = tables.get(code.replace("s", "t"))
        parts.extend([table] if table else [Para(text) for text in bodies[code]])
    parts.extend(_signature(figures, words))
    metadata = {"ArticleTitle": _title(figures, words)}
    if words.published and words.published_at == "metadata":
        metadata["PubDate"] = f"{words.published.isoformat()} 10:20"
    return Document(tuple(parts), metadata)


def _title(figures: Figures, words: Prose) -> str:
    year, subject = f"{figures.year}年", "政府信息公开工作年度报告"
    if words.title == "chinese_year":
        year = "".join(DIGITS[int(digit)] for digit in str(figures.year)) + "年"
    if words.title == "bare":
        return f"{year}{subject}{words.note}"
    if words.title == "year_first":
        return f"{year}{figures.organ}{subject}{words.note}"
    return f"{figures.organ}{year}{subject}{words.note}"


def _head(figures: Figures, words: Prose) -> Iterator[Para]:
    title = _title(figures, words)
    if words.title_lines == 2 and words.title != "bare":
        yield Para(figures.organ, "title")
        title = title.replace(figures.organ, "", 1)
    yield Para(title, "title")
    if words.published and words.published_at == "head":
        yield Para(f"发布时间：{words.published.isoformat()} 15:30:05")
    if words.contents:
        yield Para("目录")
        yield from (Para(_heading(code, words)) for code in SECTIONS)
    announced = f"现公布{figures.organ}{figures.year}年度" if words.announced else "现公布本年度"
    opening = f"按照《中华人民共和国政府信息公开条例》的规定，{announced}政府信息公开情况。"
    yield Para(opening + _period(figures, words))


def _period(figures: Figures, words: Prose) -> str:
    year = figures.year
    spans = {
        "full": f"{year}年1月1日至{year}年12月31日",
        "short": f"{year} 年 1 月 1 日起至 12 月 31 日止",
        "years": f"{year}年全年",
        "damaged": f"{year}11起至{year}1231日",
    }
    return f"所列数据的统计期限为{spans[words.period]}。" if words.period in spans else ""


def _heading(code: str, words: Prose) -> str:
    text = VARIANTS.get(code, SECTIONS[code]) if words.variants else SECTIONS[code]
    number = {"chinese": f"{NUMERALS[code]}、", "arabic": f"{code[1]}、", "lost": ""}
    return number[words.numbering] + text


def _stated(figures: Figures, table: str, line: str, column: str = "total") -> str | None:
    key: Key = (table, line, column)
    value = figures.truth.get(key)
    return None if value is None else str(value)


def _overview(figures: Figures, words: Prose) -> Iterator[str]:
    yield f"{words.scope}把公开要求写进办文流程，逐件登记、按月核对，疑难事项由法制机构会同研究。"
    if words.claims:
        yield from _claims(figures, words)
    if words.assessment:
        yield "公开工作列入年终考核，两次请公众代表参加社会评议；没有发生需要责任追究的事情。"


def _claims(figures: Figures, words: Prose) -> Iterator[str]:
    claimed = words.requests_claimed
    received = _stated(figures, "t3", "new_requests") if claimed is None else str(claimed)
    carried = _stated(figures, "t3", "carried_in")
    if received is not None:
        before = f"，上年结转{carried}件" if carried is not None else ""
        yield f"{figures.year}年，{words.scope}共收到政府信息公开申请{received}件{before}。"
    done = _stated(figures, "t3", "outcomes_total")
    if done is not None and claimed is None:
        yield f"当年办结{done}件。"
    reviewed = _stated(figures, "t4", "reconsideration")
    parts = [_stated(figures, "t4", "reconsideration", part) for part in ("upheld", "corrected")]
    if reviewed is not None and reviewed != "0":
        yield f"因信息公开引起的行政复议{reviewed}件，其中维持{parts[0]}件、纠正{parts[1]}件。"


def _problems() -> Iterator[str]:
    yield "目录更新偶有滞后，个别事项的说明不够细。"
    yield "今后每季度对照目录清查一次，请经办人交叉校对，把补正和答复的范本整理成册。"


def _others(words: Prose) -> Iterator[str]:
    yield "全年没有收取信息处理费。" if words.fee else "无。"


def _signature(figures: Figures, words: Prose) -> Iterator[Para]:
    if words.signed:
        yield Para(figures.organ, "signature")
    day = words.published
    if day and words.published_at == "signature":
        yield Para(f"{day.year}年{day.month}月{day.day}日", "signature")
