-- Claims of the prose beside the figures of the tables, one row a claim, with its outcome.
-- Whose figures a claim is about decides how much it weighs: 0 the report's own scope, 1 the claim
-- does not say, 2 the report does not, 3 another scope. Only the first, or an organ's own report
-- in which the sentence says nothing else, makes a difference an error. 办理 may mean what was
-- handled, what came in, or both years' requests: any of the three agrees.
create or replace temp table judged_claim as
with beside as (
    select
        f.report_key,
        f.claim_code,
        split_part(f.claim_code, '.', 1) as kind,
        f.claim_code[position('.' in f.claim_code) + 1:] as scope,
        f.value,
        f.tolerance,
        f.sentence,
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
    from fact_claim as f
    inner join dim_report as r on f.report_key = r.report_key
    left join claim_table as t on f.report_key = t.report_key and f.claim_code = t.claim_code
    left join claim_inflow as i on f.report_key = i.report_key
    where f.claim_code in (select l.claim_code from claim_line as l)
)

select
    *,
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
where kind not in ('share', 'change')
