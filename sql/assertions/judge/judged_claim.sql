-- What the prose claims beside what the tables hold: one row for each report and what is claimed,
-- with its outcome, and its sentence unless it passes.
-- Whose figures a claim is about decides how much it weighs: 0 the report's own scope, 1 the claim
-- does not say, 2 the report does not, 3 another scope. Only the first, or an organ's own report
-- in which the sentence says nothing else, makes a difference an error. 办理 may mean what was
-- handled, what came in, or both years' requests: any of the three agrees.
-- Of several claims those closest to the report's scope count; where one of them agrees with the
-- table, the others are parts of it (an office, a month).
create or replace temp table judged_claim as
with beside as (
    select
        f.report_key,
        f.code_key,
        f.claim_row,
        k.scope_key,
        k.is_denial,
        k.kind,
        k.claim_code,
        k.scope,
        f.value,
        f.is_stated,
        case
            when f.scope = r.scope and f.scope <> 'unknown' then 0
            when f.scope = 'unknown' then 1
            when r.scope = 'unknown' then 2
            else 3
        end as distance,
        f.scope = r.scope and f.scope <> 'unknown' or f.scope = 'unknown' and r.scope = 'own'
            as is_ours,
        coalesce(t.known, 0) as known,
        coalesce(t.cells, 0) as cells,
        coalesce(t.blanks, 1) as blanks,
        coalesce(t.is_empty, false) as is_empty,
        i.received,
        i.with_carried,
        i.handled
    from claim_stated as f
    inner join claim_code as k on f.code_key = k.code_key
    inner join dim_report as r on f.report_key = r.report_key
    left join claim_table as t on f.report_key = t.report_key and f.code_key = t.code_key
    left join claim_inflow as i on f.report_key = i.report_key
    where k.kind not in ('share', 'change')
),

decided as (
    select
        report_key,
        code_key,
        claim_row,
        scope_key,
        is_denial,
        distance,
        value,
        known,
        cells,
        blanks,
        case
            when value is null or cells = 0 then 'undecided'
            when blanks = 0 and value = known then 'pass'
            when scope like 't2.%_amount' and blanks = 0 and abs(value - known) <= 0.01 then 'pass'
            when kind = 'handled' and value in (received, with_carried, handled) then 'pass'
            when blanks = 0 then 'fail'
            when is_empty and value > 0 then 'fail'
            when known > value then 'fail'
            when blanks < cells and known = value then 'pass'
            else 'undecided'
        end as outcome,
        case
            when not is_stated or not is_ours then 'warning'
            when claim_code = 'count.t3.new_requests.total' and value = with_carried then 'warning'
            else 'error'
        end as severity
    from beside
),

several as (
    select
        report_key,
        scope_key,
        is_denial,
        count(*) as claims
    from decided
    group by report_key, scope_key, is_denial
    having count(*) > 1
),

chosen as (
    select d.*
    from decided as d
    anti join several as a
        on
            d.report_key = a.report_key
            and d.scope_key = a.scope_key
            and d.is_denial = a.is_denial
    union all
    select d.*
    from decided as d
    semi join several as a
        on
            d.report_key = a.report_key
            and d.scope_key = a.scope_key
            and d.is_denial = a.is_denial
    qualify row_number() over (
        partition by d.report_key, d.scope_key, d.is_denial
        order by
            d.distance,
            case d.outcome when 'pass' then 0 when 'fail' then 1 else 2 end,
            d.severity,
            d.value,
            d.code_key,
            d.claim_row
    ) = 1
)

select
    c.report_key,
    c.code_key,
    c.outcome,
    c.severity,
    c.value,
    c.known,
    c.cells,
    c.blanks,
    f.sentence
from chosen as c
left join fact_claim as f on c.outcome <> 'pass' and c.claim_row = f.rowid
