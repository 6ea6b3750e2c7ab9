-- What the prose claims beside what the tables hold: one row for each report and what is claimed,
-- with its outcome, and its sentence unless it passes. A claim that no other competes with, and
-- that states what the table holds, passes as it is.
-- Whose figures a claim is about decides how much it weighs: 0 the report's own scope, 1 the claim
-- does not say, 2 the report does not, 3 another scope. Only the first, or an organ's own report
-- in which the sentence says nothing else, makes a difference an error. 办理 may mean what was
-- handled, what came in, or both years' requests: any of the three agrees.
-- Of several claims those closest to the report's scope count; where one of them agrees with the
-- table, the others are parts of it (an office, a month); but 办理 that agrees is no word for 办结
-- that does not.
create or replace temp table judged_claim as
with figure as (
    select code_key
    from claim_code
    where kind not in ('share', 'change')
),

doubted as (
    select b.*
    from claim_beside as b
    semi join figure as k on b.code_key = k.code_key
    anti join crowded_report as c on b.report_key = c.report_key
    where (b.blanks = 0 and b.value = b.known) is distinct from true
    union all
    select b.*
    from claim_beside as b
    semi join figure as k on b.code_key = k.code_key
    semi join crowded_report as c on b.report_key = c.report_key
),

beside as (
    select
        f.report_key,
        f.code_key,
        f.claim_row,
        k.group_key,
        k.kind,
        k.claim_code,
        k.scope,
        f.value,
        s.is_stated,
        case
            when s.scope = r.scope and s.scope <> 'unknown' then 0
            when s.scope = 'unknown' then 1
            when r.scope = 'unknown' then 2
            else 3
        end as distance,
        s.scope = r.scope and s.scope <> 'unknown' or s.scope = 'unknown' and r.scope = 'own'
            as is_ours,
        f.known,
        f.cells,
        f.blanks,
        f.is_empty,
        i.received,
        i.with_carried,
        i.handled
    from doubted as f
    inner join fact_claim as s on f.claim_row = s.rowid
    inner join claim_code as k on f.code_key = k.code_key
    inner join dim_report as r on f.report_key = r.report_key
    left join claim_inflow as i on f.report_key = i.report_key
),

decided as (
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
),

chosen as (
    select
        * replace (
            -- what was handled agrees, what was answered does not: it may be a part
            case
                when
                    kind = 'count'
                    and bool_or(kind = 'handled' and outcome = 'pass')
                        over (partition by report_key, group_key)
                    then 'warning'
                else severity
            end as severity
        )
    from decided
    qualify row_number() over (
        partition by report_key, group_key
        order by
            distance,
            case
                when outcome = 'pass' and kind <> 'handled' then 0
                when outcome = 'fail' and kind = 'count' then 1
                when outcome = 'pass' then 2
                when outcome = 'fail' then 3
                else 4
            end,
            severity,
            abs(value - known), -- of figures that differ the nearest is the slip, not another count
            value,
            code_key,
            claim_row
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
union all
select
    b.report_key,
    b.code_key,
    'pass' as outcome,
    null as severity,
    b.value,
    b.known,
    b.cells,
    b.blanks,
    null as sentence
from claim_beside as b
semi join figure as k on b.code_key = k.code_key
anti join crowded_report as c on b.report_key = c.report_key
where b.blanks = 0 and b.value = b.known
