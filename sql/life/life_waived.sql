-- One row for each waiver and current finding that lies within its scope. A waiver holds for
-- figures: for those of the finding it names, else for those it was first applied to.
create or replace temp table life_waived as
with concerned as (
    select
        w.waiver_id,
        w.expires_on,
        w.finding_id as sealed_id,
        f.finding_id,
        f.subject,
        f.rule_id,
        f.scope
    from given_waiver as w
    inner join dim_organ as o on w.organ = o.organ_name
    inner join dim_report as r on o.organ_key = r.organ_key and w.report_year = r.report_year
    inner join life_row as f on r.report_key = f.report_key and w.rule_id = f.rule_id
    where
        f.is_current
        and (
            w.scope is null
            or f.scope = w.scope
            or starts_with(f.scope, w.scope || '.')
        )
),

bound as (
    select distinct
        waiver_id,
        subject,
        rule_id,
        scope,
        finding_id
    from journal_event
    where event = 'waived'
)

select
    c.waiver_id,
    c.finding_id,
    c.expires_on < getvariable('life_now')::date as is_expired,
    coalesce(c.sealed_id <> c.finding_id, false)
    or coalesce(bool_or(b.finding_id <> c.finding_id), false) as is_dead,
    coalesce(bool_or(b.finding_id = c.finding_id), false) as is_bound
from concerned as c
left join bound as b
    on
        c.waiver_id = b.waiver_id
        and c.subject = b.subject
        and c.rule_id = b.rule_id
        and c.scope = b.scope
group by c.waiver_id, c.finding_id, c.expires_on, c.sealed_id
