-- One row for each report with table 3, from one look at its lines: how many there are and in how
-- many the total is the sum, how many cells have a figure, whether any figure is negative, and a
-- weight: reports whose counts are the same, totals left out and blanks taken for zeros, weigh the
-- same. Figures have at most twelve digits, so that no weight of a line is too large.
create or replace temp table request_of_report as
with line as (
    select
        line_key,
        case line_code when 'outcomes_total' then 0 else line_key end as weight
    from dim_line
    where table_code = 't3'
)

select
    f.report_key,
    count(*) as lines,
    count(*) filter (
        f.total
        = f.natural_person
        + f.org_enterprise
        + f.org_research
        + f.org_public_welfare
        + f.org_legal_service
        + f.org_other
    ) as lines_that_add_up,
    count(f.natural_person)
    + count(f.org_enterprise)
    + count(f.org_research)
    + count(f.org_public_welfare)
    + count(f.org_legal_service)
    + count(f.org_other)
    + count(f.total) as figures,
    bool_or(
        f.natural_person < 0
        or f.org_enterprise < 0
        or f.org_research < 0
        or f.org_public_welfare < 0
        or f.org_legal_service < 0
        or f.org_other < 0
        or f.total < 0
    ) as has_negative,
    sum(
        l.weight * (
            coalesce(f.natural_person, 0)
            + 7 * coalesce(f.org_enterprise, 0)
            + 49 * coalesce(f.org_research, 0)
            + 343 * coalesce(f.org_public_welfare, 0)
            + 2401 * coalesce(f.org_legal_service, 0)
            + 16807 * coalesce(f.org_other, 0)
        )
    ) as weight
from fact_request as f
inner join line as l on f.line_key = l.line_key
group by f.report_key
