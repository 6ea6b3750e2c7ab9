-- id: XY-JUMP
-- version: 1
-- title_zh: 与上年相比的变化在三倍以内
-- title_en: Against last year, figures stay within three times
-- severity: warning
-- authority: plausibility: most often the scope changed, from one office to the whole district
-- unit: report_key whose organ has a report of the year before; new requests in total, each number
--     of decisions, the fees; a change among figures below 50 is none
-- layouts: 2019, 2021
-- years: 2020-
-- relation: state
-- cause: rule
-- others: {cell}
-- message_zh: {scope}：本年为 {lhs}，上年报告{other}为 {rhs}，相差 {delta}，变化达三倍或以上。
-- message_en: {scope}: {lhs} this year against {rhs} in {other}, a difference of {delta}: three
--     times or more.
-- undecided_zh: {scope}：与上年报告{other}相比是否变化过大，无法核对：{unknown}。
-- undecided_en: {scope}: whether it changed too much against {other} cannot be checked: {unknown}.
-- look_up_zh: 请核对统计口径是否前后一致（本机关或全区域）。
-- look_up_en: To check: whether both count the same organs.
with followed as (
    select
        f.report_key,
        f.line_key,
        'total' as column_code,
        f.total::decimal(18, 6) as value
    from fact_request as f
    inner join dim_line as l on f.line_key = l.line_key
    where l.line_code = 'new_requests'
    union all
    select
        report_key,
        line_key,
        measure_code as column_code,
        value
    from fact_disclosure
    where measure_code in ('decisions', 'fee_amount')
),

-- each of these lines has one figure that is followed
compared as (
    select
        p.report_key,
        p.prior_key,
        n.line_key,
        n.column_code,
        n.value as now,
        b.value as before,
        case
            when n.value is null or b.value is null then 'undecided'
            when greatest(n.value, b.value) < 50 then 'pass'
            when greatest(n.value, b.value) >= 3 * least(n.value, b.value) then 'fail'
            else 'pass'
        end as outcome
    from prior_report as p
    inner join followed as n on p.report_key = n.report_key
    inner join followed as b on p.prior_key = b.report_key and n.line_key = b.line_key
)

select
    report_key,
    'figures' as scope,
    count(*) as units,
    'pass' as outcome,
    null as severity,
    null as detail,
    null::decimal(18, 6) as lhs,
    null::decimal(18, 6) as rhs,
    null::bigint as other_key
from compared
where outcome = 'pass'
group by report_key
union all
select
    c.report_key,
    l.table_code || '.' || l.line_code || '.' || c.column_code as scope,
    1 as units,
    c.outcome,
    null as severity,
    null as detail,
    c.now as lhs,
    c.before as rhs,
    c.prior_key as other_key
from compared as c
inner join dim_line as l on c.line_key = l.line_key
where c.outcome <> 'pass'
