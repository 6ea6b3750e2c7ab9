-- id: NA-CARRYOUT
-- version: 1
-- title_zh: 正文结转下年度件数 = 表三结转下年度继续办理
-- title_en: Requests carried over according to the text = table 3, carried over to next year
-- severity: error
-- authority: section one states what the tables state (国办公开办函〔2019〕60号,
--     国办公开办函〔2021〕30号)
-- unit: report_key, statement
-- layouts: 2019, 2021
-- relation: claim
-- sums: rhs
-- message_zh: 正文称结转下年度 {lhs} 件，{scope}为 {rhs}，相差 {delta}。
-- message_en: The text states {lhs} requests carried over, {scope} has {rhs}, a difference of
--     {delta}.
-- undecided_zh: 正文称结转下年度 {lhs} 件，与{scope}是否一致无法核对：{unknown}。
-- undecided_en: Whether the {lhs} requests carried over that the text states agree with {scope}
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
from claimed_unit('count[.]t3[.]carried_out[.]total')
