-- One row for each report above others and each line of table 3 with a count below it: the sum and
-- the largest of the counts below, and what the report itself has, column by column. What stands
-- below is told apart by whether it is comparable.
create or replace temp table below_request as
with family as (
    select distinct
        p.family_key,
        p.parent_key,
        p.is_comparable
    from parent_report as p
    inner join dim_report as r on p.parent_key = r.report_key
    where r.layout_t3 is not null
),

gathered as (
    select
        p.family_key,
        f.line_key,
        sum(f.natural_person) as natural_person,
        sum(f.org_enterprise) as org_enterprise,
        sum(f.org_research) as org_research,
        sum(f.org_public_welfare) as org_public_welfare,
        sum(f.org_legal_service) as org_legal_service,
        sum(f.org_other) as org_other,
        sum(f.total) as total,
        max(f.natural_person) as natural_person_most,
        max(f.org_enterprise) as org_enterprise_most,
        max(f.org_research) as org_research_most,
        max(f.org_public_welfare) as org_public_welfare_most,
        max(f.org_legal_service) as org_legal_service_most,
        max(f.org_other) as org_other_most,
        max(f.total) as total_most
    from fact_request as f
    inner join parent_report as p on f.report_key = p.report_key
    where
        greatest(
            f.natural_person,
            f.org_enterprise,
            f.org_research,
            f.org_public_welfare,
            f.org_legal_service,
            f.org_other,
            f.total
        ) > 0
    group by p.family_key, f.line_key
),

upper_line as (
    select f.*
    from fact_request as f
    semi join family as y on f.report_key = y.parent_key
)

select
    y.family_key,
    y.parent_key,
    y.is_comparable,
    g.line_key,
    g.natural_person,
    g.org_enterprise,
    g.org_research,
    g.org_public_welfare,
    g.org_legal_service,
    g.org_other,
    g.total,
    a.natural_person as natural_person_above,
    a.org_enterprise as org_enterprise_above,
    a.org_research as org_research_above,
    a.org_public_welfare as org_public_welfare_above,
    a.org_legal_service as org_legal_service_above,
    a.org_other as org_other_above,
    a.total as total_above,
    coalesce(
        g.natural_person_most > coalesce(a.natural_person, 0)
        or g.org_enterprise_most > coalesce(a.org_enterprise, 0)
        or g.org_research_most > coalesce(a.org_research, 0)
        or g.org_public_welfare_most > coalesce(a.org_public_welfare, 0)
        or g.org_legal_service_most > coalesce(a.org_legal_service, 0)
        or g.org_other_most > coalesce(a.org_other, 0)
        or g.total_most > coalesce(a.total, 0),
        false
    ) as is_exceeded
from gathered as g
inner join family as y on g.family_key = y.family_key
left join upper_line as a on y.parent_key = a.report_key and g.line_key = a.line_key
