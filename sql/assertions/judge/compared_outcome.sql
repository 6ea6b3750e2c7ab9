-- How a comparison comes out. A blank stands for an unknown that is at least 0 where the rule is
-- `bounded`, and for anything at all where it is not; NULL is for bounds to decide.
create or replace temp macro compared_outcome(lhs, lhs_blanks, rhs, rhs_blanks) as (
    case
        when
            lhs_blanks = 0
            and rhs_blanks = 0
            and case getvariable('relation')
                when '=' then lhs = rhs
                when '<=' then lhs <= rhs
                else lhs >= rhs
            end
            then 'pass'
        when lhs_blanks = 0 and rhs_blanks = 0 then 'fail'
        when not getvariable('bounded') then 'undecided'
        when getvariable('relation') = '=' then null
        when getvariable('relation') = '<=' and lhs_blanks = 0 and lhs <= rhs then 'pass'
        when getvariable('relation') = '<=' and rhs_blanks = 0 and not lhs <= rhs then 'fail'
        when getvariable('relation') = '>=' and rhs_blanks = 0 and lhs >= rhs then 'pass'
        when getvariable('relation') = '>=' and lhs_blanks = 0 and not lhs >= rhs then 'fail'
        else 'undecided'
    end
)
