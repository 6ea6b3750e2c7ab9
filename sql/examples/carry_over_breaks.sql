-- Do the requests carried out of one year arrive in the next? Current reports of the same organ,
-- by kind of applicant; a blank on either side cannot be compared and is left out.
with carried as (
    select
        organ_name,
        report_year,
        line_code,
        column_code,
        value
    from v_request
    where
        is_current
        and line_code in ('carried_in', 'carried_out')
)

select
    earlier.organ_name,
    earlier.report_year,
    earlier.column_code,
    earlier.value as carried_out,
    later.value as carried_in_next_year
from carried as earlier
inner join carried as later
    on
        earlier.organ_name = later.organ_name
        and earlier.column_code = later.column_code
        and earlier.report_year + 1 = later.report_year
where
    earlier.line_code = 'carried_out'
    and later.line_code = 'carried_in'
    and earlier.value != later.value
order by earlier.organ_name asc, earlier.report_year asc, earlier.column_code asc
