-- id: T3-OUT
-- version: 1
-- title_zh: 表三每一列：（七）总计 = 各项办理结果之和
-- title_en: Table 3, each column: the total of outcomes = the sum of its outcome lines
-- severity: error
-- authority: meaning of （七）总计 in the form (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号)
-- unit: report_key, applicant column
-- layouts: 2019, 2021
-- relation: =
-- blanks: bounded
-- sums: rhs
-- message_zh: {scope}：“（七）总计”应等于“三、本年度办理结果”各项之和；总计为 {lhs}，
--     各项之和为 {rhs}，相差 {delta}。
-- message_en: {scope}: the total of outcomes must equal the sum of the outcome lines; the total is
--     {lhs}, the sum {rhs}, a difference of {delta}.
-- undecided_zh: {scope}：“（七）总计”是否等于“三、本年度办理结果”各项之和，无法核对：{unknown}；
--     总计：{lhs}；已知各项之和：{rhs}。
-- undecided_en: {scope}: whether the total of outcomes equals the sum of the outcome lines cannot
--     be checked: {unknown}; total: {lhs}; known lines: {rhs}.
select
    report_key,
    scope,
    lhs,
    lhs_blanks,
    rhs,
    rhs_blanks,
    units
from column_identity('T3-OUT')
