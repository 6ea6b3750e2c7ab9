-- id: T2B-NEW
-- version: 1
-- title_zh: 表二：本年新公开数量 ≤ 本年新制作数量
-- title_en: Table 2: newly published in the year ≤ made in the year
-- severity: info
-- authority: columns of table 2, 国办公开办函〔2019〕60号; earlier documents may be published later
-- unit: report_key, line of clause art20_1
-- layouts: 2019
-- relation: <=
-- blanks: bounded
-- lhs: published_in_year
-- rhs: produced_in_year
-- message_zh: {scope}：本年新公开数量 {lhs} 大于本年新制作数量 {rhs}，相差 {delta}；公开以前年度文件时属正常。
-- message_en: {scope}: newly published in the year, {lhs}, exceeds made in the year, {rhs}, by
--     {delta}; normal where documents of earlier years were published.
-- undecided_zh: {scope}：本年新公开数量（{lhs}）是否不大于本年新制作数量（{rhs}），无法核对：{unknown}。
-- undecided_en: {scope}: whether newly published ({lhs}) stays within made in the year ({rhs})
--     cannot be checked: {unknown}.
select
    m.report_key,
    't2.' || m.line_code as scope,
    coalesce(m.published_in_year, 0) as lhs,
    (m.published_in_year is null)::integer as lhs_blanks,
    coalesce(m.produced_in_year, 0) as rhs,
    (m.produced_in_year is null)::integer as rhs_blanks
from counted_documents as m
