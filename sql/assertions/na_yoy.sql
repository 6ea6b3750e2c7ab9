-- id: NA-YOY
-- version: 1
-- title_zh: 正文同比增减 = 表中本年数比上年年报
-- title_en: Changes against last year according to the text = the table against last year's
--     report
-- severity: warning
-- authority: section one states what the tables state; last year's report may have been
--     corrected since
-- unit: report_key, change
-- layouts: 2019, 2021
-- relation: claim
-- message_zh: 正文称同比变化 {lhs}%，{scope}与上年年报相比为 {rhs}%，相差 {delta} 个百分点。
-- message_en: The text states a change of {lhs} %, {scope} against last year's report makes it
--     {rhs} %, a difference of {delta} points.
-- undecided_zh: 正文称同比变化 {lhs}%，按{scope}与上年年报能否得出无法核对：{unknown}。
-- undecided_en: Whether {scope} and last year's report make the change of {lhs} % that the text
--     states cannot be checked: {unknown}.
with change as (
    -- without last year's report there is no unit
    select
        f.report_key,
        k.scope,
        k.code_key,
        f.value,
        f.tolerance,
        f.sentence,
        p.report_key as prior_key
    from fact_claim as f
    inner join claim_code as k on f.claim_code = k.claim_code and k.kind = 'change'
    inner join dim_report as r on f.report_key = r.report_key
    inner join dim_report as p
        on
            r.organ_key = p.organ_key
            and r.report_year = p.report_year + 1
            and p.is_current
            and p.read_state in ('read', 'partial')
),

compared_report as (
    select report_key
    from change
    union
    select prior_key
    from change
),

line as (
    select
        f.report_key,
        f.line_key,
        f.total
    from fact_request as f
    semi join compared_report as c on f.report_key = c.report_key
    union all
    select
        f.report_key,
        f.line_key,
        f.total
    from fact_remedy as f
    semi join compared_report as c on f.report_key = c.report_key
),

total as (
    select
        c.report_key,
        c.scope,
        c.sentence,
        c.value,
        c.tolerance,
        sum(l.total) filter (where l.report_key = c.report_key) as now,
        sum(l.total) filter (where l.report_key = c.prior_key) as before,
        count(*) - count(l.total) as blanks
    from change as c
    inner join claim_line as m on c.code_key = m.code_key
    inner join line as l on m.line_key = l.line_key and l.report_key in (c.report_key, c.prior_key)
    group by all
),

inflow as (
    select
        c.report_key,
        c.scope,
        c.sentence,
        c.value,
        c.tolerance,
        now.with_carried as now,
        before.with_carried as before,
        0 as blanks
    from change as c
    inner join claim_inflow as now on c.report_key = now.report_key
    inner join claim_inflow as before on c.prior_key = before.report_key
    where c.scope = 't3.new_requests.total'
),

reading as (
    select *
    from total
    union all by name
    select *
    from inflow
),

compared as (
    select
        *,
        case when blanks = 0 and before > 0 then 100::double * (now - before) / before end as made
    from reading
    where before is null or before > 0
)

select
    report_key,
    scope,
    case
        when made is null then 'undecided'
        when abs(made - value) <= tolerance + 1e-9 then 'pass'
        else 'fail'
    end as outcome,
    null as severity,
    value as lhs,
    0 as lhs_blanks,
    round(made, 2)::decimal(18, 6) as rhs,
    (made is null)::integer as rhs_blanks,
    sentence as detail
from compared
qualify row_number() over (
    partition by report_key, scope
    order by abs(made - value) - tolerance nulls last, sentence, value
) = 1
