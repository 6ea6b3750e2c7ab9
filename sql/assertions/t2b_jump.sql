-- id: T2B-JUMP
-- version: 1
-- title_zh: 表二：本年增/减不超过上一年项目数量的 10 倍
-- title_en: Table 2: the change of items is at most ten times the items of last year
-- severity: warning
-- authority: plausibility: the column of 国办公开办函〔2019〕60号 counts items, not decisions
-- unit: report_key, line with items
-- layouts: 2019
-- relation: <=
-- blanks: bounded
-- lhs: items_change
-- rhs: items_prior_year
-- message_zh: {scope}：本年增/减的绝对值 {lhs} 超过 {rhs}（上一年项目数量的 10 倍，不足 10 项按 10 项计）；
--     此列应填项目数量，疑似填成处理决定数量。
-- message_en: {scope}: the change, {lhs} in size, exceeds {rhs} (ten times the items of last year,
--     counted as at least 10); the column asks for items and may hold a number of decisions.
-- undecided_zh: {scope}：本年增/减的幅度是否合理，无法核对：{unknown}。
-- undecided_en: {scope}: whether the size of the change is plausible cannot be checked: {unknown}.
select
    m.report_key,
    't2.' || m.line_code || '.items_change' as scope,
    abs(coalesce(m.items_change, 0)) as lhs,
    (m.items_change is null)::integer as lhs_blanks,
    10 * greatest(coalesce(m.items_prior_year, 0), 10) as rhs,
    (m.items_prior_year is null)::integer as rhs_blanks
from counted_items as m
