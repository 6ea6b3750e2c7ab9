-- The units of a rule that compares the prose with the tables: those whose codes fit the pattern.
create or replace temp macro claimed_unit(pattern) as table (
    with code as (
        select
            code_key,
            scope
        from claim_code
        where regexp_full_match(claim_code, pattern)
    )

    select
        c.report_key,
        k.scope,
        c.outcome,
        c.severity,
        c.value as lhs,
        (c.value is null)::integer as lhs_blanks,
        case when c.cells > 0 then c.known end as rhs,
        c.blanks as rhs_blanks,
        c.sentence as detail
    from judged_claim as c
    inner join code as k on c.code_key = k.code_key
)
