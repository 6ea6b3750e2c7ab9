-- What became of each waiver.
insert into fact_waiver
with met as (
    select
        waiver_id,
        bool_or(not is_dead) as is_alive,
        count(*) filter (where not is_dead and not is_expired) as findings
    from life_waived
    group by waiver_id
)

select
    w.waiver_id,
    w.line,
    w.organ,
    w.report_year,
    w.rule_id,
    w.scope,
    w.finding_id,
    w.author,
    w.reason,
    w.expires_on,
    case
        when w.expires_on < getvariable('life_now')::date then 'expired'
        when m.is_alive then 'active'
        when m.waiver_id is not null then 'dead'
        else 'unused'
    end as state,
    coalesce(m.findings, 0) as findings
from given_waiver as w
left join met as m on w.waiver_id = m.waiver_id
order by w.line
