-- One row for each report with table 3, from one look at its lines: how many there are and in how
-- many the total is the sum, how many cells have a figure and how many one above zero, and the
-- smallest figure of all.
create or replace temp table request_of_report as
select
    report_key,
    count(*) as lines,
    count(*) filter (
        total
        = natural_person
        + org_enterprise
        + org_research
        + org_public_welfare
        + org_legal_service
        + org_other
    ) as lines_that_add_up,
    count(natural_person)
    + count(org_enterprise)
    + count(org_research)
    + count(org_public_welfare)
    + count(org_legal_service)
    + count(org_other)
    + count(total) as figures,
    count(*) filter (natural_person > 0)
    + count(*) filter (org_enterprise > 0)
    + count(*) filter (org_research > 0)
    + count(*) filter (org_public_welfare > 0)
    + count(*) filter (org_legal_service > 0)
    + count(*) filter (org_other > 0)
    + count(*) filter (total > 0) as figures_above_zero,
    min(
        least(
            natural_person,
            org_enterprise,
            org_research,
            org_public_welfare,
            org_legal_service,
            org_other,
            total
        )
    ) as smallest
from fact_request
group by report_key
