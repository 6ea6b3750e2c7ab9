-- id: NA-ZERO
-- version: 1
-- title_zh: 正文称没有的，表中为 0
-- title_en: Where the text says that there was none, the table has 0
-- severity: error
-- authority: section one states what the tables state (国办公开办函〔2019〕60号,
--     国办公开办函〔2021〕30号)
-- unit: report_key, statement
-- layouts: 2019, 2021
-- relation: claim
-- sums: rhs
-- message_zh: 正文称没有，{scope}为 {rhs}，相差 {delta}。
-- message_en: The text says that there was none, {scope} has {rhs}, a difference of {delta}.
-- undecided_zh: 正文称没有，与{scope}是否一致无法核对：{unknown}。
-- undecided_en: The text says that there was none; whether {scope} agrees cannot be checked:
--     {unknown}.
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
from claimed_unit('none[.](t3[.]new_requests[.]total|t4[.].*)')
