-- One row for each report with table 3, from one look at its lines: how many there are and in how
-- many the total is the sum, how many cells have a figure, whether any figure is negative, whether
-- no cell is without a figure and every column balances, of its outcomes and of its cases, and a
-- weight: reports whose counts are the same, totals left out and blanks taken for zeros, weigh the
-- same. Figures have at most twelve digits, so that no weight of a line is too large.
create or replace temp table request_of_report as
with signed as (
    select
        code,
        coalesce(sum(arc) filter (rule_id = 'T3-OUT'), 0)::bigint as of_outcomes,
        coalesce(sum(arc) filter (rule_id = 'T3-BAL'), 0)::bigint as of_cases
    from (
        select
            code,
            rule_id,
            case side when 'lhs' then weight else -weight end as arc
        from map_identity
        where table_code = 't3'
    ) as arc_of_rule
    group by code
),

line as (
    select
        l.line_key,
        case l.line_code when 'outcomes_total' then 0 else l.line_key end as weight,
        coalesce(s.of_outcomes, 0) as of_outcomes,
        coalesce(s.of_cases, 0) as of_cases
    from dim_line as l
    left join signed as s on l.line_code = s.code
    where l.table_code = 't3'
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
    count(*) = count(
        f.natural_person
        + f.org_enterprise
        + f.org_research
        + f.org_public_welfare
        + f.org_legal_service
        + f.org_other
        + f.total
    )
    and sum(l.of_outcomes * f.natural_person) = 0
    and sum(l.of_outcomes * f.org_enterprise) = 0
    and sum(l.of_outcomes * f.org_research) = 0
    and sum(l.of_outcomes * f.org_public_welfare) = 0
    and sum(l.of_outcomes * f.org_legal_service) = 0
    and sum(l.of_outcomes * f.org_other) = 0
    and sum(l.of_outcomes * f.total) = 0
        as outcomes_balance,
    count(*) = count(
        f.natural_person
        + f.org_enterprise
        + f.org_research
        + f.org_public_welfare
        + f.org_legal_service
        + f.org_other
        + f.total
    )
    and sum(l.of_cases * f.natural_person) = 0
    and sum(l.of_cases * f.org_enterprise) = 0
    and sum(l.of_cases * f.org_research) = 0
    and sum(l.of_cases * f.org_public_welfare) = 0
    and sum(l.of_cases * f.org_legal_service) = 0
    and sum(l.of_cases * f.org_other) = 0
    and sum(l.of_cases * f.total) = 0
        as cases_balance,
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
