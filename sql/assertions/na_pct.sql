-- id: NA-PCT
-- version: 1
-- title_zh: 正文各类结果所占百分比 = 表三该类件数 ÷ 申请总数
-- title_en: Shares of outcomes according to the text = their lines of table 3 ÷ all requests
-- severity: warning
-- authority: section one states what the tables state; rounding to the last place printed is
--     allowed for
-- unit: report_key, share
-- layouts: 2019, 2021
-- relation: claim
-- message_zh: 正文称占 {lhs}%，按{scope}计算为 {rhs}%，相差 {delta} 个百分点。
-- message_en: The text states a share of {lhs} %, {scope} makes it {rhs} %, a difference of {delta}
--     points.
-- undecided_zh: 正文称占 {lhs}%，按{scope}能否得出无法核对：{unknown}。
-- undecided_en: Whether {scope} makes the share of {lhs} % that the text states cannot be checked:
--     {unknown}.
with share as (
    -- all requests are those received, these with those carried in, or those handled
    select
        f.report_key,
        k.scope,
        f.claim_row,
        f.value,
        f.tolerance,
        f.known,
        f.blanks,
        i.received,
        i.with_carried,
        i.handled
    from claim_beside as f
    inner join claim_code as k on f.code_key = k.code_key and k.kind = 'share'
    left join claim_inflow as i on f.report_key = i.report_key
),

-- a share of what was received, that no other claim competes with: as most are
plain as (
    select
        s.report_key,
        s.claim_row,
        s.scope,
        s.value
    from share as s
    anti join crowded_report as c on s.report_key = c.report_key
    where
        s.blanks = 0
        and s.received > 0
        and abs(100::double * s.known / s.received - s.value) <= s.tolerance + 1e-9
),

doubted as (
    select
        s.report_key,
        s.scope,
        s.claim_row,
        s.value,
        s.tolerance,
        s.known,
        s.blanks,
        unnest([s.received, s.with_carried, s.handled]) as whole
    from share as s
    anti join plain as p on s.claim_row = p.claim_row
),

compared as (
    select
        *,
        case when blanks = 0 and whole > 0 then 100::double * known / whole end as made
    from doubted
),

nearest as (
    select *
    from compared
    qualify row_number() over (
        partition by report_key, scope
        order by abs(made - value) - tolerance nulls last, value, claim_row
    ) = 1
),

decided as (
    select
        *,
        case
            when made is null then 'undecided'
            when abs(made - value) <= tolerance + 1e-9 then 'pass'
            else 'fail'
        end as outcome
    from nearest
)

select
    d.report_key,
    d.scope,
    d.outcome,
    null as severity,
    d.value as lhs,
    0 as lhs_blanks,
    round(d.made, 2)::decimal(18, 6) as rhs,
    (d.made is null)::integer as rhs_blanks,
    f.sentence as detail
from decided as d
left join fact_claim as f on d.outcome <> 'pass' and d.claim_row = f.rowid
union all
select
    report_key,
    scope,
    'pass' as outcome,
    null as severity,
    value as lhs,
    0 as lhs_blanks,
    value as rhs,
    0 as rhs_blanks,
    null as detail
from plain
