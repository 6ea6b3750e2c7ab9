-- id: NA-ENUM
-- version: 1
-- title_zh: 正文列全各项的，各项之和 = 总数
-- title_en: Where the text lists all parts of a figure, they add up to it
-- severity: warning
-- authority: meaning of 其中 where the last part is all the rest, or every part is named in
--     front
-- unit: report_key, enumeration
-- layouts: 2019, 2021
-- relation: claim
-- message_zh: {scope}：正文列出的各项之和为 {rhs}，总数写为 {lhs}，相差 {delta}。
-- message_en: {scope}: the parts that the text lists add up to {rhs}, the figure is {lhs}, a
--     difference of {delta}.
-- undecided_zh: {scope}：正文列出的各项之和是否等于总数无法核对。
-- undecided_en: {scope}: whether the parts that the text lists add up cannot be checked.
with listed as (
    select
        report_key,
        list_no,
        max(value) filter (where claim_code = 'list.total') as total,
        sum(value) filter (where claim_code = 'list.part') as parts,
        count(*) - count(value) as unread,
        max(sentence) filter (where claim_code = 'list.total') as sentence
    from fact_claim
    where claim_code in ('list.total', 'list.part')
    group by report_key, list_no
)

select
    report_key,
    's1.list' || list_no as scope,
    case
        when unread > 0 then 'undecided'
        when total = parts then 'pass'
        else 'fail'
    end as outcome,
    null as severity,
    total as lhs,
    (total is null)::integer as lhs_blanks,
    parts as rhs,
    unread::integer as rhs_blanks,
    sentence as detail
from listed
