-- id: T4-SUM
-- version: 1
-- title_zh: 表四每一渠道：总计 = 结果维持 + 结果纠正 + 其他结果 + 尚未审结
-- title_en: Table 4, each channel: total = upheld + corrected + other result + pending
-- severity: error
-- authority: meaning of 总计 in the form (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号)
-- unit: report_key, channel
-- layouts: 2019, 2021
-- relation: =
-- blanks: bounded
-- sums: rhs
-- message_zh: {scope}：总计应等于结果维持+结果纠正+其他结果+尚未审结；总计为 {lhs}，
--     各项之和为 {rhs}，相差 {delta}。
-- message_en: {scope}: the total must equal upheld + corrected + other result + pending; the total
--     is {lhs}, the results add up to {rhs}, a difference of {delta}.
-- undecided_zh: {scope}：总计是否等于结果维持+结果纠正+其他结果+尚未审结，无法核对：{unknown}；
--     总计：{lhs}；已知各项之和：{rhs}。
-- undecided_en: {scope}: whether the total equals the sum of the results cannot be checked:
--     {unknown}; total: {lhs}; known results: {rhs}.
select
    f.report_key,
    't4.' || l.line_code as scope,
    coalesce(f.total, 0) as lhs,
    (f.total is null)::integer as lhs_blanks,
    coalesce(f.upheld, 0)
    + coalesce(f.corrected, 0)
    + coalesce(f.other_result, 0)
    + coalesce(f.pending, 0) as rhs,
    (f.upheld is null)::integer
    + (f.corrected is null)::integer
    + (f.other_result is null)::integer
    + (f.pending is null)::integer as rhs_blanks
from fact_remedy as f
inner join dim_line as l on f.line_key = l.line_key
union all
select
    r.report_key,
    't4' as scope,
    0 as lhs,
    1 as lhs_blanks,
    0 as rhs,
    1 as rhs_blanks
from dim_report as r
anti join fact_remedy as f on r.report_key = f.report_key
