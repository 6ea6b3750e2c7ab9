-- id: T2B-XY
-- version: 1
-- title_zh: 表二：上一年项目数量 = 上年报告的上一年项目数量 + 本年增/减
-- title_en: Table 2: items of last year = last year's items + its change
-- severity: warning
-- authority: columns of table 2, 国办公开办函〔2019〕60号; lists of powers may have been recast
-- unit: report_key on 2020 whose organ has a report on 2019, line with items
-- layouts: 2019
-- years: 2020-2020
-- relation: =
-- blanks: unknown
-- cause: rule
-- others: t2.{line}.items_prior_year + t2.{line}.items_change
-- sums: detail
-- message_zh: {scope}：应等于上年报告{other}的项目数量加增/减；本年填 {lhs}，上年推得 {rhs}，
--     相差 {delta}。
-- message_en: {scope}: must equal items plus change in {other}; it is {lhs} here, and {rhs} there,
--     a difference of {delta}.
-- undecided_zh: {scope}：是否等于上年报告{other}的项目数量加增/减，无法核对：{unknown}。
-- undecided_en: {scope}: whether it equals items plus change in {other} cannot be checked:
--     {unknown}.
select
    p.report_key,
    't2.' || n.line_code || '.items_prior_year' as scope,
    coalesce(n.items_prior_year, 0) as lhs,
    (n.items_prior_year is null)::integer as lhs_blanks,
    coalesce(b.items_prior_year, 0) + coalesce(b.items_change, 0) as rhs,
    (b.items_prior_year is null)::integer + (b.items_change is null)::integer as rhs_blanks,
    printf('%d%+d', b.items_prior_year::bigint, b.items_change::bigint) as detail,
    p.prior_key as other_key
from prior_report as p
inner join counted_items as n on p.report_key = n.report_key
inner join counted_items as b on p.prior_key = b.report_key and n.line_key = b.line_key
where p.report_year = 2020
