-- The units of a sum over lines of table 3, one for each report and column, as map_identity says;
-- a report without the table has the one unit `t3`, which nothing can decide. Reports without a
-- blank, whose columns all balance, are told apart first: their units are one row, and only those
-- of the others are summed side by side.
create or replace temp macro column_identity(rule) as table (
    with arc as (
        select
            table_code,
            code,
            side,
            weight
        from map_identity
        where rule_id = rule
    ),

    term as (
        select
            l.line_key,
            a.side,
            a.weight
        from dim_line as l
        inner join arc as a on l.table_code = a.table_code and l.line_code = a.code
    ),

    balance as (
        select
            report_key,
            case rule when 'T3-OUT' then outcomes_balance else cases_balance end as is_plain
        from request_of_report
    ),

    doubted as materialized (
        select report_key
        from balance
        where is_plain is distinct from true
    ),

    lhs as (
        select
            f.report_key,
            sum(t.weight * f.natural_person) as natural_person,
            count(*) - count(f.natural_person) as natural_person_blanks,
            sum(t.weight * f.org_enterprise) as org_enterprise,
            count(*) - count(f.org_enterprise) as org_enterprise_blanks,
            sum(t.weight * f.org_research) as org_research,
            count(*) - count(f.org_research) as org_research_blanks,
            sum(t.weight * f.org_public_welfare) as org_public_welfare,
            count(*) - count(f.org_public_welfare) as org_public_welfare_blanks,
            sum(t.weight * f.org_legal_service) as org_legal_service,
            count(*) - count(f.org_legal_service) as org_legal_service_blanks,
            sum(t.weight * f.org_other) as org_other,
            count(*) - count(f.org_other) as org_other_blanks,
            sum(t.weight * f.total) as total,
            count(*) - count(f.total) as total_blanks
        from fact_request as f
        semi join doubted as d on f.report_key = d.report_key
        inner join term as t on f.line_key = t.line_key
        where t.side = 'lhs'
        group by f.report_key
    ),

    rhs as (
        select
            f.report_key,
            sum(t.weight * f.natural_person) as natural_person,
            count(*) - count(f.natural_person) as natural_person_blanks,
            sum(t.weight * f.org_enterprise) as org_enterprise,
            count(*) - count(f.org_enterprise) as org_enterprise_blanks,
            sum(t.weight * f.org_research) as org_research,
            count(*) - count(f.org_research) as org_research_blanks,
            sum(t.weight * f.org_public_welfare) as org_public_welfare,
            count(*) - count(f.org_public_welfare) as org_public_welfare_blanks,
            sum(t.weight * f.org_legal_service) as org_legal_service,
            count(*) - count(f.org_legal_service) as org_legal_service_blanks,
            sum(t.weight * f.org_other) as org_other,
            count(*) - count(f.org_other) as org_other_blanks,
            sum(t.weight * f.total) as total,
            count(*) - count(f.total) as total_blanks
        from fact_request as f
        semi join doubted as d on f.report_key = d.report_key
        inner join term as t on f.line_key = t.line_key
        where t.side = 'rhs'
        group by f.report_key
    ),

    sums as materialized (
        select
            lhs.report_key,
            lhs.natural_person as natural_person_lhs,
            lhs.natural_person_blanks as natural_person_lhs_blanks,
            rhs.natural_person as natural_person_rhs,
            rhs.natural_person_blanks as natural_person_rhs_blanks,
            lhs.org_enterprise as org_enterprise_lhs,
            lhs.org_enterprise_blanks as org_enterprise_lhs_blanks,
            rhs.org_enterprise as org_enterprise_rhs,
            rhs.org_enterprise_blanks as org_enterprise_rhs_blanks,
            lhs.org_research as org_research_lhs,
            lhs.org_research_blanks as org_research_lhs_blanks,
            rhs.org_research as org_research_rhs,
            rhs.org_research_blanks as org_research_rhs_blanks,
            lhs.org_public_welfare as org_public_welfare_lhs,
            lhs.org_public_welfare_blanks as org_public_welfare_lhs_blanks,
            rhs.org_public_welfare as org_public_welfare_rhs,
            rhs.org_public_welfare_blanks as org_public_welfare_rhs_blanks,
            lhs.org_legal_service as org_legal_service_lhs,
            lhs.org_legal_service_blanks as org_legal_service_lhs_blanks,
            rhs.org_legal_service as org_legal_service_rhs,
            rhs.org_legal_service_blanks as org_legal_service_rhs_blanks,
            lhs.org_other as org_other_lhs,
            lhs.org_other_blanks as org_other_lhs_blanks,
            rhs.org_other as org_other_rhs,
            rhs.org_other_blanks as org_other_rhs_blanks,
            lhs.total as total_lhs,
            lhs.total_blanks as total_lhs_blanks,
            rhs.total as total_rhs,
            rhs.total_blanks as total_rhs_blanks
        from lhs
        inner join rhs on lhs.report_key = rhs.report_key
    )

    select
        report_key,
        't3' as scope,
        0 as lhs,
        0 as lhs_blanks,
        0 as rhs,
        0 as rhs_blanks,
        7 as units
    from balance
    where is_plain
    union all
    select
        report_key,
        't3.natural_person' as scope,
        coalesce(natural_person_lhs, 0) as lhs,
        natural_person_lhs_blanks as lhs_blanks,
        coalesce(natural_person_rhs, 0) as rhs,
        natural_person_rhs_blanks as rhs_blanks,
        1 as units
    from sums
    union all
    select
        report_key,
        't3.org_enterprise' as scope,
        coalesce(org_enterprise_lhs, 0) as lhs,
        org_enterprise_lhs_blanks as lhs_blanks,
        coalesce(org_enterprise_rhs, 0) as rhs,
        org_enterprise_rhs_blanks as rhs_blanks,
        1 as units
    from sums
    union all
    select
        report_key,
        't3.org_research' as scope,
        coalesce(org_research_lhs, 0) as lhs,
        org_research_lhs_blanks as lhs_blanks,
        coalesce(org_research_rhs, 0) as rhs,
        org_research_rhs_blanks as rhs_blanks,
        1 as units
    from sums
    union all
    select
        report_key,
        't3.org_public_welfare' as scope,
        coalesce(org_public_welfare_lhs, 0) as lhs,
        org_public_welfare_lhs_blanks as lhs_blanks,
        coalesce(org_public_welfare_rhs, 0) as rhs,
        org_public_welfare_rhs_blanks as rhs_blanks,
        1 as units
    from sums
    union all
    select
        report_key,
        't3.org_legal_service' as scope,
        coalesce(org_legal_service_lhs, 0) as lhs,
        org_legal_service_lhs_blanks as lhs_blanks,
        coalesce(org_legal_service_rhs, 0) as rhs,
        org_legal_service_rhs_blanks as rhs_blanks,
        1 as units
    from sums
    union all
    select
        report_key,
        't3.org_other' as scope,
        coalesce(org_other_lhs, 0) as lhs,
        org_other_lhs_blanks as lhs_blanks,
        coalesce(org_other_rhs, 0) as rhs,
        org_other_rhs_blanks as rhs_blanks,
        1 as units
    from sums
    union all
    select
        report_key,
        't3.total' as scope,
        coalesce(total_lhs, 0) as lhs,
        total_lhs_blanks as lhs_blanks,
        coalesce(total_rhs, 0) as rhs,
        total_rhs_blanks as rhs_blanks,
        1 as units
    from sums
    union all
    select
        report_key,
        't3' as scope,
        0 as lhs,
        1 as lhs_blanks,
        0 as rhs,
        1 as rhs_blanks,
        1 as units
    from dim_report
    where layout_t3 is null
)
