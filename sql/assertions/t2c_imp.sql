-- id: T2C-IMP
-- version: 1
-- title_zh: 表二：现行有效件数 + 本年废止件数 ≥ 本年制发件数
-- title_en: Table 2: in force + repealed in the year ≥ issued in the year
-- severity: error
-- authority: columns of table 2, 国办公开办函〔2021〕30号: the stock of last year cannot be negative
-- unit: report_key, line of clause art20_1
-- layouts: 2021
-- relation: >=
-- blanks: bounded
-- lhs: in_force + repealed_in_year
-- rhs: issued_in_year
-- sums: lhs
-- message_zh: {scope}：现行有效件数加本年废止件数为 {lhs}，应不小于本年制发件数 {rhs}，
--     相差 {delta}；否则上年现行有效件数为负。
-- message_en: {scope}: in force plus repealed is {lhs}, which must be at least issued in the year,
--     {rhs}; the difference {delta} would be the stock of last year.
-- undecided_zh: {scope}：现行有效件数加本年废止件数（{lhs}）是否不小于本年制发件数（{rhs}），无法核对：{unknown}。
-- undecided_en: {scope}: whether in force plus repealed ({lhs}) reaches issued in the year ({rhs})
--     cannot be checked: {unknown}.
select
    m.report_key,
    't2.' || m.line_code as scope,
    coalesce(m.in_force, 0) + coalesce(m.repealed_in_year, 0) as lhs,
    (m.in_force is null)::integer + (m.repealed_in_year is null)::integer as lhs_blanks,
    coalesce(m.issued_in_year, 0) as rhs,
    (m.issued_in_year is null)::integer as rhs_blanks
from counted_norms as m
