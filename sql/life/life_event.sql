-- The events of this build: what begins, what ends, what is waived for the first time. They make a
-- generation of their own where there are any.
create or replace temp table life_event as
with happened as (
    select
        event,
        case
            when event = 'new' then first_seen
            else getvariable('life_now')::timestamp
        end as happened_at,
        finding_id,
        subject,
        rule_id,
        rule_version,
        scope,
        sha256,
        first_seen,
        null as waiver_id
    from life_begun
    where event is not null
    union all
    select
        event,
        case
            when event = 'fixed' then valid_from
            else getvariable('life_now')::timestamp
        end as happened_at,
        finding_id,
        subject,
        rule_id,
        rule_version,
        scope,
        sha256,
        first_seen,
        null as waiver_id
    from life_ended
    union all
    select
        'waived' as event,
        getvariable('life_now')::timestamp as happened_at,
        b.finding_id,
        b.subject,
        b.rule_id,
        b.rule_version,
        b.scope,
        b.sha256,
        b.first_seen,
        w.waiver_id
    from life_waived as w
    inner join life_begun as b on w.finding_id = b.finding_id
    where not w.is_expired and not w.is_dead and not w.is_bound
)

select
    coalesce((select max(j.generation) from journal_event as j), 0) + 1 as generation,
    *
from happened
order by subject asc, rule_id asc, scope asc, finding_id asc, event asc
