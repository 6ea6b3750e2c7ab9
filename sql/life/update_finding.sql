-- Give every finding its state and its days. A finding is new for as long as nothing else happened.
update fact_finding
set
    state = s.state,
    first_seen = s.first_seen,
    last_seen = s.last_seen,
    fixed_on = s.fixed_on,
    waiver_id = s.waiver_id
from (
    with days as (
        select
            finding_id,
            min(fetched_at) as first_seen,
            max(fetched_at) as last_seen
        from life_row
        group by finding_id
    ),

    last_event as (
        select
            finding_id,
            arg_max(event, generation) as event,
            max(generation) as generation
        from fact_finding_event
        where event <> 'waived'
        group by finding_id
    ),

    waived as (
        select
            finding_id,
            min(waiver_id) as waiver_id
        from life_waived
        where not is_expired and not is_dead
        group by finding_id
    )

    select
        f.report_key,
        f.rule_id,
        f.scope,
        case
            when not f.is_current then e.state
            when w.waiver_id is not null then 'waived'
            when l.event = 'reopened' then 'reopened'
            when
                l.event in ('new', 'relabelled')
                and l.generation = (select max(g.generation) from fact_finding_event as g)
                then l.event
            else 'open'
        end as state,
        coalesce(b.first_seen, d.first_seen) as first_seen,
        d.last_seen,
        e.fixed_on,
        case when f.is_current then w.waiver_id end as waiver_id
    from life_row as f
    inner join days as d on f.finding_id = d.finding_id
    left join life_begun as b on f.finding_id = b.finding_id
    left join last_event as l on f.finding_id = l.finding_id
    left join waived as w on f.finding_id = w.finding_id
    left join life_earlier as e
        on f.report_key = e.report_key and f.rule_id = e.rule_id and f.scope = e.scope
) as s
where
    fact_finding.report_key = s.report_key
    and fact_finding.rule_id = s.rule_id
    and fact_finding.scope = s.scope
