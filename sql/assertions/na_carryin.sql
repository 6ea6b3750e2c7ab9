-- id: NA-CARRYIN
-- version: 1
-- title_zh: 正文上年结转件数 = 表三上年结转
-- title_en: Requests carried in according to the text = table 3, carried in
-- severity: error
-- authority: section one states what the tables state (国办公开办函〔2019〕60号,
--     国办公开办函〔2021〕30号)
-- unit: report_key, statement
-- layouts: 2019, 2021
-- relation: claim
-- sums: rhs
-- message_zh: 正文称上年结转 {lhs} 件，{scope}为 {rhs}，相差 {delta}。
-- message_en: The text states {lhs} requests carried in, {scope} has {rhs}, a difference of
--     {delta}.
-- undecided_zh: 正文称上年结转 {lhs} 件，与{scope}是否一致无法核对：{unknown}。
-- undecided_en: Whether the {lhs} requests carried in that the text states agree with {scope}
--     cannot be checked: {unknown}.
select
    report_key,
    scope,
    outcome,
    severity,
    lhs,
    lhs_blanks,
    rhs,
    rhs_blanks,
    detail
from claimed_unit('count[.]t3[.]carried_in[.]total')
