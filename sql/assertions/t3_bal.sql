-- id: T3-BAL
-- version: 1
-- title_zh: 表三每一列：本年新收 + 上年结转 = 总计 + 结转下年度
-- title_en: Table 3, each column: received + carried in = outcomes + carried out
-- severity: error
-- authority: printed in the form: 第一项加第二项之和，等于第三项加第四项之和
-- unit: report_key, applicant column
-- layouts: 2019, 2021
-- relation: =
-- blanks: bounded
-- sums: lhs + rhs
-- message_zh: {scope}：“一、本年新收”加“二、上年结转”应等于“（七）总计”加“四、结转下年度”；
--     前两项之和为 {lhs}，后两项之和为 {rhs}，相差 {delta}。
-- message_en: {scope}: received plus carried in must equal the total of outcomes plus carried out;
--     the former is {lhs}, the latter {rhs}, a difference of {delta}.
-- undecided_zh: {scope}：“一、本年新收”加“二、上年结转”是否等于“（七）总计”加“四、结转下年度”，
--     无法核对：{unknown}；已知前两项：{lhs}；已知后两项：{rhs}。
-- undecided_en: {scope}: whether received plus carried in equals the total of outcomes plus
--     carried out cannot be checked: {unknown}; known: {lhs} against {rhs}.
select
    report_key,
    scope,
    lhs,
    lhs_blanks,
    rhs,
    rhs_blanks,
    units
from column_identity('T3-BAL')
