-- The units of a rule on the cases of one channel, with all that the prose says of it: the total
-- and its results are one unit, which stands where they first differ, the total in front. Reports
-- in which nothing differs are told apart first: their channels are one row.
create or replace temp macro claimed_channel(pattern) as table (
    with code as (
        select
            code_key,
            1 << (dense_rank() over (order by split_part(scope, '.', 2)) - 1)::integer as channel
        from claim_code
        where regexp_full_match(claim_code, pattern)
    ),

    told as (
        select
            c.report_key,
            bit_count(bit_or(k.channel)) as channels,
            bool_and(c.outcome = 'pass') as is_plain
        from judged_claim as c
        inner join code as k on c.code_key = k.code_key
        group by c.report_key
    ),

    mixed as (
        select report_key
        from told
        where not is_plain
    )

    select
        report_key,
        't4' as scope,
        'pass' as outcome,
        null as severity,
        0 as lhs,
        0 as lhs_blanks,
        0 as rhs,
        0 as rhs_blanks,
        null as detail,
        channels as units
    from told
    where is_plain
    union all
    (
        select
            u.report_key,
            u.scope,
            u.outcome,
            u.severity,
            u.lhs,
            u.lhs_blanks,
            u.rhs,
            u.rhs_blanks,
            u.detail,
            1 as units
        from claimed_unit(pattern) as u
        where u.report_key in (select m.report_key from mixed as m)
        qualify row_number() over (
            partition by u.report_key, split_part(u.scope, '.', 2)
            order by
                case u.outcome when 'fail' then 0 when 'undecided' then 1 else 2 end,
                split_part(u.scope, '.', 3) <> 'total',
                u.scope
        ) = 1
    )
)
