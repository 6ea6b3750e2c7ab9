-- id: T2B-XYPUB
-- version: 1
-- title_zh: 表二：对外公开总数量 ≤ 上年报告的对外公开总数量 + 本年新公开数量
-- title_en: Table 2: published in all ≤ last year's published in all + newly published
-- severity: warning
-- authority: columns of table 2, 国办公开办函〔2019〕60号; less is legitimate, for documents are repealed
-- unit: report_key on 2020 whose organ has a report on 2019, line of clause art20_1
-- layouts: 2019
-- years: 2020-2020
-- relation: <=
-- blanks: bounded
-- lhs: published_stock
-- rhs: published_in_year
-- others: t2.{line}.published_stock
-- sums: detail
-- message_zh: {scope}：对外公开总数量 {lhs} 应不大于上年报告{other}的总数量与本年新公开数量之和 {rhs}，
--     相差 {delta}。
-- message_en: {scope}: published in all, {lhs}, must not exceed that of {other} plus newly
--     published, {rhs}; the difference is {delta}.
-- undecided_zh: {scope}：对外公开总数量是否不大于上年报告{other}的总数量与本年新公开数量之和，
--     无法核对：{unknown}。
-- undecided_en: {scope}: whether published in all stays within that of {other} plus newly published
--     cannot be checked: {unknown}.
select
    p.report_key,
    't2.' || n.line_code as scope,
    coalesce(n.published_stock, 0) as lhs,
    (n.published_stock is null)::integer as lhs_blanks,
    coalesce(b.published_stock, 0) + coalesce(n.published_in_year, 0) as rhs,
    (b.published_stock is null)::integer + (n.published_in_year is null)::integer as rhs_blanks,
    printf('%d+%d', b.published_stock::bigint, n.published_in_year::bigint) as detail,
    p.prior_key as other_key
from prior_report as p
inner join counted_documents as n on p.report_key = n.report_key
inner join counted_documents as b on p.prior_key = b.report_key and n.line_key = b.line_key
where p.report_year = 2020
