-- id: T3-ROW
-- version: 1
-- title_zh: 表三每一行：总计 = 自然人 + 法人或其他组织五列
-- title_en: Table 3, each line: total = natural persons + the five kinds of organisation
-- severity: error
-- authority: meaning of 总计 in the form (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号)
-- unit: report_key, line of table 3
-- layouts: 2019, 2021
-- relation: =
-- blanks: bounded
-- sums: rhs
-- message_zh: {scope}：“总计”应等于“自然人”与“法人或其他组织”五列之和；总计为 {lhs}，
--     各列之和为 {rhs}，相差 {delta}。
-- message_en: {scope}: the total must equal natural persons plus the five kinds of organisation;
--     the total is {lhs}, the columns add up to {rhs}, a difference of {delta}.
-- undecided_zh: {scope}：“总计”是否等于“自然人”与“法人或其他组织”五列之和，无法核对：{unknown}；
--     总计：{lhs}；已知各列之和：{rhs}。
-- undecided_en: {scope}: whether the total equals the sum of the columns cannot be checked:
--     {unknown}; total: {lhs}; known columns: {rhs}.
with doubted as (
    -- tables whose lines all add up are told apart first: their lines are one row
    select report_key
    from request_of_report
    where lines_that_add_up < lines
)

select
    report_key,
    't3' as scope,
    0 as lhs,
    0 as lhs_blanks,
    0 as rhs,
    0 as rhs_blanks,
    lines as units
from request_of_report
where lines_that_add_up = lines
union all
select
    f.report_key,
    't3.' || l.line_code as scope,
    coalesce(f.total, 0) as lhs,
    (f.total is null)::integer as lhs_blanks,
    coalesce(f.natural_person, 0)
    + coalesce(f.org_enterprise, 0)
    + coalesce(f.org_research, 0)
    + coalesce(f.org_public_welfare, 0)
    + coalesce(f.org_legal_service, 0)
    + coalesce(f.org_other, 0) as rhs,
    (f.natural_person is null)::integer
    + (f.org_enterprise is null)::integer
    + (f.org_research is null)::integer
    + (f.org_public_welfare is null)::integer
    + (f.org_legal_service is null)::integer
    + (f.org_other is null)::integer as rhs_blanks,
    1 as units
from fact_request as f
semi join doubted as d on f.report_key = d.report_key
inner join dim_line as l on f.line_key = l.line_key
union all
select
    report_key,
    't3' as scope,
    0 as lhs,
    1 as lhs_blanks,
    0 as rhs,
    1 as rhs_blanks,
    1 as units
from dim_report
where layout_t3 is null
