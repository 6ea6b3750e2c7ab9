-- id: T2C-XY
-- version: 1
-- title_zh: 表二：现行有效件数 = 上年报告的现行有效件数 + 本年制发件数 - 本年废止件数
-- title_en: Table 2: in force = last year's in force + issued - repealed
-- severity: warning
-- authority: columns of table 2, 国办公开办函〔2021〕30号; documents also lapse by term, and a clean-up, a
--     merger or a first inventory restates the stock
-- unit: report_key from 2022 whose organ has a report of the year before, line of clause art20_1
-- layouts: 2021
-- years: 2022-
-- relation: =
-- blanks: unknown
-- lhs: in_force
-- rhs: issued_in_year + repealed_in_year
-- others: t2.{line}.in_force
-- sums: detail
-- message_zh: {scope}：现行有效件数应等于上年报告{other}的现行有效件数加本年制发减本年废止；
--     填 {lhs}，推得 {rhs}，相差 {delta}。
-- message_en: {scope}: in force must equal that of {other} plus issued minus repealed; it is {lhs},
--     and these make {rhs}, a difference of {delta}.
-- undecided_zh: {scope}：现行有效件数是否等于上年报告{other}的现行有效件数加本年制发减本年废止，
--     无法核对：{unknown}。
-- undecided_en: {scope}: whether in force equals that of {other} plus issued minus repealed
--     cannot be checked: {unknown}.
select
    p.report_key,
    't2.' || n.line_code as scope,
    coalesce(n.in_force, 0) as lhs,
    (n.in_force is null)::integer as lhs_blanks,
    coalesce(b.in_force, 0)
    + coalesce(n.issued_in_year, 0)
    - coalesce(n.repealed_in_year, 0) as rhs,
    (b.in_force is null)::integer
    + (n.issued_in_year is null)::integer
    + (n.repealed_in_year is null)::integer as rhs_blanks,
    -- written only where it does not come out: writing takes longer than adding up
    case
        when coalesce(n.in_force <> b.in_force + n.issued_in_year - n.repealed_in_year, true)
            then
                printf(
                    '%d+%d-%d',
                    b.in_force::bigint,
                    n.issued_in_year::bigint,
                    n.repealed_in_year::bigint
                )
    end as detail,
    p.prior_key as other_key
from prior_report as p
inner join counted_norms as n on p.report_key = n.report_key
inner join counted_norms as b on p.prior_key = b.report_key and n.line_key = b.line_key
where p.report_year >= 2022
