-- What became of each finding of an earlier revision: the current one has it too, or the organ
-- fixed it (on the day of the first revision without it, none after that having it), or something
-- else stands in its place.
create or replace temp table life_earlier as
with latest as (
    select
        subject,
        rule_id,
        scope,
        max(revision) as revision
    from life_row
    group by subject, rule_id, scope
),

mended as (
    select
        l.subject,
        l.rule_id,
        l.scope,
        min(g.valid_from) as fixed_on,
        bool_or(g.is_current) as is_mended
    from latest as l
    inner join life_gap as g
        on
            l.subject = g.subject
            and l.rule_id = g.rule_id
            and l.scope = g.scope
            and l.revision < g.revision
    group by l.subject, l.rule_id, l.scope
),

standing as (
    select finding_id
    from life_row
    where is_current
)

select
    f.report_key,
    f.rule_id,
    f.scope,
    case
        when s.finding_id is not null then 'open'
        when m.is_mended then 'fixed'
        else 'changed'
    end as state,
    case when s.finding_id is null and m.is_mended then m.fixed_on end as fixed_on
from life_row as f
left join mended as m
    on f.subject = m.subject and f.rule_id = m.rule_id and f.scope = m.scope
left join standing as s on f.finding_id = s.finding_id
where not f.is_current
