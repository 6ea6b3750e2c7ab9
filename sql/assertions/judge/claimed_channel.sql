-- The units of a rule on the cases of one channel, with all that the prose says of it: the total
-- and its results are one unit, which stands where they first differ, the total in front.
create or replace temp macro claimed_channel(pattern) as table (
    select
        report_key,
        scope,
        outcome,
        severity,
        lhs,
        lhs_blanks,
        rhs,
        rhs_blanks,
        detail
    from claimed_unit(pattern)
    qualify row_number() over (
        partition by report_key, split_part(scope, '.', 2)
        order by
            case outcome when 'fail' then 0 when 'undecided' then 1 else 2 end,
            split_part(scope, '.', 3) <> 'total',
            scope
    ) = 1
)
