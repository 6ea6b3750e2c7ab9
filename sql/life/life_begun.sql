-- What happens now to findings of current revisions that the journal does not show standing.
create or replace temp table life_begun as
with place as (
    select
        subject,
        rule_id,
        scope,
        min(first_seen) as first_seen,
        bool_or(event = 'fixed') as was_fixed,
        min(rule_version) as oldest_version,
        max(rule_version) as newest_version,
        bool_or(is_standing or event = 'retired') as is_known
    from life_last
    group by subject, rule_id, scope
),

seen as (
    select
        finding_id,
        min(fetched_at) as first_seen
    from life_row
    group by finding_id
),

returned as (
    select distinct f.finding_id
    from life_row as f
    inner join life_gap as g
        on f.subject = g.subject and f.rule_id = g.rule_id and f.scope = g.scope
    inner join life_row as e
        on f.subject = e.subject and f.rule_id = e.rule_id and f.scope = e.scope
    where f.is_current and e.revision < g.revision and g.revision < f.revision
)

select
    f.finding_id,
    f.subject,
    f.rule_id,
    f.rule_version,
    f.scope,
    f.sha256,
    case
        when l.is_standing and l.rule_version = f.rule_version then null
        when l.is_standing or l.event = 'retired' then 'relabelled'
        when l.finding_id is not null then 'reopened'
        when
            p.is_known
            and (p.oldest_version <> f.rule_version or p.newest_version <> f.rule_version)
            then 'relabelled'
        when p.was_fixed or b.finding_id is not null then 'reopened'
        else 'new'
    end as event,
    least(
        s.first_seen,
        l.first_seen,
        case
            when p.is_known and p.oldest_version <> f.rule_version then p.first_seen
        end
    ) as first_seen
from life_row as f
inner join seen as s on f.finding_id = s.finding_id
left join life_last as l on f.finding_id = l.finding_id
left join place as p
    on f.subject = p.subject and f.rule_id = p.rule_id and f.scope = p.scope
left join returned as b on f.finding_id = b.finding_id
where f.is_current
