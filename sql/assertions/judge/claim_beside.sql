-- Each claim on figures beside what the tables hold: the sum of what is known, the number of cells
-- and of those without a figure, and whether the channel of a case is empty as a whole. A table
-- that was not read has no cells.
create or replace temp table claim_beside as
select
    report_key,
    code_key,
    claim_row,
    value,
    tolerance,
    coalesce(figure, 0) as known,
    is_there::integer as cells,
    (figure is null)::integer as blanks,
    is_empty
from claim_figure(true)
union all
select
    any_value(report_key) as report_key,
    any_value(code_key) as code_key,
    claim_row,
    any_value(value) as value,
    any_value(tolerance) as tolerance,
    coalesce(sum(figure), 0)::decimal(18, 6) as known,
    (count(*) filter (is_there))::integer as cells,
    case
        when bool_or(is_there) then count(*) filter (is_there and figure is null)
        else 1
    end::integer as blanks,
    coalesce(bool_and(is_empty) filter (is_there), false) as is_empty
from claim_figure(false)
group by claim_row
union all
-- what no line of the forms holds
select
    f.report_key,
    f.code_key,
    f.claim_row,
    f.value,
    f.tolerance,
    0 as known,
    0 as cells,
    1 as blanks,
    false as is_empty
from claim_stated as f
anti join claim_line as l on f.code_key = l.code_key
