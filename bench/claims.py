"""The prose of synthetic reports: thirteen statements of form and seven claims on figures each.

Claims say what the tables say, so that where a figure was made wrong, prose and table differ as
they would in a real report. What must not go here: files.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from bench.figures import Block

_FORM = {
    "section.s1": "一、总体情况",
    "section.s2": "二、主动公开政府信息情况",
    "section.s3": "三、收到和处理政府信息公开申请情况",
    "section.s4": "四、政府信息公开行政复议、行政诉讼情况",
    "section.s5": "五、存在的主要问题及改进情况",
    "section.s6": "六、其他需要报告的事项",
    "table.t2": "",
    "table.t3": "",
    "table.t4": "",
    "fee.mentioned": "fee.mentioned",
    "assessment.mentioned": "assessment.mentioned",
}
PERIOD = "所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
_REQUESTS = (
    "{year}年，本机关共收到政府信息公开申请{0}件，上年结转{1}件，办结{2}件，"
    "其中予以公开{3}件，占{4}%。"
)
_REMEDIES = "全年因政府信息公开引起的行政复议{0}件，行政诉讼{1}件。"
_COUNTS = ("t3.new_requests.total", "t3.carried_in.total", "t3.outcomes_total.total")
_SHARE = "t3.disclosed_full.total"
_CASES = ("t4.reconsideration.total", "t4.litigation_direct.total")
_TOLERANCE = 0.05  # of a share with one decimal
_CLAIMS = 7  # on figures, a report

Cell = tuple[str, str, str]
_AMOUNT = pa.decimal128(18, 6)


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of some reports, report by report; `which` says of which report each is."""

    which: np.ndarray
    code: pa.Array
    value: pa.Array
    sentence: pa.Array
    tolerance: pa.Array


def claims_of(figures: Block, cells: list[Cell]) -> Claims:
    """Return what the prose of the reports says of its sections and figures."""
    place = {".".join(cell): i for i, cell in enumerate(cells)}
    stated = {code: figures.stated[:, place[code]] for code in (*_COUNTS, _SHARE, *_CASES)}
    reports = len(figures.values)
    handled = stated["t3.outcomes_total.total"]
    share = np.round(100 * stated[_SHARE] / np.maximum(handled, 1), 1)
    requests = [
        _REQUESTS.format(*row, year=figures.year)
        for row in zip(*(stated[c] for c in _COUNTS), stated[_SHARE], share, strict=True)
    ]
    remedies = [_REMEDIES.format(*row) for row in zip(*(stated[c] for c in _CASES), strict=True)]
    period = PERIOD.format(year=figures.year)
    form = [*((code, 1, text) for code, text in _FORM.items())]
    form += [("period.start", figures.year * 10_000 + 101, period)]
    form += [("period.end", figures.year * 10_000 + 1231, period)]
    codes = [code for code, _, _ in form]
    codes += [f"count.{code}" for code in (*_COUNTS, _SHARE)] + [f"share.{_SHARE}"]
    codes += [f"count.{code}" for code in _CASES]
    said = [np.full(reports, value) for _, value, _ in form]
    said += [stated[code] for code in (*_COUNTS, _SHARE)] + [share]
    said += [stated[code] for code in _CASES]
    printed = [text for _, _, text in form]
    sentences = [
        text
        for one, two in zip(requests, remedies, strict=True)
        for text in (*printed, *[one] * (_CLAIMS - 2), *[two] * 2)
    ]
    is_share = np.tile([code.startswith("share") for code in codes], reports)
    tolerance = pa.array(np.where(is_share, _TOLERANCE, np.nan), from_pandas=True)
    rows = np.tile(np.arange(len(codes), dtype=np.int32), reports)
    return Claims(
        which=np.repeat(np.arange(reports, dtype=np.int32), len(codes)),
        code=pa.DictionaryArray.from_arrays(pa.array(rows), pa.array(codes)),
        value=pa.array(np.stack(said, axis=1).astype(np.float64).reshape(-1)).cast(_AMOUNT),
        sentence=pa.array(sentences).dictionary_encode(),
        tolerance=tolerance.cast(_AMOUNT),
    )
