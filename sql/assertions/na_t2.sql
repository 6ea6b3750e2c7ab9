-- id: NA-T2
-- version: 1
-- title_zh: 正文采购、规范性文件、处理决定、收费 = 表二
-- title_en: Procurement, normative documents, decisions and fees according to the text = table 2
-- severity: warning
-- authority: section one states what table 2 states; it may speak of one level only
-- unit: report_key, statement
-- layouts: 2019, 2021
-- relation: claim
-- message_zh: 正文所写为 {lhs}，{scope}为 {rhs}，相差 {delta}。
-- message_en: The text states {lhs}, {scope} has {rhs}, a difference of {delta}.
-- undecided_zh: 正文所写为 {lhs}，与{scope}是否一致无法核对：{unknown}。
-- undecided_en: Whether the {lhs} that the text states agree with {scope} cannot be checked:
--     {unknown}.
select
    report_key,
    scope,
    outcome,
    'warning' as severity,
    lhs,
    lhs_blanks,
    rhs,
    rhs_blanks,
    detail
from claimed_unit('count[.]t2[.].*')
