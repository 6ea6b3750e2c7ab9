-- What happens now to findings that the journal shows standing and that no current revision has. A
-- changed rule never reads as a mended report.
create or replace temp table life_ended as
with standing as (
    select l.*
    from life_last as l
    anti join life_row as f on l.finding_id = f.finding_id and f.is_current
    where l.is_standing
),

tested as (
    select
        coalesce(r.organ_key || '|' || r.report_year, d.sha256) as subject,
        c.rule_id,
        d.sha256,
        r.valid_from
    from dim_report as r
    inner join dim_document as d on r.document_key = d.document_key
    inner join fact_judged as j on r.report_key = j.report_key
    inner join dim_profile as c on j.profile_key = c.profile_key
    where r.is_current
)

select
    s.finding_id,
    s.subject,
    s.rule_id,
    s.rule_version,
    s.scope,
    s.first_seen,
    coalesce(t.sha256, s.sha256) as sha256,
    case
        when u.rule_id is null or u.version <> s.rule_version then 'retired'
        when exists (
            select 1
            from life_row as f
            where
                f.is_current
                and f.subject = s.subject
                and f.rule_id = s.rule_id
                and (f.scope = s.scope or starts_with(s.scope, f.scope || '.'))
        ) then 'changed'
        when t.sha256 <> s.sha256 then 'fixed'
        else 'withdrawn'
    end as event,
    t.valid_from
from standing as s
left join dim_rule as u on s.rule_id = u.rule_id
left join tested as t on s.subject = t.subject and s.rule_id = t.rule_id
