-- What was known on a day: the edition of each report that was then valid, read or not.
select
    organ_name,
    report_year,
    revision,
    change_level,
    valid_from,
    valid_to,
    url
from v_report
where
    valid_from <= timestamp '2026-11-01 00:00:00'
    and (valid_to is null or timestamp '2026-11-01 00:00:00' < valid_to)
order by organ_name asc, report_year asc
