-- One row for each place and each revision in which the rule was tested and the place had no
-- finding, nor any finding above it (a table that was not read decides nothing of its cells).
create or replace temp table life_gap as
with place as (
    select distinct
        subject,
        rule_id,
        scope
    from life_row
)

select
    p.subject,
    p.rule_id,
    p.scope,
    v.revision,
    v.is_current,
    v.valid_from
from place as p
inner join life_revision as v on p.subject = v.subject and p.rule_id = v.rule_id
where
    not exists (
        select 1
        from life_row as f
        where
            f.report_key = v.report_key
            and f.rule_id = p.rule_id
            and (f.scope = p.scope or starts_with(p.scope, f.scope || '.'))
    )
