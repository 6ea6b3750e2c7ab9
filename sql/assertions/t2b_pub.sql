-- id: T2B-PUB
-- version: 1
-- title_zh: 表二：本年新公开数量 ≤ 对外公开总数量
-- title_en: Table 2: newly published in the year ≤ published in all
-- severity: error
-- authority: columns of table 2, 国办公开办函〔2019〕60号: what is new is part of the whole
-- unit: report_key, line of clause art20_1
-- layouts: 2019
-- relation: <=
-- blanks: bounded
-- lhs: published_in_year
-- rhs: published_stock
-- message_zh: {scope}：本年新公开数量 {lhs} 应不大于对外公开总数量 {rhs}，相差 {delta}。
-- message_en: {scope}: newly published in the year, {lhs}, must not exceed published in all, {rhs};
--     the difference is {delta}.
-- undecided_zh: {scope}：本年新公开数量（{lhs}）是否不大于对外公开总数量（{rhs}），无法核对：{unknown}。
-- undecided_en: {scope}: whether newly published ({lhs}) stays within published in all ({rhs})
--     cannot be checked: {unknown}.
select
    m.report_key,
    't2.' || m.line_code as scope,
    coalesce(m.published_in_year, 0) as lhs,
    (m.published_in_year is null)::integer as lhs_blanks,
    coalesce(m.published_stock, 0) as rhs,
    (m.published_stock is null)::integer as rhs_blanks
from counted_documents as m
