-- The units of a rule that compares the prose with the tables: one for each report and what the
-- claims are about. Of several claims those closest to the report's scope count; where one of them
-- agrees with the table, the others are parts of it (an office, a month) and the unit passes.
create or replace temp macro claimed_unit(pattern) as table (
    select
        report_key,
        scope,
        outcome,
        severity,
        value as lhs,
        (value is null)::integer as lhs_blanks,
        case when cells > 0 then known end as rhs,
        blanks as rhs_blanks,
        sentence as detail
    from judged_claim
    where regexp_full_match(claim_code, pattern)
    qualify row_number() over (
        partition by report_key, scope
        order by
            distance,
            case outcome when 'pass' then 0 when 'fail' then 1 else 2 end,
            severity,
            sentence
    ) = 1
)
